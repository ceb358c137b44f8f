"""What the source says to what is asked of a measure or document, and that it doesn't say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.measure import Measure, heading
from corpus.text.folding import WORD, fold
from retriever.criteria.criterion import Criterion
from retriever.intent import FieldIntent
from retriever.result import MeasureHit
from retriever.retriever import Retriever
from service.chat import reference, values
from service.chat.answer import Item, Quoted
from service.chat.groups import item_of
from service.chat.message import Resolved
from service.chat.quotes import Quotes
from service.summary import field_name, organisation_line
from service.texts import Texts

_NEIGHBOUR = 4.0
"""How much worse than the best a sentence may answer that is shown beside it."""


class Statements:
    """What one resolved message gets to hear of the measures and documents that it is about."""

    def __init__(
        self, retriever: Retriever, resolved: Resolved, criteria: Sequence[Criterion], quotes: Quotes, texts: Texts
    ) -> None:
        self._index = retriever.index
        self._reader, self._detector = retriever.reader, retriever.silence
        self._asking, self._reading = resolved.asking, resolved.reading
        self._criteria = criteria
        self._quotes = quotes
        self._texts = texts

    def of_measures(self, hits: Sequence[MeasureHit], text: str, wished: Sequence[FieldIntent]) -> list[Item]:
        """Return what records state to each of the questions in `text`, once."""
        told = (item for hit in hits for item in self._of_hit(hit, text, wished))
        return list(dict.fromkeys(told))

    def _of_hit(self, hit: MeasureHit, text: str, wished: Sequence[FieldIntent]) -> Iterator[Item]:
        """Yield what a record states to each of the questions; words of its name ask for nothing."""
        beside = text.replace(hit.measure.title, " ")
        apart = values.asked_apart(text, [each for each in wished if each.words in beside])
        for asked in apart:
            yield from self._of_measure(hit, asked, text, alone=len(apart) == 1)

    def _of_measure(self, hit: MeasureHit, asked: Sequence[values.Wish], text: str, *, alone: bool) -> Iterator[Item]:
        """Yield the value that a record states to what `text` asks, or that it states none, and what is nearest."""
        measure, document, asking = hit.measure, self._index.documents[hit.measure.document], self._asking
        title, origin = heading(measure), organisation_line(measure)
        own = self._under_label(measure, asked)
        silent = self._silence(measure, asked) if asking and alone and not own else None
        if silent and asking and not asking.named_elsewhere(self._index, measure):
            own = values.value_called(measure, document, text, self._own_words(measure), asking.names)
        if own:
            spans = tuple(self._quotes.span(measure.document, measure, own.field, span) for span in own.spans)
            yield Item(measure.id, title, origin, spans, label=own.label or field_name(self._texts, own.field))
        elif silent or (alone and asking and (self._own_words(measure) or not asked)):
            yield Item(measure.id, title, origin, self._read(measure.id, measure), silent=silent)
        elif found := values.stated_value(measure, document, asked, text):
            quoted = tuple(self._quotes.span(measure.document, measure, found.field, span) for span in found.spans)
            if more := values.elsewhere(measure, document, asked, found):
                quoted = (*quoted, self._quotes.span(measure.document, measure, "description", more))
            yield Item(measure.id, title, origin, quoted, label=field_name(self._texts, found.field))
        elif asked:
            near = replace(self._found(hit), label=field_name(self._texts, asked[0].fields[0]))
            yield replace(near, fits=(), group=None, silent=self._silent)
        elif text:
            yield replace(self._found(hit), fits=(), group=None, silent=self._texts.text("chat.elsewhere"))
        else:
            yield replace(self.overview(hit), silent=self._not_there(measure))

    def of_document(self, id: str) -> Item:
        """Return what a document says to what was asked of it, or that it doesn't, and what comes nearest."""
        asking = self._asking
        silent = bool(asking and reference.own_words(asking) and self._detector.is_silent(asking, id))
        return replace(self.nearest(id), silent=self._silent if silent else None)

    def nearest(self, document: str) -> Item:
        """Return the sentences of a document that come nearest to the question."""
        return Item(document, self._index.documents[document].title, "", self._read(document, None), numbered=False)

    def overview(self, hit: MeasureHit) -> Item:
        """Return what tells most of a measure, or what was found of it."""
        found, measure = self._quotes.overview(hit.measure), hit.measure
        return Item(measure.id, heading(measure), organisation_line(measure), found) if found else self._found(hit)

    def _under_label(self, measure: Measure, asked: Sequence[values.Wish]) -> values.Value | None:
        """The value under the label of what is asked, if nothing else is asked, and of no other place."""
        asking = self._asking
        if asking and (self._own_words(measure) or asking.named_elsewhere(self._index, measure)):
            return None
        return values.labelled_value(measure, asked)

    def _silence(self, measure: Measure, asked: Sequence[values.Wish]) -> str | None:
        """What is said before what comes nearest, if the record doesn't answer or is of another place."""
        assert self._asking is not None
        if elsewhere := self._not_there(measure):
            return elsewhere
        lacking = values.lacks_label(measure, asked) and not self._own_words(measure)
        if not lacking and (
            values.labelled_value(measure, asked) or not self._detector.is_silent(self._asking, measure.id)
        ):
            return None
        return self._silent

    def _own_words(self, measure: Measure) -> list[str]:
        """The words of the question that are its own subject, not those of the measure's name."""
        named = {fold(word) for word in WORD.findall(measure.title)}
        own = reference.own_words(self._asking) if self._asking else []
        return [word for word in own if fold(word) not in named]

    def _not_there(self, measure: Measure) -> str | None:
        """That a measure isn't at the place that is named along with it."""
        reading = self._asking or self._reading
        place = reading.named_elsewhere(self._index, measure) if reading else None
        if place is None:
            return None
        return self._texts.text("chat.not_there", place=place, organisation=organisation_line(measure))

    @property
    def _silent(self) -> str:
        return " ".join(map(self._texts.text, ("chat.silent", "chat.elsewhere")))

    def _found(self, hit: MeasureHit) -> Item:
        return item_of(hit, self._criteria, self._quotes)

    def _read(self, subject: str, measure: Measure | None) -> tuple[Quoted, ...]:
        """Return the sentences of a measure or document that answer, the best first."""
        asking = self._asking or self._reading
        assert asking is not None
        best = self._reader.best(asking, subject)
        return self._quotes.answering([each for each in best if each.score >= best[0].score - _NEIGHBOUR], measure)
