"""What a change does to the knowledge base, told in the field's words."""

import json

from worlds_at_two_times import article, extract, state, step, told, write

from generator.diff.compare import compare
from generator.diff.report import report
from generator.diff.sentences import summary

MET = (
    "[[Steve Westoff]{person=steve-westoff role=envoy country=us} met [Vladimir Marin]{person=vladimir-marin} on "
    '[Tuesday]{date=2025-12-02}]{meeting=2025-12-02-munich name="Talks in Moscow" status=planned}.'
)
MEETING = "content/records/meetings/2025-12-02-munich.yaml"
WESTOFF = "content/records/persons/steve-westoff.yaml"
HEADER = "# yaml-language-server: $schema=../../../schema/person.json\n"


def test_nothing_changes(tmp_path):
    comparison = step(tmp_path, {"a": article(MET)}, {})
    assert comparison.changes == comparison.stale == ()
    assert report(comparison, "text") == "changes nothing in the knowledge base\n"


def test_a_new_article_and_what_it_brings(tmp_path):
    comparison = step(tmp_path, {"z": article("[Vladimir Marin]{person=vladimir-marin}.")}, {"a": article(MET)})
    assert report(comparison, "text") == (
        "1 article added; 3 records added\n"
        "\n"
        "Articles\n"
        "  adds the article An article (The Paper, 4 December 2025)\n"
        "\n"
        "Meetings\n"
        "  adds the meeting Talks in Moscow (2 December 2025, 2 participants)\n"
        "\n"
        "People\n"
        "  adds the person Steve Westoff (role: envoy)\n"
        "\n"
        "Countries\n"
        "  adds the country United States\n"
    )


def test_a_status_changes(tmp_path):
    comparison = step(tmp_path, {"a": article(MET)}, {"a": article(MET.replace("planned", "held"))})
    assert told(comparison) == [
        "changes the article An article (The Paper, 4 December 2025)",
        "Talks in Moscow: status from “Planned” to “Held”",
    ]


def test_a_fact_of_a_person_gets_a_source(tmp_path):
    by_hand = f"{HEADER}name: Steve Westoff\npositions:\n  - title: special envoy\n    for: us\n"
    role = article('[Steve Westoff]{person=steve-westoff role="special envoy" for=us} spoke.', "On an envoy")
    before = {"a": article(MET), WESTOFF: by_hand}
    comparison = step(tmp_path, before, {"b": role})
    assert told(comparison) == [
        "adds the article On an envoy (The Paper, 4 December 2025)",
        "Steve Westoff: the role “special envoy (United States)” now has a source",
    ]
    assert summary(comparison) == "1 article added; 1 fact gains its first source"


def test_facts_lose_their_only_source(tmp_path):
    write(tmp_path, {"a": article(MET), "b": article(MET, "Another")})
    extract(tmp_path)
    text = (tmp_path / MEETING).read_text()
    (tmp_path / MEETING).write_text(text.replace("status: planned", "status: held"))
    extract(tmp_path)
    (tmp_path / MEETING).write_text(text)
    extract(tmp_path)
    old = state(tmp_path)
    write(tmp_path, {"a": None})
    assert told(compare(old, state(tmp_path))) == [
        "removes the article An article (The Paper, 4 December 2025)",
        "Talks in Moscow: the date “2 December 2025” has one independent source left",
        "Talks in Moscow: the status “Planned” has one independent source left",
        "Talks in Moscow: the participant “Steve Westoff” has one independent source left",
        "Talks in Moscow: the participant “Vladimir Marin” has one independent source left",
        "Steve Westoff: the side “United States” has one independent source left",
        "Steve Westoff: the role “envoy (United States)” has one independent source left",
    ]
    write(tmp_path, {"b": article("Nothing.")})
    comparison = compare(old, state(tmp_path))
    assert "Talks in Moscow: the date “2 December 2025” loses all of its 2 sources" in told(comparison)
    assert "6 facts lose their only source" in summary(comparison)
    assert comparison.stale


