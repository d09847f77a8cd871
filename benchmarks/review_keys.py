"""The review in the browser: `python benchmarks/review_keys.py`.

A reviewer who knows the right annotations (`review_article.md`) goes through the draft of the same text by keys alone,
once with an empty register and once with one that knows everybody, and every key press counts. What the draft missed is
selected and annotated by keys as well. Then: how long 1,000 annotations take to open, and a key to be obeyed.
"""

import re
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from generator.review import Review
from generator.review.api import Api
from generator.review.server import ReviewServer
from generator.review.text import read_review_text
from generator.text.source import SourceText

PATH = "content/articles/2025-03-06-talks.md"
GOLD = SourceText(PATH, Path(__file__).with_name("review_article.md").read_text("utf-8"))
FOLDERS = {"person": "persons", "org": "organizations", "place": "places"}
ALONE = ("quote", "paraphrase")
DIGITS = "1234567890-"
"""The keys that choose a kind."""
FEW = 4
"""How far down a list somebody goes before typing a name is quicker."""
WAITED = 250
"""Milliseconds until a dialog stands."""
WAIT = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
START = """(() => {
  const selected = getSelection().getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(document.getElementById("text"));
  before.setEnd(selected.startContainer, selected.startOffset);
  const passage = selected.startContainer.parentElement.closest("p");
  const start = before.toString().length + 2 * [...document.querySelectorAll("#text p")].indexOf(passage);
  return [start, start + selected.toString().length];
})()"""
"""Where the selected words begin and end in the text that is read, whose passages are parted by blank lines."""


class Right(NamedTuple):
    """An annotation that the reviewer wants: its words in the text that is read, kind, id or speaker, and meeting."""

    start: int
    end: int
    kind: str
    id: str
    about: str = ""


def right_ones() -> list[Right]:
    """The annotations that the article should get."""
    read = read_review_text(GOLD)
    said = [(each, dict(each.attributes)) for each in read.existing]
    return [Right(e.start, e.end, e.kind, e.id or a.get("by", ""), a.get("about", "")) for e, a in said]


def plain() -> str:
    """The article without its annotations."""
    front, _, body = GOLD.text.partition("\n---\n")
    while "]{" in body:
        body = re.sub(r"\[([^\[\]]*)\]\{[^{}]*\}", r"\1", body)
    return f"{front}\n---\n{body}"


def project(root: Path, *, is_warm: bool, text: str = "") -> Path:
    """A project with the article; a warm register has a record of everybody in it."""
    files = {"mkdocs.yml": "site_name: A site\nplugins: [communique]\n", PATH: text or plain()}
    names: dict[Right, str] = {}
    whole = read_review_text(GOLD).text
    for right in right_ones():
        key = Right(0, 0, right.kind, right.id)
        names[key] = max(names.get(key, ""), whole[right.start : right.end], key=len)
    for right, name in names.items() if is_warm else ():
        if right.kind in FOLDERS:
            files[f"content/records/{FOLDERS[right.kind]}/{right.id}.yaml"] = (
                f"name: {name.capitalize() if name.isupper() else name}\n"
            )
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


@contextmanager
def reviewed(page: Page, root: Path) -> Iterator[dict[str, Any]]:
    """Open the article in a page; gives what the page got of it."""
    with ReviewServer(Api(Review(root, [PATH]), "Ada Moroz"), 0, 600) as server:
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        with page.expect_response(re.compile("api/article")) as answer:
            page.goto(server.address)
        page.wait_for_selector("#review:not([hidden])")
        yield answer.value.json()
        server.is_done = True
        thread.join()


