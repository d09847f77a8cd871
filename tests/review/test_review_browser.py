"""Decisions and annotations on the page of the review, by keys and by mouse, in a browser."""

from pathlib import Path

import pytest
from review.review_page import close, decide_all, press, saved, served, shown
from review.reviews import FRONT, WORDS, article, project


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
        assert "has no record. Say for whom" in shown(page, "#form-reason")
        assert "one of these is needed" in page.locator("#form .field").first.inner_text()
        press(page, "Enter")
        page.locator("#form .wrong", has_text="Give one of for, about, topic").wait_for()
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
def test_no_id_is_made_of_other_words_unasked(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n", **{"persons/anna-berg": "name: Anna Berg\n"})
    with served(tmp_path) as address:
        page = look(address)
        press(page, "i")
        page.wait_for_selector("#choose[open]")
        page.keyboard.insert_text("2026-10-32 Kuusk!")
        page.wait_for_selector("#choose-list li:has-text('New: 2026')")
        press(page, "Enter")
        page.locator("#choose .wrong", has_text="is not a valid id").wait_for()
        assert "Enter again makes the new person 2026-10-32-kuusk of it" in shown(page, "#choose .wrong")
        assert page.locator("#choose-id").input_value() == "2026-10-32 Kuusk!"
        page.locator("#choose-id").fill("con")
        press(page, "Enter")
        page.locator("#choose .wrong", has_text="is reserved for a Windows device").wait_for()
        page.locator("#choose-id").fill("cid-dow")
        page.wait_for_selector("#choose-list li:has-text('New: cid-dow')")
        press(page, "Enter")
        page.wait_for_selector("#choose:not([open])", state="attached")
        assert "cid-dow" in shown(page, "#card-id")
        saved(page, "Enter")
    assert "{person=cid-dow" in article(tmp_path)


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
    project(tmp_path, "Ann Roe knows Bo Lind.\n\nThe alpine plan.\n")
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
    assert "[alpine]{topic=alpine}" in text
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
