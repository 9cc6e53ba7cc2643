"""Questions for what is in the way, and the sentences that tell of it."""

from __future__ import annotations

import pytest

from kb.answering.quoting.trouble import WORTH, gain

SHORTAGE = "码头缺乏熟练的引航员。"


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("港口现在卡在哪里", SHORTAGE, True),
        ("港口现在卡在哪里", "码头还要考虑一个问题——铁轨的损耗。", True),
        ("船东最头疼的是什么", "岸电受制于电网容量。", True),
        ("这行有哪些雷要防？", "主要风险包括：油价上涨；", True),
        ("船东上岸电，心里最打鼓的是什么", "船东对电价有顾虑。", True),
        ("港口自动化使不上劲，症结在哪", SHORTAGE, True),
        ("Why are the ports not really ready for big ships?", "Channels limit them.", True),
        ("What is holding the port back?", "Berths are scarce and pilots few.", True),
        ("What is holding the port back?", SHORTAGE, True),
        ("Which hurdles do owners face?", "A lack of welders slows the yards.", True),
        ("港口现在卡在哪里", "码头去年吞吐300万吨。", False),
        ("港口现在卡在哪里", "新系统攻克了调度难题。", False),
        ("Which hurdles do owners face?", "The new crane overcame the old problem.", False),
        ("港口有多少引航员", SHORTAGE, False),
        ("港口在哪里", SHORTAGE, False),
        ("港口风险投资有哪些", SHORTAGE, False),
        ("How many problems were reported?", "Pilots are scarce.", False),
    ],
)
def test_a_sentence_gains_that_tells_of_trouble_where_that_is_asked_for(
    question: str, sentence: str, tells: bool
) -> None:
    assert gain(question, sentence) == (WORTH if tells else 0.0)
