"""Facts asked in a conversation: the subject is kept, the sentence that answers comes first, silence is said."""

from collections.abc import Sequence

import pytest

from service.chat.answer import Answer
from service.chat.assistant import Chat
from tests.service.chat.turns import asked

JUMITA, HARZ = "jumita-junge-muetter-in-teilzeit", "betreuung-der-erwerbsfaehigen"
BAHN_FREI = "bahn-frei-in-100-tagen-zum-ziel"
PRIMUS, AACHEN = "primus-ii-langzeitbezug-durch-intensive", "perspektive-50plus-aachen-2015"


def quotes(answer: Answer) -> list[str]:
    """Its quotes in the order in which they are read."""
    return [quoted.text for item in answer.items for quoted in item.quotes]


KEPT: list[tuple[Sequence[str], str, str]] = [
    (("Was gibt es für junge Mütter ohne Ausbildung?", "Wie viele Stunden pro Woche?"), JUMITA, "25 Stunden/Woche"),
    (("Quartiersmanagement Harz: what is it?", "how many clients per case manager?"), HARZ, "230"),
    (("Which measure uses Tiffany glass in Main-Kinzig?", "how many days a week?"), BAHN_FREI, "4 Tagen die Woche"),
]


@pytest.mark.parametrize(("turns", "measure", "words"), KEPT, ids=[turns[-1] for turns, *_ in KEPT])
def test_a_question_for_a_fact_stays_with_what_was_spoken_of(
    chat: Chat, turns: Sequence[str], measure: str, words: str
) -> None:
    """One measure answers, with at most three sentences, the fact within the first two."""
    answer = asked(chat, *turns)
    assert answer.kind == "value"
    assert [hit.measure.id for hit in answer.measures] == [measure]
    assert any(words in quote for quote in quotes(answer)[:2])
    assert len(quotes(answer)) <= 3


def test_a_measure_that_is_named_takes_over(chat: Chat) -> None:
    """Whatever was spoken of before."""
    answer = asked(
        chat, "Was gibt es für junge Mütter ohne Ausbildung?", "Wie viele Hausbesuche gibt es bei BAHN FREI?"
    )
    assert [hit.measure.id for hit in answer.measures] == [BAHN_FREI]
    assert "max. 1 bis 2 pro TN" in quotes(answer)[0]


NEUSTART, CUXHAVEN, BAUTZEN = "neustart", "foerderzentrum-plus", "arbeitserprobung-120-tage-massnahmen"


@pytest.mark.parametrize(
    ("turns", "measure"),
    [
        (("Was machen die in Bautzen?",), BAUTZEN),
        (("Was gibt es in Cuxhaven?", "does the coaching end when they find a job?"), CUXHAVEN),
        (("Gibt es etwas in Kaiserslautern?", "wer darf da mitmachen?"), NEUSTART),
        (("Was gibt es in Cuxhaven?", "wie lange geht das bei denen in Bautzen?"), BAUTZEN),
        (("vergleiche JUMITA und BAHN FREI", "welche davon ist für junge Mütter?"), JUMITA),
        (("vergleiche BAHN FREI und JUMITA", "which of those takes 100 appointments?"), BAHN_FREI),
    ],
)
def test_towns_yes_or_no_and_one_of_those_shown(chat: Chat, turns: Sequence[str], measure: str) -> None:
    """A town decides, a question without a question word stays, `davon` chooses among what was shown."""
    assert [hit.measure.id for hit in asked(chat, *turns).measures] == [measure]


IMBUS, JENA = "rechtskreisuebergreifendes-projekt-imbus", "entwicklung-eines-regionalen-netzwerkes"
BUSINESS, MINIJOBS = "business-zentrum-selbststaendige-bzs", "beratung-von-sgb-ii"


