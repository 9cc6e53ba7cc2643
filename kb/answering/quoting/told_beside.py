"""What a sentence that one part of a question is answered with tells of another part: fell from 214 to 137."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.asked_of import is_of_what_is_asked, names_all
from kb.answering.quoting.prose import WANTS_NUMBER
from kb.answering.quoting.verdict import DOUBTED
from kb.answering.quoting.what_is_read import quoted
from kb.figures.quantities.quantity import find_quantities

if TYPE_CHECKING:
    from kb.answering.quoting.pairs_read import PairsRead
    from kb.answering.quoting.what_is_read import Span
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft


def is_told_beside(
    draft: Draft, question: Question, said: str, read: PairsRead, judge: Judge
) -> bool:
    """Whether a sentence that is cited for another question answers this one as well."""
    if not read or judge.names_a_stranger(question):
        return False
    cited = [(draft.store.document(c.document_id), c.start, c.end) for c in draft.citations]
    able = [quoted(span) for span in cited if _may_tell(span, question, judge)]
    return any(logit >= DOUBTED for logit in read.logits(said, able))


def _may_tell(span: Span, question: Question, judge: Judge) -> bool:
    """Whether a sentence is of what is asked; where that is a number, it holds another than the one it is cited for."""
    document, start, end = span
    told = find_quantities(document.text[start:end])
    if question.intent in WANTS_NUMBER and len([q for q in told if q.dimension != "time"]) < 2:
        return False
    return names_all(question, span) and is_of_what_is_asked(question, span, judge)
