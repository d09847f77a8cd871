"""Checks a project's templates: those that are not valid, and those that no page uses."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
from jinja2 import meta

from generator.diagnostics.problem import Problem
from generator.project.files import file_span, read_source
from generator.project.overrides import originals
from generator.project.packaged import is_packaged
from generator.project.template_problem import template_problem
from generator.schema.model import Schema
from generator.text.suggest import nearest

_SUFFIXES = {"pages": ".j2", "theme": ".html"}
_MEND = "mend the template, or delete it: then the site has the original"
_JINJA = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def check_templates(folder: Path, schema: Schema, configuration: str) -> Iterator[Problem]:
    """What is wrong with the templates in a folder; `configuration` is the text of mkdocs.yml, which may name some."""
    referenced, own = set[str](), list[str]()
    for name in template_names(folder):
        source, unread = read_source(folder.parent, f"{folder.name}/{name}")
        yield from unread
        own.append(name)
        try:
            tree = _JINJA.parse(source.text if source else "", name, str(folder / name))
        except jinja2.TemplateSyntaxError as error:
            problem = template_problem(error, folder, _MEND)
            yield from [problem] if problem else []
        except RecursionError:
            message = "nested too deeply"
            yield Problem("template-is-valid", message, file_span(f"{folder.name}/{name}"), hint=_MEND)
        else:
            prefix = name.split("/", maxsplit=1)[0]
            referenced |= {f"{prefix}/{each}" for each in meta.find_referenced_templates(tree) if each}
    if own and not is_packaged(folder):
        known = {*originals(), *(f"pages/{kind.name}.md.j2" for kind in schema.kinds)}
        unused = (name for name in own if name not in known | referenced)
        for name in unused:
            if name.removeprefix("theme/") not in configuration:
                yield from _unused(name, folder, known)


def template_names(folder: Path) -> list[str]:
    """The paths of the templates in a folder."""
    paths = [path for part, suffix in _SUFFIXES.items() for path in sorted((folder / part).rglob(f"*{suffix}"))]
    return [path.relative_to(folder).as_posix() for path in paths if path.is_file() and not path.is_symlink()]


def _unused(name: str, folder: Path, known: Iterable[str]) -> Iterator[Problem]:
    """A template that no page uses; one of the theme only if its name resembles another: a page may choose any."""
    parent, _, file = name.rpartition("/")
    beside = {each.rpartition("/")[2].split(".")[0]: each for each in known if each.rpartition("/")[0] == parent}
    near = nearest(file.split(".")[0], beside)
    if near or parent == "pages":
        hint = f"did you mean `{beside[near]}`?" if near else "give it the name of a kind, or include it in another"
        span = file_span(f"{folder.name}/{name}")
        yield Problem("template-is-used", "no page uses a template of this name", span, "warning", hint)
