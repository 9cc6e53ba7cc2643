"""What a question asks: its intent, its parts, the exhibit and the rank that it names."""

import pytest

from kb.answering.lookup.subjects import proper_names
from kb.answering.understanding.question import parts, understand
from kb.figures.vocabulary.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()

INTENTS = [
    ("2023年储能市场规模是多少？", "number"),
    ("钢铁产量有多大？", "number"),
    ("工商业储能占比几成？", "number"),
    ("23H1 储能市场规模", "number"),
    ("储能 政策", "keywords"),
    ("历年出货量", "series"),
    ("出货量的变化趋势", "series"),
    ("2028年的规模是2023年的几倍？", "ratio"),
    ("甲和乙的规模差多少？", "difference"),
    ("甲和乙的规模差了多少？", "difference"),
    ("从2023年到2027年规模要扩大多少亿元？", "difference"),
    ("2022年的粮库比前一年多了几座？", "difference"),
    ("2022年的产能比前一年少了几GW？", "difference"),
    ("How many more mills ran in 2022 versus 2021?", "difference"),
    ("电网侧比用户侧高几个百分点？", "difference"),
    ("锂电和钠电哪个成本更低？", "comparison"),
    ("由增长率倒推去年的规模", "implied"),
    ("排名第二的是谁？", "ranking"),
    ("榜单前十有哪些？", "ranking"),
    ("今年新面孔有哪几家？", "ranking"),
    ("为什么甲公司排名第一？", "explanation"),
    ("什么是构网型储能？", "explanation"),
    ("如何选择电池路线？", "explanation"),
    ("储能面临哪些挑战？", "explanation"),
    ("包括哪些类型？", "list"),
    ("可以从哪几个方面着手？", "list"),
    ("构网型储能是指什么？", "explanation"),
    ("两者的关系是什么？", "explanation"),
    ("这样算是多了么？", "yes_no"),
    ("停电了泵还能接着转不？", "yes_no"),
    ("那几个泵站都叫啥名字", "list"),
    ("泵站都有啥用途", "list"),
    ("这几家厂各自叫什么", "list"),
    ("几个泵站在用", "number"),
    ("什么图表列出了电池参数？", "exhibit"),
    ("储能市场是否会超过火电？", "yes_no"),
    ("这个增速对得上吗？", "audit"),
    ("45%是怎么来的？", "audit"),
    ("图3说了什么？", "exhibit"),
    ("哪张表列了电池参数？", "exhibit"),
    ("What is the market size in 2023?", "number"),
    ("How much will it reach by 2028?", "number"),
    ("storage market 2023", "number"),
    ("How many times larger is A than B?", "ratio"),
    ("What is the difference between A and B?", "difference"),
    ("How much more did A sell than B?", "difference"),
    ("Which has higher density, A or B?", "comparison"),
    ("Compare A with B", "comparison"),
    ("From 2022 to 2027, is wind or sun power growing quicker?", "comparison"),
    ("Which province ranked first?", "ranking"),
    ("Who are the top three?", "ranking"),
    ("How did shipments change over time?", "series"),
    ("绿茶的批发价这几年怎么走的", "series"),
    ("22到24年的产量每年给我报个数", "series"),
    ("Why did prices fall?", "explanation"),
    ("For what reasons do pilots leave the harbour?", "explanation"),
    ("What are the main reasons for the strikes?", "explanation"),
    ("What causes strikes in the harbour?", "explanation"),
    ("What are the causes of the strikes?", "explanation"),
    ("According to Figure 2, which reasons for strikes are given?", "exhibit"),
    ("船厂出于什么考虑停产？", "explanation"),
    ("What's behind the slide of the northern ports down the ranking?", "explanation"),
    ("What made the mill shut its second line?", "explanation"),
    ("What makes up the market for pumps?", "number"),
    ("Explain liquid cooling", "explanation"),
    ("Which exhibits show shipments?", "exhibit"),
    ("Does 45% growth add up?", "audit"),
    ("Does the 9% rate for kelp match its 2021 and 2026 figures?", "audit"),
    ("How many more mergers closed in 2022 than in 2021?", "difference"),
    ("What base is implied by 55% growth?", "implied"),
    ("Is sodium cheaper than lithium?", "yes_no"),
    ("What gross margin did Arka make in 2023?", "number"),
    ("苏州人平均比成都人一年多喝几公斤茶？", "difference"),
    ("份额比前一年掉了几个点？", "difference"),
    ("同比那栏写得对吗？", "audit"),
    ("新进榜单的和跌出的各是谁？", "ranking"),
    ("Does the total include kiosks?", "explanation"),
    ("Do overseas shops count?", "explanation"),
    ("Are overseas shops counted?", "explanation"),
    ("What is the kiosk count in 2023?", "keywords"),
    ("Does the kiosk count in 2023 exceed 500?", "yes_no"),
    ("What is the market size excluding services in 2023?", "number"),
    ("图几讲的是出货量？", "exhibit"),
    ("有讲出货量的图吗？", "exhibit"),
    ("这代表几年的产量？", "number"),
    ("有龙头企业作为代表吗？", "yes_no"),
    ("Is there a table of shipments?", "exhibit"),
    ("我要一张讲出货量的图，该翻哪张？", "exhibit"),
    ("按表1算，钠离子电池的寿命是铅炭电池的几倍？", "ratio"),
    ("表1里钠离子电池的寿命讲了什么？", "exhibit"),
    ("Where is the chart of shipments?", "exhibit"),
    ("出货量会带来哪三个大变化？", "list"),
    ("厂里用得最多的是哪五种电芯？", "list"),
    ("Is there a figure for shipments in 2023?", "yes_no"),
    ("国内有哪些大模型？", "list"),
    ("哪些场景需要低代码工具？", "list"),
    ("两家里哪个份额大？", "comparison"),
    ("谁的份额大一些？", "comparison"),
]


