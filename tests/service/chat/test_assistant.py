"""Answers made of quotes."""

import re

import pytest

from retriever.retriever import Retriever
from service.chat.answer import Answer, Cell, Quoted
from service.chat.assistant import Chat
from service.chat.markdown import markdown
from service.chat.message import Message
from service.evaluation.questions import QuestionSet, read_question_set
from service.evaluation.run import run_questions
from service.evaluation.searchers import LocalSearcher
from tests.benchmarks.questions import RELEVANCE
from tests.service.chat.turns import asked

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"
DECISION = "Ob ein Anspruch besteht, entscheidet das Jobcenter im Einzelfall nach dem Gesetz, nicht diese Suche."
QUESTIONS = [
    "measures for single parents with childcare issues",
    "Was kostet BAHN FREI?",
    "45-jährige alleinerziehende Mutter ohne Ausbildung",
    "Hat mein Kunde Anspruch auf Kinderbetreuung?",
    "Was ist das Leitbild Netzwerke ABC?",
    "Wie entsteht der Mond?",
    "Vergleiche JUMITA und AmigA",
]


def quotes(answer: Answer) -> list[Quoted]:
    """All quotes of an answer."""
    cells: list[Cell] = [cell for row in answer.table.rows for cell in row] if answer.table else []
    items = [
        quoted for item in answer.items for quoted in (*item.quotes, *(fit.quoted for fit in item.fits if fit.quoted))
    ]
    return items + [quoted for cell in cells for quoted in cell.quotes]


@pytest.mark.parametrize("text", QUESTIONS)
def test_every_quote_is_the_source_at_its_span(chat: Chat, retriever: Retriever, text: str) -> None:
    """A quote is its citation's passage, and that is what cleaning its span gives; all are used, in order."""
    answer = asked(chat, text)
    passages = {cited.number: cited.passage for cited in answer.citations}
    assert quotes(answer)
    assert all(passages[quoted.number].text == quoted.text for quoted in quotes(answer))
    for passage in passages.values():
        assert retriever.index.documents[passage.document].quote(passage.start, passage.end).text == passage.text
    assert list(passages) == list(range(1, len(passages) + 1))
    assert list(dict.fromkeys(quoted.number for quoted in quotes(answer))) == list(passages)


def test_a_question_for_a_field_is_answered_by_its_value(chat: Chat) -> None:
    """The value first, then whose it is, where it stands, from when it is."""
    answer = asked(chat, "Was kostet BAHN FREI?")
    assert (answer.kind, answer.rewritten, answer.answerable) == ("value", False, True)
    assert answer.items[0].quotes[0].text.startswith("Ca. 279.000 Euro Jahresbudget für 2013")
    assert (answer.items[0].label, answer.items[0].title) == ("Mittelvolumen", "BAHN FREI! In 100 Tagen zum Ziel!")
    assert answer.citations[0].passage.citation.startswith("BAHN FREI! In 100 Tagen zum Ziel!, Mittelvolumen, ")
    assert answer.remarks == ("Angaben von 2013, bitte Kontakte und Kosten prüfen.",)


def test_what_the_source_does_not_say_is_said(chat: Chat) -> None:
    """A measure without costs has none, and what comes nearest is marked as such."""
    answer = asked(chat, "Was gibt es für Rehabilitanden im Landkreis München?", "was kostet das erste?")
    assert answer.items[0].silent == "Dazu macht die Quelle keine Angabe. Am nächsten kommt:"


def test_several_measures_asked_at_once_are_a_table(chat: Chat) -> None:
    """A row each, `nicht angegeben` where the source is silent."""
    answer = asked(chat, "Maßnahmen in Bayern", "was kosten die?")
    assert answer.table
    assert answer.table.head == ("Maßnahme", "Mittelvolumen")
    cells = {row[0].text: row[1] for row in answer.table.rows}
    assert cells["BG-Coaching"].quotes[0].text.startswith("Für 15 Teilnehmer/-innen 89.775,- €")
    assert cells["Zielgruppenspezifische Beratung und Unterstützung"].text == "nicht angegeben"


def test_a_comparison_is_a_table_by_field(chat: Chat) -> None:
    """A column each; a row for what one of them says."""
    answer = asked(chat, "Compare JUMITA and AmigA")
    assert answer.table
    assert answer.table.head == ("", "AmigA", "JUMITA")
    rows = {row[0].text: row[1:] for row in answer.table.rows}
    assert [cell.text for cell in rows["State"]] == ["Brandenburg", "Niedersachsen"]
    assert rows["Budget"][1].quotes[0].text == "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
    assert rows["Legal basis"][0].text == "not given"


def test_more_shows_what_was_not_shown(chat: Chat) -> None:
    """And says so when there is nothing left."""
    first = asked(chat, "Wer hilft bei Schulden?")
    more = asked(chat, "Wer hilft bei Schulden?", "weitere?")
    ids = [hit.measure.id for hit in more.measures]
    assert ids
    assert set(ids).isdisjoint(hit.measure.id for hit in first.measures)
    last = asked(chat, "Wer hilft bei Schulden?", *["weitere?"] * 8)
    assert last.opening == ("Weitere passende Maßnahmen stehen nicht im Verzeichnis.",)


