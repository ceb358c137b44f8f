"""PDFs of every kind that offices keep, drawn for the tests. All persons, offices and measures are invented."""

from collections.abc import Callable, Sequence
from itertools import chain

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from tests.corpus.formats.pdfs import (
    BOLD,
    CARE,
    GAP,
    GRID,
    MEASURES,
    MIDDLE,
    PLAIN,
    TOP,
    WORK,
    Draws,
    built,
    drawn,
    lines,
    note,
    paragraph,
    table,
    text,
    wrapped,
)

WIDTH, HEIGHT = A4
SAMPLES: dict[str, Callable[[], bytes]] = {}
"""Every sample by name."""


def sample(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Keep a sample for the tests that run over all of them."""
    SAMPLES[make.__name__] = make
    return make


# Brochures


def _frame(canvas: Canvas, page: int, pages: int) -> None:
    text(canvas, 60, 815, "Maßnahmenkatalog 2026 · Jobcenter Musterstadt", 8)
    text(canvas, 60, 25, f"Seite {page} von {pages} · Stand Juli 2026", 8)


def _brochure_page(page: int) -> Draws:
    def draw(canvas: Canvas) -> None:
        _frame(canvas, page + 1, len(MEASURES))
        title, rows = MEASURES[page]
        canvas.setFont(BOLD, 18)
        canvas.drawCentredString(WIDTH / 2, 746, title)
        y = 723.0
        for label, value in (("Maßnahmenummer", f"JC-10{page + 1}"), *rows):
            found = wrapped(value, 320, 10)
            text(canvas, 78, y - 12 * (len(found) - 1), label, 10, BOLD)
            y = lines(canvas, 208, y, found, 10, 12) - 6

    return draw


@sample
def brochure() -> bytes:
    """One measure a page: a centred title, labels at the left on the last line of their values, header and footer."""
    return drawn(*map(_brochure_page, range(len(MEASURES))), title="(anonymous)")


def _several(mark: str, font: str, shift: float) -> Draws:
    """Three measures on a page, without more space between rows than between lines."""

    def draw(canvas: Canvas) -> None:
        y = 800.0
        for title, rows in MEASURES:
            text(canvas, 60, y, title, 16, BOLD)
            y -= 24
            for label, value in rows:
                found = wrapped(value, 320)
                text(canvas, 60, y - shift * 14 * (len(found) - 1), label + mark, 11, font)
                y = lines(canvas, 200, y, found)
            y -= 20

    return draw


@sample
def labels_at_left() -> bytes:
    """Several measures a page, labels in plain type on the first line of their values."""
    return drawn(_several("", PLAIN, 0))


@sample
def labels_with_colon() -> bytes:
    """The same with colons."""
    return drawn(_several(":", PLAIN, 0))


@sample
def labels_centred() -> bytes:
    """The same with bold labels in the middle of their values."""
    return drawn(_several("", BOLD, 0.5))


def _bold_titles(font: str, gap: float) -> Draws:
    """Three measures on a page, whose titles are in bold but no larger than the text, and a line below them."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 800, "Unsere Angebote", 16, BOLD)
        y = 770.0
        for title, rows in MEASURES:
            text(canvas, 60, y, title, 11, BOLD)
            y -= 14
            for label, value in rows:
                text(canvas, 60, y, label, 11, font)
                y = lines(canvas, 200, y, wrapped(value, 320))
            y -= gap
        text(canvas, 60, y - 20, "Stand: Juli 2026")

    return draw


@sample
def titles_in_bold() -> bytes:
    """Bold titles among labels that aren't."""
    return drawn(_bold_titles(PLAIN, 0))


@sample
def titles_apart() -> bytes:
    """Bold titles above bold labels, with more space before them."""
    return drawn(_bold_titles(BOLD, 14))


def _measure_page(number: int, style: str) -> Draws:
    def draw(canvas: Canvas) -> None:
        title, rows = MEASURES[number]
        text(canvas, 60, 815, "Angebote für Arbeitsuchende", 8)
        canvas.setFont(PLAIN, 8)
        canvas.drawCentredString(WIDTH / 2, 30, f"- {number + 1} -")
        text(canvas, 60, 770, title, 20, BOLD)
        y = 740.0
        for label, value in rows:
            if style == "above":
                text(canvas, 60, y, label, 11, BOLD)
                y = lines(canvas, 60, y - 14, wrapped(value, 450)) - 8
            else:
                x = text(canvas, 60, y, f"{label}: ", 11, BOLD if style == "bold" else PLAIN)
                first, *others = wrapped(f"{label}: {value}", 450)
                text(canvas, x, y, first.removeprefix(f"{label}: "))
                y = lines(canvas, 60, y - 14, others)

    return draw


@sample
def labels_above() -> bytes:
    """One measure a page, each value below its bold label."""
    return drawn(*(_measure_page(number, "above") for number in range(3)))


@sample
def labels_in_lines() -> bytes:
    """One measure a page, in lines like `Dauer: 6 Monate`."""
    return drawn(*(_measure_page(number, "plain") for number in range(3)))


@sample
def labels_in_bold() -> bytes:
    """The same with bold labels."""
    return drawn(*(_measure_page(number, "bold") for number in range(3)))


# Columns


def _columns(texts: Sequence[Sequence[str]], offset: float, *, by_row: bool) -> Draws:
    """A title, a line over all columns, and a column for each of `texts`, which are paragraphs."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 790, "Weiterbildung in der Region", 18, BOLD)
        text(canvas, 60, 765, "Ein Überblick über Angebote und Fördermöglichkeiten für Arbeitsuchende und Betriebe", 11)
        width = (480 - 20 * (len(texts) - 1)) / len(texts)
        placed = []
        for column, paragraphs in enumerate(texts):
            y = 735 - offset * column
            for words in paragraphs:
                for line in wrapped(words, width, 10):
                    placed.append((y, 60 + column * (width + 20), line))
                    y -= 12.5
                y -= 6
        for y, x, line in sorted(placed, key=lambda place: (-place[0], place[1])) if by_row else placed:
            text(canvas, x, y, line, 10)

    return draw


@sample
def two_columns() -> bytes:
    """Two columns of text on one grid of lines, drawn row by row."""
    return drawn(_columns(((WORK, CARE, WORK), (CARE, WORK)), 0, by_row=True))


@sample
def two_columns_apart() -> bytes:
    """Two columns whose lines don't stand on one height, drawn row by row."""
    return drawn(_columns(((WORK, CARE), (CARE, WORK, CARE)), 5, by_row=True))


@sample
def three_columns() -> bytes:
    """Three columns, drawn one after the other."""
    return drawn(_columns(((WORK, CARE), (CARE, WORK), (WORK,)), 0, by_row=False))


@sample
def columns_of_entries() -> bytes:
    """Two columns of measures in lines like `Dauer: 6 Monate`, whose titles stand on one height."""

    def draw(canvas: Canvas) -> None:
        for column, numbers in enumerate(((0, 1), (2, 1))):
            y = 780.0
            for number in numbers:
                title, rows = MEASURES[number]
                text(canvas, 46 + 260 * column, y, title, 14, BOLD)
                y -= 20
                for label, value in rows:
                    y = lines(canvas, 46 + 260 * column, y, wrapped(f"{label}: {value}", 235, 10), 10, 12)
                y -= 30

    return drawn(draw)


@sample
def sidebar() -> bytes:
    """A narrow column with contacts beside a column of text."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 780, "Beratung", 16, BOLD)
        lines(canvas, 60, 750, ("Jobcenter Neudorf", "Hafenweg 3", "12345 Neudorf", "Telefon 0555 12340"), 10, 13)
        lines(canvas, 200, 750, wrapped(f"{WORK} {CARE} {WORK}", 320, 10), 10, 13)

    return drawn(draw)


# Text


@sample
def report() -> bytes:
    """Headings of two levels, one of which wraps, paragraphs with gap and indent, bullets, bold words and lines."""

    def draw(canvas: Canvas) -> None:
        lines_of_title = ("Jahresbericht über die Förderung der", "beruflichen Weiterbildung")
        for number, words in enumerate(lines_of_title):
            text(canvas, 60, 790 - 24 * number, words, 20, BOLD)
        text(canvas, 60, 735, "1 Ausgangslage", 14, BOLD)
        y = lines(canvas, 60, 715, wrapped(WORK, 460))
        y = lines(canvas, 60, y - 8, wrapped(CARE, 460))
        first, *others = wrapped(f"{'m' * 2}{WORK}", 460)
        text(canvas, 80, y, first.removeprefix("mm"))
        y = lines(canvas, 60, y - 14, others)
        text(canvas, 60, y - 12, "2 Angebote", 14, BOLD)
        y -= 32
        for words in (
            "Bewerbungstraining in kleinen Gruppen und Vorbereitung auf das Gespräch, auch mit Video",
            "Praktikum",
        ):
            text(canvas, 66, y, "•")
            y = lines(canvas, 80, y, wrapped(words, 380))
        x = text(canvas, 60, y - 8, "Hinweis ", 11, BOLD)
        text(canvas, x, y - 8, "Die Förderung ist eine Ermessensleistung.")
        text(canvas, 60, y - 34, "Ansprechpartner", 11, BOLD)
        lines(canvas, 60, y - 48, ("Frau Sabine Lorenz", "Telefon 0555 12340"))

    return drawn(draw)


@sample
def dotted() -> bytes:
    """Bullets drawn as circles and squares, and one in the middle of a line."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 780, ("Inhalte der Maßnahme:",))
        for number, words in enumerate(("Bewerbungstraining", "Praktikum")):
            canvas.circle(66, 763.5 - 14 * number, 2, stroke=0, fill=1)
            text(canvas, 80, 760 - 14 * number, words)
        canvas.rect(64, 734, 4, 4, stroke=0, fill=1)
        text(canvas, 80, 732, "Beratung")
        x = text(canvas, 60, 700, "Montag")
        canvas.circle(x + 8, 703.5, 2, stroke=0, fill=1)
        text(canvas, x + 16, 700, "Dienstag")

    return drawn(draw)


@sample
def out_of_order() -> bytes:
    """Lines, words and letters drawn in any order, letters set apart, and words drawn twice for bold."""

    def draw(canvas: Canvas) -> None:
        for x, y, words in (
            (60, 700, "Dritte Zeile des Absatzes steht hier."),
            (60, 728, "Erste Zeile des Absatzes steht ganz"),
            (232, 714, "und endet rechts;"),
            (60, 714, "oben, die zweite fängt links an"),
        ):
            text(canvas, x, y, words)
        text(canvas, 60, 760, "Überschrift", 16, BOLD)
        x, places = 60.0, []
        for word in "Wort für Wort von hinten gezeichnet.".split():
            places.append((x, word))
            x += stringWidth(f"{word} ", PLAIN, 11)
        for left, word in reversed(places):
            text(canvas, left, 660, word)
        x = 60
        for letter in "Buchstabe für Buchstabe gezeichnet.":
            x = text(canvas, x, 630, letter)
        spaced = canvas.beginText(60, 600)
        spaced.setFont(PLAIN, 11)
        spaced.setCharSpace(3)
        spaced.textOut("gesperrt gesetzt")
        canvas.drawText(spaced)
        for shift in (0, 0.3):
            text(canvas, 60 + shift, 570, "doppelt gezeichnet")

    return drawn(draw)


# Tables

ROWS = (("Maßnahme", "Zielgruppe", "Dauer"), *((title, rows[0][1], rows[1][1]) for title, rows in MEASURES))
INTRODUCTION = (
    "Die Übersicht nennt alle Maßnahmen des Jahres. Änderungen sind vorbehalten und werden im Internet gezeigt."
)
LINED = ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)
WIDTHS = (100, 200, 80)


