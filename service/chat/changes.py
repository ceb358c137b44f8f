"""A question changed in one respect: another place, group or paragraph, or something more."""

import re

from retriever.understanding import Understanding
from service.chat import phrases
from service.chat.wants import is_sentence

_PREPOSITION = re.compile(
    r"(?:\b(?:im|in|aus|bei|beim|für|near|at|from)\s+"
    r"(?:(?:der|dem|den|the|landkreis|kreis|stadt|state of|district of|jobcenter)\s+)*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|der|dem|den)\s+$", re.IGNORECASE)
_END = re.compile(r"(?<![?.!\s])[?.!\s]+$")
_PARAGRAPH = re.compile(r"(?<!§)§+\s*\d+\w?(?:\s*(?:Abs\.?\s*\d+\s*)?SGB\s*[IVX]+)?", re.IGNORECASE)
_SPACE = re.compile(r"(?<!\s)\s+([,?.!])")
_MOST_OWN_WORDS = 12


def bare(text: str) -> str:
    """A message without what only ties it to the one before: `und auch für Jugendliche?` is `für Jugendliche`."""
    return _END.sub("", phrases.LEADING.sub("", phrases.OPENING.sub("", text.strip()))).strip(" ,")


def is_fragment(text: str, understood: Understanding) -> bool:
    """Whether a message can only be meant as a change of the question before."""
    rest = bare(text)
    if not rest or len(rest.split()) > _MOST_OWN_WORDS or (is_sentence(rest) and not _begins(rest)):
        return False
    opened = rest != _END.sub("", text.strip()).strip(" ,")
    return (
        opened
        or only_place(rest, understood)
        or bool(_PARAGRAPH.fullmatch(_without_preposition(rest)))
        or _begins(rest)
    )


def merged(subject: str, fragment: str, before: Understanding, new: Understanding, *, corrects: bool = False) -> str:
    """`subject` changed by `fragment`; `before` and `new` are what the two say.

    A place takes the place of a place, a paragraph of a paragraph, `für ...` of `für ...` unless it only narrows it;
    anything else is added. What corrects a question also takes its place away.
    """
    rest = bare(fragment)
    text = before.text if before.places else subject
    if new.places:
        place = _phrase(new)
        text = _with_place(text, place, before)
        rest = _removed(rest, place, new)
    elif corrects and before.places:
        text = _with_place(text, "", before)
    if new.paragraphs:
        text, rest = _with_paragraph(text, rest)
    if (group := phrases.GROUP.match(rest)) and not phrases.NARROWING.search(fragment):
        text, rest = _with_group(text, rest, group)
    return _joined(text, rest)


def only_place(rest: str, understood: Understanding) -> bool:
    """Whether a text names a place and says nothing else."""
    if not understood.places:
        return False
    left = rest
    for mention in understood.places:
        left = left.replace(understood.text[mention.start : mention.end], "")
    return not re.search(r"\w", _without_preposition(f"{left.strip()} "))


def _without_preposition(text: str) -> str:
    return re.sub(
        r"\b(?:im|in|aus|bei|beim|nach|the|der|dem|den|landkreis|kreis|stadt|land|of|state|with|mit|near|at|from|under|gemäß)\b",
        "",
        text,
        flags=re.IGNORECASE,
    ).strip()


def _begins(rest: str) -> bool:
    return bool(
        re.match(r"(?:für|fuer|for|ohne|without|mit|with|in|im|bei|nach|unter|über|under|over)\b", rest, re.IGNORECASE)
    ) and (len(rest.split()) <= 5)


def _phrase(understood: Understanding) -> str:
    """The place that a message names, with its preposition."""
    mention = understood.places[0]
    head = understood.text[: mention.start]
    before, article = _PREPOSITION.search(head), _ARTICLE.search(head)
    named = understood.text[mention.start : mention.end]
    return f"{before.group() if before else f'in {article.group()}' if article else 'in '}{named}".strip()


def _with_place(text: str, place: str, before: Understanding) -> str:
    if not before.places:
        return _joined(text, place, separator=" ")
    mention = before.places[0]
    head = _PREPOSITION.sub("", text[: mention.start]) if text == before.text else text
    tail = text[mention.end :]
    return _SPACE.sub(r"\1", " ".join(f"{head} {place} {tail}".split()))


def _removed(rest: str, place: str, new: Understanding) -> str:
    mention = new.places[0]
    named = new.text[mention.start : mention.end]
    return (
        " ".join(rest.replace(place, " ").replace(named, " ").split()).strip(" ,")
        if place in rest
        else (_without_preposition(" ".join(rest.replace(named, " ").split())))
    )


def _with_paragraph(text: str, rest: str) -> tuple[str, str]:
    found = _PARAGRAPH.search(rest)
    if not found:
        return text, rest
    if _PARAGRAPH.search(text):
        return _PARAGRAPH.sub(found.group(), text, count=1), _without_preposition(rest.replace(found.group(), ""))
    return text, rest


def _with_group(text: str, rest: str, group: re.Match[str]) -> tuple[str, str]:
    earlier = phrases.GROUP.search(text)
    if not earlier:
        return text, rest
    changed = f"{text[: earlier.start()]}{group.group()}{text[earlier.end() :]}"
    return changed, rest[group.end() :].strip(" ,")


def _joined(text: str, addition: str, separator: str = ", ") -> str:
    """Two parts of a question; its mark stays at the end."""
    mark = "?" if text.rstrip().endswith("?") else ""
    head = _END.sub("", text)
    return f"{head}{separator}{addition}{mark}" if addition else f"{head}{mark}"
