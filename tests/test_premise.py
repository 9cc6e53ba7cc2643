"""What a question takes for granted and the report does not say is set right."""

from __future__ import annotations

import pytest
from asked_texts import ask as asked_of
from small_report import ask

ANOTHER = "文档给出的数值与问题所说不同。"


def first_lines(question: str, count: int = 2) -> list[str]:
    return ask(question).text.split("\n")[:count]


@pytest.mark.parametrize(
    "question",
    [
        "为什么2023年中国新型储能市场规模能达到900亿元？",
        "900亿元的2023年中国新型储能市场规模，凭什么？",
    ],
)
def test_another_value_is_given_for_what_is_asked(question: str) -> None:
    assert first_lines(question) == [
        ANOTHER,
        "2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]。",
    ]


def test_a_value_that_is_something_elses_is_said_to_be() -> None:
    assert first_lines("2023年上半年电网侧储能占了18.5%，凭什么？", 3) == [
        ANOTHER,
        "2023年上半年工商业储能占新增装机比重：18.5%（蓝湾咨询）[1]。",
        "2023年上半年电网侧储能占新增装机比重：42.0%（蓝湾咨询）[1]。",
    ]


@pytest.mark.parametrize(
    ("question", "said", "quote"),
    [
        ("2023年中国新型储能市场萎缩的原因是什么？", "文档说的是增长，不是下降。", "55.0%"),
        ("2023年中国新型储能市场规模往下掉了多少？", "文档说的是增长，不是下降。", "55.0%"),
        (
            "Why will the global energy storage battery market shrink from 2022 to 2027?",
            "The documents say that it grew; it did not fall.",
            "20.1%",
        ),
    ],
)
def test_a_fall_that_was_a_rise(question: str, said: str, quote: str) -> None:
    answer = ask(question)
    assert answer.status == "partial"  # what it asks on top of that is not told
    assert answer.text.startswith(said)
    assert [point.quote for point in answer.data_points] == [quote]


def test_the_right_value_with_the_wrong_direction_is_no_other_value() -> None:
    text = "# 灯塔行业\n\n2023年灯塔用电量同比增长12%。\n"
    answer = asked_of(text, "2023年灯塔用电量下滑了12%，原因是什么？")
    assert answer.text.startswith("文档说的是增长，不是下降。")


def test_a_value_that_is_told_of_the_very_thing_is_not_set_right() -> None:
    text = "# 灯塔行业\n\n岚桥公司用新的透镜，使换灯时间缩短九成。\n"
    answer = asked_of(text, "岚桥公司怎么把换灯时间缩短90%的？")
    assert not answer.text.startswith(ANOTHER)


RANKS = """# 灯塔行业

2023年岚桥灯具以31%的销量份额排名第一，挪威的北角灯具以22%位列第二，其后为望潮灯具9%。

## 保养

表1 2023年灯塔保养企业排名

| 排名 | 企业 |
|---|---|
| 1 | 海丰养护 |
| 2 | 银滩养护 |
| 3 | 沙嘴养护 |
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "北角灯具凭什么在销量份额上排第一？",
            "问题的前提与文中的数值不符：2023年，第1的是岚桥灯具（31%），北角灯具（22%）第2[1]。",
        ),
        (
            "为什么银滩养护能在灯塔保养企业里排第一？",
            "问题的前提与榜单不符：2023年银滩养护第2，居该位次的是海丰养护（第1）[1]。",
        ),
    ],
)
def test_a_place_taken_for_granted_without_a_year_is_set_right(question: str, text: str) -> None:
    answer = asked_of(RANKS, question)
    assert (answer.status, answer.text) == ("partial", text)


@pytest.mark.parametrize(
    "question",
    [
        "岚桥灯具凭什么在销量份额上排第一？",
        "北角灯具为什么追不上第一的岚桥灯具？",
        "为什么银滩养护没排到灯塔保养企业第一？",
    ],
)
def test_a_place_that_is_held_or_only_wished_for_is_not_set_right(question: str) -> None:
    assert "前提" not in asked_of(RANKS, question).text


@pytest.mark.parametrize(
    "question",
    ["2023年中国新型储能市场是增长还是下降？", "为什么2023年中国新型储能市场增长？"],
)
def test_what_is_open_or_right_is_not_corrected(question: str) -> None:
    assert "文档说的是" not in ask(question).text


def test_what_all_did_together_corrects_nobody_who_asks_where_most_of_it_was() -> None:
    text = "# Hat survey\n\nSales of hats fell by 4% in 2023. Wool hats stayed in demand.\n"

    assert "did not grow" in asked_of(text, "By how much did sales of hats grow in 2023?").text
    assert (
        "did not grow" not in asked_of(text, "Where did sales of hats grow fastest in 2023?").text
    )


ORCHARDS = """# Orchards 2024

| Region | Unit sales 2023 | Unit sales 2024 | Growth 2024 |
| --- | --- | --- | --- |
| Tyrol | 190 | 165 | −13.2% |
| Saxony | 62 | 99 | +59.7% |

In 2024, world sales of apple presses grew by 7%, although growth slowed.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did world sales of apple presses slump in 2024?", "it grew"),
        ("Why did world sales of apple presses go down in 2024?", "it grew"),
        ("Why did unit sales in Saxony plummet in 2024?", "it grew"),
        ("Why did unit sales in Tyrol shoot up in 2024?", "it fell"),
        ("Why did unit sales in Tyrol slump in 2024?", ""),
        ("Why did growth of world sales of apple presses go down in 2024?", ""),
    ],
)
def test_ways_up_and_down_are_called_by_many_words(question: str, said: str) -> None:
    answer = asked_of(ORCHARDS, question)
    assert (f"The documents say that {said}" in answer.text) == bool(said)
