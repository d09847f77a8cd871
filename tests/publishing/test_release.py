"""A release: one archive with the same bytes on any day, that says what it is; what can't be made leaves nothing."""

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner
from frictionless import Package
from support.projects import communique

from generator.cli import main
from generator.publishing.disk_links import with_index_files

PUBLICATION = """\
      publication:
        licence: CC-BY-4.0
        version: "1.2"
        publisher: 'House "A" & B: #1'
        authors: [Ann Roe, "Lind, Bo"]
        doi: 10.5281/zenodo.1234567
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that says how it is published. Only to be read."""
    root = tmp_path_factory.mktemp("release") / "talks"
    assert CliRunner().invoke(main, ["init", str(root), "--name", "Talks", "--example"]).exit_code == 0
    return root


def with_options(root: Path, folder: Path, options: str) -> Path:
    """A copy of a project with options of the plugin."""
    shutil.copytree(root, folder)
    file = folder / "mkdocs.yml"
    text = file.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith("  - communique"))
    lines[place] = "  - communique:\n" + options
    file.write_text("".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def released(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an opened release."""
    folder = tmp_path_factory.mktemp("opened")
    project = with_options(root, folder / "talks", PUBLICATION)
    code, output = communique(project, "release", "--out", str(folder / "deposit.zip"))
    assert code == 0, output
    with zipfile.ZipFile(folder / "deposit.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(folder)
    assert {path.name for path in (project / ".cache").glob("communique/*")} <= {"parsed"}
    return folder / "talks-1.2"


def test_it_holds_site_data_schemas_and_the_digests_of_all(released: Path):
    files = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    assert {"README.md", "CITATION.cff", "datapackage.json", "site/index.html", "schema/kinds/person.json"} < files
    sums = dict(reversed(line.split("  ", 1)) for line in (released / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums.keys() == files - {"SHA256SUMS"}
    assert all(hashlib.sha256((released / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert Package(released / "datapackage.json").validate().valid


def test_it_says_how_to_cite_it(released: Path):
    cited = yaml.safe_load((released / "CITATION.cff").read_text("utf-8"))
    assert [each["name"] for each in cited["authors"]] == ["Ann Roe", "Lind, Bo"]
    assert (cited["license"], cited["version"], cited["doi"]) == ("CC-BY-4.0", "1.2", "10.5281/zenodo.1234567")
    package = json.loads((released / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert package["version"] == "1.2"
    assert package["contributors"][0] == {"title": 'House "A" & B: #1', "role": "publisher"}
    assert package["sources"]
    readme = (released / "README.md").read_text("utf-8")
    assert all(f"- `{name}`" in readme for name in ("site/", "statements.csv", "date_earliest", "permalink"))

    page = (released / "site/downloads/index.html").read_text("utf-8")
    found = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (found["license"], found["version"]) == ("https://creativecommons.org/licenses/by/4.0/", "1.2")
    assert found["publisher"]["name"] == 'House "A" & B: #1'
    assert [each["name"] for each in found["creator"]] == ["Ann Roe", "Lind, Bo"]
    assert found["temporalCoverage"]
    assert found["isBasedOn"][0]["name"]


@pytest.mark.slow
def test_the_same_project_gives_the_same_bytes_on_another_day_by_another_name(root: Path, tmp_path: Path, monkeypatch):
    made = []
    for day, zone in enumerate(("Asia/Tokyo", "America/Lima")):
        monkeypatch.setenv("TZ", zone)
        now = 1_700_000_000.0 + 86_400 * day
        monkeypatch.setattr("time.time", lambda now=now: now)
        (tmp_path / zone[:4]).mkdir()
        archive = tmp_path / zone[:4] / f"{zone[:4]}.zip"
        assert communique(root, "release", "--out", str(archive))[0] == 0
        made.append(archive.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("        licence: free for all\n", "neither an SPDX id nor a URL; write CC-BY-4.0"),
        ("        licence: CC-BY-5.0\n", "neither an SPDX id nor a URL; write CC-BY-4.0"),
        ("        doi: https://doi.org/10.5281/zenodo.1\n", "without https://doi.org/"),
        ('        publisher: "a\\nb"\n', "write one line of text"),
        ("        version: 1.0\n", "version"),
    ],
)
def test_options_that_say_nothing_are_refused(root: Path, tmp_path: Path, options: str, words: str):
    project = with_options(root, tmp_path / "talks", f"      publication:\n{options}")
    code, output = communique(project, "release", "--out", str(tmp_path / "x.zip"), "--strict", "--dry-run")
    assert code == 1
    assert words in output
    assert not (tmp_path / "x.zip").exists()


def test_what_can_not_be_made_leaves_nothing(root: Path, tmp_path: Path):
    broken = shutil.copytree(root, tmp_path / "broken")
    next((broken / "content/articles").glob("*.md")).write_text("---\ntitle: X\n---\n\n[x]{person=\n", "utf-8")
    (tmp_path / "there.zip").write_text("mine", "utf-8")
    for project, out, words in (
        (broken, "x.zip", "error"),
        (root, "there.zip", "is there already; delete it"),
        (root, "x.tar", "has to end in .zip"),
        (tmp_path, "x.zip", "has no mkdocs.yml"),
    ):
        code, output = communique(project, "release", "--out", str(tmp_path / out))
        assert (code, words in output) == (1, True), output
    assert (tmp_path / "there.zip").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "there.zip"]


def test_its_links_lead_to_files(released: Path):
    site = released / "site"
    pages = sorted(site.rglob("*.html"))
    found = [
        (page, href) for page in pages for href in re.findall(r'<a\s[^<>]*?href="([^":#?]+)', page.read_text("utf-8"))
    ]
    inner = [(page, href) for page, href in found if not href.startswith("/")]
    assert len(inner) > 100
    assert [(page, href) for page, href in inner if not (page.parent / unquote(href)).is_file()] == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b/">', '<a href="../b/index.html">'),
        ('<a class="x" href="../b">', '<a class="x" href="../b/index.html">'),
        ('<a href="../b/#s-1" rel="x">', '<a href="../b/index.html#s-1" rel="x">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../%C3%A4/">', '<a href="../%C3%A4/index.html">'),
        ('<a href="#b">', '<a href="#b">'),
        ('<a href="../c/">', '<a href="../c/">'),
        ('<a href="../b/x.csv">', '<a href="../b/x.csv">'),
        ('<a href="https://e.org/b/">', '<a href="https://e.org/b/">'),
        ('<a href="/b/">', '<a href="/b/">'),
        ('<a href="../../../b/">', '<a href="../../../b/">'),
        ('<link rel="canonical" href="../b/">', '<link rel="canonical" href="../b/">'),
        ('&lt;a href="../b/">', '&lt;a href="../b/">'),
    ],
)
def test_only_links_to_folders_with_an_index_name_it(html: str, expected: str):
    files = {"index.html", "a/index.html", "b/index.html", "ä/index.html"}
    assert with_index_files(html, "a/index.html", files) == expected
