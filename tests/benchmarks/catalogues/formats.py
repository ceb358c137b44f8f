"""Writes entries in every format that is read, so that what a file states is known."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import yaml

from tests.benchmarks.catalogues import office
from tests.benchmarks.catalogues.truth import StatedEntry, Truth

Write = Callable[[Sequence[StatedEntry], Path], None]

_ALSO_RIGHT = {"Rahmen": ("description", "particulars", "implementation")}
"""The passage holds a bit of everything."""


def write_catalogue(name: str, entries: Sequence[StatedEntry], folder: Path) -> Truth:
    """Write the entries into `folder` in format `name` (one of `FORMATS`), and tell what the files state."""
    suffix, write = FORMATS[name]
    if name == FRONT_MATTER:
        placed = [replace(entry, file=f"{entry.values[0].text}{suffix}") for entry in entries]
        for entry in placed:
            write([entry], folder / entry.file)
    else:
        placed = [replace(entry, file=f"massnahmen{suffix}") for entry in entries]
        write(placed, folder / placed[0].file)
    return Truth(f"210 practice measures: {name}", tuple(placed), (), _ALSO_RIGHT)


def columns(entries: Sequence[StatedEntry]) -> list[str]:
    """The labels of all entries in the order in which they first occur."""
    return list(dict.fromkeys(value.label for entry in entries for value in entry.values))


def rows(entries: Sequence[StatedEntry]) -> Iterator[list[str]]:
    """A header, and a row an entry: its title and its values by label."""
    labels = columns(entries)
    yield ["Maßnahme", *labels]
    for entry in entries:
        values = _by_label(entry)
        yield [entry.title, *(values.get(label, "") for label in labels)]


def _by_label(entry: StatedEntry) -> Mapping[str, str]:
    return {value.label: value.text for value in entry.values}


def _markdown(entries: Sequence[StatedEntry], path: Path) -> None:
    parts = ["# Maßnahmen"]
    for entry in entries:
        parts += [f"## {entry.title}", *(f"**{value.label}:** {value.text}" for value in entry.values)]
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def _text(entries: Sequence[StatedEntry], path: Path) -> None:
    blocks = ["\n".join([entry.title, *(f"{v.label}: {v.text}" for v in entry.values)]) for entry in entries]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")


def _definition_lists(entries: Sequence[StatedEntry], path: Path) -> None:
    def body(entry: StatedEntry) -> str:
        pairs = (f"<dt>{v.label}</dt><dd>{escape(v.text)}</dd>" for v in entry.values)
        return f"<h2>{escape(entry.title)}</h2><dl>{''.join(pairs)}</dl>"

    _page(map(body, entries), path)


def _html_table(entries: Sequence[StatedEntry], path: Path) -> None:
    header, *others = rows(entries)
    head = "".join(f"<th>{label}</th>" for label in header)
    body = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in others)
    _page([f"<table><thead><tr>{head}</tr></thead><tbody>", *body, "</tbody></table>"], path)


def _cards(entries: Sequence[StatedEntry], path: Path) -> None:
    def card(entry: StatedEntry) -> str:
        facts = (
            f'<div class="fact"><span class="label">{v.label}</span><span class="value">{escape(v.text)}</span></div>'
            for v in entry.values
        )
        return f'<div class="card"><p class="card-title">{escape(entry.title)}</p>{"".join(facts)}</div>'

    _page(map(card, entries), path)


def _page(body: Iterator[str] | Sequence[str], path: Path) -> None:
    """A page around `body`, with a navigation and a footer that are no content."""
    text = "\n".join(body)
    path.write_text(
        '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Maßnahmen</title></head><body>'
        f"<nav><a>Start</a> <a>Kontakt</a></nav><main><h1>Maßnahmen</h1>{text}</main>"
        "<footer>Impressum · Datenschutz · Wir verwenden Cookies.</footer></body></html>",
        "utf-8",
    )


def _csv(entries: Sequence[StatedEntry], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows(entries))


def _json(entries: Sequence[StatedEntry], path: Path) -> None:
    records = [{"Titel": entry.title, **_by_label(entry)} for entry in entries]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")


def _front_matter(entries: Sequence[StatedEntry], path: Path) -> None:
    (entry,) = entries
    record = {"title": entry.title, **_by_label(entry)}
    path.write_text(f"---\n{yaml.safe_dump(record, allow_unicode=True, sort_keys=False)}---\n", "utf-8")


FRONT_MATTER = "front matter"
FORMATS: Mapping[str, tuple[str, Write]] = {
    "Markdown": (".md", _markdown),
    "plain text": (".txt", _text),
    "HTML, definition lists": (".html", _definition_lists),
    "HTML, table": (".html", _html_table),
    "HTML, cards": (".html", _cards),
    "Word, form tables": (".docx", office.word_forms),
    "Word, bold titles": (".docx", office.word_bold_titles),
    "ODT": (".odt", office.odt),
    "PDF": (".pdf", office.pdf),
    "CSV": (".csv", _csv),
    "XLSX": (".xlsx", lambda entries, path: office.xlsx(rows(entries), path)),
    "JSON": (".json", _json),
    FRONT_MATTER: (".md", _front_matter),
}
"""The suffix of each format's files, and what writes one."""
