"""Preview cards of the people, countries and meetings that a page links to, once each at the end of the page."""

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from generator.knowledge_base import KnowledgeBase, items
from generator.pages.chips import chip_label, shown_is_draft
from generator.pages.drafts import some_is_draft
from generator.pages.escape import Markdown, escape
from generator.pages.newest_role import role_beside_country
from generator.pages.page_context import relative_to, resolve_path
from generator.pages.references import COUNTRY, MEETING, PERSON, country_of, page_kind
from generator.pages.site_index import SiteIndex, kept_by_record
from generator.schema.model import Kind, Ref
from generator.values import direction, flag

_LINK = re.compile(r'<a class="cq-(?:ref|mark|go) [\w -]+"[^>]*? href="([^":#]+\.md)')
_MOST = 250
"""The most cards of a page: it gets those of what it names first, because thousands would outweigh the page."""
_KINDS = (PERSON, COUNTRY, MEETING)

Previews = Callable[[str, str], Markdown]


def previews(site: SiteIndex) -> Previews:
    """A function from a page's path and text to the cards of what it links to; "" if there are none.

    A page changes with the cards of what it names, not with everything that these were made from. The cards are hidden
    until a script shows them.
    """
    plurals = {kind.plural: kind.name for kind in site.base.schema.kinds if page_kind(site.base.schema, kind) in _KINDS}

    @cache
    def ref_of(path: str) -> Ref | None:
        folder, _, name = path.partition("/")
        return Ref(plurals[folder], name.removesuffix(".md")) if folder in plurals else None

    def cards(path: str, text: str) -> Markdown:
        own = posixpath.dirname(path)
        named = dict.fromkeys([resolve_path(own, href) for href in dict.fromkeys(_LINK.findall(text))])
        refs = [(other, ref) for other in {*islice(named, _MOST)} - {path} if (ref := ref_of(other))]
        found = "".join(
            [
                f'<p class="cq-card-of"><a href="{relative_to(own, other)}">{card}'
                for other, ref in sorted(refs)
                if (card := preview_card(site, ref))
            ]
        )
        return Markdown(f'\n<div class="cq-previews" hidden data-search-exclude>{found}</div>\n' if found else "")

    return cards


@kept_by_record
def preview_card(site: SiteIndex, ref: Ref) -> str:
    """The card of a record after the beginning of its link: name, kind, names in other languages, and a few facts.

    "" if there is no such record.
    """
    base, record, kind = site.base, site.base.records.get(ref), site.base.schema.kind(ref.kind)
    if record is None or kind is None:
        return ""
    place = site.place("")
    mark = f"{flag(ref.id)} {ref.id.upper()}" if kind.identifier == "country" else ""
    lines = [f'<span class="cq-kind cq-kind--{kind.name}">{escape(kind.label)}</span>']
    lines += [f"<span>{escape(line)}</span>" for line in (mark, role_beside_country(site, ref)) if line]
    facts = [place.date(record.text(kind.timeline)) if kind.timeline and record.text(kind.timeline) else ""]
    facts += [chip_label(site, ref), _place(site, kind, ref), _country(base, ref)]
    facts += [
        base.name(base.ids[value])
        for slot, value, _ in base.record_facts[ref]
        if slot.field == "sides" and value in base.ids
    ]
    facts += [site.catalogue["draft"]] if shown_is_draft(site, ref) or some_is_draft(base, ref) else []
    facts_text = " · ".join(fact for fact in facts if fact)
    lines += [f"<span>{escape(facts_text)}</span>"] if facts_text else []
    return f"{escape(base.name(ref))}</a>{''.join((*_names(base, kind, ref), *lines))}</p>"


def _names(base: KnowledgeBase, kind: Kind, ref: Ref) -> Iterator[str]:
    field = kind.field("names")
    for item in items(base, ref, field)[:2] if field else ():
        language = escape(item.parts["lang"])
        yield f'<span lang="{language}" dir="{direction(item.parts["lang"])}">{escape(item.parts["name"])}</span>'


def _value(base: KnowledgeBase, kind: Kind, ref: Ref, name: str) -> str:
    """A plain field as text; "" if empty."""
    field, value = kind.field(name), base.records[ref].text(name)
    if not (field and value):
        return ""
    known = base.ids.get(value) if field.type == "reference" else None
    return base.name(known) if known else field.label_of(value)


def _place(site: SiteIndex, kind: Kind, ref: Ref) -> str:
    """The name of the place of a record; of a meeting, the place that its reports confirm."""
    if ref not in site.meetings.states:
        return _value(site.base, kind, ref, "place")
    place = site.meetings.places.get(ref)
    return site.base.name(place) if place else ""


def _country(base: KnowledgeBase, ref: Ref) -> str:
    """The name of the country that a record names; "" if none."""
    country = country_of(base, ref)
    return base.name(country) if country else ""
