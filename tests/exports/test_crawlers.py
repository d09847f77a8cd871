"""What crawlers and language models find: the sitemap, the pages and the data."""

import json
import re
from pathlib import Path

from exported import URL, article, files, project, survey

from generator.pages.plan import plan
from generator.project.packaged import PACKAGED

TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".graphml": "application/graphml+xml",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".txt": "text/plain",
}


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


def test_the_page_of_downloads_links_every_file_with_its_type(tmp_path: Path):
    root = project(tmp_path, {"a": article("[Ann Roe]{person=ann-roe} spoke.")})
    made = {path for path in files(root) if path.startswith("downloads/")}
    site = survey(root)
    page = next(page for page in plan(site) if page.path == "downloads/index.md")
    linked = {form.path: form.type for form in page.draft().feeds}
    assert made
    assert made <= linked.keys()
    for path in made:
        known = TYPES.get(Path(path).suffix)
        assert linked[path] == known or (known is None and linked[path].startswith(("application/", "text/"))), path


def test_the_touch_icon_is_in_the_theme():
    (icon,) = re.findall(
        r'rel="apple-touch-icon" href="{{ \'([^\']*)\'', (PACKAGED / "theme/base.html").read_text("utf-8")
    )
    assert (PACKAGED / "theme" / icon).is_file()
