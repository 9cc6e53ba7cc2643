"""Rankings told in numbered lists and in sentences: a place and values for each name, and answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from small_report import built

from kb.answering.records.rank_table import tables
from kb.figures import extract
from kb.knowledge_base import KnowledgeBase

Told = tuple[str, str, str, str, str]
"""Quote, kind, metric, entity, period key."""

PIANOS = """# Piano makers 2024

## Makers

Larch Holdings bought a rival in spring.

The maker ranking for 2024, by share of grand piano revenue, was as follows:

1. Ostrava Keys (Czechia), 21.4%
2. Larch Holdings (Canada), 19.9%
3. Sundvik (Norway), 12.5%
4. Bellamy & Roe (Ireland), 8.2%

In 2023 the ranking had been Larch Holdings with 20.3%, Sundvik with 18.8%, Bellamy & Roe with 9.1% and Ostrava Keys with 8.7%.

## Towns

The ranking below orders towns by the Concert Index for 2024; the 2023 score and rank are given in brackets.

1. Harlow Bay, 88 (71, rank 3)
2. Quarrington, 85 (84, rank 1)
3. Eddlestone, 79 (80, rank 2)
"""

TEA = """2024年果醋行业年报

一、品牌

2024年前五大品牌合计零售额为96.7亿元，市场份额为53.0%。

2024年前三名依次为：青崖（38.6亿元，21.2%）、白鹭洲（19.8亿元，10.9%）和禾塘（16.2亿元，8.9%）。

2023年前三名依次为：青崖（31.2亿元，19.5%）、禾塘（15.5亿元，9.7%）、白鹭洲（14.8亿元，9.3%）。

二、城市

2024年果醋门店数排名如下：

