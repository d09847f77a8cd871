"""Small worlds of records, and the pages over all that are made of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator import pipeline
from generator.catalogue import read_words
from generator.knowledge_base import KnowledgeBase
from generator.pages import Page, render
from generator.pages.site_index import SiteIndex, gather_site

TEMPLATES = Path(__file__).parents[2] / "site_templates"

SIDES = ("ru", "ua", "us")


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Records by `kind/id` and their YAML."""
    for name, text in files.items():
        path = root / f"content/records/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def world(
    meetings_: Sequence[Mapping[str, object]], people: Mapping[str, str], names: Mapping[str, str] = {}
) -> dict[str, str]:
    """Records of meetings (`id`, `date`, `people`, perhaps `status`, `place`) and of people by their sides."""
    files = {f"countries/{side}": f"name: Side {side}\n" for side in SIDES}
    for person, side in people.items():
        name = names.get(person, f"Person {person}")
        files[f"persons/{person}"] = f"name: {quoted(name)}\n" + (f"country: {side}\n" if side else "")
    for item in meetings_:
        lines = [f"name: {quoted(str(item.get('name', item['id'])))}", f"date: {item['date']}"]
        lines += [f"{key}: {item[key]}" for key in ("status", "place") if key in item]
        who = item.get("people", ())
        lines += ["participants:", *(f"  - person: {person}" for person in who)] if who else []
        files[f"meetings/{item['id']}"] = "\n".join(lines) + "\n"
    return files


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def known(root: Path, files: Mapping[str, str]) -> KnowledgeBase:
    return pipeline.build_knowledge(write(root, files))[0]


def site_of(base: KnowledgeBase) -> SiteIndex:
    catalogue, problems = read_words(TEMPLATES, "en")
    assert not problems
    return gather_site(base, catalogue, "en", "A site")


def pages_of(base: KnowledgeBase) -> dict[str, Page]:
    pages, problems = render(base, TEMPLATES, "en", "A site")
    assert not problems
    return {page.path: page for page in pages}
