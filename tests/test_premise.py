"""What a question takes for granted and the report does not say is set right."""

from __future__ import annotations

import pytest
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
    assert answer.text.startswith(said)
    assert [point.quote for point in answer.data_points] == [quote]


@pytest.mark.parametrize(
    "question",
    ["2023年中国新型储能市场是增长还是下降？", "为什么2023年中国新型储能市场增长？"],
)
def test_what_is_open_or_right_is_not_corrected(question: str) -> None:
    assert "文档说的是" not in ask(question).text
