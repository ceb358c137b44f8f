"""HTML: the text and the blocks of a page, and the reason that every broken one is refused with."""

import pytest

from corpus.formats.content import Notice
from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.outline import outline


def test_html_gives_headings_lists_and_tables(made: Made) -> None:
    """The text of a page without scripts, styles, navigation and hidden parts."""
    html = """<!DOCTYPE html><meta charset=utf-8><title> Maßnahmen&shy;katalog
      Würzburg </title><style>p {}</style><script>alert("böse")</script>
    <nav><ul><li>Start</ul></nav><h1>Maßnahmen für <em>Ältere</em></h1>
    <p>Nach §&nbsp;45 SGB&nbsp;III<br>&lt;= 300&nbsp;€<p>für alle<!-- Rest --><p hidden>versteckt
    <h2>Träger</h2><ul><li>Eins<ul><li>Eins a</ul>Rest<li><p>Zwei<p>Zwei b</ul>
    <table><caption>Übersicht</caption><tr><th>Träger<th>Ort<th>Kosten
    <tr><td>bfz<br>Ost<td><td>1.200 €</table>
    <table><tr><td><h3>Ziel</h3>Arbeit<td><table><tr><td>a<td>b</table></table>
    <pre>x
      y</pre><dl><dt>Zielgruppe<dd>Allein<b>erziehende</b></dl>"""
    content = extract(made("seite.html", html))
    assert content.title == "Maßnahmenkatalog Würzburg"
    assert content.notices == ()
    assert content.text == (
        "# Maßnahmen für Ältere\n\nNach § 45 SGB III\n<= 300 €\n\nfür alle\n\n## Träger\n\n"
        "- Eins\n- Eins a\n\nRest\n\n- Zwei\n\nZwei b\n\n"
        "Übersicht\n\nTräger\tOrt\tKosten\nbfz\nOst\t\t1.200 €\n\n"
        "### Ziel\n\nArbeit\n\na\tb\n\nx\ny\n\nZielgruppe: Alleinerziehende"
    )
    assert outline(content) == [
        "# Maßnahmen für Ältere", "Nach § 45 SGB III / <= 300 €", "für alle", "## Träger",
        "- Eins", "- Eins a", "Rest", "- Zwei", "Zwei b",
        "[Übersicht]", "+| Träger | Ort | Kosten |H", "| bfz / Ost |  | 1.200 € |",
        "### Ziel", "Arbeit", "+| a | b |", "x / y", "+Zielgruppe = Alleinerziehende",
    ]  # fmt: skip


