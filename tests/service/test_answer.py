"""The answer made of quotes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.encoder import load_encoder
from index.store import Index
from retriever.query import Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from service.answer import Answer, answer, marked, value

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"
DECISION = "Über einen Anspruch wird nicht hier entschieden, sondern im Einzelfall vom Jobcenter nach dem Gesetz."

Search = Callable[[str], SearchResult]


@pytest.fixture(scope="module")
def retriever(built_index: Path) -> Retriever:
    """A retriever over the shipped corpus."""
    encoder = load_encoder()
    return Retriever(Index.load(built_index, encoder), encoder)


@pytest.fixture
def search(retriever: Retriever) -> Search:
    """A search whose result counts as an answer, whatever the calibration says."""
    return lambda text: replace(retriever.search(Question(text)), answerable=True)


def answered(search: Search, retriever: Retriever, text: str) -> Answer:
    """The answer to a question."""
    return answer(search(text), retriever.index)


@pytest.mark.parametrize(
    "text",
    [
        "measures for single parents with childcare issues",
        "Was kostet BAHN FREI?",
        "45-jährige alleinerziehende Mutter ohne Ausbildung",
        "Hat mein Kunde Anspruch auf Kinderbetreuung?",
        "Was ist das Leitbild Netzwerke ABC?",
        "Wie entsteht der Mond?",
    ],
)
def test_every_quote_is_the_source_at_its_span(search: Search, retriever: Retriever, text: str) -> None:
    """Quotes and conflicts are what cleaning their span of the cited document gives, and cite a listed source."""
    found = answered(search, retriever, text)
    documents = {cited.number: retriever.index.documents[cited.document] for cited in found.citations}
    quotes = [quoted for said in found.statements for quoted in (*said.quotes, *said.conflicts)]
    assert quotes
    assert [documents[quoted.number].quote(quoted.start, quoted.end).text for quoted in quotes] == [
        quoted.text for quoted in quotes
    ]


def test_citations_are_numbered_in_order_and_all_used(search: Search, retriever: Retriever) -> None:
    """The numbers are 1, 2, 3 ... as they are first used, and no source is listed that isn't quoted."""
    found = answered(search, retriever, "measures for single parents with childcare issues")
    used = [quoted.number for said in found.statements for quoted in (*said.quotes, *said.conflicts)]
    assert list(dict.fromkeys(used)) == [cited.number for cited in found.citations]
    assert [cited.number for cited in found.citations] == list(range(1, len(found.citations) + 1))
    assert len({cited.text for cited in found.citations}) == len(found.citations)


def test_a_question_for_a_field_is_answered_by_its_value(search: Search, retriever: Retriever) -> None:
    """What BAHN FREI costs is the text of its budget, cited as such."""
    found = answered(search, retriever, "Was kostet BAHN FREI?")
    assert found.kind == "value"
    assert [said.title for said in found.statements] == ["BAHN FREI! In 100 Tagen zum Ziel!"]
    assert found.statements[0].quotes[0].text.startswith("Ca. 279.000 Euro Jahresbudget für 2013")
    assert found.citations[0].text.startswith("BAHN FREI! In 100 Tagen zum Ziel!, Mittelvolumen, Handlungsansätze")
    assert found.remarks == ("Angaben von 2013; Kontakte und Kosten können überholt sein.",)


def test_a_value_further_down_is_still_quoted(search: Search, retriever: Retriever) -> None:
    """The passage of the named measure is the answer also behind passages of others."""
    result = search("Was kostet BAHN FREI?")
    own = [passage for passage in result.passages if passage == value(result)]
    others = [passage for passage in result.passages if passage.measure != "bahn-frei-in-100-tagen-zum-ziel"]
    found = answer(replace(result, passages=(*others, *own)), retriever.index)
    assert found.kind == "value"
    assert [quoted.text[:19] for quoted in found.statements[0].quotes] == ["Ca. 279.000 Euro Ja"]


def test_a_value_of_another_measure_is_no_answer(search: Search) -> None:
    """If the passages of the named measure are missing, the first passage of a budget isn't taken for it."""
    result = search("Was kostet BAHN FREI?")
    others = tuple(passage for passage in result.passages if passage.measure != "bahn-frei-in-100-tagen-zum-ziel")
    assert value(result) is not None
    assert value(replace(result, passages=others)) is None


def test_measures_of_one_title_keep_their_own_quotes(search: Search, retriever: Retriever) -> None:
    """Two measures with the same title are two statements, and each has the quotes of its own source."""
    index = retriever.index
    named = replace(index, measures=tuple(replace(measure, title="Neustart") for measure in index.measures))
    found = answer(search("Hat mein Kunde Anspruch auf Kinderbetreuung?"), named)
    about = [said for said in found.statements if said.title == "Neustart"]
    assert len({said.id for said in about}) == len(about) >= 2
    cited = {citation.number: citation.measure for citation in found.citations}
    assert all({cited[quoted.number] for quoted in said.quotes} == {said.id} for said in about)


