"""What a notebook shows, tables, and packages that aren't there."""

import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import massnahmenlotse
from massnahmenlotse import LocalIndex, PackageMissing, open_index
from massnahmenlotse.html import markdown_html

ROOT = Path(__file__).parents[2]
EVIL = '<script>alert("1")</script>'


class _Links(HTMLParser):
    """The tags of a text, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: dict[str, str] = {}
        self._href: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._href = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        if self._href:
            self.links[data] = self._href
            self._href = None


def test_an_answer_in_a_notebook(local: LocalIndex, url: str) -> None:
    """Its numbers lead to the passages, in the text and in the list of sources."""
    answer = local.ask("Was kostet BAHN FREI?")
    shown = _Links(answer._repr_html_())
    source = answer.citations[0]
    assert shown.links["[1]"] == shown.links[source.citation] == source.url
    assert shown.links["[1]"].startswith(f"{url}/#dokument=handlungsansaetze-langzeitleistungsbezug-2013&start=")
    assert "<b>BAHN FREI! In 100 Tagen zum Ziel!</b>" in answer._repr_html_()


def test_a_search_in_a_notebook(local: LocalIndex) -> None:
    found = local.search("Alleinerziehende", limit=2)
    shown = _Links(found._repr_html_())
    first = next(hit for hit in found.measures if hit.measure.id == "jumita-junge-muetter-in-teilzeit")
    assert shown.links["JUMITA (Junge Mütter in Teilzeit Ausbildung)"] == first.measure.url
    assert shown.links[f"»{first.why[0].quote}«"] == first.why[0].url
    assert shown.tags == {"div", "p", "b", "ol", "li", "a", "span", "br"}
    assert "Der Katalog hat dazu nichts" in local.search("Quantenphysik studieren")._repr_html_()
    assert "Nichts gefunden" in replace(found, measures=())._repr_html_()


def test_a_measure_in_a_notebook(local: LocalIndex, built_index: Path) -> None:
    """Without a page nothing is a link."""
    measure = local.measure("jumita-junge-muetter-in-teilzeit")
    assert _Links(measure._repr_html_()).links["Zielgruppe"] == measure.values[0].url
    assert _Links(open_index(built_index).measure(measure.id)._repr_html_()).links == {}


def test_text_stays_text(local: LocalIndex) -> None:
    """In titles, quotes, questions and answers."""
    found = local.search("Alleinerziehende", limit=1)
    first = found.measures[0]
    title = replace(first.measure, title=EVIL, organisation=EVIL, state=EVIL)
    quote = replace(first.why[0], quote=EVIL)
    shown = replace(found, question=EVIL, measures=(replace(first, measure=title, why=(quote,), conflicts=(quote,)),))
    assert "script" not in _Links(shown._repr_html_()).tags
    answer = local.ask("Was kostet BAHN FREI?")
    cited = replace(answer.citations[0], citation=EVIL)
    assert "script" not in _Links(replace(answer, text=EVIL, citations=(cited,))._repr_html_()).tags


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b** \\*\\*c\\*\\* [1] [2]",
         '<p>a <b>b</b> **c** <a href="x" target="_blank" rel="noopener">[1]</a> [2]</p>'),
        ("2. a\n3. b", "<ol start=2><li>a</li><li>b</li></ol>"),
        ("2\\. a\nb", "<p>2. a<br>b</p>"),
        ("**a", "<p><b>a</b></p>"),
        ("a\\", "<p>a\\</p>"),
    ],
)  # fmt: skip
def test_markdown_of_answers(text: str, shown: str) -> None:
    assert markdown_html(text, {1: "x"}) == shown


def test_a_comparison(local: LocalIndex) -> None:
    """As a table; bars in the text are no borders."""
    answer = local.ask("Vergleiche JUMITA und BAHN FREI")
    assert answer._repr_html_().count("<tr>") == len([line for line in answer.text.split("\n") if line[:1] == "|"]) - 1
    cell = '<td style="text-align:left;vertical-align:top">'
    assert (
        markdown_html("| a \\| b | c |\n| --- | --- |", {}) == f"<table><tr>{cell}a | b</td>{cell}c</td></tr></table>"
    )


def test_a_table(local: LocalIndex) -> None:
    """A row a measure."""
    pytest.importorskip("pandas", reason="the build installs it for these tests")
    table = local.search("Alleinerziehende", limit=4).to_pandas()
    assert list(table.columns[:4]) == ["id", "title", "score", "group"]
    assert table.shape == (4, 20)
    row = table.set_index("id").loc["jumita-junge-muetter-in-teilzeit"]
    assert row["budget_eur"] == 117_335.04
    assert row["why"].startswith("Junge Mütter bis 30 Jahre")
    assert local.ask("Was kostet BAHN FREI?").to_pandas().loc[0, "title"] == "BAHN FREI! In 100 Tagen zum Ziel!"


@pytest.mark.parametrize(
    ("missing", "program", "said"),
    [
        ("httpx", "Client", "talking to a service needs httpx: pip install 'httpx>=0.28'"),
        ("faiss", "open_index()", "open_index needs the application, and faiss isn't here: install massnahmenlotse, or"
                                  " ask a service with Client"),
        ("langchain_core", "import_module('massnahmenlotse.langchain')",
         "a retriever for LangChain needs langchain-core: pip install 'langchain-core>=1'"),
        ("pandas", "SearchResults('', '', True, 1, (), (), (), (), {}).to_pandas()",
         "to_pandas needs pandas: pip install pandas"),
    ],
)  # fmt: skip
def test_packages_that_are_missing(missing: str, program: str, said: str) -> None:
    """Are named, with how to install them."""
    source = (
        f"import sys; sys.modules[{missing!r}] = None\nfrom importlib import import_module\n"
        "from massnahmenlotse import PackageMissing, SearchResults\n"
        f"try:\n    from massnahmenlotse import Client, open_index; {program}\n"
        "except PackageMissing as error: print(error)"
        if missing != "faiss"
        else "import sys; sys.modules['faiss'] = None\nfrom massnahmenlotse import PackageMissing, open_index\n"
        f"try:\n    {program}\nexcept PackageMissing as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said


def test_what_it_offers() -> None:
    """Every name is there, and nothing else."""
    assert {name: getattr(massnahmenlotse, name).__name__ for name in massnahmenlotse.__all__} == {
        name: name for name in massnahmenlotse.__all__
    }
    assert dir(massnahmenlotse) == sorted(massnahmenlotse.__all__)
    with pytest.raises(AttributeError, match="module 'massnahmenlotse' has no attribute 'Lotse'"):
        _ = massnahmenlotse.Lotse
    assert issubclass(PackageMissing, ImportError)


def test_the_index_of_the_command(built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is opened unless another is named, as the environment has it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(massnahmenlotse.ServiceUnavailable):
        open_index()
    monkeypatch.setenv("LOTSE_INDEX", str(built_index))
    assert open_index().measure("jumita-junge-muetter-in-teilzeit").state == "Niedersachsen"
