"""A number of a thing, or of all that is near it, is none of what is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_report import built

from kb.answering.quoting.asked_of import is_of_what_is_asked
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.question import understand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AROUND = "出货量看产能。边缘服务器、推理服务器和存储都用芯片，制造业与金融业都买，冷板、浸没和喷淋各有所长。"


def is_told(
    folder: Path, text: str, question: str, said: str, names: Sequence[str] = (), stated: str = ""
) -> bool:
    """Whether ``said``, which stands in ``text``, is of what is asked; ``names`` are those of its figures."""
    base = built(folder, text)
    document = base.documents()[0]
    start = document.text.index(said)
    judge = Judge(
        base._retriever.lexical,
        base.vocabulary,
        names=lambda asked: [name for name in names if name in asked],
    )
    asked = understand(question, base.vocabulary)
    return is_of_what_is_asked(asked, (document, start, start + len(said)), judge, stated)


@pytest.mark.parametrize(
    ("question", "said", "of_it"),
    [
        ("2023年边缘服务器卖了多少台？", "2023年服务器卖了12万台。", False),
        ("2023年边缘AI服务器卖了多少台？", "2023年人工智能服务器卖了12万台。", False),
        ("2023年边缘服务器卖了多少台？", "2023年边缘服务器卖了12万台。", True),
        ("2023年服务器卖了多少台？", "2023年服务器卖了12万台。", True),
        ("2023年存储卖了多少台？", "2023年服务器卖了12万台。", False),
        ("制造业有多少台服务器？", "各行业有服务器12万台。", False),
        ("制造业有多少台服务器？", "制造业有服务器12万台。", True),
        ("浸没式占多少？", "冷板服务器占90%。", False),
        ("冷板式占多少？", "冷板服务器占90%。", True),
        ("冷板而非浸没式占多少？", "冷板服务器和存储占90%。", False),
        ("推理在服务器中占百分之几？", "服务器占硬件的90%。", False),
        ("卖出的芯片里，国产的占多少？", "芯片卖了12万片。", False),
        ("芯片里，国产的占了多少", "国产芯片占三成。", True),
        ("国产芯片占到百分之几？", "芯片销量达12万片，同比增长22%。", False),
        ("服务器市场规模有多大？", "服务器的渗透率为10%。", False),
        ("服务器市场规模有多大？", "服务器市场规模为10亿元。", True),
        ("服务器的渗透率是多少？", "服务器的渗透率为10%。", True),
        ("芯片出货量是多少？", "芯片市场规模为10亿元。", False),
        ("芯片卖了多少？", "芯片出货量为12万片。", True),
        ("芯片市场规模是多少？", "芯片出货量为12万片。", False),
        ("2023年芯片销售额", "芯片市场规模为10亿元。", True),
        ("2023年芯片出货量", "芯片市场规模为10亿元。", False),
        ("芯片的趋势", "芯片市场规模为10亿元。", True),
        ("芯片花了多少钱？", "芯片用了12万片。", False),
        ("67%的厂用芯片，这是问了多少家厂才得出的？", "67%的厂用芯片。", False),
        ("67%的厂用芯片，这是问了多少家厂才得出的？", "300家厂里67%用芯片。", True),
    ],
)
def test_a_number_is_of_the_things_that_are_asked_about(
    tmp_path: Path, question: str, said: str, of_it: bool
) -> None:
    text = f"# 机房\n\n{AROUND}\n\n{said}\n"
    assert is_told(tmp_path, text, question, said) == of_it


@pytest.mark.parametrize(
    ("question", "said", "of_it"),
    [
        ("哪家公司的水泵卖得最好？", "水泵共卖出12万台。", False),
        ("哪家公司的水泵卖得最好？", "Wavepump卖得最好。", True),
        ("水泵谁家份额最大？", "根据IDC的数据，水泵卖出12万台。", False),
        ("水泵谁家份额最大？", "华为占了三成。", True),
        ("Which company sells most pumps?", "In all, 12 pumps were sold.", False),
        ("Which company sells most pumps?", "Most pumps come from Harle.", True),
        ("水泵怎么卖？", "水泵共卖出12万台。", True),
    ],
)
def test_which_company_a_sentence_without_a_name_does_not_tell(
    tmp_path: Path, question: str, said: str, of_it: bool
) -> None:
    assert is_told(tmp_path, f"# 水泵\n\n{said}\n", question, said) == of_it


@pytest.mark.parametrize(
    ("question", "of_it"),
    [
        ("恒岭甜柚卖了多少万吨？", False),
        ("恒岭卖了多少万吨？", True),
        ("恒岭和甜柚卖了多少万吨？", True),
    ],
)
def test_of_two_names_that_stand_together_both_are_told(
    tmp_path: Path, question: str, of_it: bool
) -> None:
    said = "恒岭卖了12万吨。"
    text = f"# 水果\n\n甜柚卖了30万吨。\n\n{said}\n"
    assert is_told(tmp_path, text, question, said, names=("恒岭", "甜柚")) == of_it


def test_what_a_row_states_in_words_tells_what_it_measures(tmp_path: Path) -> None:
    row, question = "2022年 49.8 4.6%", "2022年新增装机是多少？"
    text = f"# 机房\n\n装机分年看。\n\n{row}\n"
    assert not is_told(tmp_path, text, question, row)
    assert is_told(tmp_path, text, question, row, stated="2022年新增装机：49.8吉瓦")
