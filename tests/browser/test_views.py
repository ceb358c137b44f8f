"""What stands beside the conversation: all measures, one measure, a comparison, the saved list, sources."""

import csv
import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Route, expect

from tests.browser.page import CASE, COACHING_ID, DOCUMENT, JUMITA, JUMITA_ID, SAID, answered, ask, go, heard, opened


def test_the_first_page_browses(chromium: Browser, served: str) -> None:
    """The catalogue's figures, and a list by topic, group and state; each leads to the measures that it counts."""
    tab = opened(chromium, served)
    page = tab.page
    expect(page.locator(".figures li")).to_have_text(
        ["36 Maßnahmen", "11 Länder", "21 mit Ansprechperson", "5 Dokumente", "Stand 2013"]
    )
    entry = page.locator(".browse-list li", has_text="Rheinland-Pfalz")
    expect(entry.locator(".count")).to_have_text("6")
    expect(page.locator(".browse-list li", has_text="bundesweit").locator(".count")).to_have_text("3")
    entry.locator("a").click()
    expect(page.locator(".row")).to_have_count(6)
    assert page.locator("input[data-value='Rheinland-Pfalz']").is_checked()
    expect(page.locator(".narrowed .chip")).to_have_text("Land: Rheinland-Pfalz")
    assert tab.complaints == []
    tab.close()


def test_many_measures_come_in_pages(chromium: Browser, served: str) -> None:
    """The list is there with the first page, says how much is loaded, and is whole at the end; one can try again."""
    tab = opened(chromium, served)
    page = tab.page
    asked: list[str] = []

    def small(route: Route) -> None:
        asked.append(route.request.url.rpartition("=")[2])
        if asked.count("20") == 1 and asked[-1] == "20":
            route.fulfill(status=500, json={"type": "internal", "title": "x", "status": 500})
        else:
            route.continue_(url=f"{route.request.url}&limit=10")

    page.route("**/api/rows?offset=*", small)
    go(page, "#alle")
    expect(page.locator(".all > [role=status]")).to_contain_text(
        "20 von 36 Maßnahmen geladen; die übrigen folgen. Noch einmal versuchen"
    )
    expect(page.locator(".list-count")).to_have_text("10 Maßnahmen")
    page.locator(".all > [role=status] button").click()
    expect(page.locator(".list-count")).to_have_text("36 Maßnahmen")
    expect(page.locator(".all > [role=status]")).to_be_empty()
    assert asked == ["0", "10", "20", "20", "30"]
    tab.close()


def test_facets_count_what_was_found(chromium: Browser, served: str) -> None:
    """Disjunctively: a group's own filter changes the others' counts; nothing is sent, focus stays."""
    tab = opened(chromium, served, viewport={"width": 1440, "height": 900})
    page = tab.page
    ask(page, CASE)
    page.evaluate(SAID)
    found = page.locator(".row").count()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    count = page.locator("[data-facet=state] li", has_text="Niedersachsen").locator(".count")
    expect(count).to_have_text("2")
    other = page.locator("[data-facet=state] li", has_text="Brandenburg").locator(".count").inner_text()
    box = page.locator("input[data-value='Niedersachsen']")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".row")).to_have_count(2)
    expect(page.locator("input[data-value='Niedersachsen']")).to_be_focused()
    expect(page.locator("[data-facet=state] li", has_text="Brandenburg").locator(".count")).to_have_text(other)
    expect(page.locator("[data-facet=part_time] li", has_text="Teilzeit möglich").locator(".count")).to_have_text("2")
    assert heard(page, 1) == [f"2 von {found} Maßnahmen"]
    field = page.get_by_role("textbox", name="Dauer in Monaten, bis")
    field.fill("3")
    field.press("Enter")
    expect(page.locator(".list .box")).to_contain_text("Mit diesen Filtern bleibt nichts übrig.")
    expect(page.locator(".list .box")).to_contain_text("Ohne „bis 3 Monate“ wären es 2 Maßnahmen.")
    page.get_by_role("button", name="„bis 3 Monate“ aufheben").click()
    expect(page.locator(".row")).to_have_count(2)
    page.locator(".narrowed").get_by_role("button", name="Alle aufheben").click()
    expect(page.locator(".row")).to_have_count(found)
    page.locator(".sort select").select_option("name")
    titles = page.locator(".title").all_inner_texts()
    assert titles == sorted(titles, key=lambda title: re.sub(r"^\W+", "", title.casefold()))
    assert sent == []
    page.reload()
    expect(page.locator(".sort select")).to_have_value("name")
    tab.close()


