"""The entries of a front matter as plain values: texts, numbers, mappings and lists, as JSON and YAML have them."""

from dataclasses import fields

from generator.articles.model import Author, Excerpt, FrontMatter, Refusal, Retraction, Reviewed
from generator.articles.refusals import refusal_entries


def front_entries(front: FrontMatter) -> dict[str, object]:
    """The entries that say something, by their keys; `authors` stands for `author` where there are several."""
    found = {each.name: plain_value(value) for each in fields(front) if (value := getattr(front, each.name))}
    if front.authors:
        found.pop("author", None)
    return found


def plain_value(value: object) -> object:
    """A value of a front matter without our types."""
    if isinstance(value, Author):
        return {"organization": value.name} if value.is_organization else value.name
    if isinstance(value, Refusal):
        return refusal_entries(value)
    if isinstance(value, Excerpt | Retraction | Reviewed):
        return {key: part for key, part in value._asdict().items() if part}
    return [plain_value(each) for each in value] if isinstance(value, tuple) else value