def test_a_reprint_is_no_second_source(tmp_path):
    reprint = article(MET, "Reprinted").replace("language: en", "language: en\norigin: a")
    comparison = step(tmp_path, {"a": article(MET)}, {"b": reprint})
    assert told(comparison) == ["adds the article Reprinted (The Paper, 4 December 2025)"]


def test_articles_that_disagree(tmp_path):
    other = MET.replace("2025-12-02}", "2025-12-03}")
    comparison = step(tmp_path, {"a": article(MET)}, {"b": article(other, "An older one", "2025-12-03")})
    assert "Talks in Moscow: the date “2 December 2025” is now disputed: articles also say “3 December 2025”" in told(
        comparison
    )


def test_a_person_adds_and_takes_out(tmp_path):
    before = {"a": article(MET), "b": article("[Yuri Uvarkov]{person=yuri-uvarkov}.")}
    write(tmp_path, before)
    extract(tmp_path)
    text = (tmp_path / MEETING).read_text()
    after = text.replace("  - person: vladimir-marin\n", "  - person: yuri-uvarkov\n    role: aide\n")
    comparison = step(tmp_path, {}, {MEETING: after})
    assert told(comparison) == [
        "Talks in Moscow: removes the participant “Vladimir Marin”",
        "Talks in Moscow: adds the participant “Yuri Uvarkov (aide)”, without a source",
        f"new conflict: `a` asserts participants “vladimir-marin”, but the record lacks it ({MEETING}, line 5)",
    ]
    assert summary(comparison) == "2 facts added, changed or removed; 1 new conflict"


def test_a_field_of_an_item_changes(tmp_path):
    write(tmp_path, {"a": article(MET)})
    extract(tmp_path)
    text = (tmp_path / MEETING).read_text()
    comparison = step(tmp_path, {}, {MEETING: text.replace("role: envoy", "role: special envoy")})
    assert told(comparison)[0] == (
        "Talks in Moscow: role of the participant “Steve Westoff” from “envoy” to “special envoy”, without a source"
    )


def test_a_new_name_and_a_new_id(tmp_path):
    write(tmp_path, {"a": article(MET)})
    extract(tmp_path)
    comparison = step(
        tmp_path,
        {},
        {
            "a": article(MET.replace("steve-westoff", "steven-westoff").replace("[Steve W", "[Steven W")),
            WESTOFF: None,
            WESTOFF.replace("persons", "../facts/persons").replace("yaml", "jsonl"): None,
            WESTOFF.replace("steve-", "steven-"): f"{HEADER}name: Steven Westoff\nprevious_ids: [steve-westoff]\n",
        },
    )
    assert told(comparison) == [
        "changes the article An article (The Paper, 4 December 2025)",
        "Steven Westoff: the id from “steve-westoff” to “steven-westoff”",
        "renames the person Steve Westoff to Steven Westoff",
    ]


def test_two_persons_become_one(tmp_path):
    twin = "content/records/persons/s-westoff.yaml"
    before = {
        "a": article("[Steve Westoff]{person=steve-westoff}."),
        twin: f"{HEADER}name: S. Westoff\n",
    }
    after = {twin: None, WESTOFF: f"{HEADER}name: Steve Westoff\nprevious_ids:\n  - s-westoff\n"}
    assert told(step(tmp_path, before, after)) == ["merges the person S. Westoff into Steve Westoff (steve-westoff)"]


def test_a_record_that_goes(tmp_path):
    born = f"{HEADER}name: Anna Orlova\nborn: 1970-01-01\n"
    path = "content/records/persons/anna-orlova.yaml"
    comparison = step(tmp_path, {"a": article(MET), path: born}, {path: None})
    assert told(comparison) == ["removes the person Anna Orlova (2 facts)"]


