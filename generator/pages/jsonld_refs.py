"""References to records in JSON-LD: type, permanent id and name."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.articles.model import GENRES
from generator.pages.addresses import address_of, canonical_url, relative_url
from generator.pages.references import is_country, self_reference
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import is_in_doubt, iso_8601, iso_prefix

CONTEXT = "https://schema.org"

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JsonLdView:
    """The site from the point of view of one page; `own` is the page's address from the root.

    Without a public address ids are relative to the page; resolved, they are the same on every page.
    """

    site: SiteIndex
    own: str

    def url(self, address: str) -> str:
        """An address relative to the page, or absolute."""
        return relative_url(self.site, self.own, address)

    def id(self, ref: Ref) -> str:
        """The permanent id of a record's subject, which is not the id of its page."""
        return self.url(f"{canonical_url(self.site, ref)}#this")

    def thing(self, ref: Ref, type_: str = "") -> Data:
        """A reference to a record: type, id and name."""
        kind = self.site.base.schema.kind(ref.kind)
        made = type_ or (kind.schema_org if kind else "Thing")
        return {"@type": made, "@id": self.id(ref), "name": self.site.base.name(ref)}

    def agent(self, ref: Ref) -> Data:
        """A thing that acts; a country is represented by its government."""
        if not is_country(self.site.base.schema, (ref.kind,)):
            return self.thing(ref)
        return {"@type": "GovernmentOrganization", "name": self.site.base.name(ref)}

    def named(self, ref: Ref, field: str) -> Ref | None:
        """The thing that a plain field of a record names."""
        return self.site.base.ids.get(self.site.base.records[ref].text(field))

    def before(self, ref: Ref) -> Ref | None:
        """The thing of the same kind that a record names: what contains it, or what it replaces."""
        kind = self.site.base.schema.kind(ref.kind)
        field = self_reference(kind) if kind else None
        return self.named(ref, field.name) if field else None

    def article(self, id_: str) -> Data:
        """An article of the site: a creative work of the type that its front matter names, if any."""
        front = self.site.base.fronts[id_]
        return {"@type": GENRES.get(front.genre, "CreativeWork"), "@id": self.article_id(id_), "headline": front.title}

    def article_id(self, id_: str) -> str:
        """The id of an article, which its page shares."""
        return self.url(f"articles/{id_}/#this")

    def page(self, title: str, *between: tuple[str, str]) -> dict[str, object]:
        """The page with its breadcrumbs; `between` are titles and addresses of the pages above it."""
        steps = ((self.site.title, ""), *between, *([(title, self.own)] if self.own else []))
        trail = [
            {"@type": "ListItem", "position": place, "name": name, "item": self.url(address)}
            for place, (name, address) in enumerate(steps, 1)
        ]
        part: dict[str, object] = {"@type": "WebSite", "@id": self.url("#site"), "name": self.site.title}
        crumbs = {"@type": "BreadcrumbList", "itemListElement": trail}
        return {"@type": "WebPage", "@id": self.url(self.own), "isPartOf": part, "breadcrumb": crumbs}


def view(site: SiteIndex, ref: Ref) -> JsonLdView:
    """The site from the point of view of a record's page."""
    return JsonLdView(site, address_of(site.base, ref))


def nearest_iso(date: str) -> str:
    """A date in ISO 8601; for a longer one, what all its days share; "" if in doubt."""
    return iso_8601(date) or ("" if is_in_doubt(date) else iso_prefix(date))


def without_empty(made: Mapping[str, object]) -> dict[str, object]:
    """The entries that have a value."""
    return {name: value for name, value in made.items() if value not in ("", [], None)}
