"""Names in a question that no title bears: nothing may be told of them as if it were told of something else."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.blocks import Span, lies_in
from corpus.measure import short_name
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.expansion import Mention
from index.facets import TARGET_GROUPS
from index.spelling import nearest
from index.store import Index
from retriever.names import is_brand
from retriever.postings import Postings
from retriever.result import Unborne

_QUOTED = re.compile(r"(?<!\w)[„“\"»›‚](?P<name>\w[^„“”\"»«›‹‚‘]{1,60})[“”\"«‹‘](?!\w)")
_WITHIN = re.compile(r"[ –-]| (?:for|to|of|and|und|in|statt) ")
"""What may stand between two words of one name."""
_SENTENCE_END = re.compile(r"[.?!:]\s")
_NEAREST = 3
_SHORTEST_JOINED = 6
_MOST_OTHERS = 1
"""How many other words a question may hold that names what it asks about."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question: its number, its span, also in the question as typed, and what it may do.

    `text` is spelt as the documents spell it. It may be part of a name, or tell anything at all.
    """

    number: int
    start: int
    end: int
    typed: Span
    text: str
    may_name: bool
    tells: bool


class Titles:
    """The titles of the measures and documents of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        titles = [measure.title for measure in index.measures]
        titles += [document.title for document in index.documents.values()]
        self._short = [fold(short_name(measure)) for measure in index.measures]
        self._stems = Postings(index.analyser.word_stems(title) for title in titles)
        self._joined = "\n".join(map(_joined, titles))

    def unborne(
        self, typed: str, text: str, asking: Sequence[str], places: Sequence[Span], mentioned: Sequence[Mention]
    ) -> tuple[str, ...]:
        """Return the names in a question for a field that are in no title, as they were `typed`.

        `text` is the question with its spelling corrected, word by word. `asking` are the words in it that ask for the
        field, `places` the spans of places, `mentioned` the concepts named. A name is quoted or capitalised. Unless it
        is quoted, the documents don't know it: one of its words is in none of them, or they never stand together. A
        question that says much more describes a case and names nothing.
        """
        quoted = [match.span("name") for match in _QUOTED.finditer(text)]
        asked = [match.span() for words in asking for match in re.finditer(rf"(?<!\w){re.escape(words)}", text)]
        words = list(_words(typed, text, [*quoted, *asked], places))
        groups = {number for each in mentioned if _is_group(each) for number in range(each.start, each.end)}
        found = [text[slice(*span)] for span in quoted if _is_subject(*span, words)]
        for run in _runs(text, words):
            start, end = run[0].start, run[-1].end
            if _is_subject(start, end, words) and self._is_unknown(run, groups) and not self._bears(text[start:end]):
                found.append(typed[run[0].typed[0] : run[-1].typed[1]])
        return tuple(dict.fromkeys(name for name in found if not self._bears(name)))

    def nearest(self, name: str) -> Unborne:
        """Return a name with the few measures that are called most like it."""
        found = nearest(fold(name), self._short, _NEAREST)
        return Unborne(name, tuple(self._index.measures[place] for place in found))

    def _bears(self, name: str) -> bool:
        """Whether a title holds all words of `name`, or its letters written together or apart."""
        stems, joined = set(self._index.analyser.word_stems(name)), _joined(name)
        apart = len(joined) >= _SHORTEST_JOINED and joined in self._joined
        return apart or not stems or len(self._stems.of_all(stems)) > 0

    def _is_unknown(self, run: Sequence[_Word], groups: Collection[int]) -> bool:
        """Whether the documents don't know these words, or never say them one after the other as the question does."""
        if any(word.number in groups for word in run):
            return False
        stems = [stem for word in run for stem in self._index.analyser.word_stems(word.text)]
        if not all(stem in self._index.stems for stem in stems):
            return True
        if len(run) == 1 or run[-1].number - run[0].number >= len(run):
            return False
        rows = set.intersection(*(set(self._index.words.rows_with(stem).tolist()) for stem in stems))
        phrase = f" {' '.join(stems)} "
        chunks = (self._index.chunks[row].embedded for row in sorted(rows))
        texts = (f" {' '.join(self._index.analyser.word_stems(chunk))} " for chunk in chunks)
        return not any(phrase in text for text in texts)


def _words(typed: str, text: str, silent: Sequence[Span], places: Sequence[Span]) -> Iterator[_Word]:
    """The words of a question; those in a `silent` span tell nothing, places and persons are no names of measures."""
    empty = stop_words() | word_set("units_and_fillers.txt", "measure_words.txt")
    addressed, end = False, 0
    both = zip(WORD.finditer(typed), WORD.finditer(text), strict=True)
    for number, (as_typed, match) in enumerate(both):
        word = match.group()
        tells = fold(word) not in empty and len(word) > 1 and not lies_in(match.start(), silent)
        named = addressed or lies_in(match.start(), places)
        begins = number == 0 or _SENTENCE_END.search(text, end, match.start() + 1) is not None
        capital = (as_typed.group()[0].isupper() and not begins) or is_brand(as_typed.group())
        may_name = tells and capital and not named
        yield _Word(number, *match.span(), as_typed.span(), word, may_name, tells and not word.isdigit())
        addressed, end = fold(word) in word_set("titles.txt"), match.end()


def _runs(text: str, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The longest runs of words that may be names, with numbers and links: `Chance 25`, `Bridge to Work`."""
    run: list[_Word] = []
    for word in words:
        between = text[run[-1].end : word.start] if run else ""
        if run and (word.may_name or word.text.isdigit()) and _WITHIN.fullmatch(between):
            run.append(word)
        elif not run or not _WITHIN.fullmatch(f"{between}{word.text} "):
            if run:
                yield run
            run = [word] if word.may_name else []
    if run:
        yield run


def _is_subject(start: int, end: int, words: Sequence[_Word]) -> bool:
    """Whether hardly another word tells what a question is about but those from `start` to `end`."""
    return sum(word.tells and not start <= word.start < end for word in words) <= _MOST_OTHERS


def _is_group(mention: Mention) -> bool:
    """Whether it names people of whom the documents speak in other words, who are no measure."""
    return mention.entry.topic == TARGET_GROUPS and mention.entry.held


def _joined(text: str) -> str:
    return fold("".join(WORD.findall(text)))