def _overview(*style: tuple[object, ...], bold: int = 1) -> bytes:
    shown = table(ROWS, *style, widths=WIDTHS, bold=bold)
    return built(
        paragraph("Übersicht", 18, BOLD), GAP, paragraph(INTRODUCTION), GAP, shown, GAP, paragraph(INTRODUCTION)
    )


@sample
def table_with_grid() -> bytes:
    """A table with all lines."""
    return _overview(GRID, TOP)


@sample
def table_with_lines() -> bytes:
    """A table with a line below each row."""
    return _overview(LINED, TOP, bold=0)


@sample
def table_with_rules() -> bytes:
    """A table with lines only above and below it and below its header."""
    above = ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)
    below = (("LINEBELOW", (0, row), (-1, row), 1, colors.black) for row in (0, -1))
    return _overview(above, *below, TOP)


@sample
def table_without_lines() -> bytes:
    """A table without lines."""
    return _overview(TOP)


@sample
def table_centred() -> bytes:
    """A table without lines, whose cells are centred beside longer ones."""
    return _overview(MIDDLE)


@sample
def table_over_pages() -> bytes:
    """A table with all lines that goes on over three pages, with its header on each."""
    rows = [(f"{title} {number}", *others) for number in range(1, 16) for title, *others in ROWS[1:]]
    return built(table((ROWS[0], *rows), GRID, MIDDLE, widths=WIDTHS))


