"""The catalogues by which growth is measured, and the table of what was measured."""

import re

from corpus.collection import Corpus
from corpus.measure import Measure
from tests.benchmarks.peers.catalogue import scale_catalogue
from tests.benchmarks.scale import growth_table


def test_larger_catalogues_have_words_of_their_own() -> None:
    """Three times the measures, each with a name of its own, and words that the shipped ones don't have."""
    shipped = Corpus.shipped()
    measures = {times: held(scale_catalogue(shipped, times, own_words=True)) for times in (1, 2, 3)}
    assert [len(each) for each in measures.values()] == [36, 72, 108]
    assert len({measure.title for measure in measures[3]}) == 108
    words = {times: words_of(scale_catalogue(shipped, times, own_words=True)) for times in (1, 2, 3)}
    first, second = len(words[2] - words[1]), len(words[3] - words[2])
    assert 50 < second < first
    assert words[3] == words_of(scale_catalogue(shipped, 3, own_words=True))


def test_sections_of_larger_catalogues_are_where_their_spans_say() -> None:
    """Invented words stand in the documents' texts as well, so that quotes hold them."""
    corpus = scale_catalogue(Corpus.shipped(), 2, own_words=True)
    for parsed in corpus.parsed[-3:]:
        for measure in parsed.measures:
            assert parsed.document.text[measure.start :].startswith(measure.title)
            for section in measure.sections:
                assert all(parsed.document.text[start:end].strip() for start, end in section.spans)


def test_growth_is_shown_as_an_exponent() -> None:
    """Ten times the time at a hundred times the size is an exponent of one half; what wasn't measured is a dash."""
    lines = growth_table(
        {1: {"chunks": 700, "search_p50": 2.0}, 100: {"chunks": 70_000, "search_p50": 20.0}}
    ).splitlines()
    assert lines[0] == "|  | 700 chunks | 70,000 chunks | exponent |"
    assert "| question, p50 | 2.0 ms | 20.0 ms | 0.50 |" in lines
    assert "| load | – | – |  |" in lines


def held(corpus: Corpus) -> list[Measure]:
    """All measures of a corpus."""
    return [measure for parsed in corpus.parsed for measure in parsed.measures]


def words_of(corpus: Corpus) -> set[str]:
    """All words of a corpus."""
    return {word for parsed in corpus.parsed for word in re.findall(r"\w+", parsed.document.text)}
