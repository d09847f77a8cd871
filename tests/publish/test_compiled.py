"""Templates are compiled once for builds under one key, and anew where their text changed."""

from pathlib import Path

import jinja2
import pytest

from generator.incremental.template_cache import Compiled

KEY = b"one"


class Counting(jinja2.Environment):
    """An environment that counts what it compiles."""

    count = 0

    def compile(self, *args: object, **named: object):
        """Compile, and count it."""
        self.count += 1
        return super().compile(*args, **named)


def render(folder: Path, text: str, key: bytes = KEY) -> tuple[str, int]:
    """What a template puts out, and how many were compiled for it."""
    environment = Counting(loader=jinja2.DictLoader({"page": text, "part": "and {{ n }}"}), autoescape=True)
    environment.bytecode_cache = compiled = Compiled(folder, key)
    made = environment.get_template("page").render(n=1)
    compiled.keep()
    return made, environment.count


def test_the_second_build_compiles_nothing(tmp_path: Path):
    text = "{{ n }} {% include 'part' %}"
    assert render(tmp_path, text) == ("1 and 1", 2)
    assert render(tmp_path, text) == ("1 and 1", 0)


def test_a_changed_template_is_compiled_anew(tmp_path: Path):
    render(tmp_path, "old {% include 'part' %}")
    assert render(tmp_path, "new {% include 'part' %}") == ("new and 1", 1)
    assert render(tmp_path, "new {% include 'part' %}") == ("new and 1", 0)


def test_another_key_knows_nothing(tmp_path: Path):
    render(tmp_path, "{{ n }}")
    assert render(tmp_path, "{{ n }}", b"other") == ("1", 1)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda _: b"", lambda _: b"x" * 99]
)
def test_a_damaged_file_is_left_alone(tmp_path: Path, damage):
    render(tmp_path, "{{ n }}")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert render(tmp_path, "{{ n }}") == ("1", 1)


def test_a_folder_may_have_any_name(tmp_path: Path):
    file = tmp_path / "caf\udce9" / "page"
    file.parent.mkdir()
    file.write_text("{{ n }}")
    counts = []
    for _ in range(2):
        environment = Counting(loader=jinja2.FileSystemLoader(file.parent), autoescape=True)
        environment.bytecode_cache = compiled = Compiled(tmp_path, KEY)
        assert environment.get_template("page").render(n=1) == "1"
        compiled.keep()
        counts.append(environment.count)
    assert counts == [1, 0]
