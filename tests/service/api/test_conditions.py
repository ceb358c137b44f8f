"""Conditions over HTTP: what was understood, what each measure states, and filters."""

from typing import Any

import httpx


def searched(client: httpx.Client, question: str, **more: Any) -> Any:
    """The answer to a search."""
    return client.post("/api/search", json={"question": question, **more}).json()


def test_what_was_understood_as_a_condition(client: httpx.Client) -> None:
    """With how many measures state it and meet it, and the same as a filter."""
    answer = searched(client, "Welche Maßnahmen haben mehr als 50 Plätze?", limit=1)
    assert answer["conditions"] == [
        {
            "field": "places", "operator": ">", "value": 50, "upper": None, "unit": "place", "basis": [],
            "negated": False, "words": "mehr als 50 Plätze", "filter": "places>50", "stated": 13, "met": 4,
        }
    ]  # fmt: skip
    assert (answer["inquiry"]["demand"], answer["inquiry"]["total"]) == ("list", 36)
    figure = answer["measures"][0]["figures"][0]
    assert (answer["measures"][0]["standing"], figure["low"]) == ("met", 2428)
    assert figure["quote"].startswith("• Teilnehmerzahl: 2.428 Personen")


def test_the_same_as_a_filter(client: httpx.Client) -> None:
    """In searches and in the list of measures."""
    where = {"where": ["places>=50", "start>=2012-12-01"]}
    answer = searched(client, "Welche Maßnahmen gibt es?", filters=where)
    assert [hit["measure"]["id"] for hit in answer["measures"]] == ["foerderzentrum-plus"]
    listed = client.get("/api/measures", params={"where": ["places>=50", "start>=2012-12-01"]}).json()
    assert [measure["id"] for measure in listed["measures"]] == ["foerderzentrum-plus"]


def test_a_condition_that_is_wrong_is_refused(client: httpx.Client) -> None:
    """With how one looks; what was sent isn't repeated."""
    body = {"question": "x", "filters": {"where": ["places>=many"]}}
    refused = client.post("/api/search", json=body, headers={"Accept-Language": "en"})
    said = "is no condition that can be checked; write it like places>=50, start<2012 or state=Bayern"
    assert (refused.status_code, refused.json()["errors"]) == (422, [{"field": "filters.where.0", "message": said}])


def test_what_cant_be_checked_is_told(client: httpx.Client) -> None:
    """Nothing is ignored without a word."""
    assert searched(client, "measures with fewer than 10 sessions")["unapplied"] == ["fewer than 10 sessions"]
