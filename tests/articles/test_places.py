"""Every annotation of every article is found, at its own place: laws over generated articles."""

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from support.projects import SHORT_FRONT as FRONT
from support.tiers import scale

from generator.articles import read_article, render_article
from generator.articles.anchors import sentence_anchors
from generator.text.source import SourceText

LABELS = (
    ("Marin", "Marin"),
    ("Владимир Марин", "Владимир Марин"),
    ("the *special* envoy", "the special envoy"),
    ("x `]{` y", "x ]{ y"),
    ('see [here](http://e.org "t") now', "see here now"),
    ("g\\]h \\[", "g]h ["),
    ("🙂 q", "🙂 q"),
    ("a\u0301 e\u0308", "a\u0301 e\u0308"),
    ("R&amp;D &#x5D;", "R&D ]"),
    ("![the *map*](m.png)", "the map"),
    ("<i>it</i>", "<i>it</i>"),
    ("[in] brackets", "[in] brackets"),
    ("N\0L", "N\ufffdL"),
    ("two\nlines", "two lines"),
    ("hard  \nbreak", "hard break"),
)
WORDS = (
    "word", "**b**", "émigré", "`code`", "`[P]{person=zz}`", '[link](u "t")', "&amp;", "a\\[b", "<i>", "\n", "  \n",
    "U.S.", "]\\{", "{ x", "e\u0301", "👩‍👩‍👧", "![i](j)", "<http://e.org>", "[a", "b]",
)  # fmt: skip


class Writer:
    """Writes articles and knows what it annotated: the label and attribute of each id."""

    def __init__(self, random):
        self.random = random
        self.labels = {}
        self.parents = {}
        self.around = [""]

    def annotation(self, *, cell):
        name = f"p{len(self.labels)}"
        self.labels[name] = ""
        self.parents[name] = self.around[-1]
        text, seen = self.random.choice(LABELS)
        if cell:
            text, seen = text.replace("  \n", " ").replace("\n", " ") + " \\| z", seen + " | z"
        if len(self.around) < 5 and self.random.random() < 0.4:
            self.around.append(name)
            inner = self.annotation(cell=cell)
            self.around.pop()
            text, seen = f"{text} {inner[0]} end", f"{seen} {inner[1]} end"
        self.labels[name] = seen
        gap = "\n" if self.random.random() < 0.2 and not cell else " "
        value = self.random.choice(['"v w"', '"v\tw"', "vw", '"v \\"w"', '"🙂{}"', *([] if cell else ['"v\nw"'])])
        return f"[{text}]{{person={name}{gap}role={value}}}", seen

    def piece(self, *, cell):
        return self.annotation(cell=cell)[0] if self.random.random() < 0.4 else self.random.choice(WORDS)

    def paragraph(self, *, cell=False):
        pieces = [self.piece(cell=cell) for _ in range(self.random.randint(1, 7))]
        text = re.sub(r"\s*\n[\s\n]*", lambda match: "  \n" if match[0].startswith("  \n") else "\n", " ".join(pieces))
        return (text.replace("\n", " ") if cell else text).strip() or "x"

    def block(self, depth=0):
        shape = self.random.choice(SHAPES if depth < 3 else SHAPES[:4])
        return shape(self, depth + 1)

    def plain(self, _):
        return self.paragraph()

    def heading(self, _):
        start = "#" * self.random.randint(1, 5) + self.random.choice([" ", "   ", "\t"])
        return start + self.paragraph().replace("\n", " ") + self.random.choice(["", " ##", " #  ", " "])

    def underlined(self, _):
        return f"{self.paragraph()}\n{self.random.choice(['===', '--'])}"

    def quotation(self, depth):
        return indented(f"{self.block(depth)}\n\n{self.block(depth)}", "> ", "> ")

    def lazy(self, _):
        return indented(self.paragraph(), "> ", self.random.choice(["> ", ">   ", "", "  "]))

    def item(self, depth):
        mark, rest = self.random.choice([("- ", "  "), ("10. ", "    "), ("-\t", "\t")])
        return indented(self.block(depth), mark, rest)

    def code(self, _):
        return "```\n[P]{person=zz}\n:::\n```"

    def table(self, _):
        head = f"{self.paragraph(cell=True)} | b"
        rows = [f"| {self.paragraph(cell=True)} | {self.paragraph(cell=True)} |" for _ in range(2)]
        return "\n".join([head, "--|:-:", *rows, f"{self.paragraph(cell=True)} | c"])

    def fenced(self, depth):
        name = f"m{len(self.labels)}"
        if len(self.around) > 4:
            return "full"
        self.labels[name] = None
        self.parents[name] = self.around[-1]
        self.around.append(name)
        inside = self.block(depth)
        self.around.pop()
        return f"::: {{person={name} role=host}}\n{inside}\n:::"

    def article(self):
        text = "\n\n".join(self.block() for _ in range(self.random.randint(1, 5)))
        mark = self.random.choice(["", "", "\ufeff"])
        return mark + (FRONT + text).replace("\n", self.random.choice(["\n", "\n", "\r\n", "\r"]))


