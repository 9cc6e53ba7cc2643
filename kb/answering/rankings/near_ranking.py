"""The ranking that the sentence nearest to a question tells or leads to, in whatever words it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.sentences import READ_PASSAGES, ranked_sentences
from kb.answering.rankings import ranking
from kb.answering.rankings.places import read_place
from kb.answering.records.rank_table import is_elsewhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.sentences import Sentence
    from kb.answering.records.rank_table import RankTable
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
    tables: Sequence[RankTable],
    retriever: Retriever,
    judge: Judge,
) -> Status | None:
    """Write the places asked for; None where the nearest sentence tells no such ranking.

    ``said`` is the question as it was embedded, ``tables`` the rankings of the documents.
    """
    place = read_place(question.text)
    if question.intent != "ranking" or place is None:
        return None
    near = retriever.nearness(said, passages[:READ_PASSAGES])
    if judge.weigh(question, passages, near).score <= 0 or judge.unknown_names(question, passages):
        return None
    best = next(iter(ranked_sentences(draft, question, passages, judge, near.cosines)), None)
    years = set(ranking.asked_years(question))
    for table in tables:
        told = best is not None and _tells(best, table)
        told = told and not is_elsewhere(question, table, judge.vocabulary)
        if told and years <= set(table.years) and len(table.names) >= place.last:
            return ranking.compose(draft, question, table, [])
    return None


def _tells(sentence: Sentence, table: RankTable) -> bool:
    """Whether the ranking stands in the sentence, or begins right behind it."""
    first = min(table.points, key=lambda point: point.start)
    if first.document_id != sentence.document.id or first.exhibit:
        return False
    return sentence.start <= first.start < sentence.end + FOLLOWS
