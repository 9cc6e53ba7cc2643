"""Words typed with a character of the same sound, put right towards what the documents write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.answering.understanding.homophones import Homophones

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (
    """液流电池适合长时储能，电池成本继续下降。赔付率上升，赔付增加。浪潮与浪潮软件，浪潮集团。电芯、电芯、电芯、电芯和电芯。
智算中心与数据中心。中国花样游泳队友好访问。"""
    * 2
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("为什么液流电迟适合长时", "为什么液流电池适合长时"),
        ("陪付率是多少", "赔付率是多少"),
        ("浪朝是谁", "浪潮是谁"),
        ("电池成本是多少", "电池成本是多少"),
        ("游泳队有多少人", "游泳队有多少人"),
        ("锦地罗是什么", "锦地罗是什么"),
        ("成本榜第一是谁", "成本榜第一是谁"),
        ("电迟英是谁", "电迟英是谁"),
        ("What does GPT-4 cost?", "What does GPT-4 cost?"),
        ("", ""),
    ],
)
def test_only_what_nobody_writes_is_put_right_and_keeps_its_length(typed: str, meant: str) -> None:
    corrected = Homophones([TEXT]).corrected(typed)

    assert corrected == meant
    assert len(corrected) == len(typed)


def test_what_is_correct_already_stays_as_it_is() -> None:
    words = Homophones([TEXT])
    corrected = words.corrected("液流电迟的陪付率")

    assert words.corrected(corrected) == corrected == "液流电池的赔付率"


def test_without_documents_nothing_changes() -> None:
    assert Homophones([]).corrected("液流电迟") == "液流电迟"


def test_the_texts_are_read_once_when_they_are_needed_or_before() -> None:
    read = []

    def texts() -> Iterator[str]:
        read.append(TEXT)
        yield TEXT

    words = Homophones(texts())
    assert not read
    words.warm_up()
    assert words.corrected("陪付率") == "赔付率"
    assert read == [TEXT]