@sample
def table_over_pages_without_header() -> bytes:
    """The same without lines and without its header on later pages."""
    rows = [(f"{title} {number}", *others) for number in range(1, 16) for title, *others in ROWS[1:]]
    return built(table((ROWS[0], *rows), TOP, widths=WIDTHS, bold=0))


@sample
def table_with_spans() -> bytes:
    """A table with cells over several columns and rows."""
    rows = (
        ("Maßnahme", "Umfang", "", "Ort"),
        ("", "Stunden", "Wochen", ""),
        ("Nordlicht", "20", "8", "Neudorf"),
        ("Südstern", "30", "12", "Altburg"),
        ("", "35", "16", "Altburg"),
    )
    spans = (
        ("SPAN", first, last)
        for first, last in (((1, 0), (2, 0)), ((0, 0), (0, 1)), ((3, 0), (3, 1)), ((0, 3), (0, 4)))
    )
    return built(Table(rows, style=[GRID, *spans]))


@sample
def table_with_open_header() -> bytes:
    """A table whose header has no lines between its cells, and whose rows have none between them."""
    box = ("BOX", (0, 0), (-1, -1), 0.5, colors.black)
    header = ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)
    columns = (("LINEAFTER", (column, 1), (column, -1), 0.5, colors.black) for column in (0, 1))
    rows = (("Maßnahme", "Dauer", "Plätze"), ("Nordlicht", "6 Monate", "20"), ("Südstern", "12 Monate", "15"))
    more = (("Westwind", "3 Monate", "10"), ("Ostwind", "4 Monate", "12"))
    return built(table((*rows, *more), box, header, *columns, widths=(120, 100, 80)))


