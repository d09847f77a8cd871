"""Files for browsers, crawlers and language models: what the site is called, and where its pages and data are."""

import json
from collections.abc import Iterator
from functools import partial

from generator.articles.model import DRAFT
from generator.exports.model import Export
from generator.pages import downloads
from generator.pages.site_index import SiteIndex
from generator.values import direction

ROBOTS, LLMS, MANIFEST = "robots.txt", "llms.txt", "manifest.webmanifest"
_ASSETS = "assets/communique"
_PAPER = "#fbfaf6"


def plan(site: SiteIndex) -> Iterator[Export]:
    """The manifest, `llms.txt`, and `robots.txt` if the site has an address, without which it could name no sitemap."""
    yield Export(MANIFEST, None, partial(_manifest, site))
    yield Export(LLMS, None, partial(_guide, site))
    if site.base_url:
        yield Export(ROBOTS, None, partial(_robots, site.base_url))


def _robots(base_url: str) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode()


def _manifest(site: SiteIndex) -> bytes:
    """What a browser calls the site, and the icon it shows, when a reader puts it on the start screen."""
    language = site.catalogue.language
    manifest = {
        "name": site.title,
        "description": site.subject or site.catalogue["hero"],
        "lang": language,
        "dir": direction(language),
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": f"{_ASSETS}/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": f"{_ASSETS}/touch-icon.png", "sizes": "180x180", "type": "image/png"},
        ],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _guide(site: SiteIndex) -> bytes:
    """The site in Markdown, as llmstxt.org describes it: title, summary, lists of links with a word about each."""
    lines = [f"# {_line(site.title)}", "", f"> {_line(site.subject or site.catalogue['hero'])}"]
    fronts = [article.front for article in site.base.articles.values()]
    if drafts := sum(front.is_draft for front in fronts):
        named = {"total": len(fronts), "value": DRAFT, "column": "review"}
        lines += ["", _line(site.catalogue.text("drafts_of_articles", count=drafts, **named))]
    for heading, links in _sections(site):
        lines += ["", f"## {_line(heading)}", "", *links]
    return ("\n".join(lines) + "\n").encode()


def _sections(site: SiteIndex) -> Iterator[tuple[str, list[str]]]:
    kinds = [kind for kind in site.base.schema.kinds if any(ref.kind == kind.name for ref in site.base.records)]
    pages = [_link(site, kind.heading, f"{kind.plural}/", kind.description) for kind in kinds]
    yield site.catalogue["search_pages"], [*pages, _link(site, site.catalogue["articles"], "articles/", "")]
    for group in downloads.sections(site):
        yield group.title, [_link(site, each.name, each.path, each.about) for each in group.files]


def _link(site: SiteIndex, text: str, path: str, about: str) -> str:
    return f"- [{_line(text)}]({site.base_url}{path}){f': {_line(about)}' if about else ''}"


def _line(text: str) -> str:
    """Text on one line, in which brackets begin no link."""
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")
