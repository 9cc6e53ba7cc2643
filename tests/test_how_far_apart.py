"""How far two things are apart, and what so many have of something: names and numbers are invented."""

from __future__ import annotations

import pytest
from asked_texts import ask
from extracted import rows

from kb.answering.rankings.places import Place, read_place
from kb.answering.understanding.plain_wording import plainly
from kb.figures.lookup.lookup import parse_question
from kb.figures.vocabulary.vocabulary import Vocabulary

SPRINGS = """# 2024年温泉行业报告

## 一、温泉馆

表1 主要温泉馆

| 温泉馆 | 2022年入馆人次（万） | 2024年入馆人次（万） | 池区面积（公顷） | 双人套票（元） |
|---|---|---|---|---|
| 松鹤 | 31 | 44 | 1.2 | 398 |
| 泉麓 | 52 | 40 | 2.6 | 560 |
| 白渚谷 | 27 | 29 | 0.8 | 276 |

## 二、密度

2024年浙江温泉泳池密度为58个/万人，江西温泉泳池密度为41个/万人，云南温泉泳池密度为66个/万人。2024年浙江新建温泉泳池620个，江西新建温泉泳池310个，云南新建温泉泳池480个。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("泉麓的套票比松鹤贵多少？", "多162元（560元 − 398元 = 162元）"),
        ("白渚谷的套票比泉麓便宜多少钱", "多284元（560元 − 276元 = 284元）"),
        ("泉麓的池区面积比白渚谷大多少", "多1.8公顷"),
    ],
)
def test_the_name_of_the_other_is_no_part_of_how_far_it_is_apart(question: str, told: str) -> None:
    assert told in ask(SPRINGS, question).text


def test_what_is_set_against_another_at_no_time_is_of_the_latest() -> None:
    answer = ask(SPRINGS, "松鹤的入馆人次比泉麓多多少")

    assert [point.period.key for point in answer.data_points] == ["2024", "2024"]
    assert "多4万" in answer.text


def test_a_density_is_no_number_of_things() -> None:
    answer = ask(SPRINGS, "浙江的温泉泳池密度比江西高多少")

    assert sorted(point.quote for point in answer.data_points) == ["41个/万人", "58个/万人"]


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("浙江每万人有多少个温泉泳池", "个/万人"),
        ("每万名居民拥有多少台机床", "台/万人"),
        ("每百户家庭有几辆车", "辆/百户"),
        ("每家店多少人", "人"),
        ("多少台机床", "台"),
        ("有多少人工智能企业", ""),
    ],
)
def test_so_much_for_so_many_is_a_unit(question: str, unit: str) -> None:
    assert parse_question(question, Vocabulary.load()).unit == unit


def test_what_so_many_have_is_not_what_there_is_in_all() -> None:
    answer = ask(SPRINGS, "云南每万人有多少个温泉泳池？")

    assert [point.quote for point in answer.data_points] == ["66个/万人"]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("甲岭的票比乙川贵多少", "甲岭的票比 乙川 高多少钱"),
        ("甲岭的票比乙川便宜了多少元", "甲岭的票比 乙川 便宜了多少元"),
        ("哪个省的充电桩最密", "哪个省的充电桩密度最高"),
        ("哪种轴承最耐用？", "哪种轴承寿命最长？"),
        ("占比例多少", "占比例多少"),
    ],
)
def test_plain_words_for_dear_and_dense(said: str, plain: str) -> None:
    assert plainly(said) == plain


OUTLOOK = """# 2024年冷链行业报告

乐观情景下，2028年冷链车销量可达9.8万辆。悲观情景下，若油价上涨，2028年销量为5.1万辆。基准情景下，2028年冷链车销量为7.2万辆。

对首次购车的中小企业给予补贴，单个企业每年最高300万元。冷链仓储企业约4,700家，年营收超过1亿元的仅占6.1%。

2024年冷链展会23万人次，展位3,100个。松汀冷链2024年营业收入21.9亿元，净亏损0.8亿元。
"""


def test_the_word_for_the_unit_is_said_by_the_figure() -> None:
    answer = ask(OUTLOOK, "冷链展会2024年的总人次是多少")

    assert [point.quote for point in answer.data_points] == ["23万人次"]


def test_who_lost_so_much_is_told_where_the_profit_is_asked_for() -> None:
    answer = ask(OUTLOOK, "2024年松汀冷链净利润多少")

    assert answer.status != "refused"
    assert "0.8亿元" in answer.text


@pytest.mark.parametrize(
    "question",
    ["28年最好的情况跟最差的情况，销量能差出多少万辆", "2028年乐观情景销量比悲观情景多多少"],
)
def test_two_scenarios_are_set_apart_by_their_names(question: str) -> None:
    told = "悲观情景销量多4.7万辆（9.8万辆 − 5.1万辆 = 4.7万辆）"

    assert told in ask(OUTLOOK, question).text


def test_no_claim_is_held_to_a_figure_of_something_else() -> None:
    assert "300万元" not in ask(OUTLOOK, "做仓储的公司是不是大多一年能做过亿的生意？").text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("23年最后三个月卖了多少", "23年第四季度卖了多少"),
        ("2023年头三个月卖了多少", "2023年第一季度卖了多少"),
        ("这个项目最后三个月才开工", "这个项目最后三个月才开工"),
    ],
)
def test_three_months_at_either_end_of_a_year_are_a_quarter(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("镜框最低价降了多少钱", None),
        ("最高价是多少", None),
        ("价格最低的是哪家", Place(1, 1, ascending=True, superlative=True)),
    ],
)
def test_a_lowest_price_is_no_place(question: str, place: Place | None) -> None:
    assert read_place(question) == place


def test_a_name_before_two_values_is_of_both() -> None:
    text = "2024年内销158亿元、3.1亿片，出口28亿元、1.1亿片。"
    assert [(q, m) for q, _, _, m in rows(text)] == [
        ("158亿元", "内销"),
        ("3.1亿片", "内销"),
        ("28亿元", "出口"),
        ("1.1亿片", "出口"),
    ]
