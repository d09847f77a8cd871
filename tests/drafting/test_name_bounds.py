"""Where names begin and end, and what looks like a name and is none."""

import pytest
from drafts import drafted, found

NAMES = {
    "Hanneke van der Velde left. Ms van der Velde was tired.": [
        ("Hanneke van der Velde", "person"),
        ("van der Velde", "person"),
    ],
    "The head of the International Labour Organization left.": [("International Labour Organization", "org")],
    "Officers of the National Police's highway division came.": [("National Police", "org")],
    "Deputy Secretary of State Carol Whitfield left.": [("Carol Whitfield", "person")],
    "Texas State Governor Maksym Koz left.": [("Texas State", "place"), ("Maksym Koz", "person")],
    "The far-right Sarnish Front of Geert Boonstra lost.": [("Sarnish Front", "org"), ("Geert Boonstra", "person")],
    "Officials of Kordestan and Kordestani negotiators left.": [("Kordestan", "place")],
    "President Oskar Tiede of Lowenmark left.": [("Oskar Tiede", "person"), ("Lowenmark", "place")],
    "The envoys of Norway and the ministers of Kardia and Lowenmark left.": [
        ("Norway", "country"),
        ("Kardia", "place"),
        ("Lowenmark", "place"),
    ],
    "The European Parliament and the Freedonian Parliament left.": [
        ("European Parliament", "org"),
        ("Parliament", "org"),
    ],
    "A convoy of the Danish Red Crescent came.": [("Danish Red Crescent", "org")],
    "She plans to meet Kessel Bank Governor Ann Roe and Red Union President Bo Lind.": [
        ("Kessel Bank", "org"),
        ("Ann Roe", "person"),
        ("Red Union", "org"),
        ("Bo Lind", "person"),
    ],
    "Treasury Secretary Ann Roe left.": [("Ann Roe", "person")],
    "Marieke de Graaf spoke. De Graaf left.": [("Marieke de Graaf", "person"), ("De Graaf", "person")],
    "A voice from the Prime Minister's Office came.": [("Prime Minister's Office", "org")],
    "The king, Ewuare II, came to the Halina mine.": [("Ewuare II", "person"), ("Halina", "place")],
    "He wrote it on X. Climate minister Ann Roe left.": [("Ann Roe", "person")],
    "KESSEL, Dec. 1 (Reuters) — Wildfires burned.": [("KESSEL", "place"), ("Reuters", "org")],
    "The Dubai-based Kessel LLC left.": [("Dubai", "place"), ("Kessel LLC", "org")],
    "Survivor Precious Ade left.": [("Precious Ade", "person")],
    "She spoke at St Cuthbert's Church Hall.": [("St Cuthbert's Church Hall", "place")],
    "They asked Stanley Bill, a professor.": [("Stanley Bill", "person")],
    "Chief executive Arvid Storm left. Storm was late.": [("Arvid Storm", "person"), ("Storm", "person")],
    "The Kessel Fire and Rescue Service came.": [("Kessel Fire and Rescue Service", "org")],
    "Minister of Foreign Affairs Murat Nurt and Ministers Lind and Roe left.": [
        ("Murat Nurt", "person"),
        ("Lind", "person"),
        ("Roe", "person"),
    ],
    "The chief of the Communist Party left.": [("Communist Party", "org")],
    "The solicitors, Hale & Pryce, left.": [("Hale & Pryce", "org")],
    "They flew from Oslo and Almaty.": [("Oslo", "place"), ("Almaty", "place")],
    "Shares in Kessel Mining Ltd fell. Kessel said it was late.": [
        ("Kessel Mining Ltd", "org"),
        ("Kessel", "org"),
    ],
    "The engineering firm Stroud Bexley left.": [("Stroud Bexley", "org")],
    "They asked lead lawyer Miram Ache of Barlow & Finch.": [("Miram Ache", "person"), ("Barlow & Finch", "org")],
    "Sharm el-Kessel, Oct 14 (AP) — It was late.": [("Sharm el-Kessel", "place"), ("AP", "org")],
    "The bus, operated by Kessel Lines, was late.": [("Kessel Lines", "org")],
    "Ann Roe told the Kessel Independent it was late.": [("Ann Roe", "person"), ("Kessel Independent", "org")],
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.items())
def test_a_name_and_its_kind(text: str, wanted: list[tuple[str, str]]):
    kinds = ("person", "org", "place", "country")
    assert [(each.text, each.kind) for each in drafted(text).proposals if each.kind in kinds] == wanted


def test_a_country_before_a_number_is_unsure():
    assert [each.confidence for each in drafted("She told France 24 it was late.").proposals] == ["unsure"]


