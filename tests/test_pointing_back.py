"""Sentences that go on with the one before: read with what they speak of, and told with what they stand behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_report import built
from test_verdict import Graded, asker

from kb.answering.quoting.pairs_read import PairsRead
from kb.answering.quoting.pointing_back import going_on, pointed_to
from kb.answering.quoting.sentences import GIVES_REASONS
from kb.answering.quoting.what_is_read import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from kb.types import Document

    Span = tuple[Document, int, int]

LOST = "Goshawk Rail lost first place in the ferry market in 2022."
IDLE = "It was busy all the same."
CHOSE = "It chose short routes with higher fares."
RIVAL = "Puffin Lines won because its two new ships were filled at once."
TEXT = f"# Ferries\n\n{LOST} {IDLE} {CHOSE} {RIVAL}\n\nFares rose by 4%. It rained.\n"
WHY = "Why did Goshawk Rail lose first place in the ferry market?"


def span(document: Document, said: str) -> Span:
    start = document.text.index(said)
    return document, start, start + len(said)


def said(one: Span | None) -> str:
    return one[0].text[one[1] : one[2]] if one else ""


def test_what_a_sentence_points_back_to_stands_before_it_in_its_paragraph(tmp_path: Path) -> None:
    document = built(tmp_path, TEXT).documents()[0]
    assert said(pointed_to(span(document, IDLE))) == LOST
    assert said(pointed_to(span(document, CHOSE))) == f"{LOST} {IDLE}"
    assert pointed_to(span(document, LOST)) is None
    assert pointed_to(span(document, RIVAL)) is None
    assert [said(one) for one in going_on(span(document, LOST))] == [IDLE, CHOSE]
    assert going_on(span(document, CHOSE)) == []


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("其主要缺点是造价高。", True),
        ("该厂因此停产。", True),
        ("不过，他们并不满意。", True),
        ("其他厂家也在扩产。", False),
        ("其二，运费上涨。", False),
        ("其中两家店在市区。", False),
        ("此外，花价上涨。", False),
        ("青禾的会员减少了。", False),
    ],
)
def test_a_chinese_sentence_points_back_by_its_first_word(
    tmp_path: Path, sentence: str, points: bool
) -> None:
    document = built(tmp_path, f"# 花店\n\n青禾在北港开了店。{sentence}\n").documents()[0]
    assert said(pointed_to(span(document, sentence))) == ("青禾在北港开了店。" if points else "")


def test_a_sentence_is_read_with_what_it_points_back_to_where_that_adds_to_it(
    tmp_path: Path,
) -> None:
    base = built(tmp_path, TEXT)
    document = base.documents()[0]
    read = {IDLE: -2.0, f"{LOST} {IDLE}": 1.2, LOST: 1.0, CHOSE: -2.0}
    together = {**read, f"{LOST} {IDLE} {CHOSE}": 3.0, f"{LOST} {IDLE}": 1.2}
    asked = asker(base, Graded(together, -5.0))
    judge = asked._answerer.prose._judge
    weigh = PairsRead(Graded(together, -5.0), judge).weigh(WHY)
    assert weigh([span(document, CHOSE)]) == [3.0]
    assert weigh([span(document, IDLE)]) == [
        -2.0
    ]  # with what stands before it no more than that alone


def test_what_goes_on_with_an_answer_is_told_behind_it_and_so_is_the_reason(
    tmp_path: Path,
) -> None:
    base = built(tmp_path, TEXT)
    grades = {LOST: 2.0, f"{LOST} {IDLE}": 1.8, f"{LOST} {IDLE} {CHOSE}": 1.9}
    answer = asker(base, Graded(grades, -3.0)).ask(WHY)
    assert [one.quote for one in answer.citations] == [LOST, IDLE, CHOSE, RIVAL]


def test_what_leads_away_from_an_answer_is_not_told(tmp_path: Path) -> None:
    base = built(tmp_path, TEXT)
    question = "How did Goshawk Rail lose first place in the ferry market?"
    answer = asker(base, Graded({LOST: 2.0, f"{LOST} {IDLE}": -1.0}, -3.0)).ask(question)
    assert [one.quote for one in answer.citations] == [LOST]


def test_what_an_answer_speaks_of_stands_before_it(tmp_path: Path) -> None:
    base = built(tmp_path, TEXT)
    grades = {f"{LOST} {IDLE} {CHOSE}": 4.0, LOST: 0.5}
    answer = asker(base, Graded(grades, -3.0)).ask("Which routes did Goshawk Rail choose?")
    assert [one.quote for one in answer.citations][:3] == [LOST, IDLE, CHOSE]


def test_a_sentence_is_read_behind_the_words_in_bold_that_head_its_paragraph(
    tmp_path: Path,
) -> None:
    text = "# Ferries\n\n**Puffin Lines (Hull).** Founded in 1951. It owns two ships.\n\n**Fares:** They rose.\n\n**For towns.** Set limits.\n"
    document = built(tmp_path, text).documents()[0]
    said_there = ("It owns two ships.", "They rose.", "Set limits.")
    assert [quoted(span(document, one))[1].text for one in said_there] == [
        "Puffin Lines (Hull): It owns two ships.",
        "Fares: They rose.",
        "Set limits.",
    ]


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("Goshawk had led since 2017.", False),
        ("Fares have risen since then.", False),
        ("It closed after two years.", False),
        ("It rose after the strike in the north.", True),
        ("It sold little, since rents rose.", True),
    ],
)
def test_a_time_since_or_after_is_no_reason(sentence: str, gives: bool) -> None:
    assert (GIVES_REASONS.search(sentence) is not None) is gives
