"""Answers composed of quotes: measures that fit, a value that was asked for, a decision that isn't ours, nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.measure import short_name
from retriever.result import MeasureHit, Passage, SearchResult
from retriever.retriever import Retriever
from service.chat import phrases, reference, tables, values
from service.chat.answer import Answer, Item, Kind, Table, merged_items
from service.chat.fitting import fits_well, fitting, half_fitting
from service.chat.groups import counted_fits, grouped, item_of, item_of_passage, not_against, ordered_hits, spoken_to
from service.chat.message import Resolved
from service.chat.quotes import Quotes, mentioning
from service.chat.statements import Statements
from service.chat.suggestions import suggestions
from service.summary import field_name
from service.texts import Texts

_MOST_PASSAGES = _MOST_DOCUMENTS = 3


class Composer:
    """Composes the answer to one resolved message from what was found in `index`."""

    def __init__(
        self, retriever: Retriever, resolved: Resolved, result: SearchResult, terms: Iterable[str], texts: Texts
    ) -> None:
        self._index = index = retriever.index
        self._resolved = resolved
        self._result = result
        self._quotes = Quotes(index, texts, terms)
        self._says = Statements(retriever, resolved, result.criteria, self._quotes, texts)
        self._texts = texts
        self._asks_back = bool(resolved.reading and reference.asks_of_nothing(resolved.reading))

    def measures(self, limit: int) -> Answer:
        """The measures that fit, at most `limit`; a value, a decision or nothing if the question is for that."""
        result = self._result
        if phrases.DECISION.search(result.question):
            return self._decision()
        if result.unborne:
            return self._unborne()
        asks_back = self._asks_back and (self._resolved.guessed or not result.answerable)
        if result.answerable and not asks_back and (found := self._value_of_passage()):
            return found
        fits = result.measures if asks_back or not result.measures else fitting(result.measures)
        shown = grouped(fits[:limit])
        items = [*self._outside(beside=bool(shown)), *map(self._from_hit, shown)]
        if not items:
            return self._answer("nothing", (self._texts.text("chat.nothing"), *self._missing()), answerable=False)
        if asks_back or not result.answerable:
            return self._answer("nothing", self._unanswered(), items, shown, answerable=False)
        told = counted_fits(fits, shown, self._texts) if shown else self._texts.text("chat.told", count=len(items))
        answer = self._answer("measures", (told, *self._missing()), items, shown)
        return replace(answer, further=spoken_to(result.measures, shown))

    def _outside(self, *, beside: bool) -> list[Item]:
        """The best passage of all if it stands outside, `beside` measures; without any, what the documents say."""
        if beside:
            return [self._from_passage(best) for best in self._result.passages[:1] if best.measure is None]
        hits = self._result.documents[:_MOST_DOCUMENTS]
        return [self._says.nearest(each.document.id) for each in hits if fits_well(each, hits[0])]

    def _unborne(self) -> Answer:
        """That nothing is called what was asked about, and what mentions it, or is called alike."""
        result, texts = self._result, self._texts
        opening = [texts.text("chat.unborne", name=each.name) for each in result.unborne]
        items = merged_items(map(self._from_passage, list(mentioning(result, self._index.analyser))[:_MOST_PASSAGES]))
        if items:
            opening.append(texts.text("chat.mentioned"))
        elif alike := [short_name(measure) for each in result.unborne for measure in each.nearest]:
            opening.append(texts.text("chat.alike", titles=texts.listed(alike)))
        return self._answer("nothing", opening, items, answerable=False)

    def nearest(self, limit: int, let_go: str) -> Answer:
        """The measures that fit once conditions are let go, which is said."""
        shown = grouped(fitting(self._result.measures)[:limit])
        opening = (self._texts.text("chat.too_narrow"), self._texts.text("chat.without", condition=let_go))
        return self._answer("nothing", opening, [*map(self._from_hit, shown)], shown, answerable=False)

    def more(self, seen: Sequence[str], limit: int) -> Answer:
        """Those that weren't shown yet, at most `limit`."""
        hits = self._result.measures
        left = [hit for hit in hits if hit.measure.id not in seen and hit.score >= half_fitting(hits)]
        if not left:
            return self._answer("nothing", (self._texts.text("chat.no_more"),))
        shown = grouped(left[:limit])
        opening = self._texts.text("chat.more", count=len(shown))
        return self._answer("measures", (opening,), [self._from_hit(hit) for hit in shown], shown)

    def about(self) -> Answer:
        """What the records of the measures say to what was asked of them."""
        if documents := [id for id in self._resolved.about if id in self._index.documents]:
            return self._answer("value", (), [*map(self._says.of_document, documents)])
        hits = ordered_hits(self._result.measures, self._resolved.about)
        asked = values.wishes(self._resolved.asked, self._resolved.wished)
        if len(hits) > 1 and asked:
            table = tables.value_table(hits, asked, self._resolved.asked, self._quotes)
            opening = self._texts.text("chat.value_of", field=field_name(self._texts, asked[0].fields[0]))
            return self._answer("table", (opening,), [], hits, table=table)
        items = self._says.of_measures(hits, self._resolved.asked, self._resolved.wished)
        decision = (self._texts.text("chat.decision"),) if phrases.DECISION.search(self._result.question) else ()
        return self._answer("value" if self._resolved.asked else "measures", decision, items, hits)

    def judged(self) -> Answer:
        """How the measures asked about stand to what the conversation stated, and what speaks against them."""
        hits, texts = ordered_hits(self._result.measures, self._resolved.about), self._texts
        if not self._result.criteria:
            return self._answer(
                "criteria", (texts.text("chat.why_not.nobody"),), [*map(self._says.overview, hits)], hits
            )
        items = [replace(item_of(hit, self._result.criteria, self._quotes, most=0), group=None) for hit in hits]
        opening = texts.text("chat.why_not.against" if not_against(hits) < len(hits) else "chat.why_not.nothing")
        return self._answer("criteria", (opening,), items, hits)

    def compared(self) -> Answer:
        """The measures side by side, field by field."""
        hits = ordered_hits(self._result.measures, self._resolved.about)
        table = tables.comparison(hits, self._quotes)
        return self._answer("comparison", (self._texts.text("chat.compared"),), [], hits, table=table)

    def _value_of_passage(self) -> Answer | None:
        """The value that a passage states, if it is one that the question asks for."""
        passage = values.passage_with_value(self._result)
        if passage is None:
            return None
        hits = [hit for hit in self._result.measures if hit.measure.id == passage.measure]
        items = self._says.of_measures(hits, self._result.question, self._result.wished)
        return self._answer("value", (), items or [self._from_passage(passage)], hits)

    def _decision(self) -> Answer:
        """Passages, and that entitlement is decided elsewhere."""
        result = self._result
        items = merged_items([self._from_passage(passage) for passage in result.passages[:_MOST_PASSAGES]])
        ids = {passage.measure for passage in result.passages[:_MOST_PASSAGES]}
        hits = [hit for hit in result.measures if hit.measure.id in ids]
        opening = (self._texts.text("chat.decision"), *(() if result.answerable else self._unanswered()))
        return self._answer("decision", opening, items, hits, answerable=result.answerable)

    def _from_hit(self, hit: MeasureHit) -> Item:
        return item_of(hit, self._result.criteria, self._quotes)

    def _from_passage(self, passage: Passage) -> Item:
        return item_of_passage(passage, self._index.documents[passage.document], self._quotes)

    def _missing(self) -> tuple[str, ...]:
        """What the question names and no document does."""
        return tuple(self._texts.text("common.absent", name=name) for name in self._result.missing)

    def _unanswered(self) -> tuple[str, ...]:
        """That the documents hold no answer, or of what one is wanted, and that what follows is only near."""
        said = self._texts.text("chat.which" if self._asks_back else "chat.unanswered")
        return said, *self._missing(), self._texts.text("chat.close")

    def _answer(
        self,
        kind: Kind,
        opening: Sequence[str],
        items: Sequence[Item] = (),
        hits: Sequence[MeasureHit] = (),
        *,
        answerable: bool = True,
        table: Table | None = None,
    ) -> Answer:
        return Answer(
            kind=kind,
            language=self._texts.language,
            question=self._resolved.text,
            rewritten=self._resolved.rewritten,
            answerable=answerable,
            opening=tuple(opening),
            items=tuple(items),
            table=table,
            remarks=self._quotes.dated(),
            citations=self._quotes.citations,
            measures=tuple(hits),
            suggestions=suggestions(
                self._resolved, self._result, kind, hits if answerable else (), self._index, self._texts
            ),
            result=self._result,
            asks_back=self._asks_back and not answerable,
        )
