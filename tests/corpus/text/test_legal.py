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
    "Art.", "AVIG", "lit. a", "2013",
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
        ("§ 18 Abs. 5 AlVG, § 34 AMSG", ["§ 18 AlVG", "§ 34 AMSG"]),
        ("§ 18 Abs. 5 Z 2 AlVG", ["§ 18 AlVG"]),
        ("§ 34 des Arbeitsmarktservicegesetzes", ["§ 34 AMSG"]),
        ("Art. 60 AVIG", ["Art. 60 AVIG"]),
        ("Art. 64a Abs. 1 lit. a AVIG", ["Art. 64a AVIG"]),
        ("article 60 of the AVIG, Artikel 59a-c AVIG", [f"Art. {n} AVIG" for n in ("60", "59a", "59b", "59c")]),
        ("§ 60 AVIG und 34 AMSG", ["Art. 60 AVIG", "§ 34 AMSG"]),
        ("§ 16 Abs. 1 Buchst. a SGB II", ["§ 16 SGB II"]),
        ("§ 3 SGB 14, § 4 SGB XIII", ["§ 3 SGB XIV", "§ 4 SGB XIII"]),
        ("§ 1151 ABGB, § 1906 BGB", ["§ 1151 ABGB", "§ 1906 BGB"]),
        ("§ 6 UVG, Art. 6 UVG", ["§ 6 UVG", "Art. 6 UVG"]),
        ("im Jahr 2012 SGB II, § 16, 2013", ["§ 16"]),
        ("§ 35 f. AMSG, § 16 i.V.m. § 45 SGB III", ["§ 35 AMSG", "§ 16", "§ 45 SGB III"]),
        ("§ 45 AVGS, Artikel 5 der Zeitung", ["§ 45"]),
        ("30 OR 40, Start. 60", []),
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
    assert all(
        re.fullmatch(r"§ \d{1,4}[a-z]?( (SGB [IVX]+|BGB))?|Art\. \d{1,4}[a-z]? AVIG", paragraph) for paragraph in found
    )
    assert paragraphs("; ".join(found)) == found
