"""The interface's messages in one language, with named placeholders and plural forms."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.project.files import file_span, read_source
from generator.project.packaged import PACKAGED, is_packaged
from generator.text import yaml_tree
from generator.text.source import SourceText
from generator.text.suggest import nearest
from generator.text.yaml_tree import YamlMapping, YamlText
from generator.values.date_phrases import ENGLISH, DatePhrases, date_phrases
from generator.values.locale import locale
from generator.values.number_words import number

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_OTHER = "other"
_WORDS = "words"
_RULE, _KNOWN = "message-is-valid", "message-is-known"


class Catalogue(dict[str, str]):
    """Messages by their keys; the plural forms of a message are `key.one`, `key.few`, … `key.other`.

    A message that is in no catalogue shows as its key.
    """

    def __init__(self, messages: Mapping[str, str], language: str) -> None:
        super().__init__(messages)
        self.language = language
        self.date_phrases: DatePhrases = date_phrases(messages)

    def __missing__(self, key: str) -> str:
        """The key itself."""
        return key

    def text(self, key: str, **values: object) -> str:
        """A message with its values, numbers as the language writes them; `count` decides on the plural form."""
        if not values:
            return self[key]
        shown = {
            name: number(value, self.language) if isinstance(value, int) else value for name, value in values.items()
        }
        return self._form(key, values.get("count")).format_map(_Values(shown))

    def forms(self, key: str) -> dict[str, str]:
        """The plural forms of a message by category."""
        return {form: self[f"{key}.{form}"] for form in _CATEGORIES if f"{key}.{form}" in self}

    def _form(self, key: str, count: object) -> str:
        if isinstance(count, int):
            for form in (_category(self.language, count), _OTHER):
                if f"{key}.{form}" in self:
                    return self[f"{key}.{form}"]
        return self[key]


class _Values(dict[str, object]):
    """The values of a message; a placeholder without a value shows as it is written."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


@lru_cache(maxsize=8192)
def _category(language: str, count: int) -> str:
    """The plural category of a number as CLDR gives it."""
    return str(locale(language).plural_form(count))


def read_messages(source: SourceText) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The valid messages of a catalogue's file, and what is wrong with the others.

    A message has no placeholder that the English one of the program lacks: there would be no value for it.
    """
    tree, unread = yaml_tree.read(source)
    if tree is None:
        return {}, unread
    messages: dict[str, str] = {}
    problems = [*unread]
    for key, at, node in _messages(tree):
        expected = _expected(key, english())
        misspelt, fault = _misspelt(key) if expected is None else None, _fault(node.value, expected)
        if misspelt:
            span = source.span(at.start, at.end)
            problems.append(Problem(_KNOWN, f"`{key}` is no message", span, "warning", misspelt))
        elif fault:
            message, hint = fault
            problems.append(Problem(_RULE, f"`{key}` {message}", source.span(node.start, node.end), hint=hint))
        else:
            messages[key] = node.value
    return messages, tuple(problems)


def overlaid(messages: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Messages with a project's own instead of them; an own message without plural forms replaces all forms."""
    return {key: text for key, text in messages.items() if key.rpartition(".")[0] not in own} | dict(own)


@cache
def english() -> Mapping[str, str]:
    """The program's English messages, which stand in for those that another language lacks."""
    path = PACKAGED / ENGLISH
    tree, _ = yaml_tree.read(SourceText(path.name, path.read_text("utf-8")))
    return {key: node.value for key, _, node in _messages(tree)} if tree else {}


def _messages(tree: YamlMapping, prefix: str = "") -> Iterator[tuple[str, YamlText, YamlText]]:
    """The key, its node and the node of the text of each message."""
    for key, value in tree.entries:
        if isinstance(value, YamlMapping):
            yield from _messages(value, f"{prefix}{key.value}.")
        elif isinstance(value, YamlText):
            yield f"{prefix}{key.value}", key, value


def _expected(key: str, known: Mapping[str, str]) -> frozenset[str] | None:
    """The placeholders that a message may have; None if the English catalogue lacks the message."""
    stem, _, form = key.rpartition(".")
    keys = [f"{stem}.{each}" for each in _CATEGORIES] + [stem] if stem and form in _CATEGORIES else [key]
    found = [known[each] for each in keys if each in known]
    return frozenset(name for text in found for name in _PLACEHOLDER.findall(text)) if found else None


def _misspelt(key: str) -> str | None:
    """The remedy for a key that only resembles a message's; those with a dot belong to the schema of the site."""
    near = None if "." in key else nearest(key, english())
    return f"did you mean `{near}`?" if near else None


def _fault(text: str, expected: frozenset[str] | None) -> tuple[str, str] | None:
    """The fault in the placeholders of a message, and the remedy."""
    if set(_PLACEHOLDER.sub("", text)) & set("{}"):
        return "has a brace that is not part of a placeholder", "a placeholder is a name in braces, as in `{date}`"
    unknown = sorted(set(_PLACEHOLDER.findall(text)) - expected) if expected is not None else []
    if unknown:
        known = ", ".join(f"`{{{name}}}`" for name in sorted(expected or ()))
        hint = f"the English message has {known}" if known else "the English message has no placeholders"
        return f"has the placeholder `{{{unknown[0]}}}`, for which there is no value", hint
    return None


def read_words(folder: Path, language: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The interface's messages in one language: the project's own, one by one, else the program's, else English."""
    name = f"{_WORDS}/{language}.yaml"
    own = (folder / name).is_file()
    if not own and not (PACKAGED / name).is_file():
        hint = f"write {language}.yaml in {folder.name}/{_WORDS}, with the keys that en.yaml of this release has"
        span = file_span(f"{folder.name}/{name}")
        missing = Problem("language-has-words", f"no words for `{language}`", span, hint=hint)
        return Catalogue({}, language), (missing,)
    messages, problems = _read_file(folder, name) if own else ({}, ())
    if not is_packaged(folder) and (PACKAGED / name).is_file():
        messages = overlaid(_read_file(PACKAGED, name)[0], messages)
    return Catalogue(overlaid(english(), messages), language), problems


def check_words(folder: Path) -> Iterator[Problem]:
    """What is wrong with the messages of a project's own, in all languages; a template of its own may use any."""
    used = {name for text in _own_templates(folder) for name in _NAME.findall(text)}
    for path in sorted((folder / _WORDS).glob("*.yaml")):
        text, unread = read_source(folder.parent, f"{folder.name}/{_WORDS}/{path.name}")
        messages, problems = read_messages(text) if text else ({}, unread)
        yield from problems
        unknown = {key for key in messages if "." not in key and _expected(key, english()) is None} - used
        tree = yaml_tree.read(text)[0] if text and unknown else None
        for key, at, _ in _messages(tree) if tree else ():
            if text and key in unknown:
                hint = "delete it: no template uses it"
                yield Problem(_KNOWN, f"`{key}` is no message", text.span(at.start, at.end), "warning", hint)


def _own_templates(folder: Path) -> Iterator[str]:
    """The texts of a project's own templates."""
    paths = [] if is_packaged(folder) else [path for suffix in ("j2", "html") for path in folder.rglob(f"*.{suffix}")]
    for path in paths:
        text, _ = read_source(folder.parent, f"{folder.name}/{path.relative_to(folder).as_posix()}")
        yield text.text if text else ""


def _read_file(folder: Path, name: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The messages in a file of a folder."""
    text, unread = read_source(folder.parent, f"{folder.name}/{name}")
    return read_messages(text) if text else ({}, unread)
