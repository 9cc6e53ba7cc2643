"""What stands around the sentence that answers: what it points back to, what goes on with it, and its reason.

Why did Goshawk lose its lead is met by the sentence that says that it did; why, its paragraph tells further on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.explanation import MOST, cite_sentences
from kb.answering.quoting.pointing_back import pointed_to
from kb.answering.quoting.prose import WANTS_NUMBER
from kb.answering.quoting.sentences import GIVES_REASONS
from kb.answering.quoting.weighed import gone_on
from kb.answering.quoting.what_is_read import left_out
from kb.answering.understanding.intents import ASKS_REASONS
from kb.text import line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.weighed import Weigh
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Document

    Span = tuple[Document, int, int]

NEAR = 3
"""How many sentences behind one may tell its reason."""


def tell_on(draft: Draft, question: Question, mark: Sequence[int], weigh: Weigh) -> None:
    """Write what was cited since ``mark`` with what stands around the first of it; behind a number nothing more."""
    picked = _cited_one_by_one(draft, mark)
    if not picked:
        return
    before = _pointed_to(picked[0], weigh)
    behind = [] if question.intent in WANTS_NUMBER else gone_on(picked[0], weigh)
    if question.says(ASKS_REASONS) and not any(map(_gives_reason, [*picked, *behind])):
        behind += [span for span in _reason_behind(picked[0]) if span not in behind]
    first = [*before, picked[0], *behind]
    told = [*first, *(span for span in picked if span not in first)][: max(MOST, len(picked))]
    if told != picked:
        draft.rewind(tuple(mark))
        cite_sentences(draft, told)


def _cited_one_by_one(draft: Draft, mark: Sequence[int]) -> list[Span]:
    """The sentences written since ``mark``, each on a line of its own; none where they are a list under its lead-in."""
    lines, cited = draft.lines[mark[0] :], draft.citations[mark[1] :]
    listed = len(lines) > 1 and not all(line.startswith("- ") for line in lines)
    if listed or len(lines) != len(cited):
        return []
    return [(draft.store.document(one.document_id), one.start, one.end) for one in cited]


def _pointed_to(first: Span, weigh: Weigh) -> list[Span]:
    """The sentences that name what one speaks of, where it answers with them alone."""
    before = None if left_out(*first) else pointed_to(first)
    if before is None:
        return []
    document, start, end = before
    either, both = weigh([first, (document, start, first[2])])
    named = sentence_spans(document.text, start, end) if either <= both else ()
    return [(document, a, b) for a, b in named]


def _reason_behind(first: Span) -> list[Span]:
    """The next sentence of the paragraph that words a reason."""
    document, start, end = first
    text = document.text
    near = list(sentence_spans(text, end, line_at(text, start)[1]))[:NEAR]
    return [span for span in ((document, a, b) for a, b in near) if _gives_reason(span)][:1]


def _gives_reason(span: Span) -> bool:
    document, start, end = span
    return GIVES_REASONS.search(document.text[start:end]) is not None
