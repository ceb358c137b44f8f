"""A collection of parsed documents: the shipped ones, or those of any folders."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from corpus.document import Document
from corpus.folder import UnreadFile, list_folder
from corpus.formats.content import Notice
from corpus.formats.extraction import Extracted, ExtractionError, ReadLimits, ReadOptions, extract
from corpus.formats.reading_process import kept_processes
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed, parse
from corpus.parsing.copies import merged_copies
from corpus.parsing.slugs import slug
from corpus.progress import Progress, unheard
from corpus.reference.places import Places
from corpus.settings import CATALOGUE, CatalogueSettings, CorpusError, DocumentSettings, read_settings
from corpus.text.cleaning import clean
from corpus.text.instructions import instructions
from corpus.text.language import detect

__all__ = ["Corpus", "CorpusError", "UnreadFile"]

_LIMITS, _HURRIED = ReadLimits(), ReadLimits(seconds=5.0)
_MOST_WASTED = 300.0
"""Seconds that the files of a folder may take without being read in the end; after that each gets a few only."""
_BEGINS = 60
_UNIX_LINES = re.compile(r"\r\n?")
"""Other line ends become `\n`, as they do when Python reads a text file, so that spans match its text."""


@dataclass(frozen=True)
class Corpus:
    """Parsed documents, the files that could not be read, those passed over, and what documents hold unread, by id."""

    parsed: tuple[Parsed, ...]
    unread_files: tuple[UnreadFile, ...] = ()
    passed_over: tuple[str, ...] = ()
    notices: tuple[tuple[str, Notice], ...] = ()

    @classmethod
    def shipped(cls, progress: Progress = unheard) -> "Corpus":
        """The documents that come with the package."""
        folder = Path(str(files("corpus") / "data"))
        return cls.from_folder(folder / "texts", folder / CATALOGUE, progress)

    @classmethod
    def from_folder(cls, folder: Path, settings: Path | None = None, progress: Progress = unheard) -> "Corpus":
        """Read every document below `folder`, as `settings` or the folder's own `catalogue.toml` says, if any.

        A document that can't be read is listed in `unread_files`. `progress` is told of two steps: `files` are read,
        and the documents made of them are taken apart into `entries`.
        Raises CorpusError if the folder doesn't exist or its settings are wrong.
        """
        if not folder.is_dir():
            raise CorpusError(f"{folder}: not a folder")
        return _read(folder, read_settings(settings or folder / CATALOGUE), progress)

    @classmethod
    def from_catalogues(cls, folders: Sequence[Path | None], progress: Progress = unheard) -> "Corpus":
        """Read several catalogues, each from its folder; None, or no folder at all, stands for the shipped one.

        `progress` is that of `from_folder`, one catalogue after the other.
        """
        read = (
            cls.from_folder(folder, progress=progress) if folder else cls.shipped(progress)
            for folder in folders or (None,)
        )
        return cls.joined(read)

    @classmethod
    def joined(cls, parts: Iterable["Corpus"]) -> "Corpus":
        """Several catalogues as one corpus. Raises CorpusError if two of their documents or measures have one id."""
        parts = list(parts)
        ids = Counter(document.id for part in parts for document in part.documents)
        if twice := next((id for id, count in ids.items() if count > 1), None):
            raise CorpusError(f"two catalogues have a document {twice!r}; give each a `name` of its own in {CATALOGUE}")
        parsed = merged_copies([entry for part in parts for entry in part.parsed])
        ids = Counter(measure.id for entry in parsed for measure in entry.measures)
        if twice := next((id for id, count in ids.items() if count > 1), None):
            raise CorpusError(f"two catalogues have a measure {twice!r}; leave `short_ids` out of one {CATALOGUE}")
        return cls(
            tuple(parsed),
            tuple(file for part in parts for file in part.unread_files),
            tuple(name for part in parts for name in part.passed_over),
            tuple(notice for part in parts for notice in part.notices),
        )

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(entry.document for entry in self.parsed)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for entry in self.parsed for measure in entry.measures)


@kept_processes()
def _read(folder: Path, settings: CatalogueSettings, progress: Progress) -> Corpus:
    listed = list_folder(folder, settings.ignore)
    described = settings.described
    places = Places.shipped()
    documents: list[tuple[Document, Extracted]] = []
    unread: list[UnreadFile] = []
    wasted = 0.0
    for place, (name, path) in enumerate(listed.documents.items()):
        progress("files", place, len(listed.documents))
        began, hurried = time.monotonic(), wasted > _MOST_WASTED
        try:
            content = _unchanged(path, settings.read_options, _HURRIED if hurried else _LIMITS)
        except ExtractionError as error:
            took = time.monotonic() - began
            late = f", after others had taken {wasted:.0f} s" if hurried and took > _HURRIED.seconds else ""
            unread.append(UnreadFile(name, f"{error.reason}{late}"))
            wasted += took
        else:
            documents.append((_document(name, content, described.get(name), settings), content))
    progress("files", len(listed.documents), len(listed.documents))
    documents = _told_apart(documents)
    options = settings.parse_options
    parsed: list[Parsed] = []
    for document, content in documents:
        progress("entries", len(parsed), len(documents))
        parsed.append(parse(document, places, content.blocks, options))
    progress("entries", len(documents), len(documents))
    unread += listed.refused
    known = {*listed.documents, *(file.file for file in listed.refused)}
    unread += [UnreadFile(name, f"listed in {CATALOGUE}, but not found") for name in described if name not in known]
    notices = tuple(
        (document.id, notice)
        for document, content in documents
        for notice in (*content.notices, *_instructing(document.text))
    )
    return Corpus(tuple(merged_copies(parsed)), tuple(unread), listed.passed_over, notices)


def _instructing(text: str) -> Iterator[Notice]:
    """Say where a document speaks to a language model instead of to people."""
    if found := instructions(text):
        start, end = found[0]
        begins, line = clean(text[start:end])[:_BEGINS], text.count("\n", 0, start) + 1
        yield Notice("instructions", {"count": len(found), "line": line, "begins": begins})


def _unchanged(path: Path, options: ReadOptions, limits: ReadLimits) -> Extracted:
    """Read a file. Raises ExtractionError, too, if it is written to meanwhile."""
    before = path.stat()
    content = extract(path, limits=limits, options=options)
    after = path.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise ExtractionError(path, "changed while it was read; try again")
    return content


def _document(
    name: str, content: Extracted, described: DocumentSettings | None, settings: CatalogueSettings
) -> Document:
    said = described or DocumentSettings(file=name)
    path = Path(name)
    return Document(
        id=said.id or _id(path, settings),
        title=said.title or content.title or path.stem,
        publisher=said.publisher,
        date=said.date,
        language=said.language or settings.language or detect(content.text[:20_000]),
        kind=said.kind,
        text=_UNIX_LINES.sub("\n", content.text) if not content.blocks and not content.pages else content.text,
        pages=content.pages,
        file=name,
        catalogue=settings.name,
    )


def _id(path: Path, settings: CatalogueSettings) -> str:
    """An id made of catalogue, folder, name and type of a file, so that no other file can ever change it."""
    return "-".join(map(slug, filter(None, (settings.name, *path.parent.parts, path.stem, path.suffix[1:]))))


def _told_apart(documents: Sequence[tuple[Document, Extracted]]) -> list[tuple[Document, Extracted]]:
    """Documents of one title and date get their file's name behind it."""
    titles = Counter(document.dated_title for document, _ in documents)
    return [
        (replace(document, title=f"{document.title} – {document.file}"), content)
        if titles[document.dated_title] > 1
        else (document, content)
        for document, content in documents
    ]
