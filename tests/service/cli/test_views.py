"""How results, answers, measures and reports look."""

import io
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import RenderableType

from corpus.check import check_corpus
from corpus.collection import Corpus, UnreadFile
from corpus.document import SourceSpan
from corpus.measure import Figures
from retriever.criteria.criterion import Verdict
from retriever.query import Question
from retriever.result import Expanded, MeasureHit, SearchResult, Understood
from retriever.retriever import Retriever
from service.chat.assistant import Chat
from service.chat.message import Message
from service.cli import measure_view, terminal
from service.cli.answer_view import answer_page
from service.cli.check_view import report
from service.cli.search_view import search_page
from service.summary import key_figures
from service.texts import Texts

GERMAN, ENGLISH = map(Texts.in_language, ("de", "en"))
QUESTION = "measures for single parents with childcare issues"


@pytest.fixture(scope="module")
def result(retriever: Retriever) -> SearchResult:
    """Three measures for single parents; counts as an answer, whatever the calibration says."""
    return replace(retriever.search(Question(QUESTION, limit=3)), answerable=True, understood=())


def printed(
    monkeypatch: pytest.MonkeyPatch, parts: Iterable[RenderableType], columns: int = 80, *, tty: bool = False
) -> str:
    """What `show` writes to a pipe or a terminal of this width."""
    out = io.StringIO()
    out.isatty = lambda: tty  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal.show(*parts)
    return out.getvalue()


def page(result: SearchResult, retriever: Retriever) -> Iterable[RenderableType]:
    """What a search shows in the language of its question."""
    return search_page(result, retriever.index, Texts.in_language(result.language))


def proofs(hit: MeasureHit, verdict: Verdict) -> list[SourceSpan]:
    """The quotes of the criteria on which the verdict is this."""
    return [each.evidence for each in hit.criteria if each.verdict == verdict and each.evidence]


