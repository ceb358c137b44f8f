"""The same questions over HTTP, to a real service on the loopback interface."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from service.evaluation.figures import compute_figures
from service.evaluation.questions import read_question_set
from service.evaluation.remote import RemoteSearcher, RemoteServiceError
from service.evaluation.run import run_questions
from service.evaluation.searchers import LocalSearcher

Until = Callable[..., httpx.Response]


def test_a_service_has_the_figures_of_the_local_search(
    client: httpx.Client, searcher: LocalSearcher, small: Path
) -> None:
    """Every figure is equal to the last digit."""
    wanted = read_question_set(small).of_split("dev")
    remote = RemoteSearcher(str(client.base_url))
    over_http, here = (
        compute_figures(run_questions(wanted, each, lambda *_: None)).as_json() for each in (remote, searcher)
    )
    state, own = remote.state(), searcher.state()
    remote.close()
    assert over_http == here
    assert (state.generation, state.encoder) == (own.generation, own.encoder)
    assert over_http["cited"]["share"] == 1.0


def test_errors_name_the_route_but_not_the_question(client: httpx.Client) -> None:
    """An unexpected status, and no service at all."""
    elsewhere = RemoteSearcher(f"{client.base_url}/nowhere")
    with pytest.raises(RemoteServiceError, match=r"/nowhere/api/search answered with status 404$"):
        elsewhere.search("Schulden")
    elsewhere.close()
    gone = RemoteSearcher("http://127.0.0.1:9")
    with pytest.raises(RemoteServiceError, match=r"^http://127\.0\.0\.1:9 can't be reached \(ConnectError\)$"):
        gone.search("Schulden")
    gone.close()


def test_a_service_that_needs_a_key(serve: Callable[..., httpx.Client], built_index: Path, until: Until) -> None:
    """It is sent along; without one the status says so."""
    client = serve(built_index, key="ein-langes-geheimnis")
    until(client, lambda answer: answer.status_code == 200)
    with (
        closing(RemoteSearcher(str(client.base_url))) as nobody,
        pytest.raises(RemoteServiceError, match=r"status 401$"),
    ):
        nobody.search("Schulden")
    with closing(RemoteSearcher(str(client.base_url), "ein-langes-geheimnis")) as known:
        assert known.search("Schulden").measures


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://", "http://me:secret@host", "http://host?q=1"])
def test_the_address_must_be_that_of_a_service(url: str) -> None:
    """Other addresses are refused."""
    with pytest.raises(RemoteServiceError, match="--url needs an address such as http://127"):
        RemoteSearcher(url)
