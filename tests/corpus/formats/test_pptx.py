"""PowerPoint presentations: what an audience sees, slide by slide, and what is passed over."""

import io
from collections.abc import Callable

import pptx
import pytest
from lxml import etree  # type: ignore[import-untyped]
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from corpus.formats.content import Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.told import told

OPENING, CONTENT, SECTION, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6  # layouts of the default template


def slides(build: Callable[[Presentation], object]) -> bytes:
    presentation = pptx.Presentation()
    build(presentation)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def slide(presentation: Presentation, layout: int, title: str = "", body: str = "") -> Slide:
    made = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    if body:
        made.placeholders[1].text = body
    return made


def text_box(on: Slide, *paragraphs: str) -> None:
    """A text box whose paragraphs are given as XML."""
    body = on.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame._txBody
    for each in body.findall("{*}p"):
        body.remove(each)
    for each in paragraphs:
        body.append(parse_xml(each.replace("<a:p", f"<a:p {nsdecls('a')}", 1)))


def run(text: str, inside: str = "", **attributes: str) -> str:
    named = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<a:r><a:rPr {named}>{inside}</a:rPr><a:t>{text}</a:t></a:r>"


def p(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; plain text is a run of its own."""
    runs = (each if each.startswith("<") else run(each) for each in inside)
    return f"<a:p>{properties}{''.join(runs)}</a:p>"


def told_of(made: Made, *paragraphs: str) -> list[str]:
    """The blocks of a text box on a slide of its own."""
    data = slides(lambda presentation: text_box(slide(presentation, BLANK), *paragraphs))
    return told(extract(made("folien.pptx", data)))


def test_pptx_gives_titles_and_lists_slide_by_slide(made: Made) -> None:
    """Titles of parts stand above those of slides; bullets are inherited from the master; pages are slides."""

    def build(presentation: Presentation) -> None:
        presentation.core_properties.title = "PowerPoint-Präsentation"
        slide(presentation, OPENING, "Maßnahmenkatalog", "Jobcenter Musterstadt")
        slide(presentation, BLANK)
        slide(presentation, CONTENT, "Neustart\vBüro", "Zielgruppe: Frauen\nTra\u0308ger: bfz")
        slide(presentation, SECTION, "Für Ältere")

    found = extract(made("katalog.pptx", slides(build)))
    assert found.text == (
        "# Maßnahmenkatalog\n\nJobcenter Musterstadt\n\n## Neustart Büro\n\n- Zielgruppe: Frauen\n- Träger: bfz\n\n"
        "# Für Ältere"
    )
    assert [found.text[start:][:12] for start, _ in found.pages] == ["# Maßnahmenk", "## Neustart ", "# Für Ältere"]
    assert [number for _, number in found.pages] == [1, 3, 4]
    assert (found.title, found.notices) == ("Maßnahmenkatalog", ())


def test_what_an_audience_does_not_see_is_passed_over(made: Made) -> None:
    """Hidden slides, notes, hidden shapes, footers and numbers; notices name slides, also those of pictures alone."""
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )

    def build(presentation: Presentation) -> None:
        first = slide(presentation, CONTENT, "Neustart", "Ziel: Arbeit")
        first.notes_slide.notes_text_frame.text = "Bitte nicht zeigen"
        first.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "verborgen"
        first.shapes[-1]._element.nvSpPr.cNvPr.set("hidden", "1")
        for kind in ("dt", "ftr", "sldNum"):
            first.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Seite"
            first.shapes[-1]._element.nvSpPr.nvPr.append(parse_xml(f'<p:ph {nsdecls("p")} type="{kind}"/>'))
        slide(presentation, CONTENT, "Entwurf", "alt")._element.set("show", "0")
        slide(presentation, BLANK).shapes.add_picture(io.BytesIO(pixel), 0, 0)
        slide(presentation, BLANK)
        text_box(
            slide(presentation, BLANK),
            f'<a:p><a:fld id="{{0}}" type="slidenum"><a:t>5</a:t></a:fld>{run("Ende")}</a:p>',
        )

    found = extract(made("folien.pptx", slides(build)))
    assert told(found) == ["h2 Neustart", "i Ziel: Arbeit", "p Ende"]
    assert [number for _, number in found.pages] == [1, 5]
    assert found.notices == (
        Notice("slides_hidden", {"slides": "2"}),
        Notice("slide_notes_left_out", {"slides": "1"}),
        Notice("slides_without_text", {"slides": "3"}),
    )


def test_pptx_struck_out_text_and_raised_numbers(made: Made) -> None:
    """Struck out once or twice; raised by a percentage of the line; exponents of units stay."""
    assert told_of(
        made,
        p("Dauer: ", run("4 Monate ", strike="sngStrike"), run("6 Monate", strike="noStrike")),
        p("Kosten: ", run("300 €", strike="dblStrike")),
        p("25", run("1", baseline="30000"), " Plätze, 40 m", run("2", baseline="30%")),
        p("CO", run("2", baseline="-25000"), " und 1", run("2", baseline="0")),
    ) == ["p Dauer: 6 Monate", "p Kosten:", "p 25 Plätze, 40 m²", "p CO2 und 12"]


def test_pptx_bold_starts_bullets_and_boxes(made: Made) -> None:
    """Bold by run, line breaks, bullets switched on, boxes to tick in a symbol font."""
    boxes = (run("o", '<a:sym typeface="Wingdings"/>'), run("þ", '<a:latin typeface="Wingdings"/>'))
    assert told_of(
        made,
        p(run("Ziel:", b="1"), " Arbeit", "<a:br/>", run("Ort:", b="true"), "\tNeudorf"),
        p("innen", properties='<a:pPr lvl="1"><a:buChar char="•"/></a:pPr>'),
        p("außen", properties="<a:pPr><a:buNone/></a:pPr>"),
        p(boxes[0], "Vollzeit ", boxes[1], "Teilzeit"),
    ) == ["p*5 Ziel: Arbeit", "p*4 Ort:\tNeudorf", "i innen", "p außen", "p ☐ Vollzeit ☒ Teilzeit"]


def test_bullets_and_bold_are_inherited_from_the_nearest(made: Made) -> None:
    """From the shape's own list of styles, the layout's placeholder, the master's styles."""

    def build(presentation: Presentation) -> None:
        levels = f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr><a:buNone/><a:defRPr b="1"/></a:lvl1pPr></a:lstStyle>'
        own = slide(presentation, CONTENT, "Eigene", "Zielgruppe")
        body = own.placeholders[1].text_frame._txBody
        body.replace(body.find("{*}lstStyle"), parse_xml(levels))
        slide(presentation, CONTENT, "Vom Master", "Zielgruppe")
        other = presentation.slide_layouts[3].placeholders.get(1)._element.txBody
        other.replace(other.find("{*}lstStyle"), parse_xml(levels))
        slide(presentation, 3, "Vom Layout", "Zielgruppe")

    assert told(extract(made("folien.pptx", slides(build)))) == [
        "h2 Eigene", "p*10 Zielgruppe", "h2 Vom Master", "i Zielgruppe", "h2 Vom Layout", "p*10 Zielgruppe",
    ]  # fmt: skip


def test_the_largest_text_is_the_title_where_none_is_set(made: Made) -> None:
    """If it is short and clearly larger; it comes first. Otherwise a slide has no title."""

    def build(presentation: Presentation) -> None:
        for text, size in (("Neustart", 40), ("Neustart", 19), ("Wir beraten alle, die eine Arbeit suchen. " * 4, 40)):
            made = slide(presentation, BLANK)
            text_box(made, p("Ziel: Arbeit"))
            text_box(made, p(run(text, sz=str(size * 100))))

    assert [line[:11] for line in told(extract(made("folien.pptx", slides(build))))] == [
        "h2 Neustart", "p Ziel: Arb", "p Ziel: Arb", "p Neustart", "p Ziel: Arb", "p Wir berat",
    ]  # fmt: skip


def test_tables_on_slides_with_merged_cells(made: Made) -> None:
    """Cells over columns and rows; the first row is a header if it is styled as one and the table is no form."""

    def build(presentation: Presentation) -> None:
        made = slide(presentation, TITLE_ONLY, "Übersicht")
        table = made.shapes.add_table(4, 3, 0, 0, Inches(5), Inches(2)).table
        rows = ("Ort", "Kosten", ""), ("Neudorf", "Kurs", "keine"), ("", "Fahrt", "20 €"), ("alle", "", "")
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 2))
        form = made.shapes.add_table(2, 2, 0, 0, Inches(5), Inches(2)).table
        for place, text in enumerate(("Ziel", "Arbeit", "Dauer", "6 Monate")):
            form.cell(place // 2, place % 2).text = text

    assert told(extract(made("folien.pptx", slides(build)))) == [
        "h2 Übersicht", "r+# Ort | Kosten |", "r Neudorf | Kurs | keine", "r Neudorf | Fahrt | 20 €", "r alle |  |",
        "r+ Ziel | Arbeit", "r Dauer | 6 Monate",
    ]  # fmt: skip


def test_groups_diagrams_and_what_older_programs_show(made: Made) -> None:
    """Shapes in groups are read where they stand, diagrams as items, alternatives once; embedded tables are counted."""
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    point = "<d:pt><d:t><a:p><a:r><a:t>Anmelden</a:t></a:r></a:p></d:t></d:pt>"
    data = f'<d:dataModel xmlns:d="{diagram}" {nsdecls("a")}><d:ptLst>{point}</d:ptLst></d:dataModel>'

    def build(presentation: Presentation) -> None:
        made = slide(presentation, BLANK)
        outer = made.shapes.add_group_shape()
        outer.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "außen"
        outer.shapes.add_group_shape().shapes.add_textbox(0, 0, 9, 9).text_frame.text = "innen"
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", presentation.part.package, data.encode())
        id = made.part.relate_to(part, f"{relations}/diagramData")
        related = f'<d:relIds xmlns:d="{diagram}" r:dm="{id}"/>'
        frame = f'<a:graphic><a:graphicData uri="{diagram}">{related}</a:graphicData></a:graphic>'
        tree = made.shapes._spTree
        tree.append(parse_xml(f"<p:graphicFrame {nsdecls('p', 'a', 'r')}>{frame}</p:graphicFrame>"))
        made.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "einmal"
        shape = etree.tostring(made.shapes[-1]._element).decode()
        tree.remove(made.shapes[-1]._element)
        mark = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        both = f"<m:Choice>{shape}</m:Choice><m:Fallback>{shape}</m:Fallback>"
        tree.append(parse_xml(f'<m:AlternateContent xmlns:m="{mark}">{both}</m:AlternateContent>'))

        embedded = '<a:graphic><a:graphicData uri="x"><p:oleObj/></a:graphicData></a:graphic>'
        tree.append(parse_xml(f"<p:graphicFrame {nsdecls('p', 'a')}>{embedded}</p:graphicFrame>"))

    found = extract(made("folien.pptx", slides(build)))
    assert told(found) == ["p außen", "p innen", "i Anmelden", "p einmal"]
    assert found.notices == (Notice("embedded_left_out", {"count": 1}),)


SMALL = slides(lambda presentation: slide(presentation, CONTENT, "Neustart"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SMALL[: len(SMALL) // 2], "incomplete, or not a PowerPoint presentation (.pptx)"),
        (slides(lambda presentation: None), "contains no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an old .ppt file; save it as .pptx"),
        (b"{\\rtf1", "an .rtf file by its content; save it as .pptx"),
    ],
    ids=["truncated", "blank", "ppt", "rtf"],
)
def test_broken_pptx_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of a presentation has its own message."""
    assert reason(made("kaputt.pptx", data)) == expected
