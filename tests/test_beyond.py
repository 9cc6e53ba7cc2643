"""Who is above or below a value, from a list of figures; invented."""

from __future__ import annotations

import pytest
from asked_texts import ask
from small_report import lines
from test_cells import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "空置率超过15%的有哪些地区",
            "2023年冰鲜仓空置率，符合条件的有：西北（23.5%）、华东（15.8%）[1]。",
        ),
        (
            "冰鲜仓企业里收入不到30亿元的是哪些企业",
            "2023年冰鲜收入，符合条件的有：鹤渡医药（29.8亿元）、沛泉物流（21.9亿元）[1]。",
        ),
        (
            "冰鲜收入超过100亿元的企业有哪些",
            "2023年冰鲜收入，没有符合条件的，最高的是雪岭冷运（98.6亿元）[1]。",
        ),
        (
            "增速低于10%的企业有哪些",
            "2023年冰鲜收入增长率，符合条件的有：雪岭冷运（7.8%）、沛泉物流（-3.4%）[1]。",
        ),
    ],
)
def test_the_names_beyond_a_value_are_listed_in_order(question: str, first: str) -> None:
    answer = ask(CHINESE, question)
    assert (answer.status, lines(answer)[0]) == ("answered", first)
    assert not answer.warnings


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which companies have a share above 14%?", "Share, 2024: Dorvik Lift (15.9%) [1]."),
        (
            "list the companies with fewer than 250 deliveries",
            "deliveries, 2024: Kestrel Hoists (241 units), Quillan Cranes (179 units) [1].",
        ),
        (
            "Which companies have a share of at least 14%?",
            "Share, 2024: Dorvik Lift (15.9%), Kestrel Hoists (14.0%) [1].",
        ),
    ],
)
def test_the_value_itself_counts_where_that_is_said(question: str, first: str) -> None:
    assert lines(ask(ENGLISH, question))[0] == first


def test_a_forecast_beyond_a_value_is_told_as_one() -> None:
    text = (
        "# 灯塔用品观察\n\n表1 2030年各地区市场规模预测（亿元）\n\n| 地区 | 2030年E |\n|---|---|\n"
        "| 华东 | 30.5 |\n| 华南 | 12.0 |\n| 西北 | 4.1 |\n"
    )
    told = lines(ask(text, "2030年市场规模超过10亿元的地区有哪些"))[0]
    assert "华东（30.5亿元，预测）、华南（12.0亿元，预测）" in told


def test_a_value_that_bounds_nothing_asks_for_no_list() -> None:
    assert "符合条件" not in ask(CHINESE, "空置率是15.8%的是哪个地区").text