@pytest.mark.parametrize(("text", "intent"), INTENTS)
def test_intent_and_language_are_read_from_the_questions_own_words(text: str, intent: str) -> None:
    question = understand(text, VOCABULARY)

    assert question.intent == intent
    assert question.language == ("en" if text.isascii() else "zh")
    assert question.text == text


def test_full_width_capitals_and_traditional_characters_change_no_intent() -> None:
    pairs = [
        ("ＷＨＹ did prices fall?", "explanation"),
        ("為什麼價格下降？", "explanation"),
        ("歷年出貨量", "series"),
        ("圖３說了什麼？", "exhibit"),
    ]
    for text, intent in pairs:
        assert understand(text, VOCABULARY).intent == intent


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("图7的标题是什么？", "图7"),
        ("图 12 讲什么？", "图12"),
        ("表3有哪些行？", "表3"),
        ("图表5讲什么？", "图表5"),
        ("What does Figure 4 show?", "图4"),
        ("What does fig. 4 show?", "图4"),
        ("What does Table 2 show?", "表2"),
        ("哪张图讲出货量？", ""),
        ("2023年规模多少？", ""),
        ("图二里的规模是多少？", "图2"),
        ("谁是行业代表一，规模多少？", ""),
    ],
)
def test_an_exhibit_is_named_as_reports_label_it(text: str, label: str) -> None:
    assert understand(text, VOCABULARY).exhibit == label


@pytest.mark.parametrize(
    ("text", "position", "top"),
    [
        ("排名第五的是谁？", 5, None),
        ("排名第1的是谁？", 1, None),
        ("排名前十有哪些？", None, 10),
        ("排名前3的省份", None, 3),
        ("Which province ranked second?", 2, None),
        ("Name the top five", None, 5),
        ("规模是多少？", None, None),
    ],
)
def test_a_rank_is_one_place_or_the_first_so_many(
    text: str, position: int | None, top: int | None
) -> None:
    question = understand(text, VOCABULARY)

    assert (question.position, question.top) == (position, top)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did Brighton Works sell in the First Half of 2024?", {"brighton works"}),
        ("What was the revenue of Northwell in the Fiscal Year 2024?", {"northwell"}),
        ("how many were left by the End of March?", set()),
        ("what was the Compound Annual Growth Rate of kettles", set()),
    ],
)
def test_capitals_make_a_name_of_no_time_and_no_measure(text: str, names: set[str]) -> None:
    assert proper_names(understand(text, VOCABULARY), VOCABULARY) == names


