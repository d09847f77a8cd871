"""Names: known ones, new ones, and what only looks like one."""

import pytest
from drafts import drafted, found, only, people

from generator.drafting import Entry, Register
from generator.drafting.register import build_register
from generator.text.source import SourceText


def test_a_name_of_the_register_is_sure():
    assert only("Today Ann Roe left.", "person", people("Ann Roe")).confidence == "sure"


def test_a_surname_counts_where_the_full_name_stands_in_the_text():
    assert found("Ann Roe left. Then Roe smiled.", "person", known=people("Ann Roe")) == [
        ("Ann Roe", "ann-roe"),
        ("Roe", "ann-roe"),
    ]


def test_a_surname_alone_is_unsure():
    assert only("Then the crowd saw Lindqvist smile.", "person", people("Bo Lindqvist")).confidence == "unsure"


def test_a_surname_behind_a_title_is_likely():
    assert only("Then President Lindqvist left.", "person", people("Bo Lindqvist")).confidence == "likely"


def test_two_of_one_name_are_unsure():
    known = Register((Entry("person", "ann-roe", ("Ann Roe",)), Entry("person", "ann-roe-2", ("Ann Roe",))))
    assert only("Today Ann Roe left.", "person", known).confidence == "unsure"


def test_the_longest_name_wins():
    known = Register((Entry("place", "geneva", ("Geneva",)), Entry("org", "geneva-forum", ("Geneva Forum",))))
    assert found("The Geneva Forum met in Geneva.", "place", "org", known=known) == [
        ("Geneva Forum", "geneva-forum"),
        ("Geneva", "geneva"),
    ]


def test_a_name_that_is_written_nearly_so_is_unsure():
    proposal = only("Today Volodymyr Zarensky left.", "person", people("Volodymyr Zarenskyy"))
    assert (proposal.id, proposal.confidence) == ("volodymyr-zarenskyy", "unsure")


def test_an_alias_in_another_script_is_known():
    known = Register((Entry("person", "ann-roe", ("Ann Roe", "Анна Ро")),))
    assert found("Today Анна Ро left.", "person", known=known) == [("Анна Ро", "ann-roe")]


def test_a_role_beside_a_name_is_told_once():
    first, second = [
        p for p in drafted("U.S. special envoy Ann Roe left. The envoy Ann Roe smiled.").proposals if p.kind == "person"
    ]
    assert first.attributes == (("role", "special envoy"), ("country", "us"))
    assert ("role", "special envoy") not in second.attributes


def test_an_apposition_tells_a_role():
    assert ("role", "special envoy") in only("Today Ann Roe, the special envoy, left.", "person").attributes


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Later the Ministry of Truth answered.", "org", "Ministry of Truth"),
        ("They crossed the Silver River.", "place", "Silver River"),
        ("Then spokesman Zoran Quill answered.", "person", "Zoran Quill"),
        ("It happened in Freedonia City.", "place", "Freedonia City"),
        ("The BQR said so.", "org", "BQR"),
        ("Then a court in Ukraine ruled.", "country", "Ukraine"),
    ],
)
def test_a_new_name_gets_a_kind(text: str, kind: str, words: str):
    assert words in [each for each, _ in found(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Then the People's Alliance won.", "org", ["People's Alliance"]),
        ("Then the Teachers' Union of Oslo won.", "org", ["Teachers' Union of Oslo"]),
        ("Secretary of State John Harlan left.", "person", ["John Harlan"]),
        ("Then Sheikh Nasser al-Thani left.", "person", ["Nasser al-Thani"]),
        ("GENEVA, Dec. 3 (Meridian) — All was well.", "org", ["Meridian"]),
        ("Talks with the government of Khandar failed.", "place", ["Khandar"]),
        ("Bo Lind, the oil minister of Tamara, has resigned.", "place", ["Tamara"]),
        ("The council of Brookhaven, Ohio voted.", "place", ["Brookhaven", "Ohio"]),
        (
            "Then the Supreme Court and the Wildlife Society and BQR agreed.",
            "org",
            ["Supreme Court", "Wildlife Society", "BQR"],
        ),
        ("Then Ohio Atomic spokesman Bo Lind left.", "org", ["Ohio Atomic"]),
        ("They saw the Houston Rockets.", "org", ["Houston Rockets"]),
        ("Its subsidiary Amity Drilling lost.", "org", ["Amity Drilling"]),
        ("Transparency campaigners won. Mandatory tests failed.", "person", []),
    ],
)
def test_where_a_new_name_begins_and_ends(text: str, kind: str, words: list[str]):
    assert [name for name, _ in found(text, kind)] == words