class Reviewer:
    """Presses keys until the article has the right annotations, and counts them."""

    def __init__(self, page: Page, article: dict[str, Any]) -> None:
        self.page, self.article, self.right, self.presses = page, article, right_ones(), 0
        self.failed: set[Right] = set()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def review(self) -> None:
        """Decide on everything, add what is missing, save."""
        missing = self.missing()
        while self.page.locator("#left").inner_text() != "all decided":
            numbers = self.numbers()
            at = self.mention(numbers[0])["start"]
            near = next((right for right in missing if self.is_read(right, at)), None)
            self.decide()
            if near:  # its sentence was in view
                missing.remove(near)
                self.annotate(near)
                self.press("o")
        for right in missing:
            self.annotate(right)
        self.press("Escape", "s")
        self.page.wait_for_selector("#save[open]")
        self.press("Enter")
        self.page.locator("#toast", has_text="Saved").wait_for()

    def decide(self) -> None:
        """Decide on the current identity: yes, no, not here, another id, another kind."""
        mentions = [self.mention(n) for n in self.numbers()]
        answers = [self.answer(mention) for mention in mentions]
        wanted = [answer for answer in answers if answer]
        if not wanted:
            self.press("n")
            return
        for index, answer in enumerate(answers):
            if not answer:
                for _ in range(index):
                    self.press("ArrowRight")
                self.press("x")
        kind, id_ = mentions[0]["kind"], mentions[0]["id"]
        self.say_about(wanted[0], mentions[0])
        if wanted[0].kind != kind and wanted[0].id == id_:
            self.press(self.digit(wanted[0]))
        elif wanted[0].kind != kind:
            self.press("k", self.digit(wanted[0]))
            self.choose(wanted[0])
        elif wanted[0].id != id_ and not (mentions[0]["new"] and kind not in ALONE):
            self.press("i")
            self.choose(wanted[0])
        else:
            self.press("y")

    def say_about(self, right: Right, mention: dict[str, Any]) -> None:
        """Say which meeting a quotation is about, where the article has annotated it."""
        if right.about and dict(mention["attributes"]).get("about") != right.about:
            for _ in range(FEW):
                self.press("a")
                if right.about in self.page.locator("#card-id").inner_text():
                    return
            self.failed.add(right)

    def digit(self, right: Right) -> str:
        """The key of a kind."""
        return DIGITS[[each["kind"] for each in self.article["schema"]].index(right.kind)]

    def numbers(self) -> list[int]:
        """The numbers of the current identity's mentions."""
        return self.page.eval_on_selector_all(".mention", "all => all.map(each => Number(each.dataset.n))")

    def mention(self, number: int) -> dict[str, Any]:
        """A proposal by its number on the page."""
        return self.article["proposals"][number - len(self.article["existing"])]

    def is_read(self, right: Right, at: int) -> bool:
        """Whether somebody who reads the sentence at an offset reads these words, or was to read them before."""
        return right.start <= max(end for start, end in self.article["sentences"] if start <= at)

    def answer(self, mention: dict[str, Any]) -> Right | None:
        """The right annotation where a proposal stands, with words that overlap; None for none."""
        wide = {"meeting", *ALONE}
        touching = [
            right
            for right in self.right
            if right.start < mention["end"] and mention["start"] < right.end
            and (right.kind in wide) == (mention["kind"] in wide)
            and (right.kind == mention["kind"] or mention["kind"] not in wide)
        ]  # fmt: skip
        return next(iter(sorted(touching, key=lambda right: right.kind != mention["kind"])), None)

    def choose(self, right: Right) -> None:
        """Answer the dialog: the id by the arrow where the list has it near its top, else by its first letters."""
        self.page.wait_for_selector("#choose[open]")
        self.page.wait_for_timeout(WAITED)
        ids = self.page.locator("#choose-list code").all_inner_texts()
        chosen = self.page.locator("#choose-list [aria-selected=true] code")
        if not (chosen.count() and chosen.inner_text() == right.id):
            if right.id in ids[:FEW]:
                self.press(*["ArrowDown"] * (ids.index(right.id) + 1))
            else:
                self.type(right.id)
        self.press("Enter")
        self.page.wait_for_timeout(WAITED)
        while self.page.locator("#choose[open]").count():  # the page refuses it: the reviewer gives up
            self.failed.add(right)
            self.press("Escape")
            self.page.wait_for_timeout(WAITED)

    def type(self, id_: str) -> None:
        """Type the first letters of an id, until the list has it on top."""
        chosen = self.page.locator("#choose-list [aria-selected=true] code")
        for letter in id_:
            self.press(letter)
            self.page.wait_for_timeout(60)
            if chosen.count() and chosen.inner_text() == id_:
                return

    def missing(self) -> list[Right]:
        """What no proposal of its sort touches."""
        return [
            right
            for right in self.right
            if not any(
                each["start"] < right.end and right.start < each["end"] and sort(each["kind"]) == sort(right.kind)
                for each in self.article["proposals"]
            )
        ]

    def annotate(self, right: Right) -> None:
        """Select words by keys and say what they are."""
        self.press("w")
        self.go_to(right.start)
        self.reach(right.end)
        is_right = self.selected() == (right.start, right.end)
        self.press(self.digit(right))
        self.page.wait_for_timeout(WAITED)
        if not is_right or not self.page.locator("#choose[open]").count():
            self.failed.add(right)  # its words cross another annotation
            self.press("Escape", "Escape")
            return
        self.choose(right)

    def go_to(self, start: int) -> None:
        """Move the selected word: by sentences, then by words."""
        sentence = max(begin for begin, _ in self.article["sentences"] if begin <= start)
        for _ in self.article["sentences"]:
            at, _ = self.selected()
            if sentence <= at <= start:
                break
            self.press("ArrowDown" if at < sentence else "ArrowUp")
        for _ in range(60):
            at, _ = self.selected()
            if at == start:
                break
            self.press("ArrowRight" if at < start else "ArrowLeft")

    def reach(self, end: int) -> None:
        """End the selected words where they should end: by clauses, then by words."""
        text = self.article["text"]
        for _ in range(60):
            _, at = self.selected()
            if at >= end or len(text[at:end].split()) < FEW:
                break
            self.press(",")
        for _ in range(60):
            _, at = self.selected()
            if at == end or abs(at - end) == 1:
                break
            self.press("Shift+ArrowRight" if at < end else "Shift+ArrowLeft")

    def selected(self) -> tuple[int, int]:
        """Where the selected words begin and end."""
        start, end = self.page.evaluate(START)
        return int(start), int(end)


