"""What measures can be filtered by."""

from functools import cache
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reference.places import Places
from index.encoders.load import load_encoder
from index.facets import TARGET_GROUPS, MeasureFacets, document_mentions, facet_topics
from index.store import Index


@pytest.fixture(scope="module")
def facets(built_index: Path) -> dict[str, MeasureFacets]:
    """Facets of the shipped measures by id."""
    return {entry.measure: entry for entry in Index.load(built_index, load_encoder()).facets}


@cache
def places() -> Places:
    return Places.shipped()


def test_every_measure_has_its_facets(facets: dict[str, MeasureFacets], built_index: Path) -> None:
    """In the order of the measures."""
    assert list(facets) == [measure.id for measure in Index.load(built_index, load_encoder()).measures]


def test_facets_of_a_measure_are_read_from_its_words(facets: dict[str, MeasureFacets]) -> None:
    """JUMITA: a Jobcenter in Lower Saxony, young and single mothers, two paragraphs."""
    jumita = facets["jumita-junge-muetter-in-teilzeit"]
    assert jumita.states == ("Niedersachsen",)
    assert jumita.places == ("Göttingen",)
    assert jumita.paragraphs == ("§ 16 SGB II", "§ 45 SGB III")
    assert {"Junge Mütter", "Alleinerziehende"} <= set(jumita.target_groups)
    assert {"qualifizierung", "familie"} <= set(jumita.topics)


def test_states_in_a_title_count_where_the_office_has_none(facets: dict[str, MeasureFacets]) -> None:
    """`Perspektiven in Betrieben` is tested in the districts that its title names."""
    states = facets["perspektiven-in-betrieben-beschaeftigung"].states
    assert states == ("Rheinland-Pfalz", "Saarland", "Nordrhein-Westfalen")
    assert facets["fit-for-life"].states == ()


def test_paragraphs_are_those_of_all_fields(facets: dict[str, MeasureFacets]) -> None:
    """§ 16f stands in the description of a measure that names no legal basis; the legal basis comes first."""
    assert "§ 16f SGB II" in facets["beratung-von-sgb-ii"].paragraphs
    assert facets["teilqualifizierung"].paragraphs[:2] == ("§ 16 SGB II", "§ 81 SGB III")


def test_values_are_distinct_and_topics_are_known(facets: dict[str, MeasureFacets]) -> None:
    """Each value once."""
    assert TARGET_GROUPS not in facet_topics()
    for entry in facets.values():
        for values in (entry.states, entry.places, entry.paragraphs, entry.target_groups, entry.topics):
            assert len(set(values)) == len(values)
        assert set(entry.topics) <= facet_topics()


def test_what_a_document_names() -> None:
    """Places with their Land, and paragraphs, each once."""
    text = "In Dresden und im Landkreis Harz gilt § 45 SGB III, in Dresden auch § 16e SGB II."
    found = document_mentions(Document("a", "A", None, None, "de", "report", text), places())
    assert found.document == "a"
    assert set(found.places) == {"Dresden", "Harz", "Sachsen", "Sachsen-Anhalt"}
    assert found.paragraphs == ("§ 45 SGB III", "§ 16e SGB II")
