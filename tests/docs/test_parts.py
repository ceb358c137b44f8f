"""What is installed with the service: pinned, with hashes, and under licences that may be shipped."""

import re
import tomllib
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.parts import parts, sbom, table
from tests.docs.markdown import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ALLOWED = {
    "0BSD", "Apache", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EUPL-1.2", "ISC", "MIT", "MIT-0",
    "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
"""None of them asks more of those who ship it than the MPL and the EUPL do."""
WORDS = {"AND", "OR", "License", "Licence", "Software", "Version", "2.0", "dependency", "licenses"}


def needed() -> set[str]:
    """The packages that the service with the extra for models needs, whatever they need included."""
    found: set[str] = set()
    open = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["llm"]]
    while open:
        wanted = Requirement(open.pop())
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        if (name := canonicalize_name(wanted.name)) not in found:
            found.add(name)
            open += requires(name) or ()
    return found


def test_the_lock_holds_what_is_needed() -> None:
    """Every package in the version that was tested, with hashes, and no other."""
    pinned = re.findall(r"^([^#=\s]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    tested = {canonicalize_name(name): version for name, version in pinned}
    locked = {part.name: part.version for part in parts()}
    assert locked.keys() >= needed()
    assert {name: tested.get(name) for name in locked} == locked
    assert min(len(part.hashes) for part in parts()) >= 1


def test_licences_may_be_shipped() -> None:
    """Each declares one, and none is a stronger copyleft."""
    said = {part.name: set(re.findall(r"[\w.-]+[\w]", part.licence)) - WORDS for part in parts()}
    assert {name: names for name, names in said.items() if not names or not names <= ALLOWED} == {}


def test_the_page_lists_them() -> None:
    """docs/licences.md has the table as it is now."""
    assert "\n".join(table()) in (ROOT / "docs" / "licences.md").read_text("utf-8")


def test_the_bill_of_materials() -> None:
    """CycloneDX: the service, and each package by a package URL, with its licence and hashes."""
    made = sbom()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["component"]["version"] == PROJECT["version"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["serialNumber"])
    refs = {each["bom-ref"]: each for each in made["components"]}
    assert len(refs) == len(parts())
    assert made["dependencies"][0]["dependsOn"] == list(refs)
    fastapi = next(each for each in refs.values() if each["name"] == "fastapi")
    assert fastapi["purl"] == f"pkg:pypi/fastapi@{fastapi['version']}"
    assert fastapi["licenses"] == [{"license": {"name": "MIT"}}]
    assert {each["alg"] for each in fastapi["externalReferences"][1]["hashes"]} == {"SHA-256"}
    assert made == sbom()
