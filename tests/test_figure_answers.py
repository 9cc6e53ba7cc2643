"""Answers made of figures: value, unit, period, forecast and publisher first, then the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import ask, built, lines, quotes, storage

from kb.answering.lookup.figures import conjuncts, readings
from kb.knowledge_base import KnowledgeBase

MARKET = (
    "蓝湾咨询预计，2023年中国新型储能市场规模将达到620亿元，同比增长55.0%，"
    "2028年将达到1938亿元，2023-2028年年复合增长率为25.6%。"
)
GLOBAL = (
    "蓝湾咨询数据显示，全球储能电池市场规模将从2022年的240亿美元增长到2027年的600亿美元，"
    "五年年复合增长率达20.1%。"
)
SHIPMENTS = (
    "从出货量看，2020年中国储能电池出货量为16GWh，2021年为48GWh，2022年为130GWh，"
    "蓝湾咨询预计2024年将达到260GWh。"
)
CONVERTERS = "2022年中国储能变流器出货量为30GW，2023年为48GW，同比增长45.0%。"
COOLING = "2022年，多个省份出台配储要求。全年中国储能温控市场规模为46亿元。"
SHARES = (
    "蓝湾咨询数据显示，2023年上半年，工商业储能占新增装机的比重为18.5%，"
    "电网侧储能占新增装机的比重为42.0%。"
)


@pytest.mark.parametrize(
    ("question", "first", "source"),
    [
        (
            "2023年中国新型储能市场规模预计是多少？",
            "2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]。",
            MARKET,
        ),
        (
            "23年中国新型储能市场规模",
            "2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]。",
            MARKET,
        ),
        (
            "2028年中国新型储能市场规模将达到多少？",
            "2028年中国新型储能市场规模：1938亿元（预测，蓝湾咨询）[1]。",
            MARKET,
        ),
        (
            "2023年中国新型储能市场同比增长多少？",
            "2023年中国新型储能市场规模同比增长：55.0%（预测，蓝湾咨询）[1]。",
            MARKET,
        ),
        (
            "2023-2028年中国新型储能市场年复合增长率是多少？",
            "2023-2028年中国新型储能市场规模年复合增长率：25.6%（预测，蓝湾咨询）[1]。",
            MARKET,
        ),
        (
            "2022年到2027年全球储能电池市场年复合增长率是多少？",
            "2022-2027年全球储能电池市场规模年复合增长率：20.1%（预测，蓝湾咨询）[1]。",
            GLOBAL,
        ),
        (
            "2023年中国储能变流器出货量是多少？",
            "2023年中国储能变流器出货量：48GW[1]。",
            CONVERTERS,
        ),
        (
            "2023年上半年工商业储能的占比是多少？",
            "2023年上半年工商业储能占新增装机比重：18.5%（蓝湾咨询）[1]。",
            SHARES,
        ),
    ],
)
def test_a_number_comes_first_then_the_sentence_that_states_it(
    question: str, first: str, source: str
) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert answer.intent == "number"
    assert lines(answer) == [first, f"原文：“{source}”[1]"]
    assert quotes(answer) == [source]
    (point,) = answer.data_points
    assert point.quote in first


def test_a_period_named_in_an_earlier_sentence_is_inside_the_citation() -> None:
    answer = ask("2022年中国储能温控市场规模是多少？")

    assert lines(answer) == ["2022年中国储能温控市场规模：46亿元[1]。", f"原文：“{COOLING}”[1]"]
    assert quotes(answer) == [COOLING]
    (point,) = answer.data_points
    citation = answer.citations[0]
    assert citation.start < point.sentence_start
    assert citation.heading_path == ("储能产业概览", "市场：规模扩张与结构调整")


def test_a_metric_without_a_year_is_answered_with_the_year_that_exists() -> None:
    assert lines(ask("储能温控市场规模"))[0] == "2022年中国储能温控市场规模：46亿元[1]。"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2025年中国新型储能市场规模是多少？",
            "文档没有给出2025年的中国新型储能市场规模；给出的是："
            "2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]；"
            "2028年中国新型储能市场规模：1938亿元（预测，蓝湾咨询）[1]。",
        ),
        (
            "2026年中国储能温控市场规模是多少？",
            "文档没有给出2026年的中国储能温控市场规模；给出的是："
            "2022年中国储能温控市场规模：46亿元[1]。",
        ),
    ],
)
def test_a_period_that_is_missing_makes_a_partial_answer_of_what_exists(
    question: str, text: str
) -> None:
    answer = ask(question)

    assert answer.status == "partial"
    assert answer.text == text


def test_one_of_two_periods_missing_is_said_beside_the_other() -> None:
    answer = ask("2022年和2025年中国储能电池出货量分别是多少？")

    assert answer.status == "partial"
    assert lines(answer)[0] == "2022年中国储能电池出货量：130GWh[1]。"
    assert lines(answer)[1].startswith("文档没有给出2025年的中国储能电池出货量；给出的是：")
    assert lines(answer)[2:] == [f"原文：“{SHIPMENTS}”[1]"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2023年和2028年中国新型储能市场规模分别是多少？", ["620亿元", "1938亿元"]),
        ("2021年和2022年中国储能电池出货量", ["48GWh", "130GWh"]),
        ("2020-2022年中国储能电池出货量", ["16GWh", "48GWh", "130GWh"]),
    ],
)
def test_several_periods_stand_in_one_line_in_order_of_time(
    question: str, values: list[str]
) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert [point.quote for point in answer.data_points] == values
    assert len(lines(answer)) == 2
    assert lines(answer)[0].count("；") == len(values) - 1
    assert len(answer.citations) == 1


def test_a_series_keeps_actual_and_forecast_apart() -> None:
    answer = ask("中国储能电池出货量历年变化趋势如何？")

    assert (answer.status, answer.intent) == ("answered", "series")
    assert lines(answer) == [
        "实际值：2020年中国储能电池出货量：16GWh[1]；2021年中国储能电池出货量：48GWh[1]；"
        "2022年中国储能电池出货量：130GWh[1]。",
        "预测值：2024年中国储能电池出货量：260GWh（预测，蓝湾咨询）[1]。",
        f"原文：“{SHIPMENTS}”[1]",
    ]
    assert [point.forecast for point in answer.data_points] == [False, False, False, True]


def test_how_something_changes_over_years_asks_for_all_of_them_in_english_too() -> None:
    answer = ask("How do China's energy storage battery shipments change from 2020 to 2024?")

    assert answer.intent == "series"
    assert [point.quote for point in answer.data_points] == ["16GWh", "48GWh", "130GWh", "260GWh"]


@pytest.mark.parametrize(
    ("question", "first", "sources"),
    [
        (
            "2022年中国储能电池出货量和2023年中国储能变流器出货量分别是多少？",
            ["2022年中国储能电池出货量：130GWh[1]。", "2023年中国储能变流器出货量：48GW[2]。"],
            [SHIPMENTS, CONVERTERS],
        ),
        (
            "2022年中国储能电池出货量和中国储能变流器出货量分别是多少？",
            ["2022年中国储能电池出货量：130GWh[1]。", "2022年中国储能变流器出货量：30GW[2]。"],
            [SHIPMENTS, CONVERTERS],
        ),
        (
            "2023年上半年工商业储能和电网侧储能的占比分别是多少？",
            [
                "2023年上半年工商业储能占新增装机比重：18.5%（蓝湾咨询）[1]。",
                "2023年上半年电网侧储能占新增装机比重：42.0%（蓝湾咨询）[1]。",
            ],
            [SHARES],
        ),
    ],
)
def test_two_things_joined_are_each_answered(
    question: str, first: list[str], sources: list[str]
) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[:2] == first
    assert quotes(answer) == sources


def test_a_second_question_takes_its_subject_from_the_first() -> None:
    answer = ask("2022年储能电池出货量是多少？2024年呢？")

    assert answer.status == "answered"
    assert lines(answer) == [
        "2022年中国储能电池出货量：130GWh[1]。",
        f"原文：“{SHIPMENTS}”[1]",
        "2024年中国储能电池出货量：260GWh（预测，蓝湾咨询）[1]。",
    ]


def test_a_value_of_a_table_cites_the_table_with_its_header() -> None:
    answer = ask("全钒液流电池的能量密度是多少？")

    assert lines(answer)[0] == "全钒液流电池能量密度：30Wh/kg（公开资料，蓝湾咨询）[1]。"
    (quote,) = quotes(answer)
    assert quote.startswith("表1 储能电池路线参数\n\n路线\t磷酸铁锂电池")
    assert quote.endswith("来源：公开资料，蓝湾咨询，2023")


@pytest.mark.parametrize(
    ("question", "first", "source"),
    [
        (
            "What is the market size of new-type energy storage in China in 2023?",
            "中国新型储能市场规模, 2023: 620亿元 (62 billion yuan) (forecast, 蓝湾咨询) [1].",
            MARKET,
        ),
        (
            "What is the market size of energy storage batteries globally in 2027?",
            "全球储能电池市场规模, 2027: 600亿美元 (60 billion US dollars) (forecast, 蓝湾咨询) [1].",
            GLOBAL,
        ),
        (
            "What is the CAGR of the global energy storage battery market from 2022 to 2027?",
            "全球储能电池市场规模, CAGR, 2022-2027: 20.1% (forecast, 蓝湾咨询) [1].",
            GLOBAL,
        ),
    ],
)
def test_an_english_question_gets_an_english_frame_and_the_chinese_source(
    question: str, first: str, source: str
) -> None:
    answer = ask(question)

    assert (answer.status, answer.language) == ("answered", "en")
    assert lines(answer) == [first, f"Source text: “{source}” [1]"]


def test_a_conversion_is_a_derivation_from_the_printed_value() -> None:
    (derivation,) = ask(
        "What is the market size of new-type energy storage in China in 2023?"
    ).derivations

    assert derivation.text == "62 billion yuan"
    assert derivation.value == 62e9
    assert derivation.formula == "620亿 = 620 × 100,000,000"
    assert [point.quote for point in derivation.inputs] == ["620亿元"]


def test_a_false_value_in_a_question_is_corrected() -> None:
    answer = ask("为什么2023年中国新型储能市场规模能达到900亿元？")

    assert lines(answer)[:2] == [
        "文档给出的数值与问题所说不同。",
        "2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]。",
    ]


def test_a_true_value_in_a_question_is_not_corrected() -> None:
    text = ask("2023年中国新型储能市场规模为什么达到620亿元？").text

    assert "不同" not in text


def test_conjuncts_share_what_the_question_says_of_both() -> None:
    assert conjuncts("2023年甲和乙的规模分别是多少")[0] == (
        "2023年甲 分别是多少",
        "2023年 乙的规模分别是多少",
    )
    assert conjuncts("how big is a than b?")[0] == ("how big is a ?", "how b?")
    assert ("甲的寿命", "乙的寿命") in conjuncts("甲的寿命是乙的几倍")
    assert conjuncts("甲的规模") == []


def test_readings_are_the_whole_then_its_clauses() -> None:
    assert readings("甲的规模是多少") == ["甲的规模是多少"]
    assert readings("甲报告里说，乙的规模，丙的规模") == [
        "甲报告里说，乙的规模，丙的规模",
        "甲报告里说，乙的规模",
        "甲报告里说，丙的规模",
        "甲报告里说",
        "乙的规模",
        "丙的规模",
    ]


def test_every_data_point_of_an_answer_is_one_of_the_index() -> None:
    known = set(storage().data_points())

    for question in ("2023年中国新型储能市场规模是多少？", "中国储能电池出货量的趋势"):
        assert set(ask(question).data_points) <= known


TEA = """# 2024年茶业观察

