"""Lists: what a sentence announces, the one list of a section that is asked for, and how to answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import built, lines, quotes

from kb.answering.quoting.announced import what_follows
from kb.answering.quoting.whole_list import enumeration
from kb.answering.understanding.focus import focus
from kb.readers import read_text

FERRIES = """# 渡轮

## 航线

北线客流回升最快，原因有三：票价下调；班次加密；码头迁到了市中心。冬季停航。

客流下降的原因如下：油价上涨；船龄偏大。

船队由三部分组成：客船；货船；

客流为何下降？油价上涨。船龄偏大。冬季停航。

该公司已投运调度平台和票务平台。其中：

- 潮信调度平台安排泊位。
- 海燕票务平台出售联票。

Two routes were closed. Passengers complained. There are three reasons: fares rose; ships aged; and piers moved. Winter came.

## 风险与对策

主要风险包括：

- 油价上涨。
- 船员不足。

对策建议如下：

1. 更新船队。
2. 招募船员。

制约渡轮的主要是两点：一是泊位少；二是船员缺。
"""


@pytest.mark.parametrize(
    ("first", "follows"),
    [
        ("北线客流回升最快，原因有三：票价下调；", ["班次加密；", "码头迁到了市中心。"]),
        ("客流下降的原因如下：油价上涨；", ["船龄偏大。"]),
        ("船队由三部分组成：客船；", []),
        ("班次加密；", []),
        (
            "该公司已投运调度平台和票务平台。",
            ["- 潮信调度平台安排泊位。", "- 海燕票务平台出售联票。"],
        ),
        ("客流为何下降？", ["油价上涨。", "船龄偏大。"]),
        ("There are three reasons: fares rose;", ["ships aged;", "and piers moved."]),
        ("主要是两点：一是泊位少；", ["二是船员缺。"]),
        ("Two routes were closed.", []),
    ],
)
def test_a_sentence_leads_to_the_clauses_or_the_list_behind_it(
    first: str, follows: list[str]
) -> None:
    start = FERRIES.index(first)
    document = read_text(FERRIES, name="ferries.md")
    found = what_follows(document, start, start + len(first))
    assert [FERRIES[a:b] for _, a, b in found] == follows


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("主要风险有哪些？", ["- 油价上涨。", "- 船员不足。"]),
        ("对策建议有哪些？", ["1. 更新船队。", "2. 招募船员。"]),
        (
            "有哪些风险与对策？",
            ["- 油价上涨。", "- 船员不足。", "1. 更新船队。", "2. 招募船员。"],
        ),
    ],
)
def test_of_two_lists_of_a_section_the_one_that_is_asked_for_is_told(
    tmp_path: Path, question: str, told: list[str]
) -> None:
    answer = built(tmp_path, FERRIES).ask(question)

    assert answer.status == "answered"
    assert [quote for quote in quotes(answer) if not quote.endswith("：")] == told


def test_reasons_told_between_semicolons_all_come(tmp_path: Path) -> None:
    answer = built(tmp_path, FERRIES).ask("北线客流为什么回升最快？")

    assert lines(answer)[:3] == [
        "- 北线客流回升最快，原因有三：票价下调；[1]",
        "- 班次加密；[2]",
        "- 码头迁到了市中心。[3]",
    ]


HARBOURS = """# 港口

## 现状

港口经营面临多重难题。一是泊位老化，去年停用了12个。二是引航员不足。三是拖轮依赖进口。码头工会另有看法。

The harbour board met in May. It fears three things: silt in the channel; strikes; and dearer tugs. A dredger was hired.
"""


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (
            "三是拖轮依赖进口。",
            ["一是泊位老化，去年停用了12个。", "二是引航员不足。", "三是拖轮依赖进口。"],
        ),
        ("码头工会另有看法。", []),
        (
            "strikes;",
            ["It fears three things: silt in the channel;", "strikes;", "and dearer tugs."],
        ),
        (
            "and dearer tugs.",
            ["It fears three things: silt in the channel;", "strikes;", "and dearer tugs."],
        ),
        ("A dredger was hired.", []),
        ("The harbour board met in May.", []),
    ],
)
def test_a_part_of_a_list_leads_to_all_of_it(part: str, whole: list[str]) -> None:
    document = read_text(HARBOURS, name="harbours.md")
    told = enumeration(document, HARBOURS.index(part))
    assert [HARBOURS[a:b] for _, a, b in told] == whole


def test_who_asks_for_all_is_told_the_whole_list(tmp_path: Path) -> None:
    answer = built(tmp_path, HARBOURS).ask("港口的引航员和拖轮有哪些难题？")

    assert answer.status == "answered"
    assert quotes(answer) == [
        "港口经营面临多重难题。",
        "一是泊位老化，去年停用了12个。",
        "二是引航员不足。",
        "三是拖轮依赖进口。",
    ]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Which risks are named? Just the four headings.", "Which risks are named"),
        ("What obstacles are there; names only.", "What obstacles are there"),
        ("List the hurdles, in brief.", "List the hurdles"),
        ("有哪些风险？只要四个标题就行", "有哪些风险"),
        ("有哪些对策？仅列要点即可。", "有哪些对策"),
        ("What are the main headings?", "What are the main headings?"),
        ("Which firms are there, and what are their names?",) * 2,
        ("哪艘船的名称最长，就这个名称",) * 2,
    ],
)
def test_how_to_answer_is_no_part_of_what_is_asked(said: str, asked: str) -> None:
    assert focus(said) == asked


def test_two_columns_of_one_name_are_told_by_their_years(tmp_path: Path) -> None:
    text = (
        "# 渡轮\n\n表1　2024年分线情况\n\n"
        "| 航线 | 2023年票价（元/张） | 2024年票价（元/张） | 班次 |\n|---|---|---|---|\n"
        "| 北线 | 12.00 | 13.50 | 40 |\n| 南线 | 9.00 | 9.80 | 30 |\n"
    )
    base = built(tmp_path, text)

    assert base.ask("表1中北线2023、2024两年票价分别是？").text.startswith(
        "表1中，北线——2023年票价：12.00元/张；2024年票价：13.50元/张"
    )
    assert base.ask("表1中北线2024年票价是多少？").text.startswith("表1中，北线——票价：13.50元/张")


ADVICE = """# Ferries

