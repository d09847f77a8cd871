"""`index.json` beside the page of a record: its facts with their evidence, and its links in both directions."""

from collections.abc import Iterator, Sequence

from generator.exports.json_lines import line
from generator.exports.sourced import Evidence, Reader, Sourced, key_of
from generator.pages.addresses import address_of, canonical_url, up
from generator.pages.blocks import other_names
from generator.pages.dates import date_of
from generator.pages.site_index import SiteIndex
from generator.schema.model import Field, Ref

_STATUS = ("retracted", "review")


def make_record_json(site: SiteIndex, reader: Reader, ref: Ref) -> bytes:
    """The data of one record, as described by the site's `schema/record.json`, except for the head."""
    base = site.base
    made = {
        "address": address_of(base, ref),
        "permalink": canonical_url(site, ref),
        "kind": ref.kind,
        "id": ref.id,
        "name": base.name(ref),
        "also_called": other_names(base, ref),
        "updated": date_of(base, ref),
        "outcome": site.meetings.states[ref].name if ref in site.meetings.states else "",
        "fields": _fields(site, reader, ref),
        "links": {"out": list(_outward(site, reader, ref)), "in": list(_inward(site, reader, ref))},
    }
    return line({key: part for key, part in made.items() if part != ""})


def headed(site: SiteIndex, kind: str, body: bytes, path: str) -> bytes:
    """Add the head to a body: its schema, and the root of all its URLs, for the file at `path`."""
    root = site.base_url or up(path)
    return line({"$schema": f"{root}schema/{kind}.json", "root": root})[:-2] + b", " + body[1:]


def _fields(site: SiteIndex, reader: Reader, ref: Ref) -> dict[str, object]:
    """The facts by field: one for a plain field, a list for a field with many values; roles as pages show them."""
    kind = reader.kinds[ref.kind]
    fields = {field.name: field for field in kind.fields}
    made: dict[str, object] = {}
    items: dict[tuple[str, ...], dict[str, object]] = {}
    for fact in reader.facts(ref):
        field = fields[fact.slot.field]
        if not field.many:
            made[field.name] = _fact(fact)
        elif not field.fields:
            _listed(made, field).append(_fact(fact))
        elif not fact.slot.part:
            item = {"key": key_of(field, fact.slot), **_support(fact), "fields": {}}
            items[field.name, *fact.slot.key] = item
            _listed(made, field).append(item)
        else:
            parts = items[field.name, *fact.slot.key]["fields"]
            if isinstance(parts, dict):
                parts[fact.slot.part] = _fact(fact)
    for each in site.meetings.by_meeting.get(ref, ()):
        parts = items[each.slot.field, *each.slot.key]["fields"]
        position = next((fact for fact in reader.facts(each.role_subject) if fact.slot == each.role_slot), None)
        if each.role and each.role_subject != ref and position and isinstance(parts, dict):
            parts["role"] = {"value": each.role, **_support(position)}
    return made


def _listed(made: dict[str, object], field: Field) -> list[object]:
    found = made.setdefault(field.name, [])
    return found if isinstance(found, list) else []


def _fact(fact: Sourced) -> dict[str, object]:
    return {"value": fact.value, **_support(fact)}


def _support(fact: Sourced) -> dict[str, object]:
    made: dict[str, object] = {"state": fact.state, "evidence": evidence_json(fact.evidence)}
    return made | {name: text for name, text in (("cited", fact.cited), ("review", fact.review)) if text}


def evidence_json(evidence: Sequence[Evidence]) -> list[dict[str, str]]:
    """Evidence as JSON objects; `retracted` and `review` only where an article was withdrawn, or is a draft."""
    return [{name: text for name, text in each._asdict().items() if text or name not in _STATUS} for each in evidence]


def _outward(site: SiteIndex, reader: Reader, ref: Ref) -> Iterator[dict[str, str]]:
    """The records that a record refers to, with the field."""
    kind, links, ids = reader.kinds[ref.kind], reader.links(ref.kind), site.base.ids
    keys = {field.name: field.key for field in kind.fields}
    named: dict[tuple[str, str], None] = {}
    for slot, value, _ in site.base.record_facts[ref]:
        whole = slot.key and not slot.part
        parts = zip(keys[slot.field], slot.key, strict=True) if whole else ((slot.part, value),)
        for part, id_ in parts:
            if (slot.field, part) in links and id_ in ids:
                named[links[slot.field, part], id_] = None
    for field, id_ in named:
        yield {"field": field, **reader.thing(ids[id_])}


def _inward(site: SiteIndex, reader: Reader, ref: Ref) -> Iterator[dict[str, str]]:
    """The records that refer to a record, with the name of the inverse link."""
    for name, links in site.base.links.get(ref, {}).items():
        for subject, field in dict.fromkeys((link.subject, link.slot.field) for link in links):
            yield {"link": name, "field": field, **reader.thing(subject)}