def test_the_value_of_the_named_measure_among_those_of_its_title(search: Search) -> None:
    """Which measure is named is told by its id, so that another of the same title isn't asked for."""
    result = search("Was kostet BAHN FREI?")
    hits = tuple(replace(hit, measure=replace(hit.measure, title="Neustart")) for hit in result.measures)
    named = tuple(replace(read, value="Neustart") for read in result.understood if read.kind == "measure")
    asked = tuple(read for read in result.understood if read.kind == "field")
    found = value(replace(result, measures=hits, understood=(*named, *asked), passages=result.passages[::-1]))
    assert found
    assert found.measure == "bahn-frei-in-100-tagen-zum-ziel"


def test_measures_are_quoted_at_most_twice_each(search: Search, retriever: Retriever) -> None:
    """A question for measures names one to three, JUMITA first, with who runs it."""
    found = answered(search, retriever, "measures for single parents with childcare issues")
    assert found.kind == "measures"
    assert 1 <= len(found.statements) <= 3
    first = found.statements[0]
    assert (first.title, first.organisation, first.state) == (
        "JUMITA (Junge Mütter in Teilzeit Ausbildung)",
        "Jobcenter Landkreis Göttingen",
        "Niedersachsen",
    )
    assert all(1 <= len(said.quotes) <= 2 for said in found.statements)


def test_conflicts_are_named(search: Search, retriever: Retriever) -> None:
    """For a mother of 45, JUMITA's own words on age stand against it, and not among the reasons."""
    found = answered(search, retriever, "45-jährige alleinerziehende Mutter mit Kinderbetreuungsproblemen")
    jumita = next(said for said in found.statements if said.title.startswith("JUMITA"))
    assert [quoted.text[:26] for quoted in jumita.conflicts] == ["Junge Mütter bis 30 Jahre "]
    assert not {quoted.start for quoted in jumita.conflicts} & {quoted.start for quoted in jumita.quotes}


def test_who_is_entitled_is_decided_elsewhere(search: Search, retriever: Retriever) -> None:
    """Such a question gets passages, and first the sentence that they decide nothing; in English too."""
    german = answered(search, retriever, "Hat mein Kunde Anspruch auf Kinderbetreuung?")
    assert (german.kind, german.opening) == ("decision", (DECISION,))
    assert german.statements
    english = answered(search, retriever, "Is he entitled to childcare while in the measure?")
    assert english.opening == (
        "Whether somebody is entitled isn't decided here, but case by case by the Jobcenter, by law.",
    )


def test_people_with_benefits_are_no_question_of_entitlement(search: Search, retriever: Retriever) -> None:
    """`Leistungsberechtigte` is a target group, not a decision."""
    assert answered(search, retriever, "Maßnahmen für erwerbsfähige Leistungsberechtigte").kind == "measures"


def test_what_the_corpus_does_not_answer_is_said_first(search: Search, retriever: Retriever) -> None:
    """Then no value is given, and the statements are only what comes nearest."""
    result = replace(search("Was kostet BAHN FREI?"), answerable=False)
    found = answer(result, retriever.index)
    assert found.opening == ("Darauf enthält der Bestand keine Antwort. Was folgt, kommt ihr nur am nächsten.",)
    assert (found.kind, found.answerable) == ("measures", False)


def test_nothing_found_is_said(search: Search, retriever: Retriever) -> None:
    """A result without measures and passages has no statements and no sources."""
    result = replace(search("Schulden"), answerable=False, measures=(), passages=())
    assert answer(result, retriever.index) == Answer("nothing", "de", False, ("Nichts gefunden.",), (), (), ())


def test_a_report_is_quoted_under_its_title(search: Search, retriever: Retriever) -> None:
    """A passage outside of measures that ranks first comes first, with the year of its document."""
    found = answered(search, retriever, "Was ist das Leitbild Netzwerke ABC?")
    assert found.statements[0].title == "Leitbild „Netzwerke für Aktivierung, Beratung und Chancen“"
    assert (found.citations[0].document, found.citations[0].measure) == ("leitbild-netzwerke-abc", None)
    assert "etwa 2015" in found.remarks[0]


def test_marks_are_whole_highlighted_words(search: Search) -> None:
    """Words are marked that a passage highlights, whatever their case, and nothing within longer words."""
    passage = replace(search("Schulden").passages[0], text="Die Schulden drücken", highlights=((4, 12),))
    assert marked("schulden, Schuldenberatung", [passage]) == [(0, 8)]
