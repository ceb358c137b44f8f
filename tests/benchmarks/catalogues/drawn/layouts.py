"""How drawn catalogues are laid out: primitives of titles, labels, borders and noise, combined by a seed.

Some primitives are held out for the split test, see `HELD_OUT`.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.benchmarks.catalogues.drawn.elements import Drawing, Element, Grid, Line, Run, Sign, line
from tests.benchmarks.catalogues.truth import StatedEntry, StatedValue

Draw = random.Random
HELD_OUT = frozenset(
    ("title:coloured", "title:labelled", "label:bracket", "label:dash", "table:two rows",
     "table:beside", "border:stars", "border:numbers")
)  # fmt: skip
"""Primitives that only the split test uses."""

_COLOURS = ("1f4e79", "b03a2e", "1e7b4a", "6a3d9a")
_INTRO = {
    "de": (
        "Dieses Verzeichnis fasst zusammen, was es in unserer Region gibt. Fragen beantwortet die Beratung am Empfang.",
        "Alle Angaben ohne Gewähr. Änderungen sind jederzeit möglich.",
        "Liebe Kolleginnen und Kollegen, hier die aktuelle Übersicht für das kommende Halbjahr.",
    ),
    "en": (
        "This list brings together what is on offer in our area. Ask at the front desk for advice.",
        "Details may change at any time.",
    ),
}
_NAMES = {
    "de": ("Angebote 2027", "Maßnahmen im Überblick", "Kursheft Frühjahr"),
    "en": ("Courses 2027", "What is on offer"),
}
_GROUPS = {"de": ("Aktivierung", "Qualifizierung", "Beschäftigung"), "en": ("Getting started", "Training", "Work")}
_CLOSING = {"de": ("Stand: Januar 2027. Herausgegeben vom Jobcenter Altwerder.",), "en": ("As of January 2027.",)}


def pick(draw: Draw, split: str, kind: str, names: Sequence[str]) -> str:
    """One of the primitives of a kind; those held out for test only there, and there in half of the cases."""
    usual = [name for name in names if f"{kind}:{name}" not in HELD_OUT]
    held = [name for name in names if f"{kind}:{name}" in HELD_OUT]
    return draw.choice(held if split == "test" and held and draw.random() < 0.5 else usual)


def prose(
    draw: Draw, split: str, entries: Sequence[StatedEntry], language: str, *, rich: bool, grids: bool
) -> tuple[Drawing, str]:
    """A document whose entries stand one below the other, and the names of what was chosen.

    `rich` says that it may have bold words, headings and colours, `grids` that it may have tables, too.
    """
    titles = (
        ["heading", "bold", "large", "numbered", "coloured", "labelled"] if rich else ["plain", "numbered", "labelled"]
    )
    labels = ["colon", "dash", "own line", "bracket", "caps"]
    labels += ["bold colon", "bold", "bold own line", "coloured own line", "heading", "facts"] if rich else []
    labels += ["left", "form", "tile"] if rich and grids else []
    borders = ["none", "stars", "numbers"] + (["rule", "page", "card"] if rich else ["blank"])
    title, label, border = (
        pick(draw, split, kind, names) for kind, names in (("title", titles), ("label", labels), ("border", borders))
    )
    colour = draw.choice(_COLOURS)
    grouped = len(entries) > 3 and draw.random() < 0.25 and title in ("heading", "plain")
    name = draw.choice(_NAMES[language])
    drawing = Drawing([], language, title=name)
    body = drawing.elements
    if draw.random() < 0.7:
        body.append(line(name, bold=rich, level=1 if rich else 0, scale=1.8))
    body += [line(text) for text in draw.sample(_INTRO[language], draw.randint(0, 2))]
    if draw.random() < 0.5:
        drawing.header, drawing.footer = name, draw.choice(_CLOSING[language])
    for number, entry in enumerate(entries):
        if grouped and number in (0, len(entries) // 2):
            body.append(line(_GROUPS[language][number > 0], bold=rich, level=2 if rich else 0, scale=1.5))
        body += _begun(border, number)
        body.append(_title(title, entry.title, number, colour, language, deep=grouped))
        body += _LABELS[label](entry.values, colour)
        body += _ended(border)
    if draw.random() < 0.3:
        body.append(line(draw.choice(_CLOSING[language])))
    return drawing, f"title {title}, label {label}, border {border}{', groups' if grouped else ''}"


def _begun(border: str, number: int) -> list[Element]:
    if border == "page":
        return [Sign("page")] if number else []
    if border == "card":
        return [Sign("open")]
    if border == "numbers":
        return [line(f"({number + 1})")]
    return [Sign("blank")] if border == "blank" else []


def _ended(border: str) -> list[Element]:
    if border == "stars":
        return [line("* * *")]
    return {"rule": [Sign("rule")], "card": [Sign("close")]}.get(border, [])


def _title(style: str, text: str, number: int, colour: str, language: str, *, deep: bool) -> Line:
    if style == "heading":
        return line(text, bold=True, level=3 if deep else 2, scale=1.3)
    if style == "bold":
        return line(text, bold=True)
    if style == "large":
        return line(text, scale=1.4)
    if style == "coloured":
        return line(text, colour=colour)
    if style == "labelled":
        return Line((Run("Angebot: " if language == "de" else "Course: ", bold=True), Run(text)))
    return line(f"{number + 1}. {text}" if style == "numbered" else text, bold=style == "numbered")


def _inline(opening: str, closing: str, *, bold: bool = False) -> Callable[[Sequence[StatedValue], str], list[Element]]:
    def made(values: Sequence[StatedValue], colour: str) -> list[Element]:
        return [Line((Run(f"{opening}{value.label}{closing} ", bold), Run(value.text))) for value in values]

    return made


def _above(look: Callable[[str, str], Line]) -> Callable[[Sequence[StatedValue], str], list[Element]]:
    def made(values: Sequence[StatedValue], colour: str) -> list[Element]:
        return [each for value in values for each in (look(value.label, colour), line(value.text))]

    return made


def _beside(*, lines: bool, coloured: bool) -> Callable[[Sequence[StatedValue], str], list[Element]]:
    def made(values: Sequence[StatedValue], colour: str) -> list[Element]:
        shade = colour if coloured else ""
        rows = [[line(value.label, bold=not coloured, colour=shade), line(value.text)] for value in values]
        return [Grid(rows, (0.3, 0.7), lines=lines)]

    return made


def _tiles(values: Sequence[StatedValue], colour: str) -> list[Element]:
    """Short values side by side, each above its label; long ones follow."""
    short = [value for value in values if len(value.text) <= 22 and "\n" not in value.text][:3]
    rest = [value for value in values if value not in short]
    tiles: list[Element] = []
    if len(short) > 1:
        rows = [[line(value.text, bold=True) for value in short], [line(value.label, colour=colour) for value in short]]
        tiles = [Grid(rows, (1 / len(short),) * len(short), lines=False)]
    else:
        rest = list(values)
    return [*tiles, *_inline("", ":", bold=True)(rest, colour)]


def _facts(values: Sequence[StatedValue], colour: str) -> list[Element]:
    """Short values in one line, the others below with labels of their own."""
    short = [value for value in values if len(value.text) <= 30 and "\n" not in value.text]
    rest = [value for value in values if value not in short]
    facts: list[Element] = [line(" | ".join(f"{value.label}: {value.text}" for value in short))] if short else []
    return [*facts, *_inline("", ":", bold=True)(rest, colour)]


_LABELS: Mapping[str, Callable[[Sequence[StatedValue], str], list[Element]]] = {
    "colon": _inline("", ":"),
    "dash": _inline("", " –"),
    "bracket": _inline("[", "]"),
    "caps": lambda values, colour: _inline("", "")(
        [replace(value, label=value.label.upper()) for value in values], colour
    ),
    "bold colon": _inline("", ":", bold=True),
    "bold": _inline("", "", bold=True),
    "own line": _above(lambda label, colour: line(label if label.endswith("?") else f"{label}:")),
    "bold own line": _above(lambda label, colour: line(label, bold=True)),
    "coloured own line": _above(lambda label, colour: line(label, colour=colour)),
    "heading": _above(lambda label, colour: line(label, bold=True, level=4, scale=1.1)),
    "left": _beside(lines=False, coloured=True),
    "form": _beside(lines=True, coloured=False),
    "tile": _tiles,
    "facts": _facts,
}
