"""`communique excerpt`: the sentences that carry facts stay, and records are the same to the byte."""

import hashlib
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

HEAD = "---\ntitle: Talks\ndate: 2025-12-04\nlanguage: en\nurl: https://example.org/talks\n---\n\n"
TALKS = (
    "[[Ann Roe]{person=ann-roe for=ru} met [Bo Lind]{person=bo-lind for=ua} "
    "on [Tuesday]{date=2025-12-02}]{meeting=talks}."
)
QUOTE = "{.quote by=ann-roe about=talks}"
ROE = "[Roe]{person=ann-roe}"
PADDING = "The weather was bad that day. Nobody came out to see the guests."
TEXTS = {
    "paragraph": f"{PADDING} {TALKS} {PADDING}\n\n{PADDING}\n",
    "block": f"::: {{meeting=talks status=held on=2025-12-02}}\n{PADDING}\n{ROE} spoke.\n\n{PADDING}\n:::\n",
    "block of nothing else": f"::: {{meeting=talks}}\n{PADDING}\n\n{PADDING}\n:::\n\n{TALKS}\n",
    "quotation across sentences": f"{PADDING} [“It went well. We go on.”]{QUOTE} {TALKS} {PADDING}\n",
    "list": f"{PADDING}\n\n- {PADDING}\n- {TALKS} {PADDING}\n\n  {PADDING}\n1. {PADDING}\n",
    "table": f"| a | b |\n|--|--|\n| {TALKS} | {PADDING} |\n| {PADDING} | {PADDING} |\n\n| c |\n|---|\n| {PADDING} |\n",
    "headings": f"# {PADDING}\n\n{TALKS}\n\nWeather\n=======\n\n{PADDING}\n\n## {PADDING}\n\n{PADDING}\n",
    "code": f"{TALKS}\n\n```\n{PADDING}\n```\n\n    {PADDING}\n",
    "quoted": f"> {PADDING}\n> {TALKS}\n> {PADDING}\n\n> {PADDING}\n",
    "emphasis and links": f"*{PADDING}* {TALKS} **Not. One.** [A. B.](/a) [r].\n{PADDING}\n\n[r]: /r\n",
    "pronouns": f"{TALKS} {PADDING} [She]{{person=ada}} left. {PADDING}\n",
    "names": f"{TALKS} {PADDING} {ROE} ate. {ROE} slept. {ROE} left.\n",
    "no spaces": f"天气不好。没有人来。{TALKS}天气不好。没有人来。\n",
    "hard breaks": f"{PADDING}  \n{TALKS}\\\n{PADDING}\n",
    "nested": f"{PADDING} [{TALKS[:-1]} [in [Town]{{place=town}}. Rain]{{place=more}}]{{topic=rain}}. {PADDING}\n",
    "said once": f"{PADDING} [Ann Roe]{{person=ann-roe role=envoy}} came. {PADDING} {TALKS}\n",
}


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "--root", str(root), *words[1:]], catch_exceptions=False)


def project(root: Path, text: str) -> Path:
    article = root / "content/articles/talks.md"
    article.parent.mkdir(parents=True)
    article.write_bytes(text.encode())
    return article


def records(root: Path) -> dict[str, bytes]:
    shutil.rmtree(root / "content/records", ignore_errors=True)
    shutil.rmtree(root / "content/facts", ignore_errors=True)
    result = run(root, "extract")
    assert result.exit_code == 0, result.output
    folders = (root / "content/records", root / "content/facts")
    return {str(path.relative_to(root)): path.read_bytes() for folder in folders for path in folder.rglob("*.*")}


@pytest.mark.sample(6)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", TEXTS)
def test_an_excerpt_gives_the_same_records(tmp_path: Path, name: str, newline: str):
    whole = (HEAD + TEXTS[name]).replace("\n", newline)
    article = project(tmp_path, whole)
    before = records(tmp_path)
    result = run(tmp_path, "excerpt", "talks")
    assert result.exit_code == 0, result.output
    text = article.read_bytes().decode()
    assert "[…]" in text
    assert text.count("weather was bad") < whole.count("weather was bad") or name == "no spaces"
    assert ("\r\n" in text) == (newline == "\r\n")
    assert text.count("\n") == text.count(newline)
    assert (tmp_path / "private/articles/talks.md").read_bytes().decode() == whole
    assert records(tmp_path) == before
    shutil.rmtree(tmp_path / "private")
    assert records(tmp_path) == before