def read_page(made: Made, body: str) -> Extracted:
    return extract(made("seite.html", f"<!doctype html><meta charset=utf-8><body>{body}"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dl><dt>Dauer<dd>6 Monate<dt>Ort:<dd>Kiel</dl>", ["+Dauer = 6 Monate", "Ort = Kiel"]),
        (
            "<dl><div><dt>Für wen<dt>Zielgruppe<dd>Junge<dd>Alte</div>"
            "<div><dt>Inhalt<dd><ul><li>a<li>b</ul></div></dl>",
            ["+Für wen / Zielgruppe = Junge / Alte", "Inhalt = - a / - b"],
        ),
        ("<dl><dt>Kosten<dd></dd><dt>Ort<dd>Kiel</dl>", ["Kosten", "Ort = Kiel"]),
        ("<dl><dt>Mehr<dd><h4>Anmeldung</h4>beim Träger</dl>", ["[Mehr]", "#### Anmeldung", "beim Träger"]),
    ],
    ids=["list", "several of each", "nothing", "a section"],
)
def test_definition_lists_pair_terms_and_details(made: Made, html: str, expected: list[str]) -> None:
    """Also in groups of their own; a detail with headings is no value."""
    assert outline(read_page(made, html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<li><span class=label>Zielgruppe</span><span class=value>Alleinerziehende</span>",
            ["+Zielgruppe = Alleinerziehende"],
        ),
        (
            "<div class=facts><span class=fact__label>Dauer</span><span>6 Monate</span><br>"
            "<span class=fact__label>Ort</span><span>Kiel</span> <span>Süd</span></div>",
            ["+Dauer = 6 Monate", "Ort = Kiel / Süd"],
        ),
        ("<div><strong>Dauer</strong><div>6 Monate</div></div>", ["+Dauer = 6 Monate"]),
        (
            "<div class=row><div class='col fw-bold'>Ort</div><div class=col><a href=x>Kiel</a></div></div>",
            ["+Ort = Kiel"],
        ),
        (
            "<ul><li><i class=icon></i><span>Dauer</span><span>sechs Monate</span>"
            "<li><span>Ort</span><span>Kiel</span>",
            ["+Dauer = sechs Monate", "Ort = Kiel"],
        ),
        ("<div><span>Preis:</span> <span>300 €</span></div>", ["+Preis = 300 €"]),
        ("<p><b>Dauer:</b> 6 Monate<p><b>Ort</b>Kiel", ["[Dauer:] 6 Monate", "[Ort] Kiel"]),
        ("<p><span class=label>Ort</span>kiel", ["[Ort] kiel"]),
    ],
    ids=["classes", "in turn", "bold", "columns", "alike", "colon", "in a paragraph", "class before text"],
)
def test_elements_side_by_side_are_label_and_value(made: Made, html: str, expected: list[str]) -> None:
    """By their classes, by a bold label over its value, or because the next element is built alike."""
    assert outline(read_page(made, html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><span>Herzlich</span> <span>willkommen</span></p>", ["Herzlich willkommen"]),
        (
            "<p><b>Kurs</b> <i>eins</i></p><p><b>Kurs</b> <i>läuft bis Mai</i></p>",
            ["[Kurs] eins", "[Kurs] läuft bis Mai"],
        ),
        ("<li><a href=1>Kurse</a><span>5</span><li><a href=2>Orte</a><span>3</span>", ["- Kurse 5", "- Orte 3"]),
        ("<div class=card><strong>Nordlicht</strong><p>Für alle</p></div>", ["[Nordlicht]", "Für alle"]),
        ("<div><h3>Nordlicht</h3><div>Für alle</div></div>", ["### Nordlicht", "Für alle"]),
    ],
    ids=["words", "sentences", "links", "card", "heading"],
)
def test_not_every_two_elements_are_a_pair(made: Made, html: str, expected: list[str]) -> None:
    """Words of a sentence, links, and the title of a card with its text stay what they are."""
    assert outline(read_page(made, html)) == expected


def test_words_of_neighbouring_elements_are_not_glued(made: Made) -> None:
    """A word in which the look changes stays one word."""
    html = """<p><span>Plätze</span><span>12</span><span>Ort</span>
    <p>Teilnehmer<i>Innen</i> und Allein<b>erziehende</b> mit <span>AV</span><span>GS</span>
    <p><span>20 Plätze</span><b>Neudorf</b><p>Ort:<b>Kiel</b>, 10:<b>30</b> Uhr"""
    assert outline(read_page(made, html)) == [
        "Plätze 12 Ort", "TeilnehmerInnen und Alleinerziehende mit AVGS", "20 Plätze Neudorf", "Ort: Kiel, 10:30 Uhr",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p class=card-title>Nordlicht</p><p>Text", ["[Nordlicht]", "Text"]),
        ("<div><a class=courseTitle href=x>Nordlicht</a></div>", ["[Nordlicht]"]),
        ("<p><strong>Nordlicht</strong><p style='font-weight: 700'>Südstern", ["[Nordlicht]", "[Südstern]"]),
        (
            "<div itemscope itemtype='https://schema.org/Course'><span itemprop=name>Nordlicht</span>"
            "<div itemscope itemtype='https://schema.org/Person'><span itemprop=name>Uta Brandt</span></div></div>",
            ["[Nordlicht]", "Uta Brandt"],
        ),
        ("<div role=heading aria-level=4>Nordlicht</div><div role=heading>Süd", ["#### Nordlicht", "## Süd"]),
        ("<p class=subtitle>Kurse<div class=title-area><p>Kurse<p>Text</div>", ["Kurse", "Kurse", "Text"]),
        ("<h2><img alt=Nordlicht src=x></h2><h2><img alt=Logo>Südstern</h2>", ["## Nordlicht", "## Südstern"]),
    ],
    ids=["class", "link", "bold", "item", "role", "no title", "picture"],
)
def test_titles_stand_out(made: Made, html: str, expected: list[str]) -> None:
    """A heading where the page says so; what only looks like one is bold as a whole."""
    assert outline(read_page(made, html)) == expected


