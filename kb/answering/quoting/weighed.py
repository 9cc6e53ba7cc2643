"""Sentences picked one by one, held against the question: the one that answers first, and none that says nothing of it.

And what goes on with the one that answers, in the sentence behind it: 此外，该平台, it also.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.explanation import cite_sentences, whole
from kb.answering.quoting.pointing_back import going_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from kb.answering.writing.draft import Draft
    from kb.types import Document

    Span = tuple[Document, int, int]
    Weigh = Callable[[Sequence[Span]], list[float]]
    """The log odds that each sentence answers."""
    Says = Callable[[Span], Set[str]]
    """What a sentence names of all that is asked about."""

SOME, BEHIND = 0.0, 2.0
"""Log odds of the best from which others are left out, and by how many they are then behind it."""
SAYS_SOMETHING = -1.0
"""Log odds from which a sentence stays however far it is behind."""
ANSWERS = 1.0
"""Log odds of a sentence that goes on with the one that answers."""
SURE, LESS = 3.0, 0.5
"""Log odds from which only that is told; else by how many less the two may have together."""


def picked_since(draft: Draft, mark: Sequence[int]) -> list[Span]:
    """The sentences that were picked since ``mark``; none where something else was cited as well."""
    cited = {(one.document_id, one.start) for one in draft.citations[mark[1] :]}
    picked = {(document.id, start) for document, start, _ in map(whole, draft.picked)}
    return list(draft.picked) if picked == cited else []


def reorder(draft: Draft, mark: Sequence[int], weigh: Weigh, says: Says) -> None:
    """Write anew what was picked since ``mark``; as it stands where it was not picked, or none answers."""
    picked = picked_since(draft, mark)
    weights = weigh(picked)
    best = max(weights, default=SOME - 1)
    if best < SOME:
        return
    first = picked[weights.index(best)]
    told = led_by(first, picked, weigh, says)
    if told != picked:
        draft.rewind(tuple(mark))
        cite_sentences(draft, told)


def led_by(first: Span, picked: Sequence[Span], weigh: Weigh, says: Says) -> list[Span]:
    """``first``, what goes on with it, and those ``picked`` that say something as well.

    That is to answer, too, or to name what is asked about and no other names.
    """
    others = [span for span in picked if span != first]
    best, *weights = weigh([first, *others])
    least = min(SAYS_SOMETHING, best - BEHIND)
    told = set(says(first))
    kept: list[Span] = []
    for weight, at in sorted(zip(weights, range(len(others)), strict=True), reverse=True):
        if weight >= least or says(others[at]) - told:
            kept.append(others[at])
            told |= says(others[at])
    rest = [span for span in others if span in kept]
    after = [span for span in gone_on(first, weigh) if span not in rest]
    return [first, *after, *rest]


def gone_on(first: Span, weigh: Weigh) -> list[Span]:
    """The sentences behind that go on with the same, and answer or take nothing from what answers."""
    document, start, _ = first
    told: list[Span] = []
    for span in going_on(first):
        own, both, best = weigh([span, (document, start, span[2]), first])
        if own < ANSWERS and (best >= SURE or both < max(SOME, best - LESS)):
            break
        told.append(span)
    return told
