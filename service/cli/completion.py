"""What `lotse completion` prints: commands, options and files for a shell, which completes them without Python."""

from argparse import Action, ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import shtab


def completion_script(parser: ArgumentParser, shell: str) -> str:
    """Return the script for a shell: `bash`, `zsh` or `tcsh`."""
    for action in _actions(parser):
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # where shtab looks
    return f"{shtab.complete(parser, shell)}\n"


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _actions(command)
