"""A service and an open index say the same, in results and in errors."""

import asyncio
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from massnahmenlotse import (
    AsyncClient,
    Client,
    ConversationAnswer,
    InvalidRequest,
    LocalIndex,
    LotseError,
    MeasureEntry,
    NotThere,
    ProblemReported,
    RequestRefused,
    SearchResults,
    ServiceUnavailable,
    ServiceUnreachable,
    open_index,
)
from tests.service.conftest import serving, wait_until

JUMITA = "jumita-junge-muetter-in-teilzeit"
QUESTION = "measures for single parents with childcare issues"
Asked = Client | LocalIndex


@pytest.mark.parametrize(
    "ask",
    [
        lambda lotse: lotse.search(QUESTION),
        lambda lotse: lotse.search("Schulden", limit=3, filters={"state": ["Bayern", "Hessen"]}),
        lambda lotse: lotse.search("Teilzeit", filters={"part_time": True, "where": "places>=10"}, language="de"),
        lambda lotse: lotse.search("Quantenphysik studieren"),
        lambda lotse: lotse.ask("Was kostet BAHN FREI?"),
        lambda lotse: lotse.ask("what does it cost?", after=lotse.ask("Was macht JUMITA?"), language="en"),
        lambda lotse: lotse.measure(JUMITA),
    ],
)
def test_a_service_says_what_the_index_says(remote: Client, local: LocalIndex, ask: Callable[[Asked], object]) -> None:
    """All that is typed, and all that isn't."""
    here, there = ask(local), ask(remote)
    assert here == there
    assert isinstance(here, SearchResults | ConversationAnswer | MeasureEntry)
    assert isinstance(there, SearchResults | ConversationAnswer | MeasureEntry)
    assert here.raw == there.raw


def test_a_search(remote: Client, url: str) -> None:
    found = remote.search(QUESTION, limit=3)
    assert (found.language, found.answerable, len(found.measures)) == ("en", True, 3)
    first = found.measures[0]
    assert first.measure.title == "JUMITA (Junge Mütter in Teilzeit Ausbildung)"
    assert first.measure.url == f"{url}/#massnahme={JUMITA}"
    assert (first.why[0].start, first.why[0].end) == (86_802, 87_019)
    assert first.why[0].url == f"{url}/#dokument=handlungsansaetze-langzeitleistungsbezug-2013&start=86802&end=87019"
    assert found.raw["understood"] is not None


def test_a_conversation(local: LocalIndex) -> None:
    """A follow-up is understood by the answer it follows; that one stays as it was."""
    first = local.ask("Was macht JUMITA?")
    then = local.ask("was kostet das?", after=first)
    assert then.citations[0].text == "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
    assert then.citations[0].number == 1
    assert [each["role"] for each in then.messages] == ["user", "assistant", "user", "assistant"]
    assert [each["role"] for each in first.messages] == ["user", "assistant"]
    assert then.messages[1]["measures"] == [JUMITA]


def test_a_measure(local: LocalIndex) -> None:
    measure = local.measure(JUMITA)
    assert measure.value("budget") == "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
    assert measure.value("requirements") is None
    assert [each.label for each in measure.values[:2]] == [
        "Zielgruppe",
        "Maßnahmezeitraum (Laufzeit, Dauer in Wochenstunden)",
    ]


def test_without_waiting(url: str, local: LocalIndex) -> None:
    async def all_at_once() -> tuple[object, ...]:
        async with AsyncClient(url) as lotse:
            first, answer, measure = await asyncio.gather(
                lotse.search("Schulden"), lotse.ask("Was macht JUMITA?"), lotse.measure(JUMITA)
            )
            return first, answer, await lotse.ask("was kostet das?", after=answer), measure

    asked = local.ask("Was macht JUMITA?")
    expected = (local.search("Schulden"), asked, local.ask("was kostet das?", after=asked), local.measure(JUMITA))
    assert asyncio.run(all_at_once()) == expected


WRONG: list[tuple[Callable[[Asked], object], type[ProblemReported], str]] = [
    (
        lambda lotse: lotse.search(" "),
        InvalidRequest,
        "Ungültige Angaben: Was nicht passt, steht in „errors“. question: ist leer",
    ),
    (
        lambda lotse: lotse.measure("nix"),
        NotThere,
        "Maßnahme nicht gefunden: Keine Maßnahme im Verzeichnis hat diese Kennung. "
        "Vielleicht ist sie nicht mehr enthalten.",
    ),
]


