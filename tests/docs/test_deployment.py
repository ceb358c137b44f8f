"""What is in deploy/: it fits the service."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from urllib.parse import parse_qs, urljoin

import httpx
import pytest
import yaml

from service.access.key import AccessKey
from service.access.key_file import KeyFile
from service.settings import Settings
from tests.benchmarks.ready import wait_for
from tests.docs.markdown import ROOT
from tests.service.conftest import serving, wait_until

DEPLOY = ROOT / "deploy"


def test_alerts_and_panels_name_figures_that_exist(built_index: Path) -> None:
    """All but those that Prometheus adds, and those of a model, which appear with one."""
    rules = [
        rule
        for group in yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))["groups"]
        for rule in group["rules"]
    ]
    panels = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))["panels"]
    asked = [rule["expr"] for rule in rules] + [target["expr"] for panel in panels for target in panel["targets"]]
    assert len(asked) == 13
    assert len({rule["alert"] for rule in rules}) == 8
    with serving(built_index, metrics=True) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        client.post("/api/search", json={"question": "Was kostet JUMITA?"})
        known = set(re.findall(r"^(\w+)", client.get("/metrics").text, re.MULTILINE))
    named = {name for expression in asked for name in re.findall(r"\b(?:lotse|process)_\w+", expression)}
    assert {name for name in named - known if not name.startswith("lotse_model_")} == set()


@pytest.mark.skipif(which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_locked_up() -> None:
    """Systemd's own measure of how exposed a service is, from 0 to 10; it knows every line."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(DEPLOY / "lotse.service")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found = re.search(r"Overall exposure level for lotse\.service: ([\d.]+)", done.stdout)
    assert found is not None, done.stdout
    assert float(found[1]) <= 1.5
    assert "Unknown" not in done.stderr, done.stderr


_REFUSE = (
    "import ctypes, os, sys; assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0; os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux refuses it")