SHAPES = (
    Writer.plain, Writer.heading, Writer.underlined, Writer.table,
    Writer.quotation, Writer.lazy, Writer.item, Writer.item, Writer.fenced, Writer.code,
)  # fmt: skip


def indented(text, first, rest):
    lines = text.split("\n")
    return "\n".join(
        (rest if n else first) + line if line.strip() or rest.strip() else line for n, line in enumerate(lines)
    )


def written(random):
    writer = Writer(random)
    text = writer.article()
    article, problems = read_article(SourceText("content/articles/talks.md", text))
    assert problems == ()
    return writer, text, article


articles = given(st.builds(Random, st.integers(min_value=0, max_value=2**32)))
often = settings(max_examples=scale(60, 250))


@often
@articles
def test_every_annotation_is_found_in_order_and_inside_its_parent(random):
    writer, _, article = written(random)
    assert [a.id for a in article.annotations] == list(writer.parents)
    for annotation in article.annotations:
        parent = article.annotations[annotation.parent].id if annotation.parent >= 0 else ""
        assert parent == writer.parents[annotation.id]


@often
@articles
def test_every_place_is_exact(random):
    _, _, article = written(random)
    for annotation in article.annotations:
        whole = annotation.span.text
        assert whole.startswith(":::" if annotation.is_block else "[")
        assert whole.endswith(":::" if annotation.is_block else "}")
        assert annotation.head.text == f"person={annotation.id}"
        assert whole.count(annotation.head.text) == 1
        for attribute in annotation.attributes:
            assert attribute.span.text == f"{attribute.key}={attribute.value_span.text}"
            assert bare(attribute.value_span.text) == attribute.value
            assert annotation.span.start < attribute.span.start < attribute.span.end < annotation.span.end
        if not annotation.is_block:
            end = max(annotation.head.end, *(attribute.span.end for attribute in annotation.attributes))
            assert annotation.span.end == end + 1


def bare(value):
    """A value as written without its quotes, and without the marks of lists and quotes where it goes on."""
    if not value.startswith('"'):
        return value
    return re.sub(r"[ \t]*(?:\r\n|\r|\n)[> \t]*", " ", value[1:-1]).replace('\\"', '"')


@often
@articles
def test_labels_are_what_the_writer_meant(random):
    writer, _, article = written(random)
    for annotation in article.annotations:
        if not annotation.is_block:
            block = article.blocks[annotation.block]
            assert annotation.label == writer.labels[annotation.id]
            assert " ".join(block.text[annotation.start : annotation.end].split()) == annotation.label
            assert block.span.start <= annotation.span.start < annotation.span.end <= block.span.end


@often
@articles
def test_sentences_cover_the_text(random):
    _, _, article = written(random)
    for block in article.blocks:
        at = 0
        for start, end in block.sentences:
            assert not block.text[at:start].strip()
            assert block.text[start:end] == block.text[start:end].strip() != ""
            at = end
        assert not block.text[at:].strip()


@often
@articles
def test_line_endings_change_no_word(random):
    _, text, article = written(random)
    other, _ = read_article(SourceText("content/articles/talks.md", re.sub(r"\r\n|\r|\n", "\r\n", text)))
    assert [(a.id, a.label, a.block, a.start, a.end) for a in article.annotations] == [
        (a.id, a.label, a.block, a.start, a.end) for a in other.annotations
    ]
    assert [block.text for block in article.blocks] == [block.text for block in other.blocks]


@often
@articles
def test_html_is_one_block_and_balanced(random):
    _, _, article = written(random)
    before = repr(article)
    html = render_article(article, lambda n: f"<mark data-n={n}>", lambda n: f"</mark data-n={n}>")
    assert repr(article) == before
    assert all(line.strip() for line in html.splitlines())
    assert re.findall(r"<mark data-n=(\d+)>", html) == [str(n) for n in range(len(article.annotations))]
    assert sorted(re.findall(r"</mark data-n=(\d+)>", html)) == sorted(re.findall(r"<mark data-n=(\d+)>", html))
    assert re.findall(r'<\w+ id="(s-[0-9a-f-]+)"', html) == [own[0] for own in sentence_anchors(article.blocks)]
    for number in range(len(article.annotations)):
        inside = html.split(f"<mark data-n={number}>")[1].split(f"</mark data-n={number}>")[0]
        assert ("<a " in inside) <= (number in article.linked)
