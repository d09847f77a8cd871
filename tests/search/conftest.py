"""A site whose search readers ask, in a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from asking import HOSTILE, Reader
from support import tools
from support.serving import serving
from support.sharing import shared
from support.sites import copy_project

MORE = {
    "persons/mallory.yaml": f"name: '{HOSTILE.replace(chr(39), chr(39) * 2)}'\ncountry: ua\n",
    "persons/mueller.yaml": "name: Jörg Müller\ncountry: ua\nnames:\n  - lang: uk\n    name: Йорґ Мюллер\n",
    "persons/volodymyr-zarenskyy.yaml": (
        "name: Volodymyr Zarenskyy\ncountry: ua\nnames:\n  - lang: uk\n    name: Володимир Заренський\n"
    ),
    "persons/petrenko.yaml": "name: Олена Петренко\ncountry: ua\n",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped knowledge base with some more people, built; the folder of the site."""
    return shared(tmp_path_factory, "searched", _build) / "site"


def _build(folder: Path) -> None:
    copy_project(folder)
    for name, text in MORE.items():
        (folder / "content/records" / name).write_text(text, "utf-8")
    done = tools.run(["mkdocs", "build"], folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served from: under a path of its own, as on a project's pages."""
    with serving(site, "/some/where/") as found:
        yield found


@pytest.fixture
def reader(browser) -> Iterator[Callable[..., Reader]]:
    """Opens pages for readers; at the end none of them has met an error or asked for anything elsewhere."""
    readers, contexts = [], []

    def made(**options: object) -> Reader:
        contexts.append(browser.new_context(**options))
        readers.append(Reader(contexts[-1].new_page()))
        return readers[-1]

    yield made
    for context in contexts:
        context.close()
    for one in readers:
        one.has_met_no_trouble()


@pytest.fixture(scope="session")
def desk_page(browser) -> Iterator[object]:
    """A page that tests use one after the other: a new one would load every style and script again."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(desk_page, address: str) -> Iterator[Reader]:
    """A reader at a desk, on the home page."""
    one = Reader(desk_page).open(address)
    yield one
    one.has_met_no_trouble()
    desk_page.evaluate("localStorage.clear(); sessionStorage.clear()")
    one.leave()
