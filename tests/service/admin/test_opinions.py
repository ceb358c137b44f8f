"""Opinions out of the service's file, in the terminal and over HTTP, and the questions that they make."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.admin.opinions import Opinion, exported_questions, read_opinions
from service.api.feedback import Feedback
from service.cli.main import main
from service.evaluation.questions import read_question_set
from tests.service.conftest import serving, wait_until

JUMITA, BAHN = "jumita-junge-muetter-in-teilzeit", "bahn-frei-in-100-tagen-zum-ziel"
KEY = "ein-langer-schluessel"
DEBTS = "Wer hilft bei Schulden?"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Four opinions as the service writes them, and a line that was torn off."""
    feedback = Feedback(tmp_path / "opinions.jsonl")
    feedback.add(True, [JUMITA, "gone-since"], "measures for single parents")
    feedback.add(False, [BAHN])
    feedback.add(True, [BAHN, JUMITA], DEBTS)
    feedback.add(False, [BAHN], f"  {DEBTS.upper()} ")
    with feedback.path.open("a") as torn:
        torn.write('{"helpful": tr')
    return feedback.path


def test_they_are_read_newest_first(file: Path, tmp_path: Path) -> None:
    """What is no opinion is counted."""
    found = read_opinions(file)
    assert [each.measures for each in found.listed] == [
        (BAHN,), (BAHN, JUMITA), (BAHN,), (JUMITA, "gone-since"),
    ]  # fmt: skip
    assert (found.helpful, found.unread) == (2, 1)
    assert read_opinions(tmp_path / "none").listed == ()


def test_questions_that_they_make(file: Path) -> None:
    """Those with an answer that helped; a measure on which people disagree is left out, one that is gone is named."""
    exported = exported_questions(read_opinions(file).listed, {JUMITA, BAHN})
    assert [
        {name: each[name] for name in ("text", "language", "judgements", "borderline")} for each in exported.judged
    ] == [
        {"text": DEBTS.upper(), "language": "de", "judgements": {JUMITA: 1}, "borderline": [BAHN]},
        {"text": "measures for single parents", "language": "en", "judgements": {JUMITA: 1}, "borderline": []},
    ]
    assert (exported.unjudged, exported.gone) == ((), ("gone-since",))


@pytest.mark.parametrize(
    "opinions",
    [
        [Opinion(day="2026-11-30", helpful=False, measures=(JUMITA,), question=DEBTS)],
        [Opinion(day="2026-11-30", helpful=True, question=DEBTS)],
        [Opinion(day="2026-11-30", helpful=each, measures=(JUMITA,), question=DEBTS) for each in (True, False)],
    ],
)
def test_questions_whose_answer_nobody_knows(opinions: list[Opinion]) -> None:
    """Wait for somebody to judge them."""
    exported = exported_questions(opinions, {JUMITA})
    assert exported.judged == ()
    assert [each["text"] for each in exported.unjudged] == [DEBTS]


def test_the_command(
    file: Path, built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It lists, and writes what `lotse evaluate` reads, once."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("LOTSE_FEEDBACK", raising=False)
    assert main(["feedback"]) == 1
    assert capsys.readouterr().err == (
        "lotse: Nobody is asked for an opinion: LOTSE_FEEDBACK names the file for them.\n"
    )
    monkeypatch.setenv("LOTSE_FEEDBACK", str(file))
    assert main(["feedback", "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "opinions: 4, of which helpful: 2, lines that can't be read: 1"
    assert [line.split() for line in lines[1:4]] == [
        ["+1", "−2", BAHN],
        ["+2", "−0", JUMITA],
        ["+1", "−0", "gone-since"],
    ]
    assert lines[5].endswith(f" + {DEBTS} [{BAHN}, {JUMITA}]")
    assert len(lines) == 6
    assert main(["feedback", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["opinions"][2]["question"]) == (4, None)

    folder = tmp_path / "set"
    export = ["feedback", "--export", str(folder), "--index", str(built_index)]
    assert main(export) == 0
    assert capsys.readouterr().out == (
        f"{folder}: questions with a known answer: 2, still to be judged: 0; "
        "measures that aren't in the index any more: 1\n"
    )
    questions = read_question_set(folder)
    assert [each.grades for each in questions.questions] == [{JUMITA: 1}, {JUMITA: 1}]
    assert (folder / "questions.jsonl").stat().st_mode & 0o777 == 0o600
    assert main(["evaluate", str(folder), "--index", str(built_index), "--json"]) == 0
    assert capsys.readouterr().out
    assert main(export) == 1
    assert capsys.readouterr().err == f"lotse: {folder / 'questions.jsonl'} exists already\n"


def test_over_http(file: Path, built_index: Path) -> None:
    """For the administration alone; titles are those of the index, and questions those that were sent along."""
    with serving(built_index, feedback=file, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        assert client.get("/api/admin/feedback").status_code == 401
        client.headers["Authorization"] = f"Bearer {KEY}"
        told = asked(client, "/api/admin/feedback?limit=1&offset=2").json()
        assert (told["total"], told["helpful"], told["unread"]) == (4, 2, 1)
        assert told["opinions"] == [
            {"day": told["opinions"][0]["day"], "helpful": False, "measures": [BAHN], "question": None}
        ]
        assert told["measures"][0] == {
            "id": BAHN, "title": "BAHN FREI! In 100 Tagen zum Ziel!", "helpful": 1, "unhelpful": 2,
        }  # fmt: skip
        assert told["measures"][2]["title"] is None
        exported = asked(client, "/api/admin/feedback/questions")
        assert exported.headers["content-type"] == "application/jsonl"
        lines: list[dict[str, Any]] = [json.loads(line) for line in exported.text.splitlines()]
        assert [line["judgements"] for line in lines] == [{JUMITA: 1}, {JUMITA: 1}]
        assert client.get("/api/admin/feedback?limit=0").status_code == 422
    with serving(built_index, admin_key=KEY) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        refused = client.get("/api/admin/feedback", headers={"Authorization": f"Bearer {KEY}", "Accept-Language": "en"})
        assert (refused.status_code, refused.json()["title"]) == (409, "No opinions")


def asked(client: httpx.Client, path: str) -> httpx.Response:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer
