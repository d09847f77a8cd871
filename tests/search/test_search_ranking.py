"""What the search finds, and in which order, on knowledge bases of a few words and in shards of a few rows."""

import json
import sys
from collections.abc import Iterator

import pytest
from asking import asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generator.search
from generator.search import SearchEntry, build_shards, keys

SHARDS = sys.modules["generator.search.shards"]
KINDS = [["meeting", "meetings/"], ["person", "persons/"], ["article", "articles/"], ["page", ""]]
ABOUT = {"kinds": [[*kind, kind[0], kind[1]] for kind in KINDS], "ending": "/", "words": {}}
WORDS = ("an", "ana", "anna", "annan", "ban", "bana", "nab", "Öre", "Ore", "Анна", "talks", "7", "17")


@pytest.fixture(scope="module", params=["small shards", "one shard"], autouse=True)
def size(request) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "small shards":
            for name, value in {"_SHARD": 150, "_BLOCK": 80, "_COMMON": 3, "_FIRST": 2, "_FEW": 10_000}.items():
                patch.setattr(SHARDS, name, value)
        yield


@st.composite
def worlds(draw: st.DrawFn) -> list[SearchEntry]:
    name = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    lines = st.lists(name, max_size=2, unique=True).map("\n".join)
    made = draw(st.lists(st.tuples(st.sampled_from(KINDS), name, lines, st.integers(0, 3), lines), max_size=12))
    return [
        SearchEntry(kind[0], f"id-{number}", name, names, "role", "side", "", weight, texts)
        for number, (kind, name, names, weight, texts) in enumerate(made)
    ]


def ask(world: list[SearchEntry], *queries: str, kind: int | None = None) -> list[dict]:
    return asked(dict(build_shards(world, ABOUT)), [(query, kind) for query in queries])


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def rank(entry: SearchEntry, query: str) -> int | None:
    """How well the names of an entry answer, by the rules that the search promises."""
    typed, own, others = keys(query), keys(entry.name), [keys(name) for name in entry.names.split("\n")]
    every = [*own, *(key for name in others for key in name)]
    rules = (
        plain(query) == plain(entry.name),
        own == typed,
        typed in others,
        " ".join(own[: len(typed)]).startswith(" ".join(typed)),
        all(any(key.startswith(word) for key in every) for word in typed),
    )
    return next((number for number, holds in enumerate(rules) if holds), None)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_each_is_found_by_its_name_and_only_what_is_named_so_comes_before(world: list[SearchEntry]):
    for entry, answer in zip(world, ask(world, *(entry.name for entry in world)), strict=True):
        ids = [hit["id"] for hit in answer["hits"]]
        before = [other for other in world if other.id in ids[: ids.index(entry.id)]]
        assert all(plain(other.name) == plain(entry.name) and other.weight >= entry.weight for other in before)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(worlds(), st.lists(st.sampled_from([*WORDS, "a", "n", "tal"]), min_size=1, max_size=3).map(" ".join))
def test_names_are_ranked_by_the_rules(world: list[SearchEntry], query: str):
    (answer,) = ask(world, query)
    numbers = {entry.id: number for number, entry in enumerate(world)}
    named = [hit for hit in answer["hits"] if hit["rank"] < 5 and not answer["alike"]]
    ranks = [rank(world[numbers[hit["id"]]], query) for hit in named]
    assert [hit["rank"] for hit in named] == ranks
    order = [(hit["rank"], -hit["weight"], hit["id"]) for hit in named]
    assert order == sorted(order)
    if not answer["about"] and not answer["alike"]:
        assert {hit["id"] for hit in named} == {entry.id for entry in world if rank(entry, query) is not None}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_another_name_finds_it_and_so_do_its_words_in_any_order(world: list[SearchEntry]):
    told = [(entry, name) for entry in world for name in entry.names.split("\n") if name]
    queries = [" ".join(reversed(name.split())) for _, name in told]
    for (entry, _), answer in zip(told, ask(world, *queries), strict=True):
        assert answer["about"] or entry.id in {hit["id"] for hit in answer["hits"]}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_every_passage_is_found_behind_the_names(world: list[SearchEntry]):
    told = [(entry, text) for entry in world for text in entry.texts.split("\n") if text]
    for (entry, _), answer in zip(told, ask(world, *(text for _, text in told)), strict=True):
        ranks = [hit["rank"] for hit in answer["hits"]]
        assert ranks == sorted(ranks)
        assert answer["about"] or entry.id in {hit["id"] for hit in answer["hits"]}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from(WORDS))
