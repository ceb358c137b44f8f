"""The age of one person, in folded German and English."""

import pytest

from retriever.criteria.ages import own_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("kunde, 27, schulden", 27),
        ("45-jahriger mit rucken", 45),
        ("woman aged 33, two children", 33),
        ("kundin 19 sucht ausbildung", 19),
        ("massnahmen fur leute unter 25 jahre", None),
        ("25 stunden pro woche", None),
    ],
)
def test_the_age_of_one_person(text: str, age: int | None) -> None:
    """Not that of a group, nor another number."""
    assert own_age(text) == age
