"""The linters of npm: pinned by their lock file, bound to no registry, and never skipped in silence."""

import json
from pathlib import Path

import pytest
from support import tools
from support.sampled import sample_pages

LOCK = json.loads((tools.LINTERS / "package-lock.json").read_text("utf-8"))["packages"]
WANTED = json.loads((tools.LINTERS / "package.json").read_text("utf-8"))["devDependencies"]


def test_every_package_has_a_hash_and_names_no_registry():
    packages = {name: entry for name, entry in LOCK.items() if name}
    assert len(packages) > 100
    assert [name for name, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []


def test_the_lock_holds_the_versions_that_are_wanted():
    assert LOCK[""]["devDependencies"] == WANTED
    assert {name: LOCK[f"node_modules/{name}"]["version"] for name in WANTED} == WANTED


def test_a_missing_tool_is_said(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-linter is not installed"):
        tools.program("no-such-linter")


@pytest.mark.parametrize("ask", [tools.program, tools.package], ids=["program", "package"])
def test_a_missing_tool_fails_where_all_are_to_be(monkeypatch, ask):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-linter"):
        ask("no-such-linter")


def test_the_sample_has_each_kind_of_page(small: Path):
    sampled = sample_pages(small)
    folders = {path.parent.relative_to(small).parts[0] for path in small.glob("*/**/index.html")}
    assert {address.partition("/")[0] for address in sampled} == folders | {"", "404.html"}
    assert next(address for address in sampled if address.startswith("persons/")) == "persons/"
    assert len([address for address in sampled if address.startswith("persons/")]) == 2
