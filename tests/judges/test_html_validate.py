"""html-validate's standard rules find nothing in any kind of page."""

import json
from collections.abc import Sequence
from pathlib import Path

from judges import judged

RULES = {"root": True, "extends": ["html-validate:standard"]}


def findings(files: Sequence[Path], folder: Path) -> list[str]:
    """Rule, place and message of each finding."""
    node, tool = judged.program("node"), judged.package("html-validate")
    config = folder / "rules.json"
    config.write_text(json.dumps(RULES), "utf-8")
    result = judged.say([node, tool / "bin/html-validate.mjs", "-c", config, "-f", "json", *files])
    return [
        f"{page['filePath']}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(result.stdout)
        for one in page["messages"]
    ]


def test_pages(site: Path, tmp_path: Path):
    assert findings(judged.files_of(site), tmp_path) == []


def test_a_broken_page_is_found(tmp_path: Path):
    folder = judged.broken(tmp_path, "<ul><p>No item</p></ul>")
    assert ["element-permitted-content" in line for line in findings([folder / "index.html"], tmp_path)] == [True]
