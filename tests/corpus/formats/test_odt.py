"""OpenDocument texts: what a reader sees, and the reason that every broken file is refused with."""

import io
import zipfile
from collections.abc import Callable

import odfdo
import pytest

from corpus.formats.content import MEBIBYTE, Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.told import told

NAMES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "form": "form",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
NAMESPACES = " ".join(
    [f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in NAMES.items()]
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
    + ['xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"']
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"']
)


def written(build: Callable[[odfdo.Document], object]) -> bytes:
    """A document made with odfdo."""
    document = odfdo.Document("text")
    document.body.clear()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(**parts: str) -> bytes:
    """A document of parts in XML, underlines standing for slashes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            new.writestr(f"{name.replace('_', '/')}.xml", content)
    return file.getvalue()


def part(root: str, content: str) -> str:
    return f"<office:document-{root} {NAMESPACES}>{content}</office:document-{root}>"


def body(content: str, styles: str = "", fonts: str = "") -> bytes:
    """A document of text and automatic styles in XML."""
    faces = f"<office:font-face-decls>{fonts}</office:font-face-decls>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    text = f"<office:body><office:text>{content}</office:text></office:body>"
    return package(content=part("content", faces + automatic + text))


def style(name: str, properties: str, family: str = "text", more: str = "") -> str:
    inside = f"<style:text-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inside}</style:style>'


def p(content: str, name: str = "") -> str:
    return f'<text:p text:style-name="{name}">{content}</text:p>'


def span(name: str, content: str) -> str:
    return f'<text:span text:style-name="{name}">{content}</text:span>'


def told_of(made: Made, content: str, styles: str = "", fonts: str = "") -> list[str]:
    return told(extract(made("katalog.odt", body(content, styles, fonts))))


def test_odt_gives_headings_lists_and_tables_in_order(made: Made) -> None:
    """A catalogue as odfdo writes it, with its title; a cell over two columns is followed by an empty one."""

    def build(document: odfdo.Document) -> None:
        document.meta.title = "Maßnahmenkatalog"
        table = odfdo.Table("Form", width=2, height=3)
        for place, text in {
            "A1": "Neustart Büro",
            "A2": "Zielgruppe",
            "B2": "Frauen",
            "A3": "Ziel",
            "B3": "Arbeit",
        }.items():
            table.set_value(place, text)
        table.set_span("A1:B1")
        for element in (
            odfdo.Header(1, "Maßnahmen für Ältere"),
            odfdo.Paragraph("Würzburg fördert\tnach §\u00a045   SGB III."),
            odfdo.Header(2, "Träger"),
            odfdo.List(["Kinder\u00adbetreuung", "Gru\u0308nderinnen"]),
            table,
        ):
            document.body.append(element)

    found = extract(made("katalog.odt", written(build)))
    assert found.text == (
        "# Maßnahmen für Ältere\n\nWürzburg fördert\tnach § 45 SGB III.\n\n## Träger\n\n"
        "- Kinderbetreuung\n- Gründerinnen\n\nNeustart Büro\nZielgruppe\tFrauen\nZiel\tArbeit"
    )
    assert told(found)[-3:] == ["r+ Neustart Büro |", "r Zielgruppe | Frauen", "r Ziel | Arbeit"]
    assert (found.title, found.pages, found.notices) == ("Maßnahmenkatalog", (), ())


def test_frames_notes_and_comments(made: Made) -> None:
    """A text box follows its paragraph, notes leave no mark, comments aren't text."""

    def build(document: odfdo.Document) -> None:
        paragraph = odfdo.Paragraph("25 Plätze sind frei")
        paragraph.insert_note(after="25", note_id="1", citation="1", body="nur mit AVGS")
        paragraph.insert_annotation(after="sind", body="prüfen!", creator="X")
        paragraph.append(odfdo.Frame.text_frame("Kasten"))
        document.body.append(paragraph)

    found = extract(made("noten.odt", written(build)))
    assert told(found) == ["p 25 Plätze sind frei", "p Kasten"]
    assert found.notices == (Notice("notes_left_out", {"count": 1}),)


