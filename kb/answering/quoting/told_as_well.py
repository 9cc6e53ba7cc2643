"""What answers as clearly as the sentences that are cited, and is not among them: it is told as well.

Sentences are picked by words, vectors and what a reader makes of them; one that the reader holds to be an answer
may stand far down by the words alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.announced import leads_in
from kb.answering.quoting.explanation import MOST, cite_sentences
from kb.answering.quoting.table_row import header_of
from kb.answering.quoting.weighed import picked_since

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.sentences import Sentence
    from kb.answering.quoting.weighed import Weigh
    from kb.answering.writing.draft import Draft
    from kb.types import Document

    Span = tuple[Document, int, int]

CLEARLY, NEARLY = 2.0, 2.0
"""Log odds of a sentence that is told as well, and by how many at most it is behind the best."""
AHEAD = 1.0
"""By how many the best is ahead of what was cited first where it comes before that."""
REPEATED = 0.7
"""A sentence whose words stand to this share in one that is told is left out."""


def tell_as_well(draft: Draft, mark: Sequence[int], able: Sequence[Sentence], weigh: Weigh) -> None:
    """Write what was picked since ``mark`` with those of ``able`` that answer as clearly."""
    picked = picked_since(draft, mark)
    if not picked or not able:
        return
    weights = dict(zip(map(_place, picked), weigh(picked), strict=True))
    weights |= zip(
        (_place(one.span) for one in able), weigh([one.span for one in able]), strict=True
    )
    least = max(CLEARLY, max(weights.values()) - NEARLY)
    told = list(picked)
    for one in sorted(able, key=lambda one: -weights[_place(one.span)]):
        if weights[_place(one.span)] < least:
            break
        if _may_stand_alone(one) and not any(_repeats(one, span, able) for span in told):
            told.append(one.span)
    if len(told) == len(picked):
        return
    best = max(told, key=lambda span: weights[_place(span)])
    first = best if weights[_place(best)] >= weights[_place(told[0])] + AHEAD else told[0]
    others = sorted(told, key=lambda span: -weights[_place(span)])
    others = [span for span in others if span != first][: MOST - 1]
    draft.rewind(tuple(mark))
    draft.picked = (first, *sorted(others, key=lambda span: (span[0].id != first[0].id, span[1])))
    cite_sentences(draft, draft.picked)


def _place(span: Span) -> tuple[str, int]:
    document, start, _ = span
    return document.id, start


def _may_stand_alone(one: Sentence) -> bool:
    """Whether it is neither the row of a table nor a lead-in to what stands behind it."""
    return not header_of(one.document, one.start) and not leads_in(one.text)


def _repeats(one: Sentence, span: Span, able: Sequence[Sentence]) -> bool:
    """Whether a sentence says little that the one told at ``span`` does not."""
    if _place(one.span) == _place(span):
        return True
    other = next((each for each in able if _place(each.span) == _place(span)), None)
    shared = len(one.content & other.content) if other else 0
    return shared > REPEATED * len(one.content)
