"""Where fuzzing begins: the project's own files, by target, and words of each notation."""

from collections.abc import Iterator
from pathlib import Path

from targets import ROOT

HERE = Path(__file__).parent
FOUND = HERE / "findings"
_SHIPPED = {
    "yaml": ("content/records/*/*.yaml", "generator/schema/kinds/*.yaml", "mkdocs.yml"),
    "article": ("content/articles/*.md",),
    "body": ("content/articles/*.md",),
    "front": (),
    "value": (),
    "record": ("content/records/*/*.yaml",),
    "edit": ("content/records/meetings/*.yaml",),
    "ledger": ("content/facts/*/*.jsonl",),
    "configuration": ("mkdocs.yml",),
    "journal": (),
    "search": (),
    "comment": (),
    "schema": ("generator/schema/kinds/*.yaml",),
    "shape": (),
    "person": ("generator/schema/kinds/person.yaml",),
    "project": ("tests/fuzz/world.txt",),
}
_WRITTEN = {
    "front": ("title: A\ndate: 2025-12-04\n", "title: 'A'\nurl: https://e.org/\nlanguage: uk\norigin: b\n"),
    "value": ("2025-12-02", "199X~", "2025-12-02/..", "2025-21", "us", "55.752, 37.617", "https://e.org/a?b#c", "uk"),
    "journal": ('[{"path":"content/records/persons/a.yaml","old":"HASH","new":"name: B\\n"}]', '{"path":"../x"}'),
    "search": ("Володимир Заренський", "Müller Mueller", "O’Neil", "習近平", "Iıß"),
    "comment": ("@everyone #1 GH-1 https://e.org www.e.org **a** `b` [c](d) <e>", "$x$ :smile: 0123456789abcdef"),
    "edit": (
        "name: 'A' # a\ndate: 2025-12-02\nsides: [us, ru]\nparticipants:\n- person: p\n  role: x # b\n- {person: q}\n",
        "# a\n\nname: >-\n  A\n  B\nsides:\n  # b\n  - us\n  # c\nparticipants: [{person: p, role: 'x'}]\n",
        "{name: A, sides: [us], participants: [{person: p}]}\n",
    ),
    "schema": (
        """plural: treatys
fields:
  terms: {type: text, many: true, attributes: [terms]}
  mood: {type: choice, values: {calm: Calm}}
  by: {type: reference, to: [person], inverse: {name: bound}}
  parts: {type: group, many: true, key: [who], fields: {who: {type: reference, to: [person]}, on: {type: date}}}
""",
    ),
    "configuration": (
        "plugins:\n  - communique:\n      accept:\n        - {rule: a, file: b, reason: c, value: d}\nINHERIT: a.yml\n",
    ),
    "ledger": ('["a",["b",""],"c","d","person"]\n<<<<<<< a\n["a","b","machine"]\n',),
}
WORDS: tuple[bytes, ...] = tuple(
    word.encode()
    for words in (
        ("{", "}", "[", "]", "]{", "]{person=x}", "::: {meeting=m}\n", ":::\n", '"', "'", "\\", "#", " # ", ": ", "- "),
        (
            "&a ",
            "*a",
            "!!int ",
            "<<: ",
            "? ",
            "|\n",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "\t",
            "\r\n",
            "\r",
            "\n\n",
        ),
        ("\x85", "\u2028", "\ufeff", "\u202e", "é", "e\u0301", "😀", "\x1b[31m", "\x00", "\x7f", "\ud7ff", "\ufffe"),
        ('"\\ud800"', '"\\x00"', '"\\e[31m"', '"\\UFFFFFFFF"', '"\\N"', "\\u2028", "::error::", "%0A", "@a", "#1"),
        ("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "||||||| c\n", "../", "..", "/", "con", "index", "articles", "id"),
        ("type: group", "type: reference", "type: sources", "type: choice", "type: date", "many: true", "</script>"),
        ("fields:", "key: [a]", "to: [person]", "takes: [{annotation: person, inline: true}]", "inverse: {name: a}"),
        ("plural: ", "annotation: ", "timeline: date", "identifier: country", "use: statement", "statement: by"),
        ("name", "person", "null", "~", "9999", "0000", "2025-12-02", "X", "?", "T10:00:00Z", "1" * 5000, "a" * 300),
    )
    for word in words
)


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target begins with: files that the project ships, words of its notation, what was found."""
    for pattern in _SHIPPED[target]:
        yield from (path.read_bytes() for path in sorted(ROOT.glob(pattern)))
    yield from (text.encode() for text in _WRITTEN.get(target, ()))
    yield from findings(target).values()
    yield b""


def findings(target: str) -> dict[str, bytes]:
    """Inputs that once broke a promise, by the names of their files."""
    return {path.name: path.read_bytes() for path in sorted((FOUND / target).glob("*"))}
