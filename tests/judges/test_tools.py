"""The judges themselves: bound by their lock file, named by no host, and never missed in silence."""

import json
from pathlib import Path

import pytest

from judges import judged

LOCK = json.loads((judged.HERE / "package-lock.json").read_text("utf-8"))["packages"]
WANTED = json.loads((judged.HERE / "package.json").read_text("utf-8"))["devDependencies"]


def test_every_package_is_bound_by_its_content_and_comes_from_the_registry_that_npm_is_set_to():
    packages = {name: entry for name, entry in LOCK.items() if name}
    assert len(packages) > 100
    assert [name for name, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []


def test_the_lock_holds_the_versions_that_are_wanted():
    assert LOCK[""]["devDependencies"] == WANTED
    assert {name: LOCK[f"node_modules/{name}"]["version"] for name in WANTED} == WANTED


def test_a_missing_tool_is_said(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-judge is not installed"):
        judged.program("no-such-judge")


@pytest.mark.parametrize("ask", [judged.program, judged.package], ids=["program", "package"])
def test_a_missing_tool_fails_where_all_are_to_be(monkeypatch, ask):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-judge"):
        ask("no-such-judge")


def test_the_sample_has_each_kind_of_page(small: Path):
    sampled = judged.sample(small)
    folders = {path.parent.relative_to(small).parts[0] for path in small.glob("*/**/index.html")}
    assert {address.partition("/")[0] for address in sampled} == folders | {"", "404.html"}
    assert next(address for address in sampled if address.startswith("persons/")) == "persons/"
    assert len([address for address in sampled if address.startswith("persons/")]) == 2
