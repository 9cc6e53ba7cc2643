"""Questions in other words than the report's: rankings told in prose, other times, places and counts; invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from small_report import lines, quotes

from kb.answering.understanding.question import understand
from kb.config import Config
from kb.figures import extract
from kb.figures.lookup.asked_periods import asked_periods
from kb.figures.tables.captions import subject_of
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# 2024年纸尿裤行业观察

## 一、规模

2022年中国纸尿裤市场规模为410.0亿元，2024年为452.0亿元。2022年全球纸尿裤市场规模为640.0亿美元。

2024年纸尿裤出口额为38.0亿元。行业平均毛利率为27.0%，主要得益于原料降价。毛利率上升的原因是木浆价格回落。

2024年纸尿裤行业发生融资21起，披露金额15.0亿元，较上年下降30.0%。

## 二、格局

在国内代工市场，2024年青禾纸业以9.4亿片的产量居首，上年冠军汇洁股份凭借8.8亿片紧随其后，白澜用品以5.1亿片滑落至第三。

无纺布环节，洛川新材、恒缕科技、叶纺股份位列2024年国内产量前三。

表1 纸尿裤均价

| 年份 | 均价（元/片） |
|---|---|
| 2021 | 1.30 |
| 2022 | 1.22 |
| 2023 | 1.16 |
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-nappies-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "nappies.md"
    path.write_text(REPORT, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base().ask(question)


def ranks(text: str) -> list[tuple[str, float, str]]:
    return [(p.entity, p.value, p.period.key) for p in extract(text) if p.kind == "rank"]


def test_who_leads_and_who_follows_hold_the_first_places_of_the_year_that_is_told() -> None:
    sentence = next(line for line in REPORT.splitlines() if "居首" in line)

    assert ranks(sentence) == [
        ("青禾纸业", 1.0, "2024"),
        ("汇洁股份", 2.0, "2024"),
        ("白澜用品", 3.0, "2024"),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("甲岭、乙川和丙原位列2023年产量前三。", [("甲岭", 1.0), ("乙川", 2.0), ("丙原", 3.0)]),
        ("甲岭、乙川位列产量前三。", []),
        ("份额为2,386元，乙川紧随其后。", []),
        ("甲岭以2,386元居首，乙川以2,305元紧随其后。", [("甲岭", 1.0), ("乙川", 2.0)]),
    ],
)
def test_names_hold_places_only_where_there_are_as_many(
    sentence: str, found: list[tuple[str, float]]
) -> None:
    assert [(name, value) for name, value, _ in ranks(sentence)] == found


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2024国内纸尿裤代工TOP3是哪几家", "2024年：第1青禾纸业、第2汇洁股份、第3白澜用品[1]。"),
        ("2024年无纺布产量前三是谁", "2024年：第1洛川新材、第2恒缕科技、第3叶纺股份[1]。"),
    ],
)
def test_a_ranking_told_in_a_sentence_is_answered_in_its_order(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


def test_what_is_given_for_other_times_is_told_and_no_other_place_stands_for_it() -> None:
    answer = ask("2024年全球纸尿裤市场规模是多少？")

    assert answer.status == "partial"
    assert [point.quote for point in answer.data_points] == ["640.0亿美元"]
    assert "452.0" not in answer.text


def test_a_series_of_other_years_is_not_the_one_that_is_asked_for() -> None:
    answer = ask("从2015年到2018年纸尿裤均价每年是多少")

    assert answer.status == "partial"
    assert lines(answer)[0].startswith("文档没有给出2015-2018年的")


def test_what_is_asked_in_one_breath_is_answered_by_the_sentence_that_tells_all() -> None:
    answer = ask("2024年纸尿裤行业发生融资多少起、披露金额多少、较上年下降多少？")

    assert answer.status == "answered"
    assert (
        lines(answer)[0].lstrip("- ").startswith("2024年纸尿裤行业发生融资21起，披露金额15.0亿元")
    )


def test_a_place_of_a_ranking_is_no_claim_of_a_value() -> None:
    assert "与问题所说不同" not in ask("2024年纸尿裤企业前5名").text


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("水表20到23年每年的规模", "number"),
        ("看表20里的数", "exhibit"),
        ("表1说了什么", "exhibit"),
        ("均价从21年到23年掉了几块钱", "difference"),
        ("26年比22年大出来多少亿", "difference"),
    ],
)
def test_a_meter_is_no_table_and_some_money_no_list(question: str, intent: str) -> None:
    assert understand(question, Vocabulary.load()).intent == intent


def test_of_a_question_about_something_else_the_place_alone_is_no_figure() -> None:
    assert ask("今天国内热不热呀，出门要不要带伞").status != "answered"


def test_who_is_asked_for_is_no_amount_and_no_name_of_another_sort() -> None:
    answer = ask("谁是全球最大的纸尿裤厂商")

    assert not answer.data_points
    assert "640.0" not in answer.text


def test_of_two_things_the_one_that_is_not_told_is_answered_with_nothing_else() -> None:
    answer = ask("出口额和进口额各是多少")

    assert [point.quote for point in answer.data_points] in ([], ["38.0亿元"])


def test_an_amount_is_no_share() -> None:
    assert "27.0%" not in ask("2024年纸尿裤行业投入是多少").text


def test_sold_abroad_asks_for_exports() -> None:
    assert quotes(ask("2024年纸尿裤卖到国外多少亿")) == ["2024年纸尿裤出口额为38.0亿元。"]


def test_why_is_answered_with_a_reason_from_the_paragraph() -> None:
    answer = ask("行业毛利率怎么反而上升了？")

    assert answer.status == "answered"
    assert "木浆价格回落" in answer.text


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("did it grow from 2023 to 25?", ["2023-2025"]),
        ("shipments 2021-24", ["2021-2024"]),
        ("between 2022 and 2026", ["2022-2026"]),
        ("units in 2024, 12 of them", ["2024"]),
    ],
)
def test_the_last_year_of_a_span_may_have_two_digits(question: str, keys: list[str]) -> None:
    assert [period.key for period in asked_periods(question)] == keys


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("24年装机多少", ["2024"]),
        ("24/25卖了多少", ["2024-2025"]),
        ("19/23年各多少", ["2019", "2023"]),
        ("过去25年涨了多少", []),
        ("质保25年吗", []),
        ("25年质保的有哪些", []),
        ("寿命20年的电池", []),
        ("24年比20年多卖了多少", ["2024", "2020"]),
        ("24年比20年多了多少", ["2024", "2020"]),
        ("干了20年多了", []),
    ],
)
def test_how_long_something_lasts_is_no_year(question: str, keys: list[str]) -> None:
    assert [period.key for period in asked_periods(question)] == keys


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Ten largest national markets by unit sales", "unit sales"),
        ("Top vendors by revenue, 2023", "revenue"),
        ("Heat pump sales by country", "Heat pump sales"),
    ],
)
def test_the_largest_are_measured_by_what_follows_by(title: str, subject: str) -> None:
    assert subject_of(title) == subject


def test_two_years_at_the_end_of_a_caption_leave_nothing_behind() -> None:
    assert subject_of("Barns by county, 2022 and 2023") == "Barns"
    assert subject_of("Barns and byres, 2022 and 2023") == "Barns and byres"


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "2024年全球纸尿裤市场规模有多大？",
            "文档没有给出2024年的全球纸尿裤市场规模；给出的是：2022年全球纸尿裤市场规模：640.0亿美元[1]。",
        ),
        (
            "2024年德国纸尿裤市场规模有多大？",
            "文档没有给出德国的相应数值；给出的是：2024年中国纸尿裤市场规模：452.0亿元[1]。",
        ),
    ],
)
def test_of_a_place_without_figures_those_of_another_are_given(question: str, line: str) -> None:
    answer = ask(question)
    assert (answer.status, lines(answer)) == ("partial", [line])
