"""What the last build made of what, so that the next one makes only what is another now."""

import marshal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

from generator.incremental import checksummed_file
from generator.rendering.site_dir import Stamp


class PageRecord(NamedTuple):
    """A page as it was written: its file, the day of its newest article, and links of it that lead nowhere.

    `title` is that of a page about no single thing, "" for all others: such a page is searched for by it.
    """

    place: str
    stamp: Stamp
    updated: str
    lost: tuple[str, ...]
    title: str = ""


class MkDocsPageRecord(NamedTuple):
    """A page that MkDocs wrote: its title as HTML, its record, day and anchors, and its links like those of others."""

    title: str
    record: str
    updated: str
    ids: tuple[str, ...]
    targets: tuple[str, ...]
    lost: tuple[str, ...]


class PageDependencies(NamedTuple):
    """What a page rests on, the ids that it asked for; its anchors; and those of other pages it links to, `path#id`."""

    asked: tuple[str, ...]
    ids: tuple[str, ...]
    targets: tuple[str, ...]


def interned(trace: PageDependencies) -> PageDependencies:
    """The same trace, of words that all traces share: many pages ask for the same ids, and workers send copies."""
    return PageDependencies(*(tuple(map(sys.intern, words)) for words in trace))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of a site's folder after a build.

    - `key`: digest of all that every page rests on: templates, options, schema, versions
    - `inputs`: the stamps of the files that were read, by path; None for one that was written too lately to be trusted
    - `lately`: the digests of those
    - `printed`: the pages that were written, by their Markdown paths
    - `shown`: those that MkDocs wrote, by their Markdown paths
    - `hidden`: the Markdown paths of those in whose place a hand-written page stands
    - `others`: the files in the same folders that are not ours
    - `frames`: by folder, the digest of what stands around a page
    - `told`: the findings: severity and text
    - `moved`: the redirects: old path, new path, name
    - `outward`: links to anchors of pages that MkDocs writes: page and `path#id`
    - `anchors`: of our pages that those link to, by their Markdown paths
    - `searched`: the stamps of the search's files by their places; `beside`: a digest of the pages that it finds beside
      records and articles
    """

    key: bytes = b""
    inputs: Mapping[str, Stamp | None] = field(default_factory=dict)
    lately: Mapping[str, bytes] = field(default_factory=dict)
    printed: Mapping[str, PageRecord] = field(default_factory=dict)
    shown: Mapping[str, MkDocsPageRecord] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    frames: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[tuple[str, str], ...] = ()
    moved: tuple[tuple[str, str, str], ...] = ()
    outward: tuple[tuple[str, str], ...] = ()
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    searched: Mapping[str, Stamp] = field(default_factory=dict)
    beside: bytes = b""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The HTML of the pages that MkDocs wrote, by their Markdown paths: where nothing changed it is written again."""

    html: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codes:
    """The code of templates, by Jinja's name for each: a digest of the template's text, and what became of it."""

    codes: Mapping[str, tuple[str, CodeType]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteDependencies:
    """What tells which pages are others now; read only where something changed.

    - `pages`: by Markdown path
    - `named`: by article or record, the digest of its text and the ids that it names
    - `kinds`: the kind of every id
    - `gathered`: by id, the digest of what the site gathers for it
    - `newest`: the day of the newest article, to which days are counted
    """

    pages: Mapping[str, PageDependencies] = field(default_factory=dict)
    named: Mapping[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    gathered: Mapping[str, bytes] = field(default_factory=dict)
    newest: str = ""


def read_manifest(path: Path, key: bytes) -> Manifest | None:
    """The manifest in a file; None where there is none that can be trusted: half-written, or made under another key."""
    values = _read(path, key, Manifest)
    if values is None:
        return None
    values["inputs"] = {name: Stamp(*row) if row else None for name, row in values["inputs"].items()}
    values["printed"] = {
        name: PageRecord(place, Stamp(*made), *rest) for name, (place, made, *rest) in values["printed"].items()
    }
    values["shown"] = {name: MkDocsPageRecord(*row) for name, row in values["shown"].items()}
    values["searched"] = {place: Stamp(*row) for place, row in values["searched"].items()}
    return Manifest(**values)


def read_traces(path: Path, key: bytes) -> SiteDependencies | None:
    """The traces in a file, None like `read_manifest`."""
    values = _read(path, key, SiteDependencies)
    if values is None:
        return None
    values["pages"] = {name: PageDependencies(*row) for name, row in values["pages"].items()}
    return SiteDependencies(**values)


def read_outputs(path: Path, key: bytes) -> Outputs | None:
    """The pages in a file, None like `read_manifest`."""
    values = _read(path, key, Outputs)
    return Outputs(**values) if values is not None else None


def read_codes(path: Path, key: bytes) -> Codes:
    """The code of templates in a file, none like `read_manifest`."""
    return Codes(**_read(path, key, Codes) or {})


def write(path: Path, key: bytes, values: Manifest | Outputs | SiteDependencies | Codes) -> None:
    """Keep something for the next build; whole or not at all."""
    body = marshal.dumps({each.name: _plain(getattr(values, each.name)) for each in fields(values)})
    checksummed_file.write(path, key, body)


def _read(
    path: Path, key: bytes, shape: type[Manifest] | type[Outputs] | type[SiteDependencies] | type[Codes]
) -> dict[str, Any] | None:
    body = checksummed_file.read(path, key)
    if body is None:
        return None
    try:
        values = marshal.loads(body)  # noqa: S302 # nosec B302 -- our own cache, and its digest was checked
    except (ValueError, EOFError, TypeError):
        return None
    right = isinstance(values, dict) and values.keys() == {each.name for each in fields(shape)}
    return values if right else None


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a manifest holds
    """Named tuples as plain ones, which is what can be kept."""
    if isinstance(value, Mapping):
        return {name: _plain(part) if isinstance(part, tuple) else part for name, part in value.items()}
    if isinstance(value, tuple) and type(value) is not tuple:
        return tuple([tuple(part) if type(part) is Stamp else part for part in value])
    return value
