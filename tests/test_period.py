"""find_periods: exact spans and keys, relative words resolved against date and context."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.figures.periods.period import find_periods


def keys(text: str, date: str = "") -> list[tuple[str, str]]:
    return [(text[start:end], period.key) for start, end, period in find_periods(text, date=date)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年规模", [("2022年", "2022")]),
        ("二〇二三年", [("二〇二三年", "2023")]),
        ("22年公司收入", [("22年", "2022")]),
        ("2022-2027年", [("2022-2027年", "2022-2027")]),
        ("2022年到2027年", [("2022年到2027年", "2022-2027")]),
        ("2022—2027年", [("2022—2027年", "2022-2027")]),
        ("2021至2025年", [("2021至2025年", "2021-2025")]),
        ("2023/24榨季", [("2023/24榨季", "2023-2024")]),
        ("23/24赛季", [("23/24赛季", "2023-2024")]),
        ("2023-24学年", [("2023-24学年", "2023-2024")]),
        ("23/26赛季", []),
        ("2023/24棉花年度", [("2023/24棉花年度", "2023-2024")]),
        ("2023上半年", [("2023上半年", "2023H1")]),
        ("1H23", [("1H23", "2023H1")]),
        ("23H1", [("23H1", "2023H1")]),
        ("23年h1", [("23年h1", "2023H1")]),
        ("24q3", [("24q3", "2024Q3")]),
        ("2023年第三季度", [("2023年第三季度", "2023Q3")]),
        ("2023年一季度", [("2023年一季度", "2023Q1")]),
        ("2024财年第三财季", [("2024财年第三财季", "2024Q3")]),
        ("2024财年", [("2024财年", "2024")]),
        ("3Q23收入", [("3Q23", "2023Q3")]),
        ("2023年前三季度", [("2023年前三季度", "2023Q1-2023Q3")]),
        ("2023年头六个月", [("2023年头六个月", "2023H1")]),
        ("2023年9月", [("2023年9月", "2023-09")]),
        ("截至2023年12月31日", [("2023年12月31日", "2023-12-31")]),
        ("2023年1—11月", [("2023年1—11月", "2023-01-2023-11")]),
        ("“十四五”末", [("“十四五”末", "2025")]),
        ("“十三五”期间", [("“十三五”期间", "2016-2020")]),
        ("2024E", [("2024E", "2024")]),
        ("2023年1—6月", [("2023年1—6月", "2023H1")]),
        ("2023年7月至12月", [("2023年7月至12月", "2023H2")]),
        ("2023年1-3月份", [("2023年1-3月份", "2023Q1")]),
        ("2023年1-9月", [("2023年1-9月", "2023Q1-2023Q3")]),
        ("2023年前十个月", [("2023年前十个月", "2023-01-2023-10")]),
        ("2023年前5个月", [("2023年前5个月", "2023-01-2023-05")]),
        ("2023年前两个季度", [("2023年前两个季度", "2023H1")]),
        ("2022年3月至2023年5月", [("2022年3月至2023年5月", "2022-03-2023-05")]),
        ("2021年1月至2023年12月", [("2021年1月至2023年12月", "2021-2023")]),
        ("2023年9月30日止九个月", [("2023年9月30日止九个月", "2023Q1-2023Q3")]),
        ("2023年二、三季度", [("2023年二", "2023Q2"), ("三季度", "2023Q3")]),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str]]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("in 2023", "2023"),
        ("the first half of 2023", "2023H1"),
        ("In the third quarter of 2023", "2023Q3"),
        ("in just the first six months of 2023", "2023H1"),
        ("the last three months of 2022", "2022Q4"),
        ("the opening nine months of 2022", "2022Q1-2022Q3"),
        ("Q1 2024", "2024Q1"),
        ("from 2022 to 2027", "2022-2027"),
        ("by 2030", "2030"),
        ("31 March 2023", "2023-03-31"),
        ("on March 14, 2023", "2023-03-14"),
        ("November 2022", "2022-11"),
        ("FY2023", "2023"),
        ("fiscal 2023", "2023"),
        ("FY24", "2024"),
        ("for the three months ended September 30, 2021", "2021Q3"),
        ("six months ended 30 June 2021", "2021H1"),
        ("nine months ended September 30, 2021", "2021Q1-2021Q3"),
        ("fiscal years ended June 30, 2021", "2021"),
    ],
)
def test_english(text: str, key: str) -> None:
    assert [found for _, found in keys(text)] == [key]


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("今年一季度23亿元，去年同期19亿元", "2024-05", ["2024Q1", "2023Q1"]),
        ("去年同期65%，今年上半年76%", "2023-08", ["2022H1", "2023H1"]),
        ("上月163万辆，3月158万辆", "2023-05", ["2023-04", "2023-03"]),
        ("目标到明年，去年为6", "2023-12", ["2024", "2022"]),
        ("今年", "", [""]),
        ("2023上半年占49%，全年占58%", "", ["2023H1", "2023"]),
        ("2023年第六，上年第九", "", ["2023", "2022"]),
        ("110 GW in 2024 and 60 GW a year earlier", "", ["2024", "2023"]),
        ("2023/24赛季，上赛季", "", ["2023-2024", "2022-2023"]),
        ("the 2023/24 season, the previous season", "", ["2023-2024", "2022-2023"]),
        ("上一雪季", "2024", [""]),
        ("上一季度", "2024-05", ["2024Q1"]),
        ("上半年", "", [""]),
        ("上半年", "2023-08", ["2023H1"]),
    ],
)
def test_relative(text: str, date: str, expected: list[str]) -> None:
    assert [key for _, key in keys(text, date)] == expected


@pytest.mark.parametrize(
    "text",
    ["近20年来", "未来三年", "五年年复合增长率", "三次产业", "2000家企业", "GPT-2023", "万一"],
)
def test_what_is_no_period(text: str) -> None:
    assert keys(text) == []


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="0123456789年月日-—至上下半季度前Qqha十四五末今去同期 .,/", max_size=50),
    st.sampled_from(["", "2023", "2023-11", "2023-11-05", "x"]),
)
def test_ordered_disjoint_and_exact(text: str, date: str) -> None:
    position = 0
    for start, end, period in find_periods(text, date=date):
        assert position <= start < end <= len(text)
        assert period.text == text[start:end]
        position = end


@pytest.mark.parametrize("piece", ["9", "2023", "2023年", "十", "-", "今年", "2023-"])
def test_long_runs_are_quick(piece: str) -> None:
    find_periods(piece * (100_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("四季度收入", "2022-02", ["2021Q4"]),
        ("四季度收入", "2022-09", ["2022Q4"]),
        ("预计四季度收入", "2022-02", ["2022Q4"]),
        ("下半年收入", "2022-01", ["2021H2"]),
        ("下半年收入", "2022-05", ["2022H2"]),
        ("全年收入", "2022-02", ["2021"]),
        ("全年收入", "2022-07", ["2022"]),
        ("全年收入有望", "2022-02", ["2022"]),
        ("2021年末余额，比上年末低；全年增加", "", ["2021", "2020", "2021"]),
        ("截至2021年底，与2020年底的相比，全年增加", "", ["2021", "2020", "2021"]),
        ("2018年上半年，较2017年同期", "", ["2018H1", "2017H1"]),
        ("2017年同期", "", ["2017"]),
    ],
)
def test_parts_of_a_year_are_those_of_the_year_that_is_spoken_of(
    text: str, date: str, expected: list[str]
) -> None:
    assert [key for _, key in keys(text, date)] == expected
