"""Everything people read, in every language: one TOML catalogue per language in the folder `messages`.

Adding a file there adds a language without any code: page, widget, terminal and HTTP problems offer it. Which languages
questions may be in is a different matter; see `corpus.text.language`.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import copysign
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from babel.core import Locale

FOLDER = Path(__file__).parent / "messages"
DEFAULT = "de"
"""The language when none is asked for."""
_ELSEWHERE = "en"
"""The terminal's language when the system's has no catalogue."""
PLURALS = frozenset(("zero", "one", "two", "few", "many", "other"))

Plural = Mapping[str, str]
Message = str | Plural | tuple[Any, ...]
"""A text, the forms of a plural by CLDR category, or a list of examples."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, and its way of writing numbers and lists. Immutable; shared between threads."""

    language: str
    messages: Mapping[str, Message]

    @classmethod
    def in_language(cls, language: str) -> "Texts":
        """The catalogue of a language, read once. Raises ValueError if it is missing or malformed."""
        return _read(FOLDER, language)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a catalogue. Raises ValueError naming the file, the key and what is wrong with it."""
        try:
            messages = dict(_flat(tomllib.loads(path.read_text("utf-8"))))
        except (tomllib.TOMLDecodeError, ValueError) as error:
            raise ValueError(f"{path}: {error}") from error
        return cls(path.stem, MappingProxyType(messages))

    @property
    def locale(self) -> str:
        """How numbers, lists and plurals are written, for instance `de-DE`."""
        return self.text("language.locale")

    def text(self, key: str, /, **values: object) -> str:
        """The text of `key` with its placeholders filled in; `count` selects the form of a plural.

        Numbers are formatted for the language, so pass years, pages and the like as strings.
        Raises ValueError for an unknown key or a placeholder without a value.
        """
        message = self._message(key)
        if isinstance(message, Mapping):
            message = message.get(self._category(key, values), message["other"])
        if not isinstance(message, str):
            raise ValueError(f"{self.language}: {key} is a list, not a text")
        shown = {name: self._shown(value) for name, value in values.items()}
        try:
            return message.format_map(shown)
        except KeyError as missing:
            raise ValueError(f"{self.language}: {key} needs a value for {missing}") from missing

    def list(self, key: str) -> tuple[Any, ...]:
        """The list of examples of `key`. Raises ValueError if there is none."""
        message = self._message(key)
        if not isinstance(message, tuple):
            raise ValueError(f"{self.language}: {key} is a text, not a list")
        return message

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.messages

    def number(self, value: float) -> str:
        """Format a number with grouped thousands and at most two decimals."""
        from babel.numbers import format_decimal

        return format_decimal(round(value, 2), locale=_babel(self.locale))

    def amount(self, value: float) -> str:
        """Format a sum of money: two decimals unless it is whole."""
        return self.number(value) if value == int(value) else self.decimal(value, 2)

    def decimal(self, value: float, digits: int, *, signed: bool = False) -> str:
        """Format a number with exactly `digits` decimals; if `signed`, with a plus unless it is negative."""
        from babel.numbers import format_decimal

        sign = "−" if copysign(1, value) < 0 else "+" if signed else ""
        size = Decimal(f"{abs(value):.{digits}f}")
        return sign + format_decimal(size, f"#,##0.{'0' * digits}", locale=_babel(self.locale))

    def percent(self, share: float, digits: int = 1) -> str:
        """Format a share from 0 to 1 as a percentage."""
        from babel.numbers import format_percent

        locale = _babel(self.locale)
        whole = locale.percent_formats[None].pattern
        pattern = whole.replace("0", f"0.{'0' * digits}", 1) if digits else whole
        return format_percent(Decimal(f"{share:.{digits + 2}f}"), pattern, locale=locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Join as an enumeration: `a, b und c`."""
        from babel.lists import format_list

        return format_list(parts, locale=_babel(self.locale))

    @property
    def separator(self) -> str:
        """The CSV delimiter that spreadsheets expect in this language."""
        from babel.numbers import get_decimal_symbol

        return ";" if get_decimal_symbol(_babel(self.locale)) == "," else ","

    def _message(self, key: str) -> Message:
        try:
            return self.messages[key]
        except KeyError:
            raise ValueError(f"{self.language}: there is no text {key}") from None

    def _category(self, key: str, values: Mapping[str, object]) -> str:
        count = values.get("count")
        if not isinstance(count, int | float):
            raise ValueError(f"{self.language}: {key} is a plural and needs a `count`")
        return _babel(self.locale).plural_form(count)

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int | float) else str(value)


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, the default first."""
    return _offered(FOLDER)


def negotiate(preferred: Iterable[str], otherwise: str = DEFAULT) -> str:
    """The first of the `preferred` languages (such as `de-AT`) that has a catalogue."""
    from babel.core import negotiate_locale

    by_tag = {language.lower(): language for language in languages()}
    found = negotiate_locale([tag.lower() for tag in preferred], list(by_tag), sep="-")
    return by_tag[found] if found else otherwise


def of_terminal() -> Texts:
    """The texts in the language of the POSIX locale; English if that has no catalogue."""
    wanted = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    tag = wanted.partition(".")[0].partition("@")[0].replace("_", "-")
    return Texts.in_language(negotiate([tag], _ELSEWHERE))


def placeholders(text: str) -> set[str]:
    """The placeholders of a text. Raises ValueError if braces hold anything but a name."""
    if "{{" in text or "}}" in text:
        raise ValueError("braces are only for placeholders")
    found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    wrong = [name for name in found if not name.isidentifier()]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is not the name of a placeholder")
    return found


@cache
def _read(folder: Path, language: str) -> Texts:
    if language not in _offered(folder):
        raise ValueError(f"no texts in {language!r}; there are {', '.join(_offered(folder))}")
    return Texts.load(folder / f"{language}.toml")


@cache
def _offered(folder: Path) -> tuple[str, ...]:
    return tuple(
        sorted((path.stem for path in folder.glob("*.toml")), key=lambda language: (language != DEFAULT, language))
    )


@cache
def _babel(locale: str) -> "Locale":
    """Babel's locale data, imported with the first number or plural only."""
    from babel.core import Locale

    return Locale.parse(locale, sep="-")


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Message]]:
    """Flatten tables to dotted keys. Raises ValueError naming the first value that is no message."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        match value:
            case str():
                yield key, _checked(key, value)
            case {"other": str()} if value.keys() <= PLURALS:
                yield key, MappingProxyType({category: _checked(key, text) for category, text in value.items()})
            case dict():
                yield from _flat(value, f"{key}.")
            case list():
                yield key, tuple(MappingProxyType(each) if isinstance(each, dict) else each for each in value)
            case _:
                raise ValueError(f"{key}: {value!r} is not a text")


def _checked(key: str, text: str) -> str:
    try:
        placeholders(text)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from error
    return text
