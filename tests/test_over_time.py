"""The column of a table over years that a question asks for, by the heading alone."""

from __future__ import annotations

import pytest
from asked_texts import ask

KITES = """# Kites: Annual Review 2024

The stock of kites reached 15.1 thousand tonnes in 2024. Rent at Marlow is 9.1 dollars.

**Table 1. The national rented kite market, 2021–2024**

| Year | Stock (t) | Growth (%) | Idle share (%) | Average rent ($/kite/month) |
|---|---|---|---|---|
| 2021 | 810 | 5.7 | 7.9 | 12.0 |
| 2022 | 960 | 8.5 | 6.9 | 13.7 |
| 2023 | 1,180 | 22.9 | 5.4 | 16.1 |
| 2024 | 1,510 | 28.0 | 3.4 | 18.4 |

**Table 2. Expected course of the market, 2025–2028 (2025 onwards: forecast)**

| Year | Stock (t) | Average rent ($/kite/month) |
|---|---|---|
| 2025 | 1,940 | 20.2 |
| 2026 | 2,430 | 21.7 |
| 2028 | 3,440 | 23.2 |

**Table 3. Sites, 2024**

| Site | Stock (t) | Average rent ($/kite/month) |
|---|---|---|
| Marlow | 412 | 22.1 |
| Thame | 148 | 16.3 |
| Wantage | 139 | 18.7 |
"""


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Average rent from 2021 to 2023?", ["12.0", "13.7", "16.1"]),
        ("Give me the average rent year by year 2021 thru 2024", ["12.0", "13.7", "16.1", "18.4"]),
        ("average rent from 2023 to 2026", ["16.1", "18.4", "20.2", "21.7"]),
        ("average rent for every year of the forecast", ["20.2", "21.7", "23.2"]),
        ("What was the idle share of kites in 2022?", ["6.9"]),
    ],
)
def test_the_values_under_a_heading_are_given_for_the_times_asked(
    question: str, values: list[str]
) -> None:
    answer = ask(KITES, question)

    assert answer.status == "answered"
    assert [c.quote for c in answer.citations] or answer.text
    first = answer.text.split("Source text")[0]
    assert [value for value in values if value not in first] == []


@pytest.mark.parametrize(
    ("question", "no"),
    [
        ("average rent for every year of the forecast", "18.4"),
        ("Average rent at Thame from 2021 to 2023?", "12.0"),
        ("Average rent of lanterns from 2021 to 2023?", "12.0"),
    ],
)
def test_no_column_stands_for_other_times_or_things(question: str, no: str) -> None:
    assert no not in ask(KITES, question).text.split("Source text")[0]


def test_of_a_year_that_a_column_skips_its_neighbours_are_given() -> None:
    answer = ask(KITES, "What is the average rent in 2027?")

    assert answer.status == "partial"
    assert "21.7" in answer.text
    assert "23.2" in answer.text
