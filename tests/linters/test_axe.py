"""axe finds nothing against WCAG on any kind of page, in either scheme and on a phone, and the console stays silent."""

from pathlib import Path

import pytest
from support import sample, tiers, tools
from support.sampled import faulty_page, sample_pages
from support.serving import serving

LARGE = pytest.param("large", "phone", marks=pytest.mark.slow)
VIEWS = {
    "light": {"viewport": {"width": 1366, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1366, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
}
RUN = """async (part) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await axe.run(part, {runOnly: tags});
  return [found.passes.length, found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`))];
}"""


def violations(page: object, part: str = "html") -> list[str]:
    """What axe has against a part of a page as it stands now."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate((tools.package("axe-core") / "axe.min.js").read_text("utf-8"))
    passed, found = page.evaluate(RUN, part)
    assert passed > 0
    return [line[:200] for line in found]


@pytest.fixture
def look(browser):
    """Opens a page in one of the views, with a list of what the console says."""
    contexts = []

    def opened(address: str, view: str) -> tuple[object, list[str]]:
        context = browser.new_context(**VIEWS[view])
        contexts.append(context)
        page, said = context.new_page(), []
        page.on("console", lambda word: said.append(word.text) if word.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page, said

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.sample(1)
@pytest.mark.parametrize(("which", "view"), [*(("small", view) for view in VIEWS), LARGE])
def test_every_kind_of_page(look, request, which: str, view: str):
    site, wrong = request.getfixturevalue(which), {}
    with serving(site) as address:
        page, said = look(address, view)
        for each in tiers.sample(sample_pages(site), 6):
            page.goto(address + each)
            if found := violations(page):
                wrong[each] = found
    assert wrong == {}
    assert said == []


@pytest.mark.sample(1)
@pytest.mark.parametrize("view", VIEWS)
def test_the_open_search_and_an_open_mark(look, small: Path, view: str):
    with serving(small) as address:
        page, said = look(address + f"meetings/{sample.MEETING}/", view)
        page.locator(".cq-evidence summary:visible").first.click()
        assert page.locator(".cq-evidence[open]").count() == 1
        marked = violations(page, ".cq-evidence[open]")
        page.keyboard.press("Escape")
        page.evaluate("scrollTo(0, 0)")
        if view == "phone":
            page.locator("label.md-header__button[for=__search]").click()
        page.locator("input.md-search__input").press_sequentially(sample.WORD)
        page.locator(".md-search-result__link").first.wait_for()
        page.wait_for_timeout(400)
        assert [*marked, *violations(page)] == []
        assert said == []


@pytest.mark.sample(1)
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_that_shuts_people_out_is_found(look, tmp_path: Path, view: str):
    style = "<style>p { color: #aaa; background: #fff }</style>"
    folder = faulty_page(tmp_path, '<p>Faint.</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', style)
    page, _ = look((folder / "index.html").as_uri(), view)
    assert {line.partition(":")[0] for line in violations(page)} == {"color-contrast", "image-alt"}
