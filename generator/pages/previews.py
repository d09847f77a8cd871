"""Cards of the persons, countries and meetings that a page links to, once each at its foot, for the theme to show."""

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import islice

from generator.knowledge_base import KnowledgeBase, items
from generator.pages.chips import chip_label
from generator.pages.escape import Markdown, escape
from generator.pages.page_context import PageContext, relative, resolve_path
from generator.pages.roles import current_title
from generator.pages.site_index import SiteIndex
from generator.schema.model import Kind, Ref
from generator.values import direction, flag

_LINK = re.compile(r'<a class="cq-(?:ref|mark) cq-(?:ref|mark)--[a-z]+"[^>]*? href="([^":#]+\.md)')
_MOST = 250
"""A page has cards of what it names first: with thousands they would weigh more than the page."""
_KINDS = ("person", "country", "meeting")

Previews = Callable[[str, str], Markdown]


def previews(site: SiteIndex) -> Previews:
    """A function from a page's path and its text to the cards of what it links to, "" for none.

    A card tells what the thing's own record says, nothing that follows from others: a page changes with the records
    that it names, not with all that these take part in. The cards are hidden, and without a script stay so.
    """
    base, place = site.base, site.place("")
    kinds = {kind.name: kind for kind in base.schema.kinds if kind.name in _KINDS}
    plurals = {kind.plural: kind.name for kind in kinds.values()}

    @site.once
    def card_of(path: str) -> str:
        folder, _, name = path.partition("/")
        ref = Ref(plurals.get(folder, ""), name.removesuffix(".md"))
        if ref not in base.records:
            return ""
        return f"{escape(base.name(ref))}</a>{_told(site, place, kinds[ref.kind], ref)}</p>"

    def cards(path: str, text: str) -> Markdown:
        own = posixpath.dirname(path)
        named = dict.fromkeys(resolve_path(own, href) for href in dict.fromkeys(_LINK.findall(text)))
        paths = sorted({*islice(named, _MOST)} - {path})
        found = "".join(
            [
                f'<p class="cq-card-of"><a href="{relative(path, other)}">{card}'
                for other in paths
                if (card := card_of(other))
            ]
        )
        return Markdown(f'\n<div class="cq-previews" hidden data-search-exclude>{found}</div>\n' if found else "")

    return cards


def _told(site: SiteIndex, place: PageContext, kind: Kind, ref: Ref) -> Markdown:
    """The lines of a card: what it is, its name as its own people write it, and its few facts."""
    base, record = site.base, site.base.records[ref]
    mark = f"{flag(ref.id)} {ref.id.upper()}" if kind.identifier == "country" else ""
    lines = [f'<span class="cq-kind cq-kind--{kind.name}">{escape(kind.label)}</span>']
    lines += [f"<span>{escape(line)}</span>" for line in (mark, current_title(base, ref)) if line]
    facts = [place.date(record.text(kind.timeline)) if kind.timeline and record.text(kind.timeline) else ""]
    facts += [chip_label(site, ref), *(_value(base, kind, ref, name) for name in ("place", "country"))]
    facts += [
        base.name(base.ids[value])
        for slot, value, _ in base.record_facts[ref]
        if slot.field == "sides" and value in base.ids
    ]
    facts_text = " · ".join(fact for fact in facts if fact)
    lines += [f"<span>{escape(facts_text)}</span>"] if facts_text else []
    return Markdown("".join((*_names(base, kind, ref), *lines)))


def _names(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[str]:
    field = kind.field("names")
    for item in items(base, ref, field)[:2] if field else ():
        language = escape(item.parts["lang"])
        yield f'<span lang="{language}" dir="{direction(item.parts["lang"])}">{escape(item.parts["name"])}</span>'


def _value(base: KnowledgeBase, kind: Kind, ref: Ref, name: str) -> str:
    """A plain field as text, "" for none."""
    field, value = kind.field(name), base.records[ref].text(name)
    if not (field and value):
        return ""
    known = base.ids.get(value) if field.type == "reference" else None
    return base.name(known) if known else field.label_of(value)