def test_a_place_in_a_follow_up_narrows(chat: Chat) -> None:
    """`und in Brandenburg?` shows measures of Brandenburg alone."""
    answer = asked(chat, "Wie kriege ich jemanden vom Minijob in eine volle Stelle?", "und in Brandenburg?")
    assert answer.measures[0].measure.id == "teilzeit-aktiv"
    assert {hit.measure.state for hit in answer.measures} == {"Brandenburg"}


def test_conflicts_are_named(chat: Chat) -> None:
    """For a mother of 45, JUMITA's own words on age stand against it, and not among the reasons."""
    answer = chat.reply([Message("user", "45-jährige alleinerziehende Mutter mit Kinderbetreuungsproblemen")], limit=36)
    jumita = next(item for item in answer.items if item.title.startswith("JUMITA"))
    against = [(fit.words, fit.quoted and fit.quoted.text) for fit in jumita.fits if fit.verdict == "against"]
    assert against == [("45-jährige", "bis 30 Jahre")]
    assert (jumita.group, answer.items[-1].group) == ("against", "against")
    assert all("bis 30 Jahre" not in quoted.text for quoted in jumita.quotes)
    assert re.search(
        r"\*\*Dagegen:\*\* 45-jährige »bis 30 Jahre« \[\d+\] \*\*Passt:\*\* alleinerziehende »", markdown(answer)
    )


CASE = "Kundin, 24, zwei Kinder, Schulden, möchte Ausbildung in Teilzeit"
OLDER = "Kundin, 34, zwei Kinder, Schulden, möchte Ausbildung in Teilzeit"


def test_measures_are_grouped_by_how_they_fit(chat: Chat) -> None:
    """What meets most comes first, what something speaks against last; the numbers go on, and so do the ids."""
    answer = chat.reply([Message("user", CASE)], limit=36)
    groups = [item.group for item in answer.items]
    assert groups == sorted(groups, key=["best", "partial", "against"].index)
    assert answer.items[0].title.startswith("JUMITA")
    assert [item.id for item in answer.items] == [hit.measure.id for hit in answer.measures]
    text = markdown(answer)
    assert "**Passt am besten:**\n\n1. **JUMITA" in text
    first = groups.index("partial") + 1
    assert f"**Passt, soweit angegeben:**\n\n{first}. **" in text
    assert answer.opening[0] == f"{groups.index('against') if 'against' in groups else len(groups)} Maßnahmen passen:"


def test_nothing_is_grouped_where_nobody_is_described(chat: Chat) -> None:
    """A question for a kind of measure has no criteria."""
    answer = chat.reply([Message("user", "Welche Maßnahmen gibt es nach § 16e SGB II?")])
    assert {item.group for item in answer.items} == {None}
    assert "**Passt" not in markdown(answer)


@pytest.mark.parametrize("text", ["Warum nicht JUMITA?", "Und warum passt JUMITA nicht?", "Was spricht gegen JUMITA?"])
def test_why_a_measure_does_not_fit(chat: Chat, text: str) -> None:
    """Is answered by what was said of the client before, without any other measure."""
    before = Message("user", OLDER)
    answer = chat.reply([before, Message("assistant", "...", ("teilzeit-aktiv",)), Message("user", text)])
    (item,) = answer.items
    assert (answer.kind, item.title[:6], item.quotes) == ("criteria", "JUMITA", ())
    assert answer.opening == ("Das spricht dagegen:",)
    assert [fit.words for fit in item.fits if fit.verdict == "against"] == ["34"]
    assert [fit.words for fit in item.fits if fit.verdict == "unstated"] == ["Schulden"]
    assert [cited.number for cited in answer.citations] == [*range(1, len(answer.citations) + 1)]


def test_why_not_where_nothing_speaks_against_it(chat: Chat) -> None:
    """Is said, too; in English, of a measure by its number."""
    shown = ("jumita-junge-muetter-in-teilzeit", "bahn-frei-in-100-tagen-zum-ziel")
    before = [Message("user", "woman, 34, debts, part-time"), Message("assistant", "...", shown)]
    answer = chat.reply([*before, Message("user", "Why isn't the second one suitable?")])
    assert answer.opening == ("Nothing in the source speaks against it:",)
    assert [(fit.verdict, fit.words) for fit in answer.items[0].fits] == [
        ("met", "debts"), ("met", "part-time"), ("unstated", "34"),
    ]  # fmt: skip


def test_why_not_at_once(chat: Chat) -> None:
    """A first question may say whom it is about and which measure; without the first there is nothing to compare."""
    answer = chat.reply([Message("user", "Mann, 40. Warum passt JUMITA nicht?")])
    assert {fit.words for fit in answer.items[0].fits if fit.verdict == "against"} == {"Mann", "40"}
    nobody = [Message("user", "Was kostet JUMITA?"), Message("assistant", "...", ("jumita-junge-muetter-in-teilzeit",))]
    answer = chat.reply([*nobody, Message("user", "Warum nicht BAHN FREI?")])
    assert answer.opening[0].startswith("Das hängt davon ab, um wen es geht")
    assert answer.items[0].quotes


