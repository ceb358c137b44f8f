"""What README and documentation promise: links, pages, settings and routes."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from retriever.query import FILTER_KEYS
from service.app import create_app
from service.cli.setting_names import FILE
from service.settings import ModelSettings, Settings
from tests.docs.markdown import INDEX, PAGES, ROOT, anchors, links, spans

README_WORDS = 700


def test_the_readme_is_short() -> None:
    """Blocks count as well."""
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= README_WORDS


def test_every_page_is_in_the_index() -> None:
    linked = {(INDEX.parent / link).resolve() for link in links(INDEX)}
    assert {page.name for page in (ROOT / "docs").glob("*.md") if page not in {*linked, INDEX}} == set()


def test_every_picture_is_shown() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    pictures = {*(ROOT / "docs" / "pictures").iterdir(), *(ROOT / "docs").glob("*.svg")}
    assert {picture.name for picture in pictures - shown} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """To a file, and to a heading in it."""
    for link in (link for link in links(page) if "://" not in link):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_settings_are_documented() -> None:
    """All of them, and no others."""
    names = {f"LOTSE_{name.upper()}" for name in Settings.model_fields.keys() - {"llm"}}
    names |= {f"LOTSE_LLM_{name.upper()}" for name in ModelSettings.model_fields} | {FILE}
    pages = [page for page in PAGES if page.name != "CHANGELOG.md"]
    assert {
        found for page in pages for found in re.findall(r"\bLOTSE_[A-Z_]*[A-Z]\b", page.read_text("utf-8"))
    } == names


def test_routes_are_documented(tmp_path: Path) -> None:
    """All but the files of pages, and no others; the administration and feedback exist by setting."""
    key = SecretStr("0123456789abcdef")
    app = create_app(Settings(index=tmp_path, admin_key=key, feedback=tmp_path / "feedback"))
    described = {
        f"{method.upper()} {path}" for path, operations in app.openapi()["paths"].items() for method in operations
    }
    plain = {f"GET {path}" for path in ("/", "/barrierefreiheit", "/verwaltung", "/widget.js", "/openapi.json")}
    plain.add("POST /mcp")  # described by the protocol
    named = {span for page in PAGES for span in spans(page) if re.fullmatch(r"(GET|POST|PUT|DELETE) /\S*", span)}
    assert named == described | plain


def test_filters_are_documented() -> None:
    """By their keys."""
    assert set(FILTER_KEYS) <= set(spans(ROOT / "docs" / "cli.md"))
