"""A side, and a thing's list, of hundreds of people: they go on on pages of their own, a letter each."""

import re
import string

import pytest
from small_sites import block, made, write

EACH = 9
LETTERS = string.ascii_uppercase[:24]
OF_GREECE = {f"{letter.lower()}-{n}": f"{letter}nna {n}" for letter in LETTERS for n in range(EACH)}
OF_NOBODY = {f"no-{id_}": name for id_, name in OF_GREECE.items()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files = {f"persons/{id_}.yaml": f"name: {name}\ncountry: gr\n" for id_, name in OF_GREECE.items()}
    files |= {f"persons/{id_}.yaml": f"name: {name}\n" for id_, name in OF_NOBODY.items()}
    files["persons/zoe.yaml"] = "name: Zoe\ncountry: fr\n"
    files |= {f"countries/{code}.yaml": f"name: {name}\n" for code, name in (("gr", "Greece"), ("fr", "France"))}
    return made(write(tmp_path_factory.mktemp("many"), files))


def people(page: str) -> list[str]:
    """The people that a page leads to, in its order."""
    found = re.findall(r'href="[^"]*persons/([a-z0-9-]+)\.md"', page)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("side", "everybody"), [("gr", OF_GREECE), ("none", OF_NOBODY)])
def test_everybody_of_a_large_side_is_on_the_page_of_a_letter(pages: dict[str, str], side: str, everybody):
    parts = {path: page for path, page in pages.items() if path.startswith(f"people-by-side/{side}/")}
    assert len(parts) == len(LETTERS)
    assert sorted(id_ for page in parts.values() for id_ in people(page)) == sorted(everybody)
    assert {len(people(page)) for page in parts.values()} == {EACH}


def test_the_page_of_all_sides_shows_some_of_each_and_leads_to_the_letters(pages: dict[str, str]):
    page = pages["people-by-side.md"]
    assert len(people(page)) == 10 + 10 + 1
    assert len(re.findall(r'href="people-by-side/gr/[^"]+\.md"', page)) == len(LETTERS)
    assert "people-by-side/fr/" not in page


def test_a_letter_leads_to_the_others(pages: dict[str, str]):
    page = pages["people-by-side/gr/letter-b.md"]
    assert re.findall(r'<a href="([^"]*)" aria-current="page">(.)', page) == [("letter-b.md", "B")]
    assert len(re.findall(r'<a href="letter-[^"]*"', page)) == len(LETTERS)


def test_the_page_of_a_country_goes_on_by_letter(pages: dict[str, str]):
    parts = {path: page for path, page in pages.items() if path.startswith("countries/gr/people/")}
    assert len(parts) == len(LETTERS)
    assert sorted(id_ for page in parts.values() for id_ in people(page)) == sorted(OF_GREECE)
    assert len(people(block(pages["countries/gr.md"], "People"))) < len(OF_GREECE)
    assert not [path for path in pages if path.startswith("countries/fr/people/")]
