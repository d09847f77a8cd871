"""The example of the README is what the program makes of its article, and its pictures are small and present."""

import re
from pathlib import Path

from generator import pipeline

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
LARGEST = 150_000
OF_A_SITE = {"content/schema/"}


def fence(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_record_is_what_the_article_becomes(tmp_path: Path):
    article = tmp_path / "content/articles/talks.md"
    article.parent.mkdir(parents=True)
    article.write_text(fence("markdown"), "utf-8")
    changes, problems = pipeline.extract(tmp_path)
    assert not problems
    heading, _, shown = fence("yaml").partition("\n")
    made = {change.path: change.new for change in changes}
    assert (made[heading.removeprefix("# ")] or "").partition("\n")[2] == shown


def test_its_pictures_exist_in_two_schemes_and_are_small():
    paths = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert {path.rpartition("-")[2] for path in paths if "evidence" in path} == {"dark.webp", "light.webp"}
    for path in paths:
        assert (ROOT / path).stat().st_size < LARGEST, path


def test_the_files_that_it_names_exist():
    for document in ("README.md", "CONTRIBUTING.md", "SECURITY.md"):
        text = (ROOT / document).read_text("utf-8")
        for path in re.findall(
            r"`((?:content|generator|tests|benchmarks|requirements|site_templates|\.github)/[\w./-]+)`", text
        ):
            assert path in OF_A_SITE or (ROOT / path).exists(), f"{document}: {path}"
