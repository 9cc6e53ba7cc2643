"""Computed answers: result, formula, the figures used, and the derivation behind each number."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import ask, built, lines, storage

from kb.answering.computing.beside import with_other
from kb.answering.computing.implied import with_next
from kb.answering.lookup.figures import conjuncts
from kb.answering.understanding.question import understand
from kb.answering.writing.draft import Draft
from kb.knowledge_base import KnowledgeBase
from kb.types import Period


@pytest.mark.parametrize(
    ("question", "intent", "first", "formula", "value"),
    [
        (
            "2022年到2027年全球储能电池市场规模增加了多少？",
            "difference",
            "全球储能电池市场规模：2027年（预测）比2022年多360亿美元"
            "（600亿美元 − 240亿美元 = 360亿美元）[1]。",
            "600亿美元 − 240亿美元 = 360亿美元",
            360.0,
        ),
        (
            "2022年中国储能电池出货量比2021年多多少？",
            "difference",
            "中国储能电池出货量：2022年比2021年多82 GWh（130GWh − 48GWh = 82 GWh）[1]。",
            "130GWh − 48GWh = 82 GWh",
            82.0,
        ),
        (
            "How much more were shipments of energy storage batteries in China in 2022 than the year before?",
            "difference",
            "中国储能电池出货量: 2022 exceeds 2021 by 82 GWh (130GWh − 48GWh = 82 GWh) [1].",
            "130GWh − 48GWh = 82 GWh",
            82.0,
        ),
        (
            "2023年上半年电网侧储能的占比比工商业储能高多少个百分点？",
            "difference",
            "2023年上半年，电网侧储能占新增装机比重比工商业储能占新增装机比重高"
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
            "中国新型储能市场规模：2028年（预测）约为2023年（预测）的3.1倍"
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
            "全球储能电池市场规模: 2027 (forecast) is about 2.5 times 2022 "
            "(600亿美元 ÷ 240亿美元 ≈ 2.5) [1].",
            "600亿美元 ÷ 240亿美元 ≈ 2.5",
            2.5,
        ),
        (
            "What is the difference between the global energy storage battery market in 2022 and 2027?",
            "difference",
            "全球储能电池市场规模: 2027 (forecast) exceeds 2022 by 360亿美元 (36 billion US dollars) "
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
            "2023年上半年，电网侧储能占新增装机比重更高：42.0%，工商业储能占新增装机比重为18.5%[1]。",
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
        "Implied 中国新型储能市场规模 for 2022: about 400亿元 (40 billion yuan) "
        "(620亿元 ÷ (1 + 55%) ≈ 400亿元) [1].",
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


@pytest.mark.parametrize(
    ("question", "text", "value", "formula"),
    [
        (
            "2023年中国储能变流器出货量比2022年增长百分之多少，按数值算一下？",
            "45.0%",
            None,
            "",
        ),
        (
            "2021年中国储能电池出货量同比增长多少？",
            "中国储能电池出货量：2021年比2020年增长200.0%（48GWh ÷ 16GWh − 1 ≈ 200.0%）[1]。",
            200.0,
            "48GWh ÷ 16GWh − 1 ≈ 200.0%",
        ),
        (
            "By what percent did China's energy storage battery shipments grow in 2022?",
            "中国储能电池出货量: 2022 is up 170.8% on 2021 (130GWh ÷ 48GWh − 1 ≈ 170.8%) [1].",
            (130 / 48 - 1) * 100,
            "130GWh ÷ 48GWh − 1 ≈ 170.8%",
        ),
        (
            "2020年到2022年中国储能电池出货量年均增长率是多少？",
            "中国储能电池出货量：2022年比2020年年均增长185.0%"
            "（(130GWh ÷ 16GWh)^(1/2) − 1 ≈ 185.0%）[1]。",
            ((130 / 16) ** 0.5 - 1) * 100,
            "(130GWh ÷ 16GWh)^(1/2) − 1 ≈ 185.0%",
        ),
        (
            "What yearly growth is implied by China's energy storage battery shipments from 2020 to 2022?",
            "中国储能电池出货量: 2022 is up 185.0% a year on 2020 ((130GWh ÷ 16GWh)^(1/2) − 1 ≈ 185.0%) [1].",
            ((130 / 16) ** 0.5 - 1) * 100,
            "(130GWh ÷ 16GWh)^(1/2) − 1 ≈ 185.0%",
        ),
    ],
)
def test_growth_is_computed_where_none_is_stated(
    question: str, text: str, value: float | None, formula: str
) -> None:
    answer = ask(question)

    if value is None:
        assert text in lines(answer)[0]
        assert answer.derivations == ()
        return
    assert (answer.status, lines(answer)[0]) == ("answered", text)
    assert (answer.derivations[0].value, answer.derivations[0].formula) == (
        pytest.approx(value),
        formula,
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "How much did China's energy storage battery shipments rise between 2020 and 2022?",
            "中国储能电池出货量: 2022 exceeds 2020 by 114 GWh (130GWh − 16GWh = 114 GWh) [1].",
        ),
        (
            "中国储能电池出货量2022年比上年多了多少？",
            "中国储能电池出货量：2022年比2021年多82 GWh（130GWh − 48GWh = 82 GWh）[1]。",
        ),
        (
            "2027年全球储能电池市场规模到2022年是多少的几倍？",
            "全球储能电池市场规模：2027年（预测）约为2022年的2.5倍（600亿美元 ÷ 240亿美元 ≈ 2.5）[1]。",
        ),
        (
            "全钒液流电池比铅炭电池的循环寿命多多少次？",
            "全钒液流电池循环寿命比铅炭电池循环寿命多13800次（15000次 − 1200次 = 13800次）[1]。",
        ),
        (
            "试比较钠离子电池款与铅炭电池款的能量密度，何者更低？",
            "铅炭电池能量密度更低：45Wh/kg，钠离子电池能量密度为120Wh/kg[1]。",
        ),
        (
            "钠离子电池和铅炭电池哪个能量密度低？",
            "铅炭电池能量密度更低：45Wh/kg，钠离子电池能量密度为120Wh/kg[1]。",
        ),
    ],
)
def test_change_and_lower_side_are_told_as_asked(question: str, first: str) -> None:
    answer = ask(question)

    assert (answer.status, lines(answer)[0]) == ("answered", first)


def test_two_measures_of_two_things_are_each_compared() -> None:
    answer = ask("磷酸铁锂电池和钠离子电池，循环寿命和能量密度哪个高？")

    firsts = [line for line in lines(answer) if "更高" in line]
    assert [("6000次" in line, "160Wh/kg" in line) for line in firsts] == [
        (True, False),
        (False, True),
    ]


HALVES = """2023年下半年观察

