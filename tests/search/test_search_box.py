"""The search box, as readers use it in a browser."""

import re
from pathlib import Path

import pytest
from asking import HOSTILE, ROOT, Reader
from support import sample, tiers

from generator.refactor import redirect_page
from generator.text import yaml_tree
from generator.text.source import SourceText

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def names() -> list[tuple[str, str]]:
    """Addresses and names of the shipped records, 50 at most."""
    found = []
    for path in sorted((ROOT / "content/records").glob("*/*.yaml")):
        tree, _ = yaml_tree.read(SourceText(path.name, path.read_text("utf-8")))
        name = tree.get("name") if tree else None
        assert name is not None
        found.append((f"{path.parent.name}/{path.stem}/", str(yaml_tree.plain(name))))
    return found[:50]


def first(reader: Reader) -> str:
    return reader.page.locator(".cq-hit").first.get_attribute("href") or ""


def test_records_come_first_for_their_own_names(desk: Reader, address: str):
    assert len(names()) > 25
    for path, name in tiers.sample(names(), 12):
        assert desk.ask(name)[0] == name
        assert first(desk) == address + path


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("Zarensky", "persons/volodymyr-zarenskyy/"),
        ("Заренський", "persons/volodymyr-zarenskyy/"),
        ("Володимир Заренський", "persons/volodymyr-zarenskyy/"),
        ("zarenskyy volodymyr", "persons/volodymyr-zarenskyy/"),
        ("Zarenksyy", "persons/volodymyr-zarenskyy/"),
        ("Muller", "persons/mueller/"),
        ("Mueller", "persons/mueller/"),
        ("müller", "persons/mueller/"),
        ("Мюллер", "persons/mueller/"),
        ("Olena Petrenko", "persons/petrenko/"),
        ("петр", "persons/petrenko/"),
        ("US", "countries/us/"),
        ("UA", "countries/ua/"),
        ("Method", "method/"),
        ("Codebook", "codebook/"),
        ("next round is planned", "articles/2025-12-04-next-round-in-florida/"),
    ],
)
def test_what_readers_write_leads_to_it(desk: Reader, address: str, query: str, path: str):
    assert desk.ask(query)
    assert first(desk) == address + path


@pytest.mark.slow
def test_a_heading_of_a_page_is_found_with_its_place(desk: Reader, address: str):
    text = (ROOT / "content/pages/method.md").read_text("utf-8")
    heading = re.findall(r"^## ([A-Za-z ]+)$", text, re.MULTILINE)[0]
    assert heading in desk.ask(heading)
    hit = desk.page.locator(".cq-hit", has_text=heading).first
    assert (hit.get_attribute("href") or "").startswith(f"{address}method/#")


def test_the_words_of_a_statement_and_of_an_article_are_found(desk: Reader):
    found = desk.ask("unacceptable points plan")
    assert sample.PRESIDENT_NAME in found
    assert desk.page.locator(".cq-hit__text mark").count() >= 3


def test_an_article_opens_at_the_words(desk: Reader):
    desk.ask("led by its chief negotiator")
    link = first(desk)
    assert "/articles/" in link
    assert "#:~:text=" in link


def test_a_result_shows_kind_role_side_and_date(desk: Reader):
    desk.ask(sample.ENVOY_NAME)
    person = desk.page.locator(".cq-hit").first.inner_text()
    assert all(word in person for word in (sample.ENVOY_NAME, "Person", "Special envoy", "United States"))
    desk.ask("Kremlin talks of 2 December")
    meeting = desk.page.locator(".cq-hit").first.inner_text()
    assert all(word in meeting for word in ("Meeting", "2 December 2025", "Russia"))


def test_a_hostile_name_is_text(desk: Reader):
    assert HOSTILE in desk.ask("Mallory")
    assert desk.page.title() != "hit"
    assert desk.page.locator(".md-search img, .md-search script").count() == 0
    assert HOSTILE in desk.ask(HOSTILE)


@pytest.mark.slow
def test_a_kind_is_chosen_by_a_button_and_left_again(desk: Reader):
    everything = desk.ask(sample.WORD)
    desk.page.click(".cq-found__kind.cq-kind--article")
    desk.settle()
    assert set(desk.page.locator(".cq-hit__kind").all_inner_texts()) == {"Article"}
    assert desk.page.get_attribute(".cq-found__kind.cq-kind--article", "aria-pressed") == "true"
    desk.page.click(".cq-found__kind:first-child")
    desk.settle()
    assert desk.names() == everything


@pytest.mark.sample(1)
@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_opens_the_box_and_escape_closes_it(desk: Reader, key: str):
    page = desk.page
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    assert page.input_value(".md-search__input") == ""
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('__search').checked")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_arrows_choose_and_enter_opens(desk: Reader, address: str):
    desk.ask(sample.WORD)
    page, box = desk.page, desk.page.locator(".md-search__input")
    second = page.locator(".cq-hit").nth(1).get_attribute("href") or ""
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    assert box.get_attribute("aria-activedescendant") == page.locator("[aria-selected=true]").get_attribute("id")
    assert page.locator(".cq-hit").nth(1).get_attribute("aria-selected") == "true"
    for key in ("ArrowUp", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".cq-hit").last.get_attribute("aria-selected") == "true"
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(lambda url: url.startswith(second.split("#")[0]))
    assert page.url != address


