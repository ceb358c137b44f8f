"""The age of the client that a question is about."""

import re

from corpus.eligibility.ages import NO_UNIT, PLAUSIBLE_AGES, without_group_ages

_PERSON = (
    r"(?:kunde|kundin|klient(?:in)?|client|customer|claimant|participant|teilnehmer(?:in)?|tn|elb|frau|mann|herr"
    r"|mutter|mama|vater|papa|woman|lady|guy|lad|boy|girl|mum|mom|mother|father|dad|bursche|alleinerziehende[r]?"
    r"|akademiker(?:in)?|jugendlicher?|person|he|she|he's|she's|is|ist|bin|wird|m|w|f|d)"
)
_NOTE = (
    r"(?=\s?(?:[,;:.!?)/\u2013-]|$)|\s?j\b|\s(?:und|and|mit|with|ohne|without|hat|has|lange|aus|from|alleinerz\w*"
    r"|arbeitslos)\b)"
)
_NOUN = (
    r"(?:kunde|kundin|klient(?:in)?|client|customer|claimant|teilnehmer(?:in)?|frau|mann|mutter|vater|woman|mother"
    r"|father"
    r"|alleinerziehende[r]?)"
)
_UNIT = r"(?:jahr|monat|woche|stund|tag|euro|prozent|kind|km|mal|uhr|platz|teiln|person|year|month|week|hour|day|kid)"
_DURATION = r"(?:arbeitslos|langzeit|i[mn]|lang|ohne|beim|seit|als|berufs|erfahr|out|without|unemployed)"
_ABOUT = (
    r"(?:(?:jetzt|inzwischen|mittlerweile|nun|gerade|erst|schon|bald|fast|knapp|etwa|ca\.|um die|now|only|just"
    r"|already|nearly|almost"
    r"|about|around|soon|turning|aged) ){0,2}"
)
_OWN = re.compile(
    r"(?<![\d.,])\d\d(?=[ -]{0,2}(?:jahrig(?:e[rnsm]?)?\b|jahre? alt|y(?:ea)?rs?[ -]olds?\b|y/?o\b))"
    r"|(?<![\d.,])\d\d(?=\s?j(?:\.|ahre?\b\s?,))"
    rf"|\b(?:aged?|age of|alter)\s?:?\s?(?P<labelled>\d\d)\b"
    rf"|\b{_PERSON}[\s,:(/]{{1,3}}{_ABOUT}(?P<person>\d\d)\b{_NOTE}"
    rf"|\b{_NOUN}[\s,:(/]{{1,3}}(?P<plain>\d\d)\sjahre?\b(?!\s{_DURATION})"
    rf"|\b{_NOUN}\s(?P<bare>\d\d)\s(?!{_UNIT})(?=[a-z])"
    rf"|\b(?:mann|frau)\svon\s(?P<of>\d\d)\b"
    rf"|(?:^\W*|[.;!?]\s)(?:[^\W\d]+[\s,]+){{0,3}}?{_ABOUT}(?P<first>\d\d)\s?(?:,|\.(?!\s?\d)|$)"
    rf"|[,(]\s?{_ABOUT}(?P<between>\d\d)\s?(?:[,)]|\.(?!\s?\d)|$)"
    rf"|\b(?:mit|at|with)\s(?P<at>\d\d)(?:{NO_UNIT}|\sjahren\b)",
    re.IGNORECASE,
)


def own_age(text: str) -> int | None:
    """Return the age of the one person that folded `text` is about, None if it gives none."""
    span = own_age_span(text)
    return int(text[slice(*span)]) if span else None


def own_age_span(text: str) -> tuple[int, int] | None:
    """Return where folded `text` gives the age of the one person that it is about."""
    masked = without_group_ages(text)
    matches = _OWN.finditer(masked)
    spans = (next((each.span(name) for name in each.groupdict() if each[name]), each.span()) for each in matches)
    return next((span for span in spans if int(masked[slice(*span)]) in PLAUSIBLE_AGES), None)
