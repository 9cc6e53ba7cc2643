"""Computed answers: result, formula, the figures used, and the derivation behind each number."""

from __future__ import annotations

import pytest
from small_report import ask, lines

from kb.answering.calculation import with_next
from kb.types import Period


@pytest.mark.parametrize(
    ("question", "intent", "first", "formula", "value"),
    [
        (
            "2022年到2027年全球储能电池市场规模增加了多少？",
            "difference",
            "2027年全球储能电池市场规模比2022年全球储能电池市场规模多360亿美元"
            "（600亿美元 − 240亿美元 = 360亿美元）[1]。",
            "600亿美元 − 240亿美元 = 360亿美元",
            360.0,
        ),
        (
            "2022年中国储能电池出货量比2021年多多少？",
            "difference",
            "2022年中国储能电池出货量比2021年中国储能电池出货量多82 GWh"
            "（130GWh − 48GWh = 82 GWh）[1]。",
            "130GWh − 48GWh = 82 GWh",
            82.0,
        ),
        (
            "2023年上半年电网侧储能的占比比工商业储能高多少个百分点？",
            "difference",
            "2023年上半年电网侧储能占新增装机比重比2023年上半年工商业储能占新增装机比重多"
            "23.5个百分点（42.0% − 18.5% = 23.5个百分点）[1]。",
            "42.0% − 18.5% = 23.5个百分点",
            23.5,
        ),
        (
            "钠离子电池和铅炭电池的能量密度差了多少？",
            "difference",
            "钠离子电池能量密度比铅炭电池能量密度多75 Wh/kg（120Wh/kg − 45Wh/kg = 75 Wh/kg）[1]。",
            "120Wh/kg − 45Wh/kg = 75 Wh/kg",
            75.0,
        ),
        (
            "2028年中国新型储能市场规模是2023年的几倍？",
            "ratio",
            "2028年中国新型储能市场规模约为2023年中国新型储能市场规模的3.1倍"
            "（1938亿元 ÷ 620亿元 ≈ 3.1）[1]。",
            "1938亿元 ÷ 620亿元 ≈ 3.1",
            1938 / 620,
        ),
        (
            "磷酸铁锂电池的能量密度是铅炭电池的几倍？",
            "ratio",
            "磷酸铁锂电池能量密度约为铅炭电池能量密度的3.6倍（160Wh/kg ÷ 45Wh/kg ≈ 3.6）[1]。",
            "160Wh/kg ÷ 45Wh/kg ≈ 3.6",
            160 / 45,
        ),
        (
            "How many times larger is the global energy storage battery market in 2027 than in 2022?",
            "ratio",
            "全球储能电池市场规模 (2027) is about 2.5 times 全球储能电池市场规模 (2022) "
            "(600亿美元 ÷ 240亿美元 ≈ 2.5) [1].",
            "600亿美元 ÷ 240亿美元 ≈ 2.5",
            2.5,
        ),
        (
            "What is the difference between the global energy storage battery market in 2022 and 2027?",
            "difference",
            "全球储能电池市场规模 (2027) exceeds 全球储能电池市场规模 (2022) by 360亿美元 "
            "(600亿美元 − 240亿美元 = 360亿美元) [1].",
            "600亿美元 − 240亿美元 = 360亿美元",
            360.0,
        ),
    ],
)
def test_the_result_comes_first_with_its_formula(
    question: str, intent: str, first: str, formula: str, value: float
) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", intent)
    assert lines(answer)[0] == first
    derivation = answer.derivations[0]
    assert derivation.formula == formula
    assert derivation.value == pytest.approx(value)
    assert formula.endswith(derivation.text)
    assert [point.quote in formula for point in derivation.inputs] == [True, True]
    assert set(derivation.inputs) == set(answer.data_points)


def test_the_figures_used_are_named_with_their_certainty_and_quoted() -> None:
    answer = ask("2022年到2027年全球储能电池市场规模增加了多少？")

    assert lines(answer)[1:] == [
        "所用数值：2022年全球储能电池市场规模：240亿美元（蓝湾咨询）[1]；"
        "2027年全球储能电池市场规模：600亿美元（预测，蓝湾咨询）[1]。",
        "原文：“蓝湾咨询数据显示，全球储能电池市场规模将从2022年的240亿美元增长到2027年的600亿美元，"
        "五年年复合增长率达20.1%。”[1]",
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "磷酸铁锂电池和钠离子电池的能量密度哪个更高？",
            "磷酸铁锂电池能量密度更高：160Wh/kg，钠离子电池能量密度为120Wh/kg[1]。",
        ),
        (
            "工商业储能和电网侧储能的占比哪个更高？",
            "2023年上半年电网侧储能占新增装机比重更高：42.0%，"
            "2023年上半年工商业储能占新增装机比重为18.5%[1]。",
        ),
    ],
)
def test_a_comparison_names_the_higher_and_both_values(question: str, first: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "comparison")
    assert lines(answer)[0] == first
    assert answer.derivations == ()
    assert len(answer.data_points) == 2


