"""Rankings by value, from the columns and rows of tables and from sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from list_report import ask, elevators
from small_report import built

from kb.answering.rankings.mentions import called_plainly, mentioned, plain_name
from kb.answering.rankings.places import Place, asks_ranking, read_place
from kb.answering.records.listing import listings
from kb.answering.records.sentence_names import names_of_values
from kb.figures.vocabulary.vocabulary import Vocabulary


def test_like_figures_make_a_list_without_totals_and_the_rest() -> None:
    base = elevators()
    found = listings(base.documents(), base.data_points())

    assert [
        (one.year, one.measure, [(row.name, row.point.quote) for row in one.rows])
        for one in found
        if one.year == 2023
    ] == [
        (2023, "Elevator sales", [("Passenger", "23.0"), ("Freight", "8.7"), ("Home", "3.6")]),
        (
            2023,
            "中国电梯企业销量份额",
            [
                ("南扬电梯（Nanyang）", "22.8%"),
                ("北升电梯（Beisheng）", "19.9%"),
                ("西坪机械（Xiping）", "10.3%"),
            ],
        ),
        (
            2023,
            "",
            [
                ("China", "$14.2 billion"),
                ("Japan", "$6.1 billion"),
                ("Germany", "$4.4 billion"),
                ("Brazil", "$2.0 billion"),
            ],
        ),
        (
            2023,
            "",
            [
                ("Halmor", "$7.7 billion"),
                ("Wessen Lifts", "$5.3 billion"),
                ("Okada", "$4.9 billion"),
                ("Brightwell", "$1.6 billion"),
            ],
        ),
        (2023, "", [("苏州", "31万台"), ("佛山", "24万台"), ("青岛", "12万台")]),
        (2023, "", [("住宅", "58.5%"), ("商业楼宇", "21.0%"), ("公共建筑", "14.5%")]),
    ]
    assert [
        row.name
        for one in found
        if one.by_year and one.measure == "中国电梯出口量"
        for row in one.rows
    ] == [
        "2020",
        "2021",
        "2022",
        "2023",
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Which type had the largest elevator sales in 2023?",
            "Elevator sales, 2023: the highest is Passenger, with 23.0 billion USD (Tarn Research) [1].",
        ),
        (
            "Which type of elevator sold least in 2022?",
            "Elevator sales, 2022: the lowest is Home, with 2.9 billion USD (Tarn Research) [1].",
        ),
        (
            "Which region bought the second most elevators in 2023?",
            "2023: No. 2 is Japan, with $6.1 billion [1].",
        ),
        ("电梯产能最大的两个城市", "2023年，第1苏州（31万台）、第2佛山（24万台）[1]。"),
        (
            "2023年住宅、商业楼宇、公共建筑哪个占新装电梯的比例最低？",
            "2023年，最低的是公共建筑：14.5%[1]。",
        ),
        ("哪一年电梯出口量最高", "中国电梯出口量，最高的是2023年：9.0万台（塔恩研究）[1]。"),
        (
            "In which year were freight elevator sales highest?",
            "Freight Elevator sales: the highest is 2022, with 9.1 billion USD (Tarn Research) [1].",
        ),
        (
            "2023年电梯企业份额前三是哪几家",
            "2023年：第1南扬电梯（Nanyang）、第2北升电梯（Beisheng）、第3西坪机械（Xiping）[1]。",
        ),
        ("南扬2022年排第几", "南扬电梯（Nanyang）：2022年第2位[1]。"),
    ],
)
def test_places_are_read_from_values_in_order(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert answer.text.split("\n")[0] == first


def test_a_place_follows_from_all_the_values_in_order() -> None:
    answer = ask("Which region bought the second most elevators in 2023?")

    (derivation,) = answer.derivations
    assert (derivation.text, derivation.value) == ("No. 2", 2.0)
    assert derivation.formula == (
        "China $14.2 billion > Japan $6.1 billion > Germany $4.4 billion > Brazil $2.0 billion"
    )
    assert [point.quote for point in answer.data_points] == ["$6.1 billion"]


@pytest.mark.parametrize(
    "question",
    [
        "escalator sales by country: who is first?",
        "2019年电梯产能最大的城市",
        "自动扶梯产能最大的城市是哪个",
    ],
)
def test_a_list_of_other_things_or_of_another_year_is_no_answer(question: str) -> None:
    assert "苏州" not in ask(question).text
    assert "China" not in ask(question).text


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("份额前三是哪几家", Place(1, 3)),
        ("前五大设备商", Place(1, 5)),
        ("产能最大的三个城市", Place(1, 3)),
        ("哪五个行业用得最深", Place(1, 5)),
        ("十强里有谁", Place(1, 10)),
        ("500强有几家", None),
        ("the three largest vendors", Place(1, 3)),
        ("top five", Place(1, 5)),
        ("排第二的是谁", Place(2, 2)),
        ("第二大市场是哪个", Place(2, 2)),
        ("第十二大市场是哪个", Place(12, 12)),
        ("三大市场是哪几个", Place(1, 3)),
        ("Which was no. 2 in 2023?", Place(2, 2)),
        ("第一名和第二名差多少", Place(1, 2)),
        ("the gap between number one and number two", Place(1, 2)),
        ("second in 2023 and first in 2024", Place(2, 2)),
        ("the second most equipment", Place(2, 2)),
        ("who ranked third", Place(3, 3)),
        ("who is number four by sales", Place(4, 4)),
        ("which yard was the runner-up", Place(2, 2)),
        ("which mill takes fifth spot", Place(5, 5)),
        ("哪个行业渗透度最高", Place(1, 1, superlative=True)),
        ("which has the lowest share", Place(1, 1, ascending=True, superlative=True)),
        ("第12名是哪个省", Place(12, 12)),
        ("哪一个排在最前面", Place(1, 1, superlative=True)),
        ("利润最薄的是哪家", Place(1, 1, ascending=True, superlative=True)),
        ("which hall has the dearest seats", Place(1, 1, superlative=True)),
        ("排在第23位的省份", Place(23, 23)),
        ("第10、11名是谁", Place(10, 11)),
        ("第二三名是谁", Place(2, 3)),
        ("排倒数第二的省份", Place(2, 2, ascending=True)),
        ("前三年的增速", None),
        ("第一季度的销量", None),
        ("first half of 2023", None),
        ("第二章讲了什么", None),
        ("销量是多少", None),
    ],
)
def test_the_places_that_a_question_asks_for(question: str, place: Place | None) -> None:
    assert read_place(question) == place


def test_a_whole_ranking_is_asked_for_without_a_place() -> None:
    assert asks_ranking("给出城市排名")
    assert asks_ranking("Where does Peru stand in wool exports?")
    assert asks_ranking("What position did Peru hold in 2021?")
    assert not asks_ranking("城市的规模是多少")
    assert not asks_ranking("Where is the wool stored?")


@pytest.mark.parametrize(
    ("sentence", "values", "names"),
    [
        ("甲岭、乙河和丙海三市的产能分别为9、7和5。", "975", ["甲岭", "乙河", "丙海"]),
        ("其中华东占9，华北占7，西南仅占5。", "975", ["华东", "华北", "西南"]),
        ("东星（9）、南月（7）和西日（5）居前。", "975", ["东星", "南月", "西日"]),
        ("Alba led with 9, followed by Brenn (7) and Corv (5).", "975", ["Alba", "Brenn", "Corv"]),
        ("In 2023, Alba sold 9, Brenn sold 7 and Corv 5.", "975", ["Alba", "Brenn", "Corv"]),
        ("产量为9，去年为7，前年为5。", "975", ["产量", "去年", "前年"]),
        ("分别为9、7和5。", "975", []),
        ("东星（9）紧随其后，南月与西日分别占7和5。", "975", ["东星", "南月", "西日"]),
        ("中国的甲岭以9领先，日本的乙河以7位列第二，丙海为5。", "975", ["甲岭", "乙河", "丙海"]),
        ("甲岭占总量的9，其后为乙河7、丙海5。", "975", ["甲岭", "乙河", "丙海"]),
        ("甲岭居首，占总量的9，随后依次是乙河7、丙海5。", "975", ["甲岭", "乙河", "丙海"]),
    ],
)
def test_each_value_of_a_sentence_has_its_name(
    sentence: str, values: str, names: list[str]
) -> None:
    spans = [(place := sentence.index(value), place + 1) for value in values]

    assert names_of_values(sentence, spans) == names


def test_names_are_mentioned_by_alias_and_short_form_but_not_by_a_part_of_a_word() -> None:
    vocabulary = Vocabulary.load()
    names = [
        "恒岭电梯（Hengling）",
        "泽岚重工（Zelan）",
        "Tarven Motors",
        "Élan Marítima",
        "Orrin & Vale",
        "Arka",
        "Arka-2",
        "Korea",
    ]

    assert mentioned("泽岚和hengling谁高", names, vocabulary) == [
        "泽岚重工（Zelan）",
        "恒岭电梯（Hengling）",
    ]
    assert mentioned("Tarven 2023年还是第一吗", names, vocabulary) == ["Tarven Motors"]
    assert mentioned("Arka-2的参数量", names, vocabulary) == ["Arka-2"]
    assert mentioned("arka2是arka的几倍", names, vocabulary) == ["Arka-2", "Arka"]
    assert mentioned("韩国买了多少", names, vocabulary) == ["Korea"]
    assert mentioned("tarvened", names, vocabulary) == []
    assert mentioned("Is Orrin's above Élan's?", names, vocabulary) == [
        "Orrin & Vale",
        "Élan Marítima",
    ]
    assert plain_name("恒岭电梯（Hengling）") == "恒岭电梯"
    assert called_plainly("Arka和价格更低的Arka-2，哪个更重", names) == "Arka和Arka-2，哪个更重"


def test_what_comes_before_a_value_and_is_a_clause_is_no_name_of_a_list(tmp_path: Path) -> None:
    report = (
        "# 2023年影院报告\n\n## 市场\n\n"
        "三、四线城市票房占比从2019年的37.8%升到42.3%，二线城市降到39.8%，一线城市降到17.9%。\n\n"
        "演出票房中，上海占31.3%，北京占22.8%，成都占9.4%。\n"
    )
    base = built(tmp_path, report)
    found = listings(base.documents(), base.data_points())
    base.close()

    assert [[row.name for row in one.rows] for one in found] == [["上海", "北京", "成都"]]


TOLD = """# 2024年盐业观察

