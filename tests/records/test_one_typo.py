"""A misspelt field of a record is one finding, with the field that was meant, at any depth."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support.projects import communique

from generator.records.read import read_record
from generator.schema.model import Field, Kind
from generator.schema.read import read_schema
from generator.text.source import SourceText
from generator.text.suggest import nearest

VALUES = {
    "date": "2025-12-02",
    "number": "3",
    "url": "https://example.org/",
    "language": "en",
    "country": "us",
    "coordinates": "59.9, 10.7",
    "source": "https://example.org/ 2025-12-02",
    "reference": "ann-roe",
    "authority": "wikidata:Q42",
}
SCHEMA, _ = read_schema(())


def value(field: Field) -> str:
    return field.choices[0].value if field.choices else VALUES.get(field.type, "words")


def lines(fields: Sequence[Field], margin: str = "") -> Iterator[tuple[str, str]]:
    """All lines of a record that has every field, each with the key that it holds, "" for none."""
    for field in fields:
        if field.type == "sources":
            continue
        if not field.fields:
            yield f"{margin}{field.name}: " + (f"[{value(field)}]" if field.many else value(field)), field.name
            continue
        yield f"{margin}{field.name}:", field.name
        inner = [part for part in lines(field.fields, f"{margin}    ") if part]
        (first, name), *rest = inner
        yield f"{margin}  - {first.strip()}" if field.many else first, name
        yield from rest


def typos(key: str) -> Iterator[str]:
    """A key with two letters swapped, one missing, and one too many."""
    middle = len(key) // 2
    yield f"{key[: middle - 1]}{key[middle]}{key[middle - 1]}{key[middle + 1 :]}"
    yield key[:-1]
    yield f"{key}{key[-1]}"


@pytest.mark.parametrize("kind", SCHEMA.kinds, ids=lambda kind: kind.name)
def test_one_typo_is_one_finding(kind: Kind):
    whole = list(lines(kind.fields))
    names = {name for _, name in whole}
    id_ = "us" if kind.identifier == "country" else "x"
    text = "\n".join(line for line, _ in whole) + "\n"
    assert [each.message for each in read_record(SourceText("x.yaml", text), kind, id_)[1]] == []
    for at, (line, key) in enumerate(whole):
        for typo in typos(key):
            if typo in names or nearest(typo, sorted(names)) is None:
                continue
            changed = [each for each, _ in whole]
            changed[at] = line.replace(f"{key}:", f"{typo}:", 1)
            _, problems = read_record(SourceText("x.yaml", "\n".join(changed) + "\n"), kind, id_)
            assert [each.rule for each in problems] == ["field-is-known"], (typo, [each.message for each in problems])
            assert problems[0].span.start == text_start(changed, at, typo)


def test_another_word_for_a_required_field_is_one_finding():
    kind = next(kind for kind in SCHEMA.kinds if kind.name == "person")
    text = "name: Ann Roe\nnames:\n  - text: Ганна Роу\n    lang: uk\n"
    _, problems = read_record(SourceText("x.yaml", text), kind, "ann-roe")
    assert [(each.rule, each.hint) for each in problems] == [
        ("field-is-known", "known fields: lang, name, source; still missing: name")
    ]


def text_start(found: Sequence[str], at: int, typo: str) -> int:
    return sum(len(line) + 1 for line in found[:at]) + found[at].index(f"{typo}:")


@pytest.mark.parametrize("text", ["nmae: Ann Roe\n", "name: Ann Roe\ncuontry: us\n", "name: Ann Roe\nboorn: 1960\n"])
def test_extraction_is_not_the_remedy_for_a_typo(tmp_path: Path, text: str):
    article = "---\ntitle: News\ndate: 2025-12-02\npublisher: P\n---\n\n[Ann Roe]{person=ann-roe} spoke.\n"
    for path, words in {"articles/a.md": article, "records/persons/ann-roe.yaml": text}.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True)
        file.write_text(words, "utf-8")
    code, told = communique(tmp_path, "check", "--all")
    assert code == 1
    assert told.startswith("1 finding") or told.count(": error: ") == 1, told
    assert "did you mean" in told
