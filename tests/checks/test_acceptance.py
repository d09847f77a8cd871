"""Suppressions: every finding is either reported or suppressed, and errors are always reported."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sites import configuration

from generator import pipeline
from generator.diagnostics.check_report import explain_rule
from generator.diagnostics.problem import Problem, failed
from generator.diagnostics.rule_aliases import RULE_ALIASES
from generator.diagnostics.rule_catalog import MANUALS
from generator.diagnostics.suppressions import SuppressedFinding, Suppression, apply_suppressions, in_configuration
from generator.text.source import SourceText

ROOT = Path(__file__).parents[2]
RULES = ("id-is-not-typo", "name-is-unique", "record-is-used")
FILES = ("content/articles/a.md", "content/records/persons/b.yaml")
SOURCES = {path: SourceText(path, "0123456789" * 4) for path in FILES}
ACCEPTED = SourceText("mkdocs.yml", "x" * 100)


def about(rule, path, start, severity, word):
    return Problem(rule, f"about {word}", SOURCES[path].span(start, start + 3), severity)


def place(problem):
    return problem.rule, problem.span.source.path, problem.span.start, problem.message


problems = st.builds(
    about,
    st.sampled_from(RULES), st.sampled_from(FILES), st.integers(0, 30), st.sampled_from(("error", "warning", "info")),
    st.sampled_from(("anna", "ivo")),
)  # fmt: skip
suppressions = st.builds(
    lambda rule, path, value, at: Suppression(rule, path, "a reason", value, ACCEPTED.span(at, at + 1)),
    st.sampled_from((*RULES, "no-such-rule")), st.sampled_from((*FILES, "content/records/*", "none")),
    st.sampled_from(("", "anna", "ivo", "345")), st.integers(0, 99),
)  # fmt: skip


@given(st.lists(problems, unique_by=place), st.lists(suppressions))
def test_a_finding_is_reported_or_suppressed(found, entries):
    reported, suppressed, _ = apply_suppressions(found, entries, RULES)
    own = {p for p in reported if p.rule.startswith("suppression-")}
    assert set(reported) - own | {one.problem for one in suppressed} == set(found)
    assert not {one.problem for one in suppressed} & set(reported)
    assert not failed(one.problem for one in suppressed)


@given(st.lists(problems), st.lists(suppressions, unique_by=lambda one: one.span.start))
def test_a_suppression_matches_or_is_a_finding(found, entries):
    sound = [problem for problem in found if problem.severity != "error"]
    reported, suppressed, _ = apply_suppressions(sound, entries, RULES)
    unmatched = {p.span.start for p in reported if p.rule == "suppression-is-needed"}
    for entry in entries:
        alone = apply_suppressions(sound, [entry], RULES)
        assert (entry.span.start in unmatched) == (not alone.suppressed)
    assert len(suppressed) <= sum(len(apply_suppressions(sound, [entry], RULES).suppressed) for entry in entries)


def test_with_an_error_no_suppression_is_called_unmatched():
    error = Problem("id-is-not-typo", "x", SOURCES[FILES[0]].whole())
    entry = Suppression("name-is-unique", FILES[0], "a reason", "", ACCEPTED.whole())
    assert apply_suppressions([error], [entry], RULES).reported == (error,)
    assert [p.rule for p in apply_suppressions([], [entry], RULES).reported] == ["suppression-is-needed"]


@pytest.mark.parametrize(
    "text",
    [
        "", "plugins:\n", "plugins: []\n", "plugins: {communique: }\n", "plugins: communique\n", "- a\n", "x: *y\n",
        "plugins: [communique: {accept: }]\n", "plugins: [[communique]]\n", "plugins: {[a]: b}\n", "\x00", "a: !x\n",
        "[" * 5000, "plugins: [communique: {accept: x}]\n", "plugins: [communique: {accept: [[x]]}]\n",
        "plugins: [communique: {accept: [{rule: [x], file: x, reason: x}]}]\n", "INHERIT: mkdocs.yml\n", "\ufeffa: b\n",
        "plugins: [communique: {accept: [{[a]: b}]}]\n", "INHERIT: [x]\n", "INHERIT: ../../etc\n", "INHERIT: ''\n",
    ],
)  # fmt: skip
def test_no_configuration_is_a_traceback(tmp_path: Path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    entries, found = in_configuration(tmp_path)
    assert entries == ()
    assert all(problem.hint and problem.span.line >= 1 for problem in found)


def test_a_configuration_inherits_suppressions(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base/site.yml\n", "utf-8")
    (tmp_path / "base").mkdir()
    entry = "{rule: id-is-not-typo, file: content/articles/a.md, reason: Two men, value: b}"
    (tmp_path / "base/site.yml").write_text(f"plugins:\n  - search\n  - communique: {{accept: [{entry}]}}\n", "utf-8")
    entries, found = in_configuration(tmp_path)
    assert found == ()
    assert [(*one[:4], one.span.text) for one in entries] == [
        ("id-is-not-typo", "content/articles/a.md", "Two men", "b", "id-is-not-typo")
    ]
    assert entries[0].span.source.path == "base/site.yml"


def test_extraction_leaves_a_suppression_alone(tmp_path: Path):
    article = tmp_path / "content/articles/a.md"
    record = tmp_path / "content/records/persons/anna-berg.yaml"
    for path in (article, record):
        path.parent.mkdir(parents=True)
    article.write_text("---\ntitle: A\ndate: 2025-03-04\n---\n[Anna]{person=anna-berg country=se}.\n", "utf-8")
    record.write_text("name: Anna Berg\naccepted:   # said so\n- {rule: id-is-not-typo, reason: Sure}\n", "utf-8")
    changes, found = pipeline.extract(tmp_path)
    new = next(change.new for change in changes if change.path == record.relative_to(tmp_path).as_posix())
    assert not failed(found)
    assert "accepted:   # said so\n- {rule: id-is-not-typo, reason: Sure}\n" in new
    assert "country: se\n" in new


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_strict_build_passes_with_an_accepted_warning_and_not_without(tmp_path: Path):
    shutil.copytree(ROOT / "site_templates", tmp_path / "site_templates")
    shutil.copytree(ROOT / "content/pages", tmp_path / "content/pages")
    record = tmp_path / "content/records/persons/anna-berg.yaml"
    record.parent.mkdir(parents=True)
    record.write_text("name: Anna Berg\nborn: 1970-05-17\n", "utf-8")
    config = configuration()
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert "[fact-has-source]" in build(tmp_path).stderr
    entry = f"{{rule: fact-has-source, file: {record.relative_to(tmp_path).as_posix()}, reason: She told us}}"
    (tmp_path / "mkdocs.yml").write_text(
        config.replace("  - communique\n", f"  - communique:\n      accept: [{entry}]\n"), "utf-8"
    )
    done = build(tmp_path)
    assert "[fact-has-source]" not in done.stderr
    assert "notes; show them with `communique check --all`" in done.stderr
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("old", "new"), RULE_ALIASES.items())
def test_an_old_id_works_with_a_note(old: str, new: str):
    finding = Problem(new, "about anna", SOURCES[FILES[0]].span(3, 6), "warning")
    entry = Suppression(old, FILES[0], "a reason", "", ACCEPTED.span(1, 2))
    reported, suppressed, _ = apply_suppressions([finding], [entry], [new])
    notes = [p for p in reported if p.rule == "rule-id-is-current"]
    assert [(p.severity, p.hint, p.span) for p in notes] == [("info", f"write `{new}`", entry.span)]
    assert f"`{old}` is now called `{new}`" in notes[0].message
    if not new.startswith("suppression-"):
        assert suppressed == (SuppressedFinding(finding, "a reason"),)


@pytest.mark.parametrize(("old", "new"), RULE_ALIASES.items())
def test_an_old_id_is_explained(old: str, new: str):
    result = explain_rule(old)
    assert not result.wrong
    assert result.text.startswith(f"`{old}` is now called `{new}`; the old id works until version 0.3\n\n{new} (")
    assert result.text.endswith(explain_rule(new).text)


def test_aliases_lead_to_rules():
    rules = {manual.rule for manual in MANUALS}
    assert set(RULE_ALIASES.values()) <= rules
    assert not rules & set(RULE_ALIASES)
