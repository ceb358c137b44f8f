"""Hours in numbers."""

import pytest

from retriever.criteria.stated_hours import stated_hours


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wurde gern 20 stunden die woche anfangen", "parttime"),
        ("mehr als 4 stunden am tag sind nicht drin", "parttime"),
        ("looking for 38 hours a week", "fulltime"),
        ("15-20 std. pro woche", "parttime"),
        ("sie kann nur von 8 bis 12", "mornings"),
        ("arbeitet 20 stunden die woche", None),
        ("32 stunden pro woche", None),
        ("wie viele stunden die woche", None),
        ("20 stunden", None),
    ],
)
def test_hours(text: str, topic: str | None) -> None:
    """A day or a week; what somebody works already is no wish."""
    found = stated_hours(text)
    assert (found.topic if found else None) == topic
