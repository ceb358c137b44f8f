"""Services on machines of their own that share a database: while it is built anew, and while it is down."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import httpx
import pytest
from pydantic import SecretStr

from index.database.outage import DatabaseDown
from service.access.register import Known, Register
from service.cli.main import main
from service.settings import Settings
from service.sharing import building, mirror_of, shared_file
from tests.postgres import THERE, Server
from tests.service.admin.conftest import TEXT
from tests.service.conftest import serving, wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.skipif(not THERE, reason="needs `.[postgres]` and a server")]

KEY = SecretStr("a key of sixteen characters")
AUTH = {"Authorization": f"Bearer {KEY.get_secret_value()}"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents, of which one measure is there in the beginning."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.md").write_text(TEXT.format(title="Kurs Anton"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def services(
    database_url: str, own: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Two services, on machines that have nothing in common but the database."""
    built(database_url, own, tmp_path_factory.mktemp("builder"))
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(
                serving(tmp_path_factory.mktemp("machine"), database=database_url, admin_key=KEY, documents=(own,))
            )
            for _ in range(2)
        )
        for client in (first, second):
            wait_until(client, lambda answer: answer.status_code == 200)
        yield first, second


def built(database_url: str, own: Path, root: Path) -> dict[str, object]:
    """Build on a third machine; the last that its process says."""
    command = (sys.executable, "-m", "service.admin.building", str(root), json.dumps([str(own)]), "", "any")
    environment = {**os.environ, "LOTSE_DATABASE": database_url}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    found: dict[str, object] = json.loads(said.splitlines()[-1])
    return found


def _asked(client: httpx.Client) -> tuple[str, frozenset[str]]:
    """The generation that answers, and what it finds."""
    fresh = {"Connection": "close"}  # else one that the service has ended for being idle might be taken
    answer = client.post("/api/search", json={"question": "Kurs für Alleinerziehende"}, headers=fresh)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return found["index"]["generation"], frozenset(hit["measure"]["title"] for hit in found["measures"])


def _until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 60
    while not holds():
        assert monotonic() < deadline
        sleep(0.05)


def _until_degraded(client: httpx.Client, holds: Callable[[list[str]], bool]) -> list[str]:
    return list(wait_until(client, lambda answer: holds(answer.json()["degraded"])).json()["degraded"])


def test_services_answer_while_another_machine_builds(
    services: tuple[httpx.Client, httpx.Client], database_url: str, own: Path, tmp_path: Path
) -> None:
    """No request fails, no answer mixes two generations, and both come to answer by the new one."""
    answers: list[set[tuple[str, frozenset[str]]]] = [set(), set()]
    failures: list[object] = []
    stop = Event()

    def ask(number: int) -> None:
        try:
            while not stop.is_set():
                answers[number].add(_asked(services[number]))
        except Exception as error:  # an error in a thread would go unseen
            failures.append(error)

    threads = [Thread(target=ask, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    before = _asked(services[0])
    (own / "b.md").write_text(TEXT.format(title="Kurs Berta"), "utf-8")
    newer = built(database_url, own, tmp_path / "third")
    for client in services:
        wait_until(client, lambda answer: answer.json()["index"]["generation"] == newer["generation"])
    after = _asked(services[1])
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert after == (newer["generation"], frozenset({"Kurs Anton", "Kurs Berta"}))
    assert before[1] == {"Kurs Anton"}
    assert answers[0] <= {before, after}
    assert answers[1] <= {before, after}


def test_a_decision_on_one_machine_is_one_for_all(services: tuple[httpx.Client, httpx.Client]) -> None:
    """Going back to the generation before, in the administration of one service, goes back on the other as well."""
    first, second = services
    current, _ = _asked(first)
    listed = first.get("/api/admin", headers=AUTH).json()["generations"]
    [earlier] = [each["name"] for each in listed if each["name"] != current]
    answer = first.post(f"/api/admin/generations/{earlier}/serve?confirm=true", headers=AUTH)
    assert (answer.status_code, answer.json()["current"]) == (200, True)
    wait_until(second, lambda answer: answer.json()["index"]["generation"] == earlier)
    assert _asked(second) == (earlier, frozenset({"Kurs Anton"}))


def test_the_database_is_down(
    services: tuple[httpx.Client, httpx.Client], postgres: Server, database_url: str, tmp_path: Path
) -> None:
    """What is here goes on being served, that is said, and changes are refused with words; then all goes on."""
    first, second = services
    served = _asked(first)
    listed = first.get("/api/admin", headers=AUTH).json()["generations"]
    [other] = [each["name"] for each in listed if each["name"] != served[0]]
    name = database_url.partition("?")[0].rpartition("/")[2]
    said = f"the database {name} can't be reached, or refuses the connection"
    serve_other = f"/api/admin/generations/{other}/serve"
    postgres.stop()
    try:
        assert _until_degraded(first, bool) == [said]
        assert _asked(first) == served
        mirror = mirror_of(Settings(index=tmp_path / "third", database=database_url))
        with pytest.raises(DatabaseDown, match=said), building(mirror):
            pass
        problem = first.post(serve_other, headers={**AUTH, "Accept-Language": "de"}).json()
        assert (problem["status"], problem["detail"]) == (
            503,
            "Die gemeinsame Datenbank lässt sich nicht verwenden: "
            f"die Datenbank {name} ist nicht zu erreichen oder lehnt die Verbindung ab",
        )
    finally:
        postgres.start()
    for client in (first, second):
        assert _until_degraded(client, lambda degraded: not degraded) == []
    assert first.post(serve_other, headers=AUTH).status_code == 200
    for client in (first, second):
        wait_until(client, lambda answer: answer.json()["index"]["generation"] == other)


def test_keys_are_those_of_all_machines(
    services: tuple[httpx.Client, httpx.Client],
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One that is made on a third machine opens both services, which are closed from then on, until it is revoked."""
    monkeypatch.setenv("LOTSE_DATABASE", database_url)
    monkeypatch.setenv("LOTSE_INDEX", str(tmp_path / "third"))
    assert main(["keys", "add", "nord"]) == 0
    bearer = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}

    def status(client: httpx.Client, **headers: str) -> int:
        return client.get("/api/facets", headers=headers).status_code

    for client in services:
        _until(lambda client=client: status(client) == 401)
        assert status(client, **bearer) == 200
    monkeypatch.setenv("LOTSE_INDEX", str(tmp_path / "fourth"))
    assert main(["keys", "list"]) == 0
    assert capsys.readouterr().out.startswith("nord · valid · search chat · ")
    assert main(["keys", "revoke", "nord"]) == 0
    for client in services:
        _until(lambda client=client: status(client, **bearer) == 401)


def test_a_machine_that_never_heard_of_keys(tmp_path: Path) -> None:
    """As long as the database can't be asked whether there are keys, nobody is let in without one."""
    settings = Settings(index=tmp_path, database="postgresql://lotse@127.0.0.1:1/lotse")
    with shared_file(settings, settings.keys_file) as shared:
        assert Register(settings, shared).known == Known(closed=True)


def test_connections_that_are_cut(services: tuple[httpx.Client, httpx.Client], database_url: str) -> None:
    """They are made anew, and nobody notices."""
    import psycopg

    with psycopg.connect(database_url, autocommit=True) as connection:
        cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'lotse'"
        found = connection.execute(cut).fetchone()
    assert found
    assert found[0] >= 2
    for client in services:
        assert _until_degraded(client, lambda degraded: not degraded) == []
        assert client.get("/readyz").json()["degraded"] == []
