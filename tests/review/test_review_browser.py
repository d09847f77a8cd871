"""The page of the review in a browser: by keys alone, by mouse, on a phone, by axe, and with a thousand annotations."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from linters.test_axe import VIEWS, violations
from review.reviews import FRONT, PATH, article, project, reviewing, write

WORDS = "Ann Roe met Bo Lind in Geneva on Tuesday. Roe praised the Alpine plan. The Alpine plan came from Ann Roe.\n"


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


def press(page: object, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def shown(page: object, part: str) -> str:
    return " ".join(page.locator(part).inner_text().split())


def decide_all(page: object, key: str = "y") -> None:
    for _ in range(60):
        if shown(page, "#left") == "all decided":
            return
        press(page, key)
    pytest.fail("not all was decided")


def saved(page: object, *keys: str) -> None:
    """Save with these keys in the dialog; wait until it is done."""
    press(page, "s", *keys)
    page.locator("#toast", has_text="Saved").wait_for()


def close(page: object, dialog: str) -> None:
    """Close a dialog by its key: the first Escape may only close a list, and a slow machine closes it later."""
    for _ in range(5):
        press(page, "Escape")
        for _ in range(10):
            if not page.locator(f"#{dialog}[open]").count():
                return
            page.wait_for_timeout(50)
    pytest.fail(f"{dialog} stays open")


@contextmanager
def served(root: Path, *paths: str) -> Iterator[str]:
    with reviewing(root, *paths) as server:
        yield server.address


def test_a_whole_review_by_keys_alone(look, tmp_path: Path):
    project(tmp_path, WORDS, **{"persons/anna-berg": "name: Anna Berg\n"})
    with served(tmp_path) as address:
        page = look(address)
        page.locator("#facts-count", has_text="0 facts").wait_for()
        while shown(page, "#card-name") != "Ann Roe":
            press(page, "y")
        assert shown(page, "#card-state") == "to decide"
        assert page.locator(".mention").count() == 3
        press(page, "ArrowRight", "x")  # not "Roe"
        press(page, "y")
        decide_all(page)
        press(page, "u", "n")  # the last one is taken back, and refused
        press(page, "w", *["ArrowRight"] * 2)
        while page.locator("#selecting-words").inner_text() != "“Alpine”":
            press(page, "ArrowRight")
        press(page, "Shift+ArrowRight", "Enter")
        page.wait_for_selector("#choose[open]")
        press(page, "Shift+Tab")
        page.locator("#choose input[type=radio]:focus").wait_for()
        press(page, "7")
        page.wait_for_selector("#choose-list li")
        press(page, "Enter")
        page.wait_for_selector("#choose:not([open])", state="attached")
        assert shown(page, "#card-name") == "Alpine plan"
        assert page.locator(".mention").count() == 2
        press(page, "d")
        page.wait_for_selector("#form[open]")
        press(page, *"The plan", "Enter")
        page.locator("#facts", has_text="The plan").wait_for()
        saved(page, "Enter")
    text = article(tmp_path)
    assert "reviewed: {by: Ada Moroz, on: " in text
    assert text.count("[Alpine plan]{topic=alpine-plan") == 2
    assert 'name="The plan"' in text
    assert "Roe praised" in text
    assert text.count("{person=ann-roe") == 2


def test_words_are_annotated_with_few_keys(look, tmp_path: Path):
    text = """\
[Ann Roe met Bo Lind in [Geneva]{place=geneva} on [Tuesday]{date=2025-12-02}]{meeting=2025-12-02-geneva name=Talks}.