2023年上半年，中国储能温控市场规模为20亿元。蓝湾咨询预计，2023年全年中国储能温控市场规模将达到52亿元。

2023年，中国储能设备市场规模为80亿元，其中户用储能设备市场规模为20亿元。

蓝湾咨询预计，2022-2026年中国储能云市场年复合增长率为20.0%，2026年中国储能云市场规模将达到62.2亿元。
"""


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The knowledge base of a page with a half year, a part of a whole and one end of a rate."""
    return built(tmp_path_factory.mktemp("halves"), HALVES)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "2023年下半年中国储能温控市场规模是多少？",
            "由全年减去另一半年，2023年下半年中国储能温控市场规模为32亿元"
            "（52亿元 − 20亿元 = 32亿元，全年为预测值）[1][2]。",
        ),
        (
            "What was the second half of 2023 worth in China's 储能温控 market size?",
            "The year less its other half leaves 32亿元 (3.2 billion yuan) for the second half of "
            "2023: 中国储能温控市场规模 (52亿元 − 20亿元 = 32亿元, the year being a forecast) [1][2].",
        ),
        (
            "倒推2022年中国储能云市场规模",
            "按2022-2026年的年复合增长率推算，2022年中国储能云市场规模约为30.0亿元"
            "（62.2亿元 ÷ (1 + 20%)^4 ≈ 30.0亿元）[1]。",
        ),
        (
            "户用储能设备占储能设备市场的百分之多少？",
            "2023年，户用储能设备市场规模相当于中国储能设备市场规模的25.0%（20亿元 ÷ 80亿元 ≈ 25.0%）[1]。",
        ),
    ],
)
def test_what_figures_imply_is_computed_and_said_to_be(
    halves: KnowledgeBase, question: str, first: str
) -> None:
    answer = halves.ask(question)

    assert (answer.status, lines(answer)[0]) == ("answered", first)
    assert lines(answer)[1].endswith(("文档没有直接给出。", "do not state it."))
    assert answer.warnings == ()


