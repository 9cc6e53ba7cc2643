"""The cell where a named row meets a time or a measure, whatever a table's numbers are called; invented."""

from __future__ import annotations

import pytest
from asked_texts import ask
from small_report import lines

ENGLISH = """# Harbour Cranes 2024

Orders for harbour cranes rose again. Gantry makers earned a gross margin of 21.5% in 2024.

Table 1. Annual additions of harbour cranes by region, MW

| Region | 2023 | 2024 | 2030F |
|---|---|---|---|
| Europe | 9.3 | 17.8 | 96.8 |
| Latin America | 0.9 | 2.2 | 24.0 |
| Middle East and Africa | 1.4 | 6.3 | 58.2 |
| World | 11.6 | 26.3 | 179.0 |

Table 2. Leading makers by deliveries, 2024

| Rank | Company | Headquarters | Deliveries, units | Share |
|---|---|---|---|---|
| 1 | Dorvik Lift | Bergen | 274 | 15.9% |
| 2 | Kestrel Hoists | Austin | 241 | 14.0% |
| 3 | Quillan Cranes | Lyon | 179 | 10.4% |
"""
CHINESE = """# 2023年冰鲜仓观察

表1 2023年末各地区冰鲜仓容量、空置率与租金

| 地区 | 容量（万吨） | 占全国比重（%） | 空置率（%） | 平均租金（元/托·月） |
|---|---|---|---|---|
| 华东 | 3326 | 36.0 | 15.8 | 86 |
| 华南 | 1109 | 12.0 | 11.4 | 102 |
| 西北 | 739 | 8.0 | 23.5 | 58 |

表2 2023年冰鲜仓企业收入排名

| 排名 | 企业 | 总部 | 冰鲜收入（亿元） | 市场份额（%） | 同比增速（%） |
|---|---|---|---|---|---|
| 1 | 雪岭冷运 | 天津 | 98.6 | 1.9 | 7.8 |
| 2 | 鹤渡医药 | 苏州 | 29.8 | 0.6 | 22.7 |
| 3 | 沛泉物流 | 济南 | 21.9 | 0.4 | -3.4 |
"""


SIZES = """# 闸阀观察

表1 闸阀出货与价格

| 口径 | 2023年出货（万只） | 2024年出货（万只） | 2024年均价（元） |
|---|---|---|---|
| 100mm | 30 | 28 | 62 |
| 200mm | 11 | 16 | 118 |
| 400mm | 2 | 5 | 590 |

高端闸阀均价为7,400元，比2023年上涨6%。
"""


@pytest.mark.parametrize(
    ("question", "status", "first"),
    [
        ("200mm闸阀2024年出货多少", "answered", "2024年200mm 闸阀出货：16万只[1]。"),
        ("400mm闸阀的均价", "answered", "2024年400mm 均价：590元[1]。"),
        (
            "2024年闸阀出货多少万只",
            "answered",
            "2024年100mm 闸阀出货：28万只[1]；2024年200mm 闸阀出货：16万只[1]；2024年400mm 闸阀出货：5万只[1]。",
        ),
        (
            "2021年高端闸阀均价是多少",
            "partial",
            "文档没有给出2021年的高端闸阀均价；给出的是：高端闸阀均价：7,400元[1]。",
        ),
    ],
)
def test_rows_are_told_apart_by_sizes_and_where_none_is_named_each_is_given(
    question: str, status: str, first: str
) -> None:
    answer = ask(SIZES, question)
    assert (answer.status, lines(answer)[0]) == (status, first)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("LatAm estimate for 2030, MW", "24.0"),
        ("annual additions for the Middle East and Africa in 2030", "58.2"),
        ("kestrel shipped how much in 24", "241"),
        ("How many units did Quillan sell in 2024?", "179"),
    ],
)
def test_a_row_and_a_time_or_a_kind_name_a_cell(question: str, told: str) -> None:
    answer = ask(ENGLISH, question)
    assert answer.status == "answered"
    assert told in lines(answer)[0]
    assert len(answer.data_points) == 1


