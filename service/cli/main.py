"""The command line: what can be said. Nothing heavy is imported before a command needs it."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from service.cli.arguments import ARGUMENTS, CommandArguments
from service.cli.setting_names import described_settings
from service.texts import Texts, of_terminal

FAILED, INTERRUPTED = 1, 130


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
    """Help in the language of the terminal. Lines of examples stay lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)

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
    parser.set_defaults(whole=parser)
    parser.add_argument("--version", action=_Version, help=texts.text("help.version"))
    commands = parser.add_subparsers(dest="command", metavar=texts.text("help.command"), required=True)
    for name, add in ARGUMENTS.items():
        explained = texts.text(f"help.commands.{name}")
        command = commands.add_parser(name, help=explained, description=explained, epilog=_epilog(name, texts))
        add(CommandArguments(command, texts))
        command.set_defaults(parser=command)
    return parser


def _epilog(name: str, texts: Texts) -> str:
    """Examples of a command, and behind `settings` the list of them; none of it is wrapped."""
    lines = [f"{texts.text('help.examples_title')}:", *(f"  {each}" for each in texts.list(f"help.examples.{name}"))]
    if name == "settings":
        lines += ["", f"{texts.text('help.settings_title')}:"]
        lines += [f"  {variable:<30} {about}" for variable, about in described_settings(texts)]
    return "\n".join(lines)


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
