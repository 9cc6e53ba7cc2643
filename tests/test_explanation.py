"""Answers made of sentences: two to five, none twice, a list as a list with its lead-in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from small_report import ask, built, lines, quotes

from kb.answering.quoting.announced import what_follows
from kb.answering.quoting.definition import asked_term, asks_meaning
from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.readers import read_text

DEFINED = """# 冷链

## 名词

“断链率”指货温超过限值的批次占全部批次的比重，按月统计。断链率越低，货损越少。预冷是在装车前把货温降到规定值的一道工序，能减少途中的损耗，也缩短了制冷机组的运行时间。

训练用了40PD（即每天一千万亿次，跑40天），由两家公司完成。所谓返箱，是卸完货的箱子空着回到冷库的一段路。返箱越少越好。霜河回程拼箱是一种共用空箱的服务。

## Measures

It covers labour and parts. *Uptime* is the share of hours in which a unit could work. *Warm lane* means a route without cooling. A cold box consists of a shell and a fan. The *cart*, still in use, equals 15 boxes. A net cold yield of 0.8 means that a fifth of the cold is lost. The price of a cart rose to €34 in 2024.

2024年返箱比例为12%；“装满率”则为装货体积占车厢容积的比例。司机有40人。

全线用VTR冷机（Variable Temperature Regime，变温机组）降温。各库按仓储管理系统（WMS）排车。The depot meets the air quality index (AQI) of the town.
"""
ANNOUNCED = """# 电梯

商业模式分为两种。一是租赁，以出租为主；二是自营，以运输为主。

风险来自三个方面。价格下跌。交付延误。标准不一。价格上涨了。

We sort lifts into three types.

- Small lifts.
- Tall lifts.
- Wide lifts.

Two forces drive demand.

**Wages.** They rise.

**Space.** It is scarce.

The end.

