"""The sentences of the passages found, best first by how likely each is to answer.

A linear score, whose weights are those of a conditional logit fitted to which sentences of reports
and encyclopedia articles hold the evidence of labelled questions; see docs/measurements.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import WHOSE
from kb.answering.quoting import alone, trouble
from kb.answering.quoting.untold import founds_another
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.intents import ASKS_REASONS, ASKS_SCOPE
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, line_at, sentence_spans, tokens
from kb.types import Document, Passage

if TYPE_CHECKING:
    from kb.answering.quoting.weighed import Weigh

READ_PASSAGES = 9
"""How many of the best passages are read for sentences."""

SAYS = 4.0
"""The idf-weighted share of the question's words that the sentence says."""
AROUND = 2.0
"""The share of those that it leaves to its headings or to the sentence before it."""
PRECISION = 2.5
"""The share of its own words that the question says."""
COSINE = 12.8
"""Of question and sentence, less what all have in common."""
FARTHER = 0.1
"""How much farther than the nearest a sentence without a vector is."""
PASSAGE, RANK = 2.0, 1.2
"""The score of its passage; 1 for the best passage, then 1/2, 1/3."""
NUMBER = 2.1
"""Holds a number where one is asked for."""
DIGITS = 1.4
"""The share of the question's own numbers that it holds."""
LENGTH = 0.3
"""For each time that it is e times as long."""
REASON, DEFINITION, SCOPE, TROUBLE = 0.5, 1.8, 3.0, 1.5
"""Is worded as the answer would be."""
ELSEWHERE, FOUNDS = -0.5, -6.0
"""Speaks of other places or products than the question names; tells what those founded that it asks of."""

READ, AT_ONCE = 20, 2
"""How many of the sentences that rank best are read at most, and how many at once."""
HOPED = 5.0
"""The log odds that a sentence not yet read may have: it is read where they would put it first."""
UNREAD = -4.0
"""The log odds of one that was not read. Half of all that are read have less."""

