"""The conversation as one thread: a case, its rows and groups, what was understood, follow-ups, the way back."""

import re

from playwright.sync_api import Browser, Route, expect

from tests.browser.page import CASE, JUMITA, NEAR_MISS, SAID, answered, ask, focused, fragment, heard, opened


def test_a_case(chromium: Browser, served: str) -> None:
    """One sentence with two quotes, then rows by how they fit: facts in one line, criteria ticked with quotes."""
    tab = opened(chromium, served)
    page = tab.page
    assert page.evaluate("document.activeElement.id") == "question"
    turn = ask(page, CASE)
    lead = turn.locator(".lead")
    expect(lead).to_contain_text("JUMITA (Göttingen) passt am besten: für Junge Mütter bis 30 Jahre im SGB II-Bezug")
    expect(lead).to_contain_text("Es werden in erster Linie Ausbildungsplätze in Teilzeit akquiriert.")
    assert lead.locator(".citation").all_inner_texts() == ["1", "2"]
    groups = turn.locator(".group").all_inner_texts()
    assert [name.partition(" (")[0] for name in groups] == ["Passt am besten", "Passt zum Teil", "Passt nicht, weil …"]
    row = turn.locator(".row").first
    assert row.locator(".title").inner_text() == JUMITA
    expect(row.locator(".facts-line")).to_have_text(
        "16 Plätze · 11 Monate · Teilzeit 25 Std./Woche · § 45 SGB III · 117.335 €"
    )
    expect(row.locator(".origin")).to_have_text(
        "Jobcenter Landkreis Göttingen · Niedersachsen · Kontakt: Farina Hampel, 0551/525-746"
    )
    expect(row.locator(".tick.met", has_text="24 Jahre")).to_contain_text("bis 30 Jahre")
    expect(row.locator(".tick.silent")).to_have_text("nicht genannt: kein Abschluss")
    assert turn.locator(".row-against .badge-against").count() >= 1
    expect(turn.locator(".row", has_text="Jobschmiede").locator(".badge")).to_contain_text("24 ist die Obergrenze")
    assert tab.complaints == []
    tab.close()


