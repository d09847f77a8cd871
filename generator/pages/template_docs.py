"""The documentation's page "Templates": each kind of page with the variables that its template can use, as Markdown."""

import inspect
from collections.abc import Iterator
from dataclasses import fields
from typing import Annotated, NamedTuple, get_args, get_origin, get_type_hints

from generator.pages.article import ArticleContext, ArticlesContext
from generator.pages.codebook import CodebookContext
from generator.pages.contexts import Context, RecordContext, variable_names
from generator.pages.downloads import DownloadsContext
from generator.pages.home import HomeContext
from generator.pages.indexes import IndexContext
from generator.pages.kinds import CONTEXTS
from generator.pages.kinds.organization import SideContext
from generator.pages.list_page import ListContext
from generator.pages.views.corrections import CorrectionsContext
from generator.pages.views.people import PeopleContext
from generator.pages.views.places import MapContext
from generator.pages.views.quality import QualityContext
from generator.pages.views.timeline import TimelineContext
from generator.pages.views.who_met_whom import ContactsContext, PairContext


class TemplatePages(NamedTuple):
    """A kind of page: its templates (none for what several share), and what these can use."""

    templates: tuple[str, ...]
    context: type[Context]


TEMPLATE_PAGES = (
    TemplatePages((), Context),
    TemplatePages(("thing.md.j2",), RecordContext),
    TemplatePages((), SideContext),
    *(TemplatePages((f"{kind}.md.j2",), context) for kind, context in CONTEXTS.items()),
    TemplatePages(("article.md.j2",), ArticleContext),
    TemplatePages(("articles.md.j2",), ArticlesContext),
    TemplatePages(("home.md.j2",), HomeContext),
    TemplatePages(("index.md.j2",), IndexContext),
    TemplatePages(("list.md.j2",), ListContext),
    TemplatePages(("timeline.md.j2",), TimelineContext),
    TemplatePages(("who-met-whom.md.j2",), ContactsContext),
    TemplatePages(("pair.md.j2",), PairContext),
    TemplatePages(("map.md.j2",), MapContext),
    TemplatePages(("people.md.j2",), PeopleContext),
    TemplatePages(("quality.md.j2",), QualityContext),
    TemplatePages(("corrections.md.j2",), CorrectionsContext),
    TemplatePages(("codebook.md.j2",), CodebookContext),
    TemplatePages(("downloads.md.j2",), DownloadsContext),
)


_INTRODUCTION = """# Templates

A page template in `site_templates/pages/` is Jinja; it replaces the program's template of the same name. Values are
escaped unless they are Markdown already. These are the variables and functions that each template can use.
"""


class Variable(NamedTuple):
    """A variable or function of a template: how it is written, its type, and what it is."""

    name: str
    usage: str
    type: str
    about: str


def templates_page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for templates, context in TEMPLATE_PAGES:
        named = " ".join(f"`{name}`" for name in templates)
        heading = named or ("All pages" if context is Context else "Countries and organizations")
        inherited = "" if context is Context else _inherited(context)
        rows = "".join(
            f"| `{each.usage}` | `{each.type}` | {each.about} |\n"
            for each in variables(context)
            if _is_own(context, each)
        )
        table = f"| name | type | meaning |\n|---|---|---|\n{rows}" if rows else ""
        parts.append(f"## {heading}\n\n{inspect.getdoc(context)}{inherited}\n\n{table}".rstrip() + "\n")
    return "\n".join(parts)


def variables(context: type[Context]) -> Iterator[Variable]:
    """What templates of a context's pages can use, fields first."""
    hints = get_type_hints(context, include_extras=True)
    own = [each.name for each in fields(context)]
    names = variable_names(context)
    for name in sorted(names, key=lambda name: (name not in own, name)):
        if name in own:
            yield _field(name, hints[name])
        else:
            yield _function(name, getattr(context, name))


def _inherited(context: type[Context]) -> str:
    base = context.__base__
    same = next((templates for templates, each in TEMPLATE_PAGES if each is base), ())
    return f" It has also what `{same[0]}` has." if same else ""


def _is_own(context: type[Context], variable: Variable) -> bool:
    """Whether a context defines a variable itself, or says more of it than the one that it extends."""
    base = context.__base__
    if base is None or not issubclass(base, Context):
        return True
    return variable not in set(variables(base))


def _field(name: str, hint: object) -> Variable:
    """A field with the words of its annotation."""
    if get_origin(hint) is not Annotated:
        return Variable(name, name, _type(hint), "")
    type_, about = get_args(hint)[:2]
    return Variable(name, name, _type(type_), str(about))


def _function(name: str, found: object) -> Variable:
    """A property, or a method with its parameters."""
    if isinstance(found, property):
        returned = get_type_hints(found.fget).get("return") if found.fget else None
        return Variable(name, name, _type(returned), inspect.getdoc(found) or "")
    parameters = list(inspect.signature(found).parameters)[1:] if callable(found) else []
    returned = get_type_hints(found).get("return")
    return Variable(name, f"{name}({', '.join(parameters)})", _type(returned), inspect.getdoc(found) or "")


def _type(hint: object) -> str:
    """A type as readers know it, without the modules of its names."""
    text = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    words = "".join(char if char.isalnum() or char in "._" else f"\0{char}\0" for char in text).split("\0")
    return "".join(word if word.strip(".") == "" else word.rpartition(".")[2] for word in words).replace("|", "or")
