"""What crawlers and language models find: the sitemap, the pages and the data."""

import re
from pathlib import Path

from exported import URL, article, files, project


def test_robots_name_the_sitemap_and_llms_every_download(tmp_path: Path):
    made = files(project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")}), URL, "A [site]")
    assert made["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"
    guide = made["llms.txt"].decode()
    assert guide.startswith("# A \\[site\\]\n\n> Who met whom")
    linked = {address.removeprefix(URL) for address in re.findall(r"\]\(([^)]*)\)", guide)}
    assert {"persons/", "articles/"} | {path for path in made if path.startswith("downloads/")} <= linked


def test_without_a_public_address_there_is_no_robots_file(tmp_path: Path):
    made = files(project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")}))
    assert "robots.txt" not in made
    assert "](persons/)" in made["llms.txt"].decode()
