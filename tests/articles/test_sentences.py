"""Where sentences end: in each text `|` stands where one does."""

import pytest

from generator.articles.sentences import sentences

TEXTS = """
Putin spoke.| He left.
Mr. Witkoff met Dr. Umerov and Gen. Smith at St. Petersburg.| They left.
J. D. Vance and Donald J. Trump spoke.| A. I. Ivanov did not.
The U.S. delegation met in Washington, D.C. on Tuesday.| It left.
He lives in the U.S.| The talks go on.
They met at 5 p.m. Moscow time.| At 9 a.m. the next day they left.
It ended at 5 p.m.| The delegation left.
On Dec. 2 and Jan. 15 they met.| It was Nov. 30.
See No. 5 and no. 7.| He said no.| Then he left.
Some points, e.g. NATO, i.e. membership, vs. Land remain.| Others don't.
“A compromise hasn't been reached yet.”| Ushakov left.
“Very useful!” he said.| “Is it?” she asked.| "Yes."| (They laughed.)| They left.
What?!| Nobody knew!| Really…| No.
He paused... and went on.| He paused...| Then he left.
It costs 3.5 million.| In 2025. they met, he wrote.
1. The first point.| 2 others follow.
Smith Inc. and Sons Ltd. Moscow signed.| It was Smith Jr. who came.| So did Smith Sr.| He left.
Visit example.com or a.b.c today.| Done
Путин встретился с Уиткоффом 2 декабря 2025 г. в Москве.| Переговоры шли пять часов.
Об этом сообщил Ю. В. Ушаков.| «Компромисса пока нет», — сказал он.
«Что дальше?» — спросил он.| Никто не ответил.| — Да.| — Нет.
Зеленський заявив 3 грудня 2025 р. про тиск.| Переговори тривають і т. д.| Він виїхав.
На вул. Хрещатик, ім. Т. Г. Шевченка.| Там, у м. Київ, тихо.
会谈结束了。|普京离开了！|然后呢？
انتهت المحادثات؟| نعم.
No end
"Quoted."| [Bracketed.]| 'Single.'| End.
A plan of 28 points.| Four packages.
One.|  Two.
He met Sen. Graham and Rep. Jones, Sgt. Pepper too.| They talked about works of art.| Putin left.
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_sentences_end_where_a_reader_ends_them(line):
    text = line.replace("|", "")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in line.split("|")]


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n"])
def test_no_words_are_no_sentence(text):
    assert sentences(text) == ()


def test_white_space_at_the_ends_is_outside():
    assert sentences("  No.  Yes. ") == ((2, 5), (7, 11))