def test_lines_that_begin_bold_are_paragraphs(made: Made) -> None:
    """Others stay lines of one; an empty line ends a paragraph."""
    html = "<p><b>Dauer</b><br>6 Monate<br>Ort: Kiel<br><b>Kosten</b><br>keine<br><br>Text<li>a<br><b>b:</b> c"
    assert outline(read_page(made, html)) == [
        "[Dauer] / 6 Monate / Ort: Kiel",
        "[Kosten] / keine",
        "Text",
        "- a",
        "[b:] c",
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "25<sup>1</sup> Plätze, 6<sup>*)</sup> Monate, 3<sup><a href=#n>[2]</a></sup> Orte",
            "25 Plätze, 6 Monate, 3 Orte",
        ),
        ("25<a href=#fn2>[2]</a> Plätze<a href='#a'>1</a>", "25 Plätze"),
        (
            "20 m<sup>2</sup>, 1<sup>st</sup> floor, H<sub>2</sub>O, Kurs<sup>Neu</sup>",
            "20 m², 1st floor, H2O, Kurs Neu",
        ),
        ("9<sup>30</sup> Uhr, 12,<sup>50</sup> €", "9:30 Uhr, 12,50 €"),
    ],
    ids=["marks", "links", "words", "minutes and cents"],
)
def test_raised_figures_are_no_digits_of_a_number(made: Made, html: str, expected: str) -> None:
    """Footnote marks are dropped; the second half of a time or a price isn't one."""
    assert read_page(made, f"<p>{html}").text == expected


def test_struck_out_and_hidden_text_is_dropped(made: Made) -> None:
    """By element, attribute, style or class; a panel that something on the page opens isn't hidden."""
    html = """<p>Kosten: <s>300</s><del>200</del><span style="text-decoration: underline line-through">100</span> keine
    <p style="Display:none">a<p aria-hidden=true>b<p class=d-none>c<p class="d-none d-md-block">1<p hidden=until-found>2
    <button aria-expanded=false aria-controls=x>Nordlicht</button><div id=x hidden>3</div>
    <h3><button data-bs-toggle=collapse data-bs-target=#y>Südstern</button></h3><div id=y style="visibility:hidden">4"""
    assert outline(read_page(made, html)) == ["Kosten: keine", "1", "2", "[Nordlicht]", "3", "### Südstern", "4"]


def test_what_opens_at_a_click_is_headed_by_its_title(made: Made) -> None:
    """Summaries and tabs, one level below the last heading; a long question stays a paragraph."""
    question = "Was mache ich, wenn " + "ich " * 40 + "krank bin?"
    html = f"""<h2>Nordlicht</h2><details><summary>Dauer</summary>6 Monate<details><summary>Ende</summary>Mai</details>
    </details><details><summary><h5>Ort</h5></summary>Kiel</details><details><summary>{question}</summary>Nichts</details>
    <div role=tablist><button role=tab id=t>Ziel</button><a role=tab href=#p>Preis</a></div>
    <div role=tabpanel aria-labelledby=t>Arbeit</div><div role=tabpanel id=p hidden>nichts</div>"""
    assert outline(read_page(made, html)) == [
        "## Nordlicht", "### Dauer", "6 Monate", "#### Ende", "Mai", "##### Ort", "Kiel", question, "Nichts",
        "### Ziel", "Arbeit", "### Preis", "nichts",
    ]  # fmt: skip


