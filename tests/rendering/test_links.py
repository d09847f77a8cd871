"""The addresses of a page's links do not depend on which pages were rendered before it."""

from itertools import permutations

import pytest
from mkdocs.utils import get_relative_url

from generator.pages import Page
from generator.rendering.links import LinkResolver
from generator.rendering.mkdocs_adapter import relative_address
from generator.text.html import render_markdown

ADDRESSES = {"index.md": "./", "persons/ann.md": "persons/ann/", "persons/ann-lee.md": "persons/ann-lee/"}
HOME = "[home](../index.md)"
TEXT = f"{HOME} [ann](ann.md) [there](../persons/ann.md) [lee](ann-lee.md#born) [data](ann/index.json) [no](x.md)"
EXPECTED = {
    "persons/ann.md": ["../../", "./", "./", "../ann-lee/#born", "index.json", "x.md"],
    "persons/ann-lee.md": ["../../", "../ann/", "../ann/", "./#born", "../ann/index.json", "x.md"],
}


def hrefs(html: str) -> list[str]:
    """The addresses of all links, in order."""
    return [part.partition('"')[0] for part in html.split('href="')[1:]]


@pytest.mark.parametrize("order", list(permutations(EXPECTED)))
def test_addresses_are_relative_to_the_page(order: tuple[str, ...]):
    links = LinkResolver(ADDRESSES)
    for path in order:
        html, targets, dead, _ = links.render(Page(path, "", "", TEXT, "", "", {}))
        assert hrefs(html.text) == EXPECTED[path]
        assert targets == ("persons/ann-lee.md#born",)
        assert dead == ("x.md",)


def test_each_link_is_listed_once():
    html = render_markdown("[a](p.md#q) [b](p.md#q) [c](p.md)", lambda _: "p/")
    assert [tuple(link) for link in html.links] == [("p.md", "q"), ("p.md", "")]
    assert hrefs(html.text) == ["p/#q", "p/#q", "p/"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('<p class="x" id="a">b</p>', {"a"}),
        ('<p\nid="a">b</p>', {"a"}),
        ('`<p>` id="a"', set()),
        ('<p data-id="a">b</p>', set()),
        ('<p>b</p> id="a"', set()),
    ],
)
def test_ids_are_those_of_elements(text: str, ids: set[str]):
    assert render_markdown(text, lambda _: None).ids == ids


ALL = (
    "./",
    "persons/",
    "persons/ann/",
    "persons/ann/feed.xml",
    "persons/ann.html",
    "persons.html",
    "a.b/c/",
    "../x.json",
)


@pytest.mark.parametrize("own", ["./", "index.html", "persons/", "persons/ann/", "persons/ann.html", "a.b/c/"])
@pytest.mark.parametrize("address", ALL)
def test_an_address_is_relative_as_mkdocs_says(address: str, own: str):
    assert relative_address(address, own) == get_relative_url(address, own)
