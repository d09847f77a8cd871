"""A list of participants in TEI: who is a person of the meeting, who is only named, and when there is no meeting."""

import pytest

from generator.importers.marked_text import MarkedDocument, NamedWords
from generator.importers.tei import read_tei
from generator.text.source import SourceText

ROE, LIND, FOX = (f'<persName key="{name}">{name}</persName>' for name in ("Ann Roe", "Bo Lind", "Cy Fox"))
DATELINE = '<placeName>Oslo</placeName>, <date when="1981-03-04">March 4, 1981</date>'


def document(text: str, head: str = "7. Memorandum of Conversation", dateline: str = DATELINE) -> MarkedDocument:
    div = f'<div type="document" xml:id="d7"><head>{head}</head><dateline>{dateline}</dateline>{text}<p>Hi.</p></div>'
    file, problems = read_tei(SourceText("a.xml", div), "a")
    assert file
    assert not problems
    return file.documents[0]


def listed(*items: str, head: str = "Participants") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<list type="participants"><head>{head}</head>{inner}</list>'


def mentions(found: MarkedDocument, kind: str) -> list[NamedWords]:
    cells = [cell for block in found.blocks for cell in (block, *block.cells)]
    return [mark.mention for cell in cells for mark in cell.marks if mark.mention.kind == kind]


def present(found: MarkedDocument) -> dict[str, str]:
    """The people who took part, with their sides."""
    people = {each.label: dict(each.attributes) for each in mentions(found, "person")}
    return {name: said.get("side", "") for name, said in people.items() if said.get("as") == "participant"}


def has_meeting(found: MarkedDocument) -> bool:
    return any(mention.kind == "meeting" for block in found.blocks for mention in block.opens)


@pytest.mark.parametrize(
    "item",
    [
        ROE,
        f"Mr. {ROE}",
        f"The Hon. {ROE}, Minister",
        f"H.E. {ROE}.",
        f"Secretary of State {ROE}",
        f"Italian Foreign Minister {ROE}",
        f"The President, Mr. {ROE}",
        f"Private Secretary to the President, {ROE}",
        f"P: President {ROE}",
        f"1. {ROE} (Norway)",
        f"{ROE} of Sylvania",
        f"{ROE}<note>She arrived late.</note>, Under Secretary of State",
        f"{ROE}, Wife of the Ambassador",
    ],
)
def test_who_is_the_person_of_an_item_took_part(item: str):
    assert "Ann Roe" in present(document(listed(item)))


WORDS = (
    "Representative of,Secretary to,Secretary of,Wife of,Office of,Deputy to,Aide of Minister,Aide to the,Member for,"
)
WORDS += "In place of,Probably,Perhaps,?,Possibly Minister,Copy:,TO:,The late,9:00,Via,Draft:,For,Friend,Notified:"


@pytest.mark.parametrize("before", WORDS.split(","))
def test_words_before_a_name_that_are_no_title_may_speak_of_somebody_else(before: str):
    found = document(listed(f"{before} {ROE}", LIND))
    assert present(found) == {"Bo Lind": ""}
    assert found.notes["listed people who may not have taken part, mentioned only"] == 1


@pytest.mark.parametrize(
    "item",
    [
        f"{ROE}?",
        f"{ROE} *",
        f"{ROE}’s wife",
        f"{ROE}'s Deputy",
        f"{ROE} Aide",
        f"{ROE} or {FOX}",
        f"{ROE} / {FOX}",
        f"{ROE}, Aide to {FOX}",
        f"{ROE}'s Deputy, {FOX}",
        f"<del>{ROE}</del>",
        f'<hi rend="strikethrough">{ROE}</hi>',
        f"<unclear>{ROE}</unclear>",
        f"{ROE}, Minister<note>He sent another.</note>",
        f"{ROE} [in Geneva]",
        f"{ROE}, who left",
    ],
)
def test_who_may_not_have_been_there_is_only_mentioned(item: str):
    assert present(document(listed(item, LIND))) == {"Bo Lind": ""}


def test_a_place_and_a_date_beside_a_participant_are_not_the_meetings():
    item = f'{ROE}, Ambassador in <placeName>Rome</placeName> from <date when="1979">1979</date>'
    found = document(listed(item, f"{LIND}, <country>Italy</country>"))
    said = {each.label: each.attributes for kind in ("place", "date", "country") for each in mentions(found, kind)}
    only = (("as", "mentioned"),)
    assert said == {"Oslo": (), "March 4, 1981": (), "Rome": only, "1979": only, "Italy": only}


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("7. Memorandum of Conversation", "Oslo, March 4, 1981"),
        ("7. Memorandum of Telephone Conversation", "March 4, 1981"),
        ("7. Transcript of a Telcon Between Ann Roe and Bo Lind", "March 4, 1981"),
    ],
)
def test_who_spoke_by_telephone_was_not_at_the_place_of_the_dateline(head: str, words: str):
    found = document(listed(ROE, LIND), head)
    assert [each.label for each in mentions(found, "meeting") if each.in_dateline] == [words]


ENDS = "Also present,Also Present:,Others,Other participants,Notetaker,Interpreters,Part of the time,Joined later:,"
ENDS += "Secretary General of the United Nations,Cy Fox,An aide,3 aides,Staff"


@pytest.mark.parametrize("item", ENDS.split(","))
def test_an_item_without_a_name_ends_the_side(item: str):
    assert present(document(listed("Norway", ROE, item, LIND))) == {"Ann Roe": "Norway", "Bo Lind": ""}


UNSURE = "Desired participants,Suggested attendance,Persons mentioned,Drafters,Invitees,Drafting officer,Regrets,cc,"
UNSURE += (
    "Participants in the meeting of February 20,Participants in Rome,Those informed afterwards,Planned Participants"
)