def test_a_measure(chromium: Browser, served: str) -> None:
    """Figures, short names, contact first with the age of the words once, how it fits, the whole text on demand."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    page.locator(".title a").first.click()
    expect(page.locator(".measure h1")).to_be_focused()
    figures = page.locator(".figure-boxes dd strong").all_inner_texts()
    assert figures == ["16", "11 Monate", "Teilzeit", "117.335 €"]
    expect(page.locator(".figure-boxes")).to_contain_text("667 € je Platz und Monat berechnet")
    expect(page.locator(".figure-boxes")).to_contain_text("01.10.2012 – 31.08.2013")
    results = page.locator(".field", has_text="Ergebnisse").locator("table")
    assert results.locator("thead th").all_inner_texts()[1:] == [
        "01.09.2009 bis 31.08.2010",
        "01.09.2010 bis 31.08.2011",
    ]
    row = results.locator("tr", has_text="betriebliche Berufsausbildung in Teilzeit")
    assert row.locator("td").all_inner_texts() == ["8", "7"]
    names = page.locator(".field h2").all_inner_texts()
    assert names[:6] == [
        *("Für wen", "Inhalt", "Ergebnisse", "Warum es wirkt", "Rechtsgrundlage", "Was sich ändern müsste"),
    ]
    side = page.locator(".measure-side")
    assert side.locator("a[href^='mailto:']").get_attribute("href") == "mailto:hampel.farina@landkreisgoettingen.de"
    assert side.locator("a[href^='tel:']").get_attribute("href") == "tel:0551525746"
    expect(side.locator(".aged")).to_have_count(1)
    expect(side.locator(".fit")).to_contain_text("bis 30 Jahre")
    content = page.locator(".field", has_text="Inhalt").first
    expect(content).to_contain_text("[…] Es werden in erster Linie Ausbildungsplätze in Teilzeit akquiriert.")
    content.get_by_role("button", name="Ganzen Text zeigen").click()
    expect(content).to_contain_text("Verzahnung der Module mit der Praxis.")
    go(page, "#massnahme=gibt-es-nicht")
    expect(page.locator("main")).to_contain_text("Diese Maßnahme gibt es nicht oder nicht mehr.")
    expect(page.locator("main .ways").get_by_role("link", name="Alle Maßnahmen")).to_be_visible()
    tab.close()


def test_the_source_beside_the_thread(chromium: Browser, served: str) -> None:
    """A citation opens the form as it stands, marked; the column stays where it is on its left; Escape goes back."""
    tab = opened(chromium, served, viewport={"width": 1440, "height": 900})
    page = tab.page
    ask(page, "Was kostet JUMITA?")
    left = page.locator(".question").evaluate("each => each.getBoundingClientRect().left")
    citation = page.locator(".value .citation")
    citation.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".source mark")).to_have_text("117.335,04 € für 11 Monate und 16 Teilnehmerinnen")
    expect(page.locator(".source-title")).to_be_focused()
    expect(page.locator(".source-where")).to_have_text("JUMITA · Maßnahmenvolumen in Euro · ab S. 47")
    assert page.locator(".source h3").count() == 5
    assert abs(page.locator(".question").evaluate("each => each.getBoundingClientRect().left") - left) <= 8
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".source").get_by_role("link", name="Ganzes Dokument").click()
    mark = page.locator("#marked")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() == "117.335,04 € für 11 Monate und 16 Teilnehmerinnen"
    tab.close()


def test_a_comparison(chromium: Browser, served: str) -> None:
    """Facts first, silence said; what is the same can be hidden; four are taken, the fifth isn't."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    for place in range(2):
        page.locator("[data-list=compared]").nth(place).click()
    expect(page.locator(".shelf-bar")).to_contain_text("2 im Vergleich")
    page.locator(".shelf-bar a").click()
    expect(page.locator("h1")).to_have_text("2 Maßnahmen im Vergleich")
    groups = page.locator(".row-group").all_inner_texts()
    assert [name.partition(":")[0] for name in groups] == [
        *("Für Ihre Angaben", "Eckdaten", "Für wen", "Inhalt und Ergebnis", "Kontakt und Quelle"),
    ]
    row = page.locator("tr", has=page.get_by_role("rowheader", name="je Platz und Monat berechnet"))
    assert row.locator("td").all_inner_texts() == ["rund 667 €", "rund 538 €"]
    rows = page.locator(".compared tbody tr").count()
    page.get_by_role("switch", name="Nur Unterschiede").click()
    assert page.locator(".compared tbody tr").count() < rows
    expect(page.locator(".view-tools")).to_contain_text("ausgeblendet")
    page.get_by_role("link", name="Alle Maßnahmen", exact=True).first.click()
    page.locator(".row").first.wait_for()
    page.evaluate(SAID)
    for button in page.locator("[data-list=compared][aria-pressed=false]").all()[:3]:
        button.click()
    assert "Vier Maßnahmen lassen sich vergleichen." in heard(page, 3)
    tab.close()