def test_a_kind_shows_its_own_and_no_other(world: list[SearchEntry], query: str):
    (everything,) = ask(world, query)
    for number in range(len(KINDS)):
        (answer,) = ask(world, query, kind=number)
        assert {hit["kind"] for hit in answer["hits"]} <= {number}
        kept = [hit["id"] for hit in everything["hits"] if hit["kind"] == number]
        assert [id_ for id_ in [hit["id"] for hit in answer["hits"]] if id_ in kept] == kept


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_no_byte(world: list[SearchEntry], random):
    mixed = random.sample(world, len(world))
    assert dict(build_shards(world, ABOUT)) == dict(build_shards(mixed, ABOUT))


def person(id_: str, name: str, *names: str, weight: int = 0, texts: str = "") -> SearchEntry:
    return SearchEntry("person", id_, name, "\n".join(names), "", "", "", weight, texts)


PEOPLE = [
    person("zarenskyy", "Volodymyr Zarenskyy", "Володимир Заренський", weight=9),
    person("zarenko", "Zarenko", weight=1),
    person("marin", "Vladimir Marin", "Marin", weight=8, texts="Zarenskyy is named here"),
    person("marina", "Marina", weight=99),
    person("kashner", "Jared Kashner", "Джаред Кашнер"),
    person("xi", "習近平", "Xi Jinping"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zar", ["zarenko", "zarenskyy", "marin"]),
        ("Зар", ["zarenko", "zarenskyy", "marin"]),
        ("Zarenskii", ["zarenskyy", "marin"]),
        ("заренский владимир", ["marin"]),
        ("Заренський Володимир", ["zarenskyy"]),
        ("marin", ["marin", "marina"]),
        ("Kaschner", ["kashner"]),
        ("Kasnher", ["kashner"]),
        ("jarde kashner", ["kashner"]),
        ("Кашнир", ["kashner"]),
        ("近平", ["xi"]),
        ("jinping xi", ["xi"]),
        ("...", []),
        ("qqqq", []),
        ("__proto__", []),
        ("constructor", []),
    ],
)
def test_people_are_found_as_readers_write_them(query: str, found: list[str]):
    (answer,) = ask(PEOPLE, query)
    assert [hit["id"] for hit in answer["hits"]] == found


def test_typing_errors_are_told_and_only_where_nothing_else_is_found():
    close, far = ask(PEOPLE, "Kashner", "Kashnar")
    assert not close["alike"]
    assert far["alike"]


MISTYPED = [person("linda", "Linda Roe", weight=9), person("lida", "Lida Berg", weight=8), person("hilda", "Hilda Roe")]


@pytest.mark.parametrize(
    ("query", "found"), [("hlida", ["hilda", "lida"]), ("hlida roe", ["hilda"]), ("lidna", ["linda", "lida"])]
)
def test_two_letters_swapped_are_nearer_than_one_too_many(query: str, found: list[str]):
    (answer,) = ask(MISTYPED, query)
    assert answer["alike"]
    assert [hit["id"] for hit in answer["hits"]] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zo", ["zoe"]),
        ("zz", ["zz"]),
        ("zzzz", []),
        ("novak zzzz", []),
        ("III", ["third"]),
        ("roe iii", ["third"]),
        ("aa", ["aaron"]),
        ("oe", ["oemer"]),
        ("ooo", []),
        ("AAron", ["aaron"]),
        ("Zzoe", ["zoe"]),
    ],
)
def test_one_letter_over_and_over_is_only_its_own_beginning(query: str, found: list[str]):
    names = {"zoe": "Zoe Novák", "zz": "ZZ Top", "third": "Ian Roe III", "first": "Ian Roe I", "aaron": "Aaron"}
    names["oemer"] = "Ömer"
    (answer,) = ask([person(id_, name, texts=f"{id_} of gen Z said it") for id_, name in names.items()], query)
    assert [hit["id"] for hit in answer["hits"]] == found