def test_a_file_in_error_is_no_removal(tmp_path):
    comparison = step(tmp_path, {"a": article(MET), "b": article("Text.")}, {"b": "no front matter\n"})
    assert report(comparison, "text") == (
        "1 new finding\n"
        "\n"
        "Findings\n"
        "  new error: no front matter: title and date are unknown (content/articles/b.md)\n"
        "\n"
        "1 file is in error and not compared.\n"
    )


def test_extraction_that_was_forgotten_is_told(tmp_path):
    comparison = step(tmp_path, {"a": article(MET)}, {"a": article(MET.replace("planned", "held"))}, extracted=False)
    assert report(comparison, "text").endswith("\n2 files are behind the articles: run `communique extract`.\n")


def test_order_of_facts_and_line_ends_in_a_file_are_no_change(tmp_path):
    write(tmp_path, {"a": article(MET)})
    extract(tmp_path)
    old = state(tmp_path)
    for path in (tmp_path / "content").rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    header, name, *rest = (tmp_path / WESTOFF).read_bytes().splitlines(keepends=True)
    (tmp_path / WESTOFF).write_bytes(b"".join([header, *rest, name]))
    assert compare(old, state(tmp_path)).changes == ()


def test_a_field_of_the_sites_own(tmp_path):
    own = "fields:\n  rank: {type: text, label: Rank, attributes: [rank], description: A rank.}\n"
    text = article("[Anna Orlova]{person=anna-orlova rank=colonel}.")
    comparison = step(
        tmp_path, {"a": article("[Anna Orlova]{person=anna-orlova}.")}, {"content/schema/person.yaml": own, "a": text}
    )
    assert "Anna Orlova: adds the rank “colonel”" in told(comparison)
    back = step(tmp_path, {}, {"content/schema/person.yaml": None, "a": article("[Anna Orlova]{person=anna-orlova}.")})
    assert back.changes


def test_a_list_whose_items_are_known_by_another_key(tmp_path):
    field = "fields:\n  awards:\n    type: group\n    label: Awards\n    many: true\n    key: [{key}]\n"
    field += "    description: Awards.\n"
    field += "    fields:\n      title: {{type: text, label: Title, required: true, description: What.}}\n"
    field += "      year: {{type: text, label: Year, required: true, description: When.}}\n"
    schema = "content/schema/person.yaml"
    record = f"{HEADER}name: Anna Orlova\nawards:\n  - title: Order\n    year: '1999'\n"
    before = {schema: field.format(key="title"), "content/records/persons/anna-orlova.yaml": record}
    comparison = step(tmp_path, before, {schema: field.format(key="title, year")})
    assert told(comparison) == [
        "Anna Orlova: removes the award “Order (1999)”",
        "Anna Orlova: adds the award “Order (1999)”, without a source",
    ]


def test_a_kind_that_goes_with_its_records(tmp_path):
    kind = "label: Ship\nplural: ships\nheading: Ships\ndescription: A ship.\nannotation: ship\nfields: {}\n"
    schema, path = "content/schema/ship.yaml", "content/records/ships/aurora.yaml"
    before = {"a": article(MET), schema: kind, path: "name: Aurora\n"}
    assert told(step(tmp_path, before, {schema: None, path: None})) == ["removes the ship Aurora (1 fact)"]


def test_json_names_every_part(tmp_path):
    comparison = step(tmp_path, {"a": article(MET)}, {"a": article(MET.replace("planned", "held"))})
    whole = json.loads(report(comparison, "json"))
    assert whole["changes"][1] == {
        "change": "ValueChanged",
        "thing": {
            "kind": "meeting",
            "id": "2025-12-02-munich",
            "label": "meeting",
            "heading": "Meetings",
            "name": "Talks in Moscow",
        },
        "where": {"slot": {"field": "status", "key": [], "part": ""}, "label": "status", "group": "", "item": ""},
        "old": "Planned",
        "new": "Held",
        "sources": 1,
    }