def test_odt_headings_by_style_lists_in_lists_and_white_space(made: Made) -> None:
    """A style passes its outline level on; a list's second paragraph and its header have no bullet; lines stay."""
    styles = style("P1", "", "paragraph", 'style:parent-style-name="Ü2"') + style(
        "Ü2", "", "paragraph", 'style:default-outline-level="2"'
    )
    header = f"<text:list-header>{p('Kopf')}</text:list-header>"
    inner = f"<text:list><text:list-item>{p('innen')}</text:list-item></text:list>"
    numbered = '<text:h text:outline-level="9"><text:number>1.1</text:number>Anhang</text:h>'
    lines = "  Ziel:<text:tab/>Arbeit<text:line-break/>\n  Dauer:<text:s text:c='3'/>6"
    assert told_of(
        made,
        p("Katalog", "Title") + p("Neustart", "P1") + p(lines)
        + f"<text:list>{header}<text:list-item>{p('a') + p('b')}{inner}</text:list-item></text:list>"
        + f"<text:list><text:list-item>{numbered}</text:list-item></text:list>"
        + f"<text:section>{p('im Bereich')}</text:section><text:section text:display='none'>{p('nicht')}</text:section>"
        + f"<text:table-of-content><text:index-body>{p('Neustart 3')}</text:index-body></text:table-of-content>",
        styles,
    ) == [
        "h1 Katalog", "h2 Neustart", "p Ziel:\tArbeit\nDauer: 6", "p Kopf", "i a", "p b", "i innen", "h6 Anhang",
        "p im Bereich",
    ]  # fmt: skip


def test_odt_struck_out_hidden_and_deleted_text_is_not_stated(made: Made) -> None:
    """By style of span or paragraph, and what a span takes back; tracked deletions lie outside of the text."""
    styles = (
        style("weg", 'style:text-line-through-style="solid"')
        + style("weg2", 'style:text-line-through-type="double"')
        + style("da", 'style:text-line-through-style="none" style:text-line-through-type="none"')
        + style("Alt", 'style:text-line-through-style="solid"', "paragraph")
        + style("still", 'text:display="none"')
    )
    deleted = f"<text:deletion>{p('5')}</text:deletion>"
    assert told_of(
        made,
        f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
        + p(f"Dauer: {span('weg', '4 Monate ')}6 Monate<text:change text:change-id='c1'/>")
        + p(f"Kosten: {span('weg2', '300' + span('da', 'keine'))}")
        + p("gestrichen", "Alt") + p(span("da", "gilt"), "Alt") + p(f"Ort: {span('still', 'geheim')}Altburg"),
        styles,
    ) == ["p Dauer: 6 Monate", "p Kosten: keine", "p gilt", "p Ort: Altburg"]  # fmt: skip


def test_odt_raised_numbers_and_bold_starts(made: Made) -> None:
    """Raised by name or by percentage, bold by name or by weight; what is lowered or normal isn't."""
    styles = (
        style("hoch", 'style:text-position="super 58%"') + style("hoch2", 'style:text-position="33% 58%"')
        + style("tief", 'style:text-position="-33% 58%"') + style("auf", 'style:text-position="0% 100%"')
        + style("fett", 'fo:font-weight="bold"') + style("fett2", 'fo:font-weight="700"')
        + style("mager", 'fo:font-weight="normal"') + style("Fett", 'fo:font-weight="bold"', "paragraph")
        + style("Kind", "", "paragraph", 'style:parent-style-name="Fett"')
    )  # fmt: skip
    assert told_of(
        made,
        p(f"25{span('hoch', '1')} Plätze, 40 m{span('hoch2', '2')}, CO{span('tief', '2')}, 1{span('auf', '2')}")
        + p(f"{span('fett', 'Ziel:')} Arbeit") + p(f"{span('fett2', 'Neustart')} {span('fett', 'Büro')}")
        + p("Neustart Büro", "Kind") + p(f"{span('mager', 'Ziel')} Arbeit", "Fett")
        + p(f"{span('fett', 'Ziel:')} Arbeit<text:line-break/>{span('fett', 'Ort:')} Neudorf"),
        styles,
    ) == [
        "p 25 Plätze, 40 m², CO2, 12", "p*5 Ziel: Arbeit", "p*13 Neustart Büro", "p*13 Neustart Büro", "p Ziel Arbeit",
        "p*5 Ziel: Arbeit", "p*4 Ort: Neudorf",
    ]  # fmt: skip


