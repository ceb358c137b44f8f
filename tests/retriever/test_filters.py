"""Filters and facet counts."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from index.store import Index
from retriever.filters import counts, filter_values, fits, fits_outside
from retriever.query import FILTER_KEYS, WHERE, Question
from retriever.retriever import Retriever

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"
TRUTH: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "corpus" / "parsing" / "truth.toml").read_text("utf-8")
)["measure"]
THREE_STATES = "perspektiven-in-betrieben-beschaeftigung"
"""Its title, not its organisation, names Rheinland-Pfalz, Saarland and Nordrhein-Westfalen."""

FILTERS: dict[str, tuple[dict[str, tuple[str, ...]], set[str]]] = {
    "state": (
        {"state": ("Brandenburg",)},
        {"stabilisierung-und-orientierung", "teilzeit-aktiv", "amiga-arbeitsfoerderung"},
    ),
    "two states": (
        {"state": ("Sachsen-Anhalt", "Thüringen")},
        {
            "betreuung-der-erwerbsfaehigen",
            "aktivierungshilfen-fuer-jugendliche",
            "entwicklung-eines-regionalen-netzwerkes",
        },
    ),
    "kind": ({"kind": ("Projekt",)}, {"primus-ii-langzeitbezug-durch-intensive"}),
    "target group": ({"target_group": ("Junge Mütter",)}, {"jumita-junge-muetter-in-teilzeit"}),
    "topic": (
        {"topic": ("selbstaendig",)},
        {"business-zentrum-selbststaendige-bzs", "entwicklung-eines-regionalen-netzwerkes"},
    ),
    "legal": (
        {"legal": ("§ 46 SGB III",)},
        {measure["id"] for measure in TRUTH if "§ 46 SGB III" in measure["legal"]},
    ),
    "legal without its law": (
        {"legal": ("§ 16e",)},
        {measure["id"] for measure in TRUTH if "§ 16e SGB II" in measure["legal"]},
    ),
    "organisation": (
        {"organisation": ("Jobcenter Landkreis München",)},
        {"zielgruppenspezifische-beratung", "bg-coaching"},
    ),
    "part-time": ({"part_time": ("true",)}, {measure["id"] for measure in TRUTH if measure.get("part_time")}),
    "contact": ({"has_contact": ("true",)}, {measure["id"] for measure in TRUTH if measure["contacts"]}),
    "document": ({"document": (CATALOGUE,)}, {measure["id"] for measure in TRUTH}),
    "state and part-time": (
        {"state": ("Hessen",), "part_time": ("true",)},
        {"bahn-frei-in-100-tagen-zum-ziel", "aqtiv-center-an-2-standorten"},
    ),
    "state, kind and paragraph": (
        {"state": ("Bayern", "Brandenburg"), "kind": ("Maßnahme",), "legal": ("§ 45 SGB III",)},
        {"bg-coaching", "teilzeit-aktiv"},
    ),
    "nothing has both": ({"state": ("Sachsen-Anhalt",), "part_time": ("true",)}, set()),
}


@pytest.mark.parametrize(("filters", "expected"), FILTERS.values(), ids=list(FILTERS))
def test_a_filter_leaves_the_measures_that_fit(
    retriever: Retriever, filters: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    """For every key, one value must match; nothing else is returned, whatever the question."""
    result = retriever.search(Question("Alleinerziehende in Ausbildung", limit=100, filters=filters))
    assert {hit.measure.id for hit in result.measures} == expected
    assert {passage.measure for passage in result.passages} - {None} <= expected


@pytest.mark.parametrize("value", ["THÜRINGEN", "Thueringen", "thuringen"])
def test_a_value_may_be_written_without_its_umlauts(index: Index, value: str) -> None:
    """Values are folded before they are compared, as the analyser does with words."""
    found = [m.id for m, f in zip(index.measures, index.facets, strict=True) if fits(m, f, {"state": (value,)})]
    assert found == ["aktivierungshilfen-fuer-jugendliche", "entwicklung-eines-regionalen-netzwerkes"]


def test_a_filter_without_a_match_gives_nothing(retriever: Retriever) -> None:
    """No measure, no passage, no facet, and no claim of an answer."""
    result = retriever.search(Question("Alleinerziehende", filters={"state": ("Hamburg",)}))
    assert (result.measures, result.passages, dict(result.facets), result.answerable) == ((), (), {}, False)


def test_passages_of_filtered_measures_alone_are_shown(retriever: Retriever) -> None:
    """Reports have no state, so a filter on state excludes them."""
    result = retriever.search(Question("Perspektive 50plus", limit=50, filters={"state": ("Hessen",)}))
    assert {passage.measure for passage in result.passages} == {
        "bahn-frei-in-100-tagen-zum-ziel",
        "aqtiv-center-an-2-standorten",
        "aktivierung-vor-ort",
    }


def test_a_report_can_be_searched_by_itself(retriever: Retriever) -> None:
    """Filtering by a document without measures still returns its passages."""
    wanted = "perspektive-50plus-aachen-2015"
    result = retriever.search(Question("Wie viele Ältere haben Arbeit gefunden?", filters={"document": (wanted,)}))
    assert result.measures == ()
    assert {passage.document for passage in result.passages} == {wanted}


def test_text_outside_of_measures_passes_by_its_document_alone() -> None:
    """All other keys apply to measures only."""
    assert fits_outside("report", {})
    assert fits_outside("report", {"document": ("other", "Report")})
    assert not fits_outside("report", {"document": ("other",)})
    assert not fits_outside("report", {"document": ("report",), "state": ("Bayern",)})


def facet(retriever: Retriever, key: str, filters: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, int]:
    """The counts of one filter key for a sample question."""
    return dict(retriever.search(Question("Arbeit", limit=1, filters=filters or {})).facets[key])


def test_every_key_has_its_facet(retriever: Retriever) -> None:
    """Every filter key is counted."""
    assert set(retriever.search(Question("Arbeit")).facets) == set(FILTER_KEYS) - {WHERE}


def test_states_are_counted_exactly(retriever: Retriever) -> None:
    """The counts match the truth table, plus the three states named in one title."""
    expected = Counter(measure["state"] for measure in TRUTH if measure.get("state"))
    expected.update(("Rheinland-Pfalz", "Saarland", "Nordrhein-Westfalen"))
    assert next(measure for measure in TRUTH if measure["id"] == THREE_STATES).get("state") is None
    assert facet(retriever, "state") == dict(expected)


def test_kinds_part_time_and_contacts_are_counted_exactly(retriever: Retriever) -> None:
    """There are 20 Maßnahmen, 15 Handlungsansätze and one Projekt; 7 are part-time, 21 have a contact."""
    assert facet(retriever, "kind") == {"Maßnahme": 20, "Handlungsansatz": 15, "Projekt": 1}
    assert facet(retriever, "kind") == Counter(measure["kind"] for measure in TRUTH)
    assert facet(retriever, "part_time") == {"true": 7}
    assert facet(retriever, "has_contact") == {"true": sum(bool(measure["contacts"]) for measure in TRUTH)}
    assert facet(retriever, "document") == {CATALOGUE: 36}


def test_organisations_are_counted_exactly(retriever: Retriever) -> None:
    """Two offices contributed two entries each."""
    expected = Counter(measure["organisation"] for measure in TRUTH if measure.get("organisation"))
    assert facet(retriever, "organisation") == dict(expected)
    assert list(facet(retriever, "organisation"))[:2] == [
        "Jobcenter Landkreis München",
        "Jobcenter Landkreis Osnabrück",
    ]


def test_paragraphs_count_at_least_those_of_the_legal_basis(retriever: Retriever) -> None:
    """Paragraphs cited in the running text count as well."""
    found = facet(retriever, "legal")
    expected = Counter(paragraph for measure in TRUTH for paragraph in measure["legal"])
    assert {paragraph: found[paragraph] for paragraph in expected if found[paragraph] < expected[paragraph]} == {}
    assert (found["§ 16 SGB II"], found["§ 45 SGB III"], found["§ 46 SGB III"]) == (16, 13, 2)


def test_facets_count_what_a_filter_leaves(retriever: Retriever) -> None:
    """The page shows how far the results can still be narrowed."""
    assert facet(retriever, "kind", {"state": ("Brandenburg",)}) == {"Maßnahme": 2, "Handlungsansatz": 1}
    assert facet(retriever, "state", {"state": ("Brandenburg",)}) == {"Brandenburg": 3}


def test_the_most_frequent_value_comes_first_then_the_alphabet(index: Index) -> None:
    """Facet values have a fixed order."""
    for key, counted in counts(zip(index.measures, index.facets, strict=True)).items():
        assert list(counted.items()) == sorted(counted.items(), key=lambda item: (-item[1], item[0])), key


def test_a_measure_is_found_by_each_of_its_values(index: Index) -> None:
    """Filtering by any facet value of a measure returns that measure."""
    for measure, facets in zip(index.measures, index.facets, strict=True):
        for key, own in filter_values(measure, facets).items():
            assert [value for value in own if not fits(measure, facets, {key: (value,)})] == []
