"""Clients that are generated from the OpenAPI description, and programs that talk to a running service by them."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from service.access.key import AccessKey, secret_digest
from service.access.key_file import KeyFile
from tests.service.conftest import serving, wait_until

PROGRAMS, ROOT = Path(__file__).parent / "generated", Path(__file__).parents[3]
TOOLS = ROOT / "build" / "clients"
"""Where `make clients` installs the generators."""
KEY = "der-schluessel-der-programme"
TSC = (
    "--strict",
    "--noUncheckedIndexedAccess",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--skipLibCheck",
    "false",
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (TOOLS / "node_modules" / ".bin" / "tsc").exists(), reason="needs `make clients`"),
]


@pytest.fixture(scope="module")
def service(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that needs a key."""
    keys = tmp_path_factory.mktemp("keys") / "keys.json"
    KeyFile(keys).add(AccessKey("program", ("search", "chat"), datetime.now(UTC), digest=secret_digest(KEY)))
    with serving(built_index, keys=keys) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


@pytest.fixture
def description(service: httpx.Client, tmp_path: Path) -> Path:
    """The service's own description, in a file."""
    path = tmp_path / "openapi.json"
    path.write_bytes(service.get("/openapi.json").content)
    return path


def ran(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_openapi_python_client(service: httpx.Client, description: Path) -> None:
    """Generates everything without a warning, and its types hold what they say."""
    folder = description.parent
    config = folder / "config.json"  # its hooks would call ruff, which needn't be in the path
    config.write_text(json.dumps({"post_hooks": []}))
    options = ("generate", "--meta", "none", "--config", config, "--path", description)
    said = ran(
        TOOLS / "bin" / "openapi-python-client", *options, "--output-path", folder / "lotse_client", folder=folder
    )
    assert "warning" not in said.lower(), said
    program = (TOOLS / "bin" / "python", PROGRAMS / "program.py", str(service.base_url).rstrip("/"), KEY)
    done = subprocess.run(program, env={"PYTHONPATH": str(folder)}, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout) == (0, "understood\n"), done.stderr


def test_openapi_typescript(service: httpx.Client, description: Path) -> None:
    """Its types fit a program that asks, reads and fails, and the program runs."""
    folder = description.parent
    programs = TOOLS / "node_modules" / ".bin"
    (folder / "node_modules").symlink_to(TOOLS / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}')
    ran(programs / "openapi-typescript", description, "--output", folder / "lotse.d.ts", folder=folder)
    (folder / "program.ts").write_bytes((PROGRAMS / "program.ts").read_bytes())
    ran(programs / "tsc", *TSC, "program.ts", folder=folder)
    said = ran("node", "program.js", str(service.base_url).rstrip("/"), KEY, folder=folder)
    assert said == "understood\n"
