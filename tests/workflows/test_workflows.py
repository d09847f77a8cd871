"""GitHub's workflows: pinned, without rights or secrets that they do not need, and zizmor finds nothing."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main

FOLDER = Path(__file__).parents[2] / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r" +(- )?uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- strings only, so that `on` is a word


def steps() -> list[dict]:
    return [step for path in WORKFLOWS for job in read(path)["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing():
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if not zizmor:
        pytest.skip("zizmor is not installed beside this Python")
    command = [zizmor, "--offline", "--no-config", "--no-progress", "--persona", "auditor", str(FOLDER)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No findings to report" in result.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path):
    used = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_has_more_rights_than_it_needs(path: Path):
    workflow = read(path)
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in path.read_text("utf-8")
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        wanted = {"pages": "write", "id-token": "write"} if name == "deploy" else {"contents": "read"}
        assert job["permissions"] == wanted


def test_no_expression_reaches_a_shell():
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_no_credentials_stay_in_a_checkout():
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(WORKFLOWS) + 1
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_every_command_is_one_of_ours_and_takes_these_options():
    commands = [step["run"] for step in steps() if ".venv/bin/communique" in step.get("run", "")]
    assert len(commands) == 3
    for command in commands:
        _, *words = shlex.split(command.partition(">>")[0])
        result = CliRunner().invoke(main, [*words, "--help"])
        assert result.exit_code == 0, result.output
        known = set(re.findall(r"--[a-z-]+", result.output))
        assert {word for word in words if word.startswith("--")} <= known


def test_the_nightly_workflow_runs_every_test():
    nightly = read(FOLDER / "nightly.yml")
    assert nightly["on"]["schedule"]
    assert [step["run"] for step in nightly["jobs"]["test"]["steps"] if "run" in step] == ["python3 dev.py test --all"]
