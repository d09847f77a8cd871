"""A fast build writes what MkDocs itself would; what an interrupted build leaves is healed by the next."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import sample
from support.sites import age, copy_project, files, make
from support.tiers import scale

OPTION = "  - communique"


def slow(root: Path) -> None:
    """Let MkDocs write every page."""
    config = root / "mkdocs.yml"
    text, count = re.subn(rf"^{OPTION}$", f"{OPTION}: {{fast: false}}", config.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    config.write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def test_fast_builds_write_the_bytes_of_mkdocs(root: Path, tmp_path: Path):
    told = make(root, tmp_path / "fast")
    slow(root)
    assert make(root, tmp_path / "slow") == told
    fast, ordinary = files(tmp_path / "fast"), files(tmp_path / "slow")
    assert fast.keys() == ordinary.keys()
    assert not [name for name in fast if fast[name] != ordinary[name]]


@pytest.mark.slow
def test_addresses_without_folders(root: Path, tmp_path: Path):
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nuse_directory_urls: false\n", "utf-8")
    make(root, tmp_path / "fast")
    slow(root)
    make(root, tmp_path / "slow")
    assert files(tmp_path / "fast") == files(tmp_path / "slow")
    assert (tmp_path / f"fast/persons/{sample.ENVOY}.html").is_file()


def test_nothing_changed_writes_no_page(root: Path, tmp_path: Path):
    age(root)
    site = tmp_path / "site"
    make(root, site)
    before = {path: path.stat().st_mtime_ns for path in site.glob("persons/*/index.html")}
    assert before
    for _ in range(scale(1, 3)):
        make(root, site)
        assert {path: path.stat().st_mtime_ns for path in site.glob("persons/*/index.html")} == before


def test_one_record_changed_writes_its_page_and_those_that_name_it(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    make(root, site)
    before = {path: path.stat().st_mtime_ns for path in site.glob("*/*/index.html")}
    record = root / "content/records/topics/nato-membership.yaml"
    record.write_text(record.read_text("utf-8").replace("name: ", "name: The ", 1), "utf-8")
    make(root, site)
    written = {path.parent.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert "nato-membership" in written
    assert "kyiv" not in written


def test_an_article_changed_leaves_pages_alone_that_only_name_its_people(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    make(root, site)
    before = {path: path.stat().st_mtime_ns for path in site.glob("*/*/index.html")}
    article = root / f"content/articles/{sample.FIRST_DIGEST}.md"
    article.write_text(article.read_text("utf-8") + "\nNothing more was said.\n", "utf-8")
    make(root, site)
    written = {path.parent.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert article.stem in written
    assert sample.REPORT not in written


def test_the_sitemap_keeps_its_order_after_a_change(root: Path, tmp_path: Path):
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nsite_url: https://example.org/\n", "utf-8")
    make(root, tmp_path / "site")
    record = root / f"content/records/persons/{sample.ENVOY}.yaml"
    record.write_text(record.read_text("utf-8").replace("name: ", "name: The ", 1), "utf-8")
    make(root, tmp_path / "site")
    make(root, tmp_path / "clean")
    assert files(tmp_path / "site") == files(tmp_path / "clean")


def test_a_page_that_somebody_changed_is_made_again(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    make(root, site)
    clean = files(site)
    (site / f"persons/{sample.ENVOY}/index.html").write_text("gone", "utf-8")
    (site / f"persons/{sample.MINISTER}/index.html").unlink()
    make(root, site)
    assert files(site) == clean


@pytest.mark.sample(1)
@pytest.mark.parametrize("damage", [b"", b"half", None], ids=["empty", "half-written", "of another tool"])
def test_a_damaged_store_is_not_read(root: Path, tmp_path: Path, damage: bytes | None):
    site = tmp_path / "site"
    make(root, site)
    clean = files(site)
    for kept in (path for path in (root / ".cache/communique").rglob("*") if path.is_file()):
        kept.write_bytes(kept.read_bytes()[:-7] if damage is None else damage)
    make(root, site)
    assert files(site) == clean


@pytest.mark.slow
def test_a_theme_that_treats_pages_differently_is_rendered_in_full(root: Path, tmp_path: Path):
    footer = root / "site_templates/theme/partials/footer.html"
    footer.write_text(
        "{% if page and 'persons/' in page.url %}{{ page.url }}{% endif %}" + footer.read_text("utf-8"), "utf-8"
    )
    make(root, tmp_path / "fast")
    assert (
        f"persons/{sample.MINISTER}/"
        in (tmp_path / f"fast/persons/{sample.MINISTER}/index.html").read_text("utf-8").split("<footer")[0]
    )
    slow(root)
    make(root, tmp_path / "slow")
    assert files(tmp_path / "fast") == files(tmp_path / "slow")


def command(root: Path, site: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(site)]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_a_killed_build_is_healed(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command(root, site), env=environment, check=True)
    clean = files(site)
    for moment in (0.25, 0.4, 0.45, 0.5, 0.6, 0.7):
        record = root / f"content/records/persons/{sample.MINISTER}.yaml"
        record.write_text(record.read_text("utf-8") + "# a note\n", "utf-8")
        run = subprocess.Popen(command(root, site), env=environment)
        time.sleep(moment)
        run.kill()
        run.wait()
    subprocess.run(command(root, site), env=environment, check=True)
    assert files(site) == clean
    assert not [path.name for path in site.iterdir() if path.name.startswith(".")]


@pytest.mark.slow
def test_a_page_that_was_hidden_comes_back(root: Path, tmp_path: Path):
    age(root)
    written = root / f"content/pages/persons/{sample.ENVOY}.md"
    written.parent.mkdir()
    written.write_text("# By hand\n", "utf-8")
    make(root, tmp_path / "site")
    written.unlink()
    make(root, tmp_path / "site")
    make(root, tmp_path / "fresh")
    assert files(tmp_path / "site") == files(tmp_path / "fresh")
    assert "By hand" not in (tmp_path / f"site/persons/{sample.ENVOY}/index.html").read_text("utf-8")


@pytest.mark.slow
def test_an_index_that_the_navigation_leaves_out_keeps_its_address(root: Path, tmp_path: Path):
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nnav:\n  - Home: index.md\n", "utf-8")
    make(root, tmp_path / "site")
    assert (tmp_path / "site/topics/index.html").is_file()
    assert not (tmp_path / "site/topics/index").exists()


@pytest.mark.slow
def test_the_store_of_a_site_goes_with_it(root: Path, tmp_path: Path):
    make(root, tmp_path / "first")
    (kept,) = [path for path in (root / ".cache/communique").iterdir() if path.is_dir()]
    make(root, tmp_path / "second")
    assert kept.is_dir()
    shutil.rmtree(tmp_path / "first")
    make(root, tmp_path / "third")
    assert not kept.exists()


@pytest.mark.slow
def test_two_builds_at_once_do_not_mix(root: Path, tmp_path: Path):
    site = tmp_path / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    runs = [subprocess.Popen(command(root, site), env=environment) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    kept = files(site)
    make(root, tmp_path / "fresh")
    assert kept == files(tmp_path / "fresh")
