"""`lotse keys`: what it prints, what it keeps, and what it refuses."""

import getpass
import json
from pathlib import Path

import pytest

from service.access.key import secret_digest
from service.access.key_file import KeyFile
from service.cli.main import main


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an index that isn't there yet."""
    monkeypatch.setenv("LOTSE_INDEX", str(tmp_path / "index"))
    return tmp_path / "index"


def test_a_key_from_beginning_to_end(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its secret is shown once, on stdout alone; the list knows all but that."""
    assert main(["keys", "list"]) == 0
    assert capsys.readouterr().out == "There are no keys; whoever reaches the service may search.\n"
    assert main(["keys", "add", "nord", "--catalogue", "Nord", "--expires", "2099-12-31"]) == 0
    secret, warned = capsys.readouterr()
    assert secret.startswith("lotse_")
    assert warned.splitlines() == [
        "lotse: The key is shown only this once.",
        "lotse: From now on the service asks everybody for a key.",
    ]
    (key,) = KeyFile(root / "keys.json").read() or ()
    assert (key.digest, key.catalogues) == (secret_digest(secret.strip()), ("Nord",))
    assert main(["keys", "add", "all", "--user", "*", "--scope", "chat", "--at-once", "3"]) == 0
    assert main(["keys", "revoke", "all"]) == 0
    assert main(["keys", "list"]) == 0
    assert capsys.readouterr().out == (
        "Added: all\nRevoked: all\n"
        "nord · valid · search chat · Nord · until 2099-12-31\nall · revoked · * · chat · all catalogues\n"
    )
    assert main(["keys", "list", "--json"]) == 0
    printed = capsys.readouterr().out
    assert secret.strip() not in printed
    assert key.digest not in printed
    assert [(each["name"], each["at_once"]) for each in json.loads(printed)] == [("nord", 16), ("all", 3)]


def test_every_change_is_in_the_audit_log(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also those that were refused; the secret is not."""
    assert main(["keys", "add", "nord"]) == 0
    secret = capsys.readouterr().out.strip()
    assert main(["keys", "add", "nord"]) == 1
    assert capsys.readouterr().err == "lotse: there is or was a key 'nord'; names aren't given twice\n"
    assert main(["keys", "revoke", "nord"]) == 0
    written = (root / "audit.jsonl").read_text("utf-8")
    assert secret not in written
    found = [json.loads(line) for line in written.splitlines()]
    assert [(line["who"], line["what"], line["which"], line["outcome"]) for line in found] == [
        (getpass.getuser(), "add key", "nord", "done"),
        (getpass.getuser(), "add key", "nord", "KeyRefused"),
        (getpass.getuser(), "revoke key", "nord", "done"),
    ]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["add"], "needs the NAME of a key"),
        (["revoke"], "needs the NAME of a key"),
        (["add", "a", "--expires", "morgen"], "'morgen' is not a day such as 2027-03-31"),
        (["add", "a", "--expires", "2020-01-01"], "2020-01-01 is over"),
        (["add", "a", "--origin", "intranet.example"], "is not an origin such as https://intranet.example"),
        (["add", "a", "--per-minute", "0"], "'0' is not a number from 1 on"),
        (["add", "a", "--user", "b", "--origin", "https://c.example"], "not allowed with argument --user"),
    ],
)
def test_wrong_usage(words: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is added."""
    with pytest.raises(SystemExit) as ended:
        main(["keys", *words])
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err
    assert main(["keys", "list"]) == 0
    assert capsys.readouterr().out.startswith("There are no keys")


@pytest.mark.usefixtures("root")
def test_nobody_is_served_by_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """At an address that isn't loopback there is a key, or the word of whoever starts it."""
    assert main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 1  # noqa: S104
    assert capsys.readouterr().err == (
        "lotse: The service would be open to everybody at 0.0.0.0. Add a key with `lotse keys add`, set LOTSE_KEY or, "
        "if that is what you want, LOTSE_WITHOUT_KEYS=true.\n"
    )
