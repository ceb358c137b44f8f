"""Which field of a measure a question asks for: cost, duration, contact and so on."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldIntent:
    """A field that a question asks for: its name, the fields that may hold it (best first) and the words matched."""

    name: str
    fields: tuple[str, ...]
    words: str


_PATTERNS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "number",
        ("number",),
        r"(?:maßnahme|kurs|angebots|projekt)n(?:umme)?r\w*|kennziffer|kennung|aktenzeichen|welche nummer hat|"
        r"(?:course|programme?|reference) number",
    ),
    (
        "contact",
        ("contact",),
        r"ansprechp\w*|wen rufe|wer (?:berät|beantwortet)|an welche adresse|zuständig\w*|zustaendig\w*|telefon\w*|tel\b|nummer|anruf\w*|anzurufen|erreich\w*|(?<!kein )(?<!keinen )kontakt\w*|e-?mail\w*|mailadresse|"
        r"wen (?:kann|muss|soll) ich|an wen|wer (?:leitet|betreut|koordiniert|ist (?:da|dort|denn)? ?verantwortlich)|"
        r"(?<!no )contact\w*|who (?:is|do|should|can|runs|leads|coordinates).{0,24}(?:responsible|in charge|contact|call|ask|phone|ring|write)|"
        r"who (?:runs|leads|coordinates)\b|in charge|responsible for|phone|telephone|whom|who do i|who can i|number for|reach (?:him|her|them|the)",
    ),
    (
        "cost",
        ("cost", "budget", "resources", "financing"),
        r"(?:ge)?kost(?:et|en|enpunkt|spielig)?\b|teuer|selbst (?:be)?zahl\w*|zuzahl\w*|preis\w*|gebühr\w*|eigenanteil\w*|wie ?viel geld|euro\b|€|"
        r"cost\w*|(?<!by )how much|price\w*|fees?\b|expensive",
    ),
    (
        "budget",
        ("budget", "resources", "financing", "cost"),
        r"budget\w*|gesamtkosten|maßnahme(?:n)?kosten|mittelvolumen|maßnahmen?volumen|spend\w*|spent",
    ),
    (
        "start",
        ("start", "period"),
        r"wann (?:beginnt|startet|geht|fängt)|(?:nächste\w*|frühest\w*) (?:start|beginn|einstieg|termin)\w*|starttermin\w*|"
        r"start dates?|when (?:does|do|can).{0,20}(?:start|begin)",
    ),
    (
        "hours",
        ("hours", "period"),
        r"wie viele? stunden|wochenstunden|stunden|zu welchen zeiten|uhrzeit\w*|how many hours|hours|what times?",
    ),
    (
        "period",
        ("period", "hours", "start"),
        r"wie (?:lange?|oft|häufig)|dauer(?:t|n|te)?\b|laufzeit\w*|zeitraum\w*|wann\b|seit wann|bis wann|wie viele? (?:stunden|monate|wochen|termine)|stunden|beginn\w*|"
        r"how (?:long|often)|duration|when (?:is|are|was|were|do|does|did|will|can|has|have)\b|how many (?:hours|months|weeks|sessions)|hours|start(?:ed|s)?\b|until|since when|end(?:ed|s)?\b",
    ),
    (
        "legal_basis",
        ("legal_basis", "financing"),
        r"rechtsgrundlage\w*|rechtlich\w*|gesetzlich\w*|welche[rmns]? paragra\w+|nach welche\w+|auf welcher grundlage|"
        r"legal\w*|laws?\b|which (?:section|paragraph)|statut\w+",
    ),
    (
        "financing",
        ("financing", "legal_basis", "resources", "budget"),
        r"finanzier\w*|bezahl\w*|wer zahlt|zahlt\b|förder(?:t|mittel|topf)\w*|fund(?:ed|ing|s)\b|financ\w*|pays?\b|paid\b",
    ),
    (
        "target_group",
        ("target_group", "goal_and_target_group"),
        r"für wen|zielgruppen?\b|wer (?:darf|kann) (?:mitmachen|teilnehmen)|zugang\w*|"
        r"who is (?:it|this|that).{0,20}for|target group|who can (?:join|take part|attend)",
    ),
    (
        "requirements",
        ("requirements", "target_group", "goal_and_target_group"),
        r"teilnahmevoraussetzung\w*|voraussetzung\w*|vorkenntnisse|mitbringen|vorlegen|dabei ?haben|"
        r"eligib\w*|requirements?|prerequisites?|which (?:papers|documents)",
    ),
    (
        "application",
        ("application",),
        r"anmeld\w*|meld\w* (?:man|ich|er|sie|wir)\b.{1,80}? an\b|anzumelden|weis\w* (?:man|ich|wir)\b.{1,80}? zu\b|zuweis\w*|how (?:do|does|can) .{1,20}(?:apply|join|register|enrol|sign up)\w*|sign up",
    ),
    (
        "provider",
        ("provider",),
        r"träger\w*|anbieter\w*|veranstalter\w*|bildungsstätte|wer (?:bietet|führt|trägt)|provider|which agency|who (?:offers|provides|runs)",
    ),
    (
        "valid_until",
        ("valid_until", "application"),
        r"gültig\w*|anmeldeschluss|anmeldefrist|deadline|valid until|expires?",
    ),
    (
        "link",
        ("link",),
        r"link\b|website|webseite|internetseite|homepage|web address|url\b",
    ),
    (
        "implementation",
        ("implementation", "legal_basis"),
        r"vergabe\w*|ausgeschrieben|ausschreibung|inhouse|einkauf\w*|umsetzungsart|umgesetzt|tender\w*|procure\w*|in-house|award\w*",
    ),
    (
        "results",
        ("results", "why_it_works"),
        r"ergebnis\w*|erfolg\w*|quote\w*|vermittelt|wie viele .{0,40}(?:geschafft|vermittelt|arbeit)|result\w*|success\w*|outcome\w*|"
        r"how many .{0,40}(?:found|placed|job|work|dropped|finished)|evaluat\w*",
    ),
    (
        "sites",
        ("place", "participants", "period", "title", "contact", "description"),
        r"in welche[nmr] (?:ort\w*|stadt|städten|gemeinde\w*|region\w*)|wo (?:läuft|findet|genau|gibt es das|ist das)|standort\w*|"
        r"where (?:does|is|are|do)|which (?:towns?|cities|city|sites?|locations?)|locations?\b",
    ),
    (
        "staff",
        ("resources", "period", "description"),
        r"wie viele? (?:mitarbeit|vermittl|fallmanag|betreu|berat|kräfte|fachkräfte|stellen|personal)\w*|wie ?viele (?:leute |personen )?arbeiten (?:da|dort|hier|bei|beim|im|in|für)\b|personal(?:schlüssel)?\b|betreuungsschlüssel|"
        r"how many (?:\w+ )?(?:staff|advis[eo]rs|caseworkers|case managers|counsell?ors|employees|posts)|how many (?:people |ppl )?work (?:there|here|at|in|for|on)\b|staff(?:ing)?\b",
    ),
    (
        "places",
        ("participants", "budget", "resources", "period", "target_group"),
        r"wie viele? (?:teilnehm\w*|plätze|leute|personen)|teilnehmerzahl\w*|plätze\b|how many (?:participants|places|people)|places\b",
    ),
)
_TIME = ("start", "hours", "period")
ASKED_FIELDS = {name: fields for name, fields, _ in _PATTERNS}
"""The fields that may hold the answer, best first, by name of the intent."""
_COMPILED = tuple((name, fields, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for name, fields, pattern in _PATTERNS)


def field_intents(question: str) -> tuple[FieldIntent, ...]:
    """Return the fields that a question asks for. When, how many hours and how long exclude each other, in this order.

    How many advisers work there asks for staff, not for those who found work.
    """
    found = {name: (fields, match) for name, fields, pattern in _COMPILED if (match := pattern.search(question))}
    if "staff" in found and "results" in found and found["staff"][1].start() == found["results"][1].start():
        del found["results"]
    intents = [FieldIntent(name, fields, match.group()) for name, (fields, match) in found.items()]
    time = [intent for intent in intents if intent.name in _TIME]
    return tuple(intent for intent in intents if intent not in time[1:])
