"""JSON and JSONL: each object of a list is an entry with its title and its names as labels."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from statistics import fmean

from corpus.formats import hsds
from corpus.formats.content import Extracted, ReadOptions, Unreadable, title_from
from corpus.formats.flattening import Labelled, flatten, names_entry, plain_scalar, strings
from corpus.formats.json_text import Json, parse_json
from corpus.formats.pieces import Piece, pair, pieces, render
from corpus.formats.text_encoding import decode_text
from corpus.parsing.labels import MOST_CHARACTERS, normal_label
from corpus.text.language import Language, detect
from corpus.text.lexicon import word_set

SAMPLE = b'{"title": "Sample", "goal": "to load the word lists"}'

Entry = dict[str, Json]

_CATALOGUE_LEVEL, _LIST_LEVEL = 1, 2
_TITLES = ("titel", "title", "bezeichnung", "name")  # rather than other names of titles: program, course
_LONGEST_TITLE = 200
_NUMBER = re.compile(r"[+-]?[\d.,]*(?:[eE][+-]?\d+)?")
_JUDGED_TEXTS = 2_000  # from which the language is told
_KIND = "type"
_ENVELOPES = ("properties", "attributes", "fields")  # of GeoJSON, JSON:API and some databases
_SHARED = 0.5  # of the objects of one kind have a name, and of these names each has so many


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read the entries of a JSON or JSONL file; nested names are joined: `contact – email`."""
    text, notices = decode_text(data, options.encoding)
    values, twice = parse_json(text)
    language = detect(" ".join(islice(strings(values), _JUDGED_TEXTS)))
    reader = _Reader(language)
    services = hsds.services(values)
    if services:
        for service in services:
            reader.entry(service, hsds.labelled(service, language))
    else:
        reader.add(values[0] if len(values) == 1 else values)
    rendered, blocks = render(reader.made)
    return Extracted(rendered, title=reader.title, blocks=blocks, notices=(*notices, *twice))


class _Reader:
    """Collects the pieces of entries. `_titles` are the names of entries, `_named` that of the whole file."""

    def __init__(self, language: Language) -> None:
        self.made: list[Piece] = []
        self._language = language
        self._titles: list[str] = []
        self._named = ""

    @property
    def title(self) -> str | None:
        """The title of the file, or that of its only entry."""
        return title_from(self._named or (self._titles[0] if len(self._titles) == 1 else None))

    def add(self, value: Json) -> None:
        """Add the entries of a value: objects in a list, or by their names, or the object itself."""
        while isinstance(value, dict) and len(value) == 1 and isinstance(only := next(iter(value.values())), dict):
            value = only
        if isinstance(value, dict):
            lists = _lists(value)
            if lists and not any(each is value for each in lists.values()):
                self._head({name: each for name, each in value.items() if name not in lists})
        elif isinstance(value, list):
            lists = {"": value}
        else:
            raise Unreadable("holds a single value, no object with names")
        for name, listed in (lists or {"": [value]}).items():
            if len(lists) > 1:
                self.made += pieces("heading", name, level=_LIST_LEVEL)
            self._listed(listed, _LIST_LEVEL + (len(lists) > 1))

    def _head(self, said: Entry) -> None:
        """What is said of the whole file: its title, and other texts."""
        name = _title_name(said)
        self._named = plain_scalar(said[name], self._language) if name else ""
        self.made += pieces("heading", self._named, level=_CATALOGUE_LEVEL)
        for label, value in flatten({label: each for label, each in said.items() if label != name}, self._language):
            if isinstance(said.get(label), str) and label != _KIND and not _NUMBER.fullmatch(value):
                self.made += pair(label, value)

    def _listed(self, listed: Json, level: int) -> None:
        if isinstance(listed, dict):
            named = [entry if name in entry.values() else {"id": name, **entry} for name, entry in listed.items()]
        else:
            named = listed
        for each in named:
            if isinstance(each, dict):
                entry = _unwrapped(each)
                self.entry(entry, flatten(entry, self._language), level)
            else:
                for text in strings(each):
                    self.made += pieces("item", plain_scalar(text, self._language))

    def entry(self, entry: Entry, labelled: Iterable[Labelled], level: int = _LIST_LEVEL) -> None:
        """Add one entry with its labels and values; the value that names it is its heading."""
        name = _title_name(entry)
        title = plain_scalar(entry[name], self._language) if name else ""
        found = [(label, value) for label, value in labelled if label != name]
        if not title and not found:
            return
        self._titles.append(title)
        self.made.append(Piece("record"))
        self.made += pieces("heading", title, level=level)
        for number, (label, value) in enumerate(found):
            self.made += pair(label, value, opens=not number)


def _title_name(entry: Entry) -> str | None:
    """The name in `entry` whose value is its title."""
    labels = {name: _label(name) for name, value in entry.items() if isinstance(value, str) and _names(value)}
    surest = (name for title in _TITLES for name, label in labels.items() if label == title)
    return next(surest, None) or next(filter(names_entry, labels), None)


def _names(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_TITLE and "\n" not in value and not _NUMBER.fullmatch(value)


def _label(name: str) -> str:
    return normal_label(name) if len(name) <= MOST_CHARACTERS else ""


def _lists(value: Entry) -> dict[str, Json]:
    """The values of an object that list entries, by name; none if the object is an entry itself."""
    found = {
        name: each
        for name, each in value.items()
        if _label(name) not in word_set("entry_parts.txt") and _lists_entries(each)
    }
    if not found:
        return {"": value} if _lists_entries(value) else {}
    said = sum(each is not None and not isinstance(each, dict | list) for each in value.values())
    richest = max(fmean(map(len, _objects(each))) for each in found.values())
    return {} if _title_name(value) and said > richest else found


def _lists_entries(value: Json) -> bool:
    """Whether a value is a list with objects, or an object of objects that have most of their names in common."""
    objects = _objects(value)
    if isinstance(value, list):
        return bool(objects)
    if len(objects) < 2 or len(objects) < len(value):
        return False
    counts = Counter(name for each in objects for name in each)
    usual = {name for name, count in counts.items() if count >= _SHARED * len(objects)}
    return len(usual) > 1 and all(len(usual & each.keys()) >= _SHARED * len(usual) for each in objects)


def _objects(value: Json) -> list[Entry]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in values if isinstance(each, dict) and each]


def _unwrapped(entry: Entry) -> Entry:
    """An entry whose names stand in an object of its own, with them."""
    for name in _ENVELOPES:
        inner = entry.get(name)
        if isinstance(inner, dict) and not _title_name(entry):
            outer = {label: each for label, each in entry.items() if isinstance(each, str) and label != _KIND}
            return outer | inner
    return entry