def test_one_figure_alone_is_said_to_settle_nothing() -> None:
    answer = ask("中国储能温控市场规模是多少的几倍？")

    assert answer.status == "partial"
    assert lines(answer)[0] == "2022年中国储能温控市场规模：46亿元[1]。"
    assert lines(answer)[-1] == "另一个数值文档没有给出，无法计算。"


def test_two_figures_of_one_company_are_not_those_of_two(tmp_path: Path) -> None:
    text = (
        "# 网络公司\n\n2023年上半年，美图的营业收入同比增幅为29.8%。\n\n2023年上半年，美图的利润同比增幅为320.4%。\n\n"
        "网易的游戏业务保持稳定。\n"
    )
    answer = built(tmp_path, text).ask("美图和网易2023年上半年的营业收入增速哪个更高？")
    assert "320.4" not in answer.text
    assert not answer.derivations


def test_what_one_figure_is_called_by_is_no_sum(tmp_path: Path) -> None:
    text = "# 泵阀\n\n2023年，水泵和阀门出口额为20亿元。2022-2027年水泵和阀门出口额年复合增长率为8%。\n"
    base = built(tmp_path, text)
    for question, line in (
        ("水泵加阀门2023年出口额是多少？", "2023年水泵和阀门出口额：20亿元[1]。"),
        (
            "水泵加上阀门2022到2027年出口额平均一年涨百分之几？",
            "2022-2027年水泵和阀门出口额年复合增长率：8%[1]。",
        ),
    ):
        answer = base.ask(question)
        assert (answer.status, lines(answer)[0], len(lines(answer))) == ("answered", line, 2)


def test_figures_within_a_span_do_not_stand_for_the_end_that_is_missing(tmp_path: Path) -> None:
    text = "# 烘箱\n\n2022年，烘箱市场规模为20亿元。2023年，烘箱市场规模为30亿元。2027年，烘箱市场规模预计为60亿元。\n"
    answer = built(tmp_path, text).ask("2022年到2026年烘箱市场规模翻了几倍？")

    assert answer.status == "partial"
    assert lines(answer)[0] == "2022年烘箱市场规模：20亿元[1]；2023年烘箱市场规模：30亿元[2]。"
    assert lines(answer)[-1] == "另一个数值文档没有给出，无法计算。"


def test_one_figure_is_set_against_the_only_other_one_of_its_sentence(tmp_path: Path) -> None:
    text = "# 烘箱\n\n大型烘箱每台的功率可高达50kW，这与传统作坊每台7kW的平均水平形成对比。\n"
    base = built(tmp_path, text)
    records = base._asker({}).records
    first = next(point for point in base.data_points() if point.value == 50.0)
    for asked, shown in (
        ("大型烘箱的功率是普通铺子里的几倍？", ["50kW ÷ 7kW ≈ 7.1"]),
        ("大型烘箱的功率比普通铺子里的高多少？", ["50kW − 7kW = 43 kW"]),
        ("大型烘箱的功率增加了多少？", []),
        ("大型烘箱的功率是多少？", []),
    ):
        question = understand(asked, base.vocabulary)
        draft = Draft(asked, "zh", base._generation.store)
        mark = draft.mark()
        draft.cite_point(first)
        status = with_other(draft, question, mark, records)
        assert (status, [d.formula for d in draft.derivations]) == (
            "answered" if shown else None,
            shown,
        )


def test_the_growth_over_a_span_as_a_whole_is_computed_from_its_ends(tmp_path: Path) -> None:
    text = (
        "# 泵业\n\n表1 泵企收入（亿元）\n\n| 排名 | 2021年 | 收入 | 2023年 | 收入 |\n|---|---|---|---|---|\n"
        "| 1 | 云杉泵业 | 38.9 | 云杉泵业 | 54.3 |\n| 2 | 白鹭泵业 | 30.0 | 青峰泵业 | 41.0 |\n| 3 | 青峰泵业 | 20.0 | 白鹭泵业 | 33.0 |\n"
    )
    base = built(tmp_path, text)
    answer = base.ask("云杉泵业从21年到23年收入一共涨了百分之多少？")

    assert answer.status == "answered"
    assert "54.3亿元 ÷ 38.9亿元 − 1 ≈ 39.6%" in lines(answer)[0]
    gap = base.ask("2023年第一比第二多收入多少亿？")
    assert "54.3亿元 − 41.0亿元 = 13.3亿元" in gap.text


