"""The keyword index of a catalogue as questions that nobody here wrote: each asks for the measures on its pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.collection import Corpus
from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed
from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import Judged

NAME = "keyword"
_UNSURE = 1.0
"""Pages around a measure's start that may be its neighbour's, where that start is only known from the text's length."""


def keyword_questions(corpus: Corpus) -> tuple[Judged, ...]:
    """The keywords whose pages belong to a measure for certain. Raises QuestionError if there is no keyword index.

    A measure whose page isn't printed anywhere starts where its share of the text between its neighbours lets expect
    it. What is within a page of such a start is borderline for both. Pages before the first measure ask for none.
    """
    catalogues = [parsed for parsed in corpus.parsed if parsed.keywords and parsed.measures]
    if not catalogues:
        raise QuestionError("no document has a keyword index (a Stichwortverzeichnis with page numbers)")
    return tuple(question for parsed in catalogues for question in _questions(parsed))


def _questions(parsed: Parsed) -> Iterator[Judged]:
    starts = list(_starts(parsed.measures))
    for number, (keyword, pages) in enumerate(parsed.keywords.items(), 1):
        sure: dict[str, int] = {}
        unsure: dict[str, None] = {}
        for page in pages:
            ids = _at(page, starts)
            if len(ids) == 1:
                sure[ids[0]] = 1
            unsure |= dict.fromkeys(ids[1:] and ids)
        if sure:
            borderline = tuple(id for id in unsure if id not in sure)
            yield Judged(f"k{number:03d}", keyword, "de", style="keyword", grades=sure, borderline=borderline)


def _at(page: int, starts: Sequence[tuple[float, bool, str]]) -> list[str]:
    """The measure that a page belongs to, or both that it may belong to."""
    own = [place for place, (start, _, _) in enumerate(starts) if start <= page]
    if not own:
        return []
    place = own[-1]
    found = {place}
    if not starts[place][1] and page - starts[place][0] < _UNSURE and place:
        found.add(place - 1)
    if place + 1 < len(starts) and not starts[place + 1][1] and starts[place + 1][0] - page < _UNSURE:
        found.add(place + 1)
    return [starts[each][2] for each in sorted(found)]


def _starts(measures: Sequence[Measure]) -> Iterator[tuple[float, bool, str]]:
    """First pages, whether they are printed, and ids; what stands before the first printed page isn't counted."""
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
