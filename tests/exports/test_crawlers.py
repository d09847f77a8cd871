"""What crawlers and language models find: the sitemap, the pages and the data."""

import json
import re
from pathlib import Path

from exported import URL, article, files, project

from generator.project.packaged import PACKAGED


def test_robots_name_the_sitemap_and_llms_every_download(tmp_path: Path):
    made = files(project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")}), URL, "A [site]")
    assert made["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"
    guide = made["llms.txt"].decode()
    assert guide.startswith("# A \\[site\\]\n\n> Who met whom")
    linked = {address.removeprefix(URL) for address in re.findall(r"\]\(([^)]*)\)", guide)}
    assert {"persons/", "articles/"} | {path for path in made if path.startswith("downloads/")} <= linked


def test_the_manifest_names_the_site_and_icons_that_the_theme_has(tmp_path: Path):
    manifest = json.loads(
        files(project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")}))["manifest.webmanifest"]
    )
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert all((PACKAGED / "theme" / icon["src"]).is_file() for icon in manifest["icons"])


def test_without_a_public_address_there_is_no_robots_file(tmp_path: Path):
    made = files(project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")}))
    assert "robots.txt" not in made
    assert "](persons/)" in made["llms.txt"].decode()
