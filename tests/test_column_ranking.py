"""Places and superlatives over the columns of tables that a question calls in other words."""

from __future__ import annotations

import pytest
from asked_texts import ask

ORCHARDS = """# 果园年报 2023

## 一、产区

表1 2023年主要柑橘产区

| 产区 | 产量（万吨） | 同比（%） | 滴灌普及率（%） | 人均产量（吨） |
|---|---|---|---|---|
| 湖南 | 62.4 | 3.1 | 41.5 | 0.9 |
| 浙江 | 55.0 | -4.8 | 66.2 | 1.1 |
| 重庆 | 31.7 | 9.6 | 38.4 | 0.7 |
| 合计 | 149.1 | 1.7 | - | - |

## 二、品种

表2 2023年柑橘品种与行情

| 品种 | 产量（万吨） | 批发均价（元/公斤） | 价格同比（%） | 结果周期（年） |
|---|---|---|---|---|
| 蜜橘 | 70.2 | 3.4 | 5.5 | 3.5 |
| 脐橙 | 50.6 | 6.1 | -7.2 | 4.0 |
| 血橙 | 28.3 | 9.8 | 12.4 | 5.5 |
"""
SHEDS = """# Barn Survey 2023

## Countries

Table 1: Barns by country, 2022 and 2023

| Country | Barns 2022 | Barns 2023 | Change (%) | Market value 2023 (EUR million) | Average yearly levy 2023 (EUR) |
|---|---|---|---|---|---|
| Norway | 410 | 451 | +10.0 | 52 | 310 |
| Ireland | 380 | 361 | -5.0 | 88 | 190 |
| Portugal | 250 | 265 | +6.0 | 61 | 240 |
| Total | 1,040 | 1,077 | +3.6 | 201 | - |

All barns together shrank in worth. The number of barns grew by 3.6%.

## Timber

Table 2: Timber by origin

| Origin | Imports 2023 (1,000 t) | Average price 2023 (EUR per tonne) |
|---|---|---|
| Finland | 41 | 210 |
| Latvia | 37 | 187 |
| Austria | 12 | 262 |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2023年哪种橘子涨价涨得最凶？", "2023年柑橘品种与行情价格同比，最高的是血橙：12.4%[1]。"),
        ("哪个品种跌价跌得最狠？", "2023年柑橘品种与行情价格同比，最低的是脐橙：-7.2%[1]。"),
        (
            "几个产橘省里，滴灌普及程度垫底的是哪个？",
            "2023年柑橘产区滴灌普及率，最低的是重庆：38.4%[1]。",
        ),
        ("哪种柑橘卖得最贵？", "2023年柑橘品种与行情批发均价，最高的是血橙：9.8元/公斤[1]。"),
        ("产橘大省里坐第二把交椅的是谁？", "2023年柑橘产区产量，第2的是浙江：55.0万吨[1]。"),
        ("哪个品种结果最快？", "2023年柑橘品种与行情结果周期，最低的是蜜橘：3.5年[1]。"),
    ],
)
def test_a_column_is_found_by_its_rows_and_by_part_of_its_name(question: str, first: str) -> None:
    answer = ask(ORCHARDS, question)

    assert (answer.text.split("\n")[0], answer.status) == (first, "answered")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Which country comes right behind Ireland if you go by money spent?",
            "Market value, 2023: No. 2 is Portugal, with 61 million EUR [1].",
        ),
        (
            "Timber from which origin is the dearest per tonne?",
            "Timber Average price, 2023: the highest is Austria, with 262 EUR per tonne [1].",
        ),
        (
            "In which country do owners pay the highest levies?",
            "Average yearly levy, 2023: the highest is Norway, with 310 EUR [1].",
        ),
        (
            "Where did the number of barns grow fastest in 2023?",
            "Barns growth, 2023: the highest is Norway, with +10.0% [1].",
        ),
        (
            "Which country saw the sharpest drop in barns between 2022 and 2023?",
            "Barns growth, 2023: the lowest is Ireland, with -5.0% [1].",
        ),
    ],
)
def test_what_is_paid_and_what_changed_tells_the_column(question: str, first: str) -> None:
    answer = ask(SHEDS, question)

    assert (answer.text.split("\n")[0], answer.status) == (first, "answered")


@pytest.mark.parametrize(
    "question",
    [
        "哪个省的果农最多？",
        "哪个品种的出口量最大？",
        "哪种果树亏得最厉害？",
        "哪个品种跌价跌得最少？",
        "哪家公司的柑橘产量最大？",
        "榆钱果产量最高的是哪个省？",
        "血橙最贵的时候是最便宜时候的几倍？",
    ],
)
def test_no_column_is_taken_for_what_no_table_measures(question: str) -> None:
    text = ask(ORCHARDS, question).text

    assert "最高的是" not in text
    assert "最低的是" not in text


KILNS = """# Kiln Survey 2024

