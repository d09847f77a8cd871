"""The page of the review: its queue, files that change meanwhile, a phone, axe, hostile text, many annotations."""

from contextlib import closing
from pathlib import Path

import pytest
from linters.test_axe import VIEWS, violations
from review.review_page import close, decide_all, press, saved, served, shown, waited
from review.reviews import FRONT, PATH, WORDS, article, project, write


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


def test_a_file_that_changed_is_loaded_again_with_the_decisions(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came. They saw a plan.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "y")
        write(tmp_path, PATH, FRONT + "Yesterday, Ann Roe came. They saw a plan.\n")
        press(page, "s", "Enter")
        page.locator("button:focus", has_text="Load it again, with my decisions").wait_for()
        press(page, "Enter")
        page.locator("#toast", has_text="Loaded again").wait_for()
        assert "Yesterday" in shown(page, "#text")
        assert page.locator("mark.m--yes").count() == 1
        saved(page, "Enter")
    assert article(tmp_path).endswith("Yesterday, [Ann Roe]{person=ann-roe} came. They saw a plan.\n")


def test_decisions_that_fit_the_changed_text_no_more_are_listed(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came. Bo Lind left. They saw Ann Roe off. [Riga]{place=riga} slept.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "x", "y")  # not the first mention of Ann Roe, but the second
        page.locator("mark", has_text="Bo Lind").click()
        press(page, "n")
        page.locator("mark", has_text="Riga").click()
        press(page, "n")
        write(tmp_path, PATH, FRONT + "They saw Ann Roe off. <b>They</b> slept.\n")
        press(page, "s", "Enter")
        page.locator("text=Load it again, with my decisions").click()
        page.locator("#toast", has_text="1 of your decisions were kept; 3 fit no more").wait_for()
        rows = [" ".join(row.split()) for row in page.locator("#notes .lost li").all_inner_texts()]
        assert rows == ["no person ann-roe “Ann Roe”", "no person bo-lind “Bo Lind”", "no place riga “Riga”"]
        assert shown(page, "mark.m--yes") == "Ann Roe"
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        page.locator("#notes .lost li").first.wait_for()
        assert page.locator("#notes .lost li").count() == 3
        page.locator("text=I have seen them").click()
        assert page.locator("#notes .lost").count() == 0
        saved(page, "Enter")
    assert "They saw [Ann Roe]{person=ann-roe} off." in article(tmp_path)


def test_what_somebody_else_annotated_likewise_is_not_lost(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    with served(tmp_path) as address:
        page = look(address)
        press(page, "y")
        write(tmp_path, PATH, FRONT + "[Ann Roe]{person=ann-roe} came.\n")
        press(page, "s", "Enter")
        page.locator("text=Load it again, with my decisions").click()
        page.locator("#toast", has_text="Loaded again; 0 of your decisions were kept.").wait_for()


def test_words_of_the_dialogs(look, tmp_path: Path):
    text = "[Cid Dow]{person=cid-dow country=us org=bridge-council} left the [Bridge Council]{org=bridge-council}.\n"
    project(tmp_path, text)
    with served(tmp_path) as address:
        page = look(address)
        press(page, "?")
        assert page.locator("#keys dt").first.inner_text().strip() == "Y"
        assert "[object" not in shown(page, "#keys")
        close(page, "keys")
        page.locator("#facts dd", has_text="United States").first.wait_for()
        press(page, "d")
        labels = page.locator("#form label").all_inner_texts()
        assert [" ".join(each.split()) for each in labels if "For" in each] == ["For org"]
        assert page.locator("#form .help code", has_text="Roe, Ann").count() == 1


def test_errors_are_listed_before_anybody_signs(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came to [Bern]{place=bern. [Bo]{person=bo-lind org=<b>} left.\n")
    with served(tmp_path) as address:
        page = look(address)
        decide_all(page)
        press(page, "s")
        page.locator("#save .errors li").first.wait_for()
        press(page, "Enter")
        page.locator("#save", has_text="Save with 2 errors").wait_for()
        assert "The article would have 2 errors." in shown(page, "#save .errors")
        assert shown(page, "#save button[type=submit]") == "Save with 2 errors Enter"
        assert article(tmp_path) == FRONT + "Ann Roe came to [Bern]{place=bern. [Bo]{person=bo-lind org=<b>} left.\n"
        press(page, "Enter")
        page.locator("#toast", has_text="Saved").wait_for()
    assert "reviewed: {by: Ada Moroz" in article(tmp_path)


def test_a_fast_hand_signs_for_no_error(look, tmp_path: Path):
    text = "Ann Roe came to [Bern]{place=bern.\n"
    project(tmp_path, text)
    with served(tmp_path) as address:
        page = look(address)
        decide_all(page)
        press(page, "s")
        page.evaluate("for (const each of [1, 2]) document.querySelector('#save form').requestSubmit()")
        page.locator("#save", has_text="Save with 1 error").wait_for()
    assert article(tmp_path) == FRONT + text


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
def test_the_end_of_a_review_of_one_article_tells_of_the_others(look, tmp_path: Path):
    project(tmp_path, "Ann Roe came.\n")
    for name in ("2025-12-05-other", "2025-12-06-other"):
        text = FRONT.replace("2025-12-04", name[:10]) + "Ann Roe went.\n"
        write(tmp_path, f"content/articles/{name}.md", text)
    with served(tmp_path) as address:
        page = look(address)
        press(page, "y")
        saved(page, "Enter")
        page.locator("#save", has_text="2 other articles of the project wait for a review").wait_for()


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
def test_marked_words_are_seen_in_forced_colors(look, tmp_path: Path):
    project(tmp_path, WORDS)
    with served(tmp_path) as address:
        page = look(address)
        page.emulate_media(forced_colors="active", color_scheme="dark")
        for key in ("", "y", "n"):
            press(page, *key)
            colors = page.evaluate(
                "[...document.querySelectorAll('#text mark:not(.m--current, .m--current *)')]"
                ".map(each => getComputedStyle(each).color)"
            )
            assert colors
            assert "rgb(0, 0, 0)" not in colors, key  # that of the canvas


@pytest.mark.slow
def test_on_a_phone(look, tmp_path: Path):
    project(tmp_path, WORDS + "\nAnn Roe came once more, and went to see all of the others in their rooms.\n" * 5)
    with served(tmp_path) as address:
        page = look(address, "phone")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        boxes = page.evaluate(
            "[...document.querySelectorAll('button, summary')].filter(b => b.offsetParent && !b.matches('.link'))"
            ".map(b => [b.textContent.trim(), b.getBoundingClientRect().height])"
        )
        assert [name for name, height in boxes if height < 43] == []
        page.locator("mark", has_text="Ann Roe").last.tap()
        page.locator("#card-all", has_text="Show all").tap()
        waited(page, lambda: page.locator("#card").bounding_box()["y"] == 0)
        page.locator("#card-all", has_text="Back to the text").tap()
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
