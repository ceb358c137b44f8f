"""Word documents: what a reader sees, and the reason that every broken file is refused with."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from corpus.formats.content import MEBIBYTE, Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.told import told


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(package: bytes, name: str, content: bytes) -> bytes:
    """The same package with the content of one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def fill_table(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text


def test_docx_gives_headings_lists_and_tables_in_order(made: Made) -> None:
    """A catalogue in Word becomes Markdown-like text in the order of the document."""

    def build(document: Document) -> None:
        document.core_properties.title = "Maßnahmenkatalog"
        document.add_heading("Maßnahmen für Ältere", 1)
        document.add_paragraph("Würzburg fördert\tnach §\u00a045 SGB III.")
        document.add_heading("Träger", 2)
        document.add_paragraph("Kinder\u00adbetreuung", style="List Bullet")
        document.add_paragraph("Gru\u0308nderinnen", style="List Number")
        fill_table(document.add_table(3, 3), [("Träger", "Ort", "Kosten"), ("bfz\nOst", "", "1.200 €"), ("", "", "")])
        form = document.add_table(2, 2)
        fill_table(form, [("Zielgruppe", "Alleinerziehende"), ("Ziel", "")])
        form.cell(0, 1).add_paragraph("mit Kindern")
        form.cell(1, 1).add_paragraph("Arbeit", style="List Bullet")

    found = extract(made("katalog.docx", word(build)))
    assert found.text == (
        "# Maßnahmen für Ältere\n\nWürzburg fördert\tnach § 45 SGB III.\n\n## Träger\n\n"
        "- Kinderbetreuung\n- Gründerinnen\n\n"
        "Träger\tOrt\tKosten\nbfz\nOst\t\t1.200 €\n\n"
        "Zielgruppe\tAlleinerziehende\nmit Kindern\nZiel\t- Arbeit"
    )
    assert (found.title, found.pages) == ("Maßnahmenkatalog", ())


def test_docx_gives_what_a_reader_sees(made: Made) -> None:
    """Form fields, insertions, each text box once; no hidden or deleted text, no prompts of empty fields."""
    mark = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"
    both = f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>"
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    pieces = (
        "<w:ins><w:r><w:t>eingefügt </w:t></w:r></w:ins>",
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>",
        "<w:del><w:r><w:delText>gelöscht</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t>ausgefüllt</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:sdt>{prompt}<w:sdtContent><w:r><w:t>Hier klicken</w:t></w:r></w:sdtContent></w:sdt>",
        f'<w:r><m:AlternateContent xmlns:m="{mark}">{both}</m:AlternateContent></w:r>',
    )
    xml = f"<w:p {nsdecls('w')}>{''.join(pieces)}</w:p>"
    data = word(lambda document: document.element.body.insert(0, parse_xml(xml)))
    assert extract(made("formular.docx", data)).text == "eingefügt ausgefüllt\n\nKasten"


def test_docx_styles_mean_what_they_are_based_on(made: Made) -> None:
    """An office's own styles are headings and lists by inheritance; the table of contents is left out."""

    def build(document: Document) -> None:
        styles = document.styles
        for name, base in (
            ("Überschrift Katalog", "Heading 2"),
            ("Aufzählung", "Normal"),
            ("toc 1", "Normal"),
        ):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[base]
        numbering = f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'
        styles["Aufzählung"].element.get_or_add_pPr().append(parse_xml(numbering))
        document.add_paragraph("Träger\t12", style="toc 1")
        document.add_paragraph("Träger", style="Überschrift Katalog")
        document.add_paragraph("Eins", style="Aufzählung")
        document.add_paragraph("Zwei")._p.get_or_add_pPr().append(parse_xml(numbering))
        document.add_paragraph("Drei")

    assert extract(made("eigen.docx", word(build))).text == "## Träger\n\n- Eins\n- Zwei\n\nDrei"


def test_docx_names_itself_by_its_first_heading(made: Made) -> None:
    """Without a title in the metadata, the first heading is the title."""
    data = word(lambda document: document.add_heading("Öffentlich geförderte Beschäftigung", 0))
    assert extract(made("katalog.docx", data)).title == "Öffentlich geförderte Beschäftigung"


def body(*xml: str) -> bytes:
    """A document of paragraphs and tables in XML."""

    def build(document: Document) -> None:
        for number, part in enumerate(xml):
            document.element.body.insert(number, parse_xml(part.replace(">", f" {NAMESPACES}>", 1)))

    return word(build)


NAMESPACES = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; plain text is a run of its own."""
    runs = (each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run; a tab and a line break are elements."""
    parts = text.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{parts}</w:t></w:r>".replace("<w:t>", '<w:t xml:space="preserve">')


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def raised(text: str) -> str:
    return run(text, '<w:vertAlign w:val="superscript"/>')


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def told_of(made: Made, *xml: str) -> list[str]:
    return told(extract(made("katalog.docx", body(*xml))))


TEXTS_WITH_RAISED = {
    ("25", "1", " Plätze"): "25 Plätze",
    ("25", "1", "Plätze"): "25 Plätze",
    ("6", "2)", " Monate"): "6 Monate",
    ("6 Monate", "1, 2", "."): "6 Monate.",
    ("12 Monate", "*", ""): "12 Monate",
    ("300 €", "a", " im Monat"): "300 € im Monat",
    ("40 m", "2", " Werkstatt"): "40 m² Werkstatt",
    ("3 cm", "3", ""): "3 cm³",
    ("25¹ Plätze, 6²", "", " Monate, 40 m²"): "25 Plätze, 6 Monate, 40 m²",
    ("Das 1", "er", " Modul"): "Das 1er Modul",
    ("ab 9", "30", " Uhr"): "ab 9:30 Uhr",
    ("für 19,", "90", " €"): "für 19,90 €",
    ("um 9", "30", " Plätze"): "um 9 Plätze",
    ("", "1", " nur mit AVGS"): "nur mit AVGS",
}


@pytest.mark.parametrize(("parts", "expected"), TEXTS_WITH_RAISED.items(), ids=TEXTS_WITH_RAISED.values())
def test_raised_numbers_are_no_digits(made: Made, parts: tuple[str, str, str], expected: str) -> None:
    """Marks of footnotes are dropped, however they are written; units keep their exponent, words stay."""
    before, mark, after = parts
    assert told_of(made, p(run(before), raised(mark), run(after))) == [f"p {expected}"]


def test_notes_leave_no_mark_and_are_counted(made: Made) -> None:
    """Also where the author chose the mark; the text of notes isn't read, and a notice says so."""
    own = '<w:r><w:endnoteReference w:id="3" w:customMarkFollows="1"/><w:t>7</w:t></w:r>'
    found = extract(
        made(
            "noten.docx", body(p("25", '<w:r><w:footnoteReference w:id="2"/></w:r>', " Plätze"), p("6", own, " Monate"))
        )
    )
    assert told(found) == ["p 25 Plätze", "p 6 Monate"]
    assert found.notices == (Notice("notes_left_out", {"count": 2}),)


STRUCK_STYLES = (
    '<w:style w:type="character" w:styleId="Alt"><w:name w:val="Entfallen"/><w:rPr><w:strike/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Weg"><w:name w:val="Gestrichen"/><w:rPr><w:dstrike/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Fett"><w:name w:val="Fett"/><w:rPr><w:b/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Kind"><w:name w:val="Kind"/><w:basedOn w:val="Fett"/></w:style>',
    '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Stark"/><w:rPr><w:b/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="K1"><w:name w:val="K1"/><w:basedOn w:val="K2"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="K2"><w:name w:val="K2"/><w:basedOn w:val="K1"/></w:style>',
)


def styled(*xml: str) -> bytes:
    """The same with some styles of an office."""

    def build(document: Document) -> None:
        for style in STRUCK_STYLES:
            document.styles.element.append(parse_xml(style.replace(">", f" {NAMESPACES}>", 1)))
        for number, part in enumerate(xml):
            document.element.body.insert(number, parse_xml(part.replace(">", f" {NAMESPACES}>", 1)))

    return word(build)


def test_struck_out_text_is_not_stated(made: Made) -> None:
    """Struck out once or twice, directly or by a style; what is switched off isn't."""
    data = styled(
        p("Dauer: ", run("4 Monate ", "<w:strike/>"), "6 Monate"),
        p("Kosten: ", run("300 Euro", "<w:dstrike/>")),
        p("Ort: ", run("Neudorf ", '<w:rStyle w:val="Alt"/>'), "Altburg"),
        p("entfällt", properties='<w:pStyle w:val="Weg"/>'),
        p(run("gilt", '<w:strike w:val="0"/><w:dstrike w:val="0"/>'), properties='<w:pStyle w:val="Weg"/>'),
        p(run("bleibt", '<w:strike w:val="false"/><w:dstrike w:val="off"/>')),
    )
    assert told(extract(made("alt.docx", data))) == [
        "p Dauer: 6 Monate", "p Kosten:", "p Ort: Altburg", "p gilt", "p bleibt",
    ]  # fmt: skip


def test_tracked_changes_read_as_accepted(made: Made) -> None:
    """Insertions and what was moved here stay; deletions, deleted or hidden rows and the old place don't."""
    gone = "<w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('Ort: Neudorf')}</w:moveFrom>", f"<w:moveTo>{run('Ort: Neudorf')}</w:moveTo>"
    assert told_of(
        made,
        p("Dauer: ", gone, f"<w:ins>{run('6')}</w:ins>", " Monate"),
        p(moved[0]),
        p("Ziel: ", properties="<w:rPr><w:del/></w:rPr>"),
        p("Arbeit"),
        p(moved[1]),
        tbl(
            tr(tc("alt"), tc("weg"), properties="<w:del/>"),
            tr(tc("neu"), tc("da"), properties="<w:ins/>"),
            tr(tc("verborgen"), tc("weg"), properties="<w:hidden/>"),
        ),
    ) == ["p Dauer: 6 Monate", "p Ziel: Arbeit", "p Ort: Neudorf", "r+ neu | da"]


def test_bold_starts_are_counted(made: Made) -> None:
    """By run, by style of paragraph or character, which cancel each other; never more than the text has."""
    data = styled(
        p(bold("Neustart"), run(" "), bold("Büro")),
        p(bold("Zielgruppe: "), "Frauen"),
        p("Neustart Büro", properties='<w:pStyle w:val="Kind"/>'),
        p(run("Ziel", '<w:rStyle w:val="Stark"/>'), " Arbeit"),
        p(run("Ziel", '<w:rStyle w:val="Stark"/>'), " Arbeit", properties='<w:pStyle w:val="Fett"/>'),
        p(run("Ziel", '<w:b w:val="0"/>'), " Arbeit", properties='<w:pStyle w:val="Fett"/>'),
        p("Dauer: ", bold("6 Monate")),
        p(bold("Tra\u0308ger:"), " Mu\u0308ller"),
        p("im Kreis", properties='<w:pStyle w:val="K1"/>'),
    )
    assert told(extract(made("fett.docx", data))) == [
        "p*13 Neustart Büro", "p*11 Zielgruppe: Frauen", "p*13 Neustart Büro", "p*4 Ziel Arbeit", "p Ziel Arbeit",
        "p Ziel Arbeit", "p Dauer: 6 Monate", "p*7 Träger: Müller", "p im Kreis",
    ]  # fmt: skip


def test_lines_that_begin_bold_are_paragraphs(made: Made) -> None:
    """And those after a blank line or with a bullet; a bold title over two lines is one, other lines stay lines."""
    assert told_of(
        made,
        p(bold("Neustart\nBüro"), "\n", bold("Ziel:"), "\tArbeit\nDauer:\t6 Monate\n\nin Teilzeit\n• früh\n– abends"),
        p(bold("Ziel: Arbeit\nDauer: 6 Monate")),
    ) == [
        "p*13 Neustart\nBüro", "p*5 Ziel:\tArbeit\nDauer:\t6 Monate", "p in Teilzeit", "i früh", "i abends",
        "p*12 Ziel: Arbeit", "p*15 Dauer: 6 Monate",
    ]  # fmt: skip


def test_headings_come_by_style_and_by_outline_level(made: Made) -> None:
    """From 1 to 6; body text of a heading's style is a list item if it is numbered, a caption is text."""

    def build(document: Document) -> None:
        document.add_heading("Neustart", 7)
        document.add_paragraph("Büro")._p.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>')
        )
        document.add_paragraph("Eins\nZwei", style="List Number")
        plain = document.add_paragraph("Ohne Punkt", style="List Bullet")._p.get_or_add_pPr()
        plain.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>'))
        document.add_paragraph("Abbildung 1: Ablauf", style="Caption")

    assert told(extract(made("ebenen.docx", word(build)))) == [
        "h6 Neustart", "h2 Büro", "i Eins\nZwei", "p Ohne Punkt", "p*19 Abbildung 1: Ablauf",
    ]  # fmt: skip


