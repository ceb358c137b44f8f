"""The service with a real model server: `python -m tests.benchmarks.served`.

Installs transformers in a separate environment (`--environment FOLDER` keeps it), creates a tiny model that only
produces nonsense, serves it with `transformers serve`, and asks through `/api/chat`, `/v1` and `lotse ask`. Fails
unless every answer consists of quotes and says that the model's text wasn't supported.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openai import OpenAI

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.benchmarks.ready import PATIENCE, wait_for
from tests.service.llm.talk import QUESTION, Talk, talking

_PACKAGES = ("torch==2.13.0", "transformers[serving]>=5.20,<6")
_VALUE = "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]"
_REASON = "Was das Sprachmodell schrieb, ist nicht ausreichend belegt."


def main() -> int:
    """Serve, ask, and print the answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--environment", type=Path, metavar="FOLDER", help="environment with transformers, created if missing"
    )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environment = parser.parse_args().environment or root / "environment"
        _install(environment)
        _run(environment, "python", str(Path(__file__).with_name("tiny_model.py")), str(root / "model"), home=root)
        build_index(Corpus.shipped(), load_encoder(), root / "index")
        with _served(environment, root) as url, talking(root / "index") as talk:
            limits = {"first_seconds": 60.0, "idle_seconds": 30.0, "total_seconds": 120.0, "answer_bytes": 1_000_000}
            talk.model(talk.server.handler, url=url, name=str(root / "model"), **limits)
            _ask(talk)
            _ask_in_the_terminal(root, url)
    return 0


def _ask(talk: Talk) -> None:
    answer = talk.answer()
    print(f"/api/chat: {answer['answered_by']}, {answer['notes'][0]}")
    assert (answer["answered_by"], answer["answer"].startswith(_VALUE)) == ("extract", True), answer
    assert answer["notes"][0].startswith(_REASON), answer["notes"]
    passages, whole, _ = talk.times()
    print(f"/api/chat, stream: passages after {passages * 1000:.0f} ms, answer after {whole:.1f} s")
    assert passages < whole
    with OpenAI(base_url=str(talk.client.base_url.join("/v1")), api_key="any", timeout=PATIENCE) as client:
        completion = client.chat.completions.create(model="massnahmenlotse", messages=QUESTION["messages"])
    content = completion.choices[0].message.content or ""
    print(f"/v1/chat/completions: {content.splitlines()[0]}")
    assert content.startswith(_VALUE), content
    assert _REASON in content, content


def _ask_in_the_terminal(root: Path, url: str) -> None:
    command = [
        str(Path(sys.executable).with_name("lotse")),
        "ask",
        "--index",
        str(root / "index"),
        "Was kostet JUMITA?",
    ]
    settings = {"LOTSE_LLM_URL": url, "LOTSE_LLM_MODEL": str(root / "model"), "COLUMNS": "200"}
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    print("lotse ask:", next(line for line in done.stdout.splitlines() if "Sprachmodell" in line))
    assert _REASON in done.stdout, done.stdout
    assert _VALUE in done.stdout, done.stdout


def _install(environment: Path) -> None:
    if (environment / "bin" / "transformers").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", *_PACKAGES], check=True)


def _run(environment: Path, program: str, *arguments: str, home: Path) -> None:
    command = [str(environment / "bin" / program), *arguments]
    subprocess.run(command, env=_offline(home), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _offline(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


@contextmanager
def _served(environment: Path, root: Path) -> Iterator[str]:
    """Serve the model; the address of the server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(environment / "bin" / "transformers"), "serve", str(root / "model"), "--port", str(port)]
    with (root / "served.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--device", "cpu"], env=_offline(root), stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/v1/models")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait(PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