GIVES_REASONS = regex(
    r"由于|因为|因此|因而|原因|因素|源于|归因|随着|伴随|得益|为实现|使得|受.{1,20}影响|推动|意味着|为了|所致|导致|[一二三]是"
    r"|\b(?:because|caused?|causes|due to|owing to|driven by|reasons?|as a result|thanks to|led to|(?:after|since)(?! (?:then|that|\d|[a-z]+ (?:19|20)\d\d|(?:one|two|three|four|five|six|seven|eight|nine|ten) ))|explained by|owe[sd]? (?:most|much|its|their|this|that|a)|rests? on|attribut\w+|stem(?:s|med) from|result(?:s|ed) (?:from|of))\b"
)
_TELLS_SCOPE = regex(
    r"[不未]包?[含括]|包含|涵盖|不计|剔除|口径|统计范围|不在.{0,8}范围|\b(?:includ\w+|exclud\w+|count(?:s|ed)?|cover(?:s|ed)?)\b"
)
_DEFINES = r"什么是|是什么|是个?啥|定义|含义|意思|\bdefin|what is an?\b"
_ASKS_NUMBER = ("number", "series", "ratio", "difference", "implied", "comparison", "keywords")
IS_SOURCE = regex(r"[*_\s]*(?:sources?|notes?|(?:数据|资料)?来源|注)\s*[:：]", re.IGNORECASE)
"""Begins the line below a table that says where it is from."""
_SHORT = 18
"""A line of fewer characters with no full stop is a heading or a label, no sentence."""
_SENTENCE_END = regex(r"[。！？；!?;.”：:][”’）)*\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, and how likely it is to answer."""

    document: Document
    start: int
    end: int
    content: frozenset[str]
    """Its words in canonical terms."""
    score: float
    """Log odds beside the other sentences."""

    @property
    def text(self) -> str:
        """As it stands in the document."""
        return self.document.text[self.start : self.end]

    @property
    def span(self) -> tuple[Document, int, int]:
        """Where it stands."""
        return self.document, self.start, self.end


def ranked_sentences(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    judge: Judge,
    near: Mapping[tuple[str, int], float],
    rows: bool = False,
) -> list[Sentence]:
    """The sentences of ``passages``, best first; with the ``rows`` of their tables if asked for.

    ``near`` holds cosines of the question and the sentences, by document and offset.
    """
    ranker = _Ranker(question, judge, near, rows)
    found: dict[tuple[str, int], Sentence] = {}
    for rank, passage in enumerate(passages[:READ_PASSAGES], start=1):
        document = draft.store.document(passage.document_id)
        for sentence in ranker.sentences(document, passage, rank):
            found.setdefault((document.id, sentence.start), sentence)
    return sorted(found.values(), key=lambda one: (-one.score, one.document.name, one.start))


def says_all(question: Question, span: tuple[Document, int, int], judge: Judge) -> bool:
    """Whether all that is asked about stands in the sentence or its heading; no need to read it."""
    document, start, end = span
    told = "\n".join((*document.heading_path(start)[-1:], document.text[start:end]))
    if not question.dated(f"{document.title}\n{told}"):
        return False
    return judge.weights(question).keys() <= judge.vocabulary.held(told)


def reranked(candidates: Sequence[Sentence], weigh: Weigh, places: int = 1) -> list[Sentence]:
    """``candidates``, best ranked first, by their scores and what reading them adds to those.

    Reading tells sentences apart far better than words and vectors, and takes far longer: those are read that
    may come to stand on one of the first ``places``.
    """
    read: list[Sentence] = []
    while (rest := candidates[len(read) : READ]) and (
        len(read) < places or rest[0].score + HOPED > sorted(one.score for one in read)[-places]
    ):
        some = rest[:AT_ONCE]
        logits = weigh([one.span for one in some])
        read += [
            replace(one, score=one.score + logit) for one, logit in zip(some, logits, strict=True)
        ]
    unread = [replace(one, score=one.score + UNREAD) for one in candidates[len(read) :]]
    return sorted((*read, *unread), key=lambda one: (-one.score, one.document.name, one.start))


class _Ranker:
    """Scores sentences for one question."""

    def __init__(
        self, question: Question, judge: Judge, near: Mapping[tuple[str, int], float], rows: bool
    ) -> None:
        self._question = question
        self._rows = rows
        self._judge = judge
        self._near = near
        self._farthest = max(near.values(), default=0.0) - FARTHER
        self._wanted = judge.weights(question)
        self._total = sum(self._wanted.values()) or 1.0
        self._digits = {token for token in tokens(question.text) if any(map(str.isdigit, token))}
        self._asks_number = question.intent in _ASKS_NUMBER
        self._asks_reasons = question.says(ASKS_REASONS)
        self._asks_definition = question.says(_DEFINES)
        self._asks_scope = question.says(ASKS_SCOPE)

    def sentences(self, document: Document, passage: Passage, rank: int) -> Iterator[Sentence]:
        """Those of one passage, in the order of the text."""
        headings = set(self._judge.content("\n".join(passage.heading_path)))
        standing = PASSAGE * passage.score + RANK / rank
        before: set[str] = set()
        for start, end in sentence_spans(document.text, passage.start, passage.end):
            content = frozenset(self._judge.content(document.text[start:end]))
            if _says_something(document, start, end, self._rows):
                score = standing + self._score(document, start, end, content, headings | before)
                yield Sentence(document, start, end, content, round(score, 6))
            before = set(content)

    def _score(
        self, document: Document, start: int, end: int, content: frozenset[str], around: set[str]
    ) -> float:
        text = document.text[start:end]
        weight = self._judge.weight
        said = sum(self._wanted[word] for word in self._wanted if word in content)
        beside = sum(self._wanted[w] for w in self._wanted if w in around and w not in content)
        own = sum(weight(word) for word in sorted(content)) or 1.0
        return (
            (SAYS * said + AROUND * beside) / self._total
            + PRECISION * said / own
            + COSINE * self._near.get((document.id, start), self._farthest)
            + NUMBER * (self._asks_number and bool(find_quantities(text)))
            + DIGITS * self._share_of_digits(text)
            + LENGTH * math.log(end - start)
            + self._worded(text)
            + ELSEWHERE * self._is_elsewhere(content | around)
            + FOUNDS * founds_another(self._question.text, text)
        )

    def _share_of_digits(self, text: str) -> float:
        if not self._digits:
            return 0.0
        return len(self._digits & set(tokens(text))) / len(self._digits)

    def _worded(self, text: str) -> float:
        """What a sentence gains that is worded as the answer would be."""
        if self._asks_scope and _TELLS_SCOPE.search(fold(text)):
            return SCOPE
        if self._asks_reasons and GIVES_REASONS.search(text):
            return REASON
        asked = self._question.untranslated or self._question.text
        if trouble.gain(asked, text) or alone.gain(asked, text):
            return TROUBLE
        named = "|".join(re.escape(word.text) for word in self._question.figure.words)
        if self._asks_definition and named:
            says = r"(?:[（(][^）)]*[）)])?.{0,4}?(?:是指|指的?是|是一[种类个]|是|指|即|通过)"
            if re.search(rf"(?:{named}){says}", fold(text)):
                return DEFINITION
        return 0.0

    def _is_elsewhere(self, said: frozenset[str]) -> bool:
        """Whether a sentence speaks of other places or products than the question names."""
        category = self._judge.vocabulary.category
        words = [word.text for word in self._question.figure.words]
        products = {word for word in words if word.isascii() and not category(word)}
        if self._question.language == "zh" and products and not products & said:
            return True
        asked = {word for word in words if category(word) in WHOSE}
        if not asked or asked & said:
            return False
        return any(category(word) in WHOSE for word in said)


def _says_something(document: Document, start: int, end: int, rows: bool) -> bool:
    """Whether the span is a sentence: no caption, heading or label; or a row with a number."""
    text = document.text[start:end]
    if rows and document.text.startswith("|", line_at(document.text, start)[0]):
        return any(map(str.isdigit, text))
    if any(e.start <= start < e.end for e in document.exhibits) or IS_SOURCE.match(text):
        return False
    return _SENTENCE_END.search(text) is not None or end - start >= _SHORT
