"""The keyword index at the end of a catalogue: page numbers by keyword, never a passage."""

import re
from collections.abc import Mapping, Sequence

from corpus.text.cleaning import clean
from corpus.text.folding import WORD

_HEADING = re.compile(r"^(?:#+\s*)?\**Stichwortverzeichnis\**\s*$", re.MULTILINE)
_ENTRY = re.compile(r"^(?P<words>.*?\S)\s+(?P<pages>\d{1,3}(?:,\s*\d{1,3})*)$")
_SEE = re.compile(r"^(?P<words>.+?)(?<!\s)\s+\*?Siehe\*?\s+(?P<target>.+)")
_GROUP = re.compile(r"^(?:.|§)$")
_ADJECTIVE = re.compile(r"^(?:[a-zäöüß]+|[A-ZÄÖÜ][a-zäöüß]+er)$")
_MOST_PAGES = 3
_LONGEST_LINE = 1_000


def keyword_index_start(text: str) -> int | None:
    """Offset of the keyword index, None if there is none."""
    heading = _HEADING.search(text)
    return heading.start() if heading else None


def keyword_pages(text: str) -> dict[str, tuple[int, ...]]:
    """Read the index with which `text` begins: pages by keyword.

    An adjective below a head word is joined with it: `Pauschaler 55` below `Arbeitgeberzuschuss`.
    """
    pages: dict[str, tuple[int, ...]] = {}
    see: dict[str, str] = {}
    head = ""
    for line in _entries(text):
        if reference := _SEE.match(line):
            see[clean(reference["words"])] = clean(reference["target"])
        elif entry := _ENTRY.match(line):
            words = clean(entry["words"])
            nested = bool(_ADJECTIVE.match(words)) and bool(head)
            term = f"{words} {head}" if nested else words
            pages[term] = tuple(sorted({*pages.get(term, ()), *map(int, entry["pages"].split(","))}))
            head = head if nested else words
        else:
            head = clean(line)
    return pages | {term: pages[target] for term, target in see.items() if target in pages}


def start_pages(titles: Sequence[str], keywords: Mapping[str, Sequence[int]]) -> list[int | None]:
    """The page on which each measure starts, None unless keywords in its title determine it.

    Measures are ordered by page, so only pages after that of the measure before are considered.
    """
    result: list[int | None] = []
    last = 0
    for title in titles:
        lists = [set(pages) for pages in _named(title, keywords) if any(page > last for page in pages)]
        common = set.intersection(*lists) if lists else set()
        candidates = sorted(page for page in common or min(lists, key=len, default=set()) if page > last)
        result.append(candidates[0] if candidates else None)
        last = result[-1] or last
    return result


def _entries(text: str) -> list[str]:
    """Lines of the index with continuation lines joined and the letters of the alphabet dropped."""
    joined = re.sub(r",[ \t]*\n\s*(?=\d)", ", ", text)
    joined = re.sub(r"\*\*([^*\n]+)\n\s*+([^*\n]+)\*\*", r"\1 \2", joined)
    lines = (line.strip() for line in joined.split("\n")[1:])
    return [line for line in lines if 0 < len(line) <= _LONGEST_LINE and not _GROUP.match(line)]


def _named(title: str, keywords: Mapping[str, Sequence[int]]) -> list[Sequence[int]]:
    """Page lists of the keywords in the title, except those within a longer keyword."""
    words = _words(title)
    found = [term for term, pages in keywords.items() if len(pages) <= _MOST_PAGES and _words(term) in words]
    longest = [term for term in found if not any(term != other and _words(term) in _words(other) for other in found)]
    return [keywords[term] for term in longest]


def _words(text: str) -> str:
    return " ".join(["", *WORD.findall(text.casefold()), ""])
