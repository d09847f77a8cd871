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
    'Bo Lind was described by Ann Roe as "rather useful".': ('"rather useful"', "ann-roe"),
    '"It was useful," Ms. Roe said after Ann Roe had left.': ('"It was useful,"', "ann-roe"),
    '"It was useful ..." Ann Roe said.': ('"It was useful ..."', "ann-roe"),
    'Ann Roe left. Asked if Bo Lind was there, she said "it was useful".': ('"it was useful"', "ann-roe"),
    'The Red Cross letter reads "it was useful".': ('"it was useful"', "red-cross"),
    'Ann Roe said that it was late. "It was useful."': ('"It was useful."', "ann-roe"),
}


@pytest.mark.parametrize(("text", "wanted"), QUOTES.items())
def test_a_quotation_has_its_speaker(text: str, wanted: tuple[str, str]):
    assert found(text, "quote", known=KNOWN) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        'Its report, published on Thursday, said that it was "rather useful, if late".',
        'It was a meeting that both sides described as "rather useful, if late".',
        'According to the joint statement, the sides drew up "rather useful, if late" lists.',
        '"It was rather useful, if late," one of them said.',
    ],
)
def test_a_document_and_both_sides_are_no_speaker(text: str):
    assert found(f"Ann Roe told reporters that she had left.\n\n{text}", "quote", known=KNOWN)[0][1] == ""


@pytest.mark.parametrize("text", ['"If they go," Ann Roe said, "we go."', '"If they go", said Ann Roe, "we go".'])
def test_a_short_quotation_that_goes_on_after_its_speaker_is_one(text: str):
    assert [speaker for _, speaker in found(text, "quote", known=KNOWN)] == ["ann-roe", "ann-roe"]


def test_a_quotation_ends_before_the_sentence_behind_it():
    text = '"It was useful," said Bo Lind. "It was late." The agency Ann Roe leads says so.'
    assert [speaker for _, speaker in found(text, "quote", known=KNOWN)] == ["bo-lind", "bo-lind"]


def test_the_company_is_the_last_one_that_is_named():
    text = 'Bo Lind left Kestrel Holdings. In a note to the Post, the company denied it, saying it was "much too late".'
    assert [speaker for _, speaker in found(text, "quote", known=KNOWN)] == ["kestrel-holdings"]


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
        ("„Es war nützlich“, said Ann Roe.", ["„Es war nützlich“"]),
        ("“She said “never” and left,” said Ann Roe.", ["“She said “never” and left,”"]),
        ("“It was useful,“ said Ann Roe.", ["“It was useful,“"]),
        ("“It was useful, said Ann Roe.", []),
        ("Ann Roe said, “It was useful.", ["“It was useful."]),
        ("‘It was quite useful’, said Ann Roe.", ["‘It was quite useful’"]),
        ("‘The players’ bus is late,’ said Ann Roe.", ["‘The players’ bus is late,’"]),
        ("Ann Roe's ‘friends’ and ‘colleagues’ left.", []),
    ],
)
def test_a_quotation_ends_at_the_mark_that_closes_it(text: str, words: list[str]):
    assert [each for each, _ in found(text, "quote", known=KNOWN)] == words