def test_two_cells_of_a_row_are_set_against_each_other() -> None:
    told = lines(ask(ENGLISH, "European build in 2030 is how many times the 2024 figure"))[0]
    assert told == (
        "Europe additions of harbour cranes: 2030 (forecast) is about 5.4 times 2024 "
        "(96.8 MW ÷ 17.8 MW ≈ 5.4) [1]."
    )
    told = lines(ask(ENGLISH, "How many more units did Dorvik deliver than Kestrel?"))[0]
    assert told.startswith("deliveries, 2024: Dorvik Lift exceeds Kestrel Hoists by 33 units ")


@pytest.mark.parametrize(
    "question",
    [
        "What was the gross margin of Kestrel Hoists in 2024?",
        "How many people work at Kestrel Hoists?",
        "Kestrel Hoists capex in 2024",
        "what PE multiple is Kestrel Hoists trading at",
        "Nordlys shipped how much in 24",
    ],
)
def test_what_the_documents_know_of_another_or_not_at_all_no_cell_tells(question: str) -> None:
    answer = ask(ENGLISH, question)
    assert answer.status != "answered"
    assert not any(point.exhibit for point in answer.data_points)


def test_a_row_is_known_by_its_initials_and_a_span_is_told_year_by_year() -> None:
    answer = ask(ENGLISH, "LA additions of cranes each year from 2023 up to the 2030 forecast")
    assert [point.quote for point in answer.data_points] == ["0.9", "2.2", "24.0"]


def test_a_course_is_told_whole() -> None:
    years = range(2015, 2024)
    text = (
        "# Tugs\n\nTable 1. Tugs built by yard\n\n"
        f"| Yard | {' | '.join(map(str, years))} |\n|---|{'---|' * len(years)}\n"
        f"| Orlan North Yard | {' | '.join(str(year - 2000) for year in years)} |\n"
        f"| Harle | {' | '.join(str(year - 1990) for year in years)} |\n"
    )
    answer = ask(text, "ONY tugs each year from 2015 up to 2023")
    assert [point.quote for point in answer.data_points] == [str(year - 2000) for year in years]


def test_a_year_that_the_row_has_not_is_missing() -> None:
    answer = ask(ENGLISH, "Europe in 2028, how many megawatts?")
    assert answer.status == "partial"
    assert lines(answer)[0] == (
        "The documents do not give Europe additions of harbour cranes for 2028. They give: "
        "Europe additions of harbour cranes, "
        "2024: 17.8 MW [1]; Europe additions of harbour cranes, 2030: 96.8 MW (forecast) [1]."
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("雪岭的份额是多少", "2023年雪岭冷运 市场份额：1.9%[1]。"),
        ("华南空置率多少", "2023年华南冰鲜仓空置率：11.4%[1]。"),
        ("西北平均租金多少", "2023年西北冰鲜仓平均租金：58元/托·月[1]。"),
        ("鹤渡营收多少", "2023年鹤渡医药 冰鲜收入：29.8亿元[1]。"),
        ("沛泉的收入缩了百分之几", "2023年沛泉物流 冰鲜收入同比下降：-3.4%[1]。"),
        ("冰鲜仓企业里营收第二的是哪家", "2023年：第2鹤渡医药[1]。"),
    ],
)
def test_the_columns_of_a_table_are_asked_for_in_other_words(question: str, first: str) -> None:
    answer = ask(CHINESE, question)
    assert (answer.status, lines(answer)[0]) == ("answered", first)


MODELS = """# 2024年模型观察

表1 2024年模型参数

| 模型 | 参数量 |
|---|---|
| 磐石1.0 | 2450亿 |
| 磐石1.5 | 3100亿 |
| Tern 1.0 | 90亿 |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [("磐石1.5多少参数", "3100亿"), ("磐石2.0多少参数", ""), ("Tern 2.0 parameter count", "")],
)
def test_another_version_is_another_name(question: str, told: str) -> None:
    points = ask(MODELS, question).data_points
    assert [point.quote for point in points] == ([told] if told else [])
