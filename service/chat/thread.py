"""The thread of a conversation: what it is about so far, and how far a message stays with that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.text.language import Language
from retriever.intent import FieldIntent
from retriever.understanding import Understanding
from service.chat import phrases, reference
from service.chat.message import Resolved
from service.chat.wants import asks_anew

_FOCUS, _LISTED, _SHOWN = 8.0, 7.0, 2.0
"""How much better another subject must answer than the one that was spoken of last, than one of a list that was just
shown, and than one of a list that was shown before."""
_BRIEF = 2.0
"""So many times that for a short message."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about so far.

    `subject` is the last question for measures and `subject_language` its language, `shown` the last list of measures,
    `seen` all that were shown for the subject, `focus` the one that was spoken of last, `asked` what was asked of it,
    `wished` the fields that this is for.
    """

    subject: str | None = None
    subject_language: Language = "de"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    focus: str | None = None
    asked: str = ""
    wished: tuple[FieldIntent, ...] = ()
    language: Language | None = None

    @property
    def focused(self) -> tuple[str, ...]:
        """The one that was spoken of last, if any."""
        return (self.focus,) if self.focus else ()


def next_thread(thread: Thread, resolved: Resolved, shown: tuple[str, ...]) -> Thread:
    """Return the thread once a message was answered by showing `shown`."""
    language = resolved.language
    match resolved.task:
        case "talk":
            return replace(thread, language=language)
        case "gone":
            return replace(thread, asked=resolved.asked, wished=resolved.wished, language=language)
        case "about" | "compare":
            if not thread.subject:
                thread = replace(thread, subject=resolved.text, subject_language=language)
            listed = thread.shown if set(resolved.about) <= set(thread.shown) else resolved.about
            asked, wished = resolved.asked, resolved.wished
            return replace(thread, shown=listed, focus=resolved.about[0], asked=asked, wished=wished, language=language)
        case "judge":
            shown = thread.shown or resolved.about
            return replace(
                thread, subject=thread.subject or resolved.text, shown=shown, focus=resolved.about[0], language=language
            )
        case "more":
            seen = tuple(dict.fromkeys((*thread.seen, *shown)))
            first = next(iter(shown), None)
            return replace(thread, shown=shown or thread.shown, seen=seen, focus=first, language=language)
        case "list":
            return replace(thread, shown=shown or thread.shown, focus=next(iter(shown), None), language=language)
        case "search":
            first = next(iter(shown), None)
            return Thread(resolved.text, language, resolved.filters, shown, shown, first, language=language)


def favoured_subjects(thread: Thread, read: Understanding) -> dict[str, float]:
    """Return how much the subjects of a conversation are favoured: not where another is named, or asked for anew."""
    if read.pinned or read.called or not thread.focus:
        return {}
    brief = _is_brief(read)
    if asks_anew(read, brief=brief, points=_points(read)):
        return {}
    share = _BRIEF if brief else 1.0
    if phrases.AMONG.search(read.text):
        return dict.fromkeys(thread.shown, share * _FOCUS)
    listed = _SHOWN if thread.asked else _LISTED
    return dict.fromkeys(thread.shown, share * listed) | {thread.focus: share * _FOCUS}


def leans(read: Understanding) -> bool:
    """Whether a message can hardly be understood without what was said before: it points there, or is short."""
    return _points(read) or _is_brief(read)


def _points(read: Understanding) -> bool:
    return bool(phrases.ANAPHOR.search(read.text))


def _is_brief(read: Understanding) -> bool:
    return len(reference.own_words(read)) <= reference.MOST_OWN_WORDS