def test_a_button_before_what_it_opens_is_its_title(made: Made) -> None:
    """As is the label of a box to tick; not one that sends a form, nor one before links or a form."""
    html = """<h2>Kurse</h2><button>Nordlicht</button><div hidden>Nähen lernen für Frauen</div>
    <ul><li><input type=checkbox id=a><label for=a>Südstern</label><div style="display:none">Kochen lernen</div></ul>
    <button>Menü</button><ul><li><a href=1>Angebote</a><li><a href=2>Kontakt</a></ul>
    <button>Filter</button><div><input type=checkbox> nur online, nur abends</div><button>Mehr</button>"""
    assert outline(read_page(made, html)) == [
        "## Kurse", "### Nordlicht", "Nähen lernen für Frauen", "### Südstern", "Kochen lernen",
        "- Angebote", "- Kontakt", "nur online, nur abends",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "card",
    [
        "<div class=c><em>Neu</em><a href=1>{title}</a><p>Ort: Kiel<p>Dauer: {text}</div>",
        "<div class=c><h4>{title}</h4><p>Dauer: {text} | Ort: Kiel</div>",
        "<div class=c><i>Neu</i><div class=n>{title}</div><div>So ist es.</div><p>Ort: Kiel<p>Dauer: {text}</div>",
        "<article><p><b>{title}</b><dl><dt>Dauer<dd>{text}<dt>Ort<dd>Kiel</dl></article>",
    ],
    ids=["link", "heading", "place", "bold"],
)
def test_elements_alike_that_share_labels_are_cards(made: Made, card: str) -> None:
    """Each begins an entry, under the heading that its title becomes; one without labels is one, too."""
    cards = [
        card.format(title=title, text=text) for title, text in (("Nordlicht", "6 Monate"), ("Südstern", "ein Jahr"))
    ]
    content = read_page(made, f"<h2>Angebote</h2><div>{''.join(cards)}</div><p>Stand: Mai")
    kinds = [block.kind for block in content.blocks]
    assert kinds.count("record") == 3
    assert [content.text[block.start : block.end] for block in content.blocks if block.kind == "heading"] == [
        "Angebote", "Nordlicht", "Südstern",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<div class=c>Dauer: 1 Jahr<p>Kosten: 5 €</div><div class=c>Ort: Kiel<p>Start: Mai</div>",
        "<div class=c><a>A</a><p>Dauer: 1 Jahr<p>Ort: Kiel<p>Dauer: 2 Jahre</div>"
        "<div class=c><a>B</a>Dauer: 1 Tag<p>Ort: Ulm</div>",
        "<div class=c><h2>Hilfen</h2><h3>A</h3><p>Dauer: 1 Jahr<p>Ort: Kiel</div>"
        "<div class=c><h2>Kurse</h2><h3>B</h3>Dauer: 1 Tag<p>Ort: Ulm</div>",
        "<div class=c><a>Kurs</a><p>Dauer: 1 Jahr<p>Ort: Kiel</div>",
    ],
    ids=["columns", "several", "sections", "alone"],
)
def test_not_all_that_is_alike_is_a_card(made: Made, html: str) -> None:
    """Columns of one entry, elements with several entries, sections with a heading of their own, one alone."""
    assert "record" not in [block.kind for block in read_page(made, html).blocks]


def test_halves_of_elements_alike_are_label_and_value(made: Made) -> None:
    """Known or not, where most first halves are labels that come again."""
    facts = [("Dauer", "6 Monate"), ("Ort", "Kiel"), ("Feines", "Tee"), ("Ort", "Ulm")]
    html = "".join(f"<div class=r><div class=a>{label}</div><div class=b>{value}</div></div>" for label, value in facts)
    assert outline(read_page(made, html)) == ["+Dauer = 6 Monate", "Ort = Kiel", "Feines = Tee", "Ort = Ulm"]
    one = "<div class=r><div class=a>Nordlicht</div><div class=b>Kiel</div></div>"
    assert outline(read_page(made, one * 4)) == ["Nordlicht", "Kiel"] * 4


