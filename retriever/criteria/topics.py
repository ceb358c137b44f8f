"""Needs and wishes by topic, in the words of questions and of measures."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.text.folded import Folded
from corpus.text.folding import fold
from corpus.text.lexicon import word_list, word_table
from retriever.criteria.criterion import Kind
from retriever.criteria.refusals import refusal

_GAP = r"(?:\w+ ){0,2}"
_LIST = re.compile(r"<(\w+)>")
_BEGINNING = 3
_WORD, _PARTS = re.compile(r"\w+"), re.compile(r"\*?\w+\*?|\*")
_BEFORE = 80
"""Characters before a word in which something may be said of it."""
_NOT = re.compile(r"\b(?:nicht|weder|not|never)\s(?:\w+\s)?$")
_NONE = re.compile(r"\b(?:kein\w*|ohne|nie|nicht|weder|no|not|never|without)\s(?:\w+\s)?$")
_WANTED = re.compile(
    r"\b(?:will|wollen|mochte\w*|sucht|suchen|suche|wunscht|traum\w*|gern\w*|lieber|am liebsten|interess\w+|richtung"
    r"|umschul\w+|vorstellen|wants?|would like|looking for|looks for|hopes|dreams?|wishes|become|prefers?|interested"
    r"|retrain)\b"
    r"[^.;,!?]*$"
)
_ENDED = re.compile(r"\s(?:\w+ ){0,2}(?:abgebrochen|geschmissen|hingeschmissen|abgeschlossen|dropped|finished)\b")

Span = tuple[int, int]


@cache
def topics() -> tuple[str, ...]:
    """The names of the topics that are asked for, in the order of their table."""
    return tuple(dict.fromkeys(topic for topic, side, *_ in word_table("criteria.tsv") if side in ("asked", "wanted")))


@cache
def refusable() -> tuple[str, ...]:
    """The names of the topics that somebody may not want."""
    known = dict.fromkeys(topic for topic, *_ in word_table("criteria.tsv"))
    return tuple(topic for topic in known if kind_of(topic) == "wish" or _has(topic, "refused"))


@cache
def kind_of(topic: str) -> Kind:
    """Whether a topic is one of hours, wishes or needs."""
    kinds = {of: words for of, side, words in word_table("criteria.tsv") if side == "kind"}
    return kinds.get(topic, "need")  # type: ignore[return-value]


def beginnings(text: str) -> frozenset[str]:
    """Return how the words of a folded text begin: most topics can be told from that to be none of it."""
    return frozenset(match.group()[:_BEGINNING] for match in _WORD.finditer(text))


def may_be_stated(begin: frozenset[str]) -> Sequence[str]:
    """The topics that a text with these beginnings of words may state, in the order of their table."""
    return [topic for topic in topics() if any(_may_be(topic, side, begin) for side in ("asked", "wanted"))]


def may_be_refused(begin: frozenset[str]) -> Sequence[str]:
    """The topics that a text with these beginnings of words may say not to be wanted."""
    sides = ("refused", "asked", "wanted")
    return [topic for topic in refusable() if any(_may_be(topic, side, begin) for side in sides)]


def asked(topic: str, question: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded question that state a topic; `original` is the text that it comes from."""
    wish = kind_of(topic) == "wish" or _has(topic, "refused")
    for start, end in _spans(topic, "asked", question, original):
        lacking = _NONE.search(question.text, max(0, start - _BEFORE), start)
        ended = wish and _ENDED.match(question.text, end)
        if not lacking and not ended and not (wish and refusal(question.text, start, end)):
            yield start, end
    for start, end in _spans(topic, "wanted", question, original):
        wanted = _WANTED.search(question.text, max(0, start - _BEFORE), start)
        if wanted and not refusal(question.text, start, end):
            yield start, end


def refused(topic: str, question: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded question that say that a topic isn't wanted, with the words that refuse it."""
    for side in ("refused", "asked", "wanted"):
        for start, end in _spans(topic, side, question, original):
            if found := refusal(question.text, start, end, bare=_has(topic, "refused")):
                yield found


def consists(topic: str, sentence: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded sentence that say that a measure consists of a topic, whoever takes part."""
    yield from _spans(topic, "consists", sentence, original)


def ruled_out(topic: str, sentence: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded sentence that say that a measure is for people without a need."""
    yield from _spans(topic, "against", sentence, original)


def said(topic: str, sentence: Folded, original: str) -> Iterator[Span]:
    """Yield the spans of a folded sentence of a measure that say that it is for a topic.

    What is lacking is a need all the same: `ohne Deutschkenntnisse`. A wish must not be denied.
    """
    denied = _NOT if kind_of(topic) == "need" else _NONE
    for start, end in _spans(topic, "said", sentence, original):
        if not denied.search(sentence.text, 0, start):
            yield start, end


def _spans(topic: str, side: str, text: Folded, original: str) -> Iterator[Span]:
    if not _has(topic, side):
        return
    for match in _pattern(topic, side).finditer(text.text):
        if not match["noun"] or original[text.starts[match.start()]].isupper():
            yield match.span()


@cache
def _has(topic: str, side: str) -> bool:
    return any(row[:2] == (topic, side) for row in word_table("criteria.tsv"))


def _may_be(topic: str, side: str, begin: frozenset[str]) -> bool:
    needed = _beginnings(topic, side)
    return needed is None or not needed.isdisjoint(begin)


@cache
def _beginnings(topic: str, side: str) -> frozenset[str] | None:
    """How the longest word of each expression for a topic begins; None if one may begin in any way."""
    row = next((row[2] for row in word_table("criteria.tsv") if row[:2] == (topic, side)), "")
    found = set[str]()
    for words in filter(None, row.split("|")):
        if listed := _LIST.search(words):
            found |= {_WORD.findall(word)[0][:_BEGINNING] for word in word_list(f"{listed[1]}.txt")}
            continue
        parts = [each for each in _PARTS.findall(fold(words)) if not each.startswith("*")]
        longest = max(parts, key=len, default="*")
        if longest.endswith("*") and len(longest) <= _BEGINNING:
            return None
        found.add(longest.rstrip("*")[:_BEGINNING])
    return frozenset(found)


@cache
def _pattern(topic: str, side: str) -> re.Pattern[str]:
    words = next(row[2] for row in word_table("criteria.tsv") if row[:2] == (topic, side)).split("|")
    words.sort(key=lambda each: -len(each.split()))
    nouns = "|".join(_expression(word) for word in words if word[0].isupper())
    others = "|".join(_expression(word) for word in words if not word[0].isupper())
    return re.compile(rf"(?<!\w)(?:(?P<noun>{nouns or '(?!)'})|(?:{others or '(?!)'}))(?!\w)")


def _expression(words: str) -> str:
    parts = re.escape(fold(words)).replace(r"\*", r"\w*").replace(r"\ ", " ")
    parts = parts.replace(r" \~ ", f" {_GAP}").replace(" ~ ", f" {_GAP}")
    return _LIST.sub(lambda match: f"(?:{'|'.join(map(re.escape, word_list(f'{match[1]}.txt')))})", parts)
