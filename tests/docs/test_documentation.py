"""The documentation of the program: it builds, its tutorial can be carried out, its reference is complete."""

import os
import re
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.tools import ROOT, run

from generator.cli import main
from generator.diagnostics.rule_catalog import MANUALS
from generator.mkdocs_plugin import CommuniqueConfig
from generator.pages.template_docs import TEMPLATE_PAGES
from generator.schema.read import read_schema

TUTORIAL = ROOT / "docs/pages/tutorial.md"
ZENSICAL = ROOT / "docs/pages/zensical.md"
UPDATE = bool(os.environ.get("COMMUNIQUE_UPDATE"))
BLOCK = re.compile(
    r"(?:^(?P<verb>File|In|Now in) `(?P<path>[^`\n]+)`:\n\n)?^```(?P<info>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as `python3 dev.py docs` builds it."""
    folder = tmp_path_factory.mktemp("documentation")
    done = run(["mkdocs", "build", "--strict", "-f", str(ROOT / "docs/mkdocs.yml"), "-d", str(folder)], ROOT)
    assert done.returncode == 0, done.stderr
    return folder


class Reader:
    """Somebody who does what the tutorial says, block by block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def follow(self, match: re.Match[str]) -> str:
        """A block as it would be if all that it shows were right."""
        body, start = self.body(match), match.start()
        return match.group()[: match.start("body") - start] + body + match.group()[match.end("body") - start :]

    def body(self, match: re.Match[str]) -> str:
        body, file = match["body"], self.folder / (match["path"] or "")
        match match["verb"], match["info"]:
            case "File", "markdown":
                file.write_text(body, "utf-8")
            case "In", "diff":
                before, after = (
                    "".join(f"{line[1:]}\n" for line in body.splitlines() if line[0] in f" {sign}") for sign in "-+"
                )
                assert file.read_text("utf-8").count(before) == 1
                file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
            case "Now in", "yaml":
                return file.read_text("utf-8")
            case None, "console":
                return "".join(self.command(line) for line in body.splitlines() if line.startswith("$ "))
            case found:
                assert found == (None, "sh")  # an installation
        return body

    def command(self, line: str) -> str:
        program, *words = shlex.split(line.removeprefix("$ "))
        if program == "cd":
            self.folder /= words[0]
        elif program == "mkdocs":
            done = run(["mkdocs", *words], self.folder)
            assert done.returncode == 0, done.stderr
        else:
            assert program == "communique"
            with chdir(self.folder):
                result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, result.output
            return f"{line}\n{result.output}"
        return f"{line}\n"


def test_the_tutorial_can_be_carried_out(tmp_path: Path):
    text, reader = TUTORIAL.read_text("utf-8"), Reader(tmp_path)
    got = BLOCK.sub(reader.follow, text)
    if UPDATE:
        TUTORIAL.write_text(got, "utf-8")
    else:
        assert got == text
    assert (reader.folder / "site/meetings/2031-05-06-port-ada/index.html").is_file()


def test_the_way_to_zensical_can_be_followed(tmp_path: Path):
    assert CliRunner().invoke(main, ["init", str(tmp_path / "talks"), "--name", "Talks", "--example"]).exit_code == 0
    text = ZENSICAL.read_text("utf-8")
    got = BLOCK.sub(Reader(tmp_path / "talks").follow, text)
    if UPDATE:
        ZENSICAL.write_text(got, "utf-8")
    else:
        assert got == text


def test_the_reference_has_everything_that_the_program_has(site: Path):
    wanted = {
        "commands": {f"communique-{name}" for name in main.commands},
        "rules": {manual.rule for manual in MANUALS},
        "kinds": {re.sub(r"\W+", "-", kind.heading.lower()) for kind in read_schema()[0].kinds},
    }
    for page, ids in wanted.items():
        text = (site / f"reference/{page}/index.html").read_text("utf-8")
        assert ids
        assert ids <= set(re.findall(r'<h2 id="([^"]+)"', text)), page
    options = (site / "reference/options/index.html").read_text("utf-8")
    assert all(f"<code>{name}</code>" in options for name in CommuniqueConfig())
    rows = (re.findall(r"<td>(.*?)</td>", row) for row in options.split("<tr>"))
    types = {row[0].removeprefix("<code>").removesuffix("</code>"): row[1:] for row in rows if row}
    assert types["workers"] == ["int or str", "none"]
    assert types["publication"] == ["mapping", "<code>{}</code>"]
    assert types["reason"] == ["str", "required"]
    assert {name for name, row in types.items() if row[1] == "required"} == {"rule", "file", "reason"}
    templates = (site / "reference/templates/index.html").read_text("utf-8")
    assert all(f"<code>{name}</code>" in templates for page in TEMPLATE_PAGES for name in page.templates)


def test_its_pages_load_nothing_from_elsewhere(site: Path):
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r'<(?:script|img|iframe)[^>]* src="(?:https?:)?//', text), path
        assert not re.search(r'<link[^>]* rel="(?:stylesheet|preconnect)"[^>]* href="(?:https?:)?//', text), path


@pytest.mark.slow
def test_a_link_to_a_section_that_is_not_there_breaks_the_build(tmp_path: Path):
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("site"))
    with (tmp_path / "docs/pages/index.md").open("a", encoding="utf-8") as file:
        file.write("\n[gone](guide.md#no-such-section)\n")
    done = run(["mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml"], tmp_path)
    assert done.returncode == 1
    assert "no-such-section" in done.stderr
