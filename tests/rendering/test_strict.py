"""A strict build fails for what we find wrong, and shows it, whatever MkDocs is told to print."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "---\ntitle: Talks\ndate: 2025-12-02\n---\n\n"
BROKEN = "[Ann]{person=ann} met [Bob] {person=bob}."
UNKNOWN = "[Ann]{person=ann} came.\n"


def build(root: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    (root / "content/articles").mkdir(parents=True)
    (root / "content/pages").mkdir()
    configuration = "site_name: Talks\ndocs_dir: content/pages\ntheme: communique\nplugins: [communique]\n"
    (root / "mkdocs.yml").write_text(configuration, "utf-8")
    (root / "content/articles/talks.md").write_text(ARTICLE + text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False, **TEXT)


TEXT = {"capture_output": True, "encoding": "utf-8"}


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("text", "options", "code", "is_shown"),
    [
        (BROKEN, ["-q", "--strict"], 1, True),
        (UNKNOWN, ["-q", "--strict"], 1, True),  # no record yet: a warning
        (BROKEN, ["--strict"], 1, True),
        (BROKEN, ["-q"], 0, False),
    ],
)
def test_strict_counts_and_shows_what_is_wrong(
    tmp_path: Path, text: str, options: list[str], code: int, *, is_shown: bool
):
    built = build(tmp_path, text, *options)
    assert (built.returncode, "content/articles/talks.md:6:" in built.stderr) == (code, is_shown), built.stderr
