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

from generator import starter
from generator.cli import main

FOLDER = Path(__file__).parents[2] / ".github/workflows"
STARTER = Path(starter.__file__).parent / "texts"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r" +(- )?uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

RIGHTS = {"deploy": {"pages": "write", "id-token": "write"}, "publish": {"id-token": "write"}}


def read(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- strings only, so that `on` is a word


def steps() -> list[dict]:
    return [step for path in WORKFLOWS for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("folder", [FOLDER, None], ids=["ours", "of a new project"])
def test_zizmor_finds_nothing(tmp_path: Path, folder: Path | None):
    if folder is None:
        folder = tmp_path / ".github/workflows"
        folder.mkdir(parents=True)
        for name in ("check.yml", "pages.yml"):
            shutil.copy(STARTER / name, folder)
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if not zizmor:
        pytest.skip("zizmor is not installed beside this Python")
    command = [zizmor, "--offline", "--no-config", "--no-progress", "--persona", "auditor", str(folder)]
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
        assert job["permissions"] == RIGHTS.get(name, {"contents": "read"})


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


def test_a_new_project_pins_the_same_actions():
    used = {line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "uses:" in line}
    for name in ("check.yml", "pages.yml"):
        assert {line for line in (STARTER / name).read_text("utf-8").splitlines() if "uses:" in line} <= used


def test_a_release_is_checked_before_it_is_published():
    release = read(FOLDER / "release.yml")
    commands = " ".join(step.get("run", "") for step in release["jobs"]["build"]["steps"])
    assert "twine check --strict" in commands
    assert "check-wheel-contents" in commands
    assert release["jobs"]["publish"]["needs"] == "build"
    assert list(release["on"]) == ["push"]
    assert release["on"]["push"] == {"tags": ["v*"]}
