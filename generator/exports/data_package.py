"""The CSV tables as a Frictionless data package."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.pages.dates import instant
from generator.pages.publication import Source, licence_of, sources, updated
from generator.pages.site_index import SiteIndex
from generator.pages.tables import Table


class File(NamedTuple):
    """The size of a file in bytes, and its digest."""

    size: int
    digest: str


def describe(blocks: Iterable[bytes]) -> File:
    """What a data package says of the blocks of a file."""
    size, digest = 0, hashlib.sha256()
    for block in blocks:
        size += len(block)
        digest.update(block)
    return File(size, f"sha256:{digest.hexdigest()}")


def read_files(package: bytes) -> Mapping[str, File]:
    """The files of a data package of ours by the names of their tables; none if it is empty."""
    resources = json.loads(package)["resources"] if package else ()
    return {each["name"]: File(each["bytes"], each["hash"]) for each in resources}


def make_data_package(site: SiteIndex, tables: Sequence[Table], files: Mapping[str, File]) -> bytes:
    """`datapackage.json` beside the tables; `files` are those of the tables by name."""
    made: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": "communique",
        **({"id": f"https://doi.org/{site.publication.doi}"} if site.publication.doi else {}),
        "title": site.title,
        "description": site.subject or site.catalogue["downloads_about"],
        **({"homepage": site.base_url} if site.base_url else {}),
        **_published(site),
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def _published(site: SiteIndex) -> dict[str, object]:
    """Version, date, licence, publisher, authors and sources, as far as they are known."""
    made, licence = site.publication, licence_of(site.publication)
    people = [(made.publisher or site.title, "publisher"), *((name, "author") for name in made.authors)]
    date = updated(site)
    known = {
        "version": made.version,
        "created": instant(date) if date else "",
        "licenses": [_filled({"name": licence.id, "path": licence.url})] if licence else [],
        "contributors": [{"title": name, "role": role} for name, role in people],
        "sources": [_filled({"title": _cited(each), "path": each.url}) for each in sources(site)],
    }
    return {name: value for name, value in known.items() if value}


def _cited(source: Source) -> str:
    return f"{source.title} ({source.publisher})" if source.publisher else source.title


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _resource(table: Table, file: File) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": file.digest,
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    fields = [{"name": each.name, "type": each.type, "description": each.about} for each in table.columns]
    made: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if table.key:
        made["primaryKey"] = table.columns[0].name
    keys = [
        {"fields": column.name, "reference": {"resource": "" if column.to == table.name else column.to, "fields": "id"}}
        for column in table.columns
        if column.to
    ]
    return made | ({"foreignKeys": keys} if keys else {})
