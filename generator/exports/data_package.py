"""The CSV tables as a Frictionless data package."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from generator.pages.site_index import SiteIndex
from generator.pages.tables import Table


def make_data_package(site: SiteIndex, tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """`datapackage.json` beside the tables; `files` are the bytes of each by the table's name."""
    made: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": "communique",
        "title": site.title,
        "description": site.catalogue["downloads_about"],
        **({"homepage": site.base_url} if site.base_url else {}),
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def _resource(table: Table, data: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
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
