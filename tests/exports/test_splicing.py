"""Long downloads are joined from pieces: what nobody changed is copied from the last build's file."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from exported import ROOT, survey
from hypothesis import given
from hypothesis import strategies as st

from generator import exports, last_file
from generator.exports import LastFiles, PieceLayout, Splicer
from generator.exports.splicing import Part, Pieces, pieces_of, separated
from generator.incremental.dependencies import EVERYTHING, DependencyTracker, tracked
from generator.last_file import LastFile, SplicedFile, whole

PATH = "downloads/all.jsonl"
BLOCK = 5
OWNERS = st.dictionaries(st.sampled_from("abcdefgh"), st.binary(max_size=4), max_size=8)


@given(OWNERS, OWNERS, st.sampled_from([b"", b"head\n"]))
def test_a_spliced_file_is_the_file_made_anew(tmp_path_factory, before: dict[str, bytes], now: dict[str, bytes], head):
    folder = tmp_path_factory.getbasetemp()
    (folder / "downloads").mkdir(exist_ok=True)
    used: set[str] = set()
    made: list[str] = []

    def watch() -> set[str]:
        used.clear()
        return used

    def make(owner: str, pieces: dict[str, bytes]) -> bytes:
        used.add(f"id-{owner}")
        made.append(owner)
        return pieces[owner]

    def joined(splicer: Splicer, pieces: dict[str, bytes]) -> bytes:
        parts = splicer.parts(PATH, pieces_of(pieces, lambda owner: make(owner, pieces), str))
        data = splicer.join(PATH, (Part(head), *separated(parts, b", ")))
        return (folder / PATH).read_bytes() if data is None else whole(data)

    first = Splicer(watch=watch)
    (folder / PATH).write_bytes(joined(first, before))
    made.clear()
    same = {owner for owner in now if now[owner] == before.get(owner)}
    second = Splicer(LastFiles(folder, first.layouts, {f"id-{owner}" for owner in {*before, *now} - same}), watch)
    assert joined(second, now) == head + b", ".join(filter(None, now.values()))
    assert set(made) == now.keys() - same


def test_a_file_that_is_the_last_builds_is_not_made(tmp_path: Path):
    (tmp_path / "downloads").mkdir()

    def made(splicer: Splicer, pieces: dict[str, bytes]) -> bytes | None:
        own = pieces_of(pieces, pieces.__getitem__, str)
        found = splicer.joined(PATH, own, lambda parts: (Part(b"head\n"), *parts))
        return None if found is None else whole(found)

    first = Splicer()
    data = made(first, {"a": b"1", "b": b"2"})
    assert data == b"head\n12"
    (tmp_path / PATH).write_bytes(data)
    layouts = {PATH: first.layouts[PATH]._replace(used=(("a",), ("b",)))}
    same = Splicer(LastFiles(tmp_path, layouts, frozenset({"c"})))
    assert made(same, {"a": b"1", "b": b"2"}) is None
    assert same.layouts == layouts
    for pieces in ({"a": b"1", "b": b"3"}, {"b": b"2", "a": b"1"}, {"a": b"1"}, {"a": b"1", "c": b"", "b": b"2"}):
        changed = frozenset({"b"} if pieces.get("b") == b"3" else ())
        expected = b"head\n" + b"".join(pieces.values())
        assert made(Splicer(LastFiles(tmp_path, layouts, changed)), pieces) in {
            expected,
            None if expected == data else b"-",
        }


def test_a_file_that_is_another_is_not_spliced(tmp_path: Path):
    (tmp_path / "downloads").mkdir()
    (tmp_path / PATH).write_bytes(b"longer than it was")
    last = LastFiles(tmp_path, {PATH: PieceLayout(3, ("a",), (0,), (3,), ((),))}, frozenset())
    assert Splicer(last).parts(PATH, Pieces(("a",), lambda _: b"new")) == [Part(b"new", "a")]
    (tmp_path / PATH).unlink()
    assert Splicer(last).parts(PATH, Pieces(("a",), lambda _: b"new")) == [Part(b"new", "a")]


def test_a_file_that_shrank_since_is_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(last_file, "BLOCK", BLOCK)
    file = LastFile(tmp_path / "all")
    file.path.write_bytes(bytes(range(200)) * BLOCK)
    spliced = SplicedFile(file, (b"head", range(3, 150 * BLOCK + 7), b"", range(2), b"end"))
    assert whole(spliced) == b"head" + file.path.read_bytes()[3 : 150 * BLOCK + 7] + b"\0\1end"
    assert not spliced.is_last()
    assert SplicedFile(file, (b"\0\1", range(2, 200 * BLOCK))).is_last()
    assert not SplicedFile(file, (b"\0\2", range(2, 200 * BLOCK))).is_last()
    assert not SplicedFile(file, (b"\0\1", range(2, 100))).is_last()
    file.path.write_bytes(b"short")
    with pytest.raises(OSError, match="all"):
        whole(spliced)


def test_a_piece_is_made_of_little_more_than_its_record():
    tracker = DependencyTracker()
    site, splicer = tracked(survey(ROOT), tracker), Splicer(watch=tracker.begin)
    for each in exports.plan(site, "", splicer):
        each.make()
    assert len(splicer.layouts) > 20
    assert [path for path, layout in splicer.layouts.items() if any(EVERYTHING in used for used in layout.used)] == []


@given(st.lists(st.binary(max_size=3), min_size=1, max_size=7), st.sampled_from([b"", b", "]), st.data())
def test_replacing_pieces_of_the_same_owners_is_joining_all_of_them(tmp_path_factory, before: list[bytes], comma, data):
    folder = tmp_path_factory.getbasetemp()
    (folder / "downloads").mkdir(exist_ok=True)
    owners = tuple(f"owner-{number}" for number in range(len(before)))
    touched = data.draw(st.sets(st.sampled_from(owners)))
    now = [data.draw(st.binary(max_size=3)) if o in touched else old for o, old in zip(owners, before, strict=True)]
    first = Splicer()

    def around(parts: Iterable[Part]) -> list[Part]:
        return [Part(b"h"), *separated(parts, comma), Part(b"end")]

    (folder / PATH).write_bytes(whole(first.joined(PATH, Pieces(owners, before.__getitem__), around)))
    layouts = {PATH: first.layouts[PATH]._replace(used=tuple((owner,) for owner in owners))}
    pieces = Pieces(owners, now.__getitem__)
    fast, slow = (Splicer(LastFiles(folder, layouts, frozenset(touched))) for _ in range(2))
    made, joined = fast.joined(PATH, pieces, around), slow.join(PATH, around(slow.parts(PATH, pieces)))
    assert (made is None) == (joined is None)
    assert made is None or whole(made) == whole(joined) == b"h" + comma.join(filter(None, now)) + b"end"
    assert fast.layouts == slow.layouts or made is None
    assert fast.changes(PATH) == slow.changes(PATH)