## 一、产量与份额

2022年绿茶集散环节平均加工费为3.2元/公斤，2024年为2.7元/公斤。2023年红茶产量为50万吨，黑茶产量为20万吨。

2022—2027年绿茶出口额年复合增长率为12.4%。2022—2027年红茶出口额年复合增长率为7.1%。

制茶环节前三名企业2023年合计份额为61.5%。

以手工茶坊为例，投资回收期由2019年的4.5年缩短至2023年的2.8年。

表1 2022—2023年各省（区、市）茶叶产量排名（万吨）

| 排名 | 2022年 | 2023年 |
|---|---|---|
| 1 | 福建（52.1） | 云南（55.4） |
| 2 | 云南（51.0） | 福建（53.2） |
| 3 | 湖北（42.0） | 湖北（42.8） |
"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return built(tmp_path_factory.mktemp("tea"), TEA)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "22到27年绿茶和红茶出口额的年均复合增速相差几个百分点？",
            "2022-2027年，绿茶出口额年复合增长率比红茶出口额年复合增长率高5.3个百分点"
            "（12.4% − 7.1% = 5.3个百分点）[1][2]。",
        ),
        (
            "绿茶加工费22年到24年降了几毛",
            "绿茶集散环节平均加工费：2024年比2022年少0.5元/公斤"
            "（3.2元/公斤 − 2.7元/公斤 = 0.5元/公斤）[1]。",
        ),
        ("开手工茶坊现在多久回本", "2023年投资回收期：2.8年[1]。"),
        (
            "云南2023年排老几？比22年是升了还是掉了？",
            "云南从2022年第2位升到2023年第1位，上升1位[1]。",
        ),
        (
            "2021年制茶环节前三家企业合计份额是多少？",
            "文档没有给出2021年的制茶环节前三名企业合计份额；给出的是："
            "2023年制茶环节前三名企业合计份额：61.5%[1]。",
        ),
        (
            "2023年福建凭啥还能坐稳头把交椅",
            "问题的前提与榜单不符：2023年福建第2，居该位次的是云南（第1）[1]。",
        ),
    ],
)
def test_speech_finds_the_figures_of_another_trade(
    tea: KnowledgeBase, question: str, first: str
) -> None:
    assert tea.ask(question).text.splitlines()[0] == first


