"""Figures and sentences of the measure that is asked for, and of no other; names and numbers are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from small_report import lines, quotes

from kb.answering.lookup.subjects import is_of_terms
from kb.config import Config
from kb.figures import extract
from kb.figures.lookup.lookup import parse_question
from kb.figures.lookup.measured import is_other_dimension, other_market
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# Kiosk Review 2024

## 1. Formats

Kiosks measure just 9 square metres on average.

## 2. Companies

**Tolvane Bresk.** The Swedish group had a difficult year. Shipments fell 3% to 222,000 cups, and a recall of 19,400 grinders over a faulty expansion valve cost it €46 million. In response it closed its factory at Umby, cut 650 jobs and moved its roasting to Lodz. Perrin Mills moved its headquarters from Lyon to Arlac.

**Perrin Mills.** The French company opened a depot in Arlac. The depot holds 96,000 sacks and cost 88 million euros to build and equip.
"""
CHINESE = """# 2024年滑雪行业研究报告

云岭能源有120座雪场。

滑雪协会截至2024年底聚合户外储能360座，规模为2.1GW。户外电站很多。

全国雪场接近3万家，连锁化率刚过两成。

全国滑雪教练约9.6万人，平均每家雪场3.2人，行业缺口估计在5万人左右。2024年滑雪板市场规模为137.0亿元。

2024年滑雪服收入5.3亿元。一次滑雪课的平均价格为420元。
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base(text: str) -> KnowledgeBase:
    """A report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-measures-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "report.md"
    path.write_text(text, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str, text: str = REPORT) -> Answer:
    return base(text).ask(question)


@pytest.mark.parametrize("how", ["How", "how"])
def test_what_something_cost_is_money_however_the_question_begins(how: str) -> None:
    question = f"{how} much did the depot in Arlac cost?"

    assert parse_question(question, Vocabulary.load()).dimension == "money"
    assert quotes(ask(question)) == [
        "The depot holds 96,000 sacks and cost 88 million euros to build and equip."
    ]


def test_a_number_of_things_is_no_area() -> None:
    assert "9 square metres" not in ask("How many kiosks were studied?").text


def test_a_count_is_told_by_a_sentence_of_what_is_counted_under_the_name_of_its_paragraph() -> None:
    asked = "How many jobs did Tolvane Bresk cut?"

    assert quotes(ask(asked)) == [
        "In response it closed its factory at Umby, cut 650 jobs and moved its roasting to Lodz."
    ]


def test_the_seat_of_one_is_not_that_of_another_in_the_same_passage() -> None:
    assert "Lyon to Arlac" in ask("Where is the headquarters of Perrin Mills?").text
    assert ask("What is the headquarters of Tolvane Bresk?").status == "refused"


def test_who_founded_something_is_answered_by_nothing_else_that_is_said_of_it() -> None:
    assert ask("Who founded Tolvane Bresk?").status == "refused"


def test_how_many_are_missing_is_no_number_of_those_there_are() -> None:
    assert lines(ask("滑雪教练缺多少", CHINESE))[0] == "行业缺口：约5万人[1]。"


@pytest.mark.parametrize("question", ["云岭能源亏损多少", "缺多少滑雪服"])
def test_what_nobody_says_is_answered_by_no_other_number(question: str) -> None:
    assert ask(question, CHINESE).status != "answered"


def test_a_name_that_holds_a_term_is_a_name_all_the_same() -> None:
    vocabulary = Vocabulary.load()

    assert [is_of_terms(name, vocabulary) for name in ("金融行业", "全球", "云汐能源")] == [
        True,
        True,
        False,
    ]


def test_what_is_counted_may_be_left_out_behind_its_unit() -> None:
    assert quotes(ask("滑雪协会聚合了多少座户外电站", CHINESE)) == [
        "滑雪协会截至2024年底聚合户外储能360座，规模为2.1GW。"
    ]


def test_a_rate_is_no_number_of_things() -> None:
    answer = ask("连锁化率是多少", CHINESE)

    assert not answer.data_points
    assert quotes(answer) == ["全国雪场接近3万家，连锁化率刚过两成。"]


def test_how_much_the_first_few_hold_is_a_share() -> None:
    assert parse_question("CR5是多少", Vocabulary.load()).kinds == ("share",)


@pytest.mark.parametrize("question", ["滑雪板多少钱", "滑雪服要多少钱"])
def test_what_one_costs_is_not_what_all_of_them_sell_for(question: str) -> None:
    assert not {"137.0亿元", "5.3亿元"} & {p.quote for p in ask(question, CHINESE).data_points}
    assert ask(question, CHINESE).status != "answered"


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("一次滑雪课多少钱", "420元"),
        ("滑雪板市场规模是多少钱", "137.0亿元"),
        ("2024年滑雪服一共卖了多少钱", "5.3亿元"),
    ],
)
def test_prices_and_totals_are_told_where_they_are_asked_for(question: str, quote: str) -> None:
    assert [p.quote for p in ask(question, CHINESE).data_points] == [quote]


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ({"市场", "规模"}, {"规模"}, True),
        ({"市场", "规模"}, {"营业收入"}, True),
        ({"市场", "规模"}, {"市场", "规模"}, False),
        ({"市场", "规模"}, {"产值", "规模"}, False),
        ({"规模"}, {"规模"}, False),
        ({"营业收入"}, {"营业收入"}, False),
    ],
)
def test_how_big_a_market_is_is_no_size_of_another_thing(
    asked: set[str], said: set[str], other: bool
) -> None:
    assert other_market(asked, said) is other


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sales in 21 countries reached 2.4 million units in 2025.", ["2.4 million units"]),
        ("Demand in the 14 cities grew by 9% in 2024.", ["9%"]),
        (
            "Acme operates in 21 countries and earned $3 million in 2025.",
            ["21 countries", "$3 million"],
        ),
    ],
)
def test_places_in_which_something_is_measured_are_no_measure_of_it(
    sentence: str, told: list[str]
) -> None:
    assert [point.quote for point in extract(sentence)] == told


@pytest.mark.parametrize(
    ("question", "dimension", "other"),
    [
        ("青岚一年的营收是多少", "count", True),
        ("青岚一年的营收是多少", "money", False),
        ("青岚一年的营收是多少", "rate", False),
        ("青岚的营收涨了多少", "ratio", False),
        ("成本里电费占多少", "ratio", False),
        ("青岚卖了多少台", "time", True),
        ("青岚多久交货", "time", False),
        ("What did Harrow spend on research?", "count", True),
        ("What share of costs is power?", "ratio", False),
        ("How long is the wait at Harrow?", "time", False),
    ],
)
def test_money_asked_for_by_its_name_is_no_number_of_things(
    question: str, dimension: str, other: bool
) -> None:
    assert is_other_dimension(dimension, question) is other
