"""How places are written."""

import pytest

from corpus.reference.place import Place
from corpus.reference.spellings import spellings

HALLE = Place("Halle (Saale)", "Stadt", "Sachsen-Anhalt", None, ("Halle",))
UNNA = Place("Unna", "Kreis", "Nordrhein-Westfalen", "Unna", ())
BAYERN = Place("Bayern", "Land", "Bayern", "München", ("BY", "bayerisch"))
WUERZBURG = Place("Würzburg", "Stadt", "Bayern", None, ())


def written(*places: Place) -> set[str]:
    return {" ".join(spelling.words) for found in spellings(places).values() for spelling in found}


def test_names_aliases_seats_and_inflections() -> None:
    """Genitives of all, the people of a town, the endings of a Land's adjective; folded."""
    assert written(WUERZBURG) == {"wurzburg", "wurzburgs", "wurzburger"}
    adjectives = {"bayerisch", "bayerische", "bayerischen", "bayerischer", "bayerisches", "bayerischem"}
    assert written(BAYERN) == {"bayern", "bayerns", "by", "munchen", "munchens", *adjectives}


def test_the_longest_spelling_comes_first() -> None:
    """So that the bracket belongs to the name; an ordinary word has no genitive."""
    found = [spelling.words for spelling in spellings([HALLE])["halle"]]
    assert found == [("halle", "saale"), ("halle", "saales"), ("halle",)]


@pytest.mark.parametrize(
    ("word", "written", "cued", "counts"),
    [
        ("halle", "Halle", True, True),
        ("halle", "Halle", False, False),
        ("halle", "halle", True, False),
        ("unna", "Unna", False, True),
        ("unna", "unna", True, True),
        ("unna", "unna", False, False),
        ("by", "BY", True, True),
        ("by", "By", True, False),
        ("wurzburg", "würzburg", False, True),
        ("wurzburger", "würzburger", False, False),
    ],
)
def test_ambiguous_words_need_a_cue_or_a_capital(word: str, written: str, cued: bool, counts: bool) -> None:
    """Ordinary words both, words one typing error away either, abbreviations their own spelling, others nothing."""
    spelling = spellings([HALLE, UNNA, BAYERN, WUERZBURG])[word][-1]
    assert spelling.counts(written, cued) is counts
