"""Advice to those for whom a question asks it: what should wineries do, 对投资者有什么建议.

Under a heading of advice each sentence, or item, says first whom it addresses; or the heading itself does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.announced import leads_in
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.section import told_under
from kb.regex import regex
from kb.text import fold, line_at, sentence_spans

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Document, Passage, Section

LONGEST = 6
"""The most sentences of a paragraph that are quoted."""
MOST = 3
"""More sentences that address the same are no advice to somebody, but on something."""
_ASKS = (
    r"建议|对策|(?:应该?|该|要)(?:怎么|如何|做什么|注意|[做干]点?(?:什么|啥|嘛))|怎么办"
    r"|\b(?:advice|advis\w+|recommend\w*|suggest\w*|what (?:should|ought|must))\b"
)
_HEADS = regex(
    r"建议|对策|启示|\b(?:advice|recommend\w*|suggestions?|what to do|implications?|takeaways?)\b"
)
_WHOM = regex(
    r"^[\s*_\-•·\d.、）)#]*(?:(?:我们|本报告)?建议[:：,，])?(?:(?:针对|面向|对于?|就)?(?P<zh>[\u3400-\u9fff、和与]{2,16}?)(?:而言|来说)?[*_]*(?:[，,:：]|(?<![供反效适响对相])应(?![用对急])|须|(?<![必])需(?!求)|宜|可(?=[以按把将考通采参加]))"
    r"|(?:for |to )?(?P<en>[a-z][a-z \-]{2,50}?)[*_]*(?:[,:]| (?:should|ought|must|need|will|can|could|may|would|are|is) ))"
)
_NAMED = (
    r"建议|对策|\b(?:advice|advis\w+|recommend\w*|suggest\w*)\b"
    r"|\b(?:want|urge|ask|call on|tell|like|need|expect)s? (?:the )?[a-z -]{3,40} to (?:do|change)\b|\bwhat (?:should|ought|must|can|could) [a-z -]{3,40} (?:do|change)\b|应该?做什么|(?:该|要)怎么[做办]"
)
_HEADING = regex(
    r"^[\s\d.、（）()一二三四五六七八九十第章节]*(?:(?:针对|面向|对于?|给|致)(?P<zh>[\u3400-\u9fff、和与]{2,16}?)的?(?:行动|发展|政策|投资|具体|几[点条])?的?(?:建议|对策|启示)"
    r"|(?:our |key |main )?(?:recommendations?|advice|suggestions?) (?:for|to) (?:the )?(?P<en>[a-z][a-z \-]{2,50}))[:：]?\s*$"
)
"""A heading that says whom the advice under it addresses: 对船东的建议, Recommendations for owners."""
_UNDER_ADVICE = regex(
    r"^[\s\d.、（）()一二三四五六七八九十]*(?:(?:针对|面向|对于?|给|致)(?P<zh>[\u3400-\u9fff、和与]{2,16})|(?:for|to) (?:the )?(?P<en>[a-z][a-z ,\-]{2,60}))[:：]?\s*$"
)
"""The same under a heading of advice, which it need not repeat: For owners, 致船东."""
_LABELLED = regex(
    r"^[\s*_\-•·\d.、）)]*(?:(?:针对|面向|对于?|给|致)(?P<zh>[\u3400-\u9fff、和与]{2,16}?)(?:的建议)?|(?:for|to) [*_]*(?:the )?(?P<en>[a-z][a-z ,\-]{2,60}?))"
    r"(?:[*_]*[:：][*_]*|[.。][*_]+|[*_]+[.。])(?=\s*\S)"
)
"""Heads a paragraph with whom all of it addresses: **For owners.**, 对船东："""


def compose(draft: Draft, question: Question, passages: Sequence[Passage], judge: Judge) -> bool:
    """Quote the advice to whom the question names; False where it asks for none, or none is told."""
    if not question.says(_ASKS) and not question.says(_NAMED):
        return False
    asked = {word.text for word in question.figure.words if word.names}
    wanted = asked - judge.vocabulary.generic
    for document_id in dict.fromkeys(passage.document_id for passage in passages):
        document = draft.store.document(document_id)
        if section := _section_for(question, document, judge):
            told = told_under(document, section, wanted, judge)
            cite_sentences(draft, [(document, *span) for span in told])
            return True
        if told := _paragraph_for(document, wanted, judge):
            cite_sentences(draft, [(document, *span) for span in told])
            return True
        spans = [
            span
            for span in _sentences(document)
            if _addresses(document.text[slice(*span)], wanted, judge)
        ]
        if 0 < len(spans) <= MOST:
            cite_sentences(draft, [(document, *span) for span in spans])
            return True
    return False


def _section_for(question: Question, document: Document, judge: Judge) -> Section | None:
    """The one section whose heading addresses those for whom advice is asked, on nothing else besides."""
    if not question.says(_NAMED):
        return None
    vocabulary = judge.vocabulary
    if any(map(vocabulary.category, judge.missing(question))):
        return None  # it is asked for those of a place, say, that no document speaks of
    asked = {word for word in judge.content(question.text) if judge.is_known(word)}
    found: dict[str, tuple[int, Section]] = {}
    for section in document.sections:
        whom = set(judge.content(_whom(section)))
        above = (document.title, *section.path)
        others = asked - whom - vocabulary.generic - set(judge.content("\n".join(above)))
        if whom & asked and not others:
            known = found.get(section.title)
            if known is None or section.end - section.start > known[0]:
                found[section.title] = section.end - section.start, section
    return next(iter(found.values()))[1] if len(found) == 1 else None


def _whom(section: Section) -> str:
    """Whom the heading of a section addresses, by itself or with a heading of advice above it; empty if nobody."""
    title = fold(section.title)
    advice = any(_HEADS.search(fold(above)) for above in section.path[-2:-1])
    found = _HEADING.match(title) or (_UNDER_ADVICE.match(title) if advice else None)
    return (found["zh"] or found["en"]) if found else ""


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


def _paragraph_for(document: Document, wanted: set[str], judge: Judge) -> list[tuple[int, int]]:
    """The sentences of the one paragraph of advice that is headed with those who are ``wanted``."""
    text = document.text
    lines = sorted({line_at(text, start) for start, _ in _sentences(document)})
    labels = [(line, _LABELLED.match(fold(text[slice(*line)]))) for line in lines]
    meant = [
        (line, label.end()) for line, label in labels if label and _are_meant(label, wanted, judge)
    ]
    if len(meant) != 1:
        return []
    (start, end), label = meant[0]
    told = [span for span in sentence_spans(text, start, end) if span[1] > start + label]
    return told[:LONGEST]


def _addresses(sentence: str, wanted: set[str], judge: Judge) -> bool:
    """Whether a sentence says first whom it addresses, mostly in the words that are ``wanted``."""
    match = _WHOM.match(fold(sentence))
    if match is None or leads_in(sentence):
        return False  # what leads in to a list addresses nobody
    return _are_meant(match, wanted, judge)


def _are_meant(match: re.Match[str], wanted: set[str], judge: Judge) -> bool:
    whom = judge.content(match["zh"] or match["en"])
    meant = sum(bool(judge.vocabulary.expand({word}) & wanted) for word in whom)
    return 0 < len(whom) <= 2 * meant
