"""Words of a sentence against those of a German source."""

from tests.service.grounding.conftest import Reading


def test_each_word_means_one_of_the_source(reading: Reading) -> None:
    """The same stem, the concept, or the encoder's nearness; reporting verbs and numbers claim nothing."""
    similarities = reading("en").similarities(
        "It offers voluntary gym membership for 12 months.", "Freiwillige Teilnahme, 12 Monate"
    )
    assert [each == 1 for each in similarities] == [True, False, False]
    assert max(similarities[1:]) < 0.3
