"""Questions whether one thing is enough, and the sentences that tell what else it takes."""

from __future__ import annotations

import pytest

from kb.answering.quoting.alone import WORTH, gain

MORE = "准点率并不只由船速决定，泊位和天气也有影响。"


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("是不是只要船快就能准点？", MORE, True),
        ("光靠提速就够了吗", MORE, True),
        ("准点率是不是只看船速", MORE, True),
        ("有了新吊机就能赶上邻港吗", "除了吊机，还需要更深的航道。", True),
        ("Is a faster ship alone enough to be on time?", "Speed is not the only cause.", True),
        ("Will one new crane suffice?", "It also takes a deeper channel.", True),
        ("Is it just the speed that counts?", "Besides speed, berths matter.", True),
        ("是不是只要船快就能准点？", "船速提高了两节。", False),
        ("准点率由什么决定", MORE, False),
        ("Are there enough berths?", "Speed is not the only cause.", False),
        ("When will the crane arrive?", "It also takes a deeper channel.", False),
    ],
)
def test_a_sentence_gains_that_says_what_else_it_takes(
    question: str, sentence: str, tells: bool
) -> None:
    assert gain(question, sentence) == (WORTH if tells else 0.0)
