"""Quotations and what was said in other words."""

import pytest
from drafts import drafted, found, people

KNOWN = people("Ann Roe", "Bo Lind")
QUOTES = {
    '"It was useful," said Ann Roe.': ('"It was useful,"', "ann-roe"),
    '"It was useful," Ann Roe said.': ('"It was useful,"', "ann-roe"),
    "Ann Roe said, “It was useful.”": ("“It was useful.”", "ann-roe"),
    "Ann Roe told Bo Lind: «It was useful.»": ("«It was useful.»", "ann-roe"),
    '"It was useful," according to Ann Roe.': ('"It was useful,"', "ann-roe"),
    'According to Ann Roe, "it was useful".': ('"it was useful"', "ann-roe"),
    '"It was useful." - Ann Roe': ('"It was useful."', "ann-roe"),
    'Ann Roe left early. "It was useful," she said.': ('"It was useful,"', "ann-roe"),
    "‘It wasn’t useful,’ said Ann Roe.": ("‘It wasn’t useful,’", "ann-roe"),
    "'It wasn't useful,' said Ann Roe.": ("'It wasn't useful,'", "ann-roe"),
    'Ann Roe, leaving after Bo Lind, said "it was useful".': ('"it was useful"', "ann-roe"),
    'Bo Lind\'s aide Ann Roe said "it was useful".': ('"it was useful"', "ann-roe"),
    'Bo Lind criticised Ann Roe, saying "she was useful".': ('"she was useful"', "bo-lind"),
    'Minister of Education Ann Roe said a "longer talk" is needed.': ('"longer talk"', "ann-roe"),
    'Mr Dahl denied it. "It was useful," he said.': ('"It was useful,"', "dahl"),
}


@pytest.mark.parametrize(("text", "wanted"), QUOTES.items())
def test_a_quotation_has_its_speaker(text: str, wanted: tuple[str, str]):
    assert found(text, "quote", known=KNOWN) == [wanted]


def test_a_pronoun_is_unsure():
    (quote,) = [p for p in drafted('Ann Roe left. "It was useful," she said.', KNOWN).proposals if p.kind == "quote"]
    assert quote.confidence == "unsure"


def test_no_quotation_is_ever_sure():
    assert all(p.confidence != "sure" for p in drafted("\n\n".join(QUOTES), KNOWN).proposals if p.kind == "quote")


@pytest.mark.parametrize("text", ['Ann Roe wrote a book called "Useful Things".', 'It is a "smart" lock.'])
def test_a_term_is_no_quotation(text: str):
    assert found(text, "quote", known=KNOWN) == []


def test_a_quotation_that_stays_open_ends_with_its_paragraph():
    text = '"It was useful," said Ann Roe.\n\n"We go on.\n\n"And on," she said.'
    assert [words for words, _ in found(text, "quote", known=KNOWN)] == ['"It was useful,"', '"We go on.', '"And on,"']


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Roe said that the talks were useful.", "the talks were useful"),
        ("Ann Roe of Norway said that it was late.", "it was late"),
        ("According to Ann Roe, the sides remain far apart.", "the sides remain far apart"),
        ("The sides remain far apart, according to Ann Roe.", "The sides remain far apart"),
        ("The sides remain far apart, said Ann Roe.", "The sides remain far apart"),
        ("The sides remain far apart, the minister Ann Roe said on Tuesday.", "The sides remain far apart"),
        ("After months of hard talks, Ann Roe said on Tuesday that no date was set.", "no date was set"),
    ],
)
def test_other_words_for_what_was_said(text: str, words: str):
    assert found(text, "paraphrase", known=KNOWN) == [(words, "ann-roe")]


@pytest.mark.parametrize(
    "text",
    [
        "After the talks in the city, Ann Roe said nothing.",
        "The talks had been hard for everybody, and Ann Roe said so.",
        "Bo Lind left the talks early, but Ann Roe said he would return.",
        "The sides remain far apart, an aide to Ann Roe said.",
    ],
)
def test_a_clause_before_a_verb_of_speech_is_not_always_what_was_said(text: str):
    assert "ann-roe" not in [speaker for _, speaker in found(text, "paraphrase", known=KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        '"It was useful," a spokesman for Ann Roe said.',
        '"It was useful," said a spokesman for President Ann Roe.',
        'Lawyers for Ann Roe argued that it was "rather useful".',
        '"It was useful," the report by Ann Roe concludes.',
    ],
)
def test_who_speaks_for_a_person_is_not_that_person(text: str):
    assert "ann-roe" not in [speaker for _, speaker in found(text, "quote", known=KNOWN)]


UNNAMED = {
    '"It was useful," a senior official said.': ('{.quote speaker="a senior official"}', '"It was useful,"'),
    '"It was useful," a spokesman for Ann Roe said.': (
        '{.quote speaker="a spokesman for Ann Roe" for=ann-roe}',
        '"It was useful,"',
    ),
    '"It was useful," said a U.S. official.': ('{.quote speaker="a U.S. official" for=us}', '"It was useful,"'),
    "A German diplomat, who asked not to be named, said the talks had been useful.": (
        '{.paraphrase speaker="a German diplomat" for=de}',
        "the talks had been useful",
    ),
    "According to a German diplomat, the talks had been useful.": (
        '{.paraphrase speaker="a German diplomat" for=de}',
        "the talks had been useful",
    ),
    "On Monday, officials at the Health Ministry said that talks had been useful.": (
        '{.paraphrase speaker="officials at the Health Ministry" for=health-ministry}',
        "talks had been useful",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), UNNAMED.items())
def test_a_speaker_without_a_name_is_described(text: str, wanted: tuple[str, str]):
    said = [each for each in drafted(text, KNOWN).proposals if each.kind in ("quote", "paraphrase")]
    assert [(each.annotation, each.text) for each in said] == [wanted]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Bo Lind, a critic of the plan, called it "rather useful".', "bo-lind"),
        ('Bo Lind told a diplomat that it was "rather useful".', "bo-lind"),
        ('A critic, Bo Lind, said it was "rather useful".', "bo-lind"),
        ('Ann Roe\'s husband, Bo Lind, agreed. "It was useful," he said.', "bo-lind"),
        ('The talks were led by Bo Lind, who called them "rather useful".', "bo-lind"),
        ('Bo Lind called it "rather useful," adding that Ann Roe had left.', "bo-lind"),
    ],
)
def test_a_speaker_with_a_name_is_never_described(text: str, speaker: str):
    assert [who for _, who in found(text, "quote", known=KNOWN)] == [speaker]


def test_each_of_two_quotations_in_a_sentence_has_its_own_speaker():
    text = 'Ann Roe called it "a disaster", while Bo Lind praised it as "a new beginning".'
    assert [speaker for _, speaker in found(text, "quote", known=KNOWN)] == ["ann-roe", "bo-lind"]