def test_several_excerpts_together_keep_the_name_that_a_record_takes(tmp_path: Path):
    """Each alone could do without one use of the name; without both, another name would be the more frequent."""
    text = f"[Ann Roe]{{person=ann-roe country=ru}} came. [Ann Roe]{{person=ann-roe}} left. {PADDING}\n"
    for name in ("talks", "more"):
        path = tmp_path / f"content/articles/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, "utf-8")
    (tmp_path / "content/articles/third.md").write_text(HEAD + "[Bea Ro]{person=ann-roe} ate. " * 3, "utf-8")
    before = records(tmp_path)
    assert b"name: Ann Roe\n" in before["content/records/persons/ann-roe.yaml"]
    assert run(tmp_path, "excerpt", "talks", "more").exit_code == 0
    assert (tmp_path / "content/articles/more.md").read_text("utf-8").count("Ann Roe") > 1
    assert records(tmp_path) == before


def test_the_whole_stands_in_private_with_its_fingerprint_and_is_renewed(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    run(tmp_path, "excerpt", "talks")
    first = article.read_text("utf-8")
    assert "excerpt: {of: 46, kept: 7}\n---\n" in first
    assert first.endswith(f"---\n\n[…] {TALKS} […]\n")
    whole = tmp_path / "private/articles/talks.md"
    line = (tmp_path / "private/articles/talks.sha256").read_text("utf-8").splitlines()[0]
    assert line == f"{hashlib.sha256(whole.read_bytes()).hexdigest()}  talks.md"
    assert (tmp_path / "private/.gitignore").read_text("utf-8") == "*\n"
    assert run(tmp_path, "excerpt", "talks").exit_code == 0
    assert article.read_text("utf-8") == first
    whole.write_text(whole.read_text("utf-8") + "\n[Ada]{person=ada} came.\n", "utf-8")
    assert run(tmp_path, "excerpt", "content/articles/talks.md").exit_code == 0
    assert "[Ada]{person=ada} came." in article.read_text("utf-8")


def test_refused_words_that_are_not_kept_are_not_in_the_excerpt(tmp_path: Path):
    refused = (
        "refused:\n  - {person: bo-lind, words: Nobody}\n  - {person: ann-roe, words: Ann, in: Nobody said more.}\n"
    )
    head = HEAD.replace("---\n\n", f"{refused}---\n\n")
    assert head != HEAD
    article = project(tmp_path, head + TEXTS["paragraph"] + "\nNobody said more.\n")
    assert run(tmp_path, "excerpt", "talks").exit_code == 0
    assert "excerpt: {of:" in article.read_text("utf-8")
    assert "Nobody" not in article.read_text("utf-8")
    assert "refused" not in article.read_text("utf-8")


def test_an_edited_excerpt_is_never_lost(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    run(tmp_path, "excerpt", "talks")
    edited = article.read_text("utf-8").replace("Bo Lind", "B. Lind")
    article.write_text(edited, "utf-8")
    result = run(tmp_path, "excerpt", "talks")
    assert result.exit_code == 1
    assert "[excerpt-is-unedited]" in result.output
    assert article.read_text("utf-8") == edited
    assert run(tmp_path, "excerpt", "--overwrite", "talks").exit_code == 0
    assert "Bo Lind" in article.read_text("utf-8")


def test_an_excerpt_with_one_sentence_a_line_is_not_edited_and_stays_so(tmp_path: Path):
    article = project(tmp_path, f"{HEAD}{TALKS} [It went well]{QUOTE}. {PADDING}\n")
    run(tmp_path, "excerpt", "talks")
    assert run(tmp_path, "fmt", "talks").exit_code == 0
    laid_out = article.read_text("utf-8")
    assert f"{TALKS}\n[It went well]{QUOTE}." in laid_out
    assert run(tmp_path, "excerpt", "talks").exit_code == 0
    assert article.read_text("utf-8") == laid_out
    whole = tmp_path / "private/articles/talks.md"
    whole.write_text(whole.read_text("utf-8") + "\n[Ada]{person=ada} came.\n", "utf-8")
    assert run(tmp_path, "excerpt", "talks").exit_code == 0
    assert (
        article.read_text("utf-8").partition("---\n\n")[2]
        == laid_out.partition("---\n\n")[2] + "\n[Ada]{person=ada} came.\n"
    )


def test_a_new_whole_text_does_not_replace_an_older_one_unasked(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    run(tmp_path, "excerpt", "talks")
    article.write_text(HEAD + TEXTS["list"], "utf-8")
    result = run(tmp_path, "excerpt", "talks")
    assert result.exit_code == 1
    assert "holds another whole text" in result.output
    assert article.read_text("utf-8") == HEAD + TEXTS["list"]


REFUSED = {
    "no annotation": (PADDING, "annotate it first"),
    "nothing to leave out": (TALKS, "every sentence carries facts"),
    "in error": ("[Ann]{person=}", "[value-is-present]"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_article_without_an_excerpt_stays_as_it_is(tmp_path: Path, name: str):
    text, message = REFUSED[name]
    article = project(tmp_path, HEAD + text)
    result = run(tmp_path, "excerpt", "talks")
    assert result.exit_code == 1
    assert message in result.output
    assert article.read_text("utf-8") == HEAD + text
    assert not (tmp_path / "private").exists()


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path):
    root = tmp_path / "project"
    article = project(root, HEAD + TEXTS["paragraph"])
    (tmp_path / "elsewhere").mkdir()
    (root / "private").symlink_to(tmp_path / "elsewhere")
    result = run(root, "excerpt", "talks")
    assert result.exit_code == 1
    assert "a symbolic link" in result.output
    assert article.read_text("utf-8") == HEAD + TEXTS["paragraph"]
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    (tmp_path / "private").write_text("a file", "utf-8")
    result = run(tmp_path, "excerpt", "talks")
    assert result.exit_code == 1
    assert "[file-is-writable]" in result.output
    assert article.read_text("utf-8") == HEAD + TEXTS["paragraph"]


def test_a_dry_run_writes_nothing(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    result = run(tmp_path, "excerpt", "--dry-run", "talks")
    assert "would keep 7 of 46 words (15 %)" in result.output
    assert article.read_text("utf-8") == HEAD + TEXTS["paragraph"]
    assert not (tmp_path / "private").exists()


def test_without_the_whole_text_an_excerpt_is_not_renewed(tmp_path: Path):
    project(tmp_path, HEAD + TEXTS["paragraph"])
    run(tmp_path, "excerpt", "talks")
    shutil.rmtree(tmp_path / "private")
    assert "the whole text of this excerpt is not here" in run(tmp_path, "excerpt", "talks").output


@pytest.mark.parametrize(
    "entry",
    ["excerpt: 3", "excerpt: {of: 3}", "excerpt: {of: 3, kept: 4}", "excerpt: {of: x, kept: 1}", "excerpt: [1]"],
)
def test_an_entry_that_counts_nothing_is_an_error(tmp_path: Path, entry: str):
    project(tmp_path, HEAD.replace("language: en", entry) + TALKS)
    assert "[excerpt-is-counted]" in run(tmp_path, "check").output


def test_the_page_says_where_the_whole_is(tmp_path: Path):
    article = project(tmp_path, HEAD + TEXTS["paragraph"])
    run(tmp_path, "excerpt", "talks")
    records(tmp_path)
    pages = tmp_path / "pages"
    run(tmp_path, "pages", "--out", str(pages))
    link = '<a href="https://example.org/talks" rel="noopener nofollow">https://example.org/talks</a>'
    assert f"Excerpts; the whole at {link}</p>" in unescape((pages / "articles/talks.md").read_text("utf-8"))
    article.write_text(article.read_text("utf-8").replace("url: https://example.org/talks\n", ""), "utf-8")
    run(tmp_path, "pages", "--out", str(pages))
    assert ">Excerpts of a longer text</p>" in (pages / "articles/talks.md").read_text("utf-8")


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_check_finds_what_exposes_the_whole(tmp_path: Path):
    project(tmp_path, HEAD + TEXTS["paragraph"])
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "-qm", "whole")
    old = tmp_path / "site/articles/talks/index.html"
    old.parent.mkdir(parents=True)
    old.write_text(f"<p>{PADDING}</p>", "utf-8")
    records(tmp_path)
    run(tmp_path, "excerpt", "talks")
    found = run(tmp_path, "check").output
    assert "git's history holds the whole text" in found
    assert "site/articles/talks/index.html: warning: an older build holds the whole text" in found
    assert "[private-is-untracked]" not in found
    assert "[excerpt-is-short]" not in found
    git(tmp_path, "add", "-f", "private/articles/talks.md")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\nplugins:\n  - communique:\n      excerpt_share: 10\n      excerpt_run: 5\n", "utf-8"
    )
    found = run(tmp_path, "check").output
    assert "private/articles/talks.md: warning: git tracks a file of private/" in found
    assert "15 % of the text is kept, and the site allows 10 %" in found
    assert "7 words are kept without a gap, and the site allows 5" in found


def test_a_limit_that_is_no_number_is_an_error(tmp_path: Path):
    project(tmp_path, HEAD + TALKS)
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - communique:\n      excerpt_share: half\n", "utf-8")
    assert "mkdocs.yml:3:22: error: `excerpt_share` is no whole number" in run(tmp_path, "check").output
