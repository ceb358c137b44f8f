"""Follow-ups resolved without a model: what the last message of a conversation means by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.measure import short_name
from corpus.text.language import Language, guess
from index.store import Index
from retriever.query import LONGEST_QUESTION, Question
from retriever.understanding import Understanding
from service.chat import fragments, phrases, reference
from service.chat.message import Message, Resolved, Talk, Thread

_MOST_OWN_WORDS = 2
_LONGEST_FOLLOW_UP = 14
_PART_TIME = {"part_time": ("true",)}

Read = Callable[[Question], Understanding]
Find = Callable[[Question], Sequence[str]]


class Resolver:
    """Reads conversations against one index.

    `read` says what a question holds, `find` which measures it shows; that is asked only where a client doesn't tell.
    """

    def __init__(self, index: Index, read: Read, find: Find) -> None:
        self._index = index
        self._read = read
        self._find = find

    def resolve(self, messages: Sequence[Message], language: Language | None = None) -> Resolved:
        """What the last message means. Raises ValueError if it isn't the user's."""
        if not messages or messages[-1].role != "user":
            raise ValueError("the last message must be the user's")
        thread = Thread()
        for number, message in enumerate(messages):
            if message.role == "user":
                resolved = self._message(message, thread)
                thread = _after(thread, resolved, self._shown_by(messages[number + 1 : number + 2]))
        return replace(resolved, language=language) if language else resolved

    def _message(self, message: Message, thread: Thread) -> Resolved:
        typed = " ".join(message.content.split())
        wished, text = _wished_language(typed)
        language = wished or guess(text) or thread.language or "de"
        if kind := _talk(text):
            return Resolved("talk", typed, language, talk=kind)
        if message.stands_for:
            return replace(self._first(message.stands_for, language), rewritten=message.stands_for != typed)
        if message.as_typed or not thread.subject:
            return self._first(typed if message.as_typed else text, language)
        if not text:  # only the wish for another language: the same again
            return Resolved("search", thread.subject, language, rewritten=True, filters=thread.filters)
        found = self._follow_up(text, language, thread)
        return replace(found, rewritten=found.text != typed)

    def _first(self, text: str, language: Language) -> Resolved:
        understood = self._read(Question(text, language=language))
        named = reference.by_name(understood, self._index)
        if phrases.COMPARE.search(text) and len(named) > 1:
            return Resolved("compare", text, language, about=named)
        own = reference.own_words(text, understood)
        if len(named) == 1 and len(own) <= _MOST_OWN_WORDS:
            return Resolved("about", text, language, asked=_asked(text, own), about=named)
        return Resolved("search", text, language)

    def _follow_up(self, text: str, language: Language, thread: Thread) -> Resolved:
        thread = self._with_shown(thread)
        corrected = phrases.CORRECTION.sub("", text, count=1).strip()
        if corrected != text and corrected:
            return self._changed(corrected, language, thread, corrects=True)
        understood = self._read(Question(text, language=language))
        if phrases.COMPARE.search(text):
            named = reference.by_name(understood, self._index)
            about = named if len(named) > 1 else reference.compared(text, thread.shown)
            if len(about) > 1:
                return Resolved("compare", self._naming(text, about), language, about=about)
        if phrases.OTHERS.search(text) and len(thread.shown) > 1 and thread.focus:
            others = tuple(id for id in thread.shown if id != thread.focus)
            asked = thread.asked
            return Resolved("about", self._naming(asked or text, others), language, asked=asked, about=others)
        if phrases.MORE.search(text):
            return Resolved("more", thread.subject or text, language, seen=thread.seen, filters=thread.filters)
        if about := self._about(text, understood, thread):
            whole = text if set(reference.by_name(understood, self._index)) >= set(about) else self._naming(text, about)
            asked = _asked(text, reference.own_words(text, understood))
            if not asked and phrases.OPENING.search(text):  # `und das zweite?` asks the same of another one
                asked, whole = thread.asked, self._naming(thread.asked or text, about)
            return Resolved("about", whole, language, asked=asked, about=about)
        if fragments.is_fragment(text, understood):
            return self._changed(text, language, thread)
        return self._first(text, language)

    def _about(self, text: str, understood: Understanding, thread: Thread) -> tuple[str, ...]:
        """The measures that a message is about, none if it asks for something else."""
        own = reference.own_words(text, understood)
        if len(text.split()) > _LONGEST_FOLLOW_UP or len(own) > _MOST_OWN_WORDS:
            return ()
        asks = reference.asks_for_field(text)
        points = bool(phrases.ANAPHOR.search(text))
        if named := reference.by_name(understood, self._index):
            return named
        if counted := reference.by_number(text, thread.shown):
            return counted
        if understood.places and (asks or points) and not fragments.is_fragment(text, understood):
            here = reference.by_place(understood, thread.shown, self._index)
            return here or reference.by_place(understood, list(self._index.measure_places), self._index)[:1]
        if not thread.focus or (fragments.is_fragment(text, understood) and not (asks and (points or not own))):
            return ()
        if (points and (asks or len(own) <= 1)) or (asks and not own):
            several = phrases.ALL.search(text) and len(thread.shown) > 1
            return thread.shown if several else (thread.focus,)
        return ()

    def _changed(self, text: str, language: Language, thread: Thread, *, corrects: bool = False) -> Resolved:
        """The subject of the conversation, changed by a fragment."""
        assert thread.subject is not None
        understood = self._read(Question(text, language=language))
        filters: Mapping[str, tuple[str, ...]] = thread.filters
        rest = text
        if phrases.PART_TIME.search(text):
            filters = {**filters, **_PART_TIME}
        if corrects and not fragments.is_fragment(text, understood) and len(reference.own_words(text, understood)) > 1:
            rest = phrases.ANAPHOR.sub("", text).strip()
        if corrects and not understood.places and len(text.split()) > _LONGEST_FOLLOW_UP:
            return self._first(text, language)
        before = self._read(Question(thread.subject))
        whole = fragments.merged(thread.subject, rest, before, understood, corrects=corrects)
        if len(whole) > LONGEST_QUESTION:
            return self._first(text, language)
        return Resolved("search", whole, language, filters=filters)

    def _naming(self, text: str, about: Sequence[str]) -> str:
        """What is asked, with the measures in front that it is asked about."""
        names = [short_name(self._index.measures[self._index.measure_places[id]]) for id in about]
        return f"{', '.join(names)}: {text}"[:LONGEST_QUESTION]

    def _shown_by(self, answers: Sequence[Message]) -> tuple[str, ...]:
        """The measures of the answer that follows, as far as this index has them."""
        ids = (id for answer in answers if answer.role == "assistant" for id in answer.measures)
        return tuple(dict.fromkeys(id for id in ids if id in self._index.measure_places))

    def _with_shown(self, thread: Thread) -> Thread:
        """The thread; if the client didn't send what was shown, with what its subject shows."""
        if thread.shown or not thread.subject:
            return thread
        shown = tuple(self._find(Question(thread.subject, filters=thread.filters)))
        return replace(thread, shown=shown, seen=shown, focus=thread.focus or next(iter(shown), None))


