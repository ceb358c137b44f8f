"""Professions of clients, and of those whom a measure addresses."""

import pytest

from corpus.eligibility.professions import addressed, profession, professions


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("ingenieur, 45, arbeitslos", "engineer"),
        ("kundin ist arztin aus syrien", "doctor"),
        ("client is a qualified doctor from syria", "doctor"),
        ("gelernte tagesmutter", "childminder"),
        ("gelernter dachdecker", "dachdecker"),
        ("trained plumber", "plumber"),
        ("gelernte fachkraft", None),
        ("frau muller braucht einen arzttermin", None),
        ("beratung fur arzte und ingenieure", None),
    ],
)
def test_the_profession_of_a_person(question: str, stated: str | None) -> None:
    """A profession that measures are made for, or a trade as it is called."""
    assert profession(question) == stated


def test_the_professions_that_a_text_names() -> None:
    """Inflected ones too, and each once."""
    text = "fur zugewanderte Diplom-Ingenieure, Arzte und Arztinnen"
    assert professions(text) == {"engineer", "doctor"}
    assert professions("bei Dachdeckern") == frozenset()


def test_members_of_a_profession_may_be_addressed() -> None:
    """All of them in a list."""
    found = addressed("Anerkennung bei Arzten, Ingenieuren und anderen")
    assert found is not None
    assert found.group() == "bei Arzten, Ingenieuren"
    assert addressed("Der Arzt entscheidet.") is None
