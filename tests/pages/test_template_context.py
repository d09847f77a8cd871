"""The contract of page templates: which variables each can use, that each is documented, and that ours use no other."""

import re

import jinja2
import pytest
from jinja2 import meta

from generator.pages.contexts import Context, variable_names
from generator.pages.escape import with_code
from generator.pages.template_docs import TEMPLATE_PAGES, templates_page, variables
from generator.project.packaged import PACKAGED

PAGES = PACKAGED / "pages"
COMMON = {
    *{"any_points", "article", "as_of", "base", "chip", "cite", "date", "date_of", "direction", "flag", "foot_links"},
    *{"forms", "front_matter", "link", "mark", "meetings", "name", "newest", "page_links", "part_of", "points"},
    *{"quoted", "raw", "role"},
    *{
        "time",
        "role_mark",
        "show",
        "slot",
        "speaker",
        "state",
        "statements",
        "tally",
        "subject",
        "t",
        "text",
        "texts",
        "used_fields",
        "used_parts",
        "value_of",
    },
}
RECORD = COMMON | {
    *{"backlinks", "choice", "country_names", "disputes", "fact_rows", "items", "kind", "lead", "mentioned"},
    *{"changes", "mentions", "more_facts", "other_names", "rejections", "statements_about"},
}
SIDE = RECORD | {"attended", "hosted", "offices"}
CONTRACT = {
    "thing.md.j2": RECORD,
    "corrections.md.j2": COMMON | {"articles", "corrected", "corrected_count", "rejected"},
    "meeting.md.j2": RECORD
    | {
        "accounts",
        "around",
        "chain",
        "confirmed",
        "delegations",
        "left_open",
        "delegations_heading",
        "disputed",
        "documents",
        "group",
        "named",
        "origins",
        "origins_text",
    }
    | {"results", "shortest", "side_is_draft", "status_reports", "unconfirmed"},
    "person.md.j2": RECORD | {"compared", "met", "network", "roles", "strip", "trips", "unconfirmed"},
    "country.md.j2": SIDE
    | {"codes", "contacts", "level", "month_names", "other_statements", "places", "positions", "tabled"},
    "organization.md.j2": SIDE | {"own_statements", "relayed"},
    "place.md.j2": RECORD | {"here"},
    "document.md.j2": RECORD | {"positions", "responses", "tabled_at", "versions"},
    "topic.md.j2": RECORD | {"discussed", "positions"},
    "article.md.j2": COMMON
    | {"about_article", "body", "excerpt_note", "front", "legend", "source", "standing_notes", "stated_facts"},
    "articles.md.j2": COMMON | {"listed"},
    "home.md.j2": COMMON
    | {"coverage", "coverage_text", "disputes", "held", "held_count", "latest", "news", "numbers", "off", "off_count"}
    | {"is_latest_sure", "latest_meeting", "left_open", "planned", "site_subject", "talked_of", "unconfirmed", "who"},
    "index.md.j2": COMMON
    | {"columns", "dated", "first", "has_roles", "is_part", "kind", "listed", "parts", "sections", "total"},
    "list.md.j2": COMMON | {"list", "pages", "rows"},
    "timeline.md.j2": COMMON | {"about", "all", "bars", "entry", "groups", "overview", "total", "whole", "years"},
    "who-met-whom.md.j2": COMMON | {"graph", "persons", "sides"},
    "pair.md.j2": COMMON | {"about", "all", "entry", "pair"},
    "map.md.j2": COMMON | {"map", "spots"},
    "people.md.j2": COMMON | {"is_part", "parts", "sides"},
    "quality.md.j2": COMMON | {"coverage", "evidence_states", "findings", "gaps", "origins", "reprinted", "written"},
    "codebook.md.j2": COMMON | {"anchor", "entries", "quotations_anchor", "shared_anchor"},
    "downloads.md.j2": COMMON | {"sections"},
}
CONTEXTS = {name: each.context for each in TEMPLATE_PAGES for name in each.templates}


def used(name: str, environment: jinja2.Environment, seen: set[str]) -> set[str]:
    """The variables that a template and all that it includes, extends or imports take from outside."""
    if name in seen:
        return set()
    seen.add(name)
    text = (PAGES / name).read_text("utf-8")
    tree = environment.parse(text)
    found = meta.find_undeclared_variables(tree)
    for other in meta.find_referenced_templates(tree):
        found |= used(other, environment, seen) if other else set()
    return found


def given_by_templates(seen: set[str]) -> set[str]:
    """The names that templates give to the parts that they include."""
    text = "".join((PAGES / name).read_text("utf-8") for name in seen)
    names = re.findall(r"{% (?:with|for|set|import \S+ as) ?(.*?)%}", text)
    return {word for part in names for word in re.findall(r"\b([a-z_]+)\b(?= ?=|,| in|\s|$)", part)}


def test_every_page_template_is_in_the_contract():
    ours = {path.name for path in PAGES.glob("*.j2")}
    assert ours == CONTRACT.keys() == CONTEXTS.keys()


@pytest.mark.parametrize("template", sorted(CONTRACT))
def test_a_template_can_use_what_the_contract_names(template: str):
    assert set(variable_names(CONTEXTS[template])) == CONTRACT[template]


@pytest.mark.parametrize("template", sorted(CONTRACT))
def test_our_template_uses_no_other_variable(template: str):
    seen: set[str] = set()
    environment = jinja2.Environment(autoescape=True)
    environment.filters["with_code"] = with_code
    environment.filters["number"] = str
    found = used(template, environment, seen)
    assert found - given_by_templates(seen) <= CONTRACT[template] | {"range", "joiner", "loop", "caller"}


@pytest.mark.parametrize("context", [each.context for each in TEMPLATE_PAGES], ids=lambda each: each.__name__)
def test_every_variable_is_documented(context: type[Context]):
    for variable in variables(context):
        assert variable.about.endswith("."), variable
        assert variable.type, variable
        assert "\n" not in variable.about, variable


def test_the_page_on_templates_lists_every_variable_of_every_template():
    page = templates_page()
    for template, names in CONTRACT.items():
        assert f"## `{template}`" in page
        for name in names:
            assert re.search(rf"^\| `{name}\b", page, re.MULTILINE), name
    assert "generator." not in page
    assert "| `link(ref, text)` | `Markdown or str` | A link to a record's page by its name, or by `text`. |" in page
