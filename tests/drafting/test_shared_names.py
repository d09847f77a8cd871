"""Names that are also words, months, or the names of others: states, islands, foods."""

import pytest
from drafts import drafted, found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Georgia governor Per Dahl said that May Salo had left.", ["Per Dahl", "May Salo"]),
        ("Per Dahl left. The committee met June Weber.", ["Per Dahl", "June Weber"]),
        ("May Salo, 31, came.", ["May Salo"]),
    ],
)
def test_a_preposition_or_month_may_be_a_given_name(text: str, names: list[str]):
    assert [words for words, _ in found(text, "person")] == names
    assert found(text, "date") == []


def test_a_month_behind_last_is_a_month():
    assert found("Prices fell last June Kessel Mining said.", "date") == [("last June", "2025-06")]


def test_a_month_behind_its_preposition_is_a_month():
    assert found("In May Salo arrived.", "date") == [("May", "2025-05")]


@pytest.mark.parametrize("name", ["Georgia", "Guinea", "Jordan", "Ireland", "Samoa"])
def test_a_country_that_shares_its_name_is_unsure(name: str):
    (country,) = [each for each in drafted(f"They left {name}.").proposals if each.kind == "country"]
    assert country.confidence == "unsure"


@pytest.mark.parametrize("text", ["Brazil nuts were sold.", "Turkey sandwiches were sold.", "He wore a Panama hat."])
def test_a_country_before_a_noun_is_not_sure(text: str):
    assert "sure" not in {each.confidence for each in drafted(text).proposals}


@pytest.mark.parametrize(
    "text", ["Swiss cheese, French fries and Danish pastry were sold.", "They played Russian roulette."]
)
def test_a_people_before_a_food_is_nothing(text: str):
    assert found(text) == []


SIDES = {
    "New Mexico governor Ann Roe left.": None,
    "Georgia governor Ann Roe left.": None,
    "Congolese minister Ann Roe left.": None,
    "Dominican minister Ann Roe left.": None,
    "South Sudanese minister Ann Roe left.": "ss",
    "Equatorial Guinean minister Ann Roe left.": "gq",
    "Former Mexico president Ann Roe left.": "mx",
    "Ann Roe, the president of Norway, left.": "no",
    "Nigerien minister Ann Roe left.": "ne",
}


@pytest.mark.parametrize(("text", "side"), SIDES.items())
def test_the_country_of_a_role_is_one_that_the_words_name(text: str, side: str | None):
    (person,) = [each for each in drafted(text).proposals if each.kind == "person"]
    assert dict(person.attributes).get("country") == side


@pytest.mark.parametrize(
    ("who", "side"), [("South Sudanese", "ss"), ("Latin American", None), ("Congolese", None), ("French", "fr")]
)
def test_for_whom_somebody_unnamed_speaks(who: str, side: str | None):
    (quote,) = [each for each in drafted(f'"We left," said a {who} official.').proposals if each.kind == "quote"]
    assert dict(quote.attributes).get("for") == side


@pytest.mark.parametrize(
    "text", ["According to Statistics Norway, it fell.", "They left.\n\nTransparency Norway went on."]
)
def test_a_country_right_behind_another_name_is_not_sure(text: str):
    assert all(each.confidence == "unsure" for each in drafted(text).proposals if each.id == "no")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("His deputy, Susan Lake, may travel next week.", ("person", "susan-lake")),
        ("Deputy Secretary Susan Lake left.", ("person", "susan-lake")),
        ("Mary Hill said that it was late.", ("person", "mary-hill")),
        ("The boat sank near Susan Lake.", ("place", "susan-lake")),
        ("Victoria Park will be closed. He lives near Victoria Park.", ("place", "victoria-park")),
    ],
)
def test_a_surname_may_be_a_word_for_places(text: str, wanted: tuple[str, str]):
    assert {(each.kind, each.id) for each in drafted(text).proposals if each.kind in ("person", "place")} == {wanted}


def test_an_age_is_no_part_of_a_role():
    (person,) = [each for each in drafted("Ann Roe, a 41-year-old engineer, won.").proposals if each.kind == "person"]
    assert dict(person.attributes) == {"role": "engineer"}


def test_an_owner_behind_a_role_does_not_have_it():
    text = "Through her lawyer, Lind's former wife, Carin Lind, said no."
    assert [each.attributes for each in drafted(text).proposals if "role" in dict(each.attributes)] == []


def test_a_korean_surname_may_be_a_word_for_places():
    assert found("President Park Ji-won left.", "person", "place") == [("Park Ji-won", "park-ji-won")]


def test_a_counterpart_is_a_person():
    assert ("Franz Egger", "franz-egger") in found("Her counterpart, Franz Egger, opened a new bridge.", "person")


@pytest.mark.parametrize("people", ["Greek Cypriot", "Turkish Cypriot", "Iraqi Kurdish"])
def test_two_peoples_before_an_office_name_no_country(people: str):
    (person,) = [each for each in drafted(f"{people} leader Ann Roe left.").proposals if each.kind == "person"]
    assert dict(person.attributes) == {"role": f"{people} leader"}