def test_a_reason_that_is_asked_for_is_no_why_not(chat: Chat) -> None:
    """Why something happened is a question for a fact."""
    answer = chat.reply([Message("user", "Warum wurde JUMITA nicht verlängert?")])
    assert answer.kind != "criteria"


def test_who_is_entitled_is_decided_elsewhere(chat: Chat) -> None:
    """Such a question gets passages, and first the sentence that they decide nothing; in English too."""
    german = asked(chat, "Hat mein Kunde Anspruch auf Kinderbetreuung?")
    assert (german.kind, german.opening[0]) == ("decision", DECISION)
    assert german.items
    english = asked(chat, "Is he entitled to childcare while in the measure?")
    assert english.opening[0].startswith("Whether someone is entitled is decided case by case by the Jobcenter")


def test_what_is_missing_is_named(chat: Chat) -> None:
    """A place and a benefit that no document names are said to be missing; what follows is only the nearest."""
    answer = asked(chat, "Wie hoch ist das Kindergeld in Hamburg?")
    assert (answer.kind, answer.answerable) == ("nothing", False)
    assert answer.opening == (
        "Dazu steht nichts im Verzeichnis.",
        "Hamburg kommt in keinem der Dokumente vor.",
        "Kindergeld kommt in keinem der Dokumente vor.",
        "Am ehesten passt noch:",
    )
    assert answer.suggestions[0] == "Was gibt es für Alleinerziehende ohne Kinderbetreuung?"


def test_a_report_is_quoted_under_its_title(chat: Chat) -> None:
    """A passage outside of measures comes first, without a number, with the year of its document."""
    answer = asked(chat, "Was ist das Leitbild Netzwerke ABC?")
    assert (answer.items[0].title, answer.items[0].numbered) == (
        "Leitbild „Netzwerke für Aktivierung, Beratung und Chancen“",
        False,
    )
    assert "etwa 2015" in answer.remarks[0]
    shown = [hit.measure.id for hit in answer.measures]
    assert [item.id for item in answer.items if item.numbered] == shown


def test_talk_names_what_is_there(chat: Chat) -> None:
    """Without a search, and so without citations and measures."""
    answer = asked(chat, "Was kannst du?")
    assert (answer.kind, answer.citations, answer.measures) == ("talk", (), ())
    assert "5 Dokumenten mit 36 Maßnahmen" in answer.opening[0]
    assert "Handlungsansätze zur Unterstützung" in asked(chat, "Welche Quellen nutzt du?").opening[0]


@pytest.mark.parametrize("turns", [("Wer hilft bei Schulden?",), ("Wer hilft bei Schulden?", "was kostet das?")])
def test_suggestions_give_answers(chat: Chat, turns: tuple[str, ...]) -> None:
    """Each can be sent as it stands, and finds something."""
    answer = asked(chat, *turns)
    assert answer.suggestions
    for suggestion in answer.suggestions:
        found = asked(chat, *turns, suggestion)
        assert found.citations, suggestion
        assert not any(item.silent for item in found.items), suggestion


def test_follow_ups_of_the_question_set(retriever: Retriever) -> None:
    """In the dev conversations every follow-up leads with a measure that fits, and most facts are quoted."""
    wanted = QuestionSet((), conversations=read_question_set(RELEVANCE).of_split("dev").conversations)
    turns = run_questions(wanted, LocalSearcher(retriever), lambda *_: None).turns
    assert all(turn.followed[0] in turn.turn.grades for turn in turns if turn.followed is not None)
    assert sum(turn.followed is not None for turn in turns) == 7
    assert sum(turn.in_answer for turn in turns if turn.in_answer is not None) >= 9


@pytest.mark.parametrize("text", QUESTIONS)
def test_markdown_cites_what_is_listed(chat: Chat, text: str) -> None:
    """Every number in the text has its citation, and the other way round."""
    answer = asked(chat, text)
    numbers = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", markdown(answer))}
    assert numbers == {cited.number for cited in answer.citations}


def test_conditions_that_nothing_meets_are_let_go_by_name(chat: Chat) -> None:
    """What is nearest is shown, and said to be: first without the filters, then without the place as well."""
    asked, narrower = Message("user", "Was gibt es für Jugendliche in Bayern?"), Message("user", "nur Teilzeit")
    answer = chat.reply([asked, Message("assistant", ""), narrower])
    assert (answer.kind, answer.answerable) == ("nothing", False)
    assert answer.opening == (
        "Keine Maßnahme erfüllt alle Vorgaben zusammen.",
        "Ohne „Teilzeit möglich“ kommt am nächsten:",
    )
    assert {hit.measure.state for hit in answer.measures} == {"Bayern"}
    english = chat.reply([Message("user", "help with debt")], {"state": ("Hamburg",)})
    assert english.opening[1] == "Without “Hamburg”, this comes closest:"
    assert english.measures
