"""The large catalogue whose index is measured."""

from tests.benchmarks.large import large_catalogue


def test_entries_have_names_and_numbers_of_their_own() -> None:
    """So that asking for a name has one right answer."""
    entries = list(large_catalogue(2000))
    assert len({entry.title for entry in entries}) == len({entry.values[0].text for entry in entries}) == 2000
