"""What is in force and where it comes from; nothing secret is shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.main import main
from service.cli.setting_names import described_settings
from service.settings import ModelSettings, Settings
from service.texts import Texts

SECRET = "0123456789abcdef"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _ in described_settings(Texts.in_language("en")):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")


def in_force(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """Every setting by its variable."""
    assert main(["settings", "--json"]) == 0
    return {each["name"]: each for each in json.loads(capsys.readouterr().out)}


def test_every_setting_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """And no other."""
    names = {f"LOTSE_{name.upper()}" for name in Settings.model_fields.keys() - {"llm"}}
    names |= {f"LOTSE_LLM_{name.upper()}" for name in ModelSettings.model_fields}
    assert in_force(capsys).keys() == names


def test_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The environment stands above the file, and both above what is set without them."""
    file = tmp_path / "lotse.env"
    file.write_text(
        "# of the office\nLOTSE_PORT=8080\nexport LOTSE_HOST='127.0.0.2'\n\n"
        'LOTSE_ORIGINS="https://a.example https://b.example"\nLOTSE_LLM_URL=http://127.0.0.1:1/v1\nLOTSE_LLM_MODEL=m\n'
        "LOTSE_DOCUMENTS=/srv/a:bundled\nLOTSE_QUEUE=\n"
    )
    monkeypatch.setenv("LOTSE_SETTINGS", str(file))
    monkeypatch.setenv("LOTSE_PORT", "9090")
    found = in_force(capsys)
    told = {name: (found[f"LOTSE_{name}"]["value"], found[f"LOTSE_{name}"]["source"]) for name in
            ("PORT", "HOST", "ORIGINS", "LLM_URL", "LLM_TOKENS", "DOCUMENTS", "QUEUE", "METRICS")}  # fmt: skip
    assert told == {
        "PORT": (9090, "environment"),
        "HOST": ("127.0.0.2", str(file)),
        "ORIGINS": (["https://a.example", "https://b.example"], str(file)),
        "LLM_URL": ("http://127.0.0.1:1/v1", str(file)),
        "LLM_TOKENS": (600, "default"),
        "DOCUMENTS": (["/srv/a", "bundled"], str(file)),
        "QUEUE": (64, "default"),
        "METRICS": (False, "default"),
    }


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither keys nor the password in an address."""
    monkeypatch.setenv("LOTSE_KEY", SECRET)
    monkeypatch.setenv("LOTSE_LLM_URL", f"http://me:{SECRET}@127.0.0.1:1/v1")
    monkeypatch.setenv("LOTSE_LLM_MODEL", "m")
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines()}
    assert lines["LOTSE_KEY"] == "set, not shown (environment)"
    assert lines["LOTSE_ADMIN_KEY"] == "not set (default)"
    assert lines["LOTSE_LLM_URL"] == "http://…@127.0.0.1:1/v1 (environment)"
    assert SECRET not in out
    found = in_force(capsys)
    assert (found["LOTSE_KEY"]["value"], found["LOTSE_KEY"]["hidden"]) == (None, True)


def test_settings_that_there_are_none_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is spelt wrong is said, with the one that is like it."""
    monkeypatch.setenv("LOTSE_HOTS", "lotse.example")
    assert main(["settings"]) == 0
    assert capsys.readouterr().err == "lotse: unknown setting: LOTSE_HOTS (LOTSE_HOSTS?)\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("LOTSE_PORT=x", "LOTSE_PORT: Input should be a valid integer, unable to parse string as an integer"),
        ("LOTSE_PORT", "LOTSE_SETTINGS: {file}: 'LOTSE_PORT' is no line NAME=value"),
        ("LOTSE_HOST='a", "LOTSE_SETTINGS: {file}: the quotation of LOTSE_HOST isn't closed"),
        (None, "LOTSE_SETTINGS: {file}: No such file or directory"),
    ],
)
def test_files_that_are_wrong(
    written: str | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One line names file and line, whatever the command."""
    file = tmp_path / "lotse.env"
    if written is not None:
        file.write_text(written)
    monkeypatch.setenv("LOTSE_SETTINGS", str(file))
    for command in ("settings", "serve"):
        assert main([command]) == 1
        assert capsys.readouterr().err == f"lotse: {said.format(file=file)}\n"
