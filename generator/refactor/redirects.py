"""Redirect the former URLs of things to their current pages."""

from html import escape

from generator.knowledge_base import KnowledgeBase
from generator.records.previous_ids import previous_ids
from generator.schema.model import Ref


def redirects(base: KnowledgeBase) -> tuple[tuple[str, str, Ref], ...]:
    """The former pages, each with the page that replaces it and the thing that it shows.

    Both are Markdown paths from the site's root, sorted by the former one. An id that a record still has does not
    redirect: see the check `previous_id_is_free`.
    """
    plurals = {kind.name: kind.plural for kind in base.schema.kinds}
    moved = ((plurals[ref.kind], id_, ref) for id_, ref in previous_ids(base.records.values()).items())
    return tuple(sorted((f"{folder}/{old}.md", f"{folder}/{ref.id}.md", ref) for folder, old, ref in moved))


def redirect_page(target: str, name: str, language: str, script: str, canonical: str = "") -> str:
    """The HTML of a page that redirects at once, keeping the fragment.

    `target` and `script` are relative, so that they work without a server; without JavaScript the fragment is lost.
    `canonical` is the public URL of the target, "" for a site without one.
    """
    address, words, known = escape(target), escape(name), escape(canonical or target)
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<title>{words}</title>
<link rel="canonical" href="{known}" data-to="{address}">
<script src="{escape(script)}"></script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
</head>
<body>
<p>→ <a href="{address}">{words}</a></p>
</body>
</html>
"""
