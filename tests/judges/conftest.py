"""The sites that the judges look at, built once: the shipped one, and one of more than 500 records."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from judges import judged

PAGES = 560


def _project(folder: Path) -> Path:
    shutil.copytree(judged.ROOT / "site_templates", folder / "site_templates")
    shutil.copytree(judged.ROOT / "content/pages", folder / "content/pages")
    shutil.copy(judged.ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site."""
    folder = _project(tmp_path_factory.mktemp("judged-small"))
    for part in ("articles", "records", "facts"):
        shutil.copytree(judged.ROOT / "content" / part, folder / "content" / part)
    return judged.build(folder)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of more than 500 records, of the benchmark's invented news."""
    folder = tmp_path_factory.mktemp("judged-large") / "project"
    script = str(judged.ROOT / "benchmarks/synthetic.py")
    command = [sys.executable, script, str(PAGES), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((folder / "content/records").rglob("*.yaml"))) >= 500
    return judged.build(folder)


@pytest.fixture(scope="session", params=["small", "large"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the two sites."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright; one of each module, for two of Playwright's can't run side by side."""
    chromium = judged.program(*judged.CHROMIUM)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- it may not be there
    except ImportError:
        judged.lack("playwright")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(judged.FLAGS))
        yield opened
        opened.close()
