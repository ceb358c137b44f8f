"""Of whom and of when a clause speaks."""

import pytest

from retriever.criteria.scope import about_client, at_present


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("der ehemann hat krebs und sie versorgt ihn", "der  und sie versorgt ihn"),
        ("schuler, 15, eltern im leistungsbezug, kreis st. wendel", "schuler, 15, , kreis st. wendel"),
        ("relatives trinkt, sie ist 36", ", sie ist 36"),
        ("her son is disabled, wants work", "her son , wants work"),
        ("mutter, 22, hat schulden", "mutter, 22, hat schulden"),
        ("kinder hat sie nicht", "kinder hat sie nicht"),
        ("angebote fur eltern im leistungsbezug", "angebote fur eltern im leistungsbezug"),
    ],
)
def test_relatives_are_left_out(text: str, left: str) -> None:
    """Partners, parents and what is said of children, up to the end of the clause; the text stays as long."""
    found = about_client(text)
    assert len(found) == len(text)
    assert found.replace("_", "").strip() == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("er hing mal an der nadel, das ist aber seit 4 jahren vorbei. ist jetzt 33", ". ist jetzt 33"),
        ("used to have a gambling problem, that's over now. 45", ". 45"),
        ("fruher altenpflegehelferin, sucht arbeit", ", sucht arbeit"),
        ("drogen. das ist vorbei. sucht arbeit", ".. sucht arbeit"),
        ("trinkt, hat schulden", "trinkt, hat schulden"),
    ],
)
def test_what_is_over_is_left_out(text: str, left: str) -> None:
    """What once was, and what is said to be over."""
    found = at_present(text)
    assert len(found) == len(text)
    assert found.replace("_", "").strip() == left