Ann Roe sat there for hours, in the Alpine Institute, which has rooms. "It was useful," Roe said.
"""
    project(tmp_path, text, **{"persons/bo-lind": "name: Bo Lind\n"})
    with served(tmp_path) as address:
        page = look(address)
        while shown(page, "#card-kind") != "Quote":
            press(page, "o" if shown(page, "#card-state") != "to decide" else "y")
        press(page, "a")
        assert "about: 2025-12-02-geneva" in shown(page, "#card-id")
        press(page, "a")
        assert "about" not in shown(page, "#card-id")
        press(page, "a", "-")  # a paraphrase, of the same speaker, about the same meeting
        page.locator("#left", has_text="all decided").wait_for()
        press(page, "w", "ArrowUp", ",")
        assert shown(page, "#selecting-words") == "“Ann Roe sat there for hours”"
        press(page, ",")
        assert shown(page, "#selecting-words") == "“Ann Roe sat there for hours, in the Alpine Institute”"
        press(page, "1")
        page.wait_for_selector("#choose-list li:has-text('2025-12-02-geneva')")
        press(page, "ArrowDown", "Enter")
        page.wait_for_selector("#choose:not([open])", state="attached")
        saved(page, "Enter")
    text = article(tmp_path)
    assert "Alpine Institute]{org=alpine-institute}]{meeting=2025-12-02-geneva}, which has rooms." in text
    assert '["It was useful,"]{.paraphrase by=ann-roe about=2025-12-02-geneva} [Roe]' in text


@pytest.mark.slow
def test_another_kind_by_its_digit(look, tmp_path: Path):
    project(tmp_path, "Norland Hall came. The envoys were on Tuesday in Bern.\n")
    with served(tmp_path) as address:
        page = look(address)
        while shown(page, "#card-name") != "Norland Hall":
            press(page, "j")
        press(page, "5", "o")
        while shown(page, "#card-kind") != "Date":
            press(page, "j")
        press(page, "2")  # a day is nobody: the page asks who it is
        page.wait_for_selector("#choose[open]")
        assert page.locator("#choose input[value=person]").is_checked()
        close(page, "choose")
        press(page, "w", ".", "1")
        page.wait_for_selector("#choose-list li:has-text('New: 2025-12-02-bern')")
        press(page, "Escape", "Escape", "q")


@pytest.mark.slow
def test_decisions_outlive_a_walk_to_another_article(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came. Then Bo Lind Junior went.\n")
    other = "content/articles/2025-12-05-other.md"
    write(tmp_path, other, "---\ntitle: Another\ndate: 2025-12-05\nlanguage: en\n---\n\nAnn Roe went.\n")
    with served(tmp_path, PATH, other) as address:
        page = look(f"{address}#{PATH}")
        press(page, "y", "t", "Shift+ArrowLeft", "Enter")
        assert shown(page, "mark.m--here") == "Bo Lind"
        press(page, "q")
        page.wait_for_selector("#queue:not([hidden])")
        assert "your decisions are not saved yet" in shown(page, "#queue")
        page.locator("a:has-text('Another')").click()
        page.locator("#title", has_text="Another").wait_for()
        page.evaluate("path => { location.hash = path; }", PATH)
        page.locator("#toast", has_text="2 of your decisions were kept").wait_for()
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        page.locator("#toast", has_text="2 of your decisions were kept").wait_for()
        assert shown(page, "#left") == "all decided"
        saved(page, "Enter")
    assert article(tmp_path).endswith(
        "[Ann Roe]{person=ann-roe} came. Then [Bo Lind]{person=bo-lind-junior} Junior went.\n"
    )


@pytest.mark.slow
def test_an_article_that_is_gone(browser, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    other = "content/articles/2025-12-05-other.md"
    write(tmp_path, other, "---\ntitle: Another\ndate: 2025-12-05\nlanguage: en\n---\n\nAnn Roe went.\n")
    said = []
    with served(tmp_path, PATH, other) as address, closing(browser.new_page()) as page:
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}#{PATH}")
        page.wait_for_selector("#review:not([hidden])")
        press(page, "y")
        (tmp_path / PATH).unlink()
        press(page, "s", "Enter")
        page.locator("#save .wrong", has_text="there is no such file").wait_for()
        press(page, "Escape")
        assert page.locator("mark.m--yes").count() == 1
        write(tmp_path, PATH, FRONT + "Ann Roe came.\n")
        saved(page, "Enter")
        for hash_ in ("%", "content/articles/%E0%A4%A"):
            page.evaluate("hash => { location.hash = hash; }", hash_)
            page.locator("#title", has_text="This article can't be opened").wait_for()
            assert page.locator("#review").is_hidden()
            press(page, "y")
    assert said == []
    assert article(tmp_path).endswith("[Ann Roe]{person=ann-roe} came.\n")


@pytest.mark.slow
def test_another_id_by_any_spelling(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n", **{"persons/anna-berg": "name: Anna Berg\naliases: [Анна Берг]\n"})
    with served(tmp_path) as address:
        page = look(address)
        press(page, "i")
        page.wait_for_selector("#choose[open]")
        page.keyboard.insert_text("анна")
        page.wait_for_selector("#choose-list li:has-text('Anna Berg')")
        press(page, "Enter")
        assert "anna-berg" in shown(page, "#card-id")
        saved(page, "Enter")
    assert article(tmp_path).endswith("[Ann Roe]{person=anna-berg} came.\n")


@pytest.mark.slow
def test_for_whom_somebody_without_a_name_spoke_is_asked(look, tmp_path: Path):
    project(tmp_path, "“It was useful,” a senior official said.\n", **{"persons/anna-berg": "name: Anna Berg\n"})
    with served(tmp_path) as address:
        page = look(address)
        press(page, "y")
        page.wait_for_selector("#form[open]")
        page.keyboard.type("anna-berg")
        press(page, "Enter")
        page.wait_for_selector("#form:not([open])", state="attached")
        saved(page, "Enter")
    assert '{.quote speaker="a senior official" for=anna-berg}' in article(tmp_path)


@pytest.mark.slow
def test_another_kind(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "k")
        page.wait_for_selector("#choose[open]")
        press(page, "5", *"roe-house", "Enter")
        page.wait_for_selector("#choose:not([open])", state="attached")
        saved(page, "Enter")
    assert article(tmp_path).endswith("[Ann Roe]{place=roe-house} came.\n")


@pytest.mark.slow
def test_a_mention_is_stretched(look, tmp_path: Path):
    project(tmp_path, "Then Ann Roe Junior came.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "t")
        page.wait_for_selector("#selecting:not([hidden])")
        press(page, "Shift+ArrowRight", "Enter")
        assert shown(page, "mark.m--here") == "Ann Roe Junior"
        saved(page, "Enter")
    assert article(tmp_path).endswith("Then [Ann Roe Junior]{person=ann-roe} came.\n")


@pytest.mark.slow
def test_a_mention_is_stretched_by_mouse_and_that_is_undone(look, tmp_path: Path):
    project(tmp_path, "Then Ann Roe Junior came.\n")
    with served(tmp_path) as address:
        page = look(address)
        page.locator("mark").click()
        box = page.locator("mark").bounding_box()
        height = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + 2, height)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] + 2, height, steps=4)
        page.mouse.up()
        page.locator("[data-edge='end,1']").click()
        while shown(page, "#selecting-words") != "“Ann Roe Junior”":
            page.locator("[data-edge='end,-1']").click()
        page.locator("#selecting-stretch").click()
        assert shown(page, "mark.m--here") == "Ann Roe Junior"
        page.locator("[data-command=undo]").click()
        assert shown(page, "mark.m--here") != "Ann Roe Junior"


@pytest.mark.slow
def test_what_stands_is_changed_and_removed(look, tmp_path: Path):
    project(tmp_path, "[Ann Roe]{person=ann-roe} saw [Bo]{person=bo-lind} and [Cy]{person=cy  role=aide}.\n")
    with served(tmp_path) as address:
        page = look(address)
        page.locator("mark:has-text('Bo')").click()
        press(page, "n")
        page.locator("mark:has-text('Ann')").click()
        press(page, "d")
        page.wait_for_selector("#form[open]")
        page.locator("#a-role").fill("envoy")
        press(page, "Enter")
        saved(page, "Enter")
    assert article(tmp_path).endswith("[Ann Roe]{person=ann-roe role=envoy} saw Bo and [Cy]{person=cy  role=aide}.\n")


@pytest.mark.slow
def test_by_mouse(look, tmp_path: Path):
    project(tmp_path, "Ann Roe met Bo Lind.\n\nThe Alpine plan.\n")
    with served(tmp_path) as address:
        page = look(address)
        page.locator("mark:has-text('Bo Lind') >> nth=-1").click()
        page.locator("[data-command=no]:visible").click()
        page.locator(".text p").last.dblclick(position={"x": 60, "y": 15})
        page.wait_for_selector("#selecting:not([hidden])")
        page.locator("#selecting-annotate").click()
        page.locator("#choose label:has-text('Topic')").click()
        page.locator("#choose-list li").last.click()
        while shown(page, "#left") != "all decided":
            page.locator("[data-command=yes]:visible").click()
        page.locator("[data-command=save]").click()
        page.locator("#save button[type=submit]").click()
        page.locator("#toast", has_text="Saved").wait_for()
    text = article(tmp_path)
    assert "[Ann Roe]{person=ann-roe" in text
    assert re.search(r"\[Alpine\]\{topic=alpine\}", text)
    assert "{person=bo-lind" not in text


@pytest.mark.slow
def test_nothing_is_decided_before_a_person_decides(look, tmp_path: Path):
    project(tmp_path, WORDS)
    with served(tmp_path) as address:
        page = look(address)
        assert page.locator("mark.m--yes").count() == 0
        assert page.locator("#all-sure").is_hidden()
        press(page, "Shift+Y")
        assert page.locator("mark.m--yes").count() == 0
        press(page, "s")
        page.wait_for_selector("#save[open]")
        assert not page.locator("#save-reviewed").is_checked()


def test_a_file_that_changed_is_loaded_again_with_the_decisions(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came. They saw a plan.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "y")
        write(tmp_path, PATH, FRONT + "Yesterday, Ann Roe came. They saw a plan.\n")
        press(page, "s", "Enter")
        page.locator("text=Load it again, with my decisions").click()
        page.locator("#toast", has_text="Loaded again").wait_for()
        assert "Yesterday" in shown(page, "#text")
        assert page.locator("mark.m--yes").count() == 1
        saved(page, "Enter")
    assert article(tmp_path).endswith("Yesterday, [Ann Roe]{person=ann-roe} came. They saw a plan.\n")


@pytest.mark.slow
def test_another_status_and_other_words_for_a_day_are_decided_by_themselves(look, tmp_path: Path):
    text = (
        "A meeting between Ann Roe and Bo Lind, planned for Friday in Geneva, was cancelled.\n\n"
        "Ann Roe met Bo Lind in Geneva on Friday, 5 December.\n"
    )
    project(tmp_path, text, FRONT.replace("2025-12-04", "2025-12-06"))
    with served(tmp_path) as address:
        page = look(address)
        said, days = [], []
        for _ in range(12):
            if shown(page, "#card-kind") == "Meeting":
                said.append(shown(page, "#card-id"))
            if shown(page, "#card-kind") == "Date":
                days.append(shown(page, "#card-mentions"))
            press(page, "j")
            if shown(page, "#card-where").startswith("1 of"):
                break
        assert len(said) == 2
        assert "status: cancelled" in said[0]
        assert "name: Meeting of Ann Roe and Bo Lind" in said[0]
        assert "status:" in said[1]
        assert "cancelled" not in said[1]
        assert len(days) == 2


@pytest.mark.slow
def test_the_queue_and_the_next_article(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    other = "content/articles/2025-12-05-other.md"
    write(tmp_path, other, "---\ntitle: <b>Another</b>\ndate: 2025-12-05\nlanguage: en\n---\n\nAnn Roe went.\n")
    with served(tmp_path, PATH, other) as address:
        page = look(address)
        assert "2 articles to review" in shown(page, "#queue")
        assert "<b>Another</b>" in shown(page, "#queue")
        press(page, "ArrowDown", "Enter")
        page.wait_for_selector("#review:not([hidden])")
        assert shown(page, "#title") == "Envoys meet in Geneva"
        press(page, "y")
        saved(page, "Enter")
        page.wait_for_selector("#save[open]")
        press(page, "Enter")
        page.locator("#title", has_text="<b>Another</b>").wait_for()
        press(page, "q")
        page.wait_for_selector("#queue:not([hidden])")
        assert "reviewed by Ada Moroz" in shown(page, "#queue")


@pytest.mark.slow
def test_a_keyboard_of_another_script(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    with served(tmp_path) as address:
        page = look(address)
        page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'н', code: 'KeyY', bubbles: true}))"
        )
        assert shown(page, "#left") == "all decided"


@pytest.mark.slow
def test_text_is_text(look, tmp_path: Path):
    text = "`<img src=x onerror=alert(1)>` Ann Roe &amp; <script>alert(2)</script> 🕊 Bo Lind.\n"
    project(tmp_path, f"{text}\nقال محمد الأمين ذلك.\n\nThen \u202eDr. Eve Moe\u202c left.\n")
    with served(tmp_path) as address:
        page = look(address)
        assert page.evaluate("[...document.querySelectorAll('.text p')].map(p => getComputedStyle(p).direction)") == [
            "ltr",
            "rtl",
            "ltr",
        ]
        assert "Then ▫Dr. Eve Moe▫ left." in shown(page, "#text")
        assert "Ann Roe" in shown(page, "#text")
        assert page.locator("#text :is(img, script)").count() == 0
        decide_all(page)
        saved(page, "Enter")
    assert "🕊 [Bo Lind]{person=bo-lind}." in article(tmp_path)
    assert "Then \u202eDr. " in article(tmp_path)


@pytest.mark.sample(1)
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(look, tmp_path: Path, view: str):
    project(tmp_path, WORDS)
    other = "content/articles/b.md"
    write(
        tmp_path,
        other,
        "---\ntitle: Other\ndate: 2025-12-05\nreview: draft\n---\n\n[Ann Roe]{person=ann-roe sise=x}.\n",
    )
    with served(tmp_path, PATH, other) as address:
        page = look(address, view)
        wrong = {"queue": violations(page)}
        page.locator("a:has-text('Envoys')").click()
        page.wait_for_selector("#review:not([hidden])")
        press(page, "y", "n")
        page.locator("#facts section").first.wait_for()
        wrong["article"] = violations(page)
        for key, dialog in (("i", "choose"), ("d", "form"), ("s", "save"), ("?", "keys")):
            press(page, key)
            page.wait_for_selector(f"#{dialog}[open]")
            page.wait_for_timeout(100)
            wrong[dialog] = violations(page, f"#{dialog}")
            close(page, dialog)
        press(page, "w")
        wrong["selecting"] = violations(page, "#selecting")
        press(page, "Escape")
        page.goto(f"{address}#{other}")
        page.wait_for_selector(".finding")
        wrong["draft"] = violations(page)
    assert not {part: found for part, found in wrong.items() if found}


@pytest.mark.slow
def test_on_a_phone(look, tmp_path: Path):
    project(tmp_path, WORDS)
    with served(tmp_path) as address:
        page = look(address, "phone")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        boxes = page.evaluate(
            "[...document.querySelectorAll('button, summary')].filter(b => b.offsetParent && !b.matches('.link'))"
            ".map(b => [b.textContent.trim(), b.getBoundingClientRect().height])"
        )
        assert [name for name, height in boxes if height < 43] == []
        for _ in range(30):
            if shown(page, "#left") == "all decided":
                break
            page.locator("[data-command=yes]:visible").tap()
        page.locator("[data-command=save]").tap()
        page.wait_for_selector("#save[open]")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("#save button[type=submit]").tap()
        page.locator("#toast", has_text="Saved").wait_for()
    assert "[Ann Roe]{person=ann-roe}" in article(tmp_path)


@pytest.mark.slow
def test_a_thousand_annotations(look, tmp_path: Path):
    people = [f"Ann{chr(97 + n // 26)}{chr(97 + n % 26)} Roe{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(250)]
    lines = [
        f"{person} met [Bo {n}]{{person=bo-{n}}} in Geneva on Dec. {1 + n % 28}." for n, person in enumerate(people)
    ]
    project(tmp_path, "\n\n".join(lines))
    with served(tmp_path) as address:
        page = look(address)
        assert page.locator("mark").count() >= 1000
        press(page, "y", "n", "j", "y", "u", "ArrowRight")
        decide = "for (let n = 0; n < 600; n++) document.querySelector('[data-command=yes]').click()"
        page.evaluate(decide)
        saved(page, "Enter")
    assert article(tmp_path).count("]{") > 900
