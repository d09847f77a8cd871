"""LinkChecker walks the sites over HTTP, from the home page, fragments too, and meets every page."""

import csv
from pathlib import Path

import pytest
from support import tools
from support.sampled import faulty_page
from support.serving import serving

pytestmark = pytest.mark.slow  # Lychee looks at the same links by default

RC = """[checking]
threads=8
recursionlevel=-1
maxrequestspersecond=10000
sslverify=0
[filtering]
checkextern=0
[AnchorCheck]
[output]
log=csv
verbose=1
warnings=1
[csv]
parts=urlname,parentname,result,warningstring,valid,url
"""


def walk(site: Path, folder: Path, base: str = "/some/where/") -> tuple[list[str], set[str]]:
    """What is wrong, and the addresses that were met, relative to the site."""
    config = folder / "linkcheckerrc"
    config.write_text(RC, "utf-8")
    with serving(site, base) as address:
        tool = tools.program("linkchecker")
        result = tools.say([tool, "--config", config, "--no-status", address], cwd=folder, timeout=600)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter=";"))
    assert rows, result.stderr
    wrong = [
        f"{row['parentname']}: {row['urlname']}: {row['warningstring'] or row['result']}"
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    return wrong, {row["url"].removeprefix(address).partition("#")[0] for row in rows}


def test_every_link_and_fragment_by_http(small: Path, tmp_path: Path):
    wrong, met = walk(small, tmp_path)
    assert wrong == []
    pages = {path.parent.relative_to(small).as_posix() + "/" for path in small.rglob("index.html")} - {"./"}
    assert pages - met == set()


def test_a_lost_page_and_a_lost_fragment_are_found(tmp_path: Path):
    site = faulty_page(tmp_path / "site", '<p><a href="lost/">page</a> <a href="index.html#lost">fragment</a></p>')
    wrong, _ = walk(site, tmp_path)
    assert len(wrong) == 2
    assert any("404" in line for line in wrong)
    assert any("Anchor" in line for line in wrong)
