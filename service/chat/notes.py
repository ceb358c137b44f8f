"""What is said of a model that gave no answer, or of which something had to be left out."""

from corpus.language import Language
from service.model.fault import ModelFault, Reason
from service.model.writer import Outcome

_REASONS: dict[Language, dict[Reason, str]] = {
    "de": {
        "unreachable": "es ist nicht erreichbar",
        "refused": "es hat die Anfrage abgelehnt",
        "first-token": "es hat nicht rechtzeitig begonnen",
        "idle": "es hat mitten in der Antwort aufgehört",
        "total": "es hat zu lange gebraucht",
        "garbled": "seine Antwort war nicht lesbar",
        "broken-off": "die Verbindung ist abgerissen",
        "empty": "es hat nichts geantwortet",
        "too-much": "es hat zu viel gesendet",
        "redirect": "es verweist an eine andere Adresse, die nicht aufgerufen wird",
        "paused": "es war mehrmals nicht nutzbar und wird für kurze Zeit nicht gefragt",
    },
    "en": {
        "unreachable": "it can't be reached",
        "refused": "it refused the request",
        "first-token": "it didn't begin in time",
        "idle": "it stopped in the middle of its answer",
        "total": "it took too long",
        "garbled": "its answer couldn't be read",
        "broken-off": "the connection broke off",
        "empty": "it answered nothing",
        "too-much": "it sent too much",
        "redirect": "it refers to another address, which isn't called",
        "paused": "it failed several times and isn't asked for a while",
    },
}
_FAILED = {
    "de": "Das Sprachmodell hat nicht geholfen ({}). Die Antwort besteht deshalb aus Zitaten.",
    "en": "The language model didn't help ({}). The answer is therefore made of quotes.",
}
_UNSUPPORTED = {
    "de": "Was das Sprachmodell schrieb, ist nicht ausreichend belegt. Die Antwort besteht deshalb aus Zitaten.",
    "en": "What the language model wrote isn't supported well enough. The answer is therefore made of quotes.",
}
_REMOVED = {
    "de": (
        "Ein Satz des Sprachmodells war nicht belegt und fehlt.",
        "{} Sätze des Sprachmodells waren nicht belegt und fehlen.",
    ),
    "en": (
        "One sentence of the language model wasn't supported and is left out.",
        "{} sentences of the language model weren't supported and are left out.",
    ),
}


def notes(outcome: Outcome, language: Language) -> list[str]:
    """What a person must know of how the writing ended."""
    if outcome.fault:
        return [_FAILED[language].format(_reason(outcome.fault, language))]
    if not outcome.usable:
        return [_UNSUPPORTED[language]]
    if not outcome.removed:
        return []
    one, several = _REMOVED[language]
    return [one if outcome.removed == 1 else several.format(outcome.removed)]


def _reason(fault: ModelFault, language: Language) -> str:
    reason = _REASONS[language][fault.reason]
    return f"{reason}, HTTP {fault.status}" if fault.status else reason