def test_a_newspaper_is_not_called_by_its_town():
    text = "They left for Brookhaven. The Brookhaven Herald says so."
    assert ("Brookhaven", "brookhaven") in found(text, "place", "person")


@pytest.mark.parametrize(
    "text",
    [
        "# Ann Roe in Geneva",
        "Ann Roe Meets Bo Lind In Geneva Again",
        "© 2025 Ann Roe, Geneva",
        "Photo: Ann Roe",
        "`Ann Roe`",
        "[Ann Roe] {person=ann-roe}",
        "![Ann Roe](a.png)",
        "However, the next day was quiet.",
        "They paid US$5.",
    ],
)
def test_what_is_left_alone(text: str):
    assert found(text, "person", "place", "org", "country", known=people("Ann Roe")) == []


def test_a_caption_before_a_credit_is_drafted():
    assert found("Ann Roe in Geneva. Image: Bo Lind.", "person") == [("Ann Roe", "ann-roe")]


def test_a_team_is_no_country():
    text = "Belgium scored two goals in the semi-final, and the striker left the match with a penalty."
    assert found(text, "country") == []
    assert found(text, "org")[0][0] == "Belgium"


def test_an_id_that_another_kind_has_gets_its_kind():
    known = Register((Entry("topic", "ann-roe", ("ann roe case",)),))
    assert only("Today Ann Roe left.", "person", known).id == "ann-roe-person"


def test_offsets_count_every_code_point_and_line_break():
    text = "😀 first\r\n\r\nThen Ann Roe left.\r\n"
    proposal = only(text, "person", people("Ann Roe"))
    assert proposal.text == "Ann Roe"


@pytest.mark.parametrize("end", [" — ", " (The Paper) - ", ", March 10 (The Paper) – ", " -- "])
def test_the_capitals_of_a_dateline_are_a_place(end: str):
    assert [name for name, _ in found(f"GENEVA{end}Ann Roe left.", "place", "org")] == ["GENEVA"]


COMPANY = Register(
    (
        Entry("person", "alan-harker", ("Alan Q. Harker",)),
        Entry("org", "roe-mills", ("Roe Mills Ltd",)),
        Entry("org", "tin-federation", ("International Tin Federation",)),
        Entry("place", "ostrow", ("Ostrow, Freedonia",)),
        Entry("place", "los-angeles", ("Los Angeles",)),
    )
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They heard that Al Harker left.", ("Al Harker", "alan-harker", "unsure")),
        ("They say that Roe Mills failed.", ("Roe Mills", "roe-mills", "likely")),
        ("They say that the ITF failed.", ("ITF", "tin-federation", "unsure")),
        ("They came to Ostrow Freedonia by boat.", ("Ostrow Freedonia", "ostrow", "likely")),
        ("They came to L.A. by boat.", ("L.A.", "los-angeles", "likely")),
        ("The Bridge Builders Union (BBW) met. The BBW grew.", ("BBW", "bridge-builders-union", "likely")),
        ("They heard Ann Roe of the Daily Post.", ("Ann Roe", "ann-roe", "likely")),
        ("They heard Ivo Lind. Lind smiled.", ("Lind", "ivo-lind", "likely")),
        ("They heard Zork Abel of the Daily Post.", ("Zork Abel", "zork-abel", "unsure")),
        ("They heard the Tin Council Ann Roe said.", ("Ann Roe", "ann-roe", "likely")),
        ("They praised the Ann Roe video.", ("Ann Roe", "ann-roe", "likely")),
    ],
)
def test_other_forms_of_a_name(text: str, wanted: tuple[str, str, str]):
    proposals = [(each.text, each.id, each.confidence) for each in drafted(text, COMPANY).proposals]
    assert wanted in proposals


