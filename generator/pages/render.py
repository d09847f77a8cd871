"""Renders the planned pages with the templates."""

import re
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
import jinja2.compiler

from generator.catalogue import Catalogue, read_words
from generator.diagnostics.problem import Problem
from generator.knowledge_base import KnowledgeBase
from generator.pages.escape import Markdown, escape, escape_text, with_code
from generator.pages.model import Page, PageDraft, PlannedPage
from generator.pages.plan import plan
from generator.pages.repository import Repository
from generator.pages.site_index import gather_site
from generator.project.files import decode
from generator.project.packaged import PACKAGED
from generator.project.template_problem import NoTextError, template_problem
from generator.values.number_words import number

_TEMPLATES = "pages"
_FACT_ANCHOR = re.compile(r' id="fact-[0-9a-f]{16}"')


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a folder with the interface's messages; renders planned pages."""

    folder: Path
    catalogue: Catalogue
    language: str
    environment: "_Environment"

    def page(self, planned: PlannedPage) -> tuple[Page | None, Problem | None]:
        """A page, or the problem in its template, at the template's line."""
        try:
            return _page(planned.draft(), self.environment), None
        except Exception as error:
            problem = template_problem(error, self.folder)
            if problem is None:
                raise
            return None, problem

    def compile(self) -> None:
        """Compile all templates, so that processes that are forked later need not; errors are reported at use."""
        for name in self.environment.list_templates(["j2"]):
            with suppress(jinja2.TemplateError, NoTextError):
                self.environment.get_template(name)


def read_templates(folder: Path, language: str) -> tuple[Templates | None, tuple[Problem, ...]]:
    """A project's templates, in a folder that may contain `pages/` and `words/`, with precedence over the program's.

    None if neither has messages in the language. Messages in error are those of the program.
    """
    catalogue, problems = read_words(folder, language)
    if not catalogue:
        return None, problems
    return Templates(folder, catalogue, language, _environment(folder / _TEMPLATES, language)), problems


def render(
    base: KnowledgeBase, templates: Path, language: str, title: str, repository: Repository | None = None
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Every page of the site in the order of the paths; `templates` may hold `pages/` and `words/`.

    `repository` is where the files behind the pages can be edited, if anywhere.

    A template in error is reported once, with its file and line, and its pages are left out.
    """
    made, problems = read_templates(templates, language)
    if made is None:
        return (), problems
    pages, found = [], {}
    for planned in sorted(
        plan(gather_site(base, made.catalogue, language, title, "", repository)), key=lambda planned: planned.path
    ):
        page, problem = made.page(planned)
        if page:
            pages.append(page)
        if problem:
            found[problem.span.source.path, problem.span.start] = problem
    return tuple(pages), (*problems, *found.values())


def _environment(folder: Path, language: str) -> "_Environment":
    """The Jinja environment; it escapes all text that is not already Markdown."""
    environment = _Environment(
        loader=_Loader(list(dict.fromkeys((folder, PACKAGED / _TEMPLATES)))),
        autoescape=False,  # `finalize` escapes for Markdown and HTML both
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        optimized=False,  # there is nearly nothing to compute beforehand, and looking for it is a sixth of compiling
    )
    environment.context_class = _Context
    environment.filters["with_code"] = with_code
    environment.filters["number"] = partial(number, language=language)
    return environment


class _Loader(jinja2.FileSystemLoader):
    """Reads templates; a file that is not text is reported like any other."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and a function that says whether it is up to date."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            folder = next(path for path in map(Path, self.searchpath) if (path / template).is_file())
            _, (problem,) = decode(f"{folder.parent.name}/{folder.name}/{template}", error.object)
            raise NoTextError(problem) from None


class _Context(jinja2.runtime.Context):
    """The variables of a template; `_Environment` knows it until the page ends."""

    __slots__ = ()

    def __init__(self, environment: jinja2.Environment, *rest: Any, **named: Any) -> None:  # noqa: ANN401 -- Jinja's
        super().__init__(environment, *rest, **named)
        if isinstance(environment, _Environment):
            environment.begun.append(self)


class _CodeGenerator(jinja2.compiler.CodeGenerator):
    """Writes calls without Jinja's check for functions that need the context, and output without a copy.

    None of our functions needs the context, and `_finalize` gives a string.
    """

    def visit_Call(  # noqa: N802 -- Jinja's
        self,
        node: jinja2.nodes.Call,
        frame: jinja2.compiler.Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 -- Jinja's
    ) -> None:
        """Write a call of a function."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: object, frame: object, finalize: Any) -> None:  # noqa: ANN401, ARG002 -- Jinja's
        self.write(f"({finalize.src}")


class _Environment(jinja2.Environment):
    """Renders one page at a time; `begun` are the contexts of the page that is being rendered."""

    code_generator_class = _CodeGenerator

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- Jinja's
        super().__init__(**options)
        self.begun: list[jinja2.runtime.Context] = []
        self._loaded: dict[tuple[Any, str | None], jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja's
    ) -> jinja2.Template:
        """The template, which Jinja would look up again with a lock for each part of a page."""
        found = self._loaded.get((name, parent))
        if found is None:
            found = self._loaded[name, parent] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that all templates know, which each part of a page reads: Jinja would look in two mappings."""
        return {**self.globals, **(d or {})}

    def end_page(self) -> None:
        """Let go of the page: its macros refer to their context, and it to them, so that they would be garbage."""
        for context in self.begun:
            context.vars.clear()
        self.begun.clear()


def _finalize(value: object) -> str:
    if type(value) is Markdown:
        return value
    if type(value) is str:
        return escape_text(value)
    if isinstance(value, jinja2.Undefined):
        str(value)
    return escape("" if value is None else value)


def _page(draft: PageDraft, environment: _Environment) -> Page:
    names = (draft.template, *((f"{draft.like}.md.j2",) if draft.like else ()), "thing.md.j2")
    try:
        text = environment.select_template(names).render(draft.context().variables())
    finally:
        environment.end_page()
    text = _with_unique_anchors(text + draft.after(text))
    head = (draft.path, draft.title, draft.description, text, draft.record, draft.updated, draft.data)
    return Page(*head, draft.feeds, draft.citation, draft.card)


def _with_unique_anchors(text: str) -> str:
    """A page on which a fact that is shown twice has its anchor only once."""
    anchors = _FACT_ANCHOR.findall(text)
    if len(set(anchors)) == len(anchors):
        return text
    before, *parts = _FACT_ANCHOR.split(text)
    seen: set[str] = set()
    out = [before]
    for anchor, after in zip(anchors, parts, strict=True):
        out += [after] if anchor in seen else [anchor, after]
        seen.add(anchor)
    return "".join(out)
