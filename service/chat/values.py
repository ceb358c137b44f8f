"""The words of a measure's record that state what is asked for: what it costs, how long it takes, who answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.document import Document, sentence_spans
from corpus.fields import NARROW_FIELDS, OTHER
from corpus.measure import Measure, Section
from corpus.parsing.questions import asked_in
from corpus.text.answer_types import held_types, type_bits
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words
from retriever.intent import ASKED_FIELDS, FieldIntent
from retriever.result import Passage, SearchResult
from service.chat import phrases
from service.chat.quotes import Span
from service.chat.value_forms import states

_MOST_SENTENCES = 3
_LENGTH = re.compile(r"\d\s*(?:Tage|Wochen|Monate|Jahre|Termine|Stunden)|\d\d\.\d\d\.|\b(?:19|20)\d\d\b")
_STAY = re.compile(r"(?:[Dd]auer\w{0,30}|[Ll]aufzeit)\b.{0,80}\d\s{0,9}(?:Tage|Wochen|Monate|Jahre)\w*")
_AND = re.compile(r"\b(?:und|sowie|and|as well as)\b|,")
_OWN = {"budget": ("cost",), "period": ("hours", "start")}
"""Further fields whose every value says what is wished for, whether or not it holds a number."""


_ONLY_LABELLED = frozenset(("contact", "number", "application", "valid_until", "link"))
"""Fields whose values stand nowhere else in an entry."""
_LONGEST_OWN, _LONGEST_TERSE = 400, 60
_SHORTEST_CALLED, _LONGEST_CALLED = 4, 200
_NAMING = 3
"""How many words of a label name it; what follows in a long one explains."""
_AS_WELL = {"description": ("text",), "goal": ("goal_and_target_group",), "target_group": ("goal_and_target_group",)}
"""Fields that answer what is asked of another where an entry doesn't have that."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: its name in `retriever.intent`, and the fields in which it may stand, the best first."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """Sentences of one field of a measure; `label` is what the field is called there if it has no name of its own."""

    field: str
    spans: tuple[Span, ...]
    label: str | None = None


def wishes(text: str, wished: Sequence[FieldIntent]) -> list[Wish]:
    """Return what a question asks for, in the order of what says most; `wished` is what reading it found."""
    found = [Wish(intent.name, intent.fields) for intent in wished]
    if phrases.AGE.search(text):
        found.insert(0, Wish("age", ("target_group", "goal_and_target_group")))
    if phrases.WHO_RUNS.search(text):
        found.append(Wish("contact", ("contact",)))
    return found


def asked_apart(text: str, wished: Sequence[FieldIntent]) -> list[list[Wish]]:
    """Return what a question asks for, by question: `was kostet es und wer ist zuständig` holds two."""
    groups: list[list[FieldIntent]] = []
    end = 0
    for start, intent in sorted(((text.find(each.words), each) for each in wished), key=lambda each: each[0]):
        if groups and not _AND.search(text, end, start):
            groups[-1].append(intent)
        else:
            groups.append([intent])
        end = max(end, start + len(intent.words))
    return [wishes(text, group) for group in groups] if len(groups) > 1 else [wishes(text, wished)]


def stated_value(measure: Measure, document: Document, asked: Sequence[Wish], text: str) -> Value | None:
    """What the record of `measure` says to the first of the wishes that it says anything to."""
    for wish in asked:
        for field in wish.fields:
            section = measure.contact if field == "contact" else measure.section(field)
            if section and (spans := _stating(wish, field, section, document, text)):
                return Value(field, spans)
    return None


def labelled_value(measure: Measure, asked: Sequence[Wish]) -> Value | None:
    """What stands under a label of its own for what is asked: a short value that needs no number to say it."""
    for wish in asked:
        for field in (ASKED_FIELDS.get(wish.name, wish.fields)[0], *_OWN.get(wish.name, ())):
            if value := _short(measure, field, _LONGEST_OWN if field in NARROW_FIELDS else _LONGEST_TERSE):
                return value
    return None