def test_a_thing_that_names_none_of_those_listed_is_none_of_them(tmp_path: Path) -> None:
    text = "# 泵业\n\n表1 泵的流量\n\n| 型号 | 流量（吨） |\n|---|---|\n| AX-2 | 15 |\n| AX-3 | 60 |\n| BQ-1 | 20 |\n"
    base = built(tmp_path, text)

    assert base.ask("AX-3的流量是上一代的几倍？").derivations == ()
    (derived,) = base.ask("AX-3的流量是AX-2的几倍？").derivations
    assert derived.formula == "60吨 ÷ 15吨 ≈ 4.0"


def test_how_much_two_things_fell_is_no_multiple_of_one_by_the_other(tmp_path: Path) -> None:
    text = (
        "# 2023年灯具观察\n\n## 销售\n\n"
        "2023年台灯的保修费用少有人提，台灯销量同比下降12.0%，吊灯销量同比下降6.0%。\n"
    )
    base = built(tmp_path, text)
    answer = base.ask("2023年台灯的保修费用是吊灯的几倍？")
    base.close()

    assert answer.derivations == ()
    assert "2倍" not in answer.text


def test_a_share_is_of_what_the_question_calls_the_part(tmp_path: Path) -> None:
    text = (
        "# 2023年灯具观察\n\n## 企业\n\n"
        "2023年营业收入前六名企业合计80.0亿元。\n\n行业正在加大研发，但多数企业没有披露。\n\n"
        "表1 2023年灯具企业营业收入\n\n| 企业 | 营业收入（亿元） |\n|---|---|\n| 明烛照明 | 20.0 |\n| 辉夜灯饰 | 16.0 |\n"
    )
    base = built(tmp_path, text)
    spent = base.ask("明烛照明2023年在研发上花的钱占收入几成？")
    base.close()

    assert spent.derivations == ()
    assert "25.0%" not in spent.text


def test_who_earns_more_is_told_by_revenue_and_not_by_places_or_another_measure(
    tmp_path: Path,
) -> None:
    text = """# 新茶饮行业

表1 品牌门店数排行，2024

| 排名 | 2024年 |
| --- | --- |
| 1 | 禾语茶坊 |
| 2 | 青雾里 |

禾语茶坊2024年实现营业收入248亿元，净利润44.5亿元。

青雾里走直营路线，2024年营业收入为67亿元。
"""
    for question in ("禾语茶坊和青雾里谁收入高，差多少？", "禾语茶坊收入比青雾里多多少？"):
        answer = built(tmp_path, text).ask(question)
        assert "181亿元（248亿元 − 67亿元 = 181亿元）" in lines(answer)[0]


def test_what_a_level_was_before_it_changed_by_an_amount_is_computed(tmp_path: Path) -> None:
    base = built(
        tmp_path,
        "# 电池回收\n\n2024年，退役电池总量为31.5万吨，较2023年增加9.3万吨。\n\n"
        "2024年底，回收网点共156个，比上年减少32个。\n\n2024年，回收收入为40亿元，较2020年增加12亿元。\n",
    )
    first = {
        q: lines(base.ask(q))[0] for q in ("2023年退役电池总量是多少？", "2023年回收网点有多少个？")
    }
    assert list(first.values()) == [
        "2023年退役电池总量：22.2万吨（31.5万吨 − 9.3万吨 = 22.2万吨）[1]。",
        "2023年回收网点：188个（156个 + 32个 = 188个）[1]。",
    ]
    assert not base.ask("2023年回收收入是多少？").derivations


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("咖啡22到24年占比涨了几个点", "24% − 14% = 10个百分点"),
        ("咖啡20到24这几年占比涨了几个百分点", "24% − 6% = 18个百分点"),
        ("绿茶的占比从2020年到2024年降了几个百分点", "46% − 36% = 10个百分点"),
    ],
)
def test_by_how_many_points_a_share_rose_is_told_by_its_ends(
    tmp_path: Path, question: str, formula: str
) -> None:
    text = (
        "# 饮料\n\n表1 各类饮料的零售额占比\n\n| 种类 | 2020年 | 2022年 | 2024年 |\n|---|---|---|---|\n"
        "| 绿茶 | 46% | 43% | 36% |\n| 咖啡 | 6% | 14% | 24% |\n"
    )
    base = built(tmp_path, text)
    (derived,) = base.ask(question).derivations
    base.close()

    assert derived.formula == formula


