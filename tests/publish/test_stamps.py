"""Whether the input is what the last build read: by stamps, and by the text of what was written just before."""

import os

import pytest

from generator.incremental import fingerprints


@pytest.fixture
def look(tmp_path):
    """Looks at a folder: the stamps that can be relied on, and the digests of the other files."""
    (tmp_path / "content/records").mkdir(parents=True)

    def looked():
        made = fingerprints.inputs(fingerprints.scan(tmp_path))
        return made, fingerprints.texts(path for path, stamp in made.items() if stamp is None)

    return looked


def test_a_file_that_was_written_just_now_is_known_by_its_text(look, tmp_path):
    path = tmp_path / "content/records/a.yaml"
    path.write_text("name: A\n", "utf-8")
    made, lately = look()
    assert made == {str(path): None}
    assert list(lately) == [str(path)]
    assert fingerprints.inputs_unchanged(made, made, lately)
    path.write_text("name: B\n", "utf-8")
    assert not fingerprints.inputs_unchanged(made, look()[0], lately)
    path.write_text("name: A\n", "utf-8")
    assert fingerprints.inputs_unchanged(made, look()[0], lately)


def test_a_file_of_which_nothing_is_known_is_in_doubt(look, tmp_path):
    (tmp_path / "content/records/a.yaml").write_text("name: A\n", "utf-8")
    made, _ = look()
    assert not fingerprints.inputs_unchanged(made, made, {})


def test_an_old_file_that_was_written_again_is_another(look, tmp_path, monkeypatch):
    path = tmp_path / "content/records/a.yaml"
    path.write_text("name: A\n", "utf-8")
    monkeypatch.setattr(fingerprints, "_LATELY", -1_000_000_000)
    made, lately = look()
    assert None not in made.values()
    assert not lately
    assert fingerprints.inputs_unchanged(made, look()[0], lately)
    path.write_text("name: A, again\n", "utf-8")
    assert not fingerprints.inputs_unchanged(made, look()[0], lately)


def test_a_file_that_came_or_went_is_noticed(look, tmp_path):
    path = tmp_path / "content/records/a.yaml"
    path.write_text("name: A\n", "utf-8")
    made, lately = look()
    path.rename(path.with_name("b.yaml"))
    assert not fingerprints.inputs_unchanged(made, look()[0], lately)
    path.with_name("b.yaml").unlink()
    assert not fingerprints.inputs_unchanged(made, look()[0], lately)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_links_and_pipes_are_neither_followed_nor_waited_for(tmp_path):
    (tmp_path / "elsewhere").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "pipe")
    paths = [str(tmp_path / name) for name in ("elsewhere", "link", "pipe", "missing")]
    assert list(fingerprints.texts(paths)) == paths[:1]


def test_a_file_that_was_written_while_a_build_read_is_in_doubt(look, tmp_path):
    path = tmp_path / "content/records/a.yaml"
    path.write_text("name: A\n", "utf-8")
    _, lately = look()
    assert fingerprints.unchanged(lately) == lately
    path.write_text("name: B\n", "utf-8")
    assert fingerprints.unchanged(lately) == {}
