"""Beside other plugins: what they miss is said once, what can't work stops with a word, redirects know our pages."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort, PluginError
from support.projects import command
from support.sites import make
from support.tools import run

from generator.rendering.other_plugins import check_plugins, tell_redirects

HOOKS = """
def on_post_page(output, page, config):
    return output.replace("</body>", "<i>by a hook</i></body>")
"""
ADVICE = "changes pages one by one (on_post_page)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert command(tmp_path, "init", "talks", "--name", "Talks", "--example").returncode == 0
    (tmp_path / "talks/hooks.py").write_text(HOOKS, "utf-8")
    return tmp_path / "talks"


@pytest.mark.sample(1)
@pytest.mark.parametrize("fast", ["true", "false"])
def test_a_build_says_which_plugin_misses_pages_and_which_option_helps(root: Path, fast: str):
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(re.sub(r"(format: \d+)", rf"\1\n      fast: {fast}", text) + "hooks: [hooks.py]\n", "utf-8")
    assert f"fast: {fast}" in config.read_text("utf-8")
    result = run(["mkdocs", "build", "--strict"], root)
    assert result.returncode == 0, result.stderr
    told = [line for line in result.stderr.splitlines() if ADVICE in line]
    assert len(told) == (fast == "true")
    assert all("`fast: false`" in each and "hooks.py" in each for each in told)
    assert "by a hook" in (root / "site/index.html").read_text("utf-8")
    assert ("by a hook" in (root / "site/persons/ann-roe/index.html").read_text("utf-8")) == (fast == "false")


@pytest.mark.parametrize(
    ("plugins", "is_good"),
    [
        ({"i18n": SimpleNamespace(config={})}, False),
        ({"rss": SimpleNamespace(config={"match_path": ".*"})}, False),
        ({"rss": SimpleNamespace(config={"match_path": "about"})}, True),
        ({"minify": SimpleNamespace(config={})}, True),
    ],
)
def test_what_would_end_in_a_stack_trace_ends_in_a_word(plugins: dict, *, is_good: bool):
    config = SimpleNamespace(plugins=plugins)
    if is_good:
        check_plugins(config)
    else:
        with pytest.raises(PluginError, match="looks for a file behind every page"):
            check_plugins(config)


def test_redirects_know_generated_pages():
    plugin = SimpleNamespace(doc_pages={"about.md": "theirs"})
    files = [SimpleNamespace(src_uri=name) for name in ("about.md", "persons/ann-roe.md", "feed.xml")]
    tell_redirects(SimpleNamespace(plugins={"redirects": plugin}), files)
    assert plugin.doc_pages == {"about.md": "theirs", "persons/ann-roe.md": files[1]}
    tell_redirects(SimpleNamespace(plugins={}), files)


def test_plugins_of_material_have_their_short_names(root: Path):
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - tags\n"), "utf-8")
    (root / "content/pages/notes.md").write_text("---\ntags: [one]\n---\n# Notes\n", "utf-8")
    try:
        assert make(root, root / "site") == []
    except Abort:
        pytest.fail("`tags` is Material's plugin with `theme: communique`, too")
    assert "md-tag" in (root / "site/notes/index.html").read_text("utf-8")
