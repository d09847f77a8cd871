"""The tiers, the examples' time limits, and what the whole session shares: the shipped site and a browser."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support import tiers, tools
from support.sharing import shared
from support.sites import copy_project

# The machines that run the tests are shared, so no example has a deadline.
settings.register_profile(
    "default", deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("whole", settings.get_profile("default"), max_examples=1000, derandomize=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the slow tests too, and every case of each")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: runs with --all only")
    config.addinivalue_line("markers", "sample(count): so many cases of the test by default, all with --all")
    if config.getoption("--all"):
        os.environ[tiers.SWITCH] = "1"
    settings.load_profile("whole" if tiers.is_whole() else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if tiers.is_whole():
        return
    left = set(tiers.left_to_all(items))
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped: a missing tool is easily overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    if reasons:
        terminalreporter.section("skipped tests")
        for reason, count in sorted(reasons.items()):
            terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built strictly; its site is in `site/`. Only to be read."""
    return shared(tmp_path_factory, "shipped", _build_shipped)


def _build_shipped(folder: Path) -> None:
    copy_project(folder)
    shutil.copy(tools.ROOT / "mkdocs.yml", folder)
    result = tools.run(["mkdocs", "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright: one for the session, for two can't run side by side."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- it may not be installed
    except ImportError:
        tools.lack("playwright")
    chromium = tools.program(*tools.CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(tools.CHROMIUM_FLAGS))
        yield opened
        opened.close()
