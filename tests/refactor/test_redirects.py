"""Old addresses: which lead where, the page that does it, and both in a built site."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from small_worlds import project
from support import sample

from generator import pipeline
from generator.refactor import redirect_page, redirects, rename

ROOT = Path(__file__).parents[2]
PERSONS = "content/records/persons"


def known(texts: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    base = pipeline.link(pipeline.load(project(texts)))
    return tuple((old, new, base.name(ref)) for old, new, ref in redirects(base))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, tag: str, attribute: str) -> list[str | None]:
        return [attributes.get(attribute) for name, attributes in self.tags if name == tag]


def test_every_previous_id_leads_to_its_record():
    texts = {f"{PERSONS}/vladimir-marin.yaml": "name: Vladimir Marin\nprevious_ids: [vlad, marin]\n"}
    assert known(texts) == (
        ("persons/marin.md", "persons/vladimir-marin.md", "Vladimir Marin"),
        ("persons/vlad.md", "persons/vladimir-marin.md", "Vladimir Marin"),
    )


def test_an_id_that_a_record_bears_leads_nowhere_else():
    texts = {
        f"{PERSONS}/a-one.yaml": "name: One\nprevious_ids: [b-two, c-three]\n",
        f"{PERSONS}/b-two.yaml": "name: Two\nprevious_ids: [c-three]\n",
    }
    assert known(texts) == (("persons/c-three.md", "persons/a-one.md", "One"),)


def test_two_renames_and_both_old_addresses_lead_to_the_last():
    texts = {f"{PERSONS}/a-one.yaml": "name: One\n"}
    for old, new in (("a-one", "b-two"), ("b-two", "c-three")):
        changes, _ = rename(project(texts), old, new)
        texts = {change.path: change.new for change in changes if change.new is not None}
    assert [(old, new) for old, new, _ in known(texts)] == [
        ("persons/a-one.md", "persons/c-three.md"),
        ("persons/b-two.md", "persons/c-three.md"),
    ]


@pytest.mark.parametrize("name", ["Vladimir Marin", "</title><script>alert(1)</script>", 'a "b" & c', "Марін"])
def test_the_page_shows_the_name_as_text_and_runs_nothing(name: str):
    made = Page(redirect_page("../x/index.html", name, "en", "../../redirect.js"))
    tags = {"html", "head", "meta", "title", "link", "script", "noscript", "body", "p", "a"}
    assert {tag for tag, _ in made.tags} == tags
    assert made.values("script", "src") == ["../../redirect.js"]
    assert made.words.count(name) == 2
    assert made.values("a", "href") == made.values("link", "href") == ["../x/index.html"]
    assert "0; url=../x/index.html" in made.values("meta", "content")


def built(folder: Path, *options: str) -> Path:
    for part in ("content", "site_templates"):
        shutil.copytree(ROOT / part, folder / part)
    config = (ROOT / "mkdocs.yml").read_text("utf-8") + "".join(options)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for command in (
        ["generator", "rename", "--root", str(folder), sample.ENVOY, "an-envoy"],
        ["generator", "merge", "--root", str(folder), sample.MINISTER, "an-envoy"],
        ["generator", "extract", "--root", str(folder), "--check"],
        ["mkdocs", "build", "--strict", "--config-file", str(folder / "mkdocs.yml")],
    ):
        result = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
    return folder / "site"


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("options", "form"), [((), "persons/{}/index.html"), (("\nuse_directory_urls: false\n",), "persons/{}.html")]
)
def test_a_built_site_leads_from_the_old_address_to_the_new(tmp_path: Path, options: tuple[str, ...], form: str):
    site = built(tmp_path, *options)
    target = site / form.format("an-envoy")
    assert target.is_file()
    for old in (sample.ENVOY, sample.MINISTER):
        path = site / form.format(old)
        made = Page(path.read_text("utf-8"))
        [href] = made.values("a", "href")
        assert urljoin(path.as_uri(), href) == target.as_uri()
    pages = [path for path in site.rglob("*.html") if path.parent.name not in (sample.ENVOY, sample.MINISTER)]
    links = [link for path in pages for link in re.findall(r'href="[^"]*"', path.read_text("utf-8"))]
    assert not [link for link in links if re.search(rf"(?:{sample.ENVOY}|{sample.MINISTER})(?:/|\.html)", link)]
    assert sample.ENVOY not in (site / "sitemap.xml").read_text("utf-8")
