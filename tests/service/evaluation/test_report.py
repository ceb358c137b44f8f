"""The report as a browser and a screen reader see it."""

import hashlib
import re
from base64 import b64encode

import pytest
from selectolax.lexbor import LexborHTMLParser

from corpus.text.language import Language
from service.evaluation.ablation import AblationResult
from service.evaluation.figures import abstention_figures, compute_figures
from service.evaluation.questions import JudgedQuestion
from service.evaluation.report import report_page
from service.evaluation.results import Evaluation, question_records
from service.evaluation.run import QuestionOutcome, RunOutcome
from service.evaluation.searchers import SearchOutcome
from service.evaluation.statistics import Interval

EVIL = '<script>alert(1)</script> & "x"'
RUN = {"asked": "own", "split": "dev", "generation": "g1", "encoder": "e@1", "commit": None, "asked_at": "2026-01-01"}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Two judged questions, an answered near miss, and an ablation."""
    found = SearchOutcome(("wrong", "m"), (), (), answerable=True, confidence=0.95)
    outcome = RunOutcome(
        questions=(
            QuestionOutcome(JudgedQuestion("a", EVIL, "de", "question", grades={"m": 2}), found),
            QuestionOutcome(JudgedQuestion("b", "second", "en", "case", grades={"wrong": 2}), found),
            QuestionOutcome(JudgedQuestion("n", "missed", "de", "case", answerable=False), found),
        )
    )
    own = compute_figures(outcome)
    nothing = Interval(0.0, 0.0, 0.0, 2)
    ablation = (
        AblationResult("whole", 0.8, {"measure": nothing}),
        AblationResult("words", 0.5, {"measure": Interval(-0.3, -0.5, -0.1, 2)}),
    )
    assert abstention_figures(outcome.questions, []) == own.abstention
    return Evaluation(RUN, own, list(question_records(outcome, own.levels)), ablation)


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Wie gut die Suche findet"), ("en", "How well the search finds")]
)
def test_the_page_is_one_document_that_loads_nothing(evaluation: Evaluation, language: Language, title: str) -> None:
    """There is no script, no address, and no style but the one whose hash the policy allows."""
    html = report_page(evaluation, language)
    tree = LexborHTMLParser(html)
    assert tree.css_first("html").attributes["lang"] == language
    assert tree.css_first("h1").text() == title
    assert tree.css("script, img, link, iframe, object, form, [style], [onload]") == []
    assert {link.attributes["href"][:1] for link in tree.css("a")} == {"#"}  # type: ignore[index]
    assert "http:" not in html
    assert "https:" not in html
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_questions_are_text(evaluation: Evaluation) -> None:
    """Markup in a question is escaped."""
    tree = LexborHTMLParser(report_page(evaluation, "de"))
    cells = [cell.text() for cell in tree.css("#worst td")]
    assert EVIL in cells
    assert cells[cells.index(EVIL) + 1 :][:3] == ["0,631", "m", "wrong"]
    assert [cell.text() for cell in tree.css("#overconfident td")][-3:] == ["missed", "0,950", "wrong, m"]


def test_every_picture_has_its_table(evaluation: Evaluation) -> None:
    """The picture has a name, and its numbers are in the table of the same section."""
    tree = LexborHTMLParser(report_page(evaluation, "de"))
    pictures = tree.css("svg")
    assert [picture.parent.parent.parent.attributes["id"] for picture in pictures] == [  # type: ignore[union-attr]
        "measure", "abstention", "ablation", "distribution",
    ]  # fmt: skip
    for picture in pictures:
        part = picture.parent.parent.parent  # type: ignore[union-attr]
        assert part is not None
        assert (
            part.css_first(f"#{picture.attributes['aria-labelledby']}").text().startswith("Bild zur folgenden Tabelle")
        )
        table = part.css_first("table").text()
        values = [
            text.text() for text in picture.css("text:not(.scale)") if re.fullmatch(r"[−+]?\d,\d{3}", text.text())
        ]
        assert all(value in table for value in values)
        assert table.strip()
    dots = tree.css("#measure .dot")
    assert len(dots) == len(tree.css("#measure tbody tr")) == 5
    assert all(row.css_first("th[scope=row]") for row in tree.css("tbody tr"))


def test_ids_are_distinct(evaluation: Evaluation) -> None:
    """Anchors and labels refer to one element each."""
    ids = re.findall(r'\bid="([^"]+)"', report_page(evaluation, "en"))
    assert len(ids) == len(set(ids)) > 10