def control(more: str, content: str = "?") -> str:
    return f'<loext:content-control loext:checkbox="true" {more}>{content}</loext:content-control>'


def mark(ticked: str) -> str:
    kind = "vnd.oasis.opendocument.field.FORMCHECKBOX"
    name = "vnd.oasis.opendocument.field.Checkbox_Checked"
    inside = f'<field:param field:name="{name}" field:value="{ticked}"/>' if ticked else ""
    return f'<field:fieldmark field:type="{kind}">{inside}</field:fieldmark>'


ODT_BOXES = {
    "controls": (control('loext:checked="false"'), control('loext:checked="true"')),
    "marks": (mark("false"), mark("true")),
    "marks without a state": (mark(""), mark("true")),
    "symbols": (span("W", "\uf0a8"), span("W", "þ")),
    "another font": (span("W2", "£"), span("W2", "R")),
}


@pytest.mark.parametrize("boxes", ODT_BOXES.values(), ids=ODT_BOXES)
def test_odt_boxes_say_whether_they_are_ticked(made: Made, boxes: tuple[str, str]) -> None:
    """Content controls, fields that came from Word, symbols in a font that is named or declared."""
    styles = style("W", 'fo:font-family="Wingdings"') + style("W2", 'style:font-name="F3"')
    fonts = """<style:font-face style:name="F3" svg:font-family="'Wingdings 2'"/>"""
    content = p(f"Umsetzung: {boxes[0]} Vollzeit {boxes[1]} Teilzeit")
    assert told_of(made, content, styles, fonts) == ["p Umsetzung: ☐ Vollzeit ☒ Teilzeit"]


def test_fields_of_forms_show_their_value(made: Made) -> None:
    """Boxes and buttons with their label, what was typed or chosen; prompts show nothing."""
    fields = """<office:forms><form:form>
        <form:checkbox form:id="c1" form:label="Vollzeit"/>
        <form:checkbox form:id="c2" form:label="Teilzeit" form:current-state="checked"/>
        <form:radio form:id="c3" form:label="online" form:current-selected="true"/>
        <form:text form:id="c4" form:value="Name" form:current-value="Frau Weiß"/>
        <form:listbox form:id="c5"><form:option form:label="Neudorf"/>
        <form:option form:label="Altburg" form:current-selected="true"/></form:listbox>
        <form:button form:id="c6" form:label="Absenden"/></form:form></office:forms>"""
    controls = [f'<draw:control draw:control="c{number}"/>' for number in range(1, 7)]
    kind = "vnd.oasis.opendocument.field.FORMDROPDOWN"
    entries = "".join(
        f'<field:param field:name="vnd.oasis.opendocument.field.Dropdown_{name}" field:value="{value}"/>'
        for name, value in (("ListEntry", "Montag"), ("ListEntry", "Dienstag"), ("Selected", "1"))
    )
    prompt = '<loext:content-control loext:showing-place-holder="true">Wählen</loext:content-control>'
    assert told_of(
        made,
        fields + p(" ".join(controls)) + p(f'am <field:fieldmark field:type="{kind}">{entries}</field:fieldmark>')
        + p(f"<text:placeholder>Text</text:placeholder>{prompt}"),
    ) == ["p ☐ Vollzeit ☒ Teilzeit ☒ online Frau Weiß Altburg", "p am Dienstag"]  # fmt: skip


def td(content: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(content)}</table:table-cell>"


