"""Asks through Open WebUI in a browser, opens a source, takes the pictures: `python -m docs.open_webui OPEN-WEBUI`.

First of the service as a model, then of another model, which follows a script and calls the service's tools by MCP.
`OPEN-WEBUI` is its program, installed into an environment of its own: `pip install open-webui` (4 GB).
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
from playwright.sync_api import Page, expect, sync_playwright

from corpus.collection import Corpus
from docs.screenshots import tab, take
from index.build import build_index
from index.encoders.load import load_encoder
from tests.browser.conftest import FLAGS
from tests.service.conftest import serving, wait_until
from tests.service.mcp.scripted_model import NAME, ScriptedModel, scripted_model

QUESTION = "Was kostet JUMITA?"
CONVERSATION = ("measures for single parents with childcare issues", "what does it cost?")
QUOTE = "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
PATIENCE = 600
SETTINGS = {
    "WEBUI_AUTH": "False",
    "WEBUI_SECRET_KEY": "only-for-this-run",
    "ENABLE_OLLAMA_API": "False",
    "OPENAI_API_KEYS": "any;any",
    "DEFAULT_MODELS": "massnahmenlotse",
    "RAG_EMBEDDING_ENGINE": "openai",  # otherwise it would fetch a model
    "OFFLINE_MODE": "true",
    "ENABLE_VERSION_UPDATE_CHECK": "false",
    "ANONYMIZED_TELEMETRY": "false",
}


def main() -> int:
    """Take the pictures, or fail if something isn't as the documentation says."""
    with tempfile.TemporaryDirectory() as root, sync_playwright() as playwright, scripted_model() as model:
        build_index(Corpus.shipped(), load_encoder(), Path(root) / "index")
        with serving(Path(root) / "index") as client:
            wait_until(client, lambda answer: answer.status_code == httpx.codes.OK)
            service = str(client.base_url).rstrip("/")
            with open_webui(sys.argv[1], Path(root) / "data", service, model) as host:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                page = tab(browser, 1000, 780)
                converse(page, host, service)
                call_tools(page, host, model)
                browser.close()
    return 0


def converse(page: Page, host: str, service: str) -> None:
    """Ask, look at the chips, and open the passage behind one; nobody else is asked for anything."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(host)
    field = page.locator("#chat-input")
    field.wait_for(timeout=PATIENCE * 1000)
    news = page.locator("[role=dialog]")  # of its release
    news.wait_for()
    news.get_by_text(re.compile("los geht|let's go", re.IGNORECASE)).click()
    field.click()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("Was kostet JUMITA"), timeout=60_000)
    chips = page.locator("button[aria-expanded]", has_text=re.compile("1 (Quelle|Source)"))
    chips.click()
    source = page.locator("button[id^=source-]")
    expect(source).to_contain_text("JUMITA (Junge Mütter in Teilzeit Ausbildung), Mittelvolumen")
    expect(page.get_by_text("Wer ist Ansprechpartner für JUMITA?").first).to_be_visible()
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_000)  # until nothing moves any more
    take(page, "open-webui")
    source.click()
    expect(page.get_by_text(QUOTE, exact=True).last).to_be_visible()
    page.wait_for_timeout(1_000)
    take(page, "open-webui-source")
    with page.context.expect_page() as opened:
        page.locator(f"a[href^='{service}/#dokument=']", has_text=re.compile("Inhalt|Content")).first.click()
    expect(opened.value.locator("#marked")).to_have_text(QUOTE)
    others = [url for url in asked if not url.startswith((host, service, "data:", "blob:"))]
    if others:
        sys.exit(f"asked of others: {others}")


def call_tools(page: Page, host: str, model: ScriptedModel) -> None:
    """Ask another model twice, which has the service's tools."""
    page.goto(f"{host}/?models={NAME}&tools=server:mcp:massnahmenlotse")
    field = page.locator("#chat-input")
    for question, answer in zip(CONVERSATION, ("Junge Mütter bis 30 Jahre im SGB II-Bezug", QUOTE), strict=True):
        field.click()
        page.keyboard.type(question)
        page.keyboard.press("Enter")
        expect(page.get_by_text(answer).last).to_be_visible(timeout=60_000)
        page.locator("button[aria-label*='Stop']").wait_for(state="detached")
    called = [name for name, _ in model.called]
    if called != ["massnahmenlotse_search_measures", "massnahmenlotse_answer_question"]:
        sys.exit(f"called: {called}")


@contextmanager
def open_webui(program: str, data: Path, service: str, model: ScriptedModel) -> Iterator[str]:
    """Open WebUI with a fresh database, both models, and the service's tools; its own address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    named = {"id": "massnahmenlotse", "name": "Maßnahmenlotse", "description": ""}
    access = {"auth_type": "bearer", "key": "any", "config": {"enable": True}}
    tools = [{"type": "mcp", "url": f"{service}/mcp", "path": "", **access, "info": named}]
    models = {"OPENAI_API_BASE_URLS": f"{service}/v1;{model.url}", "TOOL_SERVER_CONNECTIONS": json.dumps(tools)}
    environment = {**os.environ, **SETTINGS, **models, "DATA_DIR": str(data)}
    data.mkdir()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(command, env=environment, cwd=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    host, began = f"http://127.0.0.1:{port}", monotonic()
    try:
        while not _answers(host):
            if monotonic() - began > PATIENCE or running.poll() is not None:
                sys.exit(f"{program} doesn't answer")
            sleep(1)
        yield host
    finally:
        running.terminate()
        running.wait()


def _answers(host: str) -> bool:
    try:
        return httpx.get(f"{host}/health").is_success
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    sys.exit(main())