1. 广州，1286家
2. 成都，1132家
3. 长沙，987家
"""


def told(text: str) -> list[Told]:
    return [(p.quote, p.kind, p.metric, p.entity, p.period.key) for p in extract(text)]


def test_a_numbered_list_gives_each_name_its_place_and_value() -> None:
    text = PIANOS[PIANOS.index("The maker") : PIANOS.index("3. Sundvik")]
    ranking = "maker ranking by share of grand piano revenue"
    share = "share of grand piano revenue"

    assert told(text) == [
        ("Ostrava Keys", "rank", ranking, "Ostrava Keys", "2024"),
        ("21.4%", "share", share, "Ostrava Keys", "2024"),
        ("Larch Holdings", "rank", ranking, "Larch Holdings", "2024"),
        ("19.9%", "share", share, "Larch Holdings", "2024"),
    ]
    first = extract(text)[0]
    assert (first.value, first.region, first.normalised_unit) == (1.0, "", "rank")
    assert text[first.sentence_start : first.sentence_end].startswith("The maker ranking")


def test_a_sentence_goes_on_with_the_ranking_before_it() -> None:
    points = [p for p in extract(PIANOS) if p.period.key == "2023" and "maker" in p.metric]

    assert [(p.entity, p.value) for p in points] == [
        ("Larch Holdings", 1.0),
        ("Sundvik", 2.0),
        ("Bellamy & Roe", 3.0),
        ("Ostrava Keys", 4.0),
    ]


def test_numbers_in_brackets_are_of_the_year_that_the_lead_in_says() -> None:
    points = [p for p in extract(PIANOS) if p.entity == "Harlow Bay"]

    assert [(p.quote, p.kind, p.value, p.period.key) for p in points] == [
        ("Harlow Bay", "rank", 1.0, "2024"),
        ("88", "level", 88.0, "2024"),
        ("71", "level", 71.0, "2023"),
        ("3", "rank", 3.0, "2023"),
    ]
    assert {p.metric for p in points} == {"Concert Index", "towns ranking by Concert Index"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2023年果醋企业营业收入前两名依次为：青崖（31.2亿元，19.5%）、禾塘（15.5亿元，9.7%）。",
            [
                ("青崖", "rank", "果醋企业营业收入排名", "青崖", "2023"),
                ("31.2亿元", "level", "果醋企业营业收入", "青崖", "2023"),
                ("19.5%", "share", "果醋企业营业收入占比", "青崖", "2023"),
                ("禾塘", "rank", "果醋企业营业收入排名", "禾塘", "2023"),
                ("15.5亿元", "level", "果醋企业营业收入", "禾塘", "2023"),
                ("9.7%", "share", "果醋企业营业收入占比", "禾塘", "2023"),
            ],
        ),
        (
            "2024年，果醋业务收入居前两位的供应商为：沐山食品4.8亿元、闽坡果业2.5亿元。",
            [
                ("沐山食品", "rank", "供应商果醋业务收入排名", "沐山食品", "2024"),
                ("4.8亿元", "level", "果醋业务收入", "沐山食品", "2024"),
                ("闽坡果业", "rank", "供应商果醋业务收入排名", "闽坡果业", "2024"),
                ("2.5亿元", "level", "果醋业务收入", "闽坡果业", "2024"),
            ],
        ),
        (
            "2024年果醋门店数排名：\n第一名：青崖，320家\n第二名：禾塘，98家\n",
            [
                ("青崖", "rank", "果醋门店数排名", "青崖", "2024"),
                ("320家", "count", "果醋门店数", "青崖", "2024"),
                ("禾塘", "rank", "果醋门店数排名", "禾塘", "2024"),
                ("98家", "count", "果醋门店数", "禾塘", "2024"),
            ],
        ),
        (
            "2024年各省竹材产量排名：一是福建，312万根；二是江西，288万根。",
            [
                ("福建", "rank", "竹材产量排名", "福建", "2024"),
                ("312万根", "count", "竹材产量", "福建", "2024"),
                ("江西", "rank", "竹材产量排名", "江西", "2024"),
                ("288万根", "count", "竹材产量", "江西", "2024"),
            ],
        ),
        (
            "The two largest ferry lines in 2024 by passengers carried were: "
            "1. Blue Fjord, 12.4 million; 2. Soundway, 9.8 million.",
            [
                ("Blue Fjord", "rank", "ferry lines ranking by passengers carried", "Blue Fjord", "2024"),
                ("12.4 million", "level", "passengers carried", "Blue Fjord", "2024"),
                ("Soundway", "rank", "ferry lines ranking by passengers carried", "Soundway", "2024"),
                ("9.8 million", "level", "passengers carried", "Soundway", "2024"),
            ],
        ),
        (
            "## Top hotel groups by rooms, 2024\n\n1. **Orrin** – 120,400 rooms\n2. **Bay & Stone** – 98,300 rooms\n",
            [
                ("Orrin", "rank", "hotel groups ranking by rooms", "Orrin", "2024"),
                ("120,400 rooms", "count", "rooms", "Orrin", "2024"),
                ("Bay & Stone", "rank", "hotel groups ranking by rooms", "Bay & Stone", "2024"),
                ("98,300 rooms", "count", "rooms", "Bay & Stone", "2024"),
            ],
        ),
    ],
)  # fmt: skip
def test_places_and_values_are_read_from_words(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Key figures of 2024 were as follows:\n\n1. Revenue, $18.6 million\n2. Profit, $2.1 million\n",
        "Three steps for 2024:\n\n1. Hire 20 cooks\n2. Open 3 kitchens\n3. Spend $5 million\n",
        "In 2024 the top three makers were hit by a levy of 12%, 5% and 3%.",
        "The top two towns in 2024 were Harlow with 5 halls and Quarry with 9 halls.",
        "2021年至2023年，果醋市场规模依次为38.5亿元、43.2亿元和52.7亿元。",
        "措施如下：\n1. 新建门店20家\n2. 投入资金3亿元\n",
    ],
)
def test_what_stands_in_no_order_of_names_is_no_ranking(text: str) -> None:
    assert [p.entity for p in extract(text) if p.kind == "rank"] == []


def test_a_signed_percentage_beside_an_amount_is_its_growth() -> None:
    text = "Sales ranking 2024:\n1) Kelvo - $3.2 billion (+4%)\n2) Marr - $2.9 billion (-1%)\n"

    points = [p for p in extract(text) if p.unit == "%"]
    assert [(p.entity, p.metric, p.kind, p.value, p.direction) for p in points] == [
        ("Kelvo", "Sales", "growth", 4.0, "up"),
        ("Marr", "Sales", "growth", -1.0, "down"),
    ]


def test_bare_numbers_take_the_unit_of_the_lead_in() -> None:
    points = extract("2024年城市餐饮收入排名（单位：亿元）\n1、青湾市 1200\n2、白川市 980\n")

    assert [(p.entity, p.kind, p.value, p.unit) for p in points] == [
        ("青湾市", "rank", 1.0, ""),
        ("青湾市", "level", 1200.0, "亿元"),
        ("白川市", "rank", 2.0, ""),
        ("白川市", "level", 980.0, "亿元"),
    ]


def test_told_rankings_make_a_table_of_all_their_years() -> None:
    makers, towns = tables(extract(PIANOS))

    assert makers.years == [2023, 2024]
    assert [p.entity for p in makers.row(2023)][:2] == ["Larch Holdings", "Sundvik"]
    assert [p.quote for p in makers.values_of("Sundvik", 2024)] == ["12.5%"]
    assert [(p.entity, p.value) for p in towns.row(2023)] == [
        ("Quarrington", 1.0),
        ("Eddlestone", 2.0),
        ("Harlow Bay", 3.0),
    ]


def test_a_sentence_that_repeats_a_table_makes_no_second_one() -> None:
    text = (
        "图2 竹材产量省份排名，2022-2023\n\n2022\t2023\t排名\n福建\t江西\t1\n江西\t福建\t2\n湖南\t湖南\t3\n\n"
        "2023年，竹材产量排名前三的省份依次为江西、福建和湖南。\n"
    )

    assert [table.points[0].exhibit for table in tables(extract(text))] == ["图2"]


_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base(text: str) -> KnowledgeBase:
    _FOLDERS.append(TemporaryDirectory(prefix="kb-told-"))
    return built(Path(_FOLDERS[-1].name), text)


@pytest.mark.parametrize(
    ("report", "question", "text"),
    [
        (PIANOS, "Which maker was second in 2024?", "2024: No. 2 Larch Holdings [1]."),
        (
            PIANOS,
            "Top two makers in 2023 and their shares",
            "2023: No. 1 Larch Holdings, No. 2 Sundvik [1].\n"
            "Larch Holdings share of grand piano revenue, 2023: 20.3% [1]; "
            "Sundvik share of grand piano revenue, 2023: 18.8% [1].",
        ),
        (
            PIANOS,
            "Which maker rose most from 2023 to 2024?",
            "Ostrava Keys rose most: from No. 4 in 2023 to No. 1 in 2024, 3 places [1][2].",
        ),
        (
            PIANOS,
            "Where did Harlow Bay rank in the Concert Index in 2023?",
            "Harlow Bay: 2023 No. 3 [1].",
        ),
        (
            TEA,
            "2024年果醋品牌零售额前两名及其市场份额？",
            "2024年：第1青崖、第2白鹭洲[1]。\n"
            "2024年青崖 品牌零售额：38.6亿元[1]；2024年青崖 品牌市场份额：21.2%[1]；"
            "2024年白鹭洲 品牌零售额：19.8亿元[1]；2024年白鹭洲 品牌市场份额：10.9%[1]。",
        ),
        (TEA, "禾塘2023年排名第几？", "禾塘：2023年第2位[1]。"),
        (TEA, "2024年果醋门店数第二的城市是哪个？", "2024年：第2成都[1]。"),
    ],
)
def test_told_rankings_answer(report: str, question: str, text: str) -> None:
    assert base(report).ask(question).text == text


@pytest.mark.parametrize(
    ("report", "question", "line"),
    [
        (PIANOS, "What was Ostrava's share in 2024?", "Ostrava Keys share of grand piano revenue, 2024: 21.4% [1]."),
        (TEA, "白鹭洲2023年的零售额是多少？", "2023年白鹭洲 品牌零售额：14.8亿元[1]。"),
    ],
)  # fmt: skip
def test_the_value_of_a_ranked_name_is_looked_up(report: str, question: str, line: str) -> None:
    assert base(report).ask(question).text.split("\n")[0] == line


@pytest.mark.parametrize(
    "question",
    [
        "What was the gap in share between the number one and number two maker in 2024?",
        "By how much is number one ahead of number two maker in share in 2024?",
    ],
)
def test_two_places_are_set_against_each_other(question: str) -> None:
    assert base(PIANOS).ask(question).text.split("\n")[:3] == [
        "2024: No. 1 Ostrava Keys, No. 2 Larch Holdings [1].",
        "Ostrava Keys share of grand piano revenue, 2024: 21.4% [1]; "
        "Larch Holdings share of grand piano revenue, 2024: 19.9% [1].",
        "share of grand piano revenue, 2024: Ostrava Keys exceeds Larch Holdings by "
        "1.5 percentage points (21.4% − 19.9% = 1.5 percentage points) [1].",
    ]