@pytest.mark.parametrize(
    "text", ["They heard US activists.", "The match began. They came to see Belgium.", "See the Russia-led team."]
)
def test_a_country_that_may_be_something_else_is_not_sure(text: str):
    assert "sure" not in [each.confidence for each in drafted(text).proposals]


NEW_NAMES = {
    "Freedonian Foreign Minister Ann Roe came.": [("Ann Roe", "ann-roe")],
    "National Security Adviser Ann Roe and Ambassador Bo Lind came.": [("Ann Roe", "ann-roe"), ("Bo Lind", "bo-lind")],
    "Prime Minister Ann Roe of Port Marlow came.": [("Ann Roe", "ann-roe"), ("Port Marlow", "port-marlow")],
    "The Sylvanian delegation came.": [],
    "Defence ministers met.": [],
    "A shot was fired at the Kessel bridge.": [("Kessel", "kessel")],
    "Ann Roe runs the shipping firm Norsea ASA. Shares of Norsea fell.": [
        ("Ann Roe", "ann-roe"),
        ("Norsea ASA", "norsea-asa"),
        ("Norsea", "norsea-asa"),
    ],
}


@pytest.mark.parametrize(("text", "wanted"), NEW_NAMES.items())
def test_a_new_name_ends_where_titles_and_adjectives_begin(text: str, wanted: list[tuple[str, str]]):
    assert found(text, "person", "place", "org") == wanted


def test_a_new_name_is_spelt_as_in_the_text():
    proposal = only("Then İbrahim Yalın left.", "person")
    assert (proposal.id, proposal.name) == ("ibrahim-yalin", "İbrahim Yalın")


def test_a_role_does_not_begin_with_a_possessive():
    assert dict(only("Its leader, Carla Mott, came.", "person").attributes)["role"] == "leader"


@pytest.mark.parametrize(
    ("text", "wanted"),
    {
        "KESSEL — Nobody slept. Troops stood east of Kessel.": ("kessel", "place"),
        "Prime Minister Jan Tolk left.": ("jan-tolk", "person"),
        "Deputy Defense Minister Gen. Otto Kemp left.": ("otto-kemp", "person"),
        "The chief of the National Security Council left.": ("national-security-council", "org"),
        "The mayor, Sofia Restrep, left.": ("sofia-restrep", "person"),
        "Col. Dana Whitf of the U.S. Air Force left.": ("dana-whitf", "person"),
        "Senator Bill Crane left.": ("bill-crane", "person"),
        "The firm is based in Quillan, Colorado.": ("quillan", "place"),
        "The ruling party, Georgian Horizon, won.": ("georgian-horizon", "org"),
        "Helvia Bank closed. Helvia said so.": ("helvia-bank", "org"),
        "NASA Administrator Gail Porter left.": ("gail-porter", "person"),
        "Soybean producer AgroSul left.": ("agrosul", "org"),
        "“Go,” said Mira Kolb, 34, a teacher.": ("mira-kolb", "person"),
    }.items(),
)
def test_a_name_as_newswires_write_it(text: str, wanted: tuple[str, str]):
    assert wanted in [(each.id, each.kind) for each in drafted(text).proposals]


@pytest.mark.parametrize("text", ["Envoys gathered here.", "Thousands marched.", "Riot police came."])
def test_a_word_that_opens_a_sentence_is_no_name(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Red Cross spokeswoman Ines Prado left.", "Red Cross spokeswoman"),
        ("Ines Prado, summoned the British envoy, left.", None),
    ],
)
def test_a_role_is_whole_and_no_verb(text: str, role: str | None):
    (person,) = [each for each in drafted(text).proposals if each.kind == "person"]
    assert dict(person.attributes).get("role") == role