def test_says_reads_the_folded_question() -> None:
    question = understand("ＷＨＥＮ did it FIRST rank?", VOCABULARY)

    assert question.says(r"\bwhen\b.*\bfirst\b")
    assert not question.says("FIRST")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲是多少？乙呢？", ["甲是多少", "乙呢"]),
        ("规模多少；增速多少", ["规模多少", "增速多少"]),
        ("第一行是多少\n第二行是多少", ["第一行是多少", "第二行是多少"]),
        ("均价是多少？我说的是储能", ["均价是多少，我说的是储能"]),
        ("说的是储能。均价多少", ["说的是储能，均价多少"]),
        ("How large? How fast!", ["How large", "How fast"]),
        ("均价为什么跌？要点都列出来", ["均价为什么跌"]),
        ("均价为什么跌？报告怎么解释的", ["均价为什么跌"]),
        ("有没有专门的法？一句话", ["有没有专门的法"]),
        ("增速是多少？数字看着有点怪，帮我核一下", ["增速是多少，数字看着有点怪，帮我核一下"]),
        ("2023年是3.5亿元吗？", ["2023年是3.5亿元吗"]),
        ("甲、乙和丙各是多少", ["甲、乙和丙各是多少"]),
        ("。", ["。"]),
        ("", [""]),
    ],
)
def test_parts_are_cut_where_a_sentence_ends_and_nowhere_else(
    text: str, expected: list[str]
) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("报告给了哪几条对策建议", ()),
        ("储能有几个发展趋势？", ()),
        ("储能市场规模几年来的趋势？", ("level", "count")),
        ("有几个省份进了榜？", ("rank",)),
    ],
)
def test_what_is_to_be_listed_is_no_number(text: str, kinds: tuple[str, ...]) -> None:
    asked = understand(text, VOCABULARY)
    assert (asked.intent == "list", asked.figure.kinds) == (not kinds, kinds)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("22到27年产量平均一年涨多少", ["2022-2027"]),
        ("22年至27年的产量", ["2022-2027"]),
        ("22～27年的产量", ["2022-2027"]),
        ("22到24这三年的产量", ["2022-2024"]),
        ("output, 2021 thru 2024, each year", ["2021-2024"]),
        ("output in 2022, 23 and 24?", ["2022", "2023", "2024"]),
        ("2022, 15 more than that", ["2022"]),
        ("15到20年来的产量", []),
        ("15到20元之间的占多少", []),
    ],
)
def test_a_span_of_short_years_is_one_period(text: str, periods: list[str]) -> None:
    figure = understand(text, VOCABULARY).figure
    assert [period.key for period in figure.periods] == periods


@pytest.mark.parametrize(
    ("question", "text", "dated"),
    [
        ("2021年水泥产量", "2021年水泥产量下降。", True),
        ("2021年水泥产量", "21年水泥产量下降。", True),
        ("2021年水泥产量", "2023年水泥产量下降。", False),
        ("2021和2023年水泥产量", "2023年水泥产量下降。", True),
        ("水泥产量", "2023年水泥产量下降。", True),
        ("cement output in 2021", "Output fell in 2021.", True),
        ("cement output in 2021", "Output fell in 2022.", False),
    ],
)
def test_whether_a_text_speaks_of_the_year_asked_about(
    question: str, text: str, dated: bool
) -> None:
    assert understand(question, VOCABULARY).dated(text) == dated
