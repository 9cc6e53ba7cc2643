"""Data points in words, and the draft that gathers their citations."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kb.answering.writing.draft import Draft, evidence_span
from kb.answering.writing.wording import (
    certainty,
    in_english,
    kind_label,
    period_label,
    statement,
    subject,
    value_text,
)
from kb.types import DataPoint, Document, Exhibit, Language, Period, Table

TEXT = (
    "# 水泥\n"
    "2022年，窑线陆续检修。全年产量为3亿吨。多数企业错峰生产。\n"
    "表1 熟料价格\n价格\t2021年\n甲厂\t300元\n\n"
    "据岩石所预测，2025年产量达到4亿吨。\n"
)
TABLE = Exhibit(
    "表1", "熟料价格", "table", TEXT.index("表1"), TEXT.index("\n据"), table=Table(0, 0, ())
)


@dataclass(frozen=True)
class OneDocument:
    """A store of one document."""

    one: Document

    def document(self, document_id: str) -> Document:
        assert document_id == self.one.id
        return self.one


def draft(language: Language = "zh") -> Draft:
    document = Document("d1", "cement.txt", TEXT, title="水泥", exhibits=(TABLE,))
    return Draft("问", language, OneDocument(document))  # type: ignore[arg-type]


def point(quote: str, year: int | None = None, **more: object) -> DataPoint:
    start = TEXT.index(quote)
    before = max(TEXT.rfind(mark, 0, start) for mark in "。\n") + 1
    ends = [TEXT.find(mark, start) for mark in "。\n"]
    end = min(found for found in ends if found >= 0)
    values: dict[str, object] = {
        "metric": "产量",
        "value": float(quote.rstrip("亿吨元")),
        "unit": quote.lstrip("0123456789."),
        "kind": "level",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sentence_start": before,
        "sentence_end": end + (TEXT[end] == "。"),
        "period": Period(year, year),
        "document_id": "d1",
    }
    return DataPoint(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        (Period(2023, 2023), "2023年", "2023"),
        (Period(2022, 2027), "2022-2027年", "2022-2027"),
        (Period(2023, 2023, half=1), "2023年上半年", "first half of 2023"),
        (Period(2023, 2023, half=2), "2023年下半年", "second half of 2023"),
        (Period(2023, 2023, quarter=3), "2023年第三季度", "Q3 2023"),
        (Period(2023, 2023, month=5), "2023年5月", "2023-05"),
        (Period(2023, 2023, month=5, day=9), "2023年5月9日", "2023-05-09"),
        (Period(2023, 2023, month=1, end_month=5), "2023年1—5月", "January to May 2023"),
        (Period(2023, 2023, month=1, end_month=9), "2023年前三季度", "January to September 2023"),
        (Period(text="过去三年"), "过去三年", "过去三年"),
        (Period(), "", ""),
    ],
)
def test_a_period_is_named_to_its_precision(period: Period, chinese: str, english: str) -> None:
    assert (period_label(period, "zh"), period_label(period, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("quote", "bound", "expected"),
    [
        ("3亿吨", "", "3亿吨"),
        ("3亿吨", "over", "超过3亿吨"),
        ("3亿吨", "under", "不足3亿吨"),
        ("3亿吨", "about", "约3亿吨"),
        ("3亿吨", "at_least", "至少3亿吨"),
        ("超3亿吨", "over", "超3亿吨"),
        ("3亿吨以上", "at_least", "3亿吨以上"),
        ("3 \n 亿吨", "", "3 亿吨"),
    ],
)
def test_a_value_is_printed_with_its_bound_once(quote: str, bound: str, expected: str) -> None:
    stated = replace(point("3亿吨", bound=bound), quote=quote)

    assert value_text(stated) == expected


def test_the_bound_of_an_english_value_is_english() -> None:
    stated = replace(point("3亿吨", bound="about"), quote="121 TWh", unit="TWh", metric="use")

    assert value_text(stated) == "about 121 TWh"


@pytest.mark.parametrize(
    ("entity", "metric", "expected"),
    [
        ("甲厂", "产量", "甲厂 产量"),
        ("甲厂", "甲厂产量", "甲厂产量"),
        ("", "产量", "产量"),
        ("甲厂", "", "甲厂"),
    ],
)
def test_a_subject_names_the_entity_once(entity: str, metric: str, expected: str) -> None:
    assert subject(point("3亿吨", entity=entity, metric=metric)) == expected


@pytest.mark.parametrize(
    ("more", "chinese", "english"),
    [
        ({"kind": "level"}, "", ""),
        ({"kind": "cagr"}, "年复合增长率", "CAGR"),
        ({"kind": "cagr", "metric": "产量年复合增长率"}, "", ""),
        ({"kind": "growth"}, "增长", "growth"),
        ({"kind": "growth", "basis": "yoy"}, "同比增长", "growth year on year"),
        (
            {"kind": "growth", "basis": "qoq", "direction": "down"},
            "环比下降",
            "decrease quarter on quarter",
        ),
        ({"kind": "growth", "basis": "yoy", "metric": "产量增长"}, "", ""),
        ({"kind": "share"}, "占比", "share"),
        ({"kind": "share", "metric": "甲占产量比重"}, "", ""),
        ({"kind": "share", "metric": "市场份额"}, "", ""),
        ({"kind": "share", "metric": "Market share"}, "", ""),
    ],
)
def test_a_kind_is_said_where_the_metric_does_not(
    more: dict[str, object], chinese: str, english: str
) -> None:
    stated = point("3亿吨", **more)

    assert (kind_label(stated, "zh"), kind_label(stated, "en")) == (chinese, english)


def test_a_forecast_says_that_it_is_one_and_by_whom() -> None:
    plain = point("3亿吨")
    both = point("3亿吨", forecast=True, publisher="岩石所")

    assert (certainty(plain, "zh"), certainty(plain, "en")) == ("", "")
    assert (certainty(both, "zh"), certainty(both, "en")) == (
        "（预测，岩石所）",
        " (forecast, 岩石所)",
    )
    assert certainty(point("3亿吨", forecast=True), "zh") == "（预测）"
    assert certainty(point("3亿吨", publisher="岩石所"), "en") == " (岩石所)"


@pytest.mark.parametrize(
    ("value", "unit", "words", "formula"),
    [
        (91.0, "亿美元", "9.1 billion US dollars", "91亿 = 91 × 100,000,000"),
        (3.5, "万亿元", "3.5 trillion yuan", "3.5万亿 = 3.5 × 1,000,000,000,000"),
        (120.0, "万台", "1.2 million units", "120万 = 120 × 10,000"),
        (3.0, "万家", "30,000 companies", "3万 = 3 × 10,000"),
        (4.0, "亿吨", "400 million 吨", "4亿 = 4 × 100,000,000"),
    ],
)
def test_chinese_scales_are_put_in_english_with_the_formula(
    value: float, unit: str, words: str, formula: str
) -> None:
    written = draft("en")
    stated = point("3亿吨", value=value, unit=unit)

    assert in_english(written, stated) == f" ({words})"
    (derivation,) = written.derivations
    assert (derivation.text, derivation.formula) == (words, formula)
    assert derivation.inputs == (stated,)


def test_a_unit_without_a_chinese_scale_is_left_alone() -> None:
    written = draft("en")

    assert in_english(written, point("3亿吨", unit="GWh")) == ""
    assert written.derivations == []


def test_a_statement_holds_period_what_value_certainty_and_marker() -> None:
    stated = point("4亿吨", 2025, forecast=True, publisher="岩石所", region="中国")

    assert statement(draft(), stated) == "2025年产量：4亿吨（预测，岩石所）[1]"
    assert (
        statement(draft("en"), stated)
        == "产量, 2025: 4亿吨 (400 million 吨) (forecast, 岩石所) [1]"
    )


@pytest.mark.parametrize(
    ("stated", "span"),
    [
        (point("4亿吨", 2025), "据岩石所预测，2025年产量达到4亿吨。"),
        (point("3亿吨", 2022), "2022年，窑线陆续检修。全年产量为3亿吨。"),
        (point("3亿吨", 2019), "全年产量为3亿吨。"),
        (point("3亿吨"), "全年产量为3亿吨。"),
        (point("300元", 2021), "表1 熟料价格\n价格\t2021年\n甲厂\t300元\n"),
    ],
    ids=["own year", "year of an earlier sentence", "year nowhere", "no year", "table"],
)
def test_the_evidence_reaches_back_to_the_year_or_takes_the_table(
    stated: DataPoint, span: str
) -> None:
    start, end = evidence_span(draft().store.document("d1"), stated)

    assert TEXT[start:end] == span
    assert start <= stated.start < stated.end <= end


def test_a_year_of_another_paragraph_is_not_carried() -> None:
    stated = point("4亿吨", 2022)

    start, end = evidence_span(draft().store.document("d1"), stated)

    assert TEXT[start:end] == "据岩石所预测，2025年产量达到4亿吨。"


def test_one_span_or_one_within_it_has_one_marker() -> None:
    written = draft()
    start = TEXT.index("2022年")
    end = TEXT.index("多数")

    assert written.cite("d1", start, end) == "[1]"
    assert written.cite("d1", start, end) == "[1]"
    assert written.cite("d1", start + 5, end) == "[1]"
    assert written.cite("d1", start, end + 2) == "[2]"
    assert [(c.marker, c.quote) for c in written.citations] == [
        (1, "2022年，窑线陆续检修。全年产量为3亿吨。"),
        (2, "2022年，窑线陆续检修。全年产量为3亿吨。多数"),
    ]


def test_a_cited_text_is_repeated_once_and_only_where_it_is_short() -> None:
    written = draft()
    written.cite("d1", TEXT.index("据"), len(TEXT) - 1)
    written.quote("[1]")
    written.quote("[1]")
    assert written.lines == ["原文：“据岩石所预测，2025年产量达到4亿吨。”[1]"]

    long = "窑" * 300 + "。"
    written = Draft("q", "en", OneDocument(Document("d1", "a.txt", long)))  # type: ignore[arg-type]
    written.quote(written.cite("d1", 0, len(long)))
    assert written.lines == []


def test_an_answer_freezes_what_was_written() -> None:
    written = draft("en")
    stated = point("4亿吨", 2025)
    written.say("中文", f"English {written.cite_point(stated)}.")
    written.cite_point(stated)
    written.derive("2", 2.0, "1 + 1 = 2", [stated])

    answer = written.answer("answered", "number")

    assert answer.text == "English [1]."
    assert answer.language == "en"
    assert answer.data_points == (stated,)
    assert [d.formula for d in answer.derivations] == ["1 + 1 = 2"]
    assert answer.warnings == ()