def test_heights(chromium: Browser, served: str) -> None:
    """At 1440 by 900 two measures are seen whole and the third begun; on a phone the first one's facts."""
    tab = opened(chromium, served, viewport={"width": 1440, "height": 900})
    ask(tab.page, CASE)
    boxes = [row.bounding_box() for row in tab.page.locator(".row").all()[:3]]
    composer = tab.page.locator("#composer").bounding_box()
    assert composer
    tops = [box["y"] for box in boxes if box]
    bottoms = [box["y"] + box["height"] for box in boxes if box]
    assert tops[0] <= 360
    assert bottoms[1] <= composer["y"]
    assert tops[2] + 40 < composer["y"]
    tab.close()
    phone = opened(chromium, served, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    ask(phone.page, CASE)
    line, composer = (phone.page.locator(each).first.bounding_box() for each in (".facts-line", "#composer"))
    assert line
    assert composer
    assert line["y"] + line["height"] < composer["y"]
    phone.close()


def test_the_answer_is_seen_at_200_percent(chromium: Browser, served: str) -> None:
    """Which is 720 by 450 of the page's own pixels."""
    tab = opened(chromium, served, viewport={"width": 720, "height": 450})
    ask(tab.page, CASE)
    expect(tab.page.locator(".lead")).to_be_in_viewport(ratio=0.6)
    tab.close()


def test_what_was_understood_can_be_left_out(chromium: Browser, served: str) -> None:
    """A chip goes for the rest of the conversation, focus goes on, and it can be taken back without asking again."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    with page.expect_request("**/api/chat") as sent:
        page.get_by_role("button", name="24 Jahre weglassen").first.click()
    answered(page)
    assert sent.value.post_data_json["without"] == ["24"]
    assert [each["role"] for each in sent.value.post_data_json["messages"]] == ["user"]
    expect(page.locator(".turn .facts-chips .chip", has_text="24 Jahre")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.key").startswith("chip-")
    with page.expect_request("**/api/chat") as sent:
        ask(page, "und für Jugendliche?")
    assert sent.value.post_data_json["without"] == ["24"]
    page.locator("#turn-1 .unfold").click()
    page.locator("#turn-1 [data-key=undo]").click()
    expect(page.locator("#turn-1 .facts-chips .chip", has_text="24 Jahre")).to_have_count(1)
    tab.close()


def test_what_is_unclear_is_asked_back(chromium: Browser, served: str) -> None:
    """With its readings as choices, which replace the words in place; a place is added to them in a field."""
    tab = opened(chromium, served)
    page = tab.page
    turn = ask(page, CASE)
    expect(turn.locator(".clarify")).to_contain_text("Kein Abschluss – welcher fehlt?")
    turn.get_by_role("button", name="Schulabschluss").click()
    answered(page)
    expect(turn.locator(".facts-chips")).to_contain_text("kein Schulabschluss")
    expect(turn.locator(".clarify")).to_have_count(0)
    turn.get_by_role("button", name="Ort", exact=True).click()
    page.keyboard.type("Göttingen")
    with page.expect_request("**/api/chat") as sent:
        page.keyboard.press("Enter")
    answered(page)
    content = sent.value.post_data_json["messages"][-1]["content"]
    assert content.endswith("kein Schulabschluss, möchte Ausbildung in Teilzeit, in Göttingen")
    expect(turn.locator(".facts-chips")).to_contain_text("Göttingen")
    tab.close()


def test_a_conversation(chromium: Browser, served: str) -> None:
    """Oldest first, older lists folded; a value comes first with its figure in bold; the rewriting can be undone."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    turn = ask(page, "Was kostet JUMITA?")
    expect(turn.locator(".value")).to_have_text(re.compile("^»117.335,04 € für 11 Monate und 16 Teilnehmerinnen«"))
    expect(turn.locator(".value .quote strong")).to_have_text("117.335,04 €")
    expect(turn.locator(".value-of")).to_contain_text("JUMITA · Jobcenter Landkreis Göttingen · Angabe von 2013")
    expect(turn.locator(".worked-out")).to_have_text(
        "berechnet rund 667 € je Platz und Monat (117.335,04 € ÷ 16 Plätze ÷ 11 Monate)"
    )
    turn = ask(page, "und wie viele Stunden pro Woche?")
    expect(turn.locator(".value .quote strong")).to_have_text("25 Stunden/Woche")
    expect(turn.locator(".taken")).to_contain_text("Verstanden als:")
    assert page.locator(".question").all_inner_texts() == [
        CASE,
        "Was kostet JUMITA?",
        "und wie viele Stunden pro Woche?",
    ]
    expect(page.locator("#turn-1")).to_have_class("turn folded")
    assert page.locator("#turn-3 .question").evaluate("each => each.getBoundingClientRect().top") < 160
    with page.expect_request("**/api/chat") as sent:
        page.get_by_role("button", name="Anders gemeint").click()
    assert sent.value.post_data_json["messages"][-1]["as_typed"] is True
    answered(page)
    expect(page.locator("#turn-3 .lead")).to_contain_text("Welche Maßnahme meinen Sie?")
    page.locator("#turn-1 .unfold").click()
    expect(page.locator("#turn-1 .row").first).to_be_visible()
    page.get_by_role("button", name="Neues Gespräch").click()
    expect(page.locator(".start h1")).to_be_visible()
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".turn")).to_have_count(3)
    tab.close()


