"""Whether the input is what the last build read: by stamps, and by the text of what was written just before."""

import os

import pytest

from generator.incremental import fingerprints


@pytest.fixture
def record(tmp_path):
    (tmp_path / "content/records").mkdir(parents=True)
    path = tmp_path / "content/records/a.yaml"
    path.write_text("name: A\n", "utf-8")
    return path


def test_a_file_that_was_written_just_now_is_compared_by_its_text(record, tmp_path):
    before = fingerprints.scan(tmp_path)
    assert before.stamps == {str(record): None}
    assert list(before.recent) == [str(record)]
    assert fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)
    record.write_text("name: B\n", "utf-8")
    assert not fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)
    record.write_text("name: A\n", "utf-8")
    assert fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)


def test_a_file_without_a_digest_is_in_doubt(record, tmp_path):
    before = fingerprints.scan(tmp_path)
    assert before.stamps == {str(record): None}
    assert not before.is_same(before.stamps, {})


def test_an_old_file_is_compared_by_its_stamp(record, tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "_RECENT", -1_000_000_000)
    before = fingerprints.scan(tmp_path)
    assert None not in before.stamps.values()
    assert not before.recent
    assert fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)
    record.write_text("name: A, again\n", "utf-8")
    assert not fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)


def test_a_file_that_came_or_went_is_noticed(record, tmp_path):
    before = fingerprints.scan(tmp_path)
    record.rename(record.with_name("b.yaml"))
    assert not fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)
    record.with_name("b.yaml").unlink()
    assert not fingerprints.scan(tmp_path).is_same(before.stamps, before.recent)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_links_and_pipes_are_neither_followed_nor_waited_for(tmp_path):
    (tmp_path / "elsewhere").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "pipe")
    paths = [str(tmp_path / name) for name in ("elsewhere", "link", "pipe", "missing")]
    assert list(fingerprints.text_digests(paths)) == paths[:1]


def test_a_file_that_was_written_while_a_build_read_is_in_doubt(record, tmp_path):
    found = fingerprints.scan(tmp_path)
    assert found.unchanged_recent() == found.recent
    record.write_text("name: B\n", "utf-8")
    assert found.unchanged_recent() == {}


def test_a_scan_of_more_knows_the_project(record, tmp_path):
    (tmp_path / "content/recordsets").mkdir()
    other = tmp_path / "content/recordsets/b.yaml"
    other.write_text("name: B\n", "utf-8")
    more = fingerprints.scan_folders([tmp_path / "content"])
    assert {str(record), str(other)} == more.seen.keys() == more.doubtful
    paths = fingerprints.InputPaths((record.parent,), (), "a day")
    assert more.part(paths) == paths.scan()
    assert paths.scan().seen.keys() == {str(record)}