@pytest.mark.parametrize("heading", UNSURE.split(","))
def test_a_heading_of_other_people_gives_no_meeting(heading: str):
    found = document(listed(ROE, LIND, head=heading))
    assert not has_meeting(found)
    assert not present(found)
    assert present(document(listed(ROE, heading, LIND))) == {"Ann Roe": ""}


TITLES = (
    "Notes on a meeting that did not take place|Briefing memorandum: your talks with Lind|Proposed meeting with Lind"
)
TITLES += '|Summary of a Meeting <date when="1981-02-20">February 20</date>|Minutes of a meeting in Rome|Draft agenda'
TITLES += "|Yesterday’s meeting with Lind|Meeting with Lind cancelled"


@pytest.mark.parametrize("title", TITLES.split("|"))
def test_a_title_of_another_meeting_or_of_none_gives_none(title: str):
    found = document(listed(ROE, LIND), head=title)
    assert not has_meeting(found)
    assert not present(found)
    assert not mentions(found, "meeting")


@pytest.mark.parametrize(
    "title",
    ["Minutes of a Meeting, Oslo, March 4, 1981", "Talks on proposed aid", "Meeting at the White House", "7. Note"],
)
def test_other_titles_do_not_stand_against_a_meeting(title: str):
    assert has_meeting(document(listed(ROE, LIND), head=title))


@pytest.mark.parametrize(
    "text",
    [
        "<p>The following are proposed participants for the meeting:</p>{}",
        "<p>On February 20 met:</p>{}",
        "{}<p>The meeting was cancelled.</p>",
        "{}<note>The meeting planned for 4 p.m. did not take place.</note>",
    ],
)
def test_the_text_may_say_that_there_was_no_such_meeting(text: str):
    assert not has_meeting(document(text.format(listed(ROE, LIND))))


def test_a_list_in_an_item_names_its_side_in_its_heading():
    inner = [
        f"<list><head>{side}</head><item>{name}</item></list>" for side, name in (("Norway", ROE), ("Italy", LIND))
    ]
    inner.append(f"<list><head>Also present</head><item>{FOX}</item></list>")
    assert present(document(listed(*inner))) == {"Ann Roe": "Norway", "Bo Lind": "Italy", "Cy Fox": ""}


@pytest.mark.parametrize("text", ["<list><head>PARTICIPANTS</head>{}</list>", "<p>Those present:</p><list>{}</list>"])
def test_a_list_without_a_type_is_known_by_its_heading(text: str):
    found = document(text.format(f"<item>{ROE}</item><item>{LIND}</item>"))
    assert has_meeting(found)
    assert len(present(found)) == 2


@pytest.mark.parametrize(
    ("root", "statement", "id_"),
    [
        ("", "", "d7"),
        ("", '<idno type="frus">frus1969-76v01</idno>', "frus1969-76v01-d7"),
        ("", '<idno type="isbn">978-0-16</idno><idno>vol-2</idno>', "vol-2-d7"),
        (' xml:id="vol3"', "<idno>vol-2</idno>", "vol3-d7"),
        ("", "<idno>12</idno>", "d7"),
    ],
)
def test_a_document_is_known_by_its_volume_and_its_own_id(root: str, statement: str, id_: str):
    header = f"<teiHeader><fileDesc><publicationStmt>{statement}</publicationStmt></fileDesc></teiHeader>"
    body = '<text><body><div type="document" xml:id="d7"><head>Letter</head><p>Hi.</p></div></body></text>'
    file, _ = read_tei(SourceText("a.xml", f"<TEI{root}>{header}{body}</TEI>"), "a")
    assert file
    assert [each.id for each in file.documents] == [id_]


TABLE = "<p>PARTICIPANTS</p><table><row><cell>Norway</cell><cell>Italian side</cell></row>"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"<p>PARTICIPANTS<lb/>The President<lb/>Mr. {ROE}, Minister<lb/>Absent: {LIND}</p>", {"Ann Roe": ""}),
        (
            f"<p>Participants:<lb/>Norway<lb/>{ROE}<lb/>Also present:<lb/>{LIND}</p>",
            {"Ann Roe": "Norway", "Bo Lind": ""},
        ),
        (f"<p>Participants: {ROE}, {LIND} and {FOX}</p>", {"Ann Roe": "", "Bo Lind": "", "Cy Fox": ""}),
        (f"<p><hi>Present</hi>: {ROE}, Minister</p>", {"Ann Roe": ""}),
        (
            f"{TABLE}<row><cell>{ROE}</cell><cell>{LIND}</cell></row></table>",
            {"Ann Roe": "Norway", "Bo Lind": "Italian side"},
        ),
    ],
)
def test_people_in_lines_and_tables_take_part_as_in_lists(text: str, people: dict[str, str]):
    found = document(text)
    assert present(found) == people
    assert has_meeting(found)
    assert found.blocks[-1].text == "Hi."


@pytest.mark.parametrize(
    "text",
    [
        f"<p>Participants in the lunch were {ROE} and {LIND}.</p>",
        f"<p>Participants: {ROE} and {LIND}. They spoke of {FOX}.</p>",
        f"<p>Participants: {ROE}, {LIND} and {FOX} (by telephone)</p>",
        f"{TABLE}<row><cell>{ROE}</cell><cell>No</cell></row></table>",
    ],
)
def test_what_is_not_surely_a_list_is_counted(text: str):
    found = document(text)
    assert not present(found)
    assert not has_meeting(found)
    assert any("participants" in what or "no meeting" in what for what in found.notes)