def value_called(
    measure: Measure, document: Document, text: str, own: Sequence[str], names: Iterable[str]
) -> Value | None:
    """The value under the label that a question calls by its name, or in its own words; of a text its beginning.

    `own` are the words of the question that tell what it is about, `names` the names in it.
    """
    words = [fold(word) for word in own]
    for section in measure.sections:
        label = [word for word in map(fold, WORD.findall(section.label)) if len(word) >= _SHORTEST_CALLED]
        called = any(word.startswith(each) or each.startswith(word) for word in words for each in label[:_NAMING])
        if called and any(len(word) >= _SHORTEST_CALLED for word in words) and len(section.text) <= _LONGEST_CALLED:
            return Value(section.field, section.spans, section.label if section.field == OTHER else None)
    asked = asked_in(
        text.replace(measure.title, " "),
        {fold(word) for name in (*names, measure.title) for word in WORD.findall(name)},
    )
    if asked is None:
        return None
    others = [word for word in words if word in fold(asked.clause) and not word.startswith(asked.stems)]
    fields = () if others else (asked.field, *_AS_WELL.get(asked.field, ()))
    found = (_short(measure, field, _LONGEST_CALLED) or _beginning(measure, document, field) for field in fields)
    return next((value for value in found if value), None)


def _beginning(measure: Measure, document: Document, field: str) -> Value | None:
    section = measure.section(field)
    spans = sentence_spans(document, section.spans) if section else ()
    return Value(field, tuple(islice(spans, _MOST_SENTENCES))) if section else None


def _short(measure: Measure, field: str, most: int) -> Value | None:
    if field == "contact":
        section = measure.contact if measure.contact and _reaches(measure.contact.text) else None
    else:
        section = measure.section(field)
    return Value(field, section.spans) if section and len(section.text) <= most else None


def _reaches(text: str) -> bool:
    """Whether a contact names more than an office: a person, a number or an address."""
    return any(held_types(text) & bit for bit in type_bits(["contact"]))


def lacks_label(measure: Measure, asked: Sequence[Wish]) -> bool:
    """Whether what is asked has a label of its own in this catalogue, and nothing under it in this entry."""
    wished = [field for wish in asked for field in wish.fields]
    if not wished or not all(ASKED_FIELDS.get(wish.name, wish.fields)[0] in _ONLY_LABELLED for wish in asked):
        return False
    return not any(measure.contact if field == "contact" else measure.section(field) for field in wished)


def elsewhere(measure: Measure, document: Document, asked: Sequence[Wish], found: Value) -> Span | None:
    """A sentence outside of the field that states a length of time, where the field itself names no number.

    `Der Handlungszeitraum ist nicht begrenzt` answers how long a measure runs, not how long one stays in it.
    """
    if asked[0].name not in ("period", "hours") or any(
        _LENGTH.search(document.quote(*span).text) for span in found.spans
    ):
        return None
    sections = (section for section in measure.sections if section.field not in (found.field, "results"))
    spans = [span for section in sections for span in sentence_spans(document, section.spans)]
    return next((span for span in spans if _STAY.search(document.quote(*span).text)), None)


def passage_with_value(result: SearchResult) -> Passage | None:
    """The passage that states what a question asks for, of the measure that it names.

    The field that says most about it goes first. A passage that only stands in such a field is no value: costs need an
    amount, participants a number, a legal basis a paragraph. If the question names no measure, only the very first
    passage is taken to be meant.
    """
    found = {hit.measure.id for hit in result.measures}
    named = {measure for read in result.understood for measure in read.measures}
    near = [passage for passage in result.passages if passage.measure in (named or found)]
    near = near if named else [passage for passage in near if passage is result.passages[0]]
    stated = (
        passage
        for wish in wishes(result.question, result.wished)
        for field in wish.fields
        for passage in near
        if passage.field == field and states(wish.name, passage.text)
    )
    return next(stated, None)


def _stating(wish: Wish, field: str, section: Section, document: Document, text: str) -> tuple[Span, ...]:
    """The sentences that state the wish; those with words of the question first, given in the order of the text."""
    if field == "contact":
        return section.spans
    spans = list(sentence_spans(document, section.spans))
    quotes = {span: document.quote(*span).text for span in spans}
    found = [span for span in spans if states(wish.name, quotes[span])]
    if not found and field in (wish.name, *_OWN.get(wish.name, ())):
        found = spans[:_MOST_SENTENCES]
    asked = {fold(word) for word in WORD.findall(text)} - stop_words()
    ranked = sorted(found, key=lambda span: -len(asked & {fold(word) for word in WORD.findall(quotes[span])}))
    return _joined(spans, set(ranked[:_MOST_SENTENCES]))


def _joined(spans: Sequence[Span], chosen: set[Span]) -> tuple[Span, ...]:
    """The chosen spans in the order of the text, those that follow each other as one."""
    joined: list[Span] = []
    last = -2
    for number, span in enumerate(spans):
        if span in chosen:
            if number == last + 1:
                joined[-1] = (joined[-1][0], span[1])
            else:
                joined.append(span)
            last = number
    return tuple(joined)