def test_facts_in_a_line_are_kept_apart(made: Made) -> None:
    """Elements with a label and a value each, and labels that begin lines which are built alike."""
    html = (
        "<div><span>Ort: Kiel</span> · <span>Dauer: 6 Monate</span><i>neu</i></div><p><span>Ort: Ulm</span> <i>neu</i>"
    )
    assert outline(read_page(made, html)) == ["Ort: Kiel", "Dauer: 6 Monate", "neu", "Ort: Ulm neu"]
    html = "<ul><li><em>Ort</em> Kiel<li><em>Dauer</em> 1 Jahr</ul><p><em>Ort</em> und Zeit"
    assert outline(read_page(made, html)) == [
        "- [Ort] Kiel", "- [Dauer] 1 Jahr", "Ort und Zeit",
    ]  # fmt: skip


def test_what_stands_around_the_content_is_dropped(made: Made) -> None:
    """Navigation, banners, dialogs, forms, buttons, header and footer of the page: not those of a section."""
    html = """<body class="page has-cookie-banner"><a class=skip-link href=#c>Zum Inhalt</a>
    <div id=cookieBanner><h2>Cookies</h2><p>Wir verwenden Cookies.</div>
    <div role=dialog aria-modal=true>Newsletter</div>
    <header><a href=/>Start</a><p>Suche | Leichte Sprache</header><ol class=breadcrumb><li>Start<li>Kurse</ol>
    <div class="layout with-navigation"><main id=c><header><h1>Nordlicht</h1><p>Stand: Mai</header>
    <aside><a>Eins</a><a>Zwei</a></aside><aside>Kontakt: Frau Muster</aside>
    <form><label>Name</label><input><p class=error>A name is required.</form>
    <p>Text <button>Kaufen</button><a class="btn" href=x>Zum Kurs A</a><p><a href=x>Mehr erfahren »</a>
    <p><a class=btn href=tel:1>0555 123</a><article><footer>Preis: 300 €</footer></article></main></div>
    <div class="footer">Impressum</div><footer>Datenschutz</footer>"""
    assert outline(read_page(made, html)) == [
        "# Nordlicht", "Stand: Mai", "Kontakt: Frau Muster", "Text", "0555 123", "Preis: 300 €",
    ]  # fmt: skip


def test_the_only_title_of_a_page_may_stand_in_its_header(made: Made) -> None:
    """Then the header is content, but for its links."""
    header = "<header><ul><li><a>Start</a><li><a>Kontakt</a></ul><h1>Nordlicht</h1><p>6 Monate</header><p>Text"
    assert outline(read_page(made, header)) == ["# Nordlicht", "6 Monate", "Text"]
    assert outline(read_page(made, f"{header}<h1>Südstern</h1>")) == ["Text", "# Südstern"]


@pytest.mark.parametrize(
    ("html", "expected", "parts"),
    [
        (
            "<form><p>Nordlicht dauert 6 Monate<input></p></form><footer>Impressum</footer>",
            ["Nordlicht dauert 6 Monate"],
            "form",
        ),
        ("<header><h2>Nordlicht</h2><p>6 Monate</p></header>", ["## Nordlicht", "6 Monate"], "header"),
        ("<div class=cookie-page><p>Nordlicht</p></div>", ["Nordlicht"], "banner"),
        (
            "<form><h1>Nordlicht</h1><p>6 Monate</p><label for=s>Suche</label><input id=s></form>",
            ["# Nordlicht", "6 Monate"],
            "",
        ),
    ],
    ids=["form", "header", "banner", "form around a page"],
)
def test_nothing_is_lost_where_the_content_stands_elsewhere(
    made: Made, html: str, expected: list[str], parts: str
) -> None:
    """A page of which almost nothing would be left is read with what is usually dropped, and this is said."""
    content = read_page(made, html)
    assert outline(content) == expected
    assert content.notices == ((Notice("page_parts_kept", {"parts": parts}),) if parts else ())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<tr><th>Dauer<td>6 Monate<tr><th>Ort<td>Kiel",
            ["+| Dauer | 6 Monate |", "| Ort | Kiel |"],
        ),
        (
            "<tr><th colspan=3>Angebote<tr><th>Kurs<th>Ort<th>Preis<tr><td rowspan=2>A<td>Kiel<td>1<tr><td>Bonn<td>2"
            "<tr><td colspan=2>B<td>3<tr><td>C",
            [
                "[Angebote]",
                "+| Kurs | Ort | Preis |H",
                "| A | Kiel | 1 |",
                "| A | Bonn | 2 |",
                "| B |  | 3 |",
                "| C |  |  |",
            ],
        ),
        (
            "<thead><tr><td>Kurs<td>Ort</thead><tr><td colspan=50>A<tr><td>B<td rowspan=0>Kiel<tr><td>C",
            ["+| Kurs | Ort |H", "| A |  |", "| B | Kiel |", "| C | Kiel |"],
        ),
        ("<tr><td><b>Kurs</b><td><b>Ort</b><tr><td><b>A</b><td>Kiel", ["+| Kurs | Ort |H", "| A | Kiel |"]),
        ("<tr><td rowspan=2><h3>A</h3><td>1<td>2<tr><td>3<td>4", ["### A", "1", "2", "+|  | 3 | 4 |"]),
    ],
    ids=["labels in front", "spans", "thead", "bold header", "heading over rows"],
)
def test_tables_keep_a_cell_a_column(made: Made, html: str, expected: list[str]) -> None:
    """What covers columns fills the first, what covers rows is repeated; a title over all columns is a paragraph."""
    assert outline(read_page(made, f"<table>{html}</table>")) == expected


