"""Checks what a build reads beside articles and records: options, pages that people write, words and templates."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from yaml.nodes import MappingNode, Node, ScalarNode

from generator.catalogue import check_words, read_words
from generator.diagnostics.problem import Problem
from generator.project.configuration import SiteConfiguration
from generator.project.files import read_configuration, read_own_pages
from generator.project.packaged import PACKAGED
from generator.project.site_checks import templates_folder
from generator.schema.model import Schema
from generator.text.page_front import check_front
from generator.text.suggest import nearest
from generator.values.quote import quoted

PUBLICATION = ("licence", "version", "publisher", "doi", "authors")
"""The options of a publication: MkDocs, which knows them too, is not loaded for a check."""
_SWITCHES = ("fast", "cards")
_Fault = tuple[Node | None, str, str]
"""The value of an option, what is wrong with it, and the remedy."""


def check_site_files(root: Path, schema: Schema) -> Iterator[Problem]:
    """What is wrong with the site's options, pages that people write, words and templates."""
    configuration, _ = read_configuration(root)
    folder = templates_folder(root)
    if configuration:
        for node, message, hint in (*_workers(root, configuration), *_values(configuration, folder)):
            span = configuration.span(node) if node else configuration.source.whole()
            yield Problem("option-is-valid", message, span, hint=hint)
        yield from _unknown(configuration)
    for page in read_own_pages(root):
        problem = check_front(page)
        yield from [problem] if problem else []
    yield from check_words(folder)
    if folder.is_dir():
        from generator.template_check import check_templates  # noqa: PLC0415 -- few projects have templates

        yield from check_templates(folder, schema, configuration.source.text if configuration else "")


def _workers(root: Path, configuration: SiteConfiguration) -> Iterator[_Fault]:
    if node := configuration.option("workers"):
        from generator.cluster import WorkersError  # noqa: PLC0415 -- they load what starts processes
        from generator.executors import configured_workers  # noqa: PLC0415

        try:
            configured_workers(root)
        except WorkersError as error:
            yield node, f"`workers`: {error}", "correct it, or delete it"


def _values(configuration: SiteConfiguration, folder: Path) -> Iterator[_Fault]:
    """The values that a build refuses; those with a tag such as `!ENV` are known only to MkDocs."""
    for name in _SWITCHES:
        node = configuration.option(name)
        if _is_plain(node) and not node.tag.endswith(":bool"):
            yield node, f"`{name}` is neither true nor false", "write `true` or `false`"
    node = configuration.option("language")
    if _is_plain(node):
        _, problems = read_words(folder, node.value)
        if any(each.rule == "language-has-words" for each in problems):
            near = nearest(node.value, _languages(folder))
            hint = f"did you mean `{near}`?" if near else problems[0].hint
            yield node, f"there are no words for the language {quoted(node.value)}", hint
    for key, value in _publication(configuration):
        if _is_plain(value) and key.value in PUBLICATION[:-1]:
            from generator.pages import Publication  # noqa: PLC0415 -- few projects say it
            from generator.pages.publication import publication_fault  # noqa: PLC0415

            fault, _, hint = publication_fault(Publication(**{key.value: value.value})).partition("; ")
            if fault:
                yield value, fault, hint


def _unknown(configuration: SiteConfiguration) -> Iterator[Problem]:
    """The options of a publication that there are not."""
    for key, _ in _publication(configuration):
        if key.value not in PUBLICATION:
            near = nearest(key.value, PUBLICATION)
            hint = f"did you mean `{near}`?" if near else f"it has: {', '.join(f'`{name}`' for name in PUBLICATION)}"
            message = f"`publication` has no option {quoted(key.value)}"
            yield Problem("option-is-known", message, configuration.span(key), "warning", hint)


def _publication(configuration: SiteConfiguration) -> list[tuple[ScalarNode, Node]]:
    node = configuration.option("publication")
    pairs = node.value if isinstance(node, MappingNode) else ()
    return [(key, value) for key, value in pairs if isinstance(key, ScalarNode)]


def _is_plain(node: Node | None) -> TypeGuard[ScalarNode]:
    return isinstance(node, ScalarNode) and node.tag.startswith("tag:yaml.org")


def _languages(folder: Path) -> list[str]:
    return sorted({path.stem for each in (folder, PACKAGED) for path in (each / "words").glob("*.yaml")})
