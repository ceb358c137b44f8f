"""Paragraphs of law, whatever they are written like."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.legal import paragraphs

PARTS = [
    "§", "§§", " ", "1", "16", "16e", "45", "Abs. 1", "S. 2", "Nr. 3", ",", "und", "-", "–", "a", "f", "SGB", "II",
    "SGBII",
    "SGB 2", "SGB III", "BGB", "i.V.m.", "Paragraph", "section", "ff.", "(", "a.F.", "\n",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 16e", ["§ 16e"]),
        ("§16e SGBII", ["§ 16e SGB II"]),
        ("§ 54 a SGB III", ["§ 54a SGB III"]),
        ("16e SGB II", ["§ 16e SGB II"]),
        ("§ 45 SGB 3", ["§ 45 SGB III"]),
        ("Section 45 SGB III, Paragraf 31 SGB II", ["§ 45 SGB III", "§ 31 SGB II"]),
        ("§ 16 Abs. 1 SGBII i.V.m. §§ 45, 75 SGB III", ["§ 16 SGB II", "§ 45 SGB III", "§ 75 SGB III"]),
        ("§ 16 Abs. 1 Satz 2 Nr. 4 und § 1 Abs. 2 und 3 SGB II", ["§ 16 SGB II", "§ 1 SGB II"]),
        ("§§ 16a-c SGB II", ["§ 16a SGB II", "§ 16b SGB II", "§ 16c SGB II"]),
        ("§§ 88 ff. SGB III", ["§ 88 SGB III"]),
        ("§ 10 BEEG", ["§ 10 BEEG"]),
        ("SGB II, 2010, am 16. Mai 2012", []),
    ],
)
def test_paragraphs_are_normalised(text: str, expected: list[str]) -> None:
    """Details, ranges, lists and the spelling of the law's name don't matter; numbers alone are no paragraph."""
    assert paragraphs(text) == expected


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_paragraphs_are_distinct_and_read_again_the_same(text: str) -> None:
    """What comes out is in one form, each once, and a fixed point."""
    found = paragraphs(text)
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"§ \d{1,3}[a-z]?( (SGB [IVX]+|BGB))?", paragraph) for paragraph in found)
    assert paragraphs("; ".join(found)) == found
