"""The foot of a page leads to the file behind it, to its history, and to a report of an error."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from small_sites import TEMPLATES, article, made, site, write

from generator import pages, pipeline
from generator.pages.repository import Repository, foot_links, repository

FILES = {
    "persons/ana.yaml": "# the envoy\nname: Ana & “Co”\n",
    "a.md": article("[Ana]{person=ana} spoke."),
}
HERE = Repository("https://github.com/a/b", "edit/main/", "https://site.example/sub/")


def links(page: str) -> dict[str, str]:
    foot = page.partition('<p class="cq-foot__links">')[2].partition("</p>")[0]
    return {words: unescape(href) for href, words in re.findall(r'<a href="([^"]*)" rel="nofollow">(.*?)</a>', foot)}


def test_a_record_is_edited_at_the_line_of_its_name(tmp_path: Path):
    found = links(made(write(tmp_path, FILES), repository=HERE)["persons/ana.md"])
    assert found["Edit this record"] == "https://github.com/a/b/edit/main/content/records/persons/ana.yaml#L2"
    assert found["History"] == "https://github.com/a/b/commits/main/content/records/persons/ana.yaml"
    report = urlsplit(found["Report an error"])
    assert report.path == "/a/b/issues/new"
    assert parse_qs(report.query) == {"title": ["Ana & “Co”"], "body": ["https://site.example/sub/persons/ana/"]}


def test_an_article_is_edited_in_its_file(tmp_path: Path):
    found = links(made(write(tmp_path, FILES), repository=HERE)["articles/a.md"])
    assert found["Edit this article"] == "https://github.com/a/b/edit/main/content/articles/a.md#L1"


def test_a_box_to_cite_a_page_stands_at_its_foot(tmp_path: Path):
    templates = tmp_path / "site_templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / "pages/parts/cite.md.j2").write_text("\n<p>Cite {{ name }}</p>\n", "utf-8")
    base, _ = pipeline.build_knowledge(write(tmp_path, FILES))
    made_with_box, problems = pages.render(base, templates, "en", "A site")
    assert problems == ()
    texts = {page.path: page.text for page in made_with_box}
    for path in ("persons/ana.md", "articles/a.md"):
        assert "<p>Cite " in texts[path].partition('<footer class="cq-foot">')[2].partition("</footer>")[0]


def test_without_a_repository_there_are_no_such_links(tmp_path: Path):
    text = "".join(made(write(tmp_path, FILES)).values())
    assert "Report an error" not in text
    assert "History" not in text


@pytest.mark.parametrize(
    ("url", "edit", "expected"),
    [
        ("https://github.com/a/b/", "edit/master/docs/", "https://github.com/a/b/edit/master/x.yaml#L3"),
        ("https://gitlab.com/a/b", "-/edit/main/docs/", "https://gitlab.com/a/b/-/edit/main/x.yaml#L3"),
        ("https://codeberg.org/a/b", "_edit/main/docs/", "https://codeberg.org/a/b/_edit/main/x.yaml#L3"),
        ("https://bitbucket.org/a/b", "src/default/docs/", "https://bitbucket.org/a/b/src/default/x.yaml"),
        ("https://github.com/a/b", "edit/main/content/pages/", "https://github.com/a/b/edit/main/x.yaml#L3"),
        ("https://github.com/a/b", "edit/main", "https://github.com/a/b/edit/main/x.yaml#L3"),
        ("https://github.com/a/b", "https://else.example/edit/docs/", "https://else.example/edit/x.yaml#L3"),
        ("https://github.com/a/b", "", ""),
    ],
)
def test_hosts_have_their_own_addresses(url: str, edit: str, expected: str):
    kept = repository(url, edit, "", "content/pages")
    assert kept
    assert foot_links(kept, "persons/x.md", "X", "x.yaml", 3).edit == expected


def test_gitlab_names_the_fields_of_a_report_in_its_own_way():
    kept = repository("https://gitlab.com/a/b", "-/edit/main/docs/", "https://s.example/", "docs")
    assert kept
    found = foot_links(kept, "index.md", "Home", "x.yaml", 1)
    assert found.report.startswith("https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=Home&issue")
    assert found.history == "https://gitlab.com/a/b/-/commits/main/x.yaml"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "git@github.com:a/b"])
def test_only_an_address_of_the_web_is_a_repository(url: str | None):
    assert repository(url, "edit/main/", "", "docs") is None


@pytest.mark.parametrize(
    ("url", "edit", "expected"),
    [
        ("https://codeberg.org/a/b", "_edit/main/docs/", "https://codeberg.org/a/b/commits/branch/main/x.yaml"),
        ("https://codeberg.org/a/b", "src/branch/main/docs/", "https://codeberg.org/a/b/commits/branch/main/x.yaml"),
        ("https://bitbucket.org/a/b", "src/default/docs/", ""),
        ("https://github.com/a/b", "", ""),
    ],
)
def test_histories_have_addresses_where_the_host_is_known(url: str, edit: str, expected: str):
    kept = repository(url, edit, "", "content/pages")
    assert kept
    assert foot_links(kept, "persons/x.md", "X", "x.yaml", 3).history == expected


def test_a_build_takes_the_repository_from_its_configuration(tmp_path: Path):
    folder = site(write(tmp_path, FILES))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("repo_url: https://github.com/a/b\nsite_url: https://site.example/\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    found = links((folder / "site/persons/ana/index.html").read_text("utf-8"))
    assert found["Edit this record"] == "https://github.com/a/b/edit/master/content/records/persons/ana.yaml#L2"
    assert "body=https%3A%2F%2Fsite.example%2Fpersons%2Fana%2F" in found["Report an error"]


def test_a_template_of_the_configuration_goes_before_the_address_that_mkdocs_makes():
    template = "blob/main/content/pages/{path}?plain=1"
    kept = repository("https://code.example/a/b", "edit/main/docs/", "", "content/pages", template)
    assert kept is not None
    found = foot_links(kept, "persons/ana.md", "Ana", "content/records/persons/ana.yaml", 3)
    assert found.edit == "https://code.example/a/b/blob/main/content/records/persons/ana.yaml?plain=1#L3"
    bare = repository("https://code.example/a/b", "", "", "content/pages", "https://edit.example/?f={path_noext!q}#x")
    assert bare is not None
    edit = foot_links(bare, "persons/ana.md", "Ana", "content/records/persons/ana.yaml", 3).edit
    assert edit == "https://edit.example/?f=content%2Frecords%2Fpersons%2Fana#x"
