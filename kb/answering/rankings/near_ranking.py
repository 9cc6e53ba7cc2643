"""The ranking that the sentence nearest to a question tells or leads to, in whatever words it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.quoting.sentences import READ_PASSAGES, ranked_sentences
from kb.answering.rankings import ranking
from kb.answering.rankings.places import read_place
from kb.answering.rankings.set_aside import without_aside
from kb.answering.records.rank_table import is_elsewhere
from kb.answering.retrieval.unknown_names import unknown_names
from kb.answering.writing.wording import statement
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.sentences import Sentence
    from kb.answering.records.rank_table import RankTable
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Passage, Status

FOLLOWS = 60
"""Characters behind a sentence within which the first name of the list that it leads to stands."""


def compose(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    said: str,
    records: Records,
    retriever: Retriever,
    judge: Judge,
) -> Status | None:
    """Write the places asked for; None where the nearest sentence tells no such ranking.

    ``said`` is the question as it was embedded.
    """
    if _place_of_one(draft, question, records):
        return "answered"
    place = read_place(without_aside(question.text))
    if question.intent != "ranking" or place is None:
        return None
    near = retriever.nearness(said, passages[:READ_PASSAGES])
    if judge.weigh(question, passages, near).score <= 0 or unknown_names(
        question, passages, judge.vocabulary
    ):
        return None
    best = next(iter(ranked_sentences(draft, question, passages, judge, near.cosines)), None)
    years = set(ranking.asked_years(question))
    for table in records.rankings:
        told = best is not None and _tells(best, table)
        told = told and not is_elsewhere(question, table, judge.vocabulary)
        if told and years <= set(table.years) and len(table.names) >= place.last:
            return ranking.compose(draft, question, table, [])
    return None


def _place_of_one(draft: Draft, question: Question, records: Records) -> bool:
    """Write the place of the one name that is asked about, where a sentence gives it: 按收入仍位居第四."""
    names = records.names_in(question.text)
    if question.intent != "ranking" or "rank" not in question.figure.kinds or len(names) != 1:
        return False
    points = [
        match.point
        for match in records.look_up(replace(question.figure, kinds=("rank",)))
        if match.exact_period and match.point.kind == "rank" and fold(match.point.entity) in names
    ]
    if len(points) != 1:
        return False
    draft.lines.append(statement(draft, points[0]) + draft.pick("。", "."))
    draft.quote(draft.cite_point(points[0]))
    return True


def _tells(sentence: Sentence, table: RankTable) -> bool:
    """Whether the ranking stands in the sentence, or begins right behind it."""
    first = min(table.points, key=lambda point: point.start)
    if first.document_id != sentence.document.id or first.exhibit:
        return False
    return sentence.start <= first.start < sentence.end + FOLLOWS