def unwrapped(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


def test_a_pipe_gets_plain_lines_that_fit(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """No escape codes, no line longer than the width, no blanks at the ends of lines."""
    text = printed(monkeypatch, page(result, retriever))
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_every_printed_quote_is_in_the_source(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """What stands between quotation marks is the evidence of each measure at its span, in order."""
    text = unwrapped(printed(monkeypatch, page(result, retriever)))
    evidence = [found for hit in result.measures for found in (*hit.why, *proofs(hit, "met"), *hit.conflicts)]
    assert re.findall("»(.*?)«", text) == [found.quote.removeprefix("• ") for found in evidence]
    documents = retriever.index.documents
    for hit in result.measures:
        for found in hit.why:
            assert documents[hit.measure.document].quote(found.start, found.end).text == found.quote


def test_a_measure_shows_title_runner_figures_and_source(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """The lines of the first measure, in English as the question is."""
    lines = [line.strip() for line in printed(monkeypatch, page(result, retriever), 160).splitlines()]
    start = lines.index("1  JUMITA (Junge Mütter in Teilzeit Ausbildung)")
    assert (
        lines[start + 1] == "Jobcenter Landkreis Göttingen – Niedersachsen · Measure · jumita-junge-muetter-in-teilzeit"
    )
    assert lines[start + 2].startswith("Why      »")
    end = lines.index("", start)
    assert lines[end - 2] == (
        "Laufzeit: 01.10.2012 – 31.08.2013 Teilzeit, 25 Stunden/Woche · 16 places · €117,335.04 · "
        "§ 16 SGB II, § 45 SGB III"
    )
    assert lines[end - 1].endswith("von Langzeitleistungsbeziehenden im SGB II (2013), from p. 47")


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever) -> None:
    """Titles are bold, highlighted words coloured, and without the codes the text is that of a pipe."""
    coloured = printed(monkeypatch, page(result, retriever), tty=True)
    assert "\x1b[1mJUMITA (Junge Mütter in Teilzeit Ausbildung)" in coloured
    assert re.search(r"\x1b\[1;35malleinerziehende\x1b\[0m", coloured)
    plain = printed(monkeypatch, page(result, retriever))
    assert re.sub(r" *\n", "\n", re.sub(r"\x1b\[[\d;]*m", "", coloured)) == plain


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR a terminal gets weight, but no colour."""
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdout", out)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "80"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    terminal.show(terminal.text("Achtung", "bold red"))
    assert out.getvalue() == "\x1b[1mAchtung\x1b[0m\n"


def test_documents_cannot_steer_the_terminal() -> None:
    """Escape and direction codes that a document holds are replaced, character by character."""
    assert terminal.text("a\x1b[2Jb\u202ec\x9bd").plain == "a�[2Jb�c�d"


def test_nor_programs_behind_a_pipe(retriever: Retriever) -> None:
    """A title that commands a terminal, or that would be two lines or columns of the table, is neither."""
    measure = replace(retriever.index.measures[0], title="a\x1b[2J\x9bb\nc\td", organisation="\u202eX", state=None)
    assert measure_view.as_rows([measure]) == f"{measure.id}\ta�[2J�b c d\t�X\t\n"


def test_no_answer_is_said_before_all_else(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """The first sentence tells that what follows is only the nearest."""
    text = printed(monkeypatch, page(replace(result, answerable=False), retriever))
    assert unwrapped(text).startswith("The catalogue has nothing on this. The results below only come close.")


def test_nothing_found_is_one_line(monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever) -> None:
    """An empty result is not padded with explanations."""
    empty = replace(result, answerable=False, measures=(), passages=(), expanded=(), language="de")
    assert printed(monkeypatch, page(empty, retriever)) == "Nichts gefunden.\n"


def test_what_was_understood_and_added_is_one_line_each(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """Place, paragraph, name, field and spelling are told, synonyms cut to two, long lines with an ellipsis."""
    read = (
        Understood("spelling", "Aleinerziehende", "alleinerziehende"),
        Understood("place", "Brandenburg", "Brandenburg"),
        Understood("legal", "§ 16e", "§ 16e SGB II"),
        Understood("measure", "AmigA", "AmigA"),
        Understood("field", "kostet", "budget"),
    )
    told = replace(
        result,
        language="de",
        understood=read,
        expanded=(Expanded("Schulden", ("Verschuldung", "pleite", "Mahnung")),),
    )
    lines = printed(monkeypatch, page(told, retriever), 160).splitlines()
    assert lines[0] == (
        "Verstanden: gesucht nach: alleinerziehende statt Aleinerziehende; Ort: Brandenburg; Paragraph: § 16e SGB II; "
        "Maßnahme: AmigA; gefragt: Mittelvolumen"
    )
    assert lines[1] == "Mitgesucht: Schulden → Verschuldung, pleite"
    narrow = printed(monkeypatch, page(told, retriever), 60).splitlines()
    assert narrow[0] == "Verstanden: gesucht nach: alleinerziehende statt Aleinerzie…"
    assert narrow[1].startswith("Mitgesucht: ")


def test_what_speaks_against_a_measure_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """Each criterion of a case is shown with the words that decide on it, what is unstated last."""
    result = retriever.search(Question("Kundin, 34, zwei Kinder, Schulden, sucht Teilzeit: JUMITA", limit=1))
    text = unwrapped(printed(monkeypatch, page(replace(result, answerable=True), retriever), 160))
    assert "Passt Kundin: »Mütter« (Zielgruppe) zwei Kinder: »Mütter« (Zielgruppe) Teilzeit: »Teilzeit« (" in text
    assert "Dagegen 34: »bis 30 Jahre« (Zielgruppe) Nicht genannt: Schulden" in text


def test_the_value_asked_for_comes_first(monkeypatch: pytest.MonkeyPatch, retriever: Retriever) -> None:
    """A question for a field shows the passage with its value above the measures."""
    found = replace(retriever.search(Question("Was kostet BAHN FREI?", limit=3)), answerable=True)
    text = printed(monkeypatch, page(found, retriever))
    assert text.index("Antwort  »Ca. 279.000 Euro Jahresbudget") < text.index(" 1  BAHN FREI!")


def test_passages_outside_of_measures_follow(
    monkeypatch: pytest.MonkeyPatch, result: SearchResult, retriever: Retriever
) -> None:
    """What a report says is shown below the measures."""
    leading = replace(result.passages[0], measure=None, text="Ein Bericht.", highlights=(), citation="Bericht (2016)")
    shown = replace(result, language="de", passages=(leading,))
    lines = printed(monkeypatch, page(shown, retriever)).splitlines()
    at = lines.index("Weitere Fundstellen")
    assert lines[at + 1 : at + 3] == ["    »Ein Bericht.«", "    Bericht (2016)"]


def test_an_answer_shows_quotes_with_numbers_and_sources(monkeypatch: pytest.MonkeyPatch, retriever: Retriever) -> None:
    """The value, whose it is, the numbered source, and from when it is."""
    answer = Chat(retriever).reply([Message("user", "Was kostet BAHN FREI?")])
    lines = printed(monkeypatch, answer_page(answer), 200).splitlines()
    assert lines[0].startswith("»Ca. 279.000 Euro Jahresbudget für 2013")
    assert lines[1].endswith("« [1]")
    assert lines[2:4] == ["BAHN FREI! In 100 Tagen zum Ziel! (Mittelvolumen)", "Jobcenter Main-Kinzig-Kreis – Hessen"]
    assert lines[5] == "Quellen"
    assert lines[6].startswith("[1]  BAHN FREI! In 100 Tagen zum Ziel!, Mittelvolumen, ")
    assert lines[-1] == "Angaben von 2013, bitte Kontakte und Kosten prüfen."


def test_a_comparison_is_a_grid(monkeypatch: pytest.MonkeyPatch, retriever: Retriever) -> None:
    """A column each, `nicht angegeben` where the source is silent."""
    answer = Chat(retriever).reply([Message("user", "Vergleiche JUMITA und AmigA")])
    text = printed(monkeypatch, answer_page(answer), 200)
    assert "AmigA" in text
    assert "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen«" in text
    assert "nicht angegeben" in text


def test_key_figures_in_both_languages(retriever: Retriever) -> None:
    """Numbers are written as each language does, singulars too; what isn't known is left out."""
    measure = retriever.index.measures[retriever.index.measure_places["bahn-frei-in-100-tagen-zum-ziel"]]
    full = replace(measure, figures=Figures(1, 1234567.5, 1, 19.5, part_time=True))
    assert key_figures(full, GERMAN) == "1 Monat · 19,5 Std. pro Woche · Teilzeit · 1 Platz · 1.234.567,50 €"
    assert key_figures(full, ENGLISH) == "1 month · 19.5 hours a week · part-time · 1 place · €1,234,567.50"
    assert key_figures(replace(measure, figures=Figures(), sections=()), GERMAN) == ""


def test_a_record_shows_fields_with_spans_and_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, retriever: Retriever
) -> None:
    """JUMITA in full: contact, page, span, target group with its span, and two fields that aren't given."""
    measure = retriever.index.measures[retriever.index.measure_places["jumita-junge-muetter-in-teilzeit"]]
    document = retriever.index.documents[measure.document]
    lines = printed(monkeypatch, measure_view.record(measure, document, GERMAN), 120).splitlines()
    assert lines[:2] == ["JUMITA (Junge Mütter in Teilzeit Ausbildung)", "jumita-junge-muetter-in-teilzeit"]
    assert "Kontakt                  Farina Hampel, hampel.farina@landkreisgoettingen.de, 0551/525-746" in lines
    assert "ab Seite                 47" in lines
    assert f"Zeichen                  {measure.start}–{measure.end}" in lines
    assert "Zielgruppe  86802–87019" in lines
    assert lines[-2:] == ["Finanzierung             nicht angegeben", "Weiterführende Hinweise  nicht angegeben"]


def test_the_table_has_a_line_for_each_measure(retriever: Retriever) -> None:
    """36 lines of four fields; what isn't known is empty."""
    lines = [line.split("\t") for line in measure_view.as_rows(retriever.index.measures).splitlines()]
    assert (len(lines), {len(fields) for fields in lines}) == (36, {4})
    assert ["duale-ausbildung-plus", "Duale Ausbildung plus", "", "Nordrhein-Westfalen"] in lines


def test_a_report_names_what_is_missing_and_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped corpus with a broken file: counts, who lacks what, the reason, the sums."""
    found = replace(check_corpus(Corpus.shipped()), broken=(UnreadFile("alt.pdf", "encrypted"),))
    lines = printed(monkeypatch, report(found, GERMAN), 200).splitlines()
    assert lines[0] == "handlungsansaetze-langzeitleistungsbezug-2013"
    assert lines[2].startswith("   gelesen         Maßnahmen: 36, Abschnitte: ")
    assert "      jumita-junge-muetter-in-teilzeit: Finanzierung, Weiterführende Hinweise" in lines
    assert lines[-2:] == [
        "Nicht lesbar: alt.pdf: encrypted",
        "Dokumente: 5, Maßnahmen: 36, nicht lesbare Dateien: 1",
    ]
    english = printed(monkeypatch, report(found, ENGLISH), 200)
    assert english.endswith("documents: 5, measures: 36, unreadable files: 1\n")


def test_a_report_says_what_a_measure_is_where_none_was_recognised(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A text without labelled fields: the sums say 0, and the line before says what would have been read."""
    (tmp_path / "liste.md").write_text("# Kurse\n\nMontags um neun Uhr im Rathaus.\n", "utf-8")
    lines = printed(monkeypatch, report(check_corpus(Corpus.from_folder(tmp_path)), GERMAN), 200).splitlines()
    assert any(line.startswith("Keine Maßnahme erkannt. Eine Maßnahme ist eine Überschrift") for line in lines)
    assert lines[-1] == "Dokumente: 1, Maßnahmen: 0, nicht lesbare Dateien: 0"
