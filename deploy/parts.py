"""What is installed with the service: `python -m deploy.parts sbom` or `... licences`.

`sbom` prints a bill of materials (CycloneDX 1.6) of the packages in requirements.lock, each with its version, licence
and hashes; `licences` prints them as the table of docs/licences.md. Both ask the environment that they run in.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
_PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+) \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_PAGES = ("homepage", "source", "source code", "repository", "github", "documentation")
_CLASSIFIED = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Part:
    """A package: its licence as it says it, its page, and the SHA-256 of each file that may be installed."""

    name: str
    version: str
    licence: str
    page: str
    hashes: tuple[str, ...]


def parts() -> list[Part]:
    """Return the packages of the lock file. Raises PackageNotFoundError if one of them isn't installed."""
    text = LOCK.read_text("utf-8")
    pinned = list(_PINNED.finditer(text))
    ends = [*(each.start() for each in pinned[1:]), len(text)]
    return [
        _part(each["name"], each["version"], tuple(_HASH.findall(text[each.end() : end])))
        for each, end in zip(pinned, ends, strict=True)
    ]


def _part(name: str, version: str, hashes: tuple[str, ...]) -> Part:
    found = metadata(name)
    return Part(name, version, _licence(found), _page(found), hashes)


def _licence(found: PackageMetadata) -> str:
    """The licence that a package declares: as an expression, in words, or by its classifiers."""
    named = found.get("License-Expression") or found.get("License") or ""
    classified = [line.removeprefix(_CLASSIFIED) for line in found.get_all("Classifier") or () if _CLASSIFIED in line]
    return named if named and "\n" not in named else " AND ".join(sorted(classified)) or "unknown"


def _page(found: PackageMetadata) -> str:
    """The page that a package names as its home or the place of its source."""
    named = (line.partition(", ") for line in found.get_all("Project-URL") or ())
    pages = {label.lower(): page for label, _, page in named}
    home = found.get("Home-page") or next(iter(pages.values()), "")
    return next((pages[label] for label in _PAGES if label in pages), home)


def sbom() -> dict[str, Any]:
    """Return the bill of materials; the same packages give the same one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"expression": project["license"]}],
    }
    found = parts()
    serial = uuid5(NAMESPACE_URL, "".join(f"{part.name}=={part.version} {part.hashes}" for part in found))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": project["name"], "dependsOn": [_url(part) for part in found]}],
    }


def _component(part: Part) -> dict[str, Any]:
    page = {"type": "website", "url": part.page}
    hashes = [{"alg": "SHA-256", "content": each} for each in part.hashes]
    files = {"type": "distribution", "url": _url(part), "hashes": hashes}
    return {
        "type": "library",
        "bom-ref": _url(part),
        "name": part.name,
        "version": part.version,
        "purl": _url(part),
        "licenses": [{"license": {"name": part.licence}}],
        "externalReferences": [page, files],
    }


def _url(part: Part) -> str:
    return f"pkg:pypi/{part.name}@{part.version}"


def table() -> Iterator[str]:
    """Yield the lines of the table of licences, in Markdown."""
    yield "| package | version | licence |"
    yield "|---|---|---|"
    for part in parts():
        yield f"| [{part.name}]({part.page}) | {part.version} | {part.licence} |"


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sbom", "licences"))
    wanted = parser.parse_args().what
    text = json.dumps(sbom(), indent=1) if wanted == "sbom" else "\n".join(table())
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
