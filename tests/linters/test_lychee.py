"""Lychee finds every link and every fragment of the sites where they lead."""

import json
from pathlib import Path

from support import tools
from support.sampled import faulty_page


def errors(site: Path) -> list[str]:
    """Page and link of each that leads nowhere; asserts that links were looked at."""
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--format", "json"]
    result = tools.say([tools.program("lychee"), *options, "--root-dir", site, f"{site}/**/*.html"])
    told = json.loads(result.stdout)
    assert told["total"] > 0
    assert told["timeouts"] == 0
    return [f"{page}: {one['url']}" for page, found in told["error_map"].items() for one in found]


def test_every_link_and_fragment(site: Path):
    assert errors(site) == []


def test_a_lost_page_and_a_lost_fragment_are_found(tmp_path: Path):
    faulty_page(tmp_path, '<p><a href="lost/">page</a> <a href="#lost">fragment</a> <a href="index.html">me</a></p>')
    assert sorted(line.rpartition("/")[2] for line in errors(tmp_path)) == ["index.html#lost", "lost"]
