"""Write search entries to the files that a browser loads, each only when a search needs it.

`index` tells which files there are; `n-…` hold the entries whose names have a word with those first letters; `t-…` in
which passages a word occurs; `p…` the passages, in one row over all files; `w…` all words of names of one length, for
typing errors. Each is a script that calls `communiqueShard`, for from `file://` nothing else can be loaded.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from operator import sub
from typing import NamedTuple

from generator.pages.site_index import SiteIndex
from generator.search.entries import ARTICLE, PAGE, SearchEntry, entry_maker, owners
from generator.search.tree import PrefixPart, parts
from generator.values.search_keys import LETTERS, keys, name_keys

FOLDER = "search"
_SHARD = 40_000  # characters, about 8 KB compressed
_BLOCK = 12_000
_COMMON = 1_000  # a word of more names leads to the weightiest of them, and to those without a rarer word
_LOSSY = 1_000_000  # marks, in the index, the part of such a word
_FIRST = 40  # so many stand for a prefix that has parts of its own
_STOP = 4  # a word in more than one of so many passages tells nothing
_FEW = 400  # … if there are more passages than this
_PLAIN = re.compile(r"[a-z0-9]*")
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_WORDS = ("all", "none", "about", "some", "alike", "start", "loading", "keys")


class _Row(NamedTuple):
    """An entry as written: its order, the keys of all its names and of each, its JSON, its passages and their words.

    Of a kind, the weightiest come first, and among these the newest. A passage of what the name names is found by the
    words of the name, too.
    """

    order: tuple[int, int, int, str]
    keys: frozenset[str]
    names: tuple[frozenset[str], ...]
    json: str
    texts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


def shards(site: SiteIndex, pages: Iterable[SearchEntry] = (), *, ending: str = "/") -> Iterator[tuple[str, bytes]]:
    """All search files of a site: path from the site's root, and content. `pages` are entries of hand-written pages.

    `ending` is what MkDocs puts behind the name of a page in its address: "/" or ".html".
    """
    catalogue = site.catalogue
    kinds = [(kind.name, kind.plural + "/", kind.label, kind.heading) for kind in site.base.schema.kinds]
    kinds.append((ARTICLE, "articles/", catalogue["article"], catalogue["articles"]))
    kinds.append((PAGE, "", catalogue["search_page"], catalogue["search_pages"]))
    words: dict[str, object] = {word: catalogue[f"search_{word}"] for word in _WORDS}
    words["found"] = catalogue.forms("search_found")
    names = [name for name, *_ in kinds]
    made = entry_maker(site)
    rows = site.each("search rows", owners(site), lambda ref: _row(made(ref), names))
    rows += [_row(page, names) for page in pages]
    yield from _build(rows, {"kinds": kinds, "ending": ending, "words": words}, len(kinds))


def build_shards(found: Iterable[SearchEntry], about: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """The files for some entries; the index contains `about` unchanged. Its `kinds` give their order."""
    listed = about["kinds"]
    kinds = [str(kind[0]) for kind in listed] if isinstance(listed, list) else []
    yield from _build((_row(each, kinds) for each in found if each.kind in kinds), about, len(kinds))


def _build(found: Iterable[_Row], about: Mapping[str, object], kinds: int) -> Iterator[tuple[str, bytes]]:
    rows = sorted(found)
    names, shown = _names(rows)
    texts, places = _texts(rows, kinds)
    lengths = sorted({len(word) for row in rows for word in row.keys})
    index = {**about, "letters": LETTERS, "names": shown, **places, "lengths": lengths}
    yield _file("index", _json(index))
    for name, body in (*names, *texts, *_lengths(rows)):
        yield _file(name, body)


def _row(each: SearchEntry, kinds: Sequence[str]) -> _Row:
    """The row of an entry; its JSON lists kind, id, name, weight, day, other names, role, side, date; no empty ends."""
    number = kinds.index(each.kind)
    names = each.names.split("\n") if each.names else []
    fields: list[object] = [number, each.id, each.name, each.weight, each.day, names, each.note, each.side, each.date]
    while not fields[-1]:
        fields.pop()
    texts = tuple(each.texts.split("\n")) if each.texts else ()
    each_name = tuple(name_keys(name) for name in (each.name, *names))
    of_name = frozenset().union(*each_name)
    also = of_name if each.kind not in (ARTICLE, PAGE) else frozenset[str]()
    words = tuple(tuple(dict.fromkeys((*sorted(also), *keys(text)))) for text in texts)
    return _Row((number, -each.weight, -each.day, each.id), of_name, each_name, _json(fields), texts, words)


def _names(rows: Sequence[_Row]) -> tuple[list[tuple[str, str]], str]:
    """The shards of names, and their list for the index: prefix and number of rows, negative if others continue."""
    postings: dict[str, list[int]] = defaultdict(list)
    ranked = sorted(range(len(rows)), key=lambda number: (rows[number].order[1], rows[number].order))
    for number in ranked:
        for word in rows[number].keys:
            postings[word].append(number)
    common = {word for word, found in postings.items() if len(found) > _COMMON}
    kept = {word: _kept(found, rows, common) if word in common else found for word, found in postings.items()}
    words = sorted(kept)
    sizes = [_SHARD + 1 if word in common else sum(len(rows[n].json) for n in kept[word]) for word in words]
    files, listed = [], []
    for part in parts(words, sizes, _SHARD):
        held = _held(part, words, kept, rows)
        count = sum(len(postings[word]) for word in words[part.start : part.end])
        count += _LOSSY if _first(part, words) in common else 0
        listed.append(f"{part.prefix} {count if part.whole else -count}")
        files.append((f"n-{_named(part.prefix)}", f"[{','.join(rows[n].json for n in held)}]"))
    return files, "\n".join(listed)


def _first(part: PrefixPart, words: Sequence[str]) -> str:
    """The only word of a part, or the word equal to its prefix."""
    word = words[part.start] if part.start < part.end else ""
    return word if part.whole or word == part.prefix else ""


def _kept(found: Sequence[int], rows: Sequence[_Row], common: AbstractSet[str]) -> list[int]:
    """The rows that a common word leads to, heaviest first; rows with rarer words are found by those."""
    return [
        *found[:_COMMON],
        *(number for number in found[_COMMON:] if any(name <= common for name in rows[number].names)),
    ]


def _held(part: PrefixPart, words: Sequence[str], kept: Mapping[str, list[int]], rows: Sequence[_Row]) -> list[int]:
    own = words[part.start : part.end]
    if part.whole:
        return sorted({n for word in own for n in kept[word]})
    exact = kept[part.prefix] if own[0] == part.prefix else []
    below = {n for word in own for n in kept[word][:_FIRST]}
    first = nsmallest(_FIRST, below, key=lambda n: (rows[n].order[1], rows[n].order))
    return sorted({*exact, *first})


def _texts(rows: Sequence[_Row], kinds: int) -> tuple[list[tuple[str, str]], dict[str, object]]:
    """The shards of words and of passages, and for the index: the list of words, and where blocks and kinds begin."""
    postings: dict[str, list[int]] = defaultdict(list)
    blocks, begins, first, block, size, count = [], [], [0] * (kinds + 1), list[str](), 0, 0
    for row in rows:
        if not row.texts:
            continue
        if not block:
            begins.append(count)
        for number, words_of_text in enumerate(row.words, count):
            for word in words_of_text:
                postings[word].append(number)
        count += len(row.texts)
        first[row.order[0] + 1] = count
        block.append(f"[{row.json},{_json(row.texts)}]")
        size += len(block[-1])
        if size > _BLOCK:
            blocks.append(block)
            block, size = [], 0
    if block:
        blocks.append(block)
    files = [(f"p{number}", f"[{','.join(each)}]") for number, each in enumerate(blocks)]
    words, listed = _words(postings, count)
    return files + words, {"texts": listed, "blocks": begins, "first": _rising(first), "passages": count}


def _rising(first: Sequence[int]) -> list[int]:
    """Where the passages of each kind begin; a kind without any begins where the previous one ends."""
    return [max(first[: number + 1]) for number in range(len(first))]


def _words(postings: Mapping[str, list[int]], count: int) -> tuple[list[tuple[str, str]], str]:
    """The shards of words; the passages of each as differences, 0 for a word that is everywhere."""
    most = max(_FEW, count // _STOP)
    bodies = {
        word: f"{_json(word)}:{_steps(found) if len(found) <= most else 0}" for word, found in sorted(postings.items())
    }
    words = list(bodies)
    files, listed = [], []
    for part in parts(words, [len(body) for body in bodies.values()], _SHARD):
        own = words[part.start : part.end] if part.whole else [part.prefix] if part.prefix in bodies else []
        listed.append(part.prefix if part.whole else f"{part.prefix} -")
        files.append((f"t-{_named(part.prefix)}", "{" + ",".join(bodies[word] for word in own) + "}"))
    return files, "\n".join(listed)


def _steps(found: Sequence[int]) -> str:
    return f"[{','.join(map(str, (found[0], *map(sub, found[1:], found))))}]"


def _lengths(rows: Sequence[_Row]) -> Iterator[tuple[str, str]]:
    by_length: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        for word in row.keys:
            by_length[len(word)].add(word)
    for length in sorted(by_length):
        yield f"w{length}", _json(" ".join(sorted(by_length[length])))


def _named(prefix: str) -> str:
    """A prefix as part of a file name on any system."""
    return prefix if _PLAIN.fullmatch(prefix) else "-".join(("", *(f"{ord(char):x}" for char in prefix)))


def _file(name: str, body: str) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", f"communiqueShard({_json(name)},{body})\n".encode("utf-8", "replace")