重点看三类电梯：货梯、医梯，以及载重两吨以上的车梯。其他电梯不看。
"""
LEAD = "建设储能电站可以从以下几个方面着手："
ITEMS = [
    "合理确定规模。结合当地负荷曲线测算充放电需求，避免容量闲置。",
    "重视消防安全。选用带有电芯级监测的系统，定期开展应急演练。",
    "拓展收益来源。同时参与电能量市场和辅助服务市场，摊薄投资成本。",
]
DEFINITION = "构网型储能是指能够自主建立电压和频率、在弱电网中支撑系统稳定运行的储能装置。"
REASON = "由于新能源机组缺少转动惯量，电网对构网型储能的需求持续上升。"
DEMAND = "构网型储能的控制算法较为复杂，对变流器的过载能力提出更高要求。"


def test_an_explanation_quotes_two_to_five_sentences_each_with_its_marker() -> None:
    answer = ask("为什么构网型储能的需求上升？")

    assert (answer.status, answer.intent) == ("answered", "explanation")
    assert REASON in quotes(answer)
    assert 2 <= len(lines(answer)) <= 5
    assert lines(answer) == [
        f"- {quote}[{marker}]" for marker, quote in enumerate(quotes(answer), start=1)
    ]


@pytest.mark.parametrize("question", ["构网型储能是指什么？", "构网型储能指的是什么？"])
def test_a_definition_comes_first_where_one_is_asked_for(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "explanation")
    assert quotes(answer)[0] == DEFINITION
    assert lines(answer)[0] == f"- {DEFINITION}[1]"


def test_what_is_asked_for_comes_first() -> None:
    assert quotes(ask("构网型储能的控制算法有什么要求？"))[0] == DEMAND


def test_one_sentence_alone_is_no_list() -> None:
    answer = ask("钠离子电池的成本优势为何被削弱？")

    assert answer.text == "由于碳酸锂价格大幅回落，钠离子电池的成本优势被削弱。[1]"


def test_a_sentence_that_announces_reasons_brings_them() -> None:
    assert quotes(ask("钠离子电池推广为什么受到影响？")) == [
        "钠离子电池的推广受到两方面影响。",
        "由于碳酸锂价格大幅回落，钠离子电池的成本优势被削弱。",
        "此外，硬碳负极的供应链尚未成熟，量产良率有待提高。",
    ]


@pytest.mark.parametrize(
    "question", ["建设储能电站有哪些建议？", "建设储能电站可以从哪几个方面着手？"]
)
def test_a_list_stays_a_list_under_its_lead_in(question: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer) == [
        f"{LEAD}[1]",
        *(f"- {item}[{marker}]" for marker, item in enumerate(ITEMS, start=2)),
    ]
    assert quotes(answer) == [LEAD, *(f"- {item}" for item in ITEMS)]
    assert {c.heading_path for c in answer.citations} == {("区域与建议", "对建设方的建议")}


@pytest.mark.parametrize(
    ("question", "item"),
    [("如何重视消防安全？", ITEMS[1]), ("怎样拓展储能电站的收益来源？", ITEMS[2])],
)
def test_an_item_is_quoted_with_its_run_in_heading_and_no_bare_lead_in(
    question: str, item: str
) -> None:
    assert ask(question).text == f"{item}[1]"


@pytest.mark.parametrize(
    "question",
    [
        "为什么构网型储能的需求上升？",
        "构网型储能是指什么？",
        "构网型储能的控制算法有什么要求？",
        "钠离子电池推广为什么受到影响？",
        "建设储能电站有哪些建议？",
        "为什么2023年山东排名第一？",
        "2023年中国新型储能市场规模为什么达到620亿元？",
        "硬碳负极供应链情况如何？",
        "不同路线的电池如何选型？",
    ],
)
def test_nothing_is_said_twice_and_captions_are_no_sentences(question: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert len(set(quotes(answer))) == len(quotes(answer)) <= 5
    assert len(set(lines(answer))) == len(lines(answer))
    assert not any(quote.startswith(("图", "表", "来源", "单位")) for quote in quotes(answer))
    spans = sorted((citation.start, citation.end) for citation in answer.citations)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_bold_words_that_begin_a_sentence_are_no_list_item(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# 灌溉\n\n**补贴：智慧灌溉为什么受欢迎？**因为智慧灌溉的补贴逐年提高，**门槛**较低。\n",
        encoding="utf-8",
    )
    base = KnowledgeBase.build([tmp_path], tmp_path / "index", Config(), FakeEmbedder())
    assert base.ask("智慧灌溉为什么受欢迎？").text == (
        "- 补贴：智慧灌溉为什么受欢迎？[1]\n- 因为智慧灌溉的补贴逐年提高，门槛较低。[2]"
    )


def test_a_figure_of_another_year_is_no_answer() -> None:
    answer = ask("2019年构网型储能的控制算法")

    assert answer.status == "partial"
    assert lines(answer)[0] == "文档没有说所问的时间；以下说的是其他时间："
    assert quotes(answer)[0] == DEMAND


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("什么是构网型储能？", "构网型储能"),
        ("构网型储能到底算是个什么东西", "构网型储能"),
        ("构网型储能，是什么意思？", "构网型储能"),
        ("报告里说的“断链率”怎么理解", "断链率"),
        ("What exactly is an outcome contract?", "outcome contract"),
        ("What does mean time to repair mean?", "mean time to repair"),
        ("3640PF-days是啥意思", "3640pf-days"),
        ("What is a “warm lane” in this report's own words?", "warm lane"),
        ("How does the study define uptime?", "uptime"),
        ("What do the authors mean by a warm lane?", "warm lane"),
        ("What is the definition of uptime?", "uptime"),
        ("What do they mean by an uptime of 0.9?", "uptime"),
        ("断链率在本报告中是什么意思", "断链率"),
        ("报告是怎么定义返箱的", "返箱"),
        ("报告对返箱的定义是什么", "返箱"),
        ("返箱是怎么界定的", "返箱"),
        ("文中反复出现的返箱到底是什么意思", "返箱"),
        ("业内常说的返箱指什么", "返箱"),
        ("VTR是什么的缩写", "vtr"),
        ("what is VTR short for?", "vtr"),
        ("这家公司的全称是什么", "这家公司"),
        ("霜河冷链的“回程拼箱”是个什么东西", "回程拼箱"),
        ("霜河冷链的运价是什么", ""),
        ("报告怎么看返箱", ""),
        ("What is the outlook of the authors in this report?", ""),
        ("最大的风险是什么", ""),
        ("2023年第一是谁", ""),
        ("What is the share of storage in 2023?", ""),
    ],
)
def test_a_term_whose_meaning_is_asked_for(question: str, term: str) -> None:
    assert asked_term(question) == term


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("断链率是什么意思", "“断链率”指货温超过限值的批次占全部批次的比重，按月统计。"),
        (
            "什么是预冷",
            "预冷是在装车前把货温降到规定值的一道工序，能减少途中的损耗，也缩短了制冷机组的运行时间。",
        ),
        ("返箱是个啥", "所谓返箱，是卸完货的箱子空着回到冷库的一段路。"),
        ("40PD是啥意思", "训练用了40PD（即每天一千万亿次，跑40天），由两家公司完成。"),
        (
            "冷库里老提的VTR翻成大白话是啥意思，写作业要解释",
            "全线用VTR冷机（Variable Temperature Regime，变温机组）降温。",
        ),
        ("WMS的全称是什么", "各库按仓储管理系统（WMS）排车。"),
        ("What is AQI short for?", "The depot meets the air quality index (AQI) of the town."),
        ("What does uptime mean?", "*Uptime* is the share of hours in which a unit could work."),
        ("What is a warm lane?", "*Warm lane* means a route without cooling."),
        (
            "What does an NCY of 0.8 mean?",
            "A net cold yield of 0.8 means that a fifth of the cold is lost.",
        ),
        ("How is a cold box defined?", "A cold box consists of a shell and a fan."),
        ("What is a cart?", "The *cart*, still in use, equals 15 boxes."),
        ("霜河冷链的“回程拼箱”是什么", "霜河回程拼箱是一种共用空箱的服务。"),
        ("装满率怎么定义", "“装满率”则为装货体积占车厢容积的比例。"),
    ],
)
def test_a_term_is_told_by_the_sentence_that_defines_it(
    tmp_path: Path, question: str, told: str
) -> None:
    base = built(tmp_path, DEFINED)
    answer = base.ask(question)

    assert (answer.status, quotes(answer)[0]) == ("answered", told)
    assert "*" not in answer.text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What is a cart?", True),
        ("返箱是什么意思", True),
        ("断链率如何定义？", True),
        ("What is a typical price?", False),
        ("What is the margin?", False),
        ("毛利率是什么水平", False),
    ],
)
def test_what_asks_for_a_meaning_is_answered_by_no_figure(question: str, asks: bool) -> None:
    assert asks_meaning(question) is asks


def test_of_a_list_about_many_names_the_one_asked_about_is_quoted_alone(tmp_path: Path) -> None:
    text = (
        "# 城市\n\n各地的做法如下文。\n\n- 苏州，重点建设电芯和隔膜园区。已有三个园区投产。\n"
        "- 天津，重点建设海水淡化和储能园区。\n- 武汉，重点建设光电园区。\n"
    )
    assert quotes(built(tmp_path, text).ask("苏州重点建设哪些园区？")) == [
        "- 苏州，重点建设电芯和隔膜园区。已有三个园区投产。"
    ]


@pytest.mark.parametrize(
    ("first", "follows"),
    [
        ("商业模式分为两种。", ["一是租赁，以出租为主；", "二是自营，以运输为主。"]),
        ("风险来自三个方面。", ["价格下跌。", "交付延误。", "标准不一。"]),
        ("We sort lifts into three types.", ["- Small lifts.", "- Tall lifts.", "- Wide lifts."]),
        ("Two forces drive demand.", ["**Wages.** They rise.", "**Space.** It is scarce."]),
        ("价格上涨了。", []),
        ("重点看三类电梯：货梯、医梯，以及载重两吨以上的车梯。", []),
    ],
)
def test_what_a_sentence_announces_is_what_stands_behind_or_below_it(
    first: str, follows: list[str]
) -> None:
    text = ANNOUNCED
    start = text.index(first)
    document = read_text(text, name="lifts.md")
    found = what_follows(document, start, start + len(first))
    assert [text[a:b] for _, a, b in found] == follows
