"""The assistant: a conversation in, an answer made of quotes out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.text.language import Language, analysed
from retriever.conditions.condition import NOTHING_ASKED
from retriever.features.feature import FeatureMember, FeatureRequest
from retriever.query import MOST_RESULTS, Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from retriever.understanding import Understanding
from service.chat import reference
from service.chat.answer import Answer
from service.chat.compose import Composer
from service.chat.fitting import fitting
from service.chat.followup import Resolver
from service.chat.groups import grouped
from service.chat.listing import ListComposer, is_listing, with_conditions_said
from service.chat.message import Message, Resolved
from service.chat.readings import Readings
from service.chat.tables import MOST_COMPARED
from service.texts import Texts

SHOWN = 5
"""How many measures an answer shows."""
_SEARCHED = 36

Filters = Mapping[str, tuple[str, ...]]


class Chat:
    """Answers the last message of a conversation from one index. Keeps nothing; safe to share between threads."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._index = retriever.index

    def reply(
        self,
        messages: Sequence[Message],
        filters: Filters | None = None,
        language: str | None = None,
        limit: int | None = None,
        without: tuple[str, ...] = (),
    ) -> Answer:
        """Return the answer to the last message. Raises ValueError if it isn't the user's or can't be searched for."""
        return self.answer(self.resolve(messages, analysed(language)), filters, limit, without, language)

    def answer(
        self,
        resolved: Resolved,
        filters: Filters | None = None,
        limit: int | None = None,
        without: tuple[str, ...] = (),
        language: str | None = None,
    ) -> Answer:
        """Return the answer to a resolved message.

        `limit` is how many measures it shows: without it, five, but all of a list that was asked for. `language` is
        that of the answer's own words; without it, they are in the question's.
        `without` are words of its standalone question that are to be taken for themselves, see `Question.without`.
        """
        texts = Texts.in_language(language or resolved.language)
        if resolved.task == "talk":
            return self._talk(resolved, texts)
        if resolved.task == "gone":
            return _all_gone(resolved, texts)
        if resolved.gone:
            rest = self.answer(replace(resolved, gone=()), filters, limit, without, language)
            return replace(rest, preface=(_gone(resolved.gone, texts),))
        if resolved.guessed and resolved.asking and not self._may_answer(resolved, resolved.asking):
            resolved = replace(resolved, task="search", text=resolved.asked, reading=resolved.asking, about=())
        question = Question(resolved.text, _SEARCHED, language=resolved.language, without=without)
        understood = resolved.reading if resolved.reading and not without else self._retriever.read(question)
        request = resolved.features if resolved.task == "list" else understood.features
        if resolved.inquiry or understood.inquiry.demand or request.features:
            question = replace(question, limit=MOST_RESULTS)
        narrowed = self._narrowed(question, resolved, understood, filters or {})
        result = self._retriever.search(narrowed, understood)
        members = self._members(resolved, request, result)
        if members or resolved.task == "list" or (resolved.task == "search" and is_listing(result)):
            return ListComposer(self._index, resolved, result, texts, request, members).answer(limit)
        return with_conditions_said(
            self._composed(resolved, narrowed, understood, result, limit or SHOWN, texts), texts
        )

    def _members(self, resolved: Resolved, request: FeatureRequest, result: SearchResult) -> tuple[FeatureMember, ...]:
        """The measures of a list that have what it asks for besides figures, those that fit best first."""
        if resolved.task not in ("list", "search"):
            return ()
        hits = (hit for hit in result.measures if hit.row is None or hit.row.standing == "met")
        return self._retriever.features.members(request, [hit.measure.id for hit in hits])

    def _composed(
        self,
        resolved: Resolved,
        narrowed: Question,
        understood: Understanding,
        result: SearchResult,
        limit: int,
        texts: Texts,
    ) -> Answer:
        """The answer that is made of quotes, where the table of figures doesn't answer."""
        if not result.measures and resolved.task == "search":
            wider = self._wider(narrowed, understood, texts)
            if wider:
                return Composer(self._retriever, resolved, wider[0], understood.terms, texts).nearest(limit, wider[1])
        composer = Composer(self._retriever, resolved, result, understood.terms, texts)
        match resolved.task:
            case "about":
                return composer.about()
            case "compare":
                return composer.compared()
            case "judge":
                return composer.judged()
            case "more":
                return composer.more(resolved.seen, limit)
            case _:
                return composer.measures(limit)

    def resolve(self, messages: Sequence[Message], language: Language | None = None) -> Resolved:
        """Return what the last message means by itself; every text is read once."""
        return self._resolver().resolve(messages, language)

    def rephrased(self, resolved: Resolved, text: str) -> Resolved:
        """Return a resolved message with `text` as what it means by itself."""
        return self._resolver().rephrased(resolved, text)

    def _resolver(self) -> Resolver:
        return Resolver(self._index, Readings(self._retriever.read), self._shown, self._subject, self._lists)

    def _narrowed(
        self, question: Question, resolved: Resolved, understood: Understanding, filters: Filters
    ) -> Question:
        """The question of a resolved message; filters of the conversation add to those that were sent.

        A place in a follow-up narrows: `und in Bayern?` means only there.
        """
        about = resolved.about[:MOST_COMPARED] if resolved.task == "compare" else resolved.about
        wanted = {} if about else {**resolved.filters, **filters}
        if documents := tuple(id for id in about if id in self._index.documents):
            return replace(question, filters={"document": documents})
        if resolved.rewritten and understood.places and not about:
            about = reference.by_place(understood, list(self._index.measure_places), self._index)
        inquiry = NOTHING_ASKED if resolved.task in ("about", "compare") else resolved.inquiry
        return replace(question, filters=wanted, measures=about, inquiry=inquiry)

    def _wider(self, narrowed: Question, understood: Understanding, texts: Texts) -> tuple[SearchResult, str] | None:
        """What is found once filters, or the place as well, are let go, and what was; None if they aren't to blame."""
        filters = [_condition(key, values, texts) for key, values in narrowed.filters.items()]
        places = [name for mention in understood.places for name in mention.names[:1]] if narrowed.measures else []
        here, anywhere = replace(narrowed, filters={}), replace(narrowed, filters={}, measures=())
        for question, let_go in ((here, filters), (anywhere, filters + places)):
            if let_go and (found := self._retriever.search(question, understood)).measures:
                return found, ", ".join(let_go)
        return None

    def _shown(self, question: Question, understood: Understanding) -> list[str]:
        """Return what an answer to `question` shows, for clients that don't say it."""
        found = self._retriever.search(replace(question, limit=_SEARCHED), understood).measures
        return [hit.measure.id for hit in grouped(fitting(found)[:SHOWN])] if found else []

    def _may_answer(self, resolved: Resolved, asking: Understanding) -> bool:
        """Whether the documents answer what a message asks of nothing that it names, but describes.

        Without a word that describes it, the measure that states most to the question would be any of many.
        """
        if reference.asks_of_nothing(asking):
            return len(self._index.measures) == 1
        question = Question(resolved.asked, limit=1, language=resolved.language)
        return self._retriever.search(question, asking).answerable

    def _lists(self, understood: Understanding) -> bool:
        """Whether any measure has what a question for a list asks for."""
        return bool(self._retriever.features.members(understood.features, list(self._index.measure_places)))

    def _subject(self, understood: Understanding, favoured: Mapping[str, float]) -> str:
        """Return the measure or document that answers best."""
        return self._retriever.subjects(understood, favoured)[0].id

    def _talk(self, resolved: Resolved, texts: Texts) -> Answer:
        assert resolved.talk is not None
        said = texts.text(
            f"chat.talk.{resolved.talk}",
            documents=len(self._index.documents),
            measures=len(self._index.measures),
            sources="; ".join(document.dated_title for document in self._index.documents.values()),
        )
        return Answer(
            kind="talk",
            language=texts.language,
            question=resolved.text,
            rewritten=False,
            answerable=True,
            opening=(said,),
            suggestions=() if resolved.talk == "thanks" else texts.list("chat.suggestions.examples"),
        )


def _all_gone(resolved: Resolved, texts: Texts) -> Answer:
    return Answer(
        kind="nothing",
        language=texts.language,
        question=resolved.text,
        rewritten=resolved.rewritten,
        answerable=False,
        opening=(_gone(resolved.gone, texts),),
    )


def _gone(ids: Sequence[str], texts: Texts) -> str:
    return texts.text("chat.gone", count=len(ids), names=texts.listed(ids))


def _condition(key: str, values: Sequence[str], texts: Texts) -> str:
    """What a filter asks for, as it is said."""
    yes = f"facet_values.{key}.true"
    return texts.text(yes) if texts.has(yes) else ", ".join(values)
