"""The arguments of each command, and how their values are read."""

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.texts import Texts, languages

_HIGHEST_PORT = 65_535
_FILTERED_ALREADY = re.compile(r"(?:state|legal|part_time)=.*")
"""What the filters of these names do already, without a condition on figures."""


@dataclass(frozen=True, slots=True)
class CommandArguments:
    """The arguments of a command, each explained by the text of its name."""

    command: argparse._ActionsContainer
    texts: Texts

    def add(self, *names: str, about: str, **settings: Any) -> None:
        """Add an argument."""
        self.command.add_argument(*names, help=self.texts.text(f"help.arguments.{about}"), **settings)

    def either(self) -> "CommandArguments":
        """Arguments of which only one may be given."""
        return CommandArguments(self.command.add_mutually_exclusive_group(), self.texts)

    def called(self, what: str) -> str:
        """What stands for a value in the help."""
        return self.texts.text(f"help.{what}")


def _index(arguments: CommandArguments) -> None:
    _folder(arguments)
    _json(arguments)
    _root(arguments)


def _folder(arguments: CommandArguments) -> None:
    arguments.add("folders", nargs="*", type=Path, metavar=arguments.called("folder"), about="documents")


def _search(arguments: CommandArguments) -> None:
    _asked(arguments)
    arguments.add("--limit", type=int, metavar="N", about="limit")
    _json(arguments)


def _ask(arguments: CommandArguments) -> None:
    arguments.add("--prompt", action="store_true", about="prompt")
    _json(arguments)
    _asked(arguments)


def _chat(arguments: CommandArguments) -> None:
    _json(arguments)
    _filter(arguments)
    _language(arguments)
    _root(arguments)


def _asked(arguments: CommandArguments) -> None:
    arguments.add("question", nargs="+", type=_readable, metavar=arguments.called("question"), about="question")
    _filter(arguments)
    _language(arguments)
    _root(arguments)


def _filter(arguments: CommandArguments) -> None:
    arguments.add("--filter", action="append", default=[], type=_pair, metavar="K=V", about="filter")


def _serve(arguments: CommandArguments) -> None:
    arguments.add("--host", metavar="H", about="host")
    arguments.add("--port", type=_port, metavar="P", about="port")
    arguments.add("--watch", action="store_true", about="watch")
    _root(arguments)


def _mcp(arguments: CommandArguments) -> None:
    arguments.add("--address", metavar="URL", about="address")
    _root(arguments)


def _measures(arguments: CommandArguments) -> None:
    arguments.add("id", nargs="?", metavar="ID", about="id")
    _language(arguments)
    _json(arguments)
    _root(arguments)


def _check(arguments: CommandArguments) -> None:
    _folder(arguments)
    arguments.add("--propose", action="store_true", about="propose")
    _language(arguments)
    _json(arguments)


def _evaluate(arguments: CommandArguments) -> None:
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


def _verify(arguments: CommandArguments) -> None:
    _json(arguments)
    _root(arguments)


def _backup(arguments: CommandArguments) -> None:
    arguments.add("archive", type=Path, metavar=arguments.called("file"), about="archive")
    _folder(arguments)
    _json(arguments)
    _root(arguments)


def _restore(arguments: CommandArguments) -> None:
    arguments.add("archive", type=Path, metavar=arguments.called("file"), about="backup")
    arguments.add("target", type=Path, metavar=arguments.called("folder"), about="target")
    _json(arguments)


def _keys(arguments: CommandArguments) -> None:
    arguments.add("action", choices=("add", "list", "revoke"), about="key_action")
    arguments.add("name", nargs="?", metavar="NAME", about="key_name")
    arguments.add("--scope", action="append", choices=("search", "chat", "admin"), about="scope")
    arguments.add("--catalogue", action="append", default=[], metavar="NAME", about="catalogue")
    arguments.add("--expires", type=_day, metavar="YYYY-MM-DD", about="expires")
    whose = arguments.either()
    whose.add("--user", type=_readable, metavar="NAME", about="user")
    whose.add("--origin", metavar="URL", about="origin")
    arguments.add("--per-minute", type=_positive, metavar="N", about="per_minute")
    arguments.add("--at-once", type=_positive, metavar="N", about="at_once")
    _json(arguments)
    _root(arguments)


def _root(arguments: CommandArguments) -> None:
    arguments.add("--index", type=Path, metavar=arguments.called("folder"), about="index")


def _language(arguments: CommandArguments) -> None:
    arguments.add("--language", choices=languages(), about="language")


def _json(arguments: CommandArguments) -> None:
    arguments.add("--json", action="store_true", about="json")


def _feedback(arguments: CommandArguments) -> None:
    arguments.add("--export", type=Path, metavar=arguments.called("folder"), about="export")
    arguments.add("--limit", type=_positive, metavar="N", about="most_opinions")
    _json(arguments)
    _root(arguments)


def _settings(arguments: CommandArguments) -> None:
    _json(arguments)


def _completion(arguments: CommandArguments) -> None:
    arguments.add("shell", choices=("bash", "zsh", "tcsh"), about="shell")


ARGUMENTS: Mapping[str, Callable[[CommandArguments], None]] = {
    "index": _index,
    "search": _search,
    "ask": _ask,
    "chat": _chat,
    "serve": _serve,
    "mcp": _mcp,
    "measures": _measures,
    "evaluate": _evaluate,
    "check": _check,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
    "keys": _keys,
    "feedback": _feedback,
    "settings": _settings,
    "completion": _completion,
}
"""What adds the arguments of each command, in the order of the help."""


def _readable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("not valid text in the terminal's encoding") from error
    return text


def _pair(text: str) -> tuple[str, str]:
    from retriever.conditions.expression import is_expression  # not needed for the help
    from retriever.query import WHERE

    if is_expression(_readable(text)) and not _FILTERED_ALREADY.fullmatch(text):
        return WHERE, text
    key, separator, value = text.partition("=")
    if not (key and separator and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not KEY=VALUE or a condition such as places>=50")
    return key, value


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2027-03-31") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number (0-{_HIGHEST_PORT})")
    return int(text)
