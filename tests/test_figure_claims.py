"""Yes-or-no questions about figures: the verdict first, with the figure that decides it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import ask, built, lines


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "2023年中国新型储能市场规模超过700亿元了吗？",
            "不是：2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]，低于700亿元。",
        ),
        (
            "Did China's new-type energy storage market exceed 600亿元 in 2023?",
            "Yes: 中国新型储能市场规模, 2023: 620亿元 (62 billion yuan) (forecast, 蓝湾咨询) [1], "
            "above 600亿元.",
        ),
        (
            "2023年中国新型储能市场的增速是否超过50%？",
            "是的：2023年中国新型储能市场规模同比增长：55.0%（预测，蓝湾咨询）[1]，高于50%。",
        ),
        (
            "2022年中国储能温控市场规模不到50亿元吗？",
            "是的：2022年中国储能温控市场规模：46亿元[1]，低于50亿元。",
        ),
        (
            "2022年中国储能温控市场规模达到46亿元了吗？",
            "是的：2022年中国储能温控市场规模：46亿元[1]，等于46亿元。",
        ),
        (
            "2022年中国储能温控市场规模超过46亿元了吗？",
            "不是：2022年中国储能温控市场规模：46亿元[1]，等于46亿元。",
        ),
        (
            "2022年中国储能电池出货量比上一年高了吗？",
            "是的：中国储能电池出货量：2022年比2021年多82 GWh（130GWh − 48GWh = 82 GWh）[1]。",
        ),
        (
            "2023年中国储能变流器出货量增长了吗？",
            "是的：2023年中国储能变流器出货量同比增长：45.0%[1]。",
        ),
        (
            "2021年中国储能电池出货量下降了吗？",
            "不是：中国储能电池出货量：2021年比2020年多32 GWh（48GWh − 16GWh = 32 GWh）[1]。",
        ),
        (
            "磷酸铁锂电池的能量密度比钠离子电池高吗？",
            "是的：磷酸铁锂电池能量密度更高：160Wh/kg，钠离子电池能量密度为120Wh/kg[1]。",
        ),
        (
            "钠离子电池的能量密度比铅炭电池低吗？",
            "不是：钠离子电池能量密度更高：120Wh/kg，铅炭电池能量密度为45Wh/kg[1]。",
        ),
        (
            "2028年中国新型储能市场规模会是2023年的3倍以上吗？",
            "是的：中国新型储能市场规模：2028年（预测）约为2023年（预测）的3.1倍"
            "（1938亿元 ÷ 620亿元 ≈ 3.1）[1]。",
        ),
        (
            "Will China's new-type energy storage market in 2028 be more than four times that of 2023?",
            "No: 中国新型储能市场规模: 2028 (forecast) is about 3.1 times 2023 (forecast) "
            "(1938亿元 ÷ 620亿元 ≈ 3.1) [1].",
        ),
    ],
)
def test_yes_or_no_stands_first_with_the_figure_that_decides(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0].startswith(first)
    assert answer.warnings == ()


@pytest.mark.parametrize(
    "question",
    [
        "2030年中国新型储能市场规模会超过3000亿元吗？",
        "储能的消防安全重要吗？",
        "2023年中国氢能市场规模超过100亿元了吗？",
    ],
)
def test_what_no_figure_decides_is_no_yes_or_no(question: str) -> None:
    assert not lines(ask(question))[0].startswith(("是的", "不是"))


@pytest.mark.parametrize(
    ("question", "status", "first"),
    [
        ("2023年电动船的数量到没到渡轮总量的5%？", "answered", "不是：2023年"),
        (
            "2023年电动船的数量有没有超过渡轮总量的2%？",
            "partial",
            "文档没有说明是否如此；给出的是：",
        ),
    ],
)
def test_a_bound_that_is_told_decides_only_what_lies_beyond_it(
    tmp_path: Path, question: str, status: str, first: str
) -> None:
    base = built(
        tmp_path,
        "# 渡轮\n\n2023年，电动船数量尚不到渡轮总量的3%。2027年电动船市场规模将达到8亿元。\n",
    )
    answer = base.ask(question)

    assert answer.status == status
    assert lines(answer)[0].startswith(first)
    assert "不足3%" in lines(answer)[0]


def test_another_measure_of_other_times_is_not_what_is_missing(tmp_path: Path) -> None:
    base = built(tmp_path, "# 渡轮\n\n2027年电动船市场规模将达到8亿元，2026年为7亿元。\n")

    assert "市场规模" in base.ask("2022年电动船市场规模是多少？").text
    assert "市场规模" not in base.ask("2022年电动船的净利率是多少？").text