def sort(kind: str) -> str:
    """Meetings, words of a speaker, and names: a name inside a meeting doesn't make up for it."""
    return kind if kind == "meeting" else "words" if kind in ALONE else "name"


def main() -> None:
    """Measure, and print a table."""
    count = len(plain().partition("\n---\n")[2].split())
    print(f"An article of {count} words, {len(right_ones())} right annotations\n")
    print("| register | identities | added by hand | key presses |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"])
        for is_warm in (True, False):
            with tempfile.TemporaryDirectory() as folder:
                page = browser.new_page()
                with reviewed(page, project(Path(folder), is_warm=is_warm)) as article:
                    reviewer = Reviewer(page, article)
                    groups = page.locator("#card-where").inner_text().split(" ")[-1]
                    missed = len(reviewer.missing())
                    reviewer.review()
                page.close()
                by_hand = missed - len(reviewer.failed)
                print(f"| {'warm' if is_warm else 'empty'} | {groups} | {by_hand} | {reviewer.presses} |")
        opened(browser.new_page())
        browser.close()


def opened(page: Page) -> None:
    """How long 1,000 annotations take to open, and a key to be obeyed."""
    lines = [
        f"[Ann {n}]{{person=ann-{n}}} met [Bo {n}]{{person=bo-{n}}} in Geneva on Dec. {1 + n % 28}." for n in range(250)
    ]
    with tempfile.TemporaryDirectory() as folder:
        text = plain().partition("\n---\n")[0] + "\n---\n\n" + "\n\n".join(lines) + "\n"
        root = project(Path(folder), is_warm=False, text=text)
        begun = time.perf_counter()
        with reviewed(page, root):
            took = time.perf_counter() - begun
            marks = page.locator("mark").count()
            times = []
            for key in ("y", "j", "n", "u", "ArrowRight") * 4:
                before = time.perf_counter()
                page.keyboard.press(key)
                page.evaluate(WAIT)
                times.append(time.perf_counter() - before)
    median = 1000 * sorted(times)[len(times) // 2]
    print(f"\n{marks} annotations open in {took:.2f} s; a key is obeyed in {median:.0f} ms (median)")


if __name__ == "__main__":
    main()