def tr(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def test_odt_tables_with_merged_and_repeated_cells(made: Made) -> None:
    """Header rows, cells over columns and rows, one that stands for several; repeated rows once, hidden ones not."""
    header = tr(td("Ort", 'table:number-rows-spanned="2"'), td("Kosten", 'table:number-columns-spanned="2"'), COVERED)
    second = tr(COVERED, td("mit AVGS"), td("ohne"))
    assert told_of(
        made,
        f"<table:table><table:table-header-rows>{header}{second}</table:table-header-rows>"
        + tr(td("Neudorf"), td("keine", 'table:number-columns-repeated="2"'))
        + tr(td("", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="1000000"')
        + tr(td("Altburg"), td("20 €"), td("30 €"), more='table:number-rows-repeated="2"')
        + tr(td("weg"), td("weg"), td("weg"), more='table:visibility="collapse"')
        + "</table:table>",
    ) == [
        "r+# Ort | Kosten |", "r# Ort | mit AVGS | ohne", "r Neudorf | keine | keine", "r Altburg | 20 € | 30 €",
    ]  # fmt: skip


def test_odt_blocks_of_cells_and_shifted_borders(made: Made) -> None:
    """Two by two merged cells are one; where borders don't align, cells follow each other."""
    both = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    wide = 'table:number-columns-spanned="2"'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    form = tr(td("Ziel", wide), COVERED, td("Arbeit")) + tr(td("Ort"), td("Neudorf", wide), COVERED)
    assert told_of(
        made,
        f"<table:table>{tr(td('Kosten', both), COVERED, td('Kurs'))}{tr(covered, td('Fahrt'))}"
        f"{tr(td('a'), td('b'), td('c'))}</table:table><table:table>{form}</table:table>",
    ) == ["r+ Kosten |  | Kurs", "r Kosten |  | Fahrt", "r a | b | c", "r+ Ziel | Arbeit", "r Ort | Neudorf"]


def test_shapes_and_tables_in_cells(made: Made) -> None:
    """Text in shapes and groups is read once, alternative texts aren't; a table in a cell makes its row layout."""
    shape = f"<draw:custom-shape>{p('Form')}</draw:custom-shape>"
    group = f"<draw:g><svg:desc>Bild</svg:desc><draw:rect>{p('Gruppe')}</draw:rect></draw:g>"
    picture = "<draw:frame><draw:image/><svg:title>Foto</svg:title></draw:frame>"
    inner = f"<table:table>{tr(td('Ziel'), td('Arbeit'))}</table:table>"
    assert told_of(
        made,
        p(f"Text{shape}{group}{picture} weiter")
        + f"<table:table>{tr(td('links'), f'<table:table-cell>{inner}</table:table-cell>')}</table:table>",
    ) == ["p Text weiter", "p Form", "p Gruppe", "p links", "r+ Ziel | Arbeit"]


SMALL = body(p("Hallo"))
BOMB = package(content=" " * 64 * MEBIBYTE)
LOCKED = package(content="\x01", **{"META-INF_manifest": "<manifest:encryption-data/>"})
CALC = package(content=part("content", "<office:body><office:spreadsheet/></office:body>"))
DECLARING = package(content=f'<!DOCTYPE d [<!ENTITY e "x">]>{part("content", "&e;")}')


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SMALL[: len(SMALL) // 2], "incomplete, or not an OpenDocument text (.odt)"),
        (package(meta="<x/>"), "incomplete, or not an OpenDocument text (.odt)"),
        (package(content="<x"), "damaged, or not a .odt file (XMLSyntaxError)"),
        (CALC, "an OpenDocument file, but no text; save it as .odt"),
        (body(""), "contains no text"),
        (DECLARING, "declares XML entities, which OpenDocument texts never do"),
        (LOCKED, "encrypted; save it without a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an old .doc file; save it as .odt"),
    ],
    ids=["truncated", "no content", "damaged", "spreadsheet", "blank", "entities", "password", "doc"],
)
def test_broken_odt_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of an OpenDocument text has its own message."""
    assert reason(made("kaputt.odt", data)) == expected


def test_odt_bomb_is_refused_before_it_is_inflated(made: Made) -> None:
    """As with Word documents."""
    expected = f"rejected as a possible zip bomb: {len(BOMB):,} bytes unpack to {64 * MEBIBYTE + 39:,} bytes in 2 parts"
    assert reason(made("bombe.odt", BOMB), memory_bytes=128 * MEBIBYTE) == expected
