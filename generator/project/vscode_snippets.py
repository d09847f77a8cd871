"""VS Code snippets, which complete ids in articles and records.

Keys and choices of records come from `schema/<kind>.json`, which the first line of each record names. Those files are
committed, depend only on the kinds, and contain no ids: a list of ids would change with every new record, so that any
two pull requests would conflict, and an outdated list would reject new records or offer deleted ones. Ids come from a
snippets file instead, which nobody commits and every extraction updates. It works for articles as well, and it only
offers ids; `communique check` reports those that do not exist.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.project.atomic_write import put
from generator.project.files import read_project
from generator.schema import read_schema
from generator.schema.model import Kind, Schema
from generator.text import yaml_tree
from generator.text.source import SourceText
from generator.text.yaml_tree import YamlText

SNIPPETS = ".vscode/communique.code-snippets"
"""Where VS Code looks for the snippets of a project; only a project with the folder gets the file."""

_SERVER = re.compile(r"^[^/\n]*server\.command\"\s*:\s*\"[^\"]*communique\"", re.MULTILINE)
_BENT = re.compile(r"[$}]")
_MARKUP = re.compile(r"[\[\]`<>\\]")


def write_snippets(root: Path) -> None:
    """Update the snippets of the project at `root`; if they can't be written, the old ones stay.

    Where the settings start the language server, which completes more, the file goes.
    """
    path = root / SNIPPETS
    if not path.parent.is_dir() or path.is_symlink() or path.parent.is_symlink():
        return
    if _has_server(path.with_name("settings.json")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return
    project, _ = read_project(root)
    schema, _ = read_schema(project.schema)
    text = snippets(schema, project.records)
    with suppress(OSError, UnicodeDecodeError):
        if not path.exists() or path.read_text("utf-8") != text:
            put(path, text)


def _has_server(settings: Path) -> bool:
    try:
        return bool(_SERVER.search(settings.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False


def snippets(schema: Schema, records: Iterable[SourceText]) -> str:
    """The VS Code snippets for every record: its id in YAML, and an annotation in Markdown.

    Typing the id or the name offers them. In an article, the annotation surrounds the selected words.
    """
    kinds = {kind.plural: kind for kind in schema.kinds}
    found: dict[str, object] = {}
    for source in records:
        path = PurePosixPath(source.path)
        if kind := kinds.get(path.parent.name):
            found.update(_snippets(kind, path.stem, _name(source) or path.stem))
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _snippets(kind: Kind, id_: str, name: str) -> Iterator[tuple[str, object]]:
    offered: dict[str, Sequence[str] | str] = {"prefix": [id_, name], "description": f"{kind.label}: {name}"}
    words = _BENT.sub(r"\\\g<0>", _MARKUP.sub("", name).strip() or id_)
    annotation = f"[${{TM_SELECTED_TEXT:{words}}}]{{{kind.annotation}={id_}\\}}"
    yield f"{id_}: the id", {"scope": "yaml", "body": id_, **offered}
    yield f"{id_}: an annotation", {"scope": "markdown", "body": annotation, **offered}


def _name(source: SourceText) -> str:
    """The name in a record's file, if it can be parsed."""
    tree, _ = yaml_tree.read(source)
    name = tree.get("name") if tree else None
    return name.value if isinstance(name, YamlText) else ""
