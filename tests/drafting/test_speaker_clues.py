"""Who said quoted words, where a report makes it hard: no words for somebody who did not say them."""

import pytest
from drafts import drafted, found, people

KNOWN = people("Ann Roe", "Bo Lind")
SPEAKERS = {
    'Ann Roe was called "a useful woman" by Bo Lind.': ["bo-lind"],
    'Ann Roe was called "a useful woman".': [""],
    'Ann Roe, who has repeatedly called it "far too late", told Bo Lind that "nothing helped".': ["ann-roe", "ann-roe"],
    '"It was useful", told Bo Lind, who had left.': ["bo-lind"],
    "Bo Lind gave her “a warm welcome to it”, she joked.": [""],
    'Ann Roe called for "an end to it" and Bo Lind for "a new start".': ["ann-roe", ""],
    'Ann Roe described it as "useful at last", Bo Lind as "a waste of time".': ["ann-roe", ""],
    'Ann Roe called it "useful at last" but Bo Lind called it "a waste of time".': ["ann-roe", "bo-lind"],
    '"We won!" shouted the crowd as Ann Roe left.': [""],
    'Ann Roe\'s statement read: "It was useful."': ["ann-roe"],
    'Ambassador Ann Roe met Minister Bo Lind. The ambassador said: "It was useful."': ["ann-roe"],
    'Ambassador Ann Roe met Minister Bo Lind. "It was useful," the minister said.': ["bo-lind"],
    'Ambassador Ann Roe left. "It was useful," the chancellor said.': ["the chancellor"],
    'The referee later wrote in his report that Ann Roe had been "polite throughout".': ["the referee"],
    'Bo Lind left. "It was late," said the doctor, who stayed. "I know," he said.': ["the doctor", "the doctor"],
    'Ann Roe, citing Bo Lind, said "it was late at last".': ["ann-roe"],
    'Ann Roe\'s boss, the mayor Bo Lind, said "it was late at last".': ["bo-lind"],
    'The referee and Ann Roe said it was "late at last".': [""],
    '"It was late," the doctor and Ann Roe said.': [""],
    'The referee left, and Ann Roe said it was "late at last".': ["ann-roe"],
    '"It was late," the doctor\'s wife said.': [""],
    'A dog bit the doctor and said "it was late at last".': [""],
    'The doctor was told by Ann Roe it was "late at last".': ["ann-roe"],
    'Ann Roe, speaking in Riga, left. The king said it was "late at last".': ["the king"],
    'Ann Roe lay in bed. Doctors described her condition as "stable, even good".': ["doctors"],
    'Ann Roe and her Danish counterpart Bo Lind called for "a calm reply to it".': [""],
    'Bo Lind left. The firm spoke of an appeal. "He has been condemned unheard," it read.': [""],
    'Ann Roe left. In a message posted online she said she would "honour every comma".': ["ann-roe"],
    'Asked if Bo Lind was there, as some papers had claimed, Ann Roe said: "I never saw him."': ["ann-roe"],
    'Ann Roe left. She met Bo Lind and told him, she said, that "it was far too late".': ["ann-roe"],
    'Ann Roe read a letter in which a manager described it as "basically a colander".': ["a manager"],
    '"Neither Ann Roe nor Ada Berg was in Sylvania," said Bo Lind.': ["bo-lind"],
    'Ann Roe of the University of Oslo, Norway, put it more carefully: "It is water."': ["ann-roe"],
    'Ann Roe, a geologist at Oslo University, the Netherlands, said: "It is water."': ["ann-roe"],
    '"It is water," Ann Roe of Oslo, Norway, said.': ["ann-roe"],
    'Ann Roe, an engineer in Oslo, Norway, said "it is water at last".': ["ann-roe"],
    'After talks in Oslo, Norway said "it is water at last".': ["no"],
    'Ann Roe quoted Bo Lind, the judge, who once said that "a diary is not a witness".': ["bo-lind"],
    'She cited Bo Lind, who has since said that "a diary is not a witness".': ["bo-lind"],
    'Ann Roe, a geologist who says "it is water at last", left.': ["ann-roe"],
    'Ann Roe met a judge, who said "a diary is not a witness".': [""],
    'Ann Roe left. Of Bo Lind he said: "He governed the town."': ["ann-roe"],
    'About Bo Lind she said: "He governed the town."': [""],
    'Bo Lind left. On Bo Lind she said: "He governed the town."': [""],
    'Bo Lind died. "He governed the town," she said of Bo Lind.': [""],
    'Ann Roe left. In a letter to Bo Lind she wrote: "I am off to Oslo."': ["ann-roe"],
}
QUOTED_BY_ANOTHER = {
    'Ann Roe said Bo Lind had once told her, "You will get them over my dead body."': "bo-lind",
    'Ann Roe recalled that Bo Lind once said: "You will get them over my dead body."': "bo-lind",
    'According to Ann Roe, Bo Lind told her that "it was over at last".': "bo-lind",
    'Ann Roe said Bo Lind came to her house and told her, "It is over at last."': "ann-roe",
    'Ann Roe said the mayor, Bo Lind, told her "it was over at last".': "bo-lind",
    '"It is over at last," Ann Roe said Bo Lind had told her.': "ann-roe",
    'Ann Roe said Tomba had sworn at her and told her, "It is over at last."': "ann-roe",
}


