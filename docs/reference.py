# noqa: INP001 -- a hook is no package
"""A hook of MkDocs: the reference, made from the program at each build, so that it can't be out of date."""

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import get_args

import click
from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.config.config_options import ListOfItems, SubConfig, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.cli import main
from generator.diagnostics.rule_catalog import MANUALS, Manual
from generator.facts.annotation_schema import annotation_types
from generator.mkdocs_plugin import CommuniqueConfig, PublicationOption, SuppressionOption
from generator.pages.template_docs import templates_page
from generator.schema.model import Field, Kind, Schema
from generator.schema.read import read_schema

_HERE = Path(__file__).parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the reference."""
    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def pages() -> Mapping[str, str]:
    """The generated pages as Markdown, by path."""
    schema, _ = read_schema()
    return {
        "reference/commands.md": commands_page(),
        "reference/kinds.md": kinds_page(schema),
        "reference/options.md": options_page(),
        "reference/plugins.md": (_HERE / "plugins.md").read_text("utf-8"),
        "reference/rules.md": rules_page(),
        "reference/templates.md": templates_page(),
    }


def commands_page() -> str:
    """Each command with its help, as `--help` prints it."""
    parts = ["# Commands\n", f"What `communique --help` prints:\n\n{_fenced(_help(main, 'communique'))}"]
    for name, command in sorted(main.commands.items()):
        parts.append(f"## communique {name}\n\n{_fenced(_help(command, f'communique {name}'))}")
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    return click.unstyle(command.get_help(context))


def _fenced(text: str, info: str = "text") -> str:
    return f"````{info}\n{text.strip()}\n````\n"


def rules_page() -> str:
    """Each rule with its severity and its manual."""
    text = (
        "# Rules\n\nWhat `communique check` and the other commands report. The severity is a rule's worst. "
        "Errors stop extraction; warnings and notes can be [accepted](../guide.md#accept-a-finding) with a reason. "
        "`communique check --explain RULE` prints the same text.\n"
    )
    table = "".join(
        f"| [`{each.rule}`](#{each.rule}) | {each.severity} | {_cell(each.summary)} |\n"
        for each in sorted(MANUALS, key=lambda each: each.rule)
    )
    manuals = (_manual(each) for each in sorted(MANUALS, key=lambda each: each.rule))
    return f"{text}\n| rule | severity | what it wants |\n|---|---|---|\n{table}\n{''.join(manuals)}"


def _manual(manual: Manual) -> str:
    return f"## {manual.rule}\n\nSeverity: {manual.severity}.\n\n{_fenced(manual.text)}\n"


def options_page() -> str:
    """The plugin's options with their types and defaults."""
    comments = inspect.getdoc(CommuniqueConfig) or ""
    about = "\n\n".join(comments.split("\n\n")[1:])
    return (
        "# Options of the plugin\n\nThey stand in `mkdocs.yml`, below the plugin:\n\n"
        "```yaml\nplugins:\n  - communique:\n      subject: Who met whom about the ferry\n```\n\n"
        f"{about}\n\n{_options(CommuniqueConfig)}\n## Options of `publication`\n\n"
        f"{inspect.getdoc(PublicationOption)}\n\n{_options(PublicationOption)}\n## Entries of `accept`\n\n"
        f"{inspect.getdoc(SuppressionOption)}\n\n{_options(SuppressionOption)}"
    )


def _options(config: type[CommuniqueConfig | PublicationOption | SuppressionOption]) -> str:
    rows = "".join(_option(name, option) for name, option in config._schema)  # noqa: SLF001 -- MkDocs' documented list
    return f"| option | type | default |\n|---|---|---|\n{rows}"


def _option(name: str, option: BaseConfigOption[object]) -> str:
    default = option.default
    try:
        option.validate(default)
    except ValidationError:
        shown = "required"
    else:
        shown = "none" if default is None else f"`{default!r}`" if isinstance(default, str) else f"`{default}`"
    return f"| `{name}` | {_option_type(option)} | {shown} |\n"


def _option_type(option: BaseConfigOption[object]) -> str:
    """What to write: the type that the option checks, else the one that its class declares."""
    if isinstance(option, SubConfig):
        return "mapping"
    if isinstance(option, ListOfItems):
        return "list"
    if isinstance(option, Type):
        return option._type.__name__  # noqa: SLF001 -- MkDocs has no other way to ask
    (declared,) = get_args(type(option).__orig_bases__[0])
    return " or ".join(type_.__name__ for type_ in get_args(declared) if type_ is not NoneType)


def kinds_page(schema: Schema) -> str:
    """Each kind of record with its annotation and its fields."""
    text = (
        "# Kinds and fields\n\nWhat an article can name and a record can hold. A site adds its own kinds and fields in "
        "`content/schema/`.\n\n"
    )
    parts = [_kind(kind, schema) for kind in schema.kinds]
    quotation = "## Quotations\n\n`.quote` and `.paraphrase` take these attributes:\n\n" + _fields(schema.statement)
    return text + "\n".join([*parts, quotation])


def _kind(kind: Kind, schema: Schema) -> str:
    word = annotation_types(schema)[kind.annotation]
    attributes = ", ".join(f"`{name}=`" for name in word.attributes)
    return (
        f"## {kind.heading}\n\n{kind.description}\n\nAnnotation: `[…]{{{kind.annotation}=ID}}`; attributes: "
        f"{attributes}. Records: `content/records/{kind.plural}/ID.yaml`.\n\n{_fields(kind.fields)}"
    )


def _fields(fields: tuple[Field, ...]) -> str:
    rows = "".join(f"| `{name}` | {_type(field)} | {_meaning(field)} |\n" for name, field in _each(fields))
    return f"| field | type | meaning |\n|---|---|---|\n{rows}"


def _each(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Fields and the fields of their items, with the names that lead to them."""
    for field in fields:
        yield f"{prefix}{field.name}", field
        yield from _each(field.fields, f"{prefix}{field.name}.")


def _type(field: Field) -> str:
    choices = ", ".join(f"`{choice.value}`" for choice in field.choices)
    to = ", ".join(field.to)
    return ("list of " if field.many else "") + field.type + (f": {choices or to}" if choices or to else "")


def _meaning(field: Field) -> str:
    """What a field means: its description, or its label."""
    return _cell(field.description or field.label) + (" (required)" if field.required else "")


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
