"""The command line: what can be said. Nothing heavy is imported before a command needs it."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lotse",
        description="Findet Maßnahmen und belegt jeden Treffer. · Finds measures and proves each with quotes.",
        epilog="lotse KOMMANDO --help",
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO", required=True)
    for name, explained, add in _COMMANDS:
        command = commands.add_parser(name, help=explained, description=explained)
        add(command)
        command.set_defaults(parser=command)
    return parser


def _index(command: argparse.ArgumentParser) -> None:
    _folder(command)
    _root(command)


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="eigene Dokumente · own documents")


def _search(command: argparse.ArgumentParser) -> None:
    _asked(command)
    command.add_argument("--limit", type=int, metavar="N", help="höchstens N Maßnahmen · at most N measures")
    _json(command)


def _ask(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--prompt",
        action="store_true",
        help="statt der Antwort den Auftrag für ein lokales Sprachmodell ausgeben · print the prompt for a local model",
    )
    _json(command)
    _asked(command)


def _chat(command: argparse.ArgumentParser) -> None:
    _filter(command)
    _language(command)
    _root(command)


def _asked(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="+", type=_readable, metavar="QUESTION", help="Frage · question")
    _filter(command)
    _language(command)
    _root(command)


def _filter(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--filter",
        action="append",
        default=[],
        type=_pair,
        metavar="K=V",
        help="nur solche, z. B. state=Bayern; mehrfach möglich · only those; may be repeated",
    )


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", metavar="H", help="Adresse · address (127.0.0.1)")
    command.add_argument("--port", type=_port, metavar="P", help="Port · port (8000)")
    _root(command)


def _measures(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", nargs="?", metavar="ID", help="nur diese, mit allen Angaben · only this one, in full")
    _language(command)
    _json(command)
    _root(command)


def _check(command: argparse.ArgumentParser) -> None:
    _folder(command)
    _language(command)
    _json(command)


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="Fragen: Ordner oder Datei · questions: a folder or file"
    )
    command.add_argument(
        "--keywords",
        action="store_true",
        help="statt eigener Fragen das Stichwortverzeichnis · the catalogue's keyword index as questions",
    )
    command.add_argument("--split", choices=("dev", "test", "all"), help="welcher Teil · which part (dev)")
    command.add_argument(
        "--qrels", type=Path, metavar="FILE", help="Urteile im TREC-Format · judgements as TREC has them"
    )
    command.add_argument("--url", metavar="URL", help="einen Dienst fragen · ask a service")
    command.add_argument("--output", type=Path, metavar="DIR", help="alles dorthin schreiben · write all of it there")
    command.add_argument(
        "--compare",
        nargs=2,
        type=Path,
        metavar=("DIR", "DIR"),
        help="zwei solche Ordner vergleichen · compare two such folders",
    )
    command.add_argument("--report", type=Path, metavar="DIR", help="Seite mit Bildern · a page with plots")
    command.add_argument("--ablate", action="store_true", help="was jeder Teil wert ist · what each part is worth")
    command.add_argument("--markdown", action="store_true", help="als Markdown · as Markdown")
    _language(command)
    _json(command)
    _root(command)


def _root(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", type=Path, metavar="DIR", help="Ordner des Index · folder of the index")


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=("de", "en"), help="Sprache der Ausgabe · language of the output")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="für Programme · for programs")


_COMMANDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("index", "Index bauen, aus dem mitgelieferten Bestand oder einem Ordner · build the index", _index),
    ("search", "Maßnahmen suchen · search measures", _search),
    ("ask", "Antwort aus Zitaten, mit Quellen · an answer made of quotes, with sources", _ask),
    ("chat", "Gespräch im Terminal · a conversation in the terminal", _chat),
    ("serve", "Dienst starten · start the service", _serve),
    ("measures", "alle Maßnahmen, oder eine mit allen Angaben · all measures, or one in full", _measures),
    ("evaluate", "messen, wie gut die Suche ist · measure how good the search is", _evaluate),
    ("check", "was gelesen werden konnte und was nicht · what could be read and what not", _check),
)


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
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 0 to {_HIGHEST_PORT}")
    return int(text)


class _Version(argparse.Action):
    """Prints the installed version; looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="Version · version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            sys.stdout.write(f"lotse {version('massnahmenlotse')}\n")
        except PackageNotFoundError:
            parser.exit(FAILED, "lotse: not installed, so there is no version\n")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