def test_an_open_quotation_is_whose_the_next_paragraph_says():
    text = "“It was useful.\n\n“And long,” said Ann Roe."
    assert found(text, "quote", known=KNOWN) == [("“It was useful.", "ann-roe"), ("“And long,”", "ann-roe")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Roe said that the talks were useful.", "the talks were useful"),
        ("Ann Roe of Norway said that it was late.", "it was late"),
        ("According to Ann Roe, the sides remain far apart.", "the sides remain far apart"),
        ("According to Ann Roe, who had left, the sides remain far apart.", "the sides remain far apart"),
        ("The sides remain far apart, according to Ann Roe.", "The sides remain far apart"),
        ("The sides remain far apart, said Ann Roe.", "The sides remain far apart"),
        ("The sides remain far apart, the minister Ann Roe said on Tuesday.", "The sides remain far apart"),
        ("Ann Roe told The Globe the sides remain far apart.", "the sides remain far apart"),
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
    'Ann Roe\'s lawyer said: "It was useful."': (
        '{.quote speaker="Ann Roe\'s lawyer" for=ann-roe}',
        '"It was useful."',
    ),
    "The talks were useful, said three people involved in them.": (
        '{.paraphrase speaker="three people involved in them"}',
        "The talks were useful",
    ),
    "The talks were useful, an embassy official confirmed.": (
        '{.paraphrase speaker="an embassy official"}',
        "The talks were useful",
    ),
    "The talks were useful, according to two officials who were there.": (
        '{.paraphrase speaker="two officials"}',
        "The talks were useful",
    ),
    "A former U.S. negotiator said that the talks were useful.": (
        '{.paraphrase speaker="a former U.S. negotiator" for=us}',
        "the talks were useful",
    ),
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
        ('A witness, Bo Lind, said "it was rather useful".', "bo-lind"),
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


UNSAID = [
    "Ann Roe never said “the deal is done”.",
    "Ann Roe would never have said “the deal is done”.",
    "Neither Ann Roe nor Bo Lind said “the deal is done”.",
    "Ann Roe denied saying “the deal is done”.",
    "Bo Lind denied that Ann Roe had said “the deal is done”.",
    "It is not true that Ann Roe said “the deal is done”.",
    "Did Ann Roe say “the deal is done”?",
    "Had Ann Roe said “the deal is done”, we would know.",
    "“The deal is done,” Ann Roe never said.",
    "Nor did Ann Roe call it “a complete disaster”.",
    "Ann Roe has yet to say “the deal is done”.",
    "“The deal is done,” Ann Roe is said to have whispered.",
    "Ann Roe denied that the deal was done.",
    "Ann Roe never said that the deal was done.",
    "It is not true that Ann Roe said that the deal was done.",
    "Prime Minister Ann Roe told me on Monday that I have her trust.",
    "Ann Roe and Bo Lind said that the deal was done.",
    "Earlier reports, including in this newspaper, said that Bo Lind had left.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_said_is_not_proposed(text: str):
    assert found(text, "quote", "paraphrase", known=KNOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        'Ann Roe denied it: "No, never again."',
        'Ann Roe, who denied the charge, said "it was rather useful".',
        'Responding to reports that the talks had failed, Ann Roe said: "Not yet at all."',
        'Although Bo Lind denied it, Ann Roe called it "rather useful".',
        '"It was useful," said Ann Roe, who did not say when.',
    ],
)
def test_what_is_said_beside_a_denial_is_proposed(text: str):
    assert [who for _, who in found(text, "quote", known=KNOWN)] == ["ann-roe"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe arrived. Her mother said: “She is tired.”",
        "“She is tired,” said her mother after Ann Roe left.",
        "Ann Roe left. In a joint statement, the ministers said it was “rather too late”.",
        "In a joint statement, Ann Roe and Bo Lind said it was “rather too late”.",
        "Would Ann Roe leave? “Never again,” he said.",
    ],
)
def test_relatives_several_and_the_subject_of_a_question_are_not_the_person(text: str):
    assert [who for _, who in found(text, "quote", known=KNOWN)] == [""]


def test_a_pronoun_in_an_interview_is_resolved_within_its_turn():
    text = "Q: What did Ann Roe tell you?\n\nA: She told me, “Count on us.”\n\nBo Lind: I said “perhaps not now”."
    assert [who for _, who in found(text, "quote", known=KNOWN)] == ["", "bo-lind"]


def test_a_spokesman_before_a_declined_name_is_somebody_else():
    (said,) = [
        p
        for p in drafted("Речниця Анни Берг сказала: «Ні, не сьогодні».", language="uk").proposals
        if p.kind == "quote"
    ]
    assert said.annotation == '{.quote speaker="речниця Анни Берг" for=anna-berg}'


@pytest.mark.parametrize(
    "text",
    [
        "A NATO official who was not authorised to speak publicly said the alliance “was told, not asked”.",
        "One senior NATO diplomat who had seen the paper called it “a step too far”.",
    ],
)
def test_an_official_of_an_organization_is_not_the_organization(text: str):
    assert "nato" not in [who for _, who in found(text, "quote")]