@pytest.mark.parametrize(("text", "wanted"), SPEAKERS.items())
def test_who_spoke(text: str, wanted: list[str]):
    assert [speaker for _, speaker in found(text, "quote", known=KNOWN)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        'Asked by Bo Lind if it was "useful at all", Ann Roe said no.',
        'Ann Roe was said to have told Bo Lind: "It is useful."',
        'Reporters asked Ann Roe whether it was "useful at all".',
    ],
)
def test_the_words_of_a_question_are_not_the_answer(text: str):
    assert found(text, "quote", known=KNOWN) == []


@pytest.mark.parametrize(("text", "speaker"), QUOTED_BY_ANOTHER.items())
def test_words_that_another_quotes_are_unsure(text: str, speaker: str):
    (quote,) = [each for each in drafted(text, KNOWN).proposals if each.kind == "quote"]
    assert (quote.id, quote.confidence) == (speaker, "unsure")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ruben Montalvo left. "We grew up there," said Montalvo of Caldas.', "ruben-montalvo"),
        ('Ruben Montalvo met Ada Caldas. "We grew up there," wrote Montalvo of Caldas.', "ruben-montalvo"),
        ('"We grew up there," said Montalvo of Caldas.', ""),
        ('"We grew up there," said Joan of Arc.', "joan-of-arc"),
        ('"We grew up there," said the Bank of Norway.', "bank-of-norway"),
    ],
)
def test_somebody_may_say_something_of_somebody(text: str, speaker: str):
    assert [each for _, each in found(text, "quote")] == [speaker]


def test_the_day_of_a_report_is_no_part_of_it():
    text = "Ann Roe said on Tuesday evening it was ready to accept the plan."
    assert found(text, "paraphrase", known=KNOWN) == [("it was ready to accept the plan", "ann-roe")]


def test_the_company_and_the_paper_are_meant_in_later_paragraphs_too():
    text = 'Ann Roe told the newspaper Der Morgen that she had left.\n\nThe paper said it was "useful at last".'
    assert found(text, "quote", known=KNOWN)[-1][1] == "der-morgen"


def test_an_address_at_the_end_is_no_part_of_what_was_said():
    assert found("Ann Roe said that she saw it <http://a.b>", "paraphrase", known=KNOWN) == [("she saw it", "ann-roe")]


def test_a_block_quotation_behind_a_colon_is_whose_words_it_is_said_to_be():
    text = "Minister Ann Roe left.\n\nThe minister said:\n\n> It was useful.\n> And long.\n>\n> We go on.\n\nShe left."
    wanted = [("It was useful.\n> And long.", "ann-roe"), ("We go on.", "ann-roe")]
    assert found(text, "quote", known=KNOWN) == wanted


@pytest.mark.parametrize("lead", ["Ann Roe left.", "The agreement reads:"])
def test_a_block_quotation_of_nobody_is_left_alone(lead: str):
    assert found(f"{lead}\n\n> It was useful.\n\nAnn Roe left.", "quote", known=KNOWN) == []


@pytest.mark.parametrize(
    "text", ["Officials left and Norsea said that prices fell by half.", '"Prices fell," Norsea said.']
)
def test_words_are_no_surer_than_the_name_of_their_speaker(text: str):
    proposals = drafted(text).proposals
    assert {each.id: each.confidence for each in proposals} == {"norsea": "unsure"}
    assert len(proposals) == 2


def test_after_the_words_of_somebody_without_a_name_nobody_is_the_last_speaker():
    text = 'Ann Roe said: "It is late." A man rose. "It is early," he said. "Go home, all of you."'
    assert [who for _, who in found(text, "quote", known=KNOWN)] == ["ann-roe", "", ""]


@pytest.mark.parametrize("what", ["announced a grant", "reported a loss", "promised an answer"])
def test_what_somebody_announced_is_no_speaker(what: str):
    assert found(f"The mayor was there and, on stage, {what}.", "paraphrase", "quote") == []
    assert found(f'The firm, "a pioneer," {what}.', "paraphrase", "quote") in ([], [('"a pioneer,"', "")])