def test_a_comparison_in_the_thread(chromium: Browser, served: str) -> None:
    """Only the figures that differ, and the way to the whole."""
    tab = opened(chromium, served)
    page = tab.page
    turn = ask(page, "Vergleiche JUMITA, Förderzentrum Plus und Jobschmiede")
    expect(turn.locator(".compared th[scope=col]")).to_have_text(["JUMITA", "Förderzentrum Plus", "Jobschmiede"])
    expect(turn.locator(".compared")).to_contain_text("Teilzeit 19,5 Std./Woche")
    turn.get_by_role("link", name="Ganzen Vergleich öffnen").click()
    expect(page.locator("h1")).to_have_text("3 Maßnahmen im Vergleich")
    tab.close()


def test_the_saved_list(chromium: Browser, served: str, tmp_path: Path) -> None:
    """Kept in the tab with its notes, exported, and printed on one page as a handout without the client's facts."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    for place in range(2):
        page.locator("[data-list=collected]").nth(place).click()
        page.locator("[data-list=compared]").nth(place).click()
    expect(page.locator("nav [data-count=collected]")).to_have_text("2")
    page.get_by_role("link", name=re.compile("^Merkliste")).first.click()
    expect(page.locator(".entry h2")).to_have_text([f"1. {JUMITA}", "2. Förderzentrum Plus"])
    page.get_by_label("Notizen").first.fill("ruft am Montag an")
    page.get_by_text("Als Datei").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Als Tabelle (CSV)").click()
    saved.value.save_as(tmp_path / "massnahmen.csv")
    table = (tmp_path / "massnahmen.csv").read_text("utf-8-sig")
    rows = list(csv.reader(table.splitlines(), delimiter=";"))
    assert [JUMITA in row for row in rows[1:]] == [True, False]
    page.reload()
    expect(page.get_by_label("Notizen").first).to_have_value("ruft am Montag an")
    page.pdf(path=tmp_path / "handout.pdf", prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(tmp_path / "handout.pdf")
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    assert len(paper) == 1
    for told in (
        "Maßnahmen für unser Gespräch",
        "Die Angaben sind von 2013.",
        "0551/525-746",
        "ruft am Montag an",
        "Vereinbart",
    ):
        assert told in text
    for kept in ("24 Jahre", "117.335", "Kundin, 24"):
        assert kept not in text
    page.get_by_role("button", name="Merkliste leeren").click()
    expect(page.locator("main")).to_contain_text("Noch nichts gemerkt.")
    tab.close()


def test_the_thread_prints(chromium: Browser, served: str, tmp_path: Path) -> None:
    """Questions, answers, lists; no controls."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    page.emulate_media(media="print")
    for hidden in ("#header", "#composer", "#rail", ".row-actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    for seen in (".question", ".lead", ".row .fit"):
        expect(page.locator(seen).first).to_be_visible()
    tab.close()


def test_a_document_that_changed(chromium: Browser, served: str) -> None:
    """A place that is none is said to be none."""
    tab = opened(chromium, served, f"#dokument={DOCUMENT}&start=5&end=999999999")
    expect(tab.page.locator("main")).to_contain_text("Diese Stelle steht nicht mehr im Dokument.")
    go(tab.page, f"#vergleich={JUMITA_ID},{COACHING_ID},weg")
    expect(tab.page.locator("main")).to_contain_text("Nicht mehr im Verzeichnis: weg")
    tab.close()


def test_feedback(chromium: Browser, served: str) -> None:
    """An opinion goes without the question, unless the person ticks that it may come along."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, "Was kostet BAHN FREI?")
    answered(page)
    box = page.locator(".feedback")
    expect(box).to_be_visible()
    with page.expect_request("**/api/feedback") as sent:
        box.get_by_role("button", name="Ja").click()
    assert sent.value.post_data_json == {"helpful": True, "measures": ["bahn-frei-in-100-tagen-zum-ziel"]}
    expect(box).to_have_text("Danke für Ihre Rückmeldung.")
    tab.close()
