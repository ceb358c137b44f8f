"""The tables of clients name the versions that were tried."""

import re

from tests.docs.markdown import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_tables_name_the_versions_that_are_installed() -> None:
    """By `make clients`, and the SDK that comes with the service."""
    recipe = MAKEFILE.partition("\nclients:")[2].partition("\n\n")[0]
    installed = dict(re.findall(r"(?<!\S)(@?[\w/-]+)(?:==|@)([\d.]+)", recipe))
    assert len(installed) == 7
    rows = [line for name in ("mcp.md", "http.md") for line in (ROOT / "docs" / name).read_text("utf-8").splitlines()]
    told = [line for line in rows if line.startswith("| ")]
    for name, version in installed.items():
        assert [line for line in told if name in line and version in line], (name, version)
    (sdk,) = re.findall(r"^mcp==(.+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert [line for line in told if f"| mcp {sdk} |" in line]
