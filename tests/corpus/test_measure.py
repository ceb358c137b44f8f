"""Names of measures, and their sections by field."""

import pytest

from corpus.measure import Figures, Measure, Section, heading, short_name

TARGET = Section("target_group", "Zielgruppe", "Alle", ((10, 14), (20, 24)))
GOAL = Section("goal", "Ziel", "Arbeit", ((30, 36),))


def measure(title: str, *sections: Section) -> Measure:
    return Measure("id", title, "Maßnahme", None, None, "a", 0, 40, None, None, (), (), Figures(), sections)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("JUMITA – Junge Mütter in Teilzeit", "JUMITA"),
        ("Projekt „BAHN FREI“ für Ältere", "BAHN FREI"),
        ("• Coaching (BG)", "Coaching"),
        ("", "id"),
        ("Sehr " * 20, "Sehr Sehr Sehr Sehr Sehr Sehr Sehr Sehr Sehr Sehr Sehr Sehr …"),
    ],
)
def test_short_names(title: str, name: str) -> None:
    """What is quoted, else what stands before a break, else as many words as fit into 60 characters."""
    assert short_name(measure(title)) == name


def test_a_heading_is_the_title_up_to_a_hundred_characters() -> None:
    """Without its bullet."""
    assert heading(measure("• Coaching (BG)")) == "Coaching (BG)"
    assert heading(measure("")) == "id"
    assert len(heading(measure("Sehr " * 40))) <= 102


def test_sections_are_found_in_the_order_of_the_fields() -> None:
    """The first field that is there counts."""
    found = measure("x", GOAL, TARGET)
    assert found.section("target_group", "goal") is TARGET
    assert found.section("period", "goal") is GOAL
    assert found.section("period") is None
    assert (TARGET.start, TARGET.end) == (10, 24)
