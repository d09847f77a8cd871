"""html-validate's standard rules find nothing in any kind of page."""

import json
from collections.abc import Sequence
from pathlib import Path

from support import tiers, tools
from support.sampled import faulty_page, sampled_files

RULES = {"root": True, "extends": ["html-validate:standard"]}


def findings(files: Sequence[Path], folder: Path) -> list[str]:
    """Rule, place and message of each finding."""
    node, tool = tools.program("node"), tools.package("html-validate")
    config = folder / "rules.json"
    config.write_text(json.dumps(RULES), "utf-8")
    result = tools.say([node, tool / "bin/html-validate.mjs", "-c", config, "-f", "json", *files])
    return [
        f"{page['filePath']}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(result.stdout)
        for one in page["messages"]
    ]


def test_pages(site: Path, tmp_path: Path):
    assert findings(tiers.sample(sampled_files(site), 10), tmp_path) == []


def test_a_broken_page_is_found(tmp_path: Path):
    folder = faulty_page(tmp_path, "<ul><p>No item</p></ul>")
    assert ["element-permitted-content" in line for line in findings([folder / "index.html"], tmp_path)] == [True]