Ports earned €3 million in 2024. Shipyards are few.

## Advice

*Ports* should lease their quays for ten years. *Shipyards* ought to train welders. We advise against new piers.
"""
ADVICE_ZH = """# 渡轮

2024年码头收入为3亿元。

## 给各方的建议

- 对码头：延长租期。
- 投资者应关注电动船。
- 建议：船厂可按订单培训焊工。
- 考虑与电动船供应商合作，降低成本。
"""


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What should ports do?", ADVICE, "*Ports* should lease their quays for ten years."),
        ("What is advised to shipyards?", ADVICE, "*Shipyards* ought to train welders."),
        ("对投资者有什么建议？", ADVICE_ZH, "- 投资者应关注电动船。"),
        ("对电动船的投资者有什么建议？", ADVICE_ZH, "- 投资者应关注电动船。"),
        ("报告给码头提了什么建议", ADVICE_ZH, "- 对码头：延长租期。"),
        ("船厂该干啥？", ADVICE_ZH, "- 建议：船厂可按订单培训焊工。"),
    ],
)
def test_advice_is_told_to_whom_it_is_asked_for(
    tmp_path: Path, question: str, text: str, told: str
) -> None:
    answer = built(tmp_path, text).ask(question)

    assert (answer.status, quotes(answer)) == ("answered", [told])


ADVICE_IN_BOLD = """# Ferries

Ports earned €3 million in 2024. Shipyards are few.

## Recommendations

**For shipyards.** Train welders now. Buy steel early.

**For ports and towns.** Do not build piers before they are let. Lease quays for ten years.

For **insurers**: ask for the log of each trip; cap the cover.
"""
ADVICE_IN_BOLD_ZH = """# 渡轮

## 建议

**对码头与业主:** 延长租期;每年公开检修记录。

**致投资者。** 关注电动船。回避老旧船队。
"""


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What should shipyards do?", ADVICE_IN_BOLD, ["Train welders now.", "Buy steel early."]),
        (
            "What do you advise ports?",
            ADVICE_IN_BOLD,
            ["Do not build piers before they are let.", "Lease quays for ten years."],
        ),
        (
            "What is recommended to insurers?",
            ADVICE_IN_BOLD,
            ["For **insurers**: ask for the log of each trip; cap the cover."],
        ),
        (
            "对码头有什么建议？",
            ADVICE_IN_BOLD_ZH,
            ["**对码头与业主:** 延长租期;", "每年公开检修记录。"],
        ),
        ("报告建议投资者怎么做？", ADVICE_IN_BOLD_ZH, ["关注电动船。", "回避老旧船队。"]),
    ],
)
def test_advice_headed_with_whom_it_is_for_is_told_whole(
    tmp_path: Path, question: str, text: str, told: list[str]
) -> None:
    answer = built(tmp_path, text).ask(question)

    assert answer.status == "answered"
    assert [one.split(".** ")[-1].split("。** ")[-1] for one in quotes(answer)] == told


ADVICE_FOR_TWO = """# 渡轮

## 对船东的建议

船东的情况各不相同：

1. 延长船期。
2. 更换发动机。

## 对码头的发展建议

码头要看长远：

1. 延长租期。
2. 加装岸电。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("给船东提了哪几条建议？", ["1. 延长船期。", "2. 更换发动机。"]),
        ("对码头有什么建议？", ["1. 延长租期。", "2. 加装岸电。"]),
    ],
)
def test_advice_is_told_under_the_heading_that_addresses_those_it_is_asked_for(
    tmp_path: Path, question: str, told: list[str]
) -> None:
    answer = built(tmp_path, ADVICE_FOR_TWO).ask(question)

    assert (answer.status, quotes(answer)) == ("answered", told)


ADVICE_BY_HEADINGS = """# Ferries

Ports earned €3 million in 2024.

## Recommendations

### For shipyards and ports

- Lease the quays for ten years.
- Train welders.

### For policymakers

- Announce tenders early.
- Publish the tariffs.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What should ports do?", ["- Lease the quays for ten years.", "- Train welders."]),
        (
            "What does it want governments to do?",
            ["- Announce tenders early.", "- Publish the tariffs."],
        ),
    ],
)
def test_whom_a_heading_addresses_is_told_what_stands_under_it(
    tmp_path: Path, question: str, told: list[str]
) -> None:
    answer = built(tmp_path, ADVICE_BY_HEADINGS).ask(question)

    assert (answer.status, quotes(answer)) == ("answered", told)


@pytest.mark.parametrize("question", ["How much did ports earn in 2024?", "Why are shipyards few?"])
def test_where_no_advice_is_asked_for_none_is_given(tmp_path: Path, question: str) -> None:
    assert "lease" not in built(tmp_path, ADVICE).ask(question).text
