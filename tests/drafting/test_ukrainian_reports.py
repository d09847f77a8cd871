"""Reports in Ukrainian as agencies write them: who speaks, who met, when, and what is no name."""

import pytest
from drafts import drafted, found

NAMED = "Ганс Дал і Марта Берг приїхали."


@pytest.mark.parametrize(
    "verb", ["наголосила", "запевнила", "зауважує", "нагадала", "констатувала", "стверджує", "уточнила", "застерегла"]
)
def test_a_verb_of_speech_with_its_clause_is_a_paraphrase(verb: str):
    text = f"{NAMED} Марта Берг {verb}, що угода готова на дві третини."
    assert found(text, "paraphrase", language="uk") == [("угода готова на дві третини", "marta-berg")]


@pytest.mark.parametrize(
    "text",
    [
        "Марта Берг підтвердила нову зустріч у столиці наступного тижня.",
        "Марта Берг не уточнила, що саме сталося на кордоні.",
        "Марта Берг зазначила нові терміни в листі до міністерства.",
    ],
)
def test_a_verb_of_speech_without_a_clause_of_its_own_is_none(text: str):
    assert found(f"{NAMED} {text}", "paraphrase", language="uk") == []


@pytest.mark.parametrize("holder", ["радник", "речниця", "адвокат"])
def test_who_works_for_somebody_named_before_is_somebody_else(holder: str):
    text = f"{NAMED} «Чекатимемо осені», – сказав журналістам {holder} Дала."
    (said,) = [each for each in drafted(text, language="uk").proposals if each.kind == "quote"]
    assert said.annotation == f'{{.quote speaker="{holder} Дала" for=gans-dal}}'
    roles = [dict(each.attributes) for each in drafted(text, language="uk").proposals if each.kind == "person"]
    assert all("role" not in each for each in roles)


@pytest.mark.parametrize(
    ("text", "status", "form"),
    [
        ("Ганс Дал зателефонував Марті Берг у вівторок.", "held", "call"),
        ("Ганс Дал розмовляв по телефону з Мартою Берг у вівторок.", "held", "call"),
        ("Як і планувалося, Ганс Дал провів перемовини з Мартою Берг у вівторок.", "held", ""),
        ("Ганс Дал прийме Марту Берг у середу.", "planned", ""),
        ("Ганс Дал поспілкувався з Мартою Берг у вівторок.", "held", ""),
    ],
)
def test_who_met_or_called(text: str, status: str, form: str):
    (meeting,) = [each for each in drafted(text, language="uk").proposals if each.kind == "meeting"]
    attributes = dict(meeting.attributes)
    assert (attributes["status"], attributes.get("format", "")) == (status, form)
    assert {("person", "gans-dal"), ("person", "marta-berg")} <= meeting.parts


@pytest.mark.parametrize(
    ("text", "day", "confidences"),
    [
        ("Ганс Дал прийме послів у середу.", "2025-12-10", {"likely"}),
        ("Ганс Дал відвідає столицю в середу.", "2025-12-10", {"likely"}),
        ("Ганс Дал прийняв послів у середу.", "2025-12-03", {"sure"}),
        ("Ганс Дал радить зачекати в середу.", "", {"unsure"}),
        ("Ганс Дал приїхав до міста, а в середу – до порту.", "", {"unsure"}),
    ],
)
def test_only_what_is_past_is_sure(text: str, day: str, confidences: set[str]):
    dates = [each for each in drafted(text, language="uk").proposals if each.kind == "date"]
    assert {each.confidence for each in dates} == confidences
    assert not day or {each.id for each in dates} == {day}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Прибув посол Кордії Карл Вебер.", ["Карл Вебер"]),
        ("Прибув колега з Сильванії Івар Лінд.", ["Івар Лінд"]),
        ("Напередодні Ганс Дал поїхав.", ["Ганс Дал"]),
        ("Півзахисник Жуан Пінту забив гол.", ["Жуан Пінту"]),
        ("Візит скасували через страйк.", []),
        ("Поранених немає.", []),
        ("Жодної краплі не поділили.", []),
        ("Чекатимемо осені.", []),
    ],
)
def test_where_a_name_begins(text: str, names: list[str]):
    assert [words for words, _ in found(text, "person", language="uk")] == names


def test_a_meeting_on_a_day_that_is_unsure_is_unsure():
    text = "У вівторок відбувся саміт. Напередодні Ганс Дал зустрівся з Мартою Берг."
    (meeting,) = [each for each in drafted(text, language="uk").proposals if each.kind == "meeting"]
    assert meeting.confidence == "unsure"
