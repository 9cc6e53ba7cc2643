"""Number formats: what a spreadsheet shows for a value."""

from __future__ import annotations

import datetime

import pytest

from kb.readers.office.number_format import displayed, plain


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.1 + 0.2, "", "0.3"),
        (0.1 + 0.2, "General", "0.3"),
        (2023.0, "General", "2023"),
        (1e11, "", "100000000000"),
        (1 / 3, "", "0.3333333333"),
        (1234567.891, "", "1234567.891"),
        (-0.5, "", "-0.5"),
        (1e-12, "", "1E-12"),
        (0.2534, "0.0%", "25.3%"),
        (-0.068, "0.0%", "-6.8%"),
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (0.285, "0%", "29%"),
        (1234.5, "#,##0", "1,235"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.0, "#,##0_);(#,##0)", "(1,234)"),
        (0.0, '#,##0;-#,##0;"-"', "-"),
        (0.0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (12.0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "12.00"),
        (1234.5, '0.0"亿元"', "1234.5亿元"),
        (1234.5, "0.0亿元", "1234.5亿元"),
        (36.0, "[$¥-804]#,##0.0", "¥36.0"),
        (36.0, "[Red]0.0", "36.0"),
        (1234567.0, "#,##0,", "1,235"),
        (1234567890.0, "0.0,,", "1234.6"),
        (0.5, "#.##", "0.5"),
        (5.0, "0.##", "5"),
        (5.0, "000", "005"),
        (12345.0, "0.00E+00", "1.23E+04"),
        (-0.001, "0.0", "0.0"),
        (0.5, "# ?/?", "0.5"),
        (3.0, '"第"0"名"', "第3名"),
        (float("nan"), "0.0", ""),
        (True, "0", "TRUE"),
        ("文字", "0.0%", "文字"),
        (None, "", ""),
    ],
)
def test_numbers(value: float, code: str, shown: str) -> None:
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (datetime.date(2023, 6, 5), "yyyy-mm-dd", "2023-06-05"),
        (datetime.date(2023, 6, 5), 'yyyy"年"m"月"', "2023年6月"),
        (datetime.date(2023, 6, 5), "yyyy年m月d日", "2023年6月5日"),
        (datetime.date(2023, 6, 5), "mmm-yy", "Jun-23"),
        (datetime.date(2023, 6, 5), "General", "2023-06-05"),
        (datetime.datetime(2023, 6, 5, 14, 7), "yyyy/m/d h:mm", "2023/6/5 14:07"),
        (datetime.datetime(2023, 6, 5, 14, 7), "h:mm AM/PM", "2:07 PM"),
        (datetime.datetime(2023, 6, 5, 14, 7, 9), "mm:ss", "07:09"),
        (datetime.datetime(2023, 6, 5, 14, 7), "", "2023-06-05 14:07"),
        (datetime.time(3, 4), "h:mm", "3:04"),
        (datetime.timedelta(hours=26, minutes=5), "[h]:mm", "26:05:00"),
    ],
)
def test_dates(value: datetime.date, code: str, shown: str) -> None:
    assert displayed(value, code) == shown


def test_ten_digits_are_kept_and_no_exponent_shown() -> None:
    assert [plain(value) for value in (0.1, 12.345678, 99999.99999, 1e14, 5e-5)] == [
        "0.1",
        "12.345678",
        "99999.99999",
        "100000000000000",
        "0.00005",
    ]
