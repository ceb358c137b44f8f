"""Version, licence, changelog, and the description for catalogues of public-sector software."""

import re
import tomllib
from importlib.metadata import metadata

import pytest
import yaml

from tests.docs.markdown import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
PUBLICCODE = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
MAINTENANCE = {"internal", "contract", "community", "none"}


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    """`## [0.2.0] - 2026-12-01`, or `unreleased`; the older ones follow."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    found = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (unreleased|\d{4}-\d\d-\d\d)", heading) for heading in headings]
    versions = [tuple(map(int, each.groups()[:3])) for each in found if each]
    assert len(versions) == len(headings)
    assert versions == sorted(versions, reverse=True)
    assert ".".join(map(str, versions[0])) == PROJECT["project"]["version"]


def test_the_version_stands_in_one_place() -> None:
    """In pyproject.toml; the installed package says the same."""
    assert metadata("massnahmenlotse")["Version"] == PROJECT["project"]["version"]
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert [path for path in modules if "__version__" in path.read_text("utf-8")] == []


def test_the_licence_is_whole() -> None:
    """The fifteen articles and the appendix of the EUPL 1.2, in English."""
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text


def test_the_licence_is_named_everywhere() -> None:
    """In the package's metadata as PEP 639 asks, and in publiccode.yml."""
    assert PROJECT["project"]["license"] == PUBLICCODE["legal"]["license"] == "EUPL-1.2"
    installed = metadata("massnahmenlotse")
    assert installed["License-Expression"] == "EUPL-1.2"
    assert installed.get_all("License-File") == PROJECT["project"]["license-files"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_typed(package: str) -> None:
    """PEP 561: type checkers read its annotations."""
    assert (ROOT / package / "py.typed").exists()


def test_publiccode_has_what_the_standard_demands() -> None:
    """The mandatory keys of version 0.4, and values of its lists."""
    assert PUBLICCODE["publiccodeYmlVersion"] == "0.4"
    mandatory = {"name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description"}
    assert mandatory | {"legal", "maintenance", "localisation"} <= PUBLICCODE.keys()
    assert PUBLICCODE["developmentStatus"] in STATUS
    assert PUBLICCODE["softwareType"] == "standalone/web"
    assert PUBLICCODE["maintenance"]["type"] in MAINTENANCE
    assert PUBLICCODE["maintenance"]["type"] == "none" or PUBLICCODE["maintenance"]["contacts"]
    assert PUBLICCODE["localisation"] == {"localisationReady": True, "availableLanguages": ["de", "en"]}


@pytest.mark.parametrize("language", PUBLICCODE["description"])
def test_publiccode_describes_within_its_limits(language: str) -> None:
    """150 characters, 150 to 10,000 characters, some features, and pictures that exist."""
    described = PUBLICCODE["description"][language]
    assert len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert described["features"]
    assert all((ROOT / picture).is_file() for picture in described.get("screenshots", ()))
