"""The page of the review in a browser."""

import pytest
from linters.test_axe import VIEWS


@pytest.fixture
def look(browser):
    """Opens a page in one of the views; what the console says is an error of the test."""
    contexts, said = [], []

    def opened(address: str, view: str = "light") -> object:
        context = browser.new_context(**VIEWS[view])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda word: said.append(word.text) if word.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        page.wait_for_selector("#review:not([hidden]), #queue:not([hidden])")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
