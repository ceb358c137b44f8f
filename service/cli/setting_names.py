"""The settings by name, as the environment and a file of settings have them. The help lists them: nothing is heavy."""

import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.cli.errors import Failure
from service.texts import Texts

PREFIX = "LOTSE_"
FILE = "LOTSE_SETTINGS"
"""The variable that names a file with further settings, in the form of systemd's EnvironmentFile."""
_KEY = "help.settings."


def described_settings(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield the variable of each setting and what it is for."""
    for key in texts.messages:
        if key.startswith(_KEY):
            name = key.removeprefix(_KEY)
            yield f"{PREFIX}{name.upper()}", texts.text(f"help.settings.{name}")


def file_settings() -> Mapping[str, str]:
    """Return what the file of settings sets, unless the environment does. Raises Failure if it can't be read."""
    path = os.environ.get(FILE)
    if not path:
        return {}
    try:
        lines = Path(path).expanduser().read_text("utf-8").splitlines()
        found = dict(filter(None, map(_setting, lines)))
    except OSError as error:
        raise Failure(f"{FILE}: {path}: {error.strerror}") from error
    except ValueError as error:
        raise Failure(f"{FILE}: {path}: {error}") from error
    return {name: value for name, value in found.items() if value and not os.environ.get(name)}


def all_settings() -> dict[str, str]:
    """Return the environment together with the file of settings, which it stands above."""
    return {**os.environ, **file_settings()}


def _setting(line: str) -> tuple[str, str] | None:
    """A line `NAME=value`, whose value may be in quotes. Raises ValueError naming the line that is none."""
    name, equals, value = line.strip().removeprefix("export ").partition("=")
    if not name or name.startswith(("#", ";")):
        return None
    if not equals or not name.isidentifier():
        raise ValueError(f"{name[:40]!r} is no line NAME=value")
    value = value.strip()
    if value[:1] not in ("'", '"'):
        return name, value
    try:
        return name, "".join(shlex.split(value))
    except ValueError:
        raise ValueError(f"the quotation of {name} isn't closed") from None
