"""The linters find nothing in our code; exceptions stand in pyproject.toml, each with its reason, or below."""

import json
from pathlib import Path

import pytest
from support import tools

OURS = ("generator", "tests", "benchmarks", "dev.py")
# File and the kind of secret that it seems to hold, with what it really is.
NO_SECRETS = {
    ("generator/import_plan/import_ledger.py", "Hex High Entropy String"): "an example of a fingerprint",
    ("generator/importers/hsg_stays.py", "Secret Keyword"): "the journeys of a Secretary of State",
    ("tests/diff/test_markdown.py", "Hex High Entropy String"): "words in the form of a commit's name, made up",
    ("tests/values/test_values.py", "Basic Auth Credentials"): "an address that a record may not hold",
}
FINGERPRINT = r'\["record", ?"[0-9a-f]+", ?"[0-9a-f]+"\]'
"""The first line of a ledger: what the record said when it was written."""
UNSOUND = '''"""Unsound."""
import os


def run(word):
    """Run."""
    return eval(word)
    print("never")
'''  # fmt: skip


def tool(name: str, *words: str | Path, folder: Path = tools.ROOT) -> tuple[int, str]:
    """Exit code and words of a tool of this environment."""
    result = tools.say([tools.program(name), *words], cwd=folder)
    return result.returncode, result.stdout + result.stderr


def bandit(*words: str | Path) -> set[str]:
    """The findings, as rule and place."""
    told = tools.say([tools.program("bandit"), "-q", "-f", "json", *words], cwd=tools.ROOT).stdout
    assert json.loads(told)["errors"] == []
    return {f"{one['test_id']} {one['filename']}:{one['line_number']}" for one in json.loads(told)["results"]}


def secrets(*words: str | Path, folder: Path) -> set[tuple[str, str]]:
    """File and kind of each thing that looks like a secret."""
    code, told = tool("detect-secrets", "-C", folder, "scan", "--exclude-lines", FINGERPRINT, *words, folder=folder)
    assert code == 0, told
    found = json.loads(told)["results"]
    return {(file, one["type"]) for file, several in found.items() for one in several}


@pytest.mark.slow
def test_bandit_finds_nothing():
    assert bandit("-c", "pyproject.toml", "-r", "generator", "dev.py") == set()


@pytest.mark.slow
def test_bandit_finds_what_is_unsound(tmp_path: Path):
    (tmp_path / "unsound.py").write_text(UNSOUND, "utf-8")
    assert {line.split()[0] for line in bandit("-r", tmp_path)} == {"B307"}


def test_vulture_finds_nothing_unused():
    assert tool("vulture", "--min-confidence", "90", *OURS) == (0, "")


def test_vulture_finds_what_is_unused(tmp_path: Path):
    (tmp_path / "unsound.py").write_text(UNSOUND, "utf-8")
    code, told = tool("vulture", "--min-confidence", "90", tmp_path)
    assert code != 0
    assert "unused import 'os'" in told
    assert "unreachable code" in told


def test_deptry_finds_every_dependency_declared_and_used():
    code, told = tool("deptry", ".", "--no-ansi")
    assert code == 0, told


def test_deptry_finds_what_is_not_declared(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "1"\ndependencies = ["jinja2"]\n')
    (tmp_path / "one.py").write_text("import yaml\n", "utf-8")
    code, told = tool("deptry", ".", "--no-ansi", folder=tmp_path)
    assert code != 0
    assert "DEP001 'yaml'" in told or "DEP003 'yaml'" in told
    assert "DEP002 'jinja2'" in told


@pytest.mark.slow
def test_detect_secrets_finds_none():
    assert secrets(folder=tools.ROOT) == set(NO_SECRETS)


def test_detect_secrets_finds_one(tmp_path: Path):
    word = "AKIA" + "IOSFODNN7EXAMPLQ"
    (tmp_path / "a.py").write_text(f'key = "{word}"\n', "utf-8")
    assert ("a.py", "AWS Access Key") in secrets("--all-files", folder=tmp_path)


@pytest.mark.parametrize(("name", "words"), [("ruff", ("check",)), ("mypy", ("--strict",))])
def test_the_linters_of_test_house_find_a_fault(tmp_path: Path, name: str, words: tuple[str, ...]):
    (tmp_path / "unsound.py").write_text(UNSOUND, "utf-8")
    code, told = tool(name, *words, "unsound.py", folder=tmp_path)
    assert code != 0
    assert "unsound.py:" in told
