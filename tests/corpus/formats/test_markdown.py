"""Markdown: its text and blocks, front matter, and files that are made to take long."""

import time
import unicodedata

import pytest

from corpus.formats import markdown
from corpus.formats.content import Notice, ReadOptions
from corpus.formats.extraction import Extracted, extract
from corpus.formats.readers import IN_PROCESS
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.outline import outline
from tests.pace import allowed


def read_markdown(text: str) -> Extracted:
    return markdown.read(text.encode(), ReadOptions())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Katalog\n=======\n\nNordlicht\n---------\n\nDauer: 6 Monate\nOrt: Kiel",
            ["# Katalog", "## Nordlicht", "Dauer: 6 Monate / Ort: Kiel"],
        ),
        ("Ort: Kiel\nDauer: 1\n---\nDauer: 2 Jahre\n---\nText", ["Ort: Kiel / Dauer: 1", "Dauer: 2 Jahre", "Text"]),
        ("Ziel: Arbeit\n------------\nText\n## Süd {#sued .x}", ["## Ziel: Arbeit", "Text", "## Süd"]),
        ("*Dauer:* 3 Monate\n__Ort:__ Kiel\n**Kosten** keine", ["Dauer: 3 Monate", "[Ort:] Kiel", "[Kosten] keine"]),
        ("**Dauer:**6 Monate\n**Für wen?**Alle **(a).**b", ["[Dauer:] 6 Monate", "[Für wen?] Alle (a). b"]),
        ("**Nordlicht**\n\nCoaching am Vormittag\n\nText", ["[Nordlicht]", "Coaching am Vormittag", "Text"]),
        ("- a\n  **b:** c\n- **d** e\n  1. f\n\n  g", ["- a", "[b:] c", "- [d] e", "- f", "g"]),
        ("| Wo | Ort |\n|---|---|\n| A \\| B | **Ulm** |\n| C |", ["+| Wo | Ort |H", "| A | B | Ulm |", "| C |  |"]),
        ("Ziel\n: Arbeit\n: Glück\n\nOrt\n: Kiel", ["+Ziel = Arbeit / Glück", "Ort = Kiel"]),
        ("```yaml\ndauer:  6\n\n# ort\n```\n\n    Ort: Kiel\n    - a", ["dauer: 6", "# ort", "Ort: Kiel", "- a"]),
        ("- [x] Kind\n- [ ] Fahrt\n\n[X] ja [ ] nein [x](y)", ["- ☒ Kind", "- ☐ Fahrt", "☒ ja ☐ nein x"]),
        ("Kosten: ~~300 Euro~~ keine\n\n~~weg~~", ["Kosten: keine"]),
        ("![Bild](a.png) [ein *Link*](b) <http://c.de> [[Ziel|Wiki]] ![[d.png]]", ["Bild ein Link http://c.de Wiki"]),
        ("25[^1] Plätze, 6<sup>2</sup> Tage, 20 m<sup>2</sup>\n\n[^1]: Mai", ["25 Plätze, 6 Tage, 20 m²", "- Mai"]),
        ("> a\n> b\n\n***\n\nc &amp; d\\* <!-- e --> f  \ng", ["a / b", "c & d* f / g"]),
        (
            "<details><summary>Mehr</summary>\n\n**Ort:** Kiel\n\n</details>\n\n"
            "<div><span class=label>Ort</span><span>Bonn</span></div>",
            ["## Mehr", "[Ort:] Kiel", "+Ort = Bonn"],
        ),
    ],
    ids=[
        "setext", "set off", "underlined label", "labels", "no space", "short lines", "lists", "tables", "definitions",
        "code", "tick boxes", "struck out", "links", "footnotes", "quotes", "HTML",
    ],
)  # fmt: skip
def test_markdown_is_read_as_the_page_it_is_written_for(text: str, expected: list[str]) -> None:
    """Headings, labels, lists, tables and HTML in it."""
    assert outline(read_markdown(text)) == expected


def test_the_star_of_an_ending_is_no_emphasis() -> None:
    """However many there are; other stars are."""
    text = "Teilnehmer*innen und Berater*innen, ein*e Ansprechpartner*in, *jede* Kolleg*in; *Ort:* Kiel"
    assert outline(read_markdown(text)) == [
        "Teilnehmer*innen und Berater*innen, ein*e Ansprechpartner*in, jede Kolleg*in; Ort: Kiel"
    ]


def test_markdown_is_rendered_anew(made: Made) -> None:
    """The text is that of other formats, with blank lines between blocks; spans count in it."""
    text = "\ufeff## Brücke\r\n*Für wen:* Mütter\r\n\r\n* a\r\n* b\r\n\r\n|x|y|\r\n|-|-|\r\n|1||\r\n"
    content = extract(made("KATALOG.MD", unicodedata.normalize("NFD", text)))
    assert content.text == "## Brücke\n\nFür wen: Mütter\n\n- a\n- b\n\nx\ty\n1"
    assert content.title == "Brücke"
    assert content.notices == ()


