"""Follow-ups resolved without a model: what the last message of a conversation means by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.measure import short_name
from corpus.text.language import Language, guess
from index.store import Index
from retriever.intent import FieldIntent
from retriever.query import LONGEST_QUESTION, Question
from retriever.understanding import Understanding
from service.chat import changes, phrases, reference
from service.chat.gone import gone_subject, without_gone
from service.chat.message import Message, Resolved
from service.chat.readings import Readings
from service.chat.reference import LONGEST_FOLLOW_UP
from service.chat.shown import on_shown
from service.chat.thread import Thread, favoured_subjects, next_thread
from service.chat.wants import asks_of_subject, is_sentence, wants_fact, wants_measures, wants_value

_ALONE = 1_000.0
"""More than the scores of any two subjects differ."""
_PART_TIME = {"part_time": ("true",)}
Find = Callable[[Question, Understanding], Sequence[str]]
Lists = Callable[[Understanding], bool]
SubjectOf = Callable[[Understanding, Mapping[str, float]], str]


class Resolver:
    """Resolves the messages of one request against one index.

    `find` returns the measures that a question shows, for clients that don't say it, `subject` the measure or document
    that answers best, some favoured by that much; `lists` tells whether any measure has what a list asks for.
    """

    def __init__(self, index: Index, readings: Readings, find: Find, subject: SubjectOf, lists: Lists) -> None:
        self._index = index
        self._readings = readings
        self._find = find
        self._subject = subject
        self._lists = lists

    def resolve(self, messages: Sequence[Message], language: Language | None = None) -> Resolved:
        """Return what the last message means. Raises ValueError if it isn't the user's."""
        if not messages or messages[-1].role != "user":
            raise ValueError("the last message must be the user's")
        thread = Thread()
        for number, message in enumerate(messages):
            if message.role == "user":
                resolved = self._message(message, thread)
                thread = next_thread(thread, resolved, self._shown_by(messages[number + 1 : number + 2]))
        follows = any(message.role == "user" for message in messages[:-1])
        resolved = replace(resolved, follows=follows, as_typed=messages[-1].as_typed)
        return self._readings.added_to(replace(resolved, language=language) if language else resolved)

    def rephrased(self, resolved: Resolved, text: str) -> Resolved:
        """Return the message as `text` says it by itself, instead of as it was resolved."""
        found = replace(self._first(text, resolved.language), typed=resolved.typed, rewritten=text != resolved.typed)
        return self._readings.added_to(found)

    def _message(self, message: Message, thread: Thread) -> Resolved:
        typed = " ".join(message.content.split())
        wished, text = phrases.wished_language(typed)
        language = wished or guess(text) or thread.language or "de"
        if kind := phrases.talk(text):
            return Resolved("talk", typed, language, typed=typed, talk=kind)
        if message.as_typed or not thread.subject:
            return replace(self._first(typed if message.as_typed else text, language), typed=typed)
        if not text:  # only the wish for another language: the same again
            return Resolved("search", thread.subject, language, typed=typed, rewritten=True, filters=thread.filters)
        found = without_gone(self._follow_up(text, language, thread), self._index)
        return replace(found, typed=typed, rewritten=found.text != typed)

    def _first(self, text: str, language: Language) -> Resolved:
        read = self._readings.of(text, language)
        if read.inquiry.demand or self._lists(read):
            return Resolved("search", text, language)
        named = reference.by_name(read, self._index)
        if phrases.COMPARE.search(text) and len(named) > 1:
            return Resolved("compare", text, language, about=named)
        if phrases.SUMMARY.search(text) and (about := self._meant(read, Thread())):
            return _about(text if named else self._naming(text, about), language, about, "", ())
        if read.criteria and named and reference.doubted(read, (), (), self._index):
            return Resolved("judge", text, language, about=named)
        if len(named) == 1 and len(reference.own_words(read)) <= reference.MOST_OWN_WORDS:
            return _about(text, language, named, *reference.asked_of(text, read))
        if wants_value(read) and not read.unborne:
            return self._on_subject(text, language, read, _favouring(named or reference.called(read, self._index)))
        return Resolved("search", text, language)

    def _follow_up(self, text: str, language: Language, thread: Thread) -> Resolved:
        thread = self._with_shown(thread)
        corrected = phrases.CORRECTION.sub("", text, count=1).strip()
        if corrected != text and corrected:
            return self._corrected(corrected, language, thread)
        read = self._readings.of(text, language)
        if judged := reference.doubted(read, thread.shown, thread.focused, self._index):
            return Resolved("judge", thread.subject or text, language, about=judged)
        if found := on_shown(text, language, read, thread, self._index, self._naming, lists=self._lists(read)):
            return found
        if phrases.COMPARE.search(text):
            named = reference.by_name(read, self._index)
            about = named if len(named) > 1 else reference.compared(text, thread.shown)
            if len(about) > 1:
                whole = text if about == named else self._naming(text, about)
                return Resolved("compare", whole, language, about=about)
        if (others := phrases.OTHERS.search(text)) and len(thread.shown) > 1 and thread.focus:
            return self._of_others(others["asked"] or "", text, language, thread)
        if phrases.MORE.search(text):
            return Resolved("more", thread.subject or text, language, seen=thread.seen, filters=thread.filters)
        if phrases.SUMMARY.search(text) and (about := self._meant(read, thread) or thread.focused):
            return _about(text if read.names else self._naming(text, about), language, about, "", ())
        if read.unborne:
            return self._first(text, language)
        favoured = favoured_subjects(thread, read)
        if phrases.AMONG.search(text) and (found := self._kept(text, language, read, favoured, thread)):
            return found
        if about := reference.pointed(read, thread.shown, thread.focus, self._index):
            asked, wished = reference.asked_of(text, read)
            if not asked and phrases.OPENING.search(text):  # `und das zweite?` asks the same of another one
                return self._again(about, text, language, thread)
            whole = text if set(reference.by_name(read, self._index)) >= set(about) else self._naming(text, about)
            return _about(whole, language, about, asked, wished)
        if found := self._elsewhere(text, language, read, thread):
            return found
        if changes.is_fragment(text, read):
            return self._more_of_fact(text, language, read, thread) or self._changed(text, language, thread)
        return (asks_of_subject(read) and self._kept(text, language, read, favoured, thread)) or self._first(
            text, language
        )

    def _corrected(self, text: str, language: Language, thread: Thread) -> Resolved:
        """Return a message that takes something back: the fact asked of another subject, or the search changed."""
        read = self._readings.of(text, language)
        if thread.asked and not wants_measures(read) and (about := self._meant(read, thread)):
            if is_sentence(changes.bare(text)) and wants_fact(read):
                return self._on_subject(text, language, read, _favouring(about))
            return self._again(about, text, language, thread)
        return self._changed(text, language, thread, corrects=True)

    def _elsewhere(self, text: str, language: Language, read: Understanding, thread: Thread) -> Resolved | None:
        """Return a question for a fact about a subject at another place: its own, or with nothing asked the last."""
        if (
            not thread.focus
            or not read.places
            or wants_measures(read)
            or not (here := reference.there(read, thread.shown, self._index))
        ):
            return None
        if is_sentence(changes.bare(text)) and asks_of_subject(read):
            return self._on_subject(text, language, read, _favouring(here))
        only = changes.only_place(changes.bare(text), read)
        if only and thread.asked and not read.places[0].is_land:
            return self._again(here[:1], text, language, thread)
        return None

    def _meant(self, read: Understanding, thread: Thread) -> tuple[str, ...]:
        return reference.meant(read, thread.shown, self._index)

    def _of_others(self, asked: str, text: str, language: Language, thread: Thread) -> Resolved:
        """Return what was asked, or is asked now, of the other measures that were shown."""
        others = tuple(id for id in thread.shown if id != thread.focus)
        if not asked:
            return self._again(others, text, language, thread)
        read = self._readings.of(asked, language)
        others = others if phrases.SEVERAL_OTHERS.search(text) else others[:1]
        return _about(self._naming(asked, others), language, others, *reference.asked_of(asked, read))

    def _again(self, about: tuple[str, ...], text: str, language: Language, thread: Thread) -> Resolved:
        """Return what was asked last, asked of others; without anything asked, what `text` says of them."""
        return _about(self._naming(thread.asked or text, about), language, about, thread.asked, thread.wished)

    def _more_of_fact(self, text: str, language: Language, read: Understanding, thread: Thread) -> Resolved | None:
        """Return the last question for a fact with something added to it: `und in Minijobs?`."""
        if not thread.asked or not thread.focused or read.places or read.paragraphs or phrases.GROUP.search(text):
            return None
        asked = f"{thread.asked.rstrip(' ?.!')}, {changes.bare(text)}?"[:LONGEST_QUESTION]
        return _about(self._naming(asked, thread.focused), language, thread.focused, asked, thread.wished)

    def _kept(
        self, text: str, language: Language, read: Understanding, favoured: Mapping[str, float], thread: Thread
    ) -> Resolved | None:
        """Return a question for a fact about what was spoken of, None if something else answers clearly better."""
        if not favoured:
            return None
        if lost := gone_subject(read, thread, self._index):
            return _about(text, language, lost, text, read.wished)
        found = self._on_subject(text, language, read, favoured)
        return found if found.about[0] in favoured else None

    def _on_subject(
        self, text: str, language: Language, read: Understanding, favoured: Mapping[str, float]
    ) -> Resolved:
        """Return a question for a fact as one about the measure or document that answers it best."""
        subject = self._subject(read, favoured)
        whole = text if subject in reference.by_name(read, self._index) else self._naming(text, (subject,))
        guessed = not (favoured or read.names or read.called)
        return replace(_about(whole, language, (subject,), text, read.wished), guessed=guessed)

    def _changed(self, text: str, language: Language, thread: Thread, *, corrects: bool = False) -> Resolved:
        """Return the subject of the conversation, changed by a fragment."""
        assert thread.subject is not None
        read = self._readings.of(text, language)
        filters: Mapping[str, tuple[str, ...]] = thread.filters
        rest = text
        if phrases.PART_TIME.search(text):
            filters = {**filters, **_PART_TIME}
        if corrects and not changes.is_fragment(text, read) and len(reference.own_words(read)) > 1:
            rest = phrases.ANAPHOR.sub("", text).strip()
        if corrects and not read.places and len(text.split()) > LONGEST_FOLLOW_UP:
            return self._first(text, language)
        before = self._readings.of(thread.subject, thread.subject_language)
        whole = changes.merged(thread.subject, rest, before, read, corrects=corrects)
        if len(whole) > LONGEST_QUESTION:
            return self._first(text, language)
        return Resolved("search", whole, language, filters=filters)

    def _naming(self, text: str, about: Sequence[str]) -> str:
        """Return what is asked, with the measures in front that it is asked about."""
        return f"{', '.join(map(self._name, about))}: {text}"[:LONGEST_QUESTION]

    def _name(self, id: str) -> str:
        if id in self._index.documents:
            return self._index.documents[id].title
        place = self._index.measure_places.get(id)
        return id if place is None else short_name(self._index.measures[place])

    def _shown_by(self, answers: Sequence[Message]) -> tuple[str, ...]:
        """Return the measures of the answer that follows, also those that this index doesn't hold any more."""
        ids = (id for answer in answers if answer.role == "assistant" for id in answer.measures)
        return tuple(dict.fromkeys(filter(None, ids)))

    def _with_shown(self, thread: Thread) -> Thread:
        """Return the thread; if the client didn't send what was shown, with what its subject shows."""
        if thread.shown or not thread.subject:
            return thread
        reading = self._readings.of(thread.subject, thread.subject_language)
        shown = tuple(self._find(Question(thread.subject, filters=thread.filters), reading))
        return replace(thread, shown=shown, seen=shown, focus=thread.focus or next(iter(shown), None))


def _about(
    text: str, language: Language, about: tuple[str, ...], asked: str, wished: tuple[FieldIntent, ...]
) -> Resolved:
    return Resolved("about", text, language, asked=asked, wished=wished, about=about)


def _favouring(ids: Sequence[str]) -> dict[str, float]:
    """Return what makes these the only subjects in question."""
    return dict.fromkeys(ids, _ALONE)
