"""Lines of JSON with named fields; what is wrong with one is said with file, line and field."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any


class QuestionError(ValueError):
    """A file of questions or judgements can't be used; the message names file, line and field."""


class Entry:
    """One JSON object of a file. Every reader of a field raises QuestionError if it doesn't hold what it must."""

    def __init__(self, where: str, fields: Any, known: Collection[str] | None) -> None:
        """`known` are the names that a field may have; None lets any stand there."""
        self._where = where
        if not isinstance(fields, dict):
            raise QuestionError(f"{where}: must be a JSON object, not {_shown(fields)}")
        self._fields: Mapping[str, Any] = fields
        for name in fields:
            if known is not None and name not in known:
                raise QuestionError(f"{where}: unknown field `{name}`; known are {', '.join(known)}")

    def wrong(self, name: str, what: str) -> QuestionError:
        """An error about one field."""
        return QuestionError(f"{self._where}: `{name}` {what}")

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._fields.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Text that isn't empty, or the default where the field is missing or null."""
        if not self.has(name):
            if default is None:
                raise self.wrong(name, "is missing")
            return default
        value = self._fields[name]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, f"must be text, not {_shown(value)}")
        return value

    def optional(self, name: str) -> str:
        """Text that may be empty, as where the field is missing or null."""
        value = self._fields.get(name) or ""
        if not isinstance(value, str):
            raise self.wrong(name, f"must be text, not {_shown(value)}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._fields.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, f"must be true or false, not {_shown(value)}")
        return value

    def grades(self, name: str) -> dict[str, int]:
        """Whole numbers above 0 by id."""
        value = self._fields.get(name, {})
        if not isinstance(value, dict):
            raise self.wrong(name, f"must be an object of grades, not {_shown(value)}")
        for id, grade in value.items():
            if not isinstance(grade, int) or isinstance(grade, bool) or grade < 1:
                raise self.wrong(name, f"has {_shown(grade)} for {id!r}; grades are whole numbers from 1 on")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(name, f"must be a list of texts, not {_shown(value)}")
        return tuple(value)

    def entries(self, name: str, known: Collection[str]) -> list["Entry"]:
        """A list of objects."""
        value = self._fields.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, f"must be a list, not {_shown(value)}")
        return [Entry(f"{self._where}: `{name}` {number}", each, known) for number, each in enumerate(value, 1)]


def entries(path: Path, known: Collection[str] | None = None) -> Iterator[Entry]:
    """The objects of a file, one a line; empty lines are passed over."""
    for number, line in enumerate(lines(path), 1):
        if line.strip():
            where = f"{path.name}, line {number}"
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise QuestionError(f"{where}: no JSON ({error})") from error
            yield Entry(where, fields, known)


def lines(path: Path) -> list[str]:
    """The lines of a text file, which may begin with a byte order mark."""
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path.name}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise QuestionError(f"{path}: {error.strerror}") from error


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"
