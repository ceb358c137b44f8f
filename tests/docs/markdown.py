"""The parts of a Markdown page that tests look at: blocks of code, code spans, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
INDEX = ROOT / "docs" / "index.md"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)$")
_FILE = re.compile(r"`(?P<name>[\w./-]+\.\w+)`:$")
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?P<link>[^)\s]+)\)|<img src=\"(?P<picture>[^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code. `language` is None for an indented one; `file` is the name its introduction ends with."""

    page: Path
    line: int
    language: str | None
    file: str | None
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """Every fenced or indented block of a page."""
    return list(_blocks(page, page.read_text("utf-8").splitlines()))


def _blocks(page: Path, lines: list[str]) -> Iterator[Block]:
    file, row = None, 0
    while row < len(lines):
        begin = row
        if fence := _FENCE.match(lines[row]):
            row = lines.index(f"{fence['indent']}```", row + 1)
            text = "\n".join(line.removeprefix(fence["indent"]) for line in lines[begin + 1 : row]) + "\n"
            yield Block(page, begin + 1, fence["language"], file, text)
            file = None
        elif lines[row].startswith("    ") and not lines[row - 1].strip():
            while row + 1 < len(lines) and (lines[row + 1].startswith("    ")):
                row += 1
            text = "\n".join(line[4:] for line in lines[begin : row + 1]) + "\n"
            yield Block(page, begin + 1, None, file, text)
            file = None
        elif lines[row].strip():
            named = _FILE.search(lines[row])
            file = named["name"] if named else None
        row += 1


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def spans(page: Path) -> list[str]:
    """Code spans of the prose."""
    return _SPAN.findall(prose(page))


def links(page: Path) -> list[str]:
    """Targets of links and pictures."""
    return [match["link"] or match["picture"] for match in _LINK.finditer(prose(page))]


def anchors(page: Path) -> set[str]:
    """What links to parts of a page may end with, as GitHub names headings."""
    kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(prose(page)))
    return {title.replace(" ", "-") for title in kept}