**Table 1: Districts by number of kilns, 2024**

| Rank | District | Kilns 2024 | Growth 2024 |
|---|---|---|---|
| 1 | Ashby | 912 | 4.1% |
| 2 | Corwen | 640 | 9.7% |
| 3 | Dunster | 377 | 6.2% |
| 4 | Ely | 215 | 1.8% |

**Table 2: Markets for kilns, ranked, 2024**

| Rank | Market | Kilns sold 2024 | Growth 2024 |
|---|---|---|---|
| 1 | Hotels | 88 | 3.3% |
| 2 | Schools | 61 | 2.5% |
| 3 | Studios | 40 | 11.2% |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which district grew most in 2024?", "the highest is Corwen, with 9.7%"),
        ("What was the fastest-growing district?", "the highest is Corwen, with 9.7%"),
        ("Which district expanded the least?", "the lowest is Ely, with 1.8%"),
        ("Which district had the most sluggish growth?", "the lowest is Ely, with 1.8%"),
        ("what was the most sluggish district growth-wise?", "the lowest is Ely, with 1.8%"),
        ("which of the markets put on the most growth?", "the highest is Studios, with 11.2%"),
        ("Which market is the slowest-growing?", "the lowest is Schools, with 2.5%"),
        ("Which district has the most kilns?", "2024: No. 1 Ashby [1]."),
    ],
)
def test_what_grew_most_is_not_what_ranks_first(question: str, first: str) -> None:
    assert first in ask(KILNS, question).text.split("\n")[0]


def test_a_rate_of_nobody_is_not_who_grew_fastest() -> None:
    told = "Sales of wicker rose by 4.2% in 2024 to 310 tonnes. Among the trades, florists grew fastest by far."
    answer = ask(f"# Wicker\n\n{told}\n", "Which trade grew fastest?")

    assert "Among the trades, florists grew fastest by far." in answer.text


SOUPS = """# 汤店年报 2024

表1 2024年汤店数量排名

| 排名 | 城市 | 汤店数量（家） |
|---|---|---|
| 1 | 杭州 | 812 |
| 2 | 成都 | 644 |
| 3 | 武汉 | 390 |
"""


def test_who_grew_fastest_is_not_told_by_places() -> None:
    assert "第1" not in ask(SOUPS, "2024年哪个城市增长最快？").text
    assert "第1杭州" in ask(SOUPS, "2024年哪个城市汤店最多？").text


FUELS = """# Oven Survey 2024

**Table 1: Straw-to-hay price ratio and fuel bill of a bakery, 2024**

| Country | Price ratio | Yearly fuel bill (EUR) |
|---|---|---|
| Norway | 1.6 | 820 |
| Ireland | 3.9 | 640 |
| Portugal | 2.4 | 410 |

*Source: Oven Board for a bakery with 15,000 loaves a year; straw tariffs including taxes.*
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Where is straw most expensive compared with hay?", "Ireland, with 3.9"),
        ("Where is the price ratio highest?", "Ireland, with 3.9"),
        ("Which country has the lowest price ratio?", "Norway, with 1.6"),
        ("Which country has the highest fuel bill?", "Norway, with 820 EUR"),
    ],
)
def test_what_is_dear_set_against_something_else_is_so_by_a_ratio(
    question: str, first: str
) -> None:
    answer = ask(FUELS, question)

    assert (f"is {first} (Oven Board" in answer.text, answer.status) == (True, "answered")
    assert "15,000 loaves" in answer.text