def test_a_short_name_has_the_id_of_the_whole_one():
    ids = [id_ for _, id_ in found("Kessel Mining Ltd fell. The plan of Kessel Mining failed. Kessel said so.", "org")]
    assert ids == ["kessel-mining-ltd"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The President of the Republic left.",
        "The Minister of Foreign Affairs and the Minister of Climate left.",
        "The company lost its lunar probe Magpie.",
        "The coast guard detained the oil tanker Eagle Bay and another tanker, the Eagle S.",
        "South Korean and North Korean envoys left.",
        "The shares (KES.AX) fell. Born in 1932, she left.",
        "The rover named Pip, and the first lander, Wren, were lost.",
        "Someone said: \"Investors will ask. I'll go. We've gone. Don't go.\"",
        "A digest of “Freedonian Envoys Head to Sylvania as Kessel Rejects Parts of Peace Plan”, of Tuesday.",
    ],
)
def test_what_is_no_name(text: str):
    assert found(text, "person", "org", "place", "country") == []


def test_a_headline_in_quotation_marks_is_no_quotation():
    headline = "Freedonian Envoys Head to Sylvania as Roe Rejects Parts of Peace Plan"
    assert found(f"Ann Roe left.\n\nA digest of “{headline}”, of Tuesday.", "quote") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Supreme Court of Canada ruled.", "Supreme Court of Canada"),
        ("The Portuguese Football Federation fined him.", "Portuguese Football Federation"),
        ("He wrote for Agence Khmer de Presse.", "Agence Khmer de Presse"),
        ("Her lawyers, Roe Pelletier LLP, appealed.", "Roe Pelletier LLP"),
    ],
)
def test_an_organization_is_drafted_whole(text: str, name: str):
    assert [words for words, _ in found(text, "org", "country", "person", "place")] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They fought near the temple of Ta Krabey.", "Ta Krabey"),
        ("Ten people drowned near Koh Trong.", "Koh Trong"),
        ("Ten people drowned north of Dun Tarvel.", "Dun Tarvel"),
    ],
)
def test_a_place_of_two_words(text: str, name: str):
    assert [words for words, _ in found(text, "place")] == [name]


def test_a_side_in_a_match_is_an_organization():
    text = "Kessel beat Sarnoff Dun 3-1. The striker scored; the goalkeeper left the match. They play Benfica next."
    assert [words for words, _ in found(text, "org")] == ["Kessel", "Sarnoff Dun", "Benfica"]


def test_what_says_it_of_itself_is_an_organization_and_a_verb_is_no_play():
    assert [words for words, _ in found("Vektor Lift said it would appeal.", "org")] == ["Vektor Lift"]
    assert [words for words, _ in found("She will play Sally Pienkova on Friday.", "person")] == ["Sally Pienkova"]


@pytest.mark.parametrize(
    "text",
    [
        "Bayern Munich left Ann Roe out.",
        "Ann Roe left Shakhtar Donetsk.",
        "Shares of Texas Instruments fell, Ann Roe said.",
        "Ann Roe played for Inter Milan.",
        "Ann Roe joined Nigeria LNG.",
    ],
)
def test_a_club_or_company_with_a_place_in_its_name_is_no_place(text: str):
    assert found(text, "place", "country", "person") == [("Ann Roe", "ann-roe")]


@pytest.mark.parametrize(
    "text", ["Ann Roe left Munich.", "Central Munich was quiet.", "The Munich mayor left.", "In Munich Ann Roe left."]
)
def test_a_place_beside_other_words_is_a_place(text: str):
    assert ("Munich", "munich") in found(text, "place")


@pytest.mark.parametrize("title", ["South Korean President", "Norwegian Foreign Minister", "Prime Minister"])
def test_a_title_is_no_part_of_a_name_that_begins_like_a_place(title: str):
    assert ("Park Ji-won", "park-ji-won") in found(f"{title} Park Ji-won left on Tuesday.", "person")


@pytest.mark.parametrize(
    "text", ["Executives of Cobre Sur left.", "On loan from Benfica, he scored.", "Employees at Cobre Sur went home."]
)
def test_whose_executives_and_players_are_is_no_person(text: str):
    assert {each.confidence for each in drafted(text).proposals if each.kind in ("person", "place")} <= {"unsure"}


def test_two_clubs_are_two_organizations():
    named = [text for text, _ in found("The court fined Hapoel Haifa and Maccabi Tel Aviv for a year.", "org")]
    assert named == ["Hapoel Haifa", "Maccabi Tel Aviv"]
