"""While MkDocs serves the site, the browser shows what could not be built; the site itself has nothing of it."""

import logging
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from generator.incremental.server_memory import BuildErrors, ServerMemory
from generator.rendering.guarded_builds import GuardedBuilds
from generator.rendering.served_errors import ServedErrors, keep_aside

PAGE = b"<html><body><p>as it was</p></body></html>"
ERROR = "content/articles/a.md:1:5: error: unknown kind `<script>alert(1)</script>`"


class Browser:
    """Asks a server for pages of a site."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.memory = ServerMemory(aside=folder / "aside")
        server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(self.site), mount_path="/under/")
        server.watch(str(folder))
        server.error_handler = lambda _: b"<html><body>no such page</body></html>"
        self.app = ServedErrors(server, self.memory)

    def write(self, path: str, content: bytes = PAGE) -> None:
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def leave_out(self, path: str) -> None:
        keep_aside(self.memory.aside, self.site, [path])
        (self.site / path).unlink()
        self.memory.errors = BuildErrors((ERROR,))

    def get(self, path: str) -> tuple[str, dict[str, str], str]:
        begun = []
        body = self.app({"PATH_INFO": f"/under/{path}"}, lambda *answer: begun.append(answer))
        ((status, headers),) = begun
        text = b"".join(body).decode("utf-8")
        assert dict(headers).get("Content-Length", str(len(text.encode()))) == str(len(text.encode()))
        return status, dict(headers), text


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def test_a_page_that_is_left_out_stays_with_the_error_and_reloads(browser: Browser):
    browser.write("a/index.html")
    browser.leave_out("a/index.html")
    status, _, text = browser.get("a/")
    assert status == "200 OK"
    assert "as it was" in text
    assert "unknown kind `&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert '"/livereload/' in text
    assert (browser.memory.aside / "a/index.html").read_bytes() == PAGE


def test_an_address_without_a_slash_leads_to_the_page(browser: Browser):
    browser.write("a/index.html")
    browser.leave_out("a/index.html")
    status, headers, _ = browser.get("a")
    assert (status, headers["Location"]) == ("302 Found", "/under/a/")


@pytest.mark.parametrize("errors", [(), (ERROR,)])
def test_a_missing_page_reloads_and_says_errors_if_there_are_any(browser: Browser, errors: tuple[str, ...]):
    browser.memory.errors = BuildErrors(errors)
    status, _, text = browser.get("nosuch/")
    assert status.startswith("404")
    assert "no such page" in text
    assert '"/livereload/' in text
    assert ("unknown kind" in text) == bool(errors)


def test_a_page_of_a_failed_build_says_that_it_is_an_older_one(browser: Browser):
    browser.write("a/index.html")
    browser.memory.errors = BuildErrors((ERROR,), is_all=True)
    assert "<details open>" in browser.get("a/")[2]
    browser.memory.errors = BuildErrors((ERROR,))
    assert "<details>" in browser.get("a/")[2]
    browser.memory.errors = BuildErrors()
    assert "<details" not in browser.get("a/")[2]
    assert (browser.site / "a/index.html").read_bytes() == PAGE


def test_other_files_and_paths_outside_are_left_alone(browser: Browser):
    browser.write("a.json", b"{}")
    browser.memory.errors = BuildErrors((ERROR,))
    (browser.site.parent / "secret.html").write_bytes(PAGE)
    assert browser.get("a.json")[2] == "{}"
    for path in ("../secret.html", "%2e%2e/secret.html", "../../secret.html"):
        assert browser.get(path)[0].startswith("404")


def test_many_errors_are_counted(browser: Browser):
    browser.write("a/index.html")
    browser.memory.errors = BuildErrors(tuple(f"error {n}." for n in range(25)))
    text = browser.get("a/")[2]
    assert "error 9." in text
    assert "error 10." not in text
    assert "and 15 more errors" in text


def guarded(root: Path, raised: Exception) -> BuildErrors:
    def build() -> None:
        raise raised

    (root / "mkdocs.yml").touch()
    memory = ServerMemory()
    GuardedBuilds(build, memory, root / "mkdocs.yml")()
    return memory.errors


def test_a_failed_build_is_reported_and_ends(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO", "mkdocs")
    assert guarded(tmp_path, Abort("site_templates/a.html:1:1: error: no")) == BuildErrors(
        ("site_templates/a.html:1:1: error: no",), is_all=True
    )
    assert not [record for record in caplog.records if record.exc_info]
    assert guarded(tmp_path, ValueError("of a hook")) == BuildErrors(("ValueError: of a hook",), is_all=True)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["ValueError: of a hook"]


def test_what_mkdocs_logged_is_not_summed_up(tmp_path: Path):
    def build() -> None:
        logging.getLogger("mkdocs.config").error("Config value 'nav': Expected nav to be a list")
        raise Abort("Aborted with a configuration error!")

    memory = ServerMemory()
    GuardedBuilds(build, memory, tmp_path / "mkdocs.yml")()
    assert memory.errors.texts == ("Config value 'nav': Expected nav to be a list",)
    assert guarded(tmp_path, Abort("Aborted with 2 warnings in strict mode!")).texts == (
        "Aborted with 2 warnings in strict mode!",
    )


def test_a_broken_configuration_is_reported_at_its_line(tmp_path: Path):
    def build() -> None:
        raise ConfigurationError("while parsing")

    (tmp_path / "mkdocs.yml").write_text("site_name: A\nnav: [\n", "utf-8")
    memory = ServerMemory()
    GuardedBuilds(build, memory, tmp_path / "mkdocs.yml")()
    (text,) = memory.errors.texts
    assert text.startswith("mkdocs.yml:3:1: error: ")