def test_two_times_are_not_told_by_two_things_of_one_time(tmp_path: Path) -> None:
    text = "# 茶馆\n\n2024年平均每位客人的绿茶花费为40元，红茶为20元。\n"
    base = built(tmp_path, text)
    apart = base.ask("绿茶客人的花费24年相当于19年的几倍？")
    beside = base.ask("2024年每位客人的绿茶花费是红茶的几倍？")
    base.close()

    assert apart.derivations == ()
    assert beside.derivations[0].formula == "40元 ÷ 20元 ≈ 2.0"


def test_figures_of_the_two_times_that_are_set_against_each_other_are_computed(
    tmp_path: Path,
) -> None:
    text = "# 烘箱\n\n2022年，烘箱市场规模为20亿元。2026年，烘箱市场规模预计为60亿元。\n"
    base = built(tmp_path, text)
    records = base._asker({}).records
    for asked, shown in (
        ("2026年卖烘箱比2022年多收多少？", ["60亿元 − 20亿元 = 40亿元"]),
        ("2026年卖烘箱比2024年多收多少？", []),
    ):
        draft = Draft(asked, "zh", base._generation.store)
        mark = draft.mark()
        for point in base.data_points():
            draft.cite_point(point)
        with_other(draft, understand(asked, base.vocabulary), mark, records)
        assert [d.formula for d in draft.derivations] == shown
    base.close()


def test_what_is_said_in_other_words_is_not_computed() -> None:
    draft = Draft("", "en", storage()._generation.store)
    mark = draft.mark()
    draft.derive("2 billion yuan", 2e9, "20亿 = 20 × 100,000,000", [])
    assert not draft.has_computed(mark)
    draft.derive("40亿元", 4e9, "60亿元 − 20亿元 = 40亿元", [])
    assert draft.has_computed(mark)


def test_what_is_so_many_times_its_other_is_two_things() -> None:
    read = conjuncts("in 2027 tea output would be how many times its coffee output")
    assert ("in 2027 tea output", "coffee output") in read


def test_of_a_range_both_ends_are_set_against_the_other_figure(tmp_path: Path) -> None:
    text = "# 烘箱\n\n大型烘箱的功率为50kW，小型烘箱的功率在4-10kW之间。\n"
    base = built(tmp_path, text)
    times = base.ask("大型烘箱的功率是小型烘箱的几倍？")
    apart = base.ask("大型烘箱的功率比小型烘箱高多少？")
    base.close()

    assert "5.0至12.5倍（50kW ÷ 4-10kW ≈ 5.0至12.5）" in lines(times)[0]
    assert [round(one.value, 1) for one in times.derivations] == [5.0, 12.5]
    assert apart.derivations == ()
    assert "50kW" in lines(apart)[0]
    assert "4-10kW" in lines(apart)[0]


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("绿茶24年比23年多卖了多少", "287亿元 − 259亿元 = 28亿元"),
        ("红茶24年比23年多卖了多少亿", "222亿元 − 192亿元 = 30亿元"),
        ("24年绿茶比红茶多卖多少", "287亿元 − 222亿元 = 65亿元"),
    ],
)
def test_how_much_more_was_sold_is_told_by_two_amounts(
    tmp_path: Path, question: str, formula: str
) -> None:
    text = (
        "# 饮料\n\n2024年，绿茶占零售额的22.0%，小包装占红茶零售额的46%。\n\n表1 各类饮料\n\n"
        "| 种类 | 2023年零售额(亿元) | 2024年零售额(亿元) |\n|---|---|---|\n| 绿茶 | 259 | 287 |\n| 红茶 | 192 | 222 |\n"
    )
    base = built(tmp_path, text)
    (derived,) = base.ask(question).derivations
    base.close()

    assert derived.formula == formula


def test_how_many_times_one_did_the_other_need_divides_the_other(tmp_path: Path) -> None:
    text = "# Kilns\n\nTable 1 Fuel of kilns\n\n| Kiln | Fuel (t) |\n| --- | --- |\n| Brick kiln | 2.4 |\n| Lime kiln | 8.7 |\n"
    answer = built(tmp_path, text).ask(
        "How many times the fuel of the brick kiln did the lime kiln need?"
    )

    assert "8.7" in answer.text.split("÷")[0]


def test_which_of_two_came_first_no_amounts_tell(tmp_path: Path) -> None:
    text = "# 茶行\n\n青石茶行2023年收入增长29.8%。\n\n白鹭茶行2023年效率增长50.0%。\n"
    answer = built(tmp_path, text).ask("青石茶行跟白鹭茶行，哪家开得更早？")

    assert answer.derivations == ()
    assert "更高" not in answer.text
