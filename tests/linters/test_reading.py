"""A browser reads every kind of page: nothing leaves the site, breaks its policy, moves or complains."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from support import sample, tiers
from support.sampled import faulty_page, sample_pages, sampled_files
from support.serving import serving

BASE = "/some/where/"
WATCH = """
window.seen = {violations: [], shifts: []};
document.addEventListener("securitypolicyviolation", (broken) =>
  seen.violations.push(`${broken.violatedDirective} ${broken.blockedURI}`));
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shifts.push(
    `${one.value.toFixed(4)}: ${one.sources.map((s) => s.node && (s.node.className || s.node.nodeName)).join(", ")}`);
}).observe({type: "layout-shift", buffered: true});
"""
STYLED = "getComputedStyle(document.querySelector('.md-header')).position"
LAYOUT_SHIFT = 0.01
"""The sum of shifts that a page must stay below: a slow machine may show the fallback font for a moment."""
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESK = {"viewport": {"width": 1366, "height": 900}}
slow = partial(pytest.param, marks=pytest.mark.slow)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@dataclass
class Visit:
    """What a browser met on one page."""

    page: object
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def seen(self, what: str) -> list[str]:
        return self.page.evaluate(f"seen.{what}")


@pytest.fixture
def visit(browser) -> Iterator[object]:
    """Opens a page in a browser that knows nothing yet."""
    contexts = []

    def opened(address: str, **options: object) -> Visit:
        contexts.append(browser.new_context(**{**DESK, **options}))
        visit = Visit(contexts[-1].new_page())
        visit.page.add_init_script(WATCH)
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda word: visit.said.append(word.text) if word.type == "error" else None)
        visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
        visit.page.goto(address, wait_until="load")
        return visit

    yield opened
    for context in contexts:
        context.close()


def ask(visit: Visit, word: str) -> None:
    """Type a word into the search box and wait for what it finds."""
    visit.page.locator("input.md-search__input").press_sequentially(word)
    visit.page.locator(".md-search-result__link").first.wait_for()


def leaving(visit: Visit, address: str) -> list[str]:
    return [url for url in visit.requests if not url.startswith((address, "data:", "blob:", "about:"))]


def moved(visit: Visit) -> list[str]:
    """What moved once the fonts were there, and what is wider than the screen."""
    visit.page.evaluate("document.fonts.ready")
    visit.page.wait_for_timeout(100)
    wide = visit.page.evaluate(WIDTH)
    shifts = visit.seen("shifts")
    total = sum(float(shift.partition(":")[0]) for shift in shifts)
    return [*(shifts if total >= LAYOUT_SHIFT else []), *([f"{wide} px too wide"] if wide else [])]


@pytest.mark.slow
@pytest.mark.parametrize(("which", "word"), [("small", sample.WORD), slow("large", "talks")])
def test_nothing_leaves_the_site_or_breaks_its_policy(visit, request, which: str, word: str):
    site, wrong = request.getfixturevalue(which), {}
    with serving(site, BASE) as address:
        one = visit(address)
        for each in sample_pages(site)[:-1]:
            one.page.goto(address + each)
            assert one.page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
            ask(one, word)
            if found := one.seen("violations"):
                wrong[each] = found
        assert wrong == {}
        assert leaving(one, address) == []
        assert one.said == []


def test_the_page_for_what_is_not_there_breaks_nothing(visit, small: Path):
    with serving(small) as address:
        one = visit(address + "no/such/page/")
        ask(one, sample.WORD)
        assert leaving(one, address) == []
        assert one.seen("violations") == []
        assert [word for word in one.said if "404" not in word] == []
        assert len(one.said) == 1


@pytest.mark.parametrize(("which", "screen"), [("small", DESK), slow("large", PHONE)], ids=["desk", "phone"])
def test_nothing_moves_and_nothing_is_wider_than_the_screen(visit, request, which: str, screen: dict):
    site, wrong = request.getfixturevalue(which), {}
    with serving(site, BASE, late=".woff2") as address:
        for each in tiers.sample(sample_pages(site)[:-1], 4):
            one = visit(address + each, **screen)
            if found := moved(one):
                wrong[each] = found
            one.page.context.close()
    assert wrong == {}


def test_pages_open_from_a_disk(visit, small: Path):
    one, wrong = visit((small / "index.html").as_uri()), {}
    for path in tiers.sample(sampled_files(small)[:-1], 5):  # the last is for servers: its links begin at the root
        one.page.goto(path.as_uri())
        assert one.page.evaluate(STYLED) == "sticky", path
        if found := one.seen("violations"):
            wrong[path] = found
    assert wrong == {}
    assert leaving(one, small.as_uri()) == []
    assert [word for word in one.said if "font" not in word and "ERR_FAILED" not in word] == []  # a preload


def test_links_lead_to_pages_from_a_disk(visit, small: Path):
    one = visit((small / "index.html").as_uri())
    one.page.locator(".md-content a[href*='persons/']").first.click()
    one.page.locator("h1").wait_for()
    assert one.page.url.startswith((small / "persons").as_uri())
    assert one.page.evaluate(STYLED) == "sticky"


def test_pages_work_without_scripts(visit, small: Path):
    with serving(small, BASE) as address:
        one = visit(address + f"meetings/{sample.MEETING}/", java_script_enabled=False)
        one.page.locator(".cq-evidence summary:visible").first.click()
        assert one.page.locator(".cq-evidence__body:visible").count() == 1


def test_a_page_that_asks_elsewhere_moves_and_complains_is_found(visit, tmp_path: Path):
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self' 'unsafe-inline'; img-src *\">"
    asks = '<img src="http://localhost:9/a.png" alt="elsewhere"><img src="x.png" alt="lost">'
    body = f'<p style="width: 3000px" id="p">Moves</p>{asks}<script src="moves.js"></script>'
    folder = faulty_page(tmp_path, body, policy)
    (folder / "moves.js").write_text(
        'setTimeout(() => { document.querySelector("h1").style.height = "300px"; '
        'try { eval("1") } catch { } throw Error("x"); }, 300)',
        "utf-8",
    )
    with serving(folder, BASE) as address:
        one = visit(address)
        one.page.wait_for_timeout(1000)
        assert leaving(one, address) == ["http://localhost:9/a.png"]
        assert one.seen("shifts")
        assert one.seen("violations") == ["script-src eval"]
        assert any("404" in word for word in one.said)
        assert any(word.endswith("x") for word in one.said)
        assert one.page.evaluate(WIDTH) > 0
