"""The table of clients and hosts names the versions that are installed, and tests that there are."""

import re

from tests.docs.markdown import ROOT

BUILD = (ROOT / ".ci" / "run").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in (ROOT / "docs" / "clients.md").read_text("utf-8").splitlines()
    if line.startswith("| ")
][1:]


def test_the_versions_are_those_that_are_installed() -> None:
    """By `make clients`, by the build, and with the service."""
    recipe = MAKEFILE.partition("\nclients:")[2].partition("\n\n")[0]
    installed = re.findall(r"(?<!\S)(@?[\w/-]+)(?:==|@)([\d.]+)", f"{recipe}\n{BUILD}")
    installed += re.findall(r"^(mcp|openai|langchain-core)==(.+)$", CONSTRAINTS, re.MULTILINE)
    assert len(installed) == 10 + 9 + 3
    for name, version in installed:
        assert [row for row in ROWS if name in f"{row[0]} {row[1]}" and version in row[1]], (name, version)


def test_every_line_names_a_test() -> None:
    """One that is there."""
    assert len(ROWS) > 15
    for *_, result, named in ROWS:
        assert result.startswith("works")
        paths = re.findall(r"`([\w/.]+)`", named)
        assert paths
        assert [path for path in paths if not (ROOT / path).exists()] == []
