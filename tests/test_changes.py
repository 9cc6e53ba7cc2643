"""Changes, gaps and ratios of what a question names in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import built, lines

from kb.answering.understanding.joined_terms import written_out
from kb.figures.vocabulary.vocabulary import Vocabulary

MAKERS = (
    "# Table glass 2024\n\n## Makers\n\n"
    "| Maker | Revenue (US$ m) | Growth |\n|---|---|---|\n"
    "| Fábula Óptica | 720 | +6.5% |\n| Verlinde Glas | 400 | -4.6% |\n| Orrin & Vale | 160 | +9.7% |\n"
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Fábula's turnover is how many times Verlinde's?",
            "Revenue: Fábula Óptica is about 1.8 times Verlinde Glas "
            "(720 million USD ÷ 400 million USD ≈ 1.8) [1].",
        ),
        (
            "How many times Verlinde's revenue is Fábula's?",
            "Revenue: Fábula Óptica is about 1.8 times Verlinde Glas "
            "(720 million USD ÷ 400 million USD ≈ 1.8) [1].",
        ),
        (
            "How much more revenue does Verlinde have than Orrin?",
            "Revenue: Verlinde Glas exceeds Orrin & Vale by 240 million USD "
            "(400 million USD − 160 million USD = 240 million USD) [1].",
        ),
        (
            "Fábula的营收是Orrin的几倍？",
            "Revenue：Fábula Óptica约为Orrin & Vale的4.5倍"
            "（720 million USD ÷ 160 million USD ≈ 4.5）[1]。",
        ),
    ],
)
def test_the_first_word_of_a_name_stands_for_it(tmp_path: Path, question: str, first: str) -> None:
    answer = built(tmp_path, MAKERS).ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


RATES = (
    "# 2024年烘箱报告\n\n## 市场\n\n"
    "2024年，电烘箱市场规模达40亿元，同比增长25.5%；燃气烘箱市场规模达90亿元，同比增长11.0%。"
    "2024年，炭烘箱市场规模为8亿元，同比下降6.0%。\n"
)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("2024年电烘箱和燃气烘箱的增速差几个点？", "25.5% − 11.0% = 14.5个百分点"),
        ("2024年电烘箱的市场规模增速比燃气烘箱快多少？", "25.5% − 11.0% = 14.5个百分点"),
        ("2024年电烘箱和炭烘箱，谁涨得快？增速差几个点？", "25.5% + 6.0% = 31.5个百分点"),
        ("2024年燃气烘箱的市场规模比电烘箱大多少？", "90亿元 − 40亿元 = 50亿元"),
    ],
)
def test_the_gap_of_two_rates_is_in_points_and_that_of_amounts_is_not(
    tmp_path: Path, question: str, formula: str
) -> None:
    answer = built(tmp_path, RATES).ask(question)

    assert answer.status == "answered"
    assert [derived.formula for derived in answer.derivations] == [formula]


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        (
            "What's the growth gap between Fábula and Orrin?",
            "+9.7% − +6.5% = 3.2 percentage points",
        ),
        (
            "Fábula grew how many points faster than Verlinde?",
            "+6.5% − -4.6% = 11.1 percentage points",
        ),
        (
            "Which grew faster, Fábula or Orrin? And what's the gap?",
            "+9.7% − +6.5% = 3.2 percentage points",
        ),
        (
            "Who has more revenue, Fábula or Verlinde? How many times as much?",
            "720 million USD ÷ 400 million USD ≈ 1.8",
        ),
        (
            "What's the revenue gap between Fábula and Orrin?",
            "720 million USD − 160 million USD = 560 million USD",
        ),
    ],
)
def test_two_rates_of_a_table_are_set_apart_in_points(
    tmp_path: Path, question: str, formula: str
) -> None:
    answer = built(tmp_path, MAKERS).ask(question)

    assert answer.status == "answered"
    assert [derived.formula for derived in answer.derivations] == [formula]


def test_a_noun_is_said_of_both_that_are_joined_before_it_where_both_are_terms() -> None:
    vocabulary = Vocabulary.load()

    def read(text: str) -> str:
        return written_out(text, vocabulary)

    assert read("Intelligent vs general-purpose compute") == (
        "Intelligent compute vs general-purpose compute"
    )
    assert read("training and inference servers") == "training and inference servers"
    assert read("Brown and general-purpose compute") == "Brown and general-purpose compute"
