"""Where sentences end: in each text `|` stands where one does."""

import pytest

from generator.articles.sentences import sentences

TEXTS = """
Marin spoke.| He left.
Mr. Westoff met Dr. Ulanov and Gen. Smith at St. Petersburg.| They left.
J. D. Vanek and Donald J. Frost spoke.| A. I. Ivanov did not.
The U.S. delegation met in Washington, D.C. on Tuesday.| It left.
He lives in the U.S.| The talks go on.
They met at 5 p.m. Moscow time.| At 9 a.m. the next day they left.
It ended at 5 p.m.| The delegation left.
On Dec. 2 and Jan. 15 they met.| It was Nov. 30.
See No. 5 and no. 7.| He said no.| Then he left.
Some points, e.g. NATO, i.e. membership, vs. Land remain.| Others don't.
“A compromise hasn't been reached yet.”| Uvarkov left.
“Very useful!” he said.| “Is it?” she asked.| "Yes."| (They laughed.)| They left.
What?!| Nobody knew!| Really…| No.
He paused... and went on.| He paused...| Then he left.
It costs 3.5 million.| In 2025. they met, he wrote.
1. The first point.| 2 others follow.
Smith Inc. and Sons Ltd. Moscow signed.| It was Smith Jr. who came.| So did Smith Sr.| He left.
Visit example.com or a.b.c today.| Done
Марин встретился с Уэстоффом 2 декабря 2025 г. в Москве.| Переговоры шли пять часов.
Об этом сообщил Ю. В. Уварков.| «Компромисса пока нет», — сказал он.
«Что дальше?» — спросил он.| Никто не ответил.| — Да.| — Нет.
Заренський заявив 3 грудня 2025 р. про тиск.| Переговори тривають і т. д.| Він виїхав.
На вул. Хрещатик, ім. Т. Г. Шевченка.| Там, у м. Київ, тихо.
会谈结束了。|普京离开了！|然后呢？
انتهت المحادثات؟| نعم.
No end
"Quoted."| [Bracketed.]| 'Single.'| End.
A plan of 28 points.| Four packages.
One.|  Two.
He met Sen. Graham and Rep. Jones, Sgt. Pepper too.| They talked about works of art.| Marin left.
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


IN_THEIR_LANGUAGES = """
de Am 3. Dezember traf Anna Weiß den Minister.| Danach reiste sie ab.
de Der 2. Weltkrieg endete 1945.| Es folgte der Friede.
de Das war im 19. Jahrhundert so.| Heute nicht.
de Dr. Weiß, Prof. Berg u. a. kamen am 5. März.| Frau Roe blieb.
de Es kamen 12.| Danach ging das Licht aus.
en Sens. Roe and Lind and Reps. Bo and Ada met.| They left.
en The U.S. envoy met Mr. Roe at 5 p.m. on Tuesday.| He left.
en They met in the U.S.| The envoy left at 5 p.m.| Nobody spoke.
en Gen. Roe said No. 5 was best.| “Yes.”| She agreed.
en Lt. Col. Ann Roe, Jr. and Gov. Lind met on Dec. 2.| They spoke.
en He asked: “Why?” and left.| “No!” she cried.| Then silence.
en The firm, Acme Inc. of Ohio, sued.| It lost.
ja 大統領は会談した。|会談は五時間続いた。
zh 总统会谈。|会谈持续五小时！|结束了。
my သူ တွေ့ဆုံသည်။| ထို့နောက် ထွက်သွားသည်။
hi राष्ट्रपति मिले।| बैठक पाँच घंटे चली।
ur صدر نے ملاقات کی۔| ملاقات پانچ گھنٹے جاری رہی۔
ar التقى الرئيس بالمبعوث.| هل اتفقا؟| لا أحد يعلم.
fa رئیس جمهور دیدار کرد.| آیا توافق کردند؟| نه.
am ፕሬዝዳንቱ ተገናኙ።| ከዚያ ሄዱ።
hy Նախագահը հանդիպեց։| Հետո գնաց։
km ប្រធានាធិបតីបានជួប។| បន្ទាប់មកចាកចេញ។
el Ο κ. Παπαδόπουλος ήρθε.| Πότε;| Χθες.
uk Президент В. О. Заренський зустрівся з п. Улановим 2 груд. 2025 р. у Києві.| Потім поїхав.
fr M. Roe et Mme Lind ont rencontré le Dr. Berg.| « Bien.| » Puis ils sont partis.
es El Sr. Roe vio a la Sra. Lind.| ¿Hablaron?| Sí.
it Il dott. Roe e l'on. Lind si sono visti il 3 dic.| Poi basta.
pl Prof. Nowak spotkał się z min. Kowalskim dn. 3 grudnia.| Potem wyjechał.
cs Dne 3. prosince se sešli.| Jednání skončilo 4. Prosince zase začalo.
fi Tapaaminen pidettiin 3. joulukuuta.| Se kesti tunnin.
da Mødet den 3. december varede en time.| Så gik de.
hu A 3. Henrik nevű hajó elindult.| December 4. után visszatért.
tr Dr. Kaya 3. Selim Köprüsü'nde konuştu.| Sonra gitti.
nl Dhr. Roe sprak met mevr. Lind op 3 dec. 2025.| Daarna vertrok hij.
pt O Sr. Roe e a Dra. Lind falaram às 5h.| Depois saíram.
sv Mötet den 3 dec. varade en timme.| Bl.a. talade man om fred.
th ประธานาธิบดีพบทูต
en It cost $3.5 million vs. $2.1 million.| Approx. half was paid.
en See www.example.org.| It is e.g. there, i.e. online.
en “We met.” said Roe.| “We will meet again,” said Lind.
en Talks ended at 10 a.m. Monday.| Next: Jan. 5.
en “Why?” Ann Lee asked.| “I don't know!” Bo van der Lind said.| “No.”| The report that Ann said so is wrong.
en See fig. 3 and vol. 2.| They left.
ja リー首相は「はい。」と述べた。|彼は「いいえ。」|会談は終わった。
"""


@pytest.mark.parametrize("line", IN_THEIR_LANGUAGES.strip().splitlines())
def test_sentences_end_where_a_reader_of_the_language_ends_them(line):
    language, _, marked = line.partition(" ")
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in sentences(text, language)]
    assert found == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("language", [None, "en", "de"])
def test_a_date_with_an_ordinal_keeps_its_beginning(language):
    text = "Am 3. Dezember traf Anna Weiß den Minister."
    assert sentences(text, language) == ((0, len(text)),)
