"""The form on which Jobcenters report a measure: where its labels stand in a damaged text, and what is boilerplate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARTS = r"(?:\s*\([^()]{0,200}\))?"
_STAFF = r"Eingesetzte\s+Personalkapazit(?:ä|a|ae)ten\s*/\s*Qualifizierung\s+Personal\s*/\s*Beratungsansatz"

# The printed labels with what is spelt differently from entry to entry; on a line of their own or between `**`.
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

# What other people's catalogues put before a value; only with a colon or as a heading.
_PLAIN: tuple[tuple[str, str], ...] = (
    ("goal", r"Ziele?|Zielsetzung|Goals?|Objectives?"),
    ("target_group", r"Target\s+groups?|Teilnehmerkreis|Für\s+wen"),
    ("period", r"Dauer|Zeitraum|Duration|Period"),
    ("budget", r"Kosten|Costs?|Budget"),
    ("legal_basis", r"Legal\s+basis|Rechtsgrundlage\(n\)"),
    ("implementation", r"Umsetzung|Durchführung|Implementation"),
    ("particulars", r"Besonderheiten|Particulars"),
    ("description", r"Inhalte?|Beschreibung|Rahmen|Kurzbeschreibung|Contents?|Description"),
    ("results", r"Ergebnisse?|Results?"),
)

_OPEN = r"(?:^[ \t\f]*(?:(?:<p>|<u>|\*\*|#{1,6}[ \t])[ \t]*)*|\*\*[ \t]*)"
_CLOSE = r"[ \t]*(?:</u>)?[ \t]*(?:</p>|:?(?=\*\*)|:?[ \t]*$)"
_COLON = r"[ \t]*(?:\*\*:|:\*\*|:)"


def _alternatives(labels: tuple[tuple[str, str], ...], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{number}>{pattern})" for number, (_, pattern) in enumerate(labels))


_FORM = _alternatives(_LABELS, "form")
_GLUED = r"(?<=[?.)])(?=[ \t*<A-ZÄÖÜ])"
_PRINTED = re.compile(rf"{_OPEN}(?:{_FORM})(?:{_CLOSE}|{_GLUED})", re.MULTILINE)
_WRITTEN = re.compile(
    rf"{_OPEN}(?:(?:{_FORM})(?:{_COLON}|{_CLOSE})|(?:{_alternatives(_PLAIN, 'plain')}){_COLON})"
    rf"|^[ \t]*#{{1,6}}[ \t]+(?:{_alternatives(_PLAIN, 'heading')})[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
_NAMES = {f"form{n}": name for n, (name, _) in enumerate(_LABELS)} | {
    f"{prefix}{n}": name for n, (name, _) in enumerate(_PLAIN) for prefix in ("plain", "heading")
}

_TICK_BOX = "|".join(
    (
        r"gute Integrationsergebnisse(?:,| bzw\.) Erzielung von Integrationsfortschritten",
        r"Vereinfachung der Vermittlungs- und Eingliederungsprozesse",
        r"hohe Zufriedenheit bei der Zielgruppe",
        r"Abbau von Vermittlungshemmnissen",
        r"Einbezieh(?:en|ung) von Netzwerkpartnern",
        r"hohe Teilnehmerzufriedenheit",
        r"Sonstiges",
    )
)
_TAG = re.compile(r"</?(?:p|ul|ol|u)\b[^<>]*>")
_TAGS = rf"(?:{_TAG.pattern}|\s)*"
_ITEM = rf"(?:[-•][ \t]*)(?:\*\*)?(?:{_TICK_BOX})(?:\*\*)?(?={_TAGS}(?:[-•]|</|\n|$))"
_BOILERPLATE = re.compile(
    rf"(?:\*\*)?Zum Beispiel mit Blick auf(?:\*\*)?|{_ITEM}"
    r"|^[ \t]*(?:<p>)?(?:Ansätze|Zahlen und Fakten|Projekt{1,2}(?:ab)?lauf/-beschreibung):?(?:</p>)?[ \t]*$"
    r"|(?:^|\*\*)Grundsatz/Ziele?(?:\*\*)?(?=\s|$)"
    r"|^[ \t]*Gemeinsame Einrichtung\s+Zugelassener kommunaler Träger",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the text: its field, its words, and the span that it takes with its markup."""

    field: str
    words: str
    start: int
    end: int


def labels(text: str, start: int, end: int, *, printed: bool) -> Iterator[Label]:
    """The labels in `text[start:end]`, in order: those of the printed form, or what others write before a value."""
    for match in (_PRINTED if printed else _WRITTEN).finditer(text, start, end):
        name = next(name for name, found in match.groupdict().items() if found is not None)
        yield Label(_NAMES[name], match.group(name), match.start(), match.end())


def content(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of `text[start:end]` that aren't tick-boxes, sub-labels or other print of the form."""
    spans, position = [], start
    for match in _BOILERPLATE.finditer(text, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    return tuple(filter(None, (_trim(text, *span) for span in spans)))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without outer tags, bullets and white space; None if no letter or digit is left."""
    lead = re.compile(rf"(?:{_TAGS}|\*\*|[-•○][ \t]+(?=[-•○<\s]|$))*").match(text, start, end)
    first = lead.end() if lead else start
    last = _content_end(text, first, end)
    return (first, last) if re.search(r"\w", text[first:last]) else None


def _content_end(text: str, first: int, last: int) -> int:
    """Where `text[first:last]` ends without tags, bullets and white space behind it. Takes linear time."""
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
