"""The conversation with a model behind it, good and bad, over HTTP."""

import itertools
import json
import re
import socket
import threading
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx
import pytest

from service.settings import ModelSettings
from service.texts import Texts
from tests.pace import allowed
from tests.service.llm import servers
from tests.service.llm.faults import FAULTS, Fault
from tests.service.llm.talk import QUESTION, Always, Talk

TRUE = "JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate [1]."
ROOT = Path(__file__).parents[3]


def test_what_holds_is_shown(talk: Talk) -> None:
    """A supported sentence is the answer, with its citation; what isn't supported is left out and said to be."""
    talk.model(servers.says(f"{TRUE} Es gibt einen Dienstwagen dazu [1]. "))
    answer = talk.answer()
    assert (answer["answered_by"], answer["grounded"]) == ("model", True)
    assert answer["answer"].startswith("JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate. [1]")
    assert "Dienstwagen" not in answer["answer"]
    assert answer["notes"] == ["1 Satz ohne Beleg ist weggelassen."]
    assert [cited["number"] for cited in answer["citations"]] == [1]
    assert b"117.335,04" in talk.server.asked[0]


def test_a_stream_shows_checked_sentences_only(talk: Talk) -> None:
    """Passages first, then what holds, then the whole answer."""
    talk.model(servers.says(f"Ruf an unter 0551 999999 [1]. {TRUE}"))
    _, _, text = talk.times()
    names = [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]
    assert names == ["passages", "token", "answer"]
    assert "999999" not in text
    assert json.loads(text.strip().splitlines()[-1].removeprefix("data: "))["answered_by"] == "model"


@pytest.mark.parametrize(
    "said",
    [
        "JUMITA kostet 99.000 € [1].",
        "<script>alert(1)</script> [1]",
        "[Hier klicken](https://evil.example) [1].",
        "It costs 117,335.04 € for 11 months and 16 participants [1].",
        "Darauf enthalten die Auszüge keine Antwort.",
        "qwertz asdfgh yxcvbn " * 20,
    ],
)
def test_what_does_not_hold_is_answered_by_quotes(talk: Talk, said: str) -> None:
    """And that is said."""
    talk.model(servers.says(said))
    answer = talk.answer()
    assert answer["answered_by"] == "extract"
    assert answer["answer"].startswith("»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]")
    assert answer["notes"][0].startswith("Was das Sprachmodell schrieb, ist nicht ausreichend belegt.")


def test_what_is_gone_is_said_before_what_a_model_writes(talk: Talk) -> None:
    """It is the program that knows; of the measures that are left, the model may write."""
    shown = ["gibt-es-nicht-mehr", "jumita-junge-muetter-in-teilzeit"]
    question = {
        "messages": [
            {"role": "user", "content": "Wer hilft jungen Müttern?"},
            {"role": "assistant", "content": "...", "measures": shown},
            {"role": "user", "content": "Was kosten die alle?"},
        ]
    }
    talk.model(servers.says(TRUE))
    answer = talk.answer(question)
    assert answer["answered_by"] == "model"
    first, second = answer["answer"].split("\n\n")[:2]
    assert first == "Die Maßnahme gibt-es-nicht-mehr ist im Verzeichnis nicht mehr enthalten."
    assert second == "JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate. [1]"


@pytest.mark.timed
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_costs_no_passages(talk: Talk, fault: Fault) -> None:
    """They come before the model is asked, as soon as without one; then quotes, within its limits, with the reason."""
    alone = median(talk.times()[0] for _ in range(3))
    tries = []
    for _ in range(2):  # what else the machine did meanwhile is left out as far as it can be
        talk.model(fault.behaviour(), Always())
        tries.append(talk.times())
    passages, whole, _ = min(tries)
    assert passages - alone < allowed(0.2)
    assert whole < allowed(4.0)
    talk.server.handler = fault.behaviour()
    answer = talk.answer()
    assert answer["answered_by"] == "extract"
    assert Texts.in_language("de").text(f"chat.notes.reasons.{fault.reason}") in answer["notes"][0]
    assert answer["answer"].startswith("»117.335,04 €")


def test_the_table_in_the_documentation() -> None:
    """It has a row for each fault that is tested here, and for the three that come about otherwise."""
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs" / "model.md").read_text("utf-8"), re.MULTILINE)
    faults = rows[rows.index("what is wrong") + 1 :]
    assert faults[: len(FAULTS) + 3] == [*(fault.name for fault in FAULTS), "nobody there", "paused", "client gone"]


def test_many_faults_leak_nothing(talk: Talk) -> None:
    """After 120 of them there are as many open files and threads as after 20; 1,000 are tried by the benchmark."""

    def fail(times: int) -> None:
        for fault in itertools.islice(itertools.cycle([each for each in FAULTS if each.quick]), times):
            talk.server.handler = fault.behaviour()
            assert talk.answer()["answered_by"] == "extract"

    talk.model(servers.says(""), Always())
    fail(20)
    files, threads = len(list(Path("/proc/self/fd").iterdir())), threading.active_count()
    fail(100)
    assert len(list(Path("/proc/self/fd").iterdir())) <= files + 3
    assert threading.active_count() <= threads + 3


def test_nobody_there(talk: Talk) -> None:
    """Three refused connections are tried, then the model is left alone; every answer is quotes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    talk.model(servers.says(""), url=url)
    told = [talk.answer()["notes"][0] for _ in range(4)]
    assert all("es ist nicht erreichbar" in note for note in told[:3])
    assert "wird für kurze Zeit nicht gefragt" in told[3]


@pytest.mark.timed
def test_a_client_that_leaves_ends_the_writing(talk: Talk) -> None:
    """The model's connection is closed long before the limit, streaming or not."""
    talk.model(servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.02), total_seconds=60.0)
    with talk.client.stream("POST", "/api/chat", json={**QUESTION, "stream": True}) as stream:
        lines = stream.iter_lines()  # dropping it would close the stream
        assert next(lines) == "event: passages"
        assert talk.server.reached.wait(10.0)
    left = perf_counter()
    assert talk.server.gone.wait(10.0)
    assert perf_counter() - left < allowed(1.0)
    talk.server.gone.clear()
    with pytest.raises(httpx.ReadTimeout):
        talk.client.post("/api/chat", json=QUESTION, timeout=1.0)
    left = perf_counter()
    assert talk.server.gone.wait(10.0)
    assert perf_counter() - left < allowed(1.0)


def test_tables_and_talk_need_no_model(talk: Talk) -> None:
    """The model isn't asked for what it could only spoil."""
    talk.model(servers.says("Hallo!"))
    for content in ("Hallo", "Vergleiche JUMITA und AmigA", "Wie hoch ist das Kindergeld in Hamburg?"):
        answer = talk.answer({"messages": [{"role": "user", "content": content}]})
        assert (answer["answered_by"], answer["notes"]) == ("extract", [])
    assert talk.server.asked == []


def test_a_model_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is said before anything starts, not by every answer."""
    monkeypatch.setattr("service.settings.find_spec", lambda _: None)
    assert ModelSettings().url is None
    with pytest.raises(ValueError, match="needs the extra `llm`"):
        ModelSettings(url="http://127.0.0.1:1/v1", model="m")


def test_settings_that_cannot_be_meant() -> None:
    """A URL needs a model, and http."""
    with pytest.raises(ValueError, match="must be set together"):
        ModelSettings(url="http://127.0.0.1:1/v1")
    with pytest.raises(ValueError, match="http or https"):
        ModelSettings(url="ftp://127.0.0.1/v1", model="m")
