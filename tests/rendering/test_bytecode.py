"""Templates are compiled once, and again where their text or the tools changed."""

import errno
import os
from pathlib import Path

import jinja2
import pytest

from generator.rendering.bytecode import TemplateBytecode


class Counting(jinja2.Environment):
    """An environment that counts what it compiles."""

    count = 0

    def compile(self, *args: object, **named: object):
        """Compile, and count it."""
        self.count += 1
        return super().compile(*args, **named)


def render(folder: Path, text: str, tools: bytes = b"one") -> tuple[str, int]:
    """What a template puts out, and how many were compiled for it."""
    environment = Counting(loader=jinja2.DictLoader({"page": text, "part": "and {{ n }}"}), autoescape=True)
    environment.bytecode_cache = TemplateBytecode(folder, tools)
    return environment.get_template("page").render(n=1), environment.count


def test_the_second_build_compiles_only_what_changed(tmp_path: Path):
    assert render(tmp_path, "{{ n }} {% include 'part' %}") == ("1 and 1", 2)
    assert render(tmp_path, "{{ n }} {% include 'part' %}") == ("1 and 1", 0)
    assert render(tmp_path, "new {% include 'part' %}") == ("new and 1", 1)


def test_other_tools_compile_anew_and_leave_nothing_of_the_old(tmp_path: Path):
    render(tmp_path, "{{ n }}")
    assert render(tmp_path, "{{ n }}", b"other") == ("1", 1)
    assert len([*tmp_path.iterdir()]) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda _: b"", lambda _: b"x" * 99])
def test_a_damaged_file_is_left_alone(tmp_path: Path, damage):
    render(tmp_path, "{{ n }}")
    (file,) = tmp_path.glob("*/*")
    file.write_bytes(damage(file.read_bytes()))
    assert render(tmp_path, "{{ n }}") == ("1", 1)


def test_a_folder_may_have_any_name(tmp_path: Path):
    file = tmp_path / "caf\udce9" / "page"
    file.parent.mkdir()
    file.write_text("{{ n }}")
    counts = []
    for _ in range(2):
        environment = Counting(loader=jinja2.FileSystemLoader(file.parent), autoescape=True)
        environment.bytecode_cache = TemplateBytecode(tmp_path / "kept", b"one")
        assert environment.get_template("page").render(n=1) == "1"
        counts.append(environment.count)
    assert counts == [1, 0]


def test_a_disk_that_takes_nothing_costs_only_time(tmp_path: Path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert [render(tmp_path, "{{ n }}") for _ in range(2)] == [("1", 1)] * 2
