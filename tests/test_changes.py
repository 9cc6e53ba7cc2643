"""Changes, gaps and ratios of what a question names in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_report import built, lines

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
