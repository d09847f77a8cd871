"""The mark beside a fact and the card of a link, as a reader's keyboard, finger and pointer find them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support import sample

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
PLAIN = {**DESK, "java_script_enabled": False}
LOW = {"viewport": {"width": 1200, "height": 500}}


@pytest.fixture(scope="module")
def show(browser, shipped: Path) -> Iterator:
    """Opens a page; the tests use one tab for each kind of screen, which is faster than new ones."""
    tabs: dict[str, object] = {}

    def opened(address: str, options: Mapping[str, object] = DESK):
        page = tabs.get(str(options))
        if not page:
            page = tabs[str(options)] = browser.new_context(**options).new_page()
        page.goto("about:blank")
        page.mouse.move(0, 0)
        page.goto((shipped / "site" / address / "index.html").as_uri())
        return page

    yield opened
    for page in tabs.values():
        page.context.close()


MEETING, PERSON = f"meetings/{sample.MEETING}", f"persons/{sample.PRESIDENT}"


def test_the_keyboard_opens_a_mark_and_escape_closes_it(show):
    page = show(MEETING)
    mark = page.locator(".cq-evidence").first
    mark.locator("summary").focus()
    page.keyboard.press("Enter")
    assert mark.locator("blockquote").first.is_visible()
    page.keyboard.press("Escape")
    assert not mark.locator("blockquote").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_finger_opens_a_mark_and_a_tap_beside_it_closes_it(show):
    page = show(MEETING, PHONE)
    mark = page.locator(".cq-evidence").first
    mark.locator("summary").tap()
    panel = mark.locator(".cq-evidence__body")
    box = panel.bounding_box()
    assert panel.is_visible()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.touchscreen.tap(20, 100)
    assert not panel.is_visible()


def test_without_scripts_a_mark_opens_and_leads_to_the_highlighted_words(show):
    page = show(MEETING, PLAIN)
    mark = page.locator(".cq-evidence").first
    mark.locator("summary").click()
    link = mark.locator("a:not(.cq-evidence__cite)").last
    assert link.is_visible()
    target = link.get_attribute("href").replace("/#", "/index.html#")
    page.goto((page.url.rpartition("/")[0]) + "/" + target)
    words = page.locator(":target")
    assert words.count() == 1
    plain = page.locator(".cq-article").evaluate("element => getComputedStyle(element).backgroundColor")
    assert words.evaluate("element => getComputedStyle(element).backgroundColor") != plain
    assert words.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_a_resting_pointer_shows_the_card_of_a_link_and_may_rest_on_it(show):
    page = show(MEETING)
    card = page.locator(".cq-preview")
    page.locator(".cq-side a.cq-ref--person", has_text=sample.PRESIDENT_NAME).hover()
    card.wait_for(state="visible")
    assert sample.PRESIDENT_NAME in card.inner_text()
    assert sample.PRESIDENT_NATIVE in card.inner_text()
    assert "President" in card.inner_text()
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")


def test_the_focus_shows_the_card_and_escape_puts_it_away_without_moving_the_focus(show):
    page = show(PERSON)
    link = page.locator("table a.cq-ref--meeting").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator(".cq-preview")
    card.wait_for(state="visible")
    assert "Held" in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert link.evaluate("element => element === document.activeElement")


def test_the_card_is_silent_and_holds_nothing_to_stop_at(show):
    page = show(MEETING)
    page.locator(".cq-side a.cq-ref--person").first.hover()
    card = page.locator(".cq-preview")
    card.wait_for(state="visible")
    assert card.get_attribute("aria-hidden") == "true"
    assert card.locator("a, button, [tabindex]").count() == 0
    assert not page.locator(".cq-previews").is_visible()


def test_without_scripts_there_are_no_cards_in_sight(show):
    page = show(MEETING, PLAIN)
    assert page.locator(".cq-previews").count() == 1
    assert not page.locator(".cq-previews").is_visible()


def test_a_finger_meets_no_card(show):
    page = show(MEETING, PHONE)
    page.locator(".cq-side a.cq-ref--person").first.dispatch_event("pointerover", {"pointerType": "touch"})
    page.wait_for_timeout(600)
    assert not page.locator(".cq-preview").is_visible()


def test_on_a_phone_the_way_from_a_fact_to_its_words_opens_no_card(show):
    page = show(MEETING, PHONE)
    mark = page.locator(".cq-evidence").first
    mark.locator("summary").tap()
    mark.locator("a[href*='articles/'][href*='#']").first.tap()
    page.wait_for_url("**/articles/**")
    page.locator("a.cq-mark:target").wait_for()
    page.wait_for_timeout(600)
    assert not page.locator(".cq-preview").is_visible()


@pytest.mark.parametrize("hand", ["away", "at the link"])
def test_arriving_at_a_mark_opens_no_card_until_it_is_asked_for(show, hand: str):
    page = show(f"articles/{sample.FIRST_DIGEST}")
    anchor = page.locator("a.cq-mark--person").first.get_attribute("id")
    address, link, card = f"{page.url}#{anchor}", page.locator(f"#{anchor}"), page.locator(".cq-preview")
    page.goto(address)
    if hand == "at the link":
        box = link.bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.goto("about:blank")
        page.goto(address)
    page.wait_for_timeout(800)
    assert link.evaluate("element => element === document.activeElement")
    assert not card.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    card.wait_for(state="visible")


def test_what_a_scrolled_page_puts_under_the_pointer_opens_no_card(show):
    page = show(f"articles/{sample.FIRST_DIGEST}", LOW)
    box = page.locator("a.cq-mark--person").last.bounding_box()
    page.mouse.move(box["x"] + 4, 250)
    page.evaluate("top => scrollTo({ top, behavior: 'instant' })", box["y"] - 245)
    page.wait_for_timeout(800)
    assert page.evaluate("x => !!document.elementFromPoint(x, 250).closest('a.cq-mark')", box["x"] + 4)
    assert not page.locator(".cq-preview").is_visible()
    page.mouse.move(box["x"] + 5, 251)
    page.locator(".cq-preview").wait_for(state="visible")


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    "address", [MEETING, PERSON, "countries/ru", "documents/28-point-plan", "topics/nato-membership"]
)
@pytest.mark.parametrize("options", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_wider_than_its_screen(show, address: str, options: dict):
    page = show(address, options)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_panel_of_a_mark_stays_within_the_screen(show):
    page = show(MEETING, LOW)
    for mark in page.locator(".cq-facts .cq-evidence").all()[:4]:
        mark.locator("summary").click()
        page.wait_for_timeout(100)
        box = mark.locator(".cq-evidence__body").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 500
        page.keyboard.press("Escape")


def test_a_click_on_another_mark_opens_that_one(show):
    page = show(MEETING)
    marks = page.locator(".cq-facts .cq-evidence")
    marks.nth(0).locator("summary").click()
    marks.nth(3).locator("summary").click()
    assert [mark.get_attribute("open") is not None for mark in marks.all()[:4]] == [False, False, False, True]


def test_the_keyboard_cites_a_fact_and_copies_the_citation(show):
    page = show(MEETING)
    mark = page.locator(".cq-evidence").first
    mark.locator("summary").focus()
    page.keyboard.press("Enter")
    sentence = " ".join(mark.locator("blockquote").first.inner_text().split())
    mark.locator(".cq-evidence__cite").focus()
    page.keyboard.press("Enter")
    button = mark.locator("button.cq-evidence__copy")
    button.wait_for()
    citation = mark.locator(".cq-evidence__citation")
    assert f"“{sentence}”" in citation.inner_text()
    assert page.url in citation.inner_text()
    assert button.evaluate("element => element === document.activeElement")
    assert page.evaluate("getSelection().toString()").split() == citation.inner_text().split()
    before = button.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert button.inner_text() != before


_DISPUTED = """
<details class="cq-evidence cq-evidence--disputed"><summary title="One source; sources disagree">1</summary>
<div class="cq-evidence__body" id="fact-00000000"><p><strong>2 March</strong></p>
<blockquote><p>They met on 2 March.</p></blockquote>
<p><a href="#">The Ledger</a> · <a href="#" rel="noopener">Original</a></p>
<p>Other articles say:</p><p><strong>1 March</strong></p>
<blockquote><p>They met on 1 March.</p></blockquote><p><a href="#">The Post</a></p>
<p class="cq-evidence__origins">One source</p></div></details>
"""


def test_a_disputed_fact_is_cited_with_each_value_and_its_source(show):
    page = show(MEETING)
    page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", _DISPUTED)
    page.evaluate("location.hash = '#fact-00000000'")
    citation = page.locator("#fact-00000000 > .cq-evidence__citation")
    citation.wait_for()
    lines = citation.inner_text().splitlines()
    assert lines[:5] == [
        "2 March",
        "“They met on 2 March.” – The Ledger",
        "Other articles say:",
        "1 March",
        "“They met on 1 March.” – The Post",
    ]
    assert "(One source; sources disagree)" in lines[5]


def test_on_paper_each_sentence_is_an_endnote_once(show):
    page = show(MEETING)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = page.locator(".cq-endnotes > ol > li").all_text_contents()
    assert len(notes) == len(set(notes)) > 3
    numbers = page.eval_on_selector_all("[data-endnote]", "marks => marks.map(mark => Number(mark.dataset.endnote))")
    assert set(numbers) == set(range(1, len(notes) + 1))
    assert not page.locator(".cq-endnotes").is_visible(), "on a screen they are not"
    page.emulate_media(media="print")
    assert page.locator(".cq-endnotes").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".cq-endnotes").count() == 0


def test_text_without_marks_has_no_holes(show):
    page = show("articles/2025-12-02-kremlin-talks")
    page.get_by_label("Show marks").uncheck()
    assert not page.locator(".cq-article .cq-go--icon").first.is_visible()
    page.get_by_label("Show marks").check()
    assert page.locator(".cq-article .cq-go--icon").first.is_visible()
