"""Advice to those for whom a question asks it: what should wineries do, 对投资者有什么建议.

Under a heading of advice each sentence, or item, says first whom it addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.announced import leads_in
from kb.answering.quoting.explanation import cite_sentences
from kb.regex import regex
from kb.text import fold, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Document, Passage

MOST = 3
"""More sentences that address the same are no advice to somebody, but on something."""
_ASKS = (
    r"建议|对策|(?:应该?|该|要)(?:怎么|如何|做什么|注意)|怎么办"
    r"|\b(?:advice|advis\w+|recommend\w*|suggest\w*|what (?:should|ought|must))\b"
)
_HEADS = regex(
    r"建议|对策|启示|\b(?:advice|recommend\w*|suggestions?|what to do|implications?|takeaways?)\b"
)
_WHOM = regex(
    r"^[\s*_\-•·\d.、）)#]*(?:(?:针对|面向|对于?|就)?(?P<zh>[\u3400-\u9fff、和与]{2,16}?)(?:而言|来说)?[*_]*(?:[，,:：]|(?<![供反效适响对相])应(?![用对急])|须|(?<![必])需(?!求)|宜|可以)"
    r"|(?:for |to )?(?P<en>[a-z][a-z \-]{2,50}?)[*_]*(?:[,:]| (?:should|ought|must|need|will|can|could|may|would|are|is) ))"
)


def compose(draft: Draft, question: Question, passages: Sequence[Passage], judge: Judge) -> bool:
    """Quote the advice to whom the question names; False where it asks for none, or none is told."""
    if not question.says(_ASKS):
        return False
    asked = {word.text for word in question.figure.words if word.names}
    wanted = asked - judge.vocabulary.generic
    for document_id in dict.fromkeys(passage.document_id for passage in passages):
        document = draft.store.document(document_id)
        spans = [
            span
            for span in _sentences(document)
            if _addresses(document.text[slice(*span)], wanted, judge)
        ]
        if 0 < len(spans) <= MOST:
            cite_sentences(draft, [(document, *span) for span in spans])
            return True
    return False


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    """Those under headings of advice, each once."""
    seen = 0
    for section in document.sections:
        if not _HEADS.search(fold(section.title)) or section.title == document.title:
            continue
        for start, end in sentence_spans(document.text, section.start, section.end):
            if start >= max(seen, section.start + len(section.title)):
                yield start, end
        seen = max(seen, section.end)


def _addresses(sentence: str, wanted: set[str], judge: Judge) -> bool:
    """Whether a sentence says first whom it addresses, mostly in the words that are ``wanted``."""
    match = _WHOM.match(fold(sentence))
    if match is None or leads_in(sentence):
        return False  # what leads in to a list addresses nobody
    whom = judge.content(match["zh"] or match["en"])
    meant = sum(bool(judge.vocabulary.expand({word}) & wanted) for word in whom)
    return 0 < len(whom) <= 2 * meant
