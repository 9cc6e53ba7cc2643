"""Plain English questions on a market report, answered from its ranking, its figures and its checks."""

from __future__ import annotations

import pytest
from market_report import ask


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Which country ranked third in 2022?",
            "Output of ferry yards, 2022: No. 3 is Peru, with 140 thousand tonnes [1].",
        ),
        ("who's number two in 2023?", "2023: No. 2 Japan [1]."),
        ("Where does Chile stand?", "Chile: 2023 No. 4 [1]."),
        (
            "How fast will orders grow from 2023 to 2029?",
            "Orders, CAGR, 2023-2029: 7.6% (forecast) [1].",
        ),
        (
            "How much of the orders did the top three yards hold in 2023?",
            "The top three yards held 61.5% of orders in 2023, up from 57% in 2020. [1]",
        ),
    ],
)
def test_plain_questions_are_answered(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert answer.text.split("\n")[0] == first


@pytest.mark.parametrize(
    "question",
    [
        "Is any growth rate wrong?",
        "Does any growth rate fail to match the values given with it?",
        "Are there any inconsistent figures?",
    ],
)
def test_whatever_does_not_add_up_is_told(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "audit")
    assert answer.text.startswith("Result: not consistent. Investment in docks: stated CAGR 40%;")


def test_what_a_paragraph_says_of_a_lost_chart_that_it_points_at_is_the_charts() -> None:
    answer = ask("According to Figure 1, which reasons were given most often?")

    assert answer.status == "answered"
    assert answer.text.split("\n")[2:] == ["- delays in delivery: 57% [2]", "- price: 44% [2]"]