@pytest.mark.parametrize("query", ["tedious", "talks"])
def test_among_equals_the_newest_comes_first(query: str):
    days = {"a": 0, "b": 20, "c": 30, "d": 10}
    entries = [
        SearchEntry(kind, f"{kind}-{id_}", "Talks", weight=weight, texts="It was tedious.", day=day)
        for kind, weight in (("meeting", 2), ("article", 0))
        for id_, day in days.items()
    ]
    entries.append(SearchEntry("meeting", "first", "Talks", weight=3, texts="It was tedious.", day=5))
    (answer,) = ask(entries, query)
    newest = ["c", "b", "d", "a"]
    expected = ["first", *(f"meeting-{id_}" for id_ in newest), *(f"article-{id_}" for id_ in newest)]
    assert [hit["id"] for hit in answer["hits"]] == expected


def test_words_named_like_parts_of_javascript_are_words():
    world = [person(word, word, texts=word) for word in ("constructor", "toString", "hasOwnProperty", "__proto__")]
    for entry, answer in zip(world, ask(world, *(entry.name for entry in world)), strict=True):
        assert [hit["id"] for hit in answer["hits"]] == [entry.id]


def test_an_entry_is_strings_and_numbers_that_can_be_kept():
    kept = json.loads(json.dumps(PEOPLE))
    assert dict(build_shards((SearchEntry(*row) for row in kept), ABOUT)) == dict(build_shards(PEOPLE, ABOUT))
    assert generator.search.SearchEntry is SearchEntry


def test_a_first_query_asks_for_few_files():
    world = [person(f"p-{n}", f"Anna{n % 97} Berg{n}", texts=f"said {n} things of {n % 7}") for n in range(500)]
    for answer in ask(world, "Anna7 Berg104", "berg", "said 104"):
        assert len(answer["loaded"]) < 24


SPELLED = [
    ("Alexander Roe", ["Александр", "alexandr", "ALEXANDER"]),
    ("Пётр Линд", ["Peter", "Petr Lind"]),
    ("Alexei Berg", ["Алексей", "Aleksey"]),
    ("Boris Eltin", ["Yeltin", "Jeltin", "Ельтин", "Eltin"]),
    ("Boris Yeltin", ["Eltin", "Ельтин", "yelt"]),
    ("Ana Đorić", ["Djoric", "Đorić", "Doric", "Ђорић"]),
    ("Ana Djoric", ["Đorić", "djor"]),
    ("Saʿūd ibn Roe", ["Saud"]),
    ("U.N. Security Council", ["UN Security", "U.N. Sec", "u. n. security"]),
    ("علی کاظمی", ["علي كاظمي"]),
    ("नरेन्द्र मोदी", ["मोदी", "मो"]),
    ("พลเอกประยุทธ์ จันทร์โอชา", ["ประยุทธ์", "โอชา"]),
    ("毛泽东", ["泽东", "毛"]),
]


@pytest.mark.parametrize(("name", "queries"), SPELLED)
def test_a_name_is_found_by_any_spelling(name: str, queries: list[str]):
    world = [
        SearchEntry("person", "one", name, "", "", "", "", 0, ""),
        SearchEntry("person", "two", "Zoe", "", "", "", "", 0, ""),
    ]
    for query, found in zip(queries, ask(world, *queries), strict=True):
        assert [hit["id"] for hit in found["hits"]] == ["one"], query
        assert not found["alike"], query
