"""The keyword index of a catalogue as an independent question set: each keyword asks for the measures on its pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.collection import Corpus
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed
from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import JudgedQuestion

LEVEL_NAME = "keyword"
_TOLERANCE = 1.0
"""Pages around an estimated start within which a page may belong to either neighbour."""


def keyword_questions(corpus: Corpus) -> tuple[JudgedQuestion, ...]:
    """The keywords whose pages belong to a measure with certainty. Raises QuestionError if there is no keyword index.

    The first page of a measure that prints none is interpolated by the length of the text between its neighbours;
    pages within one page of such a start are borderline for both measures. Pages before the first measure are ignored.
    """
    catalogues = [parsed for parsed in corpus.parsed if parsed.keywords and parsed.measures]
    if not catalogues:
        raise QuestionError("no document has a keyword index (a Stichwortverzeichnis with page numbers)")
    return tuple(question for parsed in catalogues for question in _questions(parsed))


def _questions(parsed: Parsed) -> Iterator[JudgedQuestion]:
    starts = list(_starts(parsed.measures))
    for number, (keyword, pages) in enumerate(parsed.keywords.items(), 1):
        certain: dict[str, int] = {}
        uncertain: dict[str, None] = {}
        for page in pages:
            ids = _measures_at(page, starts)
            if len(ids) == 1:
                certain[ids[0]] = 1
            uncertain |= dict.fromkeys(ids[1:] and ids)
        if certain:
            borderline = tuple(id for id in uncertain if id not in certain)
            yield JudgedQuestion(
                f"k{number:03d}", keyword, "de", style="keyword", grades=certain, borderline=borderline
            )


def _measures_at(page: int, starts: Sequence[tuple[float, bool, str]]) -> list[str]:
    """The measure that a page belongs to, or both that it may belong to."""
    before = [place for place, (start, _, _) in enumerate(starts) if start <= page]
    if not before:
        return []
    place = before[-1]
    found = {place}
    if not starts[place][1] and page - starts[place][0] < _TOLERANCE and place:
        found.add(place - 1)
    if place + 1 < len(starts) and not starts[place + 1][1] and starts[place + 1][0] - page < _TOLERANCE:
        found.add(place + 1)
    return [starts[each][2] for each in sorted(found)]


def _starts(measures: Sequence[Measure]) -> Iterator[tuple[float, bool, str]]:
    """First page, whether it is printed, and id of each measure between printed pages."""
    printed = [measure for measure in measures if measure.page is not None]
    for measure in measures:
        if measure.page is not None:
            yield float(measure.page), True, measure.id
            continue
        around = next(((a, b) for a, b in pairwise(printed) if a.start < measure.start < b.start), None)
        if around:
            before, after = around
            share = (measure.start - before.start) / (after.start - before.start)
            yield before.page + share * (after.page - before.page), False, measure.id  # type: ignore[operator]
