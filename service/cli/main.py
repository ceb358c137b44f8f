"""The command line: what can be said. Nothing heavy is imported before a command needs it."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.texts import Texts, languages, of_terminal

FAILED, INTERRUPTED = 1, 130
_HIGHEST_PORT = 65_535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `lotse`: 0, 1 for a failure named in one line on stderr, 2 (SystemExit) for wrong usage, 130 for Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        status = _run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # a reader like `head` has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _run(options: argparse.Namespace) -> int:
    try:
        from service.cli import commands

        return commands.COMMANDS[options.command](options)
    except BrokenPipeError:
        raise
    except Exception as error:
        from service.cli.errors import UsageError, reason, warn

        if isinstance(error, UsageError):
            options.parser.error(str(error))
        warn(reason(error))
        return FAILED


class _Formatter(argparse.HelpFormatter):
    """Help in the language of the terminal."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, of_terminal().text("help.usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help is of one language; argparse itself knows English alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter)
        texts = of_terminal()
        self._positionals.title = texts.text("help.arguments_title")
        self._optionals.title = texts.text("help.options_title")
        self.add_argument("-h", "--help", action="help", help=texts.text("help.help"))


def _parser() -> argparse.ArgumentParser:
    texts = of_terminal()
    parser = _Parser(prog="lotse", description=texts.text("help.description"), epilog=texts.text("help.epilog"))
    parser.add_argument("--version", action=_Version, help=texts.text("help.version"))
    commands = parser.add_subparsers(dest="command", metavar=texts.text("help.command"), required=True)
    for name, add in _COMMANDS.items():
        explained = texts.text(f"help.commands.{name}")
        command = commands.add_parser(name, help=explained, description=explained)
        add(_Arguments(command, texts))
        command.set_defaults(parser=command)
    return parser


@dataclass(frozen=True, slots=True)
class _Arguments:
    """The arguments of a command, each explained by the text of its name."""

    command: argparse.ArgumentParser
    texts: Texts

    def add(self, *names: str, about: str, **settings: Any) -> None:
        """Add an argument."""
        self.command.add_argument(*names, help=self.texts.text(f"help.arguments.{about}"), **settings)

    def called(self, what: str) -> str:
        """What stands for a value in the help."""
        return self.texts.text(f"help.{what}")


def _index(arguments: _Arguments) -> None:
    _folder(arguments)
    _root(arguments)


def _folder(arguments: _Arguments) -> None:
    arguments.add("folders", nargs="*", type=Path, metavar=arguments.called("folder"), about="documents")


def _search(arguments: _Arguments) -> None:
    _asked(arguments)
    arguments.add("--limit", type=int, metavar="N", about="limit")
    _json(arguments)


def _ask(arguments: _Arguments) -> None:
    arguments.add("--prompt", action="store_true", about="prompt")
    _json(arguments)
    _asked(arguments)


def _chat(arguments: _Arguments) -> None:
    _filter(arguments)
    _language(arguments)
    _root(arguments)


def _asked(arguments: _Arguments) -> None:
    arguments.add("question", nargs="+", type=_readable, metavar=arguments.called("question"), about="question")
    _filter(arguments)
    _language(arguments)
    _root(arguments)


def _filter(arguments: _Arguments) -> None:
    arguments.add("--filter", action="append", default=[], type=_pair, metavar="K=V", about="filter")


def _serve(arguments: _Arguments) -> None:
    arguments.add("--host", metavar="H", about="host")
    arguments.add("--port", type=_port, metavar="P", about="port")
    _root(arguments)


def _measures(arguments: _Arguments) -> None:
    arguments.add("id", nargs="?", metavar="ID", about="id")
    _language(arguments)
    _json(arguments)
    _root(arguments)


def _check(arguments: _Arguments) -> None:
    _folder(arguments)
    arguments.add("--propose", action="store_true", about="propose")
    _language(arguments)
    _json(arguments)


def _evaluate(arguments: _Arguments) -> None:
    folder, file = arguments.called("folder"), arguments.called("file")
    arguments.add("folder", nargs="?", type=Path, metavar=folder, about="questions")
    arguments.add("--keywords", action="store_true", about="keywords")
    arguments.add("--split", choices=("dev", "test", "all"), about="split")
    arguments.add("--qrels", type=Path, metavar=file, about="qrels")
    arguments.add("--url", metavar="URL", about="url")
    arguments.add("--output", type=Path, metavar=folder, about="output")
    arguments.add("--compare", nargs=2, type=Path, metavar=folder, about="compare")
    arguments.add("--report", type=Path, metavar=folder, about="report")
    arguments.add("--ablate", action="store_true", about="ablate")
    arguments.add("--markdown", action="store_true", about="markdown")
    _language(arguments)
    _json(arguments)
    _root(arguments)


def _root(arguments: _Arguments) -> None:
    arguments.add("--index", type=Path, metavar=arguments.called("folder"), about="index")


def _language(arguments: _Arguments) -> None:
    arguments.add("--language", choices=languages(), about="language")


def _json(arguments: _Arguments) -> None:
    arguments.add("--json", action="store_true", about="json")


_COMMANDS: Mapping[str, Callable[[_Arguments], None]] = {
    "index": _index,
    "search": _search,
    "ask": _ask,
    "chat": _chat,
    "serve": _serve,
    "measures": _measures,
    "evaluate": _evaluate,
    "check": _check,
}


def _readable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("not valid text in the terminal's encoding") from error
    return text


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = _readable(text).partition("=")
    if not (key and separator and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return key, value


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number (0-{_HIGHEST_PORT})")
    return int(text)


class _Version(argparse.Action):
    """Prints the installed version; looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            sys.stdout.write(f"lotse {version('massnahmenlotse')}\n")
        except PackageNotFoundError:
            parser.exit(FAILED, "lotse: not installed, so there is no version\n")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
