"""`lotse settings`: what is in force, and where it comes from."""

import os
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr
from rich.text import Text

from service.cli import inputs
from service.cli.errors import warn
from service.cli.json_output import print_json
from service.cli.setting_names import FILE, PREFIX, described_settings, file_settings
from service.cli.terminal import FAINT, rows, show, text
from service.settings import BUNDLED, Settings
from service.texts import Texts, of_terminal

_NAME_WIDTH = 30
_MODEL = "llm_"


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """A setting: its variable, its value (null if there is none, or if it is `hidden`), its source, what it is for.

    `source` is `default`, `environment`, or the path of the file of settings.
    """

    name: str
    value: object
    hidden: bool
    source: str
    about: str


def settings_command(options: Namespace) -> int:
    """List every setting. Raises Failure if one has a wrong value."""
    texts = of_terminal()
    known = dict(described_settings(texts))
    found = list(_in_force(inputs.settings_with(), known))
    if options.json:
        print_json([asdict(each) for each in found])
    else:
        show(rows([_row(each, texts) for each in found], _NAME_WIDTH))
    for name in sorted({*os.environ, *file_settings()} - known.keys() - {FILE}):
        if name.startswith(PREFIX):
            near = get_close_matches(name, known, 1)
            said = texts.text("terminal.settings.unknown", name=name)
            warn(f"{said} ({near[0]}?)" if near else said)
    return 0


def _in_force(settings: Settings, known: dict[str, str]) -> Iterator[SettingInForce]:
    written = file_settings()
    for variable, about in known.items():
        name = variable.removeprefix(PREFIX).lower()
        of_model = name.startswith(_MODEL)
        value = getattr(settings.llm, name.removeprefix(_MODEL)) if of_model else getattr(settings, name)
        source = os.environ[FILE] if variable in written else "environment" if os.environ.get(variable) else "default"
        secret = isinstance(value, SecretStr)
        yield SettingInForce(variable, None if secret else _plain(value), secret, source, about)


def _plain(value: object) -> object:
    """A value as JSON has it; the password in an address isn't shown."""
    if isinstance(value, tuple):
        return [BUNDLED if each is None else _plain(each) for each in value]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, str) and "@" in value and "://" in value and (host := urlsplit(value).netloc):
        return value.replace(host, f"…@{host.rpartition('@')[2]}")
    return value


def _row(each: SettingInForce, texts: Texts) -> tuple[Text, Text]:
    known = f"terminal.settings.{each.source}"
    source = texts.text(known) if texts.has(known) else each.source
    return text(each.name), text(f"{_shown(each, texts)}  ").append_text(text(f"({source})", FAINT))


def _shown(each: SettingInForce, texts: Texts) -> str:
    if each.hidden:
        return texts.text("terminal.settings.hidden")
    if each.value in (None, [], ""):
        return texts.text("terminal.settings.none")
    if isinstance(each.value, bool):
        return str(each.value).lower()
    return " ".join(map(str, each.value)) if isinstance(each.value, list) else str(each.value)