def test_a_ranking_says_how_far_two_names_are_apart(tea: KnowledgeBase) -> None:
    assert tea.ask("2023年云南都超过福建当第一了，领先多少万吨啊").text.splitlines()[3:5] == [
        "2023年云南 茶叶产量：55.4万吨[1]；2023年福建 茶叶产量：53.2万吨[1]。",
        "2023年茶叶产量：云南比福建多2.2万吨（55.4万吨 − 53.2万吨 = 2.2万吨）[1]。",
    ]


def test_what_grows_is_what_is_sold_where_its_sentence_speaks_of_money(tmp_path: Path) -> None:
    base = built(
        tmp_path,
        "The kelp gel chain generated $310 million in 2022 and is set to reach $520 million by "
        "2027, a CAGR of 10.9%.\n",
    )
    answer = base.ask("At what pace will revenue of the kelp gel chain grow annually to 2027?")
    assert (answer.status, [p.quote for p in answer.data_points]) == ("answered", ["10.9%"])


def test_a_number_of_things_is_no_amount_and_what_is_undated_is_of_the_time_of_the_report(
    tmp_path: Path,
) -> None:
    base = built(
        tmp_path,
        "---\ntitle: Oars and boats\ndate: 2024-05-01\n---\n\n"
        "Marlin Works makes oars and earned $40 million with its rowing people in Bergen.\n\n"
        "Some 12% of rowing clubs own a carbon boat.\n",
    )
    staff = base.ask("How many people work for Marlin Works in Bergen?")
    assert staff.data_points == ()
    share = "What share of rowing clubs owned a carbon boat in {}?"
    assert [base.ask(share.format(year)).status for year in (2023, 2016)] == ["answered", "partial"]


@pytest.mark.parametrize(
    ("date", "status"), [("2024-03-01", "partial"), ("2024-09-01", "answered")]
)
def test_a_report_of_spring_gives_no_figure_of_its_own_year(
    tmp_path: Path, date: str, status: str
) -> None:
    text = f"---\ntitle: 赛艇\ndate: {date}\n---\n\n赛艇俱乐部碳艇使用率为12%。\n"
    assert built(tmp_path, text).ask("2024年赛艇俱乐部碳艇使用率是多少？").status == status


def test_one_generation_is_not_told_by_another(tmp_path: Path) -> None:
    base = built(tmp_path, "# 出游\n\n2024年，90后人群出游4.6亿人次。\n")
    told = [base.ask(f"2024年{who}人群出游多少人次？").status for who in ("90后", "80后")]
    assert told[0] == "answered" and told[1] != "answered"
