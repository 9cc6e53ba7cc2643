"""Answers about charts and tables: label, title, section, source, and what there is of values."""

from __future__ import annotations

import list_report as lists
import pytest
from small_report import ask, lines, quotes

MARKET = "储能产业概览 › 市场：规模扩张与结构调整"
CHART = f"图1《中国储能电池出货量及预测，2020-2028》，在“{MARKET}”一节；来源：蓝湾咨询，2023[1]。"
TABLE = (
    "表1《储能电池路线参数》，在“储能产业概览 › 电池：多条路线并行”一节；"
    "来源：公开资料，蓝湾咨询，2023[1]。"
)
RANKING = (
    "图2《中国新型储能省份装机排行，2020-2023》，在“区域与建议 › 省份排行”一节；"
    "来源：蓝湾咨询，2023[1]。"
)


@pytest.mark.parametrize("question", ["表1的内容是什么？", "表 1 有什么？", "哪张表列了电池参数？"])
def test_a_table_is_named_and_shown_row_by_row(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "exhibit")
    assert lines(answer) == [
        TABLE,
        "路线 | 磷酸铁锂电池 | 钠离子电池 | 全钒液流电池 | 铅炭电池",
        "循环寿命 | 6000次 | 3500次 | 15000次 | 1200次",
        "能量密度 | 160Wh/kg | 120Wh/kg | 30Wh/kg | 45Wh/kg",
    ]
    (exhibit,) = answer.exhibits
    assert (exhibit.label, exhibit.has_values) == ("表1", True)
    (quote,) = quotes(answer)
    assert quote.startswith("表1 储能电池路线参数")


def test_a_chart_whose_image_is_lost_says_so_and_gives_what_the_text_does() -> None:
    answer = ask("图1讲的是什么？")

    assert (answer.status, answer.intent) == ("answered", "exhibit")
    assert lines(answer)[:6] == [
        CHART,
        "图中的数值没有文字版，只有标题；正文对同一主题给出：",
        "- 2020年中国储能电池出货量：16GWh[2]",
        "- 2021年中国储能电池出货量：48GWh[2]",
        "- 2022年中国储能电池出货量：130GWh[2]",
        "- 2024年中国储能电池出货量：260GWh（预测，蓝湾咨询）[2]",
    ]
    (exhibit,) = answer.exhibits
    assert (exhibit.label, exhibit.has_values) == ("图1", False)


def test_a_value_asked_of_a_lost_chart_is_answered_in_part() -> None:
    answer = ask("图1中2025年的出货量是多少？")

    assert answer.status == "partial"
    assert lines(answer)[0] == CHART


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("哪张图讲省份排行？", "图2"),
        ("出货量的图是哪张？", "图1"),
        ("什么图表列出了电池路线参数？", "表1"),
        ("哪张图讲储能电池？", "图1"),
        ("哪张表讲储能电池？", "表1"),
        ("储能电池哪张图画到2028了", "图1"),
        ("想给领导放一张储能电池出货量的图，是报告里第几张？", "图1"),
        ("省份装机排行的图，在第几张", "图2"),
        ("What does Table 1 show?", "表1"),
        ("What is figure 2?", "图2"),
    ],
)
def test_an_exhibit_is_found_by_its_label_or_by_the_words_of_its_title(
    question: str, label: str
) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert [exhibit.label for exhibit in answer.exhibits] == [label]


def test_exhibits_that_fit_as_well_are_all_named_without_their_contents() -> None:
    answer = ask("Which exhibits show 储能电池?")

    assert lines(answer) == [
        f"图1 “中国储能电池出货量及预测，2020-2028”, in section “{MARKET}”; source: 蓝湾咨询，2023 [1].",
        "表1 “储能电池路线参数”, in section “储能产业概览 › 电池：多条路线并行”; "
        "source: 公开资料，蓝湾咨询，2023 [2].",
    ]
    assert [exhibit.label for exhibit in answer.exhibits] == ["图1", "表1"]


def test_a_ranking_chart_with_text_is_shown() -> None:
    answer = ask("图2是什么？")

    assert lines(answer)[:3] == [
        RANKING,
        "2020 | 2021 | 2022 | 2023 | 排名",
        "江苏 | 江苏 | 山东 | 山东 | 1",
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("图9是什么？", "文档里没有图9，有的是图1至图2[1][2]。"),
        ("表2的内容是什么？", "文档里没有表2，有的是表1[1]。"),
        ("What does Figure 12 show?", "There is no Figure 12; there are 图1 to 图2 [1][2]."),
    ],
)
def test_an_exhibit_that_does_not_exist_is_refused_with_those_that_do(
    question: str, text: str
) -> None:
    answer = ask(question)

    assert (answer.status, answer.text) == ("refused", text)
    assert answer.exhibits == ()
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("question", "lines_"),
    [
        (
            "表1里循环寿命那一行都有哪些数",
            [
                "表1中，循环寿命——磷酸铁锂电池：6000次；钠离子电池：3500次；全钒液流电池：15000次；"
                "铅炭电池：1200次[1]。",
                "出自表1《储能电池路线参数》[1]。",
            ],
        ),
        (
            "表1中钠离子电池的能量密度是多少",
            ["表1中，能量密度——钠离子电池：120Wh/kg[1]。", "出自表1《储能电池路线参数》[1]。"],
        ),
        (
            "表1里铅炭电池那一列是什么",
            [
                "表1中，铅炭电池——循环寿命：1200次；能量密度：45Wh/kg[1]。",
                "出自表1《储能电池路线参数》[1]。",
            ],
        ),
        (
            "图2里2022年那一列是哪些省",
            [
                "图2中，2022——1：山东；2：江苏；3：湖南；4：广东；5：内蒙古；6：浙江[1]。",
                "出自图2《中国新型储能省份装机排行，2020-2023》[1]。",
            ],
        ),
    ],
)
def test_a_row_a_column_or_a_cell_of_a_table_comes_first(question: str, lines_: list[str]) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "exhibit")
    assert lines(answer) == lines_


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "give me the 2023 column of table 1",
            "Table 1: 2023 — Passenger: 23.0 billion USD; Freight: 8.7 billion USD; "
            "Home: 3.6 billion USD; Other: 1.2 billion USD; Total: 36.5 billion USD [1].",
        ),
        (
            "表3里2021那一行都有哪些数",
            "表3中，2021——出口量：7.3万台；出口均价：20.4万元/台[1]。",
        ),
        ("Table 1: home elevators in 2022?", "Table 1: Home — 2022: 2.9 billion USD [1]."),
        ("表3中2022年的出口均价", "表3中，2022——出口均价：19.9万元/台[1]。"),
    ],
)
def test_years_name_rows_and_columns(question: str, first: str) -> None:
    answer = lists.ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("表1里GPT-4的循环寿命是多少？", "表1里没有GPT-4；有的是："),
        ("表1里苏州的循环寿命是多少？", "表1里没有苏州；有的是："),
        (
            "How large is the cycle life of NCM-811 in Table 1?",
            "表1 does not give NCM-811; it gives:",
        ),
    ],
)
def test_a_name_that_a_table_has_nowhere_is_said_to_be_missing(question: str, first: str) -> None:
    answer = ask(question)
    assert (answer.status, lines(answer)[0]) == ("partial", first)
    assert "6000次" in answer.text


def test_what_stands_in_a_table_is_answered_in_full() -> None:
    assert ask("表1里铅炭电池的循环寿命是多少？").status == "answered"
    assert ask("表1里中国的循环寿命有多少？").status == "answered"
