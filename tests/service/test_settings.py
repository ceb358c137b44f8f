"""Settings come from the environment, and from nowhere at import."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INDEX", "HOST", "PORT", "MODEL", "LOG_LEVEL", "CHECK_SECONDS"):
        monkeypatch.delenv(f"LOTSE_{name}", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_defaults() -> None:
    """Without an environment the service listens on the loopback interface and uses the user's data folder."""
    settings = Settings()
    assert (settings.host, settings.port, settings.model, settings.log_level) == (
        "127.0.0.1",
        8000,
        None,
        "info",
    )
    assert settings.index == Path.home() / ".local/share/massnahmenlotse"


@pytest.mark.parametrize(
    ("home", "index"),
    [("/data", Path("/data/massnahmenlotse")), ("data", Path.home() / ".local/share/massnahmenlotse")],
)
def test_data_home(monkeypatch: pytest.MonkeyPatch, home: str, index: Path) -> None:
    """XDG_DATA_HOME moves the index, unless it is relative."""
    monkeypatch.setenv("XDG_DATA_HOME", home)
    assert Settings().index == index


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """LOTSE_ variables are read when settings are made; an empty one doesn't count."""
    monkeypatch.setenv("LOTSE_INDEX", "~/index")
    monkeypatch.setenv("LOTSE_PORT", "9001")
    monkeypatch.setenv("LOTSE_MODEL", "")
    monkeypatch.setenv("LOTSE_LOG_LEVEL", "warning")
    settings = Settings()
    assert (settings.index, settings.port, settings.model) == (Path.home() / "index", 9001, None)
    assert settings.log_level == "warning"


@pytest.mark.parametrize(("name", "value"), [("port", 65_536), ("log_level", "trace"), ("check_seconds", 0)])
def test_wrong_values(name: str, value: object) -> None:
    """A port that can't be, an unknown log level and a check without pause are refused by name."""
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["https://lotse.intranet.example", "http://10.0.0.7:8000/plan", "http://[::1]:8000"])
def test_where_people_open_the_page(url: str) -> None:
    """An address, with or without a path; a slash at its end doesn't count."""
    assert (Settings(public_url=url).public_url, Settings(public_url=f"{url}/").public_url) == (url, url)


@pytest.mark.parametrize(
    "url", ["lotse", "ftp://lotse", "https://x/?a=1", "https://x/#y", "https://x/(a)", "http://a b"]
)
def test_where_nobody_opens_a_page(url: str) -> None:
    """No scheme, a query, a fragment, or what ends a link of Markdown."""
    with pytest.raises(ValidationError, match="public_url"):
        Settings(public_url=url)
