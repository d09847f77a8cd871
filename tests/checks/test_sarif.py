"""SARIF as the standard wants it: what it requires is there, nothing is there that it does not know."""

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from support import tools

from generator.diagnostics import sarif
from generator.diagnostics.problem import Problem
from generator.diagnostics.rule_catalog import MANUALS
from generator.diagnostics.suppressions import SuppressedFinding
from generator.text.source import SourceText


def closed(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


TEXT = closed(["text"], text={"type": "string", "minLength": 1})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNT = {"type": "integer", "minimum": 1}
REGION = closed(["startLine"], startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)
PLACE = closed(["uri"], uri={"type": "string", "pattern": "^[!-~]+$"}, uriBaseId={"type": "string"})
LOCATION = closed(
    ["physicalLocation"], physicalLocation=closed(["artifactLocation"], artifactLocation=PLACE, region=REGION)
)
SUPPRESSION = closed(["kind"], kind={"enum": ["inSource", "external"]}, justification={"type": "string"})
RESULT = closed(
    ["message"], ruleId={"type": "string"}, ruleIndex={"type": "integer", "minimum": 0}, level=LEVEL, message=TEXT,
    locations={"type": "array", "items": LOCATION}, suppressions={"type": "array", "items": SUPPRESSION},
)  # fmt: skip
RULE = closed(
    ["id"],
    id={"type": "string"},
    shortDescription=TEXT,
    help=TEXT,
    defaultConfiguration=closed([], level=LEVEL),
    deprecatedIds={"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
)
DRIVER = closed(
    ["name"], name={"type": "string"}, version={"type": "string"},
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)  # fmt: skip
RUN = closed(
    ["tool"], tool=closed(["driver"], driver=DRIVER), columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT}, originalUriBaseIds={"type": "object"},
)  # fmt: skip
LOG = Draft202012Validator(
    closed(["version", "runs"], **{"$schema": {"type": "string", "format": "uri"}}, version={"const": "2.1.0"},
           runs={"type": "array", "items": RUN})
)  # fmt: skip

SOURCE = SourceText("content/records/persons/é b.yaml", "name: Anna\r\nborn: 𝟙970\nx")
RULES = [manual.rule for manual in MANUALS]


def reported(told, accepted=()):
    log = json.loads(sarif.report(told, accepted, MANUALS))
    LOG.validate(log)
    return log["runs"][0]


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
problems = st.builds(
    lambda rule, message, ends, severity, hint: Problem(rule, message, SOURCE.span(*sorted(ends)), severity, hint),
    st.sampled_from([*RULES, "treaty-has-date"]),
    texts,
    st.tuples(*[st.integers(0, len(SOURCE.text))] * 2),
    st.sampled_from(["error", "warning", "info"]),
    texts | st.just(""),
)


@given(st.lists(problems, max_size=4), st.lists(st.builds(SuppressedFinding, problems, texts), max_size=3))
@settings(max_examples=60)
def test_every_report_is_as_the_standard_wants_it(told, accepted):
    run = reported(told, accepted)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(told) + len(accepted)
    for problem, result in zip([*told, *(one.problem for one in accepted)], run["results"], strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == problem.rule
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (problem.span.line, problem.span.column)
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_a_region_ends_behind_its_last_character_and_counts_code_points():
    start = SOURCE.text.index("𝟙")
    run = reported([Problem("date-is-valid", "no date", SOURCE.span(start, start + 4))])
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 11}
    assert location["artifactLocation"]["uri"] == "content/records/persons/%C3%A9%20b.yaml"


def test_a_finding_about_a_whole_folder_has_no_region():
    run = reported([Problem("content-is-present", "nothing", SourceText("content/articles", "").whole())])
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_severities_are_levels(severity: str, level: str):
    run = reported([Problem("id-is-not-typo", "x", SOURCE.whole(), severity, "do y")])
    assert run["results"][0]["level"] == level
    assert run["results"][0]["message"]["text"] == "x. do y"


def test_a_rule_carries_its_manual():
    rule = reported([Problem("id-is-not-typo", "x", SOURCE.whole())])["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"].startswith("An id that only one article uses")
    assert "Bad:\n\n    content/articles/" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "note"}


def test_a_rule_of_a_site_s_own_field_has_its_name_alone():
    run = reported([Problem("treaty-has-date", "x", SOURCE.whole())])
    assert run["tool"]["driver"]["rules"] == [{"id": "treaty-has-date"}]


def test_what_is_accepted_is_suppressed_with_the_reason():
    run = reported([], [SuppressedFinding(Problem("id-is-not-typo", "x", SOURCE.whole(), "info"), "Two men")])
    assert run["results"][0]["suppressions"] == [{"kind": "external", "justification": "Two men"}]


def test_typescript_finds_every_report_right(tmp_path):
    """The types are made of the standard's own schema; one report lacks what it requires, and is found."""
    node = tools.program("node")
    tools.package("@types/sarif")
    everything = [
        Problem(rule, "no date", SOURCE.span(3, 9), severity, hint)
        for rule in RULES
        for severity, hint in (("error", ""), ("warning", "x"), ("info", "y"))
    ]
    logs = [[], [SuppressedFinding(everything[0], "because"), SuppressedFinding(everything[1], "")]]
    reports = [sarif.report(told, accepted, MANUALS) for told in ([], everything) for accepted in logs]
    wrong = json.loads(reports[-1])
    del wrong["runs"][0]["tool"]["driver"]["name"]
    head = 'import type { Log } from "sarif";\nexport const log: Log = '
    for name, text in [*((f"right{at}", text) for at, text in enumerate(reports)), ("wrong", json.dumps(wrong))]:
        (tmp_path / f"{name}.ts").write_text(f"{head}{text};\n", "utf-8")
    (tmp_path / "node_modules").symlink_to(tools.NODE_MODULES)
    compiler = [node, "node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--skipLibCheck"]
    files = sorted(path.name for path in tmp_path.glob("*.ts"))
    told = subprocess.run([*compiler, *files], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert {line.partition("(")[0] for line in told.splitlines() if "error" in line} == {"wrong.ts"}, told