def test_tick_boxes_show_whether_they_are_ticked(made: Made) -> None:
    """If nobody can tick them."""
    html = (
        "<p><input type=checkbox disabled checked>Teilzeit<input type=checkbox disabled>Vollzeit<input type=checkbox>"
    )
    assert read_page(made, html).text == "☒ Teilzeit ☐ Vollzeit"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="ISO-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("<?xml version='1.0' encoding='iso-8859-15'?>", "iso-8859-15"),
        ('<?xml version="1.0" encoding="utf-8"?><meta charset=latin1>', "cp1252"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ('<meta charset="latin1">', "utf-8-sig"),
        ('<meta charset="latin1">', "utf-16"),
        ("", "utf-8"),
        ("<!-- <meta charset=latin1> -->", "utf-8"),
        ("<!-- <meta charset=utf-8> --><meta charset=latin1>", "cp1252"),
        ("<script>'<meta charset=latin1>'</script>", "utf-8"),
        ("<meta name=description content='charset=latin1'>", "utf-8"),
        ("<p title='<meta charset=latin1>'>", "utf-8"),
        (f"<!-- {'-' * 2000} --><meta charset=latin1>", "cp1252"),
    ],
)
def test_html_is_decoded_as_declared(made: Made, declared: str, encoding: str) -> None:
    """By its byte order mark, else by the encoding declared in markup, not in comments or scripts, else as UTF-8."""
    html = f"{declared}<p>Größe 300 €</p>".encode(encoding)
    assert extract(made("seite.htm", html)).text == "Größe 300 €"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>Größe".encode("latin-1"), "not valid UTF-8 at byte 5 (line 1); save it as UTF-8"),
        (b"<meta charset=latin1>\n<p>\x81", "not valid WINDOWS-1252 at byte 25 (line 2); save it as UTF-8"),
        (b"<meta charset=utf-7>", "declares the encoding utf-7, which isn't supported; save it as UTF-8"),
        (b"<script>1</script>", "contains no text"),
        (b"<b>" * 20_000 + b"x", "nested too deeply"),
        (
            b"<table>" + b"<tr><td rowspan=9999>abcdefghij" * 1_000,
            "a table repeats its cells too often, over many columns or rows",
        ),
    ],
    ids=["latin-1", "no windows-1252", "utf-7", "blank", "deep", "many rows"],
)
def test_broken_html_is_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault of a page has its own message."""
    assert reason(made("kaputt.html", data)) == expected


def test_entities_of_a_page_are_not_expanded(made: Made) -> None:
    """HTML has no custom entities, so the billion laughs stay a handful of characters."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    html = f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{declared}]><p>Haha: &l9;</p>'
    assert extract(made("lachen.html", html)).text == "]>\n\nHaha: &l9;"