## 一、企业

按销量计，澄湾盐业以21.3%的份额稳居第一，年产能90万吨；白屿盐化（15.2%）和海陵股份（11.7%）紧随其后，北滩盐场与岚港集团分别占7.4%和5.1%。五家企业合计60.7%，而2019年前五家的集中度还只有48.2%。

## 二、流向

东岭国为第一大目的地，占外销量的35%，其后为南屏国21%、西渡国14%和北原国8%。
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "前五大企业是哪几家，各占多少",
            "按文中的数值，第1澄湾盐业（21.3%）、第2白屿盐化（15.2%）、第3海陵股份（11.7%）、"
            "第4北滩盐场（7.4%）、第5岚港集团（5.1%）[1][2]。",
        ),
        (
            "前两家企业分别是谁，份额各是多少？",
            "按文中的数值，第1澄湾盐业（21.3%）、第2白屿盐化（15.2%）[1][2]。",
        ),
        ("份额最大的企业是哪家？", "按文中的数值，最高的是澄湾盐业：21.3%[1]。"),
        ("第二大目的地是哪个，占多少", "按文中的数值，第2的是南屏国：21%[1]。"),
    ],
)
def test_the_first_few_and_their_shares_are_read_from_sentences(
    question: str, first: str, tmp_path: Path
) -> None:
    base = built(tmp_path, TOLD)
    answer = base.ask(question)
    base.close()

    assert (answer.text.split("\n")[0], answer.status) == (first, "answered")


def test_shares_one_by_one_are_no_answer_to_what_they_are_together(tmp_path: Path) -> None:
    base = built(tmp_path, TOLD)
    answer = base.ask("前五大企业合计占多少")
    base.close()

    assert "澄湾盐业" not in answer.text


def test_who_follows_goes_with_who_leads(tmp_path: Path) -> None:
    base = built(tmp_path, TOLD)
    found = listings(base.documents(), base.data_points())
    base.close()

    assert [[(row.name, row.point.quote) for row in one.rows] for one in found] == [
        [
            ("澄湾盐业", "21.3%"),
            ("白屿盐化", "15.2%"),
            ("海陵股份", "11.7%"),
            ("北滩盐场", "7.4%"),
            ("岚港集团", "5.1%"),
        ],
        [("东岭国", "35%"), ("南屏国", "21%"), ("西渡国", "14%"), ("北原国", "8%")],
    ]