def test_the_second_thing_may_leave_out_what_is_measured() -> None:
    (derivation,) = ask("全钒液流电池的循环寿命是铅炭电池的几倍？").derivations

    assert derivation.formula == "15000次 ÷ 1200次 ≈ 12.5"


def test_unlike_figures_are_not_set_beside_each_other() -> None:
    answer = ask("全钒液流电池的循环寿命是铅炭电池能量密度的几倍？")

    assert answer.status == "refused"
    assert answer.data_points == ()


@pytest.mark.parametrize(
    "question",
    [
        "由2023年的增长率倒推2022年中国新型储能市场规模是多少？",
        "由增长率倒推2022年中国新型储能市场规模",
        "按2023年中国新型储能市场的同比增速反推上一年的规模",
    ],
)
def test_an_implied_base_is_computed_and_said_to_be(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "implied")
    assert lines(answer)[:2] == [
        "倒推得2022年中国新型储能市场规模约为400亿元（620亿元 ÷ (1 + 55%) ≈ 400亿元）[1]。",
        "这是推算值，文档没有直接给出。",
    ]
    assert [(d.text, d.value, d.formula) for d in answer.derivations] == [
        ("400亿元", pytest.approx(400.0), "620亿元 ÷ (1 + 55%) ≈ 400亿元"),
        ("2022", 2022.0, "2023 − 1 = 2022"),
    ]
    assert [point.quote for point in answer.derivations[0].inputs] == ["620亿元", "55.0%"]


def test_an_implied_base_stands_beside_the_one_that_is_stated() -> None:
    answer = ask("由增长率倒推2022年中国储能变流器出货量")

    assert lines(answer)[:2] == [
        "倒推得2022年中国储能变流器出货量约为33.1GW（48GW ÷ (1 + 45%) ≈ 33.1GW）[1]。",
        "文档给出的是：2022年中国储能变流器出货量：30GW[1]。",
    ]


def test_an_implied_base_in_english() -> None:
    answer = ask(
        "What 2022 market size of new-type energy storage in China does the 2023 growth imply?"
    )

    assert lines(answer)[:2] == [
        "Implied 中国新型储能市场规模 for 2022: about 400亿元 (620亿元 ÷ (1 + 55%) ≈ 400亿元) [1].",
        "It is computed; the documents do not state it.",
    ]


def test_each_single_year_brings_the_year_after() -> None:
    one, span, none = Period(2022, 2022), Period(2022, 2027), Period(text="去年")

    assert [p.key for p in with_next([one])] == ["2022", "2023"]
    assert [p.key for p in with_next([span])] == ["2022-2027"]
    assert with_next([none]) == (none,)
    assert with_next([]) == ()


@pytest.mark.parametrize(
    ("question", "verdict", "formula"),
    [
        (
            "2023年中国储能变流器出货量45.0%的增长算得对吗？",
            "不相符",
            "48GW ÷ 30GW − 1 = 60.0%",
        ),
        (
            "中国新型储能市场25.6%的年复合增长率前后一致吗？",
            "相符",
            "(1938亿元 ÷ 620亿元)^(1/5) − 1 = 25.6%",
        ),
        (
            "全球储能电池市场20.1%的年复合增长率对得上吗？",
            "相符",
            "(600亿美元 ÷ 240亿美元)^(1/5) − 1 = 20.1%",
        ),
    ],
)
def test_a_check_of_the_reports_arithmetic_gives_verdict_formula_and_inputs(
    question: str, verdict: str, formula: str
) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "audit")
    assert lines(answer)[0].startswith(f"核对结果：{verdict}。")
    assert lines(answer)[1] == f"算式：{formula}[1]"
    assert lines(answer)[2].startswith("依据：")
    assert len(answer.data_points) == 3
    assert len(answer.citations) == 1
