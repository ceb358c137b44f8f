"""The HTTP contract, against a live server with the shipped documents."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx
import pytest

from corpus.text.cleaning import clean
from retriever.query import FILTER_KEYS, Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from service.wire.common import FiltersModel

Ask = Callable[..., dict[str, Any]]

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"
JUMITA = "jumita-junge-muetter-in-teilzeit"
BAHN_FREI = "bahn-frei-in-100-tagen-zum-ziel"
QUESTIONS = [
    "measures for single parents with childcare issues",
    "Was kostet BAHN FREI?",
    "Wer ist Ansprechpartner für JUMITA?",
    "Leitbild der Netzwerke für Aktivierung, Beratung und Chancen",
    "§ 45 SGB III Maßnahmen für Männer über 50",
]
ANSWER = (
    "question language answerable confidence index expanded understood criteria missing unborne conditions unapplied "
    "inquiry degraded measures documents passages facets"
).split()
MEASURE = (
    "id title kind organisation state document catalogue also_in start end page contact fields other figures legal"
).split()
PASSAGE = "id document document_title measure section page start end text score highlights citation".split()
FIELDS = (
    "target_group goal_and_target_group goal period participants budget resources financing legal_basis implementation "
    "particulars description results why_it_works hints changes number provider place hours start cost requirements "
    "application valid_until link"
).split()


@pytest.fixture(scope="module")
def texts(client: httpx.Client) -> dict[str, str]:
    """The documents' texts, as the service gives them."""
    ids = client.get("/api/facets").json()["facets"]["document"]
    ids |= dict.fromkeys(("leitbild-netzwerke-abc", "open-space-50plus-berlin-2013", "perspektive-50plus-aachen-2015"))
    ids |= {"perspektive-50plus-rotenburg-2016": 0}
    return {id: client.get(f"/api/documents/{id}").json()["text"] for id in ids}


def test_health(client: httpx.Client) -> None:
    """The process lives."""
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readiness(client: httpx.Client) -> None:
    """A service that is ready says what it serves."""
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["documents"], ready["measures"], ready["degraded"]) == ("ready", 5, 36, [])
    assert ready["index"]["encoder"].startswith("lotse-static-")


def test_shape_of_an_answer(ask: Ask) -> None:
    """An answer, its measures and its passages have the members of the contract, and no others."""
    answer = ask(QUESTIONS[0])
    assert list(answer) == ANSWER
    assert list(answer["index"]) == ["generation", "encoder", "built_at"]
    hit = answer["measures"][0]
    assert list(hit) == "measure score group criteria why conflicts passages figures standing".split()
    assert list(hit["measure"]) == MEASURE
    assert list(hit["measure"]["fields"]) == FIELDS
    assert list(hit["why"][0]) == ["field", "quote", "start", "end"]
    assert list(answer["passages"][0]) == list(hit["passages"][0]) == PASSAGE
    assert tuple(answer["facets"]) == FILTER_KEYS[:-1]
    assert (len(answer["measures"]), len(answer["passages"])) == (10, 10)


def test_what_no_document_names(ask: Ask) -> None:
    """Is told by name, so that nobody looks for it among what comes nearest."""
    answer = ask("Wie hoch ist das Wohngeld?")
    assert (answer["answerable"], answer["missing"]) == (False, ["Wohngeld"])
    assert ask(QUESTIONS[0])["missing"] == []


def test_measures_for_single_parents(ask: Ask) -> None:
    """The question of the README finds the measures for single parents, in English and with the thesaurus' help."""
    answer = ask(QUESTIONS[0])
    assert (answer["language"], answer["question"]) == ("en", QUESTIONS[0])
    assert JUMITA in [hit["measure"]["id"] for hit in answer["measures"][:3]]
    assert any("Alleinerziehende" in each["labels"] for each in answer["expanded"])
    assert all(0 <= hit["score"] <= 1 for hit in answer["measures"])


def test_criteria_are_judged_one_by_one(ask: Ask, texts: dict[str, str]) -> None:
    """A case is taken apart; each measure says to each part whether it fits, with the words that decide."""
    case = "Kundin, 34, zwei Kinder, möchte Ausbildung in Teilzeit"
    answer = ask(case, limit=36)
    assert [(each["id"], each["words"]) for each in answer["criteria"]] == [
        ("sex", "Kundin"), ("age", "34"), ("children", "zwei Kinder"), ("wish.training", "Ausbildung"),
        ("hours", "Teilzeit"),
    ]  # fmt: skip
    jumita = next(hit for hit in answer["measures"] if hit["measure"]["id"] == JUMITA)
    assert jumita["group"] == "against"
    assert [each["id"] for each in jumita["criteria"]] == [each["id"] for each in answer["criteria"]]
    verdicts = {each["id"]: (each["verdict"], each["quote"]) for each in jumita["criteria"]}
    assert verdicts["age"] == ("against", "bis 30 Jahre")
    assert verdicts["children"] == ("met", "Mütter")
    assert [each["quote"] for each in jumita["conflicts"]] == ["bis 30 Jahre"]
    for each in jumita["criteria"]:
        assert clean(texts[CATALOGUE][each["start"] : each["end"]]) == each["quote"]
    younger = ask(case, limit=36, without=["34"])
    assert "age" not in [each["id"] for each in younger["criteria"]]
    jumita = next(hit for hit in younger["measures"] if hit["measure"]["id"] == JUMITA)
    assert (jumita["group"], jumita["conflicts"]) == ("best", [])


