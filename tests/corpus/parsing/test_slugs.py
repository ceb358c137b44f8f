"""Ids made of titles."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.parsing.slugs import slug, slugs

TITLES = st.lists(st.one_of(st.sampled_from(["A", "A 2", "A 2 2", "B", "", "-"]), st.text(max_size=60)), max_size=8)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fit for Life", "fit-for-life"),
        ("„Teilzeit aktiv“", "teilzeit-aktiv"),
        ("Förderzentrum Plus", "foerderzentrum-plus"),
        ("AmigA – Arbeitsförderung mit gesundheitsbezogener Ausrichtung", "amiga-arbeitsfoerderung"),
        ("BAHN FREI! In 100 Tagen zum Ziel!", "bahn-frei-in-100-tagen-zum-ziel"),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmütze", "donaudampfschifffahrtsgesellschaftskapit"),
        ("Näh-Café", "naeh-cafe"),
        ("Na\u0308h-Cafe\u0301", "naeh-cafe"),
        ("Žižkov, Łódź, Ångström, Smørrebrød, Œuvre", "zizkov-lodz-angstroem-smorrebrod-oeuvre"),
        ("Işık: İş Türkçe", "isik-is-tuerkce"),
        ("…", "ohne-titel"),
    ],
)
def test_slug_of_a_title(title: str, expected: str) -> None:
    """Whole words up to forty characters, no article or preposition at the end."""
    assert slug(title) == expected


def test_equal_titles_are_numbered() -> None:
    """From the second on, past numbers that are taken by titles of their own."""
    assert slugs(["A", "A", "A 2", "A", "B"]) == ["a", "a-2", "a-2-2", "a-3", "b"]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(TITLES)
def test_slugs_are_distinct_and_fit_an_address(titles: list[str]) -> None:
    """One id a title, each once, of a-z, 0-9 and single hyphens."""
    ids = slugs(titles)
    assert len(set(ids)) == len(ids) == len(titles)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
