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
DIGITS = 9
"""The kinds that a digit chooses."""
LONGEST = 120
"""How many characters of the selected words the page shows."""
WAIT = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
START = """(() => {
  const selected = getSelection().getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(document.getElementById("text"));
  before.setEnd(selected.startContainer, selected.startOffset);
  const passage = selected.startContainer.parentElement.closest("p");
  return before.toString().length + 2 * [...document.querySelectorAll("#text p")].indexOf(passage);
})()"""
"""Where the selected words begin in the text that is read, whose passages are parted by blank lines."""


class Right(NamedTuple):
    """An annotation that the reviewer wants: its words in the text that is read, its kind, and its id or speaker."""

    start: int
    end: int
    kind: str
    id: str


def right_ones() -> list[Right]:
    """The annotations that the article should get."""
    read = read_review_text(GOLD)
    return [Right(e.start, e.end, e.kind, e.id or dict(e.attributes).get("by", "")) for e in read.existing]


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
        while self.page.locator("#left").inner_text() != "all decided":
            self.decide()
        for right in self.missing():
            self.annotate(right)
        self.press("Escape", "s")
        self.page.wait_for_selector("#save[open]")
        self.press("Enter")
        self.page.locator("#toast", has_text="Saved").wait_for()

    def decide(self) -> None:
        """Decide on the current identity: yes, no, not here, another id, another kind."""
        numbers = self.page.eval_on_selector_all(".mention", "all => all.map(each => Number(each.dataset.n))")
        mentions = [self.article["proposals"][n - len(self.article["existing"])] for n in numbers]
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
        if wanted[0].kind != kind:
            self.press("k")
            self.choose(wanted[0])
        elif wanted[0].id != id_ and not (mentions[0]["new"] and kind not in ALONE):
            self.press("i")
            self.choose(wanted[0], is_kind=False)
        else:
            self.press("y")

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

    def choose(self, right: Right, *, is_kind: bool = True) -> None:
        """Answer the dialog: the kind by its number, the id by the first letters that the list knows it by."""
        self.page.wait_for_selector("#choose[open]")
        if is_kind:
            kinds = [each["kind"] for each in self.article["schema"]]
            at = kinds.index(right.kind) + 1
            if at <= DIGITS:
                self.press(str(at))
            else:
                self.page.locator(f"#choose input[value={right.kind}]").focus()
                self.press("Space", "Enter")
        for letter in right.id:
            self.press(letter)
            self.page.wait_for_timeout(60)
            chosen = self.page.locator("#choose-list [aria-selected=true] code")
            if chosen.count() and chosen.inner_text() == right.id:
                break
        self.press("Enter")
        self.page.wait_for_timeout(250)
        while self.page.locator("#choose[open]").count():  # the page refuses it: the reviewer gives up
            self.failed.add(right)
            self.press("Escape")
            self.page.wait_for_timeout(100)

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
        words = self.article["text"][right.start : right.end]
        self.press("w")
        shown = self.page.locator("#selecting-words")
        for _ in range(60):
            if self.start() >= right.start:
                break
            self.press("ArrowDown")
        for _ in range(60):
            if self.start() <= right.start:
                break
            self.press("ArrowLeft")
        for _ in words.split():
            if len(shown.inner_text()) >= min(len(words), LONGEST):
                break
            self.press("Shift+ArrowRight")
        self.press("Enter")
        self.page.wait_for_timeout(250)
        if not self.page.locator("#choose[open]").count():  # its words cross another annotation
            self.failed.add(right)
            self.press("Escape")
            return
        self.press("Shift+Tab")
        self.choose(right)

    def start(self) -> int:
        """Where the selected words begin."""
        return int(self.page.evaluate(START))


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