def test_reload_and_the_way_back(chromium: Browser, served: str) -> None:
    """The tab keeps the conversation, drawn without asking again; no question is in an address; back goes back."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, CASE)
    ask(page, "Was kostet JUMITA?")
    page.locator("#question").fill("halb getippt")
    assert page.evaluate("location.hash") == "#gespraech=2"
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#question")).to_have_value("halb getippt")
    assert not any("api/chat" in url for url in sent)
    page.locator("#turn-1 .unfold").click()
    page.locator("#turn-1 .citation").first.click()
    expect(page.locator(".source mark")).to_be_visible()
    page.go_back()
    expect(page.locator(".source")).to_have_count(0)
    page.locator("#turn-1 .title a").nth(1).click()
    expect(page.locator(".measure h1")).to_be_focused()
    expect(page.get_by_role("link", name=re.compile(r"^Zurück zu \d+ Maßnahmen$"))).to_be_visible()
    page.go_back()
    expect(page.locator("#turn-1 .title a").nth(1)).to_be_focused()
    page.go_back()
    assert page.evaluate("location.hash") == "#gespraech=1"
    assert "Kundin" not in page.url
    tab.close()


def test_a_link_with_a_question(chromium: Browser, served: str) -> None:
    """It is answered, and leaves no trace of the question in the address."""
    tab = opened(chromium, served, fragment("Was kostet JUMITA?"))
    answered(tab.page)
    expect(tab.page.locator(".value")).to_contain_text("117.335,04 €")
    assert tab.page.evaluate("location.hash") == "#gespraech=1"
    assert tab.complaints == []
    tab.close()


def test_near_miss_and_question_back(chromium: Browser, served: str) -> None:
    """What is missing is named, what comes nearest stands below; without a measure there is a choice."""
    tab = opened(chromium, served)
    page = tab.page
    turn = ask(page, NEAR_MISS)
    expect(turn.locator(".box")).to_contain_text("Dazu steht nichts im Verzeichnis.")
    expect(turn.locator(".box")).to_contain_text("Bremen kommt in keinem der 5 Dokumente vor.")
    expect(turn.locator(".group")).to_have_text("Am ehesten passend (1)")
    expect(page.locator(".chip:visible", has_text="Bremen")).to_have_count(1)  # beside the thread, not in it too
    turn.get_by_role("button", name="Ohne „Bremen“ suchen").click()
    answered(page)
    expect(turn.locator("article h4")).to_have_text("Teilqualifizierung")
    page.get_by_role("button", name="Neues Gespräch").click()
    turn = ask(page, "Wie lange dauert es?")
    expect(turn.locator(".lead")).to_contain_text("Welche Maßnahme meinen Sie?")
    expect(turn.locator(".choices li").last).to_contain_text("Keines davon")
    with page.expect_request("**/api/chat") as sent:
        turn.get_by_role("button", name="Förderzentrum Plus", exact=True).click()
    assert sent.value.post_data_json["messages"][-1]["content"] == "Förderzentrum Plus: Wie lange dauert es?"
    answered(page)
    expect(page.locator("#turn-2 .value")).to_contain_text("6 Monate")
    tab.close()


def test_the_live_region(chromium: Browser, served: str) -> None:
    """It says once that the answer is there and what fits best, never the words one by one."""
    tab = opened(chromium, served)
    page = tab.page
    page.evaluate(SAID)
    ask(page, CASE)
    assert heard(page, 1) == [f"Antwort: {page.locator('.list-count').inner_text()}, JUMITA passt am besten."]
    page.locator("[data-list=collected]").first.click()
    assert heard(page, 2)[1:] == ["JUMITA ist gemerkt."]
    tab.close()


def test_stopping(chromium: Browser, served: str) -> None:
    """The button that asks stops while an answer is made; what came stays, and it can go on."""
    tab = opened(chromium, served)
    page = tab.page
    held: list[Route] = []
    page.route("**/api/chat", lambda route: held.append(route))
    page.locator("#question").fill("JUMITA")
    page.locator("#question").press("Enter")
    expect(page.locator(".skeleton")).to_be_visible()
    page.locator("#composer").get_by_role("button", name="Anhalten").click()
    expect(page.locator(".halted")).to_contain_text("Angehalten.")
    page.unroute("**/api/chat")
    page.get_by_role("button", name="Weiter", exact=True).click()
    answered(page)
    expect(page.locator(".turn .row").first).to_contain_text("JUMITA")
    tab.close()


def test_suggestions_are_made_in_the_browser(chromium: Browser, served: str) -> None:
    """Names, paragraphs and topics, whatever case and accents; nothing is sent while typing; keys choose."""
    tab = opened(chromium, served)
    page = tab.page
    page.locator("#question").focus()
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.keyboard.type("forderz")
    expect(page.locator("[role=option]").first).to_have_text(re.compile("Förderzentrum Plus"))
    assert sent == []
    page.locator("#question").fill("§ 16")
    expect(page.locator("[role=option]")).to_have_count(6)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#question")).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.locator("#question").fill("JUMI")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".measure h1")).to_contain_text("JUMITA")
    assert focused(page) == JUMITA
    tab.close()


def test_what_stands_outside_of_measures_is_told(chromium: Browser, served: str) -> None:
    """Below the sentence on the measures: words of a document, with a number that no other passage has."""
    tab = opened(chromium, served)
    turn = ask(tab.page, "Was ist eine Aktivierung?")
    numbers = turn.locator(".answer .citation").all_inner_texts()
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    assert turn.locator(".answer > .prose").count() >= 1
    turn.locator(".answer > .prose .citation").first.click()
    expect(tab.page.locator(".source mark")).to_be_visible()
    tab.close()


def test_a_number_never_begins_a_line(chromium: Browser, served: str) -> None:
    """Whatever the width, it stands behind the last word of its quote."""
    tab = opened(chromium, served)
    page = tab.page
    ask(page, "Was kostet BG-Coaching und wer ist Ansprechpartner?")
    expect(page.locator(".value-of")).to_have_count(2)
    expect(page.locator(".value .quote strong")).to_have_text("89.775,- €")
    below_the_cost = page.locator(".answer > *").nth(2)
    expect(below_the_cost).to_have_class("worked-out")
    apart = """() => [...document.querySelectorAll('.cited')].filter(each => {
      const words = [...each.firstElementChild.getClientRects()].at(-1);
      return each.lastElementChild.getBoundingClientRect().top >= words.bottom - 3;
    }).length"""
    for width in range(320, 620, 20):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(apart) == 0, width
    tab.close()
