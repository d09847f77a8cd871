"""New records and articles, with the fields that one needs."""

from pathlib import Path

from generator.files import ARTICLES, nowhere, read_project
from generator.journal import Change
from generator.nearest import nearest
from generator.problems import Problem
from generator.reading import record_path
from generator.records.quoting import quote
from generator.schema import read_schema
from generator.schema.model import Field, Kind, Ref
from generator.values import country_name, value_type

_ARTICLE = """---
title: The headline
date: {date}
publisher: Who published it
url: https://example.org/the-article
language: en
---

[Name]{{person=first-last role="the role" country=us}} met [Name]{{person=other-name}}.
"""


def create(root: Path, kind_name: str, id_: str) -> tuple[Change | None, tuple[Problem, ...]]:
    """The file of a new thing; a problem where the kind or the id is not sound, or the file is there already."""
    project, _ = read_project(root)
    schema, problems = read_schema(project.schema)
    names = ["article", *(kind.name for kind in schema.kinds)]
    if kind_name not in names:
        near = nearest(kind_name, names)
        hint = f"did you mean `{near}`?" if near else f"the kinds are: {', '.join(names)}"
        problem = Problem("kind-is-known", f"unknown kind `{kind_name}`", nowhere("communique new"), hint=hint)
        return None, (*problems, problem)
    kind = schema.kind(kind_name)
    fault = value_type(kind.identifier if kind else "id").check(id_)
    if fault:
        return None, (Problem("id-is-valid", fault.message, nowhere("communique new"), hint=fault.hint),)
    path = record_path(Ref(kind.name, id_), schema) if kind else f"{ARTICLES}/{id_}.md"
    if (root / path).exists():
        hint = "open it in your editor, or take another id"
        return None, (Problem("id-is-unique", "the file is there already", nowhere(path), hint=hint),)
    return Change(path, None, _record(kind, id_) if kind else _ARTICLE.format(date=_date_of(id_))), problems


def _date_of(id_: str) -> str:
    """The date that an article's name begins with, where it does."""
    return id_[:10] if value_type("date").check(id_[:10]) is None else "2000-01-01"


def _record(kind: Kind, id_: str) -> str:
    """The fields that the kind asks for, and the others as comments that say what they hold."""
    lines = [f"# yaml-language-server: $schema=../../../schema/{kind.name}.json"]
    for field in kind.fields:
        if field.name == "name":
            name = country_name(id_, "en") if kind.identifier == "country" else id_.replace("-", " ").title()
            lines.append(f"name: {quote(name)}")
        elif field.required:
            lines.append(f"{field.name}: {quote(_date_of(id_) if field.type == 'date' else '')}")
    lines += [f"# {field.name}: {field.description}" for field in kind.fields if _offered(field)]
    return "\n".join(lines) + "\n"


def _offered(field: Field) -> bool:
    return not field.required and field.name not in ("previous_ids", "rejected", "sources")