@pytest.mark.parametrize(
    ("turns", "measure"),
    [
        (("Fasse JUMITA zusammen", "und wenn eine zu oft fehlt"), JUMITA),
        (("Fasse JUMITA zusammen", "do they have to bring anything?"), JUMITA),
        (("Wie viele Stunden hat JUMITA?", "und in den Ferien?"), JUMITA),
        (("Fasse JUMITA zusammen", "was ist mit den kindern, passt da wer auf"), JUMITA),
        (("Was gibt es für Selbständige?", "nehmen die in Jena auch Gründer?"), JENA),
        (("Wer berät im BZS?", "und in Jena?"), JENA),
        (("Wie lange dauert BAHN FREI?", "sorry, ich meinte die in Bautzen"), BAUTZEN),
        (("Wie lange dauert BAHN FREI?", "sorry, I meant the minijob project"), MINIJOBS),
        (("vergleiche BZS und IMBUS", "and the other one, which age group?"), IMBUS),
        (("womit arbeiten die bei BAHN FREI in der Werkstatt?",), BAHN_FREI),
        (("minijob umwandlung nrw, wer zahlt den zuschuss?",), MINIJOBS),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else value,
)
def test_whatever_is_asked_is_asked_of_the_subject(chat: Chat, turns: Sequence[str], measure: str) -> None:
    """Sentences without a question mark, fragments of a fact, places, corrections and the other one, too."""
    assert [hit.measure.id for hit in asked(chat, *turns).measures][:1] == [measure]


def test_people_are_counted_apart_from_other_numbers(chat: Chat) -> None:
    """A record with hours, months and costs says nothing of places."""
    answer = asked(chat, "Wie viele Plätze hat das AQTIV-Center in Groß-Gerau?")
    assert answer.items[0].silent == "Dazu macht die Quelle keine Angabe. Am nächsten kommt:"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie lange dauert es?", "Um welche Maßnahme geht es? Nennen Sie ihren Namen oder Ort."),
        ("How much does it cost?", "Which measure do you mean? Give its name or place."),
    ],
)
def test_without_a_subject_it_asks_back(chat: Chat, question: str, said: str) -> None:
    """With what comes nearest to choose from."""
    answer = asked(chat, question)
    assert answer.opening[0] == said
    assert not answer.answerable
    assert len(answer.items) >= 2


def test_a_summary_quotes_the_main_fields(chat: Chat) -> None:
    """Target group, content, duration, budget and contact, each by a quote."""
    answer = asked(chat, "Fasse JUMITA zusammen")
    sections = [citation.passage.field for citation in answer.citations]
    assert sections == ["target_group", "description", "period", "budget", "contact"]


def test_a_report_answers_as_well(chat: Chat) -> None:
    """A document without measures can be what a question is about."""
    answer = asked(chat, "Wann endet das Programm Perspektive 50plus in der Region Aachen/Duisburg?")
    assert {citation.passage.document for citation in answer.citations} == {AACHEN}
    assert any("31.12.2015" in quote for quote in quotes(answer))


def test_what_the_source_does_not_say_is_said_first(chat: Chat) -> None:
    """Primus II gives no amount."""
    answer = asked(chat, "Wie hoch ist das Budget von Primus II in Euro?")
    assert [hit.measure.id for hit in answer.measures] == [PRIMUS]
    assert answer.items[0].silent == "Dazu macht die Quelle keine Angabe. Am nächsten kommt:"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie viele Plätze hat die Maßnahme Neustart in Köln?", "Köln kommt bei dieser Maßnahme nicht vor."),
        ("Who runs JUMITA in Kassel?", "This measure doesn't mention Kassel."),
    ],
)
def test_a_place_that_contradicts_the_named_measure_is_said_first(chat: Chat, question: str, said: str) -> None:
    """With the organisation that the measure belongs to."""
    (item,) = asked(chat, question).items
    assert item.silent
    assert item.silent.startswith(said)
    assert "Jobcenter" in item.silent


def test_whether_it_is_voluntary_is_answered_only_by_such_words(chat: Chat) -> None:
    """INA! says so, JUMITA says nothing of it."""
    assert "freiwillig" in quotes(asked(chat, "Is participation in INA! mandatory?"))[0]
    (item,) = asked(chat, "Was macht JUMITA?", "Ist das freiwillig?").items
    assert item.silent == "Dazu macht die Quelle keine Angabe. Am nächsten kommt:"


def test_what_no_document_says_is_refused(chat: Chat) -> None:
    """A value of nothing that is named is told only if the documents answer the question."""
    answer = asked(chat, "Wie hoch ist der Regelsatz für Alleinstehende im Bürgergeld?")
    assert not answer.answerable


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("thanks, that was really helpful!", "You're welcome"),
        ("Hallo, was kannst du eigentlich?", "36 Maßnahmen"),
        ("How many measures does the catalogue contain?", "36 measures"),
    ],
)
def test_small_talk_in_more_words(chat: Chat, message: str, words: str) -> None:
    """Thanks, abilities and the size of the catalogue are answered without a search."""
    answer = asked(chat, message)
    assert answer.kind == "talk"
    assert words in answer.opening[0]


def test_thanks_with_a_question_is_a_question(chat: Chat) -> None:
    """Politeness takes nothing away."""
    assert asked(chat, "danke, und in Bayern?").kind != "talk"
