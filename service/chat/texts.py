"""What the program says by itself in a conversation, in German and English."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.text.language import Language
from service.chat.message import Talk
from service.llm.client import ModelFault, Reason
from service.llm.writer import Outcome


@dataclass(frozen=True, slots=True)
class ChatWords:
    """Sentences of one language. `{}` stands for what is filled in."""

    fits: tuple[str, str]
    some: str
    more: tuple[str, str]
    no_more: str
    nothing: str
    too_narrow: str
    without: str
    yes_filters: Mapping[str, str]
    nearest: str
    close: str
    silent: str
    elsewhere: str
    compare: str
    value_of: str
    caution: str
    measure: str
    part_time: str
    yes: str
    talk: Mapping[Talk, str]
    ask_cost: str
    ask_contact: str
    ask_duration: str
    ask_legal: str
    ask_target: str
    ask_compare: str
    ask_more: str
    ask_state: str
    examples: tuple[str, ...]


_GERMAN = ChatWords(
    fits=("Eine Maßnahme passt:", "{} Maßnahmen passen:"),
    some="{} Maßnahmen passen; die besten {}:",
    more=("Noch eine Maßnahme kommt in Frage:", "Noch {} Maßnahmen kommen in Frage:"),
    no_more="Weitere Maßnahmen, die dazu passen, enthält der Bestand nicht.",
    nothing="Dazu wurde nichts gefunden.",
    too_narrow="Alle Vorgaben zusammen erfüllt keine Maßnahme.",
    without="Ohne „{}“ kommt am nächsten:",
    yes_filters={"part_time": "in Teilzeit", "has_contact": "mit Kontaktperson"},
    nearest="Darauf enthält der Bestand keine Antwort.",
    close="Was folgt, kommt der Frage nur am nächsten:",
    silent="Dazu macht die Quelle keine Angabe.",
    elsewhere="Am nächsten kommt:",
    compare="Im Vergleich:",
    value_of="{} je Maßnahme:",
    caution="Achtung:",
    measure="Maßnahme",
    part_time="Teilzeit",
    yes="ja",
    talk={
        "greeting": "Guten Tag! Wonach suchen Sie? Beschreiben Sie einfach, um wen es geht und was gebraucht wird.",
        "thanks": "Gern geschehen. Wenn noch etwas offen ist, fragen Sie einfach weiter.",
        "abilities": "Ich suche in {documents} Dokumenten mit {measures} Maßnahmen und belege jede Antwort mit Zitaten. Fragen Sie "
        "nach Maßnahmen für jemanden, nach Kosten, Dauer, Rechtsgrundlage oder Ansprechpartnern, oder lassen Sie zwei "
        "Maßnahmen vergleichen. Über einen Anspruch entscheide ich nicht.",
        "sources": "Alle Antworten stehen wörtlich in diesen Dokumenten: {sources}.",
        "privacy": "Nein. Fragen und Antworten werden nirgends gespeichert und nicht ins Internet geschickt; die Suche läuft "
        "auf einem Rechner dieses Hauses.",
        "identity": "Ich bin der Maßnahmenlotse, ein Suchprogramm. Ich finde Maßnahmen und zitiere, was die Dokumente sagen.",
    },
    ask_cost="Was kostet {}?",
    ask_contact="Wer ist Ansprechpartner für {}?",
    ask_duration="Wie lange dauert {}?",
    ask_legal="Welche Rechtsgrundlage hat {}?",
    ask_target="Für wen ist {}?",
    ask_compare="Vergleiche 1 und 2",
    ask_more="Weitere?",
    ask_state="Und in {}?",
    examples=(
        "Was gibt es für Alleinerziehende ohne Kinderbetreuung?",
        "Wer hilft bei Schulden und Sucht?",
        "Maßnahmen nach § 16e SGB II",
    ),
)

_ENGLISH = ChatWords(
    fits=("One measure fits:", "{} measures fit:"),
    some="{} measures fit; the best {}:",
    more=("One more measure may fit:", "{} more measures may fit:"),
    no_more="The collection holds no more measures that fit.",
    nothing="Nothing was found for this.",
    too_narrow="No measure meets all the conditions together.",
    without="Without “{}” this comes nearest:",
    yes_filters={"part_time": "part-time", "has_contact": "with a contact person"},
    nearest="The collection holds no answer to this.",
    close="What follows is only what comes nearest:",
    silent="The source doesn't say.",
    elsewhere="What comes nearest:",
    compare="Side by side:",
    value_of="{}, by measure:",
    caution="Caution:",
    measure="Measure",
    part_time="Part-time",
    yes="yes",
    talk={
        "greeting": "Hello! What are you looking for? Just describe who it is for and what is needed.",
        "thanks": "You're welcome. If anything is still open, just ask on.",
        "abilities": "I search {documents} documents with {measures} measures and prove every answer with quotes, which are in "
        "German. Ask for measures for somebody, for costs, duration, legal basis or contacts, or have two measures compared. "
        "I decide no entitlement.",
        "sources": "Every answer stands word for word in these documents: {sources}.",
        "privacy": "No. Questions and answers are kept nowhere and aren't sent to the internet; the search runs on a machine of "
        "this office.",
        "identity": "I am Maßnahmenlotse, a search program. I find measures and quote what the documents say.",
    },
    ask_cost="What does {} cost?",
    ask_contact="Who is responsible for {}?",
    ask_duration="How long does {} take?",
    ask_legal="What is the legal basis of {}?",
    ask_target="Who is the target group of {}?",
    ask_compare="Compare 1 and 2",
    ask_more="Show more",
    ask_state="And in {}?",
    examples=(
        "What is there for single parents without childcare?",
        "Who helps with debts and addiction?",
        "Measures under § 16e SGB II",
    ),
)


def chat_words(language: Language) -> ChatWords:
    """The sentences of a language."""
    return _GERMAN if language == "de" else _ENGLISH


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
