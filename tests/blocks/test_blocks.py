"""Each block of a record's page stands with its data, and is absent without it."""

import re
from pathlib import Path

import pytest
from small_sites import article, block, evidence, extracted, made, rows, words, write

TALKS = (
    '[[Ana]{person=ana role="envoy" country=gr capacity=lead} and [Ben]{person=ben role="minister" country=tr} met '
    'with [Cem]{person=cem role="go-between" country=ch capacity=mediator presence=remote} in '
    "[Ankara]{place=ankara country=tr} over [the draft]{document=draft as=tabled} and "
    '[borders]{topic=borders}]{meeting=2025-12-02-ankara name="Talks in Ankara" status=held format=in-person '
    'level=ministers on="2025-12-02T01:30:00+03:00" agreed="to meet again" not-agreed="the border"}.\n\n'
    "Ana called it [“a start”]{.quote by=ana about=2025-12-02-ankara on=2025-12-02 topic=borders}. Ben said "
    "[it led nowhere]{.paraphrase by=ben about=2025-12-02-ankara on=2025-12-03}.\n\n"
    "[The draft]{document=draft by=tr on=2025-11-01 availability=leaked}, ahead of it, Ana called "
    "[“too long”]{.quote by=ana about=draft topic=borders on=2025-11-20 occasion=interview}."
)
BEFORE = '[The round before]{meeting=2025-10-01-geneva name="Geneva round" on=2025-10-01 status=cancelled}.'
AFTER = (
    "[[Ana]{person=ana country=gr} and [Ben]{person=ben country=tr} will meet in "
    '[Athens]{place=athens country=gr}]{meeting=2025-12-20-athens name="Athens round" on=2025-12-20 status=planned '
    "follows=2025-12-02-ankara}. [The talks]{meeting=2025-12-02-ankara follows=2025-10-01-geneva} were the second. "
    "[A new draft]{document=draft-2 replaces=draft by=tr}."
)
PLANNED = "[The talks]{meeting=2025-12-02-ankara status=planned} were to open on Tuesday."