@pytest.mark.parametrize(("ask", "kind", "said"), WRONG)
def test_errors_have_the_words_of_the_problem(
    remote: Client, local: LocalIndex, ask: Callable[[Asked], object], kind: type[ProblemReported], said: str
) -> None:
    for lotse in (remote, local):
        with pytest.raises(kind) as raised:
            ask(lotse)
        assert str(raised.value) == said


def test_errors_name_the_field_and_never_the_question(remote: Client, local: LocalIndex) -> None:
    """Also in the language that was wished for."""
    for lotse in (remote, local):
        with pytest.raises(InvalidRequest) as raised:
            lotse.search("Kennwort", filters={"colour": "red"}, limit=0)
        assert [field for field, _ in raised.value.errors] == ["limit", "filters.colour"]
        assert "Kennwort" not in f"{raised.value}{raised.value.__cause__}"


def test_errors_in_another_language(url: str, built_index: Path) -> None:
    with Client(url, language="en") as lotse, pytest.raises(NotThere, match=r"^Measure not found: "):
        lotse.measure("nix")
    with pytest.raises(NotThere, match=r"^Measure not found: "):
        open_index(built_index, language="en").measure("nix")


def test_a_key(built_index: Path) -> None:
    """Without it nobody is let in."""
    with serving(built_index, key="0123456789abcdef") as http:
        wait_until(http, lambda answer: answer.status_code in (200, 401))
        with Client(str(http.base_url)) as lotse, pytest.raises(RequestRefused) as raised:
            lotse.search("Schulden")
        assert (raised.value.status, raised.value.title) == (401, "Schlüssel fehlt oder stimmt nicht")
        http.headers["Authorization"] = "Bearer 0123456789abcdef"
        wait_until(http, lambda answer: answer.status_code == 200)
        with Client(str(http.base_url), "0123456789abcdef") as lotse:
            assert lotse.search("Schulden", limit=1).answerable


def test_nothing_to_search(tmp_path: Path) -> None:
    """In words of the one or the other; a service says what is wrong as well."""
    with pytest.raises(ServiceUnavailable, match=f"no index in {tmp_path}. Run `lotse index` to build one."):
        open_index(tmp_path)
    with pytest.raises(ServiceUnavailable, match=r"^No index: "):
        open_index(tmp_path, language="en")
    with serving(tmp_path) as http, Client(str(http.base_url)) as lotse:
        wait_until(http, lambda answer: "no-index" in answer.text)
        with pytest.raises(ServiceUnavailable, match=r"no index in "):
            lotse.search("Schulden")


class _Stranger(BaseHTTPRequestHandler):
    """A server that isn't ours, and one that is busy."""

    def do_POST(self) -> None:
        busy = self.path.startswith("/busy")
        body = b'{"title": "Overloaded", "status": 503, "detail": "Later."}' if busy else b"<h1>Welcome</h1>"
        self.send_response(503 if busy else 200)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is to be logged."""


def test_others_answer_or_nobody_does() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Stranger) as server:
        Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            with Client(address) as lotse, pytest.raises(ServiceUnreachable) as raised:
                lotse.search("Kennwort")
            assert str(raised.value) == f"{address} answered 200, but not as Maßnahmenlotse does (JSONDecodeError)"
            with Client(f"{address}/busy") as lotse, pytest.raises(ServiceUnavailable) as busy:
                lotse.ask("Kennwort")
            assert (busy.value.retry_after, str(busy.value)) == (7.0, "Overloaded: Later.")
        finally:
            server.shutdown()
    with Client(address) as lotse, pytest.raises(LotseError, match=rf"^{address} can't be reached \(ConnectError\)$"):
        lotse.measure("x")


@pytest.mark.parametrize(
    "url", ["lotse.example", "ftp://lotse.example", "https://a:b@lotse.example", "https://lotse.example/?q=1", ""]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(ValueError, match=r"^an address such as https://lotse\.example is needed"):
        Client(url)


def test_a_client_of_ones_own_stays_open(url: str) -> None:
    with httpx.Client() as http:
        with Client(url, http=http) as lotse:
            assert lotse.search("Schulden", limit=1).measures
        assert not http.is_closed
