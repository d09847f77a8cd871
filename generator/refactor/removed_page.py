"""The pages at the addresses of removed records."""

from collections.abc import Iterator, Mapping
from html import escape

from generator.knowledge_base import KnowledgeBase
from generator.records.tombstones import Tombstone
from generator.values import direction, iso_8601, show_date


def removed_pages(base: KnowledgeBase, words: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """The Markdown path and the HTML of a page at each address that a removed record ever had."""
    plurals = {kind.name: kind.plural for kind in base.schema.kinds}
    known = {ref.id for ref in base.records}
    for tombstone in base.tombstones:
        html = removed_page(tombstone, words, language)
        folder = plurals[tombstone.ref.kind]
        yield from ((f"{folder}/{id_}.md", html) for id_ in tombstone.ids if id_ not in known)


def removed_page(tombstone: Tombstone, words: Mapping[str, str], language: str) -> str:
    """A page that says that a record was removed, when and why, and nothing else; search engines are to forget it."""
    title, reason = escape(words["removed"]), escape(tombstone.reason)
    day, shown = escape(iso_8601(tombstone.removed)), escape(show_date(tombstone.removed, language))
    time = f'<time datetime="{day}">{shown}</time>'
    return f"""<!doctype html>
<html lang="{escape(language)}" dir="{direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{escape(words["removed_on"]).replace("{date}", time)}</p>
<p>{escape(words["removed_why"])} <span dir="auto">{reason}</span></p>
</main>
</body>
</html>
"""
