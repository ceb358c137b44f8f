"""Open Referral data: services with provider, places, times and contacts."""

import json
from typing import Any

from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made
from tests.corpus.formats.shown import Shown, shown

SERVICE = {
    "id": "JC-101",
    "name": "Neustart Büro",
    "description": "Office-Schulung und Praktikum",
    "eligibility_description": "Frauen und Männer mit kaufmännischer Vorerfahrung",
    "application_process": "über die Integrationsfachkraft",
    "fees_description": "Kostenfrei mit AVGS",
    "organization": {"name": "Bildungswerk gGmbH"},
    "contacts": [{"name": "Frau Lorenz", "email": "lorenz@bw.example", "phones": [{"number": "0555 123-40"}]}],
}


def read(made: Made, value: Any) -> list[Shown]:
    return shown(extract(made("services.json", json.dumps(value, ensure_ascii=False))))


def test_a_service_has_labels_of_its_own(made: Made) -> None:
    """In the language of its texts; a single contact's telephone and address stand under their own labels."""
    assert read(made, {"services": [SERVICE]}) == [
        ("record",),
        ("heading", 2, "Neustart Büro"),
        ("pair", "id", "JC-101"),
        ("pair", "Beschreibung", "Office-Schulung und Praktikum"),
        ("pair", "Zielgruppe", "Frauen und Männer mit kaufmännischer Vorerfahrung"),
        ("pair", "Träger", "Bildungswerk gGmbH"),
        ("pair", "Anmeldung", "über die Integrationsfachkraft"),
        ("pair", "Kosten", "Kostenfrei mit AVGS"),
        ("pair", "Ansprechpartner", "Frau Lorenz"),
        ("pair", "Telefon", "0555 123-40"),
        ("pair", "E-Mail", "lorenz@bw.example"),
    ]


def test_places_times_costs_and_ages_are_put_into_words(made: Made) -> None:
    """In English here; what belongs to one of several places names it, and unknown names are kept."""
    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "organization_id": "o1",
        "name": "Fresh start",
        "status": "active",
        "eligibility_description": "People who are looking for work in the city",
        "minimum_age": 18,
        "maximum_age": 25.0,
        "cost_options": [{"option": "Course", "amount": 300, "currency": "EUR"}],
        "capacities": [{"available": 3, "maximum": 20, "unit": {"name": "people"}}],
        "schedules": [{"byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "13:00:00", "valid_from": "2025-03-01"}],
        "service_at_locations": [
            {
                "location": {
                    "name": "House A",
                    "addresses": [{"address_1": "1 Quay", "city": "Kiel", "postal_code": "24103"}],
                    "phones": [{"number": "0431 1", "extension": 5}],
                }
            },
            {"location": {"name": "House B", "addresses": [{"address_1": "2 Road", "city": "Ulm"}]}},
        ],
        "phones": [{"number": "0431 99"}],
        "contacts": [{"name": "Ms A", "title": "Head"}, {"name": "Mr B", "phones": [{"number": "0431 2"}]}],
        "attributes": [{"taxonomy_term": {"name": "Training"}}],
        "last_modified": "2025-01-01",
        "own": {"field": "kept"},
    }
    organization = {"id": "o1", "name": "Works Ltd", "email": "info@works.example"}
    assert read(made, {"organizations": [organization], "services": [service]})[2:] == [
        ("pair", "Target group", "People who are looking for work in the city"),
        ("pair", "Age", "18 to 25 years"),
        ("pair", "Provider", "Works Ltd"),
        ("pair", "Costs", "Course, 300 EUR"),
        ("pair", "Places", "20 people, 3 available"),
        ("pair", "Schedule", "Mon, Wed 09:00–13:00, from 01.03.2025"),
        ("pair", "Location", "House A, 1 Quay, 24103 Kiel\nHouse B, 2 Road, Ulm"),
        ("pair", "Contact", "Ms A, Head\nMr B, 0431 2"),
        ("pair", "Telephone", "House A: 0431 1 ext. 5\n0431 99"),
        ("pair", "Status", "active"),
        ("pair", "Category", "Training"),
        ("pair", "Provider – Email", "info@works.example"),
        ("pair", "own – field", "kept"),
    ]


def test_services_are_found_in_every_packaging(made: Made) -> None:
    """The pages of an API, a list, one service alone, an organization with its services."""
    expected = read(made, [SERVICE])
    assert read(made, {"total_items": 1, "page_number": 1, "contents": [SERVICE]}) == expected
    assert read(made, SERVICE) == expected
    bare = {name: value for name, value in SERVICE.items() if name != "organization"}
    organization = {"id": "o1", "name": "Bildungswerk gGmbH", "description": "", "services": [bare], "locations": []}
    assert read(made, organization) == expected