def test_it_runs_without_memory_that_is_written_and_executed(tmp_path: Path) -> None:
    """As MemoryDenyWriteExecute of the unit has it: documents are read, indexed and searched."""
    command = [sys.executable, "-c", _REFUSE, sys.executable, "-m", "service.cli.main"]
    environment = {**os.environ, "LOTSE_INDEX": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for arguments in (("index",), ("search", "Was kostet JUMITA?")):
        done = subprocess.run([*command, *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    assert "JUMITA" in done.stdout


def test_the_container_has_no_rights() -> None:
    """It isn't root, writes one folder only, and installs what the lock file holds."""
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))
    lotse = compose["services"]["lotse"]
    assert (lotse["read_only"], lotse["cap_drop"], lotse["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    assert all(port.startswith("127.0.0.1:") for port in lotse["ports"])
    assert set(compose["networks"]["default"]["driver_opts"].values()) == {"false"}
    assert {
        name for name in lotse["environment"] if name.removeprefix("LOTSE_").lower() not in Settings.model_fields
    } == set()
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    assert any("--require-hashes -r /src/requirements.lock" in line for line in lines)


SERVER = """
worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""


@contextmanager
def nginx(folder: Path, backend: str, example: str = "nginx.conf", login: str = "") -> Iterator[str]:
    """An example for nginx in front of a service, and where it is."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    example = (DEPLOY / example).read_text("utf-8").replace("http://127.0.0.1:8000", backend)
    example = example.replace("http://127.0.0.1:4180", login)
    (folder / "nginx.conf").write_text(SERVER.format(folder=folder, port=port, locations=example), "utf-8")
    process = subprocess.Popen(
        ["nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{'/oauth2/sign_in' if login else '/lotse/readyz'}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(which("nginx") is None, reason="needs nginx")
def test_it_works_below_a_path_behind_nginx(tmp_path: Path, built_index: Path) -> None:
    """Page, search, streams and problems; figures stay inside."""
    with serving(built_index, metrics=True) as client, nginx(tmp_path, str(client.base_url).rstrip("/")) as server:
        wait_until(client, lambda answer: answer.status_code == 200)
        with httpx.Client(base_url=server, trust_env=False, timeout=30) as office:
            assert office.get("/lotse").headers["location"].endswith("/lotse/")
            page = office.get("/lotse/")
            assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
            linked = re.findall(r'(?:src|href)="([^"#:]+)"', page.text)
            assert linked
            assert {link: office.get(urljoin("/lotse/", link)).status_code for link in linked} == dict.fromkeys(
                linked, 200
            )
            found = office.post("/lotse/api/search", json={"question": "Was kostet JUMITA?"})
            assert found.json()["measures"][0]["measure"]["title"].startswith("JUMITA")
            asked = {"messages": [{"role": "user", "content": "Was kostet JUMITA?"}], "stream": True}
            assert "event: answer" in office.post("/lotse/api/chat", json=asked).text
            assert office.get("/lotse/api/measures/nix").json()["instance"] == "/lotse/api/measures/nix"
            assert office.get("/lotse/metrics").status_code == 404
            assert client.get("/metrics").status_code == 200


class OAuth2Proxy(BaseHTTPRequestHandler):
    """What oauth2-proxy documents of /oauth2/auth with --set-xauthrequest, and its other pages, without a login."""

    def do_GET(self) -> None:
        cookies = dict(each.split("=", 1) for each in self.headers.get("Cookie", "").split("; ") if "=" in each)
        email, path = cookies.get("_oauth2_proxy"), self.path.partition("?")[0]
        status = (202 if email else 401) if path == "/oauth2/auth" else 302 if path == "/oauth2/start" else 200
        self.send_response(status)
        if path == "/oauth2/auth" and email:
            self.send_header("X-Auth-Request-User", "7f3c")
            self.send_header("X-Auth-Request-Email", email)
            self.send_header("X-Auth-Request-Groups", "all,staff" if email.startswith("boss") else "all")
        if path == "/oauth2/start":
            self.send_header("Set-Cookie", "_oauth2_proxy=erika@north.example; Path=/; HttpOnly")
            self.send_header("Location", parse_qs(self.path.partition("?")[2])["rd"][0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def login() -> Iterator[str]:
    """A stand-in for oauth2-proxy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), OAuth2Proxy) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(which("nginx") is None, reason="needs nginx")
def test_whoever_is_logged_in_is_the_user(tmp_path: Path, built_index: Path, login: str) -> None:
    """Others are sent to the login, or get 401; nobody is who they say, and everybody may what their key says."""
    keys, audit = tmp_path / "keys.json", tmp_path / "audit.jsonl"
    for name, user, scope in (("north", "*@north.example", "search"), ("boss", "group:staff", "admin")):
        KeyFile(keys).add(AccessKey(name, (scope,), datetime.now(UTC), user=user))  # type: ignore[arg-type]
    settings = {"keys": keys, "audit": audit, "user_header": "X-Forwarded-User", "groups_header": "X-Forwarded-Groups"}
    with (
        serving(built_index, **settings) as client,
        nginx(tmp_path, str(client.base_url).rstrip("/"), "nginx-login.conf", login) as server,
        httpx.Client(base_url=server, trust_env=False, timeout=30) as office,
    ):
        wait_until(client, lambda answer: answer.status_code == 200)
        question, page = {"question": "Was kostet JUMITA?"}, {"Accept": "text/html"}
        claimed = {"X-Forwarded-User": "boss@north.example", "X-Forwarded-Groups": "staff"}
        sent = office.get("/lotse/", headers=page)
        assert (sent.status_code, sent.headers["location"]) == (302, f"{server}/oauth2/sign_in?rd={server}/lotse/")
        assert office.get("/oauth2/sign_in").status_code == 200
        assert office.get("/oauth2/auth").status_code == 404
        for headers in ({}, claimed):
            assert office.post("/lotse/api/search", json=question, headers=headers).status_code == 401
        back = office.get("/oauth2/start", params={"rd": f"{server}/lotse/"}, headers=page, follow_redirects=True)
        assert (back.status_code, back.headers["content-type"]) == (200, "text/html; charset=utf-8")
        found = office.post("/lotse/api/search", json=question)
        assert found.json()["measures"][0]["measure"]["title"].startswith("JUMITA")
        for headers in ({}, claimed):
            assert office.get("/lotse/api/admin", headers=headers).status_code == 403
        office.cookies.set("_oauth2_proxy", "boss@north.example")
        assert office.get("/lotse/api/admin").status_code == 200
        office.cookies.set("_oauth2_proxy", "x@south.example")
        assert office.post("/lotse/api/search", json=question).status_code == 401
        assert office.get("/lotse/metrics").status_code == 404
