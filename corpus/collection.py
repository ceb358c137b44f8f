"""A collection of parsed documents: the shipped ones, or those of any folder."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from corpus.document import Document, DocumentKind
from corpus.formats.extraction import SUFFIXES, ExtractionError, extract, unsupported
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed, parse
from corpus.parsing.slugs import slug
from corpus.reference.places import Places
from corpus.text.language import detect

SOURCES = "sources.toml"
_UNIX_LINES = re.compile(r"\r\n?")
"""Other line ends become `\n`, as they do when Python reads a text file, so that spans match its text."""
_FIELDS = ("id", "title", "publisher", "date", "language", "kind", "file")


class CorpusError(ValueError):
    """A folder or its `sources.toml` can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read, and why."""

    file: str
    reason: str


@dataclass(frozen=True)
class Corpus:
    """Parsed documents, the files that could not be read, and the names of files of unsupported types."""

    parsed: tuple[Parsed, ...]
    unread_files: tuple[UnreadFile, ...] = ()
    skipped: tuple[str, ...] = ()

    @classmethod
    def shipped(cls) -> "Corpus":
        """The documents that come with the package."""
        folder = Path(str(files("corpus") / "data"))
        return cls.from_folder(folder / "texts", folder / SOURCES)

    @classmethod
    def from_folder(cls, folder: Path, sources: Path | None = None) -> "Corpus":
        """Read every document below `folder`, described by `sources` or by the folder's own `sources.toml`, if any.

        A document that can't be read is listed in `unread_files`. Raises CorpusError if the folder doesn't exist or
        its `sources.toml` is wrong.
        """
        if not folder.is_dir():
            raise CorpusError(f"{folder}: not a folder")
        described = _described(sources or folder / SOURCES)
        places = Places.shipped()
        parsed: list[Parsed] = []
        unread: list[UnreadFile] = []
        taken = {entry["id"] for entry in described.values() if "id" in entry}
        found = {path.relative_to(folder).as_posix(): path for path in _files(folder) if _is_read(path)}
        skipped = tuple(_skipped(folder, described))
        for name, path in found.items():
            try:
                document = _document(path, described.get(name, {}), taken)
            except ExtractionError as error:
                unread.append(UnreadFile(name, error.reason))
            else:
                taken.add(document.id)
                parsed.append(parse(document, places))
        missing = [_missing(folder, name) for name in described if name not in found]
        return cls(tuple(_distinct(parsed)), tuple(unread + missing), skipped)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(entry.document for entry in self.parsed)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for entry in self.parsed for measure in entry.measures)


def _files(folder: Path) -> list[Path]:
    """All files below `folder` except hidden ones."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _skipped(folder: Path, described: Collection[str]) -> Iterator[str]:
    """Names of files of unsupported types; one that `sources.toml` describes counts as unread instead."""
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if not _is_read(path) and name != SOURCES and name not in described:
            yield name


def _missing(folder: Path, name: str) -> UnreadFile:
    """A file that `sources.toml` describes, but that isn't there or has an unsupported type."""
    return UnreadFile(name, unsupported() if (folder / name).exists() else f"listed in {SOURCES}, but not found")


def _described(path: Path) -> dict[str, dict[str, str]]:
    """The entries of a `sources.toml` by file name."""
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error
    entries = table.get("document", [])
    if table.keys() - {"document"} or not isinstance(entries, list):
        raise CorpusError(f"{path}: only [[document]] tables are allowed, not {', '.join(table)}")
    for number, entry in enumerate(entries, 1):
        _check_entry(path, number, entry)
    for key in ("file", "id"):
        _refuse_duplicates(path, key, [entry.get(key) for entry in entries])
    return {entry["file"]: entry for entry in entries}


def _refuse_duplicates(path: Path, key: str, values: list[str | None]) -> None:
    for number, value in enumerate(values, 1):
        if value is not None and value in values[: number - 1]:
            raise CorpusError(f"{path}: document {number}: `{key}` {value!r} is listed twice")


def _check_entry(path: Path, number: int, entry: Any) -> None:
    where = f"{path}: document {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        raise CorpusError(f"{where}: `file` is missing")
    for key, value in entry.items():
        if key not in _FIELDS:
            raise CorpusError(f"{where}: unknown field {key!r}; allowed: {', '.join(_FIELDS)}")
        if not isinstance(value, str):
            raise CorpusError(f"{where}: `{key}` must be text, not {value!r}")
    if entry.get("kind", "report") not in get_args(DocumentKind):
        raise CorpusError(f"{where}: `kind` must be one of {', '.join(get_args(DocumentKind))}, not {entry['kind']!r}")
    if not re.fullmatch(r"[a-z0-9-]+", entry.get("id", "x")):
        raise CorpusError(f"{where}: `id` may contain only a-z, 0-9 and -, not {entry['id']!r}")


def _document(path: Path, entry: dict[str, str], taken: set[str]) -> Document:
    extracted = extract(path)
    return Document(
        id=entry.get("id") or _free(slug(path.stem), taken),
        title=entry.get("title") or extracted.title or path.stem,
        publisher=entry.get("publisher"),
        date=entry.get("date"),
        language=entry.get("language") or detect(extracted.text[:20_000]),
        kind="catalogue" if entry.get("kind") == "catalogue" else "report",
        text=_UNIX_LINES.sub("\n", extracted.text) if not extracted.pages else extracted.text,
        pages=extracted.pages,
    )


def _free(id: str, taken: set[str]) -> str:
    number = 2
    free = id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def _distinct(parsed: list[Parsed]) -> Iterator[Parsed]:
    """The documents with ids of measures made unique across all of them."""
    taken: set[str] = set()
    for entry in parsed:
        measures = []
        for measure in entry.measures:
            measures.append(replace(measure, id=_free(measure.id, taken)))
            taken.add(measures[-1].id)
        yield replace(entry, measures=tuple(measures))
