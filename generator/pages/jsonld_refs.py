"""Things as JSON-LD refers to them: by type, lasting id and name."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.articles.model import Article
from generator.pages.addresses import address_of, canonical_url, relative_url
from generator.pages.dates import when
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import ValueFault, iso_8601, iso_range, read_date

CONTEXT = "https://schema.org"

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JsonLdView:
    """The site as one page refers to it; `own` is the page's address from the root.

    Without a public address the ids are relative to the page, and name the same things on every page of a site.
    """

    site: SiteIndex
    own: str

    def url(self, address: str) -> str:
        """An address as the page calls it."""
        return relative_url(self.site, self.own, address)

    def id(self, ref: Ref) -> str:
        """The lasting id of a thing; it is not that of the page about it."""
        return self.url(f"{canonical_url(self.site, ref)}#this")

    def thing(self, ref: Ref, type_: str = "") -> Data:
        """A thing of the knowledge base."""
        kind = self.site.base.schema.kind(ref.kind)
        made = type_ or (kind.schema_org if kind else "Thing")
        return {"@type": made, "@id": self.id(ref), "name": self.site.base.name(ref)}

    def agent(self, ref: Ref) -> Data:
        """A thing that acts: a country does so by its government."""
        if ref.kind in ("person", "organization"):
            return self.thing(ref)
        return {"@type": "GovernmentOrganization", "name": self.site.base.name(ref)}

    def named(self, ref: Ref, field: str) -> Ref | None:
        """The thing that a plain field of a record names."""
        return self.site.base.ids.get(self.site.base.records[ref].text(field))

    def article(self, article: Article) -> Data:
        """An article of the site."""
        return {"@type": "NewsArticle", "@id": self.article_id(article.id), "headline": article.front.title}

    def article_id(self, id_: str) -> str:
        """The id of an article, which its page shares."""
        return self.url(f"articles/{id_}/#this")

    def page(self, title: str, *between: tuple[str, str]) -> dict[str, object]:
        """The page itself, with the way to it; `between` are titles and addresses of the pages above it."""
        steps = ((self.site.title, ""), *between, *([(title, self.own)] if self.own else []))
        trail = [
            {"@type": "ListItem", "position": place, "name": name, "item": self.url(address)}
            for place, (name, address) in enumerate(steps, 1)
        ]
        part: dict[str, object] = {"@type": "WebSite", "@id": self.url("#site"), "name": self.site.title}
        crumbs = {"@type": "BreadcrumbList", "itemListElement": trail}
        return {"@type": "WebPage", "@id": self.url(self.own), "isPartOf": part, "breadcrumb": crumbs}


def view(site: SiteIndex, ref: Ref) -> JsonLdView:
    """The site as the page of a record sees it."""
    return JsonLdView(site, address_of(site.base, ref))


def iso(date: str) -> str:
    """A date as ISO 8601 has it, "" for one that only EDTF can tell."""
    return iso_8601(date)


def nearest(date: str) -> str:
    """A date as ISO 8601 has it; of one that only EDTF can tell, as much of its first day as it says."""
    read = read_date(date)
    start = None if isinstance(read, ValueFault) else read.points[0]
    if iso(date) or start is None:
        return iso(date)
    if start.form == "day":
        return start.first.isoformat()
    return when(date).month or when(date).year if start.form in ("month", "year") and not start.julian else ""


def ends(date: str) -> tuple[str, str]:
    """The ends of a date as ISO 8601 has them; the second is "" where it is one day."""
    start, _, end = date.partition("/")
    days = iso_range(date) if "W" in date else ("", "")
    return iso(start) or days[0], iso(end) or (days[1] if days[0] != days[1] else "")


def without_empty(made: Mapping[str, object]) -> dict[str, object]:
    """What has a value."""
    return {name: value for name, value in made.items() if value not in ("", [], None)}