def test_accents_that_are_characters_of_their_own_part_no_name():
    text = "The mayor, Jose\u0301 Li\u0301ndqvist, left. Li\u0301ndqvist said so."
    assert found(text) == [("Jose\u0301 Li\u0301ndqvist", "jose-lindqvist"), ("Li\u0301ndqvist", "jose-lindqvist")]


@pytest.mark.parametrize(
    "text",
    ["Carl's cat, Ann Roe, died.", "Ann Roe (1920-1999) sang.", "They saw a ship called Ann Roe.", "The Ann Roe sank."],
)
def test_a_namesake_is_never_sure(text: str):
    assert "sure" not in [each.confidence for each in drafted(text, people("Ann Roe")).proposals]


ROLES = [
    ("If President Ann Roe comes, we go.", "en", "President"),
    ("Then the outgoing President Ann Roe left.", "en", "outgoing President"),
    ("The former Norwegian foreign minister Ann Roe left.", "en", "former foreign minister"),
    ("They saw state secretary Ann Roe.", "en", "state secretary"),
    ("They saw ex-President Ann Roe.", "en", "ex-President"),
    ("Вона бачила колишнього прем'єр-міністра Тараса Гая.", "uk", "колишній прем'єр-міністр"),
    ("Вона бачила помічника президента Андрія Коваля.", "uk", "помічник президента"),
]


@pytest.mark.parametrize(("text", "language", "role"), ROLES)
def test_a_role_keeps_its_status_and_its_dictionary_form(text: str, language: str, role: str):
    people_ = [each for each in drafted(text, language=language).proposals if each.kind == "person"]
    assert [dict(each.attributes).get("role") for each in people_] == [role]


def test_a_name_in_the_dictionary_form_can_be_one():
    (person,) = [p for p in drafted("Вона бачила Тараса Гая.", language="uk").proposals if p.kind == "person"]
    assert person.name == "Тарас Гай"


@pytest.mark.parametrize("text", ["An article met Ann Roe.", "An article\nAnn Roe left.", "An article, Ann Roe said."])
def test_a_text_that_begins_with_the_title_is_whole(text: str):
    assert ("Ann Roe", "ann-roe") in found(text, "person", known=people("Ann Roe"))


def test_a_paragraph_that_is_the_title_is_a_headline():
    assert found("An article\n\nHe left.", known=Register((Entry("topic", "article", ("An article",)),))) == []


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Norwegian Foreign Minister Ann Roe came.", "likely"),
        ("Then Mayor Ann Roe came.", "likely"),
        ("Swedish envoy Ann Roe came.", "sure"),
        ("Special Envoy Ann Roe came.", "sure"),
    ],
)
def test_a_person_with_another_role_than_the_record_is_not_sure(text: str, confidence: str):
    known = Register((Entry("person", "ann-roe", ("Ann Roe",), ("envoy to Kessel",), frozenset({"se"})),))
    assert only(text, "person", known).confidence == confidence


def test_the_register_reads_the_roles_of_a_record():
    record = "name: Ann Roe\npositions:\n  - title: envoy to Kessel\n    for: se\n  - {title: mayor, for: kessel}\n"
    source = SourceText("content/records/people/ann-roe.yaml", record)
    (entry,) = build_register([source], [], {"people": "person"}).entries
    assert (entry.roles, entry.sides) == (("envoy to Kessel", "mayor"), frozenset({"se"}))


@pytest.mark.parametrize(
    ("text", "language", "id_"),
    [
        ("Івар Лінд прибув. Вона бачила Івара Лінда.", "uk", "ivar-lind"),
        ("Swiss President Tol Amman came. Then Tol Amman left.", "en", "tol-amman"),
        ("Tol Amman said so. Then Tol Amman left.", "en", "tol-amman"),
        ("**Tol West:** Why?\n\n**Tol West:** And how?", "en", "tol-west"),
    ],
)
def test_all_forms_of_a_name_are_one_person(text: str, language: str, id_: str):
    assert [who for _, who in found(text, "person", "place", language=language)] == [id_, id_]