def _after(thread: Thread, resolved: Resolved, shown: tuple[str, ...]) -> Thread:
    """The thread once a message was answered by showing `shown`."""
    match resolved.task:
        case "talk":
            return replace(thread, language=resolved.language)
        case "about" | "compare":
            listed = thread.shown if set(resolved.about) <= set(thread.shown) else resolved.about
            subject = thread.subject or resolved.text
            return replace(
                thread,
                subject=subject,
                shown=listed,
                focus=resolved.about[0],
                asked=resolved.asked,
                language=resolved.language,
            )
        case "more":
            seen = tuple(dict.fromkeys((*thread.seen, *shown)))
            focus = next(iter(shown), None)
            return replace(thread, shown=shown or thread.shown, seen=seen, focus=focus, language=resolved.language)
        case "search":
            focus = next(iter(shown), None)
            return Thread(resolved.text, resolved.filters, shown, shown, focus, language=resolved.language)


def _asked(text: str, own: Sequence[str]) -> str:
    """What a message asks of a measure; nothing where it only points at it."""
    return text if own or reference.asks_for_field(text) else ""


def _wished_language(text: str) -> tuple[Language | None, str]:
    """The language that a message wishes for, and the message without the wish."""
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        if (rest := phrases.LANGUAGE_WISH[language].sub("", text, count=1)) != text:
            return language, rest.strip(" ,:")
    return None, text


def _talk(text: str) -> Talk | None:
    return next((kind for kind, pattern in phrases.TALK.items() if pattern.fullmatch(text)), None)