@sample
def boxes() -> bytes:
    """Cards in boxes beside and below each other, each with a title."""
    cells = [
        [paragraph(title, 13, BOLD), *(paragraph(f"{label}: {value}", 9) for label, value in rows)]
        for title, rows in (*MEASURES, MEASURES[0])
    ]
    return built(Table([cells[:2], cells[2:]], colWidths=(230, 230), style=[GRID, TOP]))


# Headers and footers


def running(pages: int, header: Callable[[int], str] = str, footer: Callable[[int], str] = "Seite {}".format) -> bytes:
    """A text over several pages, with what stands at the top and at the bottom of each."""
    flow = wrapped(" ".join(chain.from_iterable((WORK, CARE) for _ in range(7 * pages))), 440)

    def page(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            text(canvas, 60, 805, header(number), 9)
            canvas.setFont(PLAIN, 9)
            canvas.drawCentredString(WIDTH / 2, 30, footer(number))
            lines(canvas, 60, 760, flow[len(flow) * (number - 1) // pages : len(flow) * number // pages])

        return draw

    return drawn(*(page(number) for number in range(1, pages + 1)))


@sample
def running_header() -> bytes:
    """A text whose sentences go on from page to page, with the same header on each and `Seite 1 von 3`."""
    return running(3, lambda number: "Jobcenter Musterstadt - Katalog 2025", "Seite {} von 3".format)


@sample
def running_sides() -> bytes:
    """Left and right pages with different headers, and page numbers between dashes that begin at 12."""
    headers = ("Angebote 2026", "Jobcenter Neudorf")
    return running(4, lambda number: headers[number % 2], lambda number: f"- {number + 11} -")


@sample
def hyphen_over_pages() -> bytes:
    """A word that is parted by the end of a page, between a header and a footer."""

    def page(number: int, words: str) -> Draws:
        def draw(canvas: Canvas) -> None:
            text(canvas, 50, 820, "Jobcenter Musterstadt - Katalog 2025", 9)
            text(canvas, 50, 790, words)
            text(canvas, 270, 20, f"Seite {number} von 2", 9)

        return draw

    first = "Die Teilnahme an Nordlicht ist für Alleinerziehende kosten-"
    return drawn(page(1, first), page(2, "los, die Fahrtkosten werden erstattet."))


@sample
def hyphen_over_columns() -> bytes:
    """A word that is parted by the end of a column, with a note at the foot of the first page."""

    def first(canvas: Canvas) -> None:
        lines(canvas, 60, 760, (*wrapped(WORK, 220, 10), "Träger brauchen eine Zulassung, die Weiter-"), 10, 12)
        lines(canvas, 310, 760, ("bildung auch. Sie gilt fünf Jahre.", *wrapped(CARE, 220, 10)), 10, 12)

    def second(canvas: Canvas) -> None:
        lines(canvas, 60, 760, (*wrapped(WORK, 460), "Wer teilnimmt, bekommt die Fahrt-"))
        text(canvas, 60, 60, "Stand Mai 2025", 8)

    def third(canvas: Canvas) -> None:
        lines(canvas, 60, 760, ("kosten erstattet.",))

    return drawn(first, second, third)


@sample
def numbered_titles() -> bytes:
    """Titles that count like page numbers at the top of each page, and the same lines at the bottom of each."""

    def page(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            text(canvas, 60, 790, f"Maßnahme {number}", 11)
            y = lines(canvas, 60, 776, ("Kurs " * number, "Dauer: 6 Monate"))
            for label, value in (("Kosten", "keine"), ("Anmeldung", "beim Jobcenter")):
                y -= 300
                text(canvas, 60, y, label)
                text(canvas, 200, y, value)

        return draw

    return drawn(*(page(number) for number in (1, 2, 3)))


# Marks within lines


def _raised(canvas: Canvas, x: float, y: float, *parts: str) -> None:
    """Draw parts of a line, every second one small and raised."""
    for number, words in enumerate(parts):
        x = text(canvas, x, y + 4 * (number % 2), words, 7 if number % 2 else 11)


@sample
def footnotes() -> bytes:
    """Marks of footnotes after numbers, the 2 of m², that of CO₂, and a note with its mark."""

    def draw(canvas: Canvas) -> None:
        _raised(canvas, 60, 700, "Nordlicht hat 25", "1", " Plätze auf 120 m", "2", " und dauert 6", "2, 3", " Monate.")
        text(canvas, 60, 680, "Südstern hat 15² Plätze auf 80 m² und 30 m³ und dauert 9³ Wochen.")
        x = text(canvas, 60, 660, "Der CO")
        text(canvas, text(canvas, x, 657, "2", 7), 660, "-Preis steigt am 1.")
        text(canvas, 60, 640, "Westwind bietet 25")
        text(canvas, 60 + stringWidth("Westwind bietet 25 ", PLAIN, 11), 640, "Plätze in Teilzeit.")
        text(canvas, 60 + stringWidth("Westwind bietet 25", PLAIN, 11), 644, "1", 7)
        text(canvas, 60, 100, "1", 5)
        text(canvas, 64, 97, "Stand Mai 2025", 8)

    return drawn(draw)


@sample
def struck_out() -> bytes:
    """Words struck out by a line and by a thin rectangle, underlined ones, and a long line through a number."""

    def draw(canvas: Canvas) -> None:
        start = text(canvas, 60, 760, "Die Kosten betragen ")
        end = text(canvas, start, 760, "300 Euro")
        text(canvas, end, 760, " 250 Euro je Teilnehmer.")
        canvas.line(start, 763.5, end, 763.5)
        end = text(canvas, 60, 740, "Unterstrichenes bleibt stehen.")
        canvas.line(60, 738.5, end, 738.5)
        end = text(canvas, 60, 720, "Diese Zeile gilt nicht mehr.")
        canvas.rect(60, 723, end - 60, 0.6, stroke=0, fill=1)
        text(canvas, 60, 700, "Stufe 1")
        canvas.line(40, 703.5, 500, 703.5)

    return drawn(draw)


# Turned pages


def _turned(angle: int, rotation: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        middle = (
            (WIDTH / 2, HEIGHT / 2) if rotation in (0, 180) else (HEIGHT / 2, WIDTH / 2)
        )  # ReportLab turns the sheet
        canvas.translate(*middle)
        canvas.rotate(angle)
        text(canvas, -250, 200, "Übersicht", 18)
        y = lines(
            canvas,
            -250,
            170,
            ("Die Maßnahme richtet sich an Frauen mit Kindern und dauert", "sechs Monate in Teilzeit."),
        )
        for row in (("Maßnahme", "Dauer", "Plätze"), ("Nordlicht", "6 Monate", "20"), ("Südstern", "12 Monate", "15")):
            y -= 16
            for x, cell in zip((-250, -90, 30), row, strict=True):
                text(canvas, x, y, cell)
        canvas.setPageRotation(rotation)

    return drawn(draw)


@sample
def turned_left() -> bytes:
    """A page turned by 90 degrees."""
    return _turned(90, 90)


@sample
def turned_right() -> bytes:
    """A page turned by 270 degrees."""
    return _turned(-90, 270)


@sample
def turned_over() -> bytes:
    """A page turned by 180 degrees."""
    return _turned(180, 180)


@sample
def sideways() -> bytes:
    """Text at an angle of 90 degrees on a page that isn't turned."""
    return _turned(90, 0)


@sample
def stamped() -> bytes:
    """Two pages with a text at their side and a stamp across, on both, and another stamp on the first."""

    def page(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            lines(canvas, 60, 700, wrapped(WORK if number == 1 else CARE, 460))
            canvas.saveState()
            canvas.rotate(90)
            text(canvas, 100, -20, "Formular 4711", 8)
            canvas.restoreState()
            for x, y, words in ((150, 200, "ENTWURF"), (100, 500, "Eingang 3. Mai"))[: 3 - number]:
                canvas.saveState()
                canvas.translate(x, y)
                canvas.rotate(45)
                text(canvas, 0, 0, words, 40)
                canvas.restoreState()

        return draw

    return drawn(page(1), page(2))


# Forms


@sample
def form() -> bytes:
    """Labels with fields: a line of text, a choice, several lines, tick boxes, a password."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 780, "Maßnahmeblatt", 18, BOLD)
        labels = ("Titel", "Zielgruppe:", "Dauer", "Inhalte", "Teilzeit", "Vollzeit", "Kennwort")
        for y, label in zip((740, 715, 690, 640, 570, 545, 515), labels, strict=True):
            text(canvas, 60, y, label)
        fields, line = canvas.acroForm, {"x": 160, "width": 250, "height": 18, "fontSize": 11}
        fields.textfield(name="titel", y=735, value="Nordlicht", **line)
        fields.textfield(name="ziel", y=710, value="Alleinerziehende", **line)
        fields.choice(name="dauer", y=685, value="6 Monate", options=["3 Monate", "6 Monate"], **line)
        several = "Werkstatt\nBewerbungstraining\nPraktikum"
        fields.textfield(name="inhalt", y=600, value=several, fieldFlags="multiline", **{**line, "height": 55})
        fields.checkbox(name="teil", x=160, y=567, size=14, checked=True)
        fields.checkbox(name="voll", x=160, y=542, size=14, checked=False)
        fields.textfield(name="pw", y=510, value="geheim", fieldFlags="password", **line)

    return drawn(draw)


@sample
def notes() -> bytes:
    """A text box written onto the page, a comment, a hidden text box, and a line struck out by an annotation."""

    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 780, "Südstern", 16)
        text(canvas, 60, 750, "Kosten: 300 Euro")
        end = text(canvas, 60, 730, "Dauer: 6 Monate")
        note(canvas, "FreeText", (60, 690, 300, 712), contents="Nachtrag: seit 2025 kostenlos")
        note(canvas, "Text", (400, 690, 420, 710), contents="Bitte prüfen")
        note(canvas, "FreeText", (60, 600, 300, 622), contents="verborgen", flags=2)
        corners = (60, 740, end, 740, 60, 727, end, 727)
        note(canvas, "StrikeOut", (60, 727, end, 740), contents="", corners=corners)

    return drawn(draw)


# Pages without text


def picture(canvas: Canvas) -> None:
    """A picture that fills most of a page."""
    canvas._code.append("q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")


def outlines(canvas: Canvas) -> None:
    """A page whose letters are shapes."""
    for number in range(60):
        canvas.circle(60 + 7 * number, 700, 3, stroke=0, fill=1)


@sample
def scanned() -> bytes:
    """Pages with text, with pictures and their numbers, with shapes, and an empty one."""

    def words(canvas: Canvas) -> None:
        text(canvas, 60, 700, "Nordlicht hilft Alleinerziehenden mit Kindern bis sechs Jahren.")
        text(canvas, 270, 20, "Seite 1 von 6", 9)

    def numbered(page: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            picture(canvas)
            text(canvas, 270, 20, f"Seite {page} von 6", 9)

        return draw

    return drawn(words, *(numbered(page) for page in (2, 3, 4)), lambda canvas: None, outlines)