_REPORTED = "First reported: 4 December 2025 Last reported: 4 December 2025"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    files = {
        "a.md": article(TALKS, "2025-12-04", "The talks"),
        "b.md": article(f"{BEFORE}\n\n{AFTER}", "2025-12-12", "What follows"),
        "c.md": article(PLANNED, "2025-11-28", "The announcement"),
        "d.md": article("[Talks]{meeting=2025-12-02-ankara status=held} ended.", "2025-12-05", "A reprint", origin="a"),
    }
    return made(extracted(write(tmp_path_factory.mktemp("blocks"), files)))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One record of each kind that says nothing but its name."""
    kinds = ("meetings", "persons", "organizations", "places", "documents", "topics")
    files = {f"{kind}/only.{kind}.yaml".replace(f".{kind}", f"-{kind}"): "name: Only this\n" for kind in kinds}
    files["meetings/only-meetings.yaml"] = "name: Only this\ndate: 2025-12-02\n"
    return made(write(tmp_path_factory.mktemp("bare"), files | {"countries/gr.yaml": "name: Only this\n"}))


MEETING = "meetings/2025-12-02-ankara.md"
ANKARA = "2 December 2025, 01:30 UTC+03:00 (1 December, 22:30 UTC) Talks in Ankara"


def test_a_record_that_says_nothing_has_no_blocks(bare: dict[str, str]):
    records = {path: text for path, text in bare.items() if text.startswith("# Only this")}
    assert len(records) == 7
    assert [path for path, text in records.items() if "\n## " in text] == []


def test_a_meeting_tells_its_hour_in_utc_and_its_mediator(pages: dict[str, str]):
    facts = words(pages[MEETING].partition("<aside")[2].partition("</aside>")[0])
    assert "01:30 UTC+03:00 (1 December, 22:30 UTC)" in facts
    assert "Mediator Cem" in facts


def test_the_chain_leads_back_and_forth(pages: dict[str, str]):
    chain = words(pages[MEETING].partition('<nav class="cq-chain"')[2].partition("</nav>")[0])
    assert "‹ Previous round Geneva round Cancelled Next round Athens round Planned ›" in chain


def test_what_was_agreed_and_what_was_not(pages: dict[str, str]):
    told = words(block(pages[MEETING], "What came of it"))
    assert told == "Agreed 1 to meet again Not agreed 1 the border"


def test_accounts_stand_in_a_column_a_side_and_a_row_a_topic(pages: dict[str, str]):
    part = block(pages[MEETING], "What each side says")
    assert words(part.partition("<thead>")[2].partition("</thead>")[0]) == "Topic Greece Türkiye"
    whole, borders = rows(part)
    assert whole.startswith("The meeting as a whole Greece nothing reported Türkiye Ben : it led nowhere")
    assert borders.startswith("borders Greece Ana : “a start”")
    assert borders.endswith("Türkiye nothing reported")


def test_documents_on_the_table(pages: dict[str, str]):
    assert rows(block(pages[MEETING], "Documents on the table")) == ["The draft Türkiye 1 November 2025 Leaked"]


def test_statements_on_its_matters_stand_by_their_time(pages: dict[str, str]):
    around = words(block(pages[MEETING], "Statements before, during and after"))
    assert around.startswith("In the month before 1 Ana : “too long” 20 November 2025, interview")
    assert "a start" not in around


def test_how_it_was_announced_and_then_held_and_of_which_origins(pages: dict[str, str]):
    part = block(pages[MEETING], "How we know")
    told = rows(part)
    assert told[0] == "28 November 2025 Planned The talks were to open on Tuesday. → The announcement"
    assert [(row[:20], row.rpartition("→ ")[2]) for row in told[1:3]] == [
        ("4 December 2025 Held", "The talks"),
        ("5 December 2025 Held", "A reprint"),
    ]
    assert any("A reprint" in row and row.startswith("The talks The Paper") for row in told[3:])
    assert "3 origins" in words(part)


def test_a_person_has_the_role_of_the_day_the_other_side_and_the_outcome(pages: dict[str, str]):
    planned, held = rows(block(pages["persons/ana.md"], "Meetings"))
    assert planned == "20 December 2025 Athens round Türkiye Planned", "no source knows her role on a day to come"
    assert held == f"{ANKARA} Envoy Switzerland, Türkiye Held Agreed: to meet again Not agreed: the border"


def test_trips_lead_abroad_and_only_to_what_was_held(pages: dict[str, str]):
    assert rows(block(pages["persons/ana.md"], "Trips")) == [
        "2 December 2025, 01:30 UTC+03:00 (1 December, 22:30 UTC) Ankara Türkiye Talks in Ankara Envoy"
    ]
    assert not block(pages["persons/ben.md"], "Trips")


def test_accounts_that_differ_stand_on_the_page_of_who_was_there(pages: dict[str, str]):
    row = rows(block(pages["persons/ana.md"], "Accounts compared"))[0]
    assert row.index("a start") < row.index("it led nowhere")
    assert not block(pages["persons/cem.md"], "Accounts compared")


def test_a_country_has_who_speaks_for_it_what_it_attended_and_what_it_hosted(pages: dict[str, str]):
    page = pages["countries/tr.md"]
    assert rows(block(page, "Officeholders")) == [f"Ben Minister {_REPORTED}"]
    assert len(rows(block(page, "Meetings attended"))) == 2
    assert rows(block(page, "Meetings hosted")) == [f"{ANKARA} Ankara Switzerland, Greece, Türkiye Held"]
    assert rows(block(page, "Places")) == ["Ankara 1"]


def test_contacts_count_the_days_up_to_the_newest_article(pages: dict[str, str]):
    part = block(pages["countries/tr.md"], "Contacts")
    assert "days counted to 12 December 2025" in words(part)
    assert "Greece 1 10 1" in rows(part)


def test_documents_of_a_country_come_with_the_answers_of_others(pages: dict[str, str]):
    assert rows(block(pages["countries/tr.md"], "Documents tabled"))[0].endswith(
        "Leaked Greece : “too long” (20 November 2025)"
    )


def test_positions_stand_under_their_topic(pages: dict[str, str]):
    told = rows(block(pages["countries/gr.md"], "Positions"))
    assert told == ["borders 2", "20 November 2025 Ana “too long”", "2 December 2025 Ana “a start”"]


@pytest.mark.parametrize("path", ["topics/borders.md", "documents/draft.md", "countries/gr.md"])
def test_the_cells_of_statements_stand_under_their_columns(pages: dict[str, str], path: str):
    table = block(pages[path], "Positions")
    assert re.findall(r'scope="col">(.*?)</th>', table) == ["Date", "Speaker", "Words", "Source"]
    _, (_, speaker), (style, said) = re.findall(r"<td(.*?)>(.*?)</td>", table, re.DOTALL)[:3]
    assert words(speaker) == "Ana"
    assert style.startswith(' class="cq-words')
    assert words(said) in ("“too long”", "“a start”")


def test_a_document_has_versions_meetings_and_answers(pages: dict[str, str]):
    page = pages["documents/draft.md"]
    assert rows(block(page, "Versions"))[0].startswith("The draft this page 1 November 2025 Türkiye Leaked")
    assert rows(block(page, "On the table at"))[0].startswith(ANKARA)
    assert rows(block(page, "What each side says about it")) == ["20 November 2025 Ana “too long”"]
    assert rows(block(page, "Positions"))[0] == "borders 1"


def test_a_topic_has_the_positions_of_each_side_and_its_meetings(pages: dict[str, str]):
    page = pages["topics/borders.md"]
    assert rows(block(page, "Positions")) == ["20 November 2025 Ana “too long”", "2 December 2025 Ana “a start”"]
    assert rows(block(page, "Discussed at"))[0].startswith(ANKARA)


def test_a_place_has_its_meetings(pages: dict[str, str]):
    assert rows(block(pages["places/ankara.md"], "Meetings held here"))[0].startswith(ANKARA)


def test_passages_behind_a_fact_stand_by_origin(pages: dict[str, str]):
    told = evidence(pages[MEETING].partition("<dt>Status</dt>")[2])
    assert "One independent source 1 Origin: The talks; 2 passages" in told
    assert "Reported differently at other times: Planned" in told


def test_the_day_of_the_newest_source_is_told(pages: dict[str, str]):
    assert '<p class="cq-asof">As of 12 December 2025</p>' in pages[MEETING]


def test_a_single_account_is_no_dispute(tmp_path: Path):
    said = "[“fine”]{.quote by=ana about=2025-12-02-ankara}"
    met = "[[Ana]{person=ana country=gr} met [Ben]{person=ben country=tr}]{meeting=2025-12-02-ankara on=2025-12-02}"
    page = made(extracted(write(tmp_path, {"a.md": article(f"{met}. {said}")})))["persons/ana.md"]
    assert not block(page, "Accounts compared")


def test_a_source_links_its_original(tmp_path: Path):
    text = "[Ana]{person=ana country=gr} spoke."
    files = {"a.md": article(text, url="https://example.org/a?b=1")}
    told = made(extracted(write(tmp_path, files)))["persons/ana.md"].partition("<dt>Side</dt>")[2]
    assert "Original" in evidence(told)
    assert 'rel="noopener nofollow">Original</a>' in told


def test_names_in_other_scripts_carry_their_language(tmp_path: Path):
    files = {"persons/ana.yaml": "name: Ana\nnames:\n  - lang: ar\n    name: آنا\n  - lang: el\n    name: Άννα\n"}
    page = made(write(tmp_path, files))["persons/ana.md"]
    assert '<span lang="ar" dir="rtl">آنا</span> <span lang="el" dir="ltr">Άννα</span>' in page


def test_an_organization_has_what_it_said_and_what_came_through_it(tmp_path: Path):
    text = (
        "[The Agency]{org=agency country=gr} has [Ana]{person=ana role=speaker org=agency}. It said "
        "[“no”]{.quote by=agency on=2025-12-01}. She said [“maybe”]{.quote by=ana for=agency on=2025-12-02}. "
        "[Ben]{person=ben} said [“yes”]{.quote by=ben to=agency on=2025-12-03}."
    )
    page = made(extracted(write(tmp_path, {"a.md": article(text)})))["organizations/agency.md"]
    assert rows(block(page, "Officeholders")) == [f"Ana Speaker {_REPORTED}"]
    said, through = words(block(page, "Statements")), words(block(page, "Reported through it"))
    assert said.index("“maybe”") < said.index("“no”")
    assert "“yes”" in through
    assert "“yes”" not in said


def test_the_drawings_of_a_person_say_what_the_tables_say(pages: dict[str, str]):
    met = block(pages["persons/ana.md"], "Met most often")
    drawing, _, table = met.partition("<table")
    assert drawing.count("<svg") == 1
    names = {row.split()[0] for row in rows("<table" + table)}
    assert names == {"Ben", "Cem"}
    assert all(name in words(drawing) for name in names)


def test_a_fact_that_the_record_lacks_is_told_on_the_page_of_the_article(tmp_path: Path):
    folder = extracted(write(tmp_path, {"a.md": article("[Ana]{person=ana country=gr born=1970-05-01} spoke.")}))
    record = folder / "content/records/persons/ana.yaml"
    record.write_text(
        record.read_text("utf-8").replace("born: 1970-05-01", "born: 1971").replace("country: gr\n", ""), "utf-8"
    )
    told = rows(block(made(folder)["articles/a.md"], "Facts taken from this article"))
    assert told == ["Ana Side: Greece Ana not in the record", "Ana Born: 1 May 1970 Ana the record says: 1971"]


def test_a_delegation_tells_in_which_capacity_and_how_its_people_were_there(pages: dict[str, str]):
    page = pages["meetings/2025-12-02-ankara.md"]
    there = page.partition("## Who took part")[2].partition("\n## ")[0]
    tables = {words(table.partition("</caption>")[0]): words(table) for table in there.split("<caption>")[1:]}
    (mediators,) = (table for side, table in tables.items() if "Cem" in table)
    assert "Source Role on that day Capacity Presence" in mediators
    assert "Go-between Mediator By phone or video" in mediators
    assert not any("Presence" in table for table in tables.values() if "Ana" in table)


def test_an_original_that_is_no_article_here_is_named_by_its_id(tmp_path: Path):
    text = "[[Ana]{person=ana} met [Bo]{person=bo} on [Monday]{date=2025-12-01}]{meeting=talks name=Talks}."
    extracted(write(tmp_path, {"a.md": article(text)}))
    page = made(write(tmp_path, {"a.md": article(text, origin="elsewhere")}))["meetings/talks.md"]
    assert '<th scope="row">elsewhere</th><td></td><td></td>' in page