@pytest.mark.slow
def test_enter_waits_for_what_was_typed(desk: Reader, address: str):
    desk.page.keyboard.press("/")
    desk.page.keyboard.type(sample.MINISTER_NAME)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"{address}persons/{sample.MINISTER}/")


def test_the_box_says_what_it_is_and_how_much_was_found(desk: Reader):
    page = desk.page
    box = page.locator(".md-search__input")
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
    assert page.get_attribute(".md-search", "aria-label")
    desk.ask(sample.MINISTER_NAME)
    assert re.match(r"\d+ results?", desk.status())
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert page.locator("[role=listbox] > [role=option]").count() == page.locator(".cq-hit").count() > 0
    desk.ask("xkzvq")
    assert desk.status() == "No results."
    assert box.get_attribute("aria-expanded") == "false"
    desk.ask("Mullre Jörg")
    assert desk.status() == "No exact match. Similar spellings: 1 result"


def test_on_a_phone_the_box_fills_the_screen(reader, address: str):
    phone = reader(**PHONE).open(f"{address}persons/")
    phone.page.locator("label.md-header__button[for=__search]").tap()
    phone.page.wait_for_function("document.activeElement.matches('.md-search__input')")
    assert phone.ask("Заренський")[0] == "Volodymyr Zarenskyy"
    phone.page.wait_for_function(
        "(() => { const box = document.querySelector('.md-search__inner').getBoundingClientRect();"
        " return box.width === 390 && box.height === 844; })()"
    )
    for _ in range(100):  # Material's overlay of the search is wider for a moment
        width = phone.page.evaluate("document.documentElement.scrollWidth")
        if width <= 390:
            break
        phone.page.wait_for_timeout(50)
    assert width <= 390
    phone.page.locator(".cq-hit").first.tap()
    phone.page.wait_for_url("**/persons/volodymyr-zarenskyy/")


def test_it_works_from_a_stick(reader, site: Path):
    stick = reader().open((site / "persons/index.html").as_uri())
    assert stick.ask("Zarenskyy")[0] == "Volodymyr Zarenskyy"
    assert first(stick) == (site / "persons/volodymyr-zarenskyy/index.html").as_uri()
    stick.page.keyboard.press("Enter")
    stick.page.wait_for_url("**/volodymyr-zarenskyy/index.html")


def test_nothing_of_the_search_is_loaded_before_it_is_asked(desk: Reader):
    assert not [url for url in desk.requests if "/search/" in url or "worker" in url]
    desk.ask(sample.WORD)
    assert [url for url in desk.requests if "/search/index.js" in url]
    assert not [url for url in desk.requests if "worker" in url or "search_index" in url]


@pytest.mark.slow
def test_without_scripts_a_link_leads_to_the_list_of_people(reader, address: str):
    still = reader(java_script_enabled=False).open(address)
    assert not still.page.locator(".md-search").is_visible()
    still.page.locator("noscript a.md-header__button, a.md-header__button[href$='persons/']").first.click()
    assert still.page.url == f"{address}persons/"


def compose(page, key: str, *, composing: bool) -> None:
    """Press a key in the box as a browser does while an input method composes, or after."""
    page.evaluate(
        "([key, isComposing]) => document.querySelector('.md-search__input')"
        ".dispatchEvent(new KeyboardEvent('keydown', {key, isComposing, bubbles: true, cancelable: true}))",
        [key, composing],
    )


@pytest.mark.slow
def test_escape_while_an_input_method_composes_leaves_the_search_open(desk: Reader):
    desk.ask(sample.WORD)
    is_open = "document.getElementById('__search').checked"
    compose(desk.page, "Escape", composing=True)
    assert desk.page.evaluate(is_open)
    compose(desk.page, "Escape", composing=False)
    assert not desk.page.evaluate(is_open)


@pytest.mark.slow
def test_single_keys_can_be_turned_off_for_good(reader, address):
    one = reader().open(address)
    one.ask(sample.WORD)
    one.page.uncheck(".cq-found__keys input")
    one.open(address)
    is_open = "document.getElementById('__search').checked"
    for key in ("/", "s", "f"):
        one.page.keyboard.press(key)
        assert not one.page.evaluate(is_open)
    one.page.focus(".md-search__input")
    one.settle()
    one.page.check(".cq-found__keys input")
    one.open(address)
    one.page.keyboard.press("/")
    assert one.page.evaluate(is_open)


@pytest.mark.slow
def test_an_old_address_keeps_the_fragment(reader, address, site: Path):
    old = site / "persons/old-name/index.html"
    old.parent.mkdir()
    old.write_text(
        redirect_page("../mallory/index.html", "Mallory", "en", "../../assets/communique/redirect.js"), "utf-8"
    )
    one = reader().open(f"{address}persons/old-name/#statements")
    one.page.wait_for_url("**/persons/mallory/#statements")


def test_an_address_of_before_leads_to_the_article_with_a_word(desk: Reader, address: str):
    one = desk.open(f"{address}articles/2025-12-02-kremlin-talks/#p1s2")
    assert one.page.is_visible(".cq-moved")
    one.open(f"{address}articles/2025-12-02-kremlin-talks/")
    assert one.page.is_hidden(".cq-moved")
    anchor = one.page.get_attribute(".cq-article [id^=s-]", "id")
    one.open(f"{address}articles/2025-12-03-two-accounts/").open(
        f"{address}articles/2025-12-02-kremlin-talks/#{anchor}"
    )
    assert one.page.is_hidden(".cq-moved")
