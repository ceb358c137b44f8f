"""The form on which Jobcenters report a measure: its labels, found in damaged text, and its boilerplate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.text.lexicon import word_list

_PARTS = r"(?:\s*+\([^()]{0,200}\))?"
_STAFF = r"Eingesetzte\s+Personalkapazit(?:ä|a|ae)ten\s*/\s*Qualifizierung\s+Personal\s*/\s*Beratungsansatz"

# The printed labels, with the spellings that vary from entry to entry; on a line of their own or between `**`.
_LABELS: tuple[tuple[str, str], ...] = (
    ("goal_and_target_group", r"Ziel\s+des\s+Handlungsansatzes\s+und\s+Zielgruppe"),
    ("target_group", r"Zielgruppen?(?:\s+und\s+Projektstruktur)?"),
    (
        "period",
        r"(?:Maßnahmezeitraum|Handlungszeitraum|Maßnahmestart|Laufzeit)"
        rf"{_PARTS}(?:\s*/\s*(?:Maßnahmezeitraum|Maßnahmedauer|Dauer in Wochenstunden))?{_PARTS}",
    ),
    ("participants", r"Teilnehmer(?:zahl(?:en)?|plätze)"),
    ("resources", rf"(?:Eingesetztes\s+)?Mittelvolumen\s+in\s+Euro\s*/\s*{_STAFF}"),
    ("budget", rf"(?:Maßnahmen?volumen|Mittelvolumen)(?:\s+in\s+Euro)?{_PARTS}"),
    ("legal_basis", r"Rechtsgrundlagen?(?:(?:\s*/\s*|\s+und\s+)Finanzierung)?(?:\s*/\s*Umsetzung)?"),
    ("financing", r"Finanzierung(?:\s*/\s*Grundlagen)?"),
    ("implementation", r"Umsetzungsart(?:\s*\(Vergabemaßnahme[^()]*\))?"),
    (
        "particulars",
        r"Besonderheiten\s*\(z\.\s*B\.\s*Beteiligung[^(]{0,200}?Kombination\s+von\s+Maßnahmen\)",
    ),
    (
        "description",
        r"Beschreibung\s+de[rs]\s+(?:Maßnahme(?:/\s*des\s+Projekte?s)?|Handlungsansatzes|Projekte?s)" + _PARTS,
    ),
    (
        "results",
        r"(?:\(Evaluations-\)\s*Ergebnisse|Evaluationsergebnisse)"
        r"(?:\s*[–(][^\n]{0,60}Aussagen\s+zu\s+Integrationsfortschritten[^\n]{0,60}Arbeit\)?)?",
    ),
    ("why_it_works", r"Warum\s+halten\s+Sie\s+diesen\s+Ansatz\s+für\s+erfolgreich\?"),
    (
        "hints",
        r"Weiterführende\s+Hinweise(?:,?\s+(?:die\s+sich\s+aus\s+dem\s+Projekt\s+ergeben\s+haben\.?"
        r"|resultierend\s+aus\s+der\s+Umsetzung\s+des\s+Handlungsansatzes))?",
    ),
    ("changes", r"Was\s+müsste\s+sich\s+-\s+bezogen\s+auf\s+[^?]{10,300}\?\s*Bitte\s+kurz\s+erläutern\."),
)

_OWN = frozenset(field for field, _ in _LABELS) - {"target_group", "period", "participants", "legal_basis", "financing"}

_OPEN = r"(?:^[ \t\f]*(?:(?:<p>|<u>|\*\*|#{1,6}[ \t])[ \t]*)*|\*\*[ \t]*)"
_CLOSE = r"[ \t]*+(?:</u>[ \t]*+)?(?:</p>|:?(?=\*\*)|:?[ \t]*$)"


_FORM = "|".join(f"(?P<form{number}>{pattern})" for number, (_, pattern) in enumerate(_LABELS))
_GLUED = r"(?<=[?.)])(?=[ \t*<A-ZÄÖÜ])"
_PRINTED = re.compile(rf"{_OPEN}(?:{_FORM})(?:{_CLOSE}|{_GLUED})", re.MULTILINE)
_TAG = re.compile(r"</?(?:p|ul|ol|u)\b[^<>]*>")
_TAGS = rf"(?:{_TAG.pattern}|\s)*"
_LEAD = re.compile(rf"(?:{_TAGS}|\*\*|[-•○][ \t]+(?=[-•○<\s]|$))*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the text: its field, its words, and its span including markup."""

    field: str
    words: str
    start: int
    end: int


def labels(text: str, start: int, end: int) -> Iterator[Label]:
    """The labels of the printed form in `text[start:end]`, in order."""
    for match in _PRINTED.finditer(text, start, end):
        group = next(name for name, found in match.groupdict().items() if found is not None)
        yield Label(_LABELS[int(group.removeprefix("form"))][0], match.group(group), match.start(), match.end())


def is_form(text: str) -> bool:
    """Whether a text uses the printed form: at least two of the labels that nobody else uses."""
    return len({label.field for label in labels(text, 0, len(text))} & _OWN) >= 2


def form_content(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of `text[start:end]` that were filled in: no tick boxes, sub-labels or other text of the form."""
    spans, position = [], start
    for match in _boilerplate().finditer(text, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    return tuple(filter(None, (_trim(text, *span) for span in spans)))


@cache
def _boilerplate() -> re.Pattern[str]:
    tick_box = "|".join(map(re.escape, word_list("tick_boxes.de.txt")))
    item = rf"(?:[-•][ \t]*)(?:\*\*)?(?:{tick_box})(?:\*\*)?(?={_TAGS}(?:[-•]|</|\n|$))"
    return re.compile(
        rf"(?:\*\*)?Zum Beispiel mit Blick auf(?:\*\*)?|{item}"
        r"|^[ \t]*(?:<p>)?(?:Ansätze|Zahlen und Fakten|Projekt{1,2}(?:ab)?lauf/-beschreibung):?(?:</p>)?[ \t]*$"
        r"|(?:^|\*\*)Grundsatz/Ziele?(?:\*\*)?(?=\s|$)"
        r"|^[ \t]*Gemeinsame Einrichtung\s+Zugelassener kommunaler Träger",
        re.MULTILINE,
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without tags, bullets and white space at its ends; None if no letter or digit is left."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    last = _content_end(text, first, end)
    return (first, last) if re.search(r"\w", text[first:last]) else None


def _content_end(text: str, first: int, last: int) -> int:
    """Where `text[first:last]` ends without trailing tags, bullets and white space, in linear time."""
    while last > first:
        if text[last - 1].isspace() or text[last - 1] in "-•○":
            last -= 1
        elif text.endswith("**", first, last):
            last -= 2
        elif tag := _TAG.fullmatch(text, max(first, text.rfind("<", first, last)), last):
            last = tag.start()
        else:
            break
    return last
