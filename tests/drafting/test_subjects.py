"""Whose words they are: the subject's of the verb of speech, not those of whom it is about, or said to."""

import pytest
from drafts import found, people

KNOWN = people("Ann Roe", "Bo Lind", "Per Dahl")
SPEAKERS = {
    # somebody else's words
    "Ann Roe quoted Bo Lind as saying “it was far too late”.": "bo-lind",
    "“It was far too late,” Ann Roe quoted Bo Lind as saying.": "bo-lind",
    "Bo Lind was quoted by Ann Roe as saying that “it was far too late”.": "bo-lind",
    "Ann Roe read out a letter from Bo Lind: “It was far too late.”": "bo-lind",
    "Ann Roe shared a post by Bo Lind that read: “It was far too late.”": "bo-lind",
    "Ann Roe told the court that Bo Lind had told her “it was far too late”.": "bo-lind",
    "Ann Roe recalled her teacher's words: “It was far too late.”": "",
    "“Was it far too late?” Ann Roe was asked.": "",
    "Ann Roe, quoting from Bo Lind's diary, said: “It was far too late.”": "bo-lind",
    "Ann Roe cited Bo Lind: “It was far too late.”": "bo-lind",
    "“It was far too late,” Ann Roe was reported as saying.": "ann-roe",
    "Ann Roe was overheard telling Bo Lind “it was far too late”.": "ann-roe",
    "Ann Roe sat next to Bo Lind as he said “it was far too late”.": "",
    "Ann Roe praised Bo Lind, who, she said, “was far too late”.": "",
    "In a tweet, Bo Lind asked: “Was it far too late?” Ann Roe left.": "bo-lind",
    "Ann Roe remembers her grandfather telling her that “it was far too late”.": "",
    "Ann Roe got a message from her brother: “It was far too late.”": "",
    "Ann Roe sent a message to her brother: “It was far too late.”": "ann-roe",
    "As Ann Roe once put it, “it was far too late”.": "ann-roe",
    "The trip was, in Ann Roe's words, “far too late for it”.": "ann-roe",
    "Ann Roe cited a study by Bo Lind that found it was “far too late for it”.": "bo-lind",
    "Ann Roe walked past a crowd shouting “it was far too late”.": "",
    "Ann Roe left. A man shook his head. “It was far too late,” he said.": "",
    "Few believed Ann Roe when she said “it was far too late”.": "ann-roe",
    "Ann Roe would say only that it was “far too late for it”.": "ann-roe",
    "The minister Ann Roe replaced said “it was far too late”.": "",
    "Ann Roe retweeted Bo Lind: “It was far too late.”": "bo-lind",
    "Ann Roe, hailed by Bo Lind as “the best of us all”, left.": "bo-lind",
    "Ann Roe, hailed as “the best of us all”, left.": "",
    "Ann Roe had this to say about Bo Lind: “It was far too late.”": "ann-roe",
    "Ann Roe, who in office had called it “far too late”, promised a new trip.": "ann-roe",
    "Ann Roe left. “Late,” she said.": "ann-roe",
    "Ann Roe called it late; not so Bo Lind: “It was far too early,” he said.": "",
    "Ann Roe studies “the amazing ways in which ants have learned to live”.": "",
    # listeners and objects
    "Per Dahl replied to Bo Lind: “It was far too late.”": "per-dahl",
    "“It was far too late,” Per Dahl insisted when Bo Lind asked.": "per-dahl",
    "Bo Lind texted Ann Roe: “It was far too late.”": "bo-lind",
    "Bo Lind turned to Ann Roe and said: “It was far too late.”": "bo-lind",
    "Bo Lind met Ann Roe, Per Dahl and others and called it “far too late”.": "bo-lind",
    "A judge told Bo Lind: “It was far too late.”": "a judge",
    "A judge sentenced Bo Lind, saying “it was far too late”.": "",
    "“It was far too late,” Bo Lind assured Ann Roe.": "bo-lind",
    "“It was far too late,” Bo Lind was assured by Ann Roe.": "ann-roe",
    "After Bo Lind had left, Ann Roe, standing beside Per Dahl, said “it was far too late”.": "ann-roe",
    # whom others speak for
    "“It was far too late,” said the office of Ann Roe.": "the office of Ann Roe",
    "Bo Lind 'was far too late,' his wife told Ann Roe.": "",
    "Asked by Bo Lind, Ann Roe's aide said “it was far too late”.": "Ann Roe's aide",
    "The mother of Ann Roe, Bo Lind, said “it was far too late”.": "bo-lind",
    "“It was far too late,” his spokesman, Bo Lind, said of Ann Roe's trip.": "bo-lind",
    "“It was far too late,” said the widow of Ann Roe.": "the widow of Ann Roe",
    # behind the verb
    "“It was far too late,” said a fan, and Bo Lind laughed.": "a fan",
    "Ann Roe called it “far too late”, urged a minister to leave, and left.": "ann-roe",
    "“It was far too late,” said one skipper. Another, Bo Lind, left.": "one skipper",
    "“It was far too late,” grumbled Bo Lind.": "bo-lind",
    "“It was far too late,” Bo Lind grumbled.": "bo-lind",
    "“It is far too late!” shouted a fan at Bo Lind.": "a fan",
    "“It was far too late,” said the engineer in charge of the works, Bo Lind.": "bo-lind",
    "“It was far too late,” said Minister of Works Bo Lind.": "bo-lind",
    "It was “far too late for it”, according to a report by Bo Lind.": "bo-lind",
    "It was “far too late for it”, according to the lawyer of Bo Lind.": "the lawyer of Bo Lind",
    "“It was far too late for it” (Bo Lind)": "bo-lind",
    # whom a relative clause is about
    "The company that employed Bo Lind called it “far too late”.": "",
    "The woman who rescued Bo Lind said “it was far too late”.": "",
    "Miners say it was “far too late for it”; Bo Lind denies it.": "",
    "The holders, said Bo Lind, would “try again next year”.": "bo-lind",
    # nobody of the sentence
    "Ann Roe left. The plan was “far too late for it”, the committee said.": "",
}


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.items())
def test_the_subject_speaks(text: str, speaker: str):
    assert [who for _, who in found(text, "quote", known=KNOWN)] == [speaker]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ann Roe's successor, Bo Lind, had not been told, his spokesman, Per Dahl, said.",
            ("Ann Roe's successor, Bo Lind, had not been told", "per-dahl"),
        ),
        (
            "The plan was slow and unfair, Ann Roe said in a note on Monday.",
            ("The plan was slow and unfair", "ann-roe"),
        ),
        (
            "Ann Roe said the state had failed to show that Bo Lind knew of it.",
            ("the state had failed to show that Bo Lind knew of it", "ann-roe"),
        ),
        ("Ann Roe told the packed court on Monday that Bo Lind knew of it.", ("Bo Lind knew of it", "ann-roe")),
        ("The mayor, Ann Roe, said the talks would go on.", ("the talks would go on", "ann-roe")),
        ("The talks will go on, said Ann Roe, the mayor.", ("The talks will go on", "ann-roe")),
        ("GENEVA (AP) — The talks will go on, Ann Roe said.", ("The talks will go on", "ann-roe")),
        ("Oslo, 3 May (Reuters) - The talks will go on, Ann Roe said.", ("The talks will go on", "ann-roe")),
    ],
)
def test_a_report_begins_and_ends_with_what_was_said(text: str, wanted: tuple[str, str]):
    assert found(text, "paraphrase", known=KNOWN) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "According to one of the rumours, American negotiator Bo Lind was staying at the Hotel Astra.",
        "According to the lawyer hired by Bo Lind, the talks will go on.",
        "Ann Roe hopes that Bo Lind says that the talks will go on.",
        "Bo Lind told Ann Roe to say that the talks will go on.",
        "Bo Lind, it is said, told the police that the talks will go on.",
        "By the time Bo Lind said that the talks will go on, they were over.",
        "It was not Bo Lind who said that the talks will go on.",
        "Some say Bo Lind said that the talks will go on.",
        "It is unclear whether Bo Lind said that the talks will go on.",
    ],
)
def test_who_stands_behind_another_source_says_nothing(text: str):
    assert "bo-lind" not in [who for _, who in found(text, "paraphrase", known=KNOWN)]


def test_an_oblique_holder_before_a_ukrainian_name_is_the_speaker_only_where_a_title_parts_them():
    text = "Мости вже відкрили для всіх. За словами {} Олени Рудої, мости вже відкрили для всіх."
    said = [found(text.format(who), "paraphrase", language="uk") for who in ("дружини президента", "речниці")]
    assert said == [[("мости вже відкрили для всіх", "дружина президента Олени Рудої")], []]


def test_an_adviser_of_a_declined_name_with_its_title_is_somebody_else():
    text = "Радник міністра Івана Коваля сказав: «Мости вже відкрили для всіх»."
    assert found(text, "quote", language="uk") == [("«Мости вже відкрили для всіх»", "радник міністра Івана Коваля")]
