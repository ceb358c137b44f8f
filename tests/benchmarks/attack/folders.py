"""Uploads and folders that mean ill: one name many times at once, names that are none, links to elsewhere."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

import httpx

from tests.benchmarks.attack.attacked import PATIENCE, Outcome, Place

_KEY = "key-of-the-administration"
_AT_ONCE = 8
_NAMES = (
    "😀" * 100 + ".md",
    "a\u202egpj.md",
    "a\u200b.md",
    "a\0.md",
    "a\n.md",
    ".hidden.md",
    "x.exe",
    "a.md ",
    "..",
    "n" * 300,
)
_FOLDERS = ("../x.md", "a/../../x.md", "/etc/x.md")
_LINKS = {"passwd.txt": "/etc/passwd", "chain.txt": "passwd.txt", "etc": "/etc"}
_NOT_TAKEN = (400, 404, 405, 422)


def uploads(place: Place, quick: bool) -> Outcome:
    """What is uploaded, what stands in the folder afterwards, and what a rebuild does with far fewer measures."""
    fine: list[bool] = []
    with tempfile.TemporaryDirectory() as folder:
        own, here = Path(folder) / "own", replace(place, index=Path(folder) / "index")
        own.mkdir()
        for name, target in _LINKS.items():
            (own / name).symlink_to(target)
        here.lotse("index")
        with here.serving(documents=own, admin_key=_KEY) as attacked:
            headers = {"Authorization": f"Bearer {_KEY}"}
            with httpx.Client(base_url=attacked.url, headers=headers, trust_env=False, timeout=PATIENCE) as client:
                fine += [_one_is_taken(client, number) for number in range(2 if quick else 10)]
                before = sorted(own.iterdir())
                fine += [_put(client, quote(name, safe="")) in _NOT_TAKEN for name in (*_NAMES, *_FOLDERS)]
                fine.append(sorted(own.iterdir()) == before)
                checked = client.get("/api/admin/check")
                fine.append(
                    {each["file"] for each in checked.json()["broken"]} == set(_LINKS) and "root:" not in checked.text
                )
                fine.append(_rebuilt(client) == "waiting" and client.get("/readyz").json()["measures"] == 36)
    return Outcome.of(
        fine, "one of eight is taken, nothing else is left; links are named, not read; fewer measures wait"
    )


def _one_is_taken(client: httpx.Client, number: int) -> bool:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        statuses = sorted(pool.map(lambda _: _put(client, f"kurs{number}.md"), range(_AT_ONCE)))
    return statuses == [201] + [409] * (_AT_ONCE - 1)


def _put(client: httpx.Client, name: str) -> int:
    document = f"## Kurs {name}\nZielgruppe: Alle\nDauer: 2 Monate\n"
    return client.put(f"/api/admin/documents/{name}", content=document.encode()).status_code


def _rebuilt(client: httpx.Client) -> str:
    client.post("/api/admin/rebuild")
    until = monotonic() + PATIENCE
    while (status := str(client.get("/api/admin/rebuild").json()["status"])) == "running" and monotonic() < until:
        sleep(0.2)
    return status
