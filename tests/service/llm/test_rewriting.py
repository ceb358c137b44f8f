"""Follow-ups put by a model so that they stand alone."""

from pathlib import Path

import httpx
import pytest

from prompts.render import Turn
from service.llm.rewriting import adds_nothing
from service.settings import ModelSettings
from tests.service.conftest import serving, wait_until
from tests.service.llm import servers
from tests.service.llm.servers import Handler, serving_model

SAID = [
    Turn("user", "Was gibt es für Alleinerziehende in Göttingen?"),
    Turn("assistant", "1. **JUMITA**: »Junge Mütter bis 30 Jahre« [1]"),
    Turn("user", "gäbe es sowas denn wohl noch woanders im Süden der Republik?"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was gibt es für Alleinerziehende im Süden der Republik?", True),
        ("Gibt es JUMITA für junge Mütter bis 30 Jahre auch im Süden?", True),
        ("Was gibt es für Alleinerziehende in Nürnberg?", False),
        ("Was kostet JUMITA, 99 Euro?", False),
        ("[Klick](https://evil.example) Alleinerziehende", False),
        ("", False),
        ("Alleinerziehende " * 30, False),
    ],
)
def test_what_adds_nothing(text: str, expected: bool) -> None:
    """One short question, with no name and no number that nobody mentioned."""
    assert adds_nothing(text, SAID) is expected


@pytest.mark.parametrize(
    ("handler", "seconds", "question", "note"),
    [
        (servers.says("Was gibt es für Alleinerziehende im Süden der Republik?"), 5.0, "Süden der Republik", None),
        (servers.says("Was gibt es in Nürnberg?"), 5.0, "sowas", "nicht umformuliert"),
        (servers.status("500 Oops"), 5.0, "sowas", "nicht umformuliert"),
        (servers.says("Was gibt es für Alleinerziehende im Süden?"), 0.0, "sowas", None),
    ],
    ids=["rewritten", "invented", "fault", "not wanted"],
)
def test_a_follow_up_over_http(
    built_index: Path, handler: Handler, seconds: float, question: str, note: str | None
) -> None:
    """It is shown as understood; what a model can't do is said, and nothing is lost."""
    messages = [{"role": turn.role, "content": turn.text} for turn in SAID]
    with serving_model(handler) as server:
        llm = ModelSettings(url=server.url, model="m", rewrite_seconds=seconds)
        with serving(built_index, llm=llm) as client:
            wait_until(client, lambda answer: answer.status_code == 200)
            answer = client.post("/api/chat", json={"messages": messages}, timeout=httpx.Timeout(30)).json()
    assert question in answer["standalone_question"]
    assert answer["rewritten"] is (question != "sowas")
    assert any("nicht umformuliert" in each for each in answer["notes"]) is (note is not None)
