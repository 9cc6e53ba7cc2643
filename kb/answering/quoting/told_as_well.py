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
    from collections.abc import Mapping, Sequence

    from kb.answering.quoting.sentences import Sentence
    from kb.answering.quoting.weighed import Weigh
    from kb.answering.writing.draft import Draft
    from kb.types import Document

    Span = tuple[Document, int, int]

CLEARLY, NEARLY = 2.0, 2.0
"""Log odds of a sentence that is told as well, and by how many at most it is behind the best."""
AHEAD, FAR_AHEAD = 1.0, 3.5
"""By how many the best is ahead of what was cited first where it comes before that, and of the best of a list."""
REPEATED = 0.7
"""A sentence whose words stand to this share in one that is told is left out."""


def only_sentences(draft: Draft, mark: Sequence[int]) -> bool:
    """Whether sentences were written since ``mark``, and no figure, result or exhibit."""
    _, citations, points, derivations, exhibits = mark
    others = draft.points[points:], draft.derivations[derivations:], draft.exhibits[exhibits:]
    return not any(others) and len(draft.citations) > citations


def tell_as_well(draft: Draft, mark: Sequence[int], able: Sequence[Sentence], weigh: Weigh) -> None:
    """Write what was cited since ``mark`` with those of ``able`` that answer as clearly; before a list only what is far better."""
    picked = picked_since(draft, mark)
    cited = picked or [
        (draft.store.document(one.document_id), one.start, one.end)
        for one in draft.citations[mark[1] :]
    ]
    able = [one for one in able if _may_stand_alone(one)]
    spans = [*cited, *(one.span for one in able)]
    weights = dict(zip(map(_place, spans), weigh(spans), strict=True))
    if picked:
        _add(draft, mark, picked, able, weights)
    elif able:
        best = max(able, key=lambda one: weights[_place(one.span)])
        highest = max(weights[_place(span)] for span in cited)
        if weights[_place(best.span)] >= max(CLEARLY, highest + FAR_AHEAD):
            _lead(draft, mark, best.span)


def _lead(draft: Draft, mark: Sequence[int], span: Span) -> None:
    """Write a sentence before a list."""
    own = draft.lines[mark[0] :]
    del draft.lines[mark[0] :]
    cite_sentences(draft, [span])
    written = [*draft.lines[mark[0] :], *own]
    draft.lines[mark[0] :] = [one if one.startswith("- ") else f"- {one}" for one in written]


def _add(
    draft: Draft,
    mark: Sequence[int],
    picked: Sequence[Span],
    able: Sequence[Sentence],
    weights: Mapping[tuple[str, int], float],
) -> None:
    """Write sentences that were picked with others that answer as clearly."""
    least = max(CLEARLY, max(weights.values()) - NEARLY)
    told = list(picked)
    for one in sorted(able, key=lambda one: -weights[_place(one.span)]):
        if weights[_place(one.span)] < least:
            break
        if not any(_repeats(one, span, able) for span in told):
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