def test_long_markdown_is_read_in_a_process_of_its_own(made: Made) -> None:
    """With the same result, and within the limits on time that only a process of its own can be held to."""
    text = "---\ntitle: Katalog\nort: Kiel\nart: Kurs\n---\n" + "## Nordlicht\n**Dauer:** 6 Monate\n\n" * 2_000
    assert len(text) > IN_PROCESS[".md"]
    assert extract(made("lang.md", text)) == read_markdown(text)
    assert reason(made("zu-lang.md", "[" * 500_000), seconds=1) == "took longer than 1 s to read"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: Rat\nagency: Amt\ntarget_group:\n- Ältere\n- Junge\ncfda: '17.258'\nphone: 0555\n---\nText",
            ["---", "# Rat", "+agency = Amt", "target group = Ältere, Junge", "cfda = 17.258", "phone = 0555", "Text"],
        ),
        (
            "---\nTitel: 'Kurs: A'\nkontakt:\n  name: Frau Muster\n  tel: ~\nzeiten: ['9, 10 Uhr', 12:30]\nlayout: x\n"
            "frei: no\ntext: |\n  a\n\n  b\n...\n\n# Kurs: A\n\nText",
            [
                "---", "# Kurs: A", "+kontakt name = Frau Muster", "zeiten = 9, 10 Uhr / 12:30", "frei = no",
                "text = a / b", "Text",
            ],
        ),
        (
            "---\ndauer: 6 Monate\nort: Kiel\nmenschen:\n- name: A\n- name: B\n---\n# Kurs\nText",
            ["---", "# Kurs", "+dauer = 6 Monate", "ort = Kiel", "menschen name = A", "menschen name = B", "Text"],
        ),
        (
            "+++\ntitle = 'Kurs'\nplaetze = 12\npreis = 1.50\n[a]\nb = true\n+++\n",
            ["---", "# Kurs", "+plaetze = 12", "preis = 1.50", "a b = true"],
        ),
        (
            '{"name": "Kurs", "preis": 1.50,\n "x": null, "tel": "05"}\n\nText',
            ["---", "# Kurs", "+preis = 1.50", "tel = 05", "Text"],
        ),
        ("---\ntitle: Katalog\ndate: 2025-01\n---\n## A\n\n## B", ["# Katalog", "+date = 2025-01", "## A", "## B"]),
        ("---\nlayout: page\n---\nText", ["Text"]),
        ("---\n\nText\n\n---\n\nOrt: Kiel", ["Text", "Ort: Kiel"]),
        ("---\nText ohne Ende: ja", ["Text ohne Ende: ja"]),
        ("{ein Text}\n\n{\"x", ["{ein Text}", "{\"x"]),
    ],
    ids=["fields", "nested", "title below", "TOML", "JSON", "of a page", "of a site", "rules", "open", "braces"],
)  # fmt: skip
def test_front_matter_is_an_entry(text: str, expected: list[str]) -> None:
    """A record with its title and a pair for each key, values as written; nothing but a page's title is no entry."""
    content = read_markdown(text)
    assert outline(content) == expected
    assert content.notices == ()
    assert content.title == next((line[2:] for line in expected if line.startswith("# ")), None)


LAUGHS = "a: &a [x]\n" + "".join(f"{b}: &{b} [{f'*{a},' * 10}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("front", "line", "expected"),
    [
        (
            "title: Kurs: A\nort: 'Kiel'\nfür:\n- Alte\n- Junge", 2,
            ["---", "# Kurs: A", "+ort = Kiel", "für = Alte, Junge", "Text"],
        ),
        ("title: Kurs\nort: Kiel\ndauer: [6", 5, ["---", "# Kurs", "+ort = Kiel", "dauer = [6", "Text"]),
        ("title: Kurs\nort: *nirgends\nx: y", 3, ["---", "# Kurs", "+ort = *nirgends", "x = y", "Text"]),
        (f"title: Kurs\n{LAUGHS}", 2, None),
        ("title: Kurs\nx: " + "[" * 20_000, 2, None),
        ("title: Kurs\nx: &x {<<: *x}\ny: &y [*y]", 3, None),
    ],
    ids=["colon", "open", "alias", "laughs", "deep", "recursive"],
)  # fmt: skip
def test_broken_front_matter_is_said_and_read_by_line(front: str, line: int, expected: list[str] | None) -> None:
    """The body is read as well; aliases that stand for millions of values aren't followed."""
    content = read_markdown(f"---\n{front}\n---\nText")
    assert content.notices == (Notice("front_matter_broken", {"line": line}),)
    assert expected is None or outline(content) == expected
    assert {"# Kurs", "Text"} <= set(outline(content)) or expected


@pytest.mark.parametrize("opened", ["> ", "- ", "1. "])
def test_markdown_nested_too_deeply_is_refused(made: Made, opened: str) -> None:
    """Rather than that what is further in goes missing."""
    assert outline(extract(made("tief.md", opened * 15 + "x")))[-1].endswith("x")
    assert reason(made("tief.md", opened * 40 + "x")) == "nested too deeply"
    assert reason(made("tief.md", "<div>" * 5_000 + "x")) == "nested too deeply"


@pytest.mark.timed
@pytest.mark.parametrize(
    "part",
    [
        "[",
        "![",
        "[^",
        "[[a|",
        "*a **b ",
        "a `",
        "a <!--",
        "a <![CDATA[",
        "- a\n",
        "|a|\n|-|\n",
        "a\n: b\n",
        "&#",
        "**a:",
    ],
)
def test_no_markdown_takes_long(made: Made, part: str) -> None:
    """What is read in this process, whatever it is."""
    path = made("lang.md", (part * 32_768)[:32_768])
    began = time.process_time()
    assert extract(path).text
    assert time.process_time() - began < allowed(4)