def test_what_a_measure_costs(ask: Ask) -> None:
    """The question for a fact gives the passage with the value first, and says how it was understood."""
    answer = ask("Was kostet BAHN FREI?", limit=1)
    (passage,) = answer["passages"]
    assert (passage["id"], passage["section"], passage["page"]) == (
        f"{BAHN_FREI}/budget/1",
        "Mittelvolumen",
        31,
    )
    assert passage["text"].startswith("Ca. 279.000 Euro Jahresbudget für 2013 (April bis Dezember).")
    assert {"kind": "field", "words": "kostet", "value": "cost"} in answer["understood"]
    assert [hit["measure"]["id"] for hit in answer["measures"]] == [BAHN_FREI]


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_reproduce(ask: Ask, texts: dict[str, str], question: str) -> None:
    """Cleaning the span of every passage and quote gives its text, and highlights lie in it."""
    answer = ask(question, limit=100)
    passages = [*answer["passages"], *(each for hit in answer["measures"] for each in hit["passages"])]
    assert len(passages) > 150
    for passage in passages:
        assert clean(texts[passage["document"]][passage["start"] : passage["end"]]) == passage["text"]
        assert all(0 <= start < end <= len(passage["text"]) for start, end in passage["highlights"])
    for hit in answer["measures"]:
        for quoted in (*hit["why"], *hit["conflicts"]):
            assert clean(texts[CATALOGUE][quoted["start"] : quoted["end"]]) == quoted["quote"]


@pytest.mark.parametrize(
    "question",
    [
        "🧑‍🍼 alleinerziehend?",
        "Kinder\u0000betreuung",
        "ﬁt für Mu\u0308tter",
        "שאלה عن العمل",
        "?!",
        "ẞ" * 4_000,
        "😀" * 4_000,
    ],
)
def test_unicode(ask: Ask, question: str) -> None:
    """Whatever is text is searched for, and comes back as it was sent."""
    assert ask(question, limit=2)["question"] == question


def test_language_of_the_question(ask: Ask) -> None:
    """The language can be said; citations follow it."""
    assert ask("JUMITA", language="en", limit=1)["passages"][0]["citation"].endswith("from p. 47")
    assert ask("JUMITA", language="de", limit=1)["passages"][0]["citation"].endswith("ab S. 47")


@pytest.mark.parametrize("wanted", ["Bayern", ["Bayern"], ["bayern", "Hessen"]])
def test_filter_by_state(ask: Ask, wanted: str | list[str]) -> None:
    """One value or several narrow the measures, and passages to theirs."""
    answer = ask("Alleinerziehende", limit=100, filters={"state": wanted})
    states = {"Bayern"} | ({"Hessen"} if len(wanted) == 2 else set())
    assert {hit["measure"]["state"] for hit in answer["measures"]} == states
    assert {passage["measure"] for passage in answer["passages"]} == {
        hit["measure"]["id"] for hit in answer["measures"]
    }


def test_several_filters(ask: Ask) -> None:
    """All keys must fit; true stands for yes, null for no filter."""
    answer = ask("Mütter", filters={"part_time": True, "state": "Niedersachsen", "topic": None}, limit=100)
    assert JUMITA in [hit["measure"]["id"] for hit in answer["measures"]]
    assert all(hit["measure"]["figures"]["part_time"] for hit in answer["measures"])


def test_nothing_left(ask: Ask) -> None:
    """Filters that nothing passes leave nothing, and that isn't an answer."""
    answer = ask("Schulden", filters={"state": "Hamburg"})
    assert (answer["measures"], answer["passages"], answer["answerable"]) == ([], [], False)


def test_known_filters() -> None:
    """The schema has the retriever's filters, in its order."""
    assert tuple(FiltersModel.model_fields) == FILTER_KEYS


def test_all_measures(client: httpx.Client) -> None:
    """The list holds every measure in the order of the catalogue."""
    found = client.get("/api/measures").json()
    starts = [measure["start"] for measure in found["measures"]]
    assert (found["total"], len(starts)) == (36, 36)
    assert starts == sorted(starts)


