"""Long downloads are joined from pieces: what nobody changed is copied from the last build's file."""

from pathlib import Path

from exported import ROOT, survey
from hypothesis import given
from hypothesis import strategies as st

from generator import exports
from generator.exports import LastFiles, Splicer
from generator.exports.sourced import reader
from generator.exports.statements import statement_tables
from generator.incremental.dependencies import DependencyTracker, tracked
from generator.pages.addresses import address_of

PATH = "downloads/all.jsonl"
OWNERS = st.dictionaries(st.sampled_from("abcdefgh"), st.binary(max_size=4), max_size=8)


@given(OWNERS, OWNERS, st.sampled_from([b"", b"head\n"]))
def test_a_spliced_file_is_the_file_made_anew(tmp_path_factory, before: dict[str, bytes], now: dict[str, bytes], head):
    folder = tmp_path_factory.getbasetemp()
    (folder / "downloads").mkdir(exist_ok=True)
    first = Splicer()
    (folder / PATH).write_bytes(first.join(PATH, head, [(o, lambda o=o: before[o]) for o in before]))
    made: list[str] = []

    def make(owner: str) -> bytes:
        made.append(owner)
        return now[owner]

    same = frozenset(owner for owner in now if now[owner] == before.get(owner))
    second = Splicer(LastFiles(folder, first.lengths, same))
    joined = second.join(PATH, head, [(o, lambda o=o: make(o)) for o in now])
    assert joined == head + b"".join(now.values())
    assert set(made) == now.keys() - same
    assert sum(second.lengths[PATH].values()) == len(joined)


def test_a_file_that_is_another_is_not_spliced(tmp_path: Path):
    (tmp_path / "downloads").mkdir()
    (tmp_path / PATH).write_bytes(b"longer than it was")
    last = LastFiles(tmp_path, {PATH: {"": 0, "a": 3}}, frozenset("a"))
    assert Splicer(last).join(PATH, b"", [("a", lambda: b"new")]) == b"new"
    (tmp_path / PATH).unlink()
    assert Splicer(last).join(PATH, b"", [("a", lambda: b"new")]) == b"new"


def test_the_rows_of_a_record_look_up_nothing_that_its_data_do_not():
    tracker = DependencyTracker()
    site = tracked(survey(ROOT), tracker)
    data = {each.path: each for each in exports.plan(site, "") if each.path.endswith("index.json")}
    tables = statement_tables(site, reader(site))
    for ref in survey(ROOT).base.records:
        own = tracker.begin()
        data[f"{address_of(site.base, ref)}index.json"].make()
        rows = tracker.begin()
        found = [row for table in tables for row in table.rows_of(ref)]
        assert found or ref.kind == "document"
        assert rows <= own, ref