def symbol(code: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def form_field(inside: str) -> str:
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar>'
    return f'<w:r>{begin}</w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def box(state: str) -> str:
    return form_field(f"<w:checkBox><w:sizeAuto/>{state}</w:checkBox>")


def control(state: str) -> str:
    properties = f"<w:sdtPr><w:showingPlcHdr/><w14:checkbox>{state}</w14:checkbox></w:sdtPr>"
    return f"<w:sdt>{properties}<w:sdtContent>{run('?')}</w:sdtContent></w:sdt>"


BOXES = {
    "symbols": (symbol("F0A8"), symbol("F0FE")),
    "other symbols": (symbol("F06F"), symbol("F078")),
    "another font": (symbol("F0A3", "Wingdings 2"), symbol("F052", "Wingdings 2")),
    "letters in the font": (run("o", '<w:rFonts w:ascii="Wingdings"/>'), run("þ", '<w:rFonts w:hAnsi="Wingdings"/>')),
    "private letters": (run("\uf0a8"), run("\uf0fd")),
    "defaults of fields": (box('<w:default w:val="0"/>'), box("<w:default/>")),
    "states of fields": (
        box('<w:default w:val="1"/><w:checked w:val="0"/>'),
        box('<w:default w:val="0"/><w:checked/>'),
    ),
    "controls": (control('<w14:checked w14:val="0"/>'), control('<w14:checked w14:val="1"/>')),
    "controls without a state": (control(""), control('<w14:checked w14:val="true"/>')),
    "characters": (run("☐"), run("☒")),
}


@pytest.mark.parametrize("boxes", BOXES.values(), ids=BOXES)
def test_boxes_say_whether_they_are_ticked(made: Made, boxes: tuple[str, str]) -> None:
    """Whatever they are made of: a symbol, a field of an old form, a control; also in a table."""
    expected = "Umsetzung: ☐ Vollzeit ☒ Teilzeit"
    words = ("Umsetzung: ", boxes[0], " Vollzeit ", boxes[1], " Teilzeit")
    cell = f"<w:tc>{p(*words)}</w:tc>"
    assert told_of(made, p(*words), tbl(tr(tc("Form"), cell))) == [f"p {expected}", f"r+ Form | {expected}"]


def test_other_symbols_and_fields_say_what_they_show(made: Made) -> None:
    """A bullet, a telephone, a comparison, the chosen entry of a list; a picture without a meaning says nothing."""
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("Neudorf", "Altburg"))
    chosen = form_field(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    first = form_field(f"<w:ddList>{entries}</w:ddList>")
    assert told_of(
        made,
        p(symbol("F0A7"), run("\tBewerbung")),
        p(symbol("F028"), " 0555 12345", symbol("F04A")),
        p("Alter ", symbol("F0B3", "Symbol"), " 25"),
        p("Ort: ", chosen, ", sonst ", first),
    ) == ["i Bewerbung", "p ☎ 0555 12345", "p Alter ≥ 25", "p Ort: Altburg, sonst Neudorf"]


def test_cells_over_columns_are_followed_by_empty_ones(made: Made) -> None:
    """A title over a form, a header over two columns; a row that begins further to the right."""
    wide = '<w:gridSpan w:val="2"/>'
    assert told_of(
        made, tbl(tr(tc("Neustart Büro", wide)), tr(tc("Ziel"), tc("Arbeit"))), p("und"),
        tbl(
            tr(tc("Ort", '<w:vMerge w:val="restart"/>'), tc("Kosten", wide), properties="<w:tblHeader/>"),
            tr(tc("", "<w:vMerge/>"), tc("mit AVGS"), tc("ohne"), properties="<w:tblHeader/>"),
            tr(tc("Neudorf"), tc("keine"), tc("300 €")),
            tr(tc("gesamt"), tc("keine"), properties='<w:gridBefore w:val="1"/>'),
        ),
    ) == [
        "r+ Neustart Büro |", "r Ziel | Arbeit", "p und", "r+# Ort | Kosten |", "r# Ort | mit AVGS | ohne",
        "r Neudorf | keine | 300 €", "r  | gesamt | keine",
    ]  # fmt: skip


def test_a_first_row_in_bold_is_the_header(made: Made) -> None:
    """Of a table with three columns or more; in a form, or where the next row is bold as well, bold says nothing."""

    def row(*texts: str, plain: Sequence[str] = ()) -> str:
        return tr(*(f"<w:tc>{p(bold(text))}</w:tc>" for text in texts), *map(tc, plain))

    assert told_of(
        made,
        tbl(row("Ort", "Dauer", "Kosten"), tr(tc("Neudorf"), tc("6"), tc("keine"))), p("und"),
        tbl(row("Titel", "Neustart"), tr(tc("Ort"), tc("Neudorf"))), p("und"),
        tbl(row("Titel", "Neustart", "Büro"), row("Ort", plain=("Neudorf", ""))),
    ) == [
        "r+# Ort | Dauer | Kosten", "r Neudorf | 6 | keine", "p und", "r+ Titel | Neustart", "r Ort | Neudorf", "p und",
        "r+ Titel | Neustart | Büro", "r Ort | Neudorf |",
    ]  # fmt: skip


def test_cells_over_rows_are_repeated(made: Made) -> None:
    """Also where such a cell is two columns wide."""
    first, on = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
    wide = '<w:gridSpan w:val="2"/>'
    assert told_of(
        made,
        tbl(
            tr(tc("Kosten", wide + first), tc("Kurs"), tc("100 €")),
            tr(tc("", wide + on), tc("Fahrt"), tc("20 €")),
            tr(tc("Ziel"), tc("Arbeit"), tc("Ort"), tc("Neudorf")),
        ),
    ) == ["r+ Kosten |  | Kurs | 100 €", "r Kosten |  | Fahrt | 20 €", "r Ziel | Arbeit | Ort | Neudorf"]


def test_shifted_borders_make_no_columns(made: Made) -> None:
    """Borders dragged by hand, indented rows: two cells a row are two columns; so many as claimed there can't be."""

    def across(count: int) -> str:
        return f'<w:gridSpan w:val="{count}"/>'

    before = '<w:gridBefore w:val="1"/>'
    assert told_of(
        made,
        tbl(
            tr(tc("Neustart Büro", across(5))),
            tr(tc("Ziel", across(2)), tc("Arbeit", across(3))),
            tr(tc("Dauer", across(3)), tc("6 Monate", across(2))),
            tr(tc("Ort"), tc("Neudorf", across(1_000_000_000)), properties=before),
        ),
    ) == ["r+ Neustart Büro |", "r Ziel | Arbeit", "r Dauer | 6 Monate", "r Ort | Neudorf"]


def test_tables_within_tables_and_columns_of_text_are_layout(made: Made) -> None:
    """A table in a cell, one column, a row whose cells hold labelled paragraphs; a value of two paragraphs isn't."""
    inner = tbl(tr(tc("Ziel"), tc("Arbeit")))
    labelled = p(bold("Ziel:"), " Arbeit") + p(bold("Ort:"), " Neudorf")
    assert told_of(
        made,
        tbl(tr(tc("links"), f"<w:tc>{inner}{p('danach')}</w:tc>")), p("und"),
        tbl(tr(tc("Kasten"))),
        tbl(tr(f"<w:tc>{labelled}</w:tc>", tc("Kontakt"))),
        tbl(tr(tc("Ziel"), f"<w:tc>{p('Arbeit')}{p('oder Ausbildung')}</w:tc>")),
    ) == [
        "p links", "r+ Ziel | Arbeit", "p danach", "p und", "p Kasten", "p*5 Ziel: Arbeit", "p*4 Ort: Neudorf",
        "p Kontakt", "r+ Ziel | Arbeit\noder Ausbildung",
    ]  # fmt: skip


def test_diagrams_are_read_and_embedded_documents_counted(made: Made) -> None:
    """The texts of a SmartArt diagram are items; a document within the document is only named."""
    main, diagram = (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>" for text in ("Anmelden", "Beginnen")
    )
    data = f'<d:dataModel xmlns:d="{diagram}" xmlns:a="{main}"><d:ptLst>{points}</d:ptLst></d:dataModel>'

    def build(document: Document) -> None:
        part = Part(PackURI("/word/diagrams/data1.xml"), "application/xml", data.encode(), document.part.package)
        id = document.part.relate_to(part, f"{relations}/diagramData")
        drawn = f'<d:relIds xmlns:d="{diagram}" xmlns:r="{relations}" r:dm="{id}"/>'
        document.element.body.insert(0, parse_xml(f"<w:p {NAMESPACES}><w:r><w:drawing>{drawn}</w:drawing></w:r></w:p>"))
        document.element.body.insert(1, parse_xml(f"<w:altChunk {NAMESPACES}/>"))

    found = extract(made("ablauf.docx", word(build)))
    assert told(found) == ["i Anmelden", "i Beginnen"]
    assert found.notices == (Notice("embedded_left_out", {"count": 1}),)


def test_equations_keep_their_exponents_apart(made: Made) -> None:
    """As elsewhere: those of units stay, others don't become digits."""
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

    def power(base: str) -> str:
        inside = "".join(
            f"<m:{tag}><m:r><m:t>{text}</m:t></m:r></m:{tag}>" for tag, text in (("e", base), ("sup", "2"))
        )
        return f"<m:oMath {maths}><m:sSup>{inside}</m:sSup></m:oMath>"

    assert told_of(made, p("40 ", power("m"), " und ", power("10"))) == ["p 40 m² und 10"]


def test_broken_pictures_and_odd_names_do_not_matter(made: Made) -> None:
    """Word opens such documents as well: a relation to nothing, parts named with other slashes and letters."""
    with zipfile.ZipFile(io.BytesIO(SMALL)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    broken = f'<Relationship Id="rId99" Type="{kind}" Target="NULL"/></Relationships>'
    data = repacked(SMALL, "word/_rels/document.xml.rels", relations.replace("</Relationships>", broken).encode())
    assert extract(made("bild.docx", data)).text == "Hallo"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\").replace("word", "Word"), old.read(name))
    assert extract(made("namen.docx", file.getvalue())).text == "Hallo"


STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
SMALL = word(lambda document: document.add_paragraph("Hallo"))
DECLARING = repacked(
    SMALL,
    "word/document.xml",
    f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document {nsdecls("w")}><w:body><w:p><w:r>'
    "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>".encode(),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SMALL[: len(SMALL) // 2], "incomplete, or not a Word document (.docx)"),
        (b"%PDF-1.5", "incomplete, or not a Word document (.docx)"),
        (repacked(SMALL, "word/document.xml", b"<w:document"), "damaged, or not a .docx file (XMLSyntaxError)"),
        (word(lambda document: None), "contains no text"),
        (DECLARING, "declares XML entities, which Word documents never do"),
        (OLE, "an old .doc file; save it as .docx"),
        (b"{\\rtf1 Hallo}", "an .rtf file by its content; save it as .docx"),
        (
            repacked(SMALL, "_rels/.rels", f"<x>{STRICT}</x>".encode()),
            "saved as Strict Open XML; save it as an ordinary Word document (.docx)",
        ),
        (repacked(SMALL, "_rels/.rels", b"<x/>"), "incomplete, or not a Word document (.docx)"),
        (repacked(SMALL, "word/document.xml", b"<x/>"), "incomplete, or not a Word document (.docx)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted; save it without a password"),
    ],
    ids=[
        "truncated",
        "pdf",
        "damaged",
        "blank",
        "entities",
        "doc",
        "rtf",
        "strict",
        "no relations",
        "no body",
        "password",
    ],
)
def test_broken_docx_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of a Word document has its own message."""
    assert reason(made("kaputt.docx", data)) == expected


def test_zip_bomb_is_refused_before_it_is_inflated(made: Made) -> None:
    """64 MiB of spaces in a small .docx aren't unpacked: they wouldn't fit into the memory limit."""
    data = repacked(SMALL, "word/document.xml", b" " * 64 * MEBIBYTE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    sizes = f"{len(data):,} bytes unpack to {sum(part.file_size for part in parts):,} bytes in {len(parts)} parts"
    assert reason(made("bombe.docx", data), memory_bytes=128 * MEBIBYTE) == f"rejected as a possible zip bomb: {sizes}"