def test_pages_of_measures(client: httpx.Client) -> None:
    """Limit and offset cut the list."""
    every = client.get("/api/measures").json()["measures"]
    found = client.get("/api/measures", params={"limit": 5, "offset": 33}).json()
    assert (found["total"], found["measures"]) == (36, every[33:])


def _facet_values(facets: dict[str, dict[str, int]]) -> Iterator[tuple[str, str, int]]:
    """The most frequent values of each key."""
    for key, counts in facets.items():
        for value, count in [*counts.items()][:3]:
            yield key, value, count


def test_facets_are_filters(client: httpx.Client) -> None:
    """Filtering by the values of each facet gives as many measures as it counts; `§ 16d` is that of any law."""
    found = client.get("/api/facets").json()
    assert found["total"] == 36
    assert tuple(found["facets"]) == FILTER_KEYS[:-1]
    assert found["facets"]["kind"] == {"Maßnahme": 20, "Handlungsansatz": 15, "Projekt": 1}
    assert found["facets"]["document"] == {CATALOGUE: 36}
    for key, value, count in _facet_values(found["facets"]):
        total = client.get("/api/measures", params={key: value, "limit": 1}).json()["total"]
        assert total == count or (key == "legal" and total > count and "SG" not in value), (key, value)


def test_measures_by_several_values(client: httpx.Client) -> None:
    """A key that is repeated accepts each of its values."""
    found = client.get("/api/measures?state=Bayern&state=Hessen").json()
    assert {measure["state"] for measure in found["measures"]} == {"Bayern", "Hessen"}


def test_record_of_a_measure(client: httpx.Client, texts: dict[str, str]) -> None:
    """A record has contact, fields, figures, paragraphs, and sections whose spans give their text."""
    record = client.get(f"/api/measures/{JUMITA}").json()
    assert list(record) == [*MEASURE, "sections", "contact_section", "tables"]
    assert (record["title"], record["state"], record["page"]) == (
        "JUMITA (Junge Mütter in Teilzeit Ausbildung)",
        "Niedersachsen",
        47,
    )
    assert record["contact"][0]["email"] == "hampel.farina@landkreisgoettingen.de"
    assert record["fields"]["budget"]["text"] == "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
    assert (record["fields"]["budget"]["label_de"], record["fields"]["budget"]["label_en"]) == (
        "Mittelvolumen",
        "Budget",
    )
    assert record["fields"]["financing"] is None
    assert "§ 45 SGB III" in record["legal"]


def test_spans_of_records(client: httpx.Client, texts: dict[str, str]) -> None:
    """In every record, cleaning the spans of a section or field gives its text; they lie from its start to its end."""
    for measure in client.get("/api/measures").json()["measures"]:
        record = client.get(f"/api/measures/{measure['id']}").json()
        assert {key: record[key] for key in MEASURE} == measure
        fields = record["fields"].values()
        for section in filter(None, (*record["sections"], record["contact_section"], *fields)):
            pieces = [clean(texts[record["document"]][start:end]) for start, end in section["spans"]]
            assert " ".join(pieces) == section["text"], (record["id"], section["text"])
            assert (section["spans"][0][0], section["spans"][-1][1]) == (section["start"], section["end"])


def test_document(client: httpx.Client) -> None:
    """A document comes with its metadata and its text as it lies in the source."""
    found = client.get("/api/documents/leitbild-netzwerke-abc").json()
    assert (found["id"], found["kind"], found["language"], found["start"]) == (
        "leitbild-netzwerke-abc",
        "report",
        "de",
        0,
    )
    assert found["end"] == found["characters"] == len(found["text"]) == 5_066
    assert (found["quote"], found["before"], found["after"]) == (None, None, None)


def test_span_of_a_document(client: httpx.Client, ask: Ask) -> None:
    """A passage's span gives its text as quote, and what stands before and after it."""
    passage = ask("Was kostet BAHN FREI?", limit=1)["passages"][0]
    params = {"start": passage["start"], "end": passage["end"], "context": 100}
    found = client.get(f"/api/documents/{CATALOGUE}", params=params).json()
    assert found["quote"] == clean(found["text"]) == passage["text"]
    assert (found["start"], found["end"]) == (passage["start"], passage["end"])
    assert len(found["text"]) == passage["end"] - passage["start"]
    assert found["before"].endswith("Maßnahmenvolumen in Euro")
    assert 0 < len(found["after"]) <= 100


def test_other_requests_go_on(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a search takes its time, other requests are answered."""
    begun, go_on = Event(), Event()
    search = Retriever.search

    def slow(retriever: Retriever, question: Question) -> SearchResult:
        begun.set()
        assert go_on.wait(20)
        return search(retriever, question)

    monkeypatch.setattr(Retriever, "search", slow)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(client.post, "/api/search", json={"question": "Schulden"})
        assert begun.wait(20)
        assert client.get("/healthz").status_code == client.get("/api/facets").status_code == 200
        assert not answer.done()
        go_on.set()
        assert answer.result().status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/api/facets", "/api/nix", "/openapi.json", "/v1/models", "/v1/nix"])
def test_security_headers(client: httpx.Client, path: str) -> None:
    """Every answer tells browsers to guess, frame and load nothing, and to keep nothing that isn't a file."""
    headers = client.get(path, headers={"Origin": "https://example.org"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_other_sites_are_not_allowed(client: httpx.Client) -> None:
    """A browser that asks whether another site may search gets no permission."""
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/search", headers=asking)
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_description(client: httpx.Client) -> None:
    """The OpenAPI description has examples, describes errors as problems, and names no other host."""
    description = client.get("/openapi.json").json()
    assert sorted(description["paths"]) == [
        "/api/chat",
        "/api/config",
        "/api/documents/{id}",
        "/api/export",
        "/api/facets",
        "/api/measures",
        "/api/measures/{id}",
        "/api/rows",
        "/api/search",
        "/api/widget",
        "/healthz",
        "/readyz",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{id}",
        "/v1/responses",
    ]
    search = description["paths"]["/api/search"]["post"]
    examples = search["requestBody"]["content"]["application/json"]["examples"]
    questions = [example["value"]["question"] for example in examples.values()]
    assert questions[:2] == ["measures for single parents with childcare issues", "Was kostet BAHN FREI?"]
    assert set(search["responses"]) == {"200", "400", "401", "403", "413", "415", "421", "422", "429", "500", "503"}
    assert search["security"] == [{"key": []}, {}]
    assert "security" not in description["paths"]["/healthz"]["get"]
    for path, operations in description["paths"].items():
        media_type = "application/json" if path.startswith("/v1/") else "application/problem+json"
        for operation in operations.values():
            failures = [each for status, each in operation["responses"].items() if status != "200"]
            assert failures
            assert all(list(each["content"]) == [media_type] for each in failures)
    statuses = {path: set(each["get"]["responses"]) for path, each in description["paths"].items() if "get" in each}
    assert statuses["/api/measures/{id}"] == {"200", "401", "403", "404", "421", "429", "500", "503"}
    assert statuses["/api/documents/{id}"] == {"200", "401", "403", "404", "421", "422", "429", "500", "503"}
    assert "ValidationError" not in json.dumps(description)
    own = {**description, "servers": []}  # the address of the service itself
    assert "://" not in json.dumps(own)


def test_examples_work(client: httpx.Client) -> None:
    """Every example of the description is a valid request."""
    body = client.get("/openapi.json").json()["paths"]["/api/search"]["post"]["requestBody"]
    for example in body["content"]["application/json"]["examples"].values():
        assert client.post("/api/search", json=example["value"]).status_code == 200


def test_rows_list_all_measures(client: httpx.Client) -> None:
    """Each once, with the values of every filter; facets count the same, and those that have none."""
    rows = client.get("/api/rows").json()["rows"]
    facets = client.get("/api/facets").json()
    assert len({row["id"] for row in rows}) == facets["total"] == 36
    assert sum("Bayern" in row["values"].get("state", []) for row in rows) == facets["facets"]["state"]["Bayern"]
    assert sum("state" not in row["values"] for row in rows) == facets["without"]["state"] == 3
    assert len(facets["documents"]) == 5
    assert max(len(row["name"]) for row in rows) <= 62


def test_rows_come_in_pages(client: httpx.Client) -> None:
    """No more than asked for, and never more than 500; pages follow each other without a gap."""
    rows = client.get("/api/rows").json()["rows"]
    first, last = (client.get("/api/rows", params={"limit": 20, "offset": offset}).json() for offset in (0, 20))
    assert (first["total"], len(first["rows"]), len(last["rows"])) == (36, 20, 16)
    assert first["rows"] + last["rows"] == rows
    assert client.get("/api/rows", params={"limit": 501}).status_code == 422


def test_rows_of_named_measures(client: httpx.Client) -> None:
    """In the order of the ids; one that isn't there is left out, and more than 50 are refused."""
    ids = [row["id"] for row in client.get("/api/rows", params={"limit": 2}).json()["rows"]]
    found = client.get("/api/rows", params={"id": [ids[1], "gone", ids[0]]}).json()
    assert (found["total"], [row["id"] for row in found["rows"]]) == (2, [ids[1], ids[0]])
    assert client.get("/api/rows", params={"id": "gone"}).json() == {"total": 0, "rows": []}
    assert client.get("/api/rows", params={"id": ids[:1] * 51}).status_code == 422
