"""Answers made of sentences: the two to five that cover the question best, lists kept as lists."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kb.answering.draft import Draft
from kb.answering.evidence import Judge
from kb.answering.list_items import list_items, numbered_run
from kb.answering.question import Question
from kb.regex import regex
from kb.text import ITEM, fold, line_at, sentence_spans
from kb.types import Document, Passage

READ_PASSAGES = 5
"""How many of the best passages are read for sentences."""
READ_FOR_REASONS = 8
"""How many of the best sentences may say how many reasons follow."""
MOST = 5
"""The most sentences that an explanation quotes."""
WORTH = 0.5
"""A sentence is quoted if it scores at least this share of the best one."""
REPEATED = 0.7
"""A sentence whose content stands to this share in chosen ones is left out."""

_ITEM_MARK = regex(r"^(?:[-•·]|\*(?!\*)|\d{1,2}[.、．)](?!\d))\s*")
_SENTENCE_END = regex(r"[。！？；!?;.”：:][”’）)*\]]*$")
_DEFINES = r"什么是|是什么|是个?啥|定义|含义|意思|\bdefin|what is an?\b"
_REASONS = (
    r"为什么|为何|为啥|凭什么|原因|怎么(?:会|突然|就|这么|还)|靠什么|\bwhy\b|what (?:drives|drove|caused)|how come|reasons?",
    r"由于|因为|因此|因而|原因|随着|伴随|得益|为实现|使得|受.{1,20}影响|推动|意味着|为了|所致|导致|[一二三]是"
    r"|\b(?:because|caused?|causes|due to|owing to|driven by|reasons?|as a result|thanks to|led to|after|since)\b",
)
UNSAID = 0.2
"""What a sentence counts that shares no word with the question, beside one that holds them all."""
SHARPNESS = 15.0
"""By how much a cosine counts: one that is lower by the inverse of this makes a sentence 1/e."""
CUE = 1.3
"""What a sentence gains that is worded as the answer would be: a definition, a reason."""
DEFINITION = 2.0
ELSEWHERE = 0.4
"""What a sentence counts that names other places than those asked about."""
PLACES = ("regions", "cities", "companies", "industries")
SHORT = 18
"""A line of fewer characters with no full stop is a heading or a label, no sentence."""
_ANNOUNCES = regex(
    r"[两二三四五几多][个大项点种重]?(?:方面|原因|因素|影响|挑战|特点|特征|趋势|问题|路径|方式)"
    r"|\b(?:two|three|four|five|several) (?:causes|reasons|factors|benefits|challenges|risks|steps|ways)"
)
"""A sentence that says how many things the ones after it will tell."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    start: int
    end: int
    content: frozenset[str]
    score: float

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


def compose(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    judge: Judge,
    near: Mapping[tuple[str, int], float],
) -> bool:
    """Quote the best sentences of ``passages``; False where none says anything of the question.

    ``near`` holds cosines of the question and the sentences, by document and offset.
    """
    candidates = ranked_sentences(draft, question, passages, judge, near)
    if not candidates:
        return False
    best = candidates[0]
    listed = list_items(question, best.document, best.start, best.end, near)
    leading = _announcing(question, candidates) or best
    run = numbered_run(leading.document, leading.start)
    chosen = listed or run or _with_reasons(question, _chosen(question, candidates, judge))
    cite_sentences(draft, chosen, leads=bool(listed))
    return True


def _with_reasons(
    question: Question, chosen: list[tuple[Document, int, int]]
) -> list[tuple[Document, int, int]]:
    """With the sentence after the first, where reasons are asked for and none of them gives one."""
    cited = "\n".join(document.text[start:end] for document, start, end in chosen)
    if not question.says(_REASONS[0]) or re.search(_REASONS[1], cited):
        return chosen
    document, start, end = chosen[0]
    spans = sentence_spans(document.text, end, line_at(document.text, start)[1])
    after = [(document, a, b) for a, b in spans[:1]]
    return [chosen[0], *(one for one in after if one not in chosen), *chosen[1:]][:MOST]


def _announcing(question: Question, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Where reasons are asked for, a good sentence that says how many it will tell."""
    if not question.says(_REASONS[0]):
        return None
    good = (c for c in candidates[:READ_FOR_REASONS] if c.score >= WORTH * candidates[0].score)
    return next((c for c in good if _ANNOUNCES.search(c.text)), None)


def cite_sentences(
    draft: Draft, chosen: Sequence[tuple[Document, int, int]], leads: bool = False
) -> None:
    """Write the spans as a list, each cited; the first stands above it where it ``leads``."""
    for place, (document, start, end) in enumerate(chosen):
        marker = draft.cite(document.id, start, end)
        text = _ITEM_MARK.sub("", " ".join(document.text[start:end].split())).replace("**", "")
        above = leads and place == 0 and not ITEM.match(document.text[start:end])
        bullet = "- " if len(chosen) > 1 and not above else ""
        draft.lines.append(f"{bullet}{text}{draft.pick('', ' ')}{marker}")


def ranked_sentences(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    judge: Judge,
    near: Mapping[tuple[str, int], float],
) -> list[_Candidate]:
    """The sentences of ``passages``, best first."""
    wanted = judge.content(question.text)
    total = sum(map(judge.weight, wanted)) or 1.0
    found: dict[tuple[str, int], _Candidate] = {}
    for rank, passage in enumerate(passages[:READ_PASSAGES]):
        document = draft.store.document(passage.document_id)
        heading = set(judge.content("\n".join(passage.heading_path)))
        spans = sentence_spans(document.text, passage.start, passage.end)
        for place, (start, end) in enumerate(spans):
            if not _says_something(document, start, end):
                continue
            content = frozenset(judge.content(document.text[start:end]))
            # What the heading says, its sentences need not repeat: it counts for half.
            own = sum(judge.weight(t) for t in wanted if t in content)
            above = sum(judge.weight(t) for t in wanted if t in heading and t not in content)
            score = (own + above / 2) / total + UNSAID
            score *= (1 + passage.score) / (1 + rank / 4)
            score *= _cue(question, document.text[start:end])
            score *= _named(question, judge, content | heading)
            score += 0.01 * passage.score / (1 + place)
            found.setdefault((document.id, start), _Candidate(document, start, end, content, score))
    scored = _by_nearness(found, near)
    return sorted(scored, key=lambda c: (-c.score, c.document.name, c.start))


def _by_nearness(
    candidates: Mapping[tuple[str, int], _Candidate], near: Mapping[tuple[str, int], float]
) -> list[_Candidate]:
    """The candidates, each scored down by how much farther it is than the nearest."""
    cosines = [near[key] for key in candidates if key in near]
    best, least = max(cosines, default=0.0), min(cosines, default=0.0)
    return [
        replace(one, score=one.score * math.exp(SHARPNESS * (near.get(key, least) - best)))
        for key, one in candidates.items()
    ]


def _says_something(document: Document, start: int, end: int) -> bool:
    """Whether the span is a sentence: no caption, heading or label."""
    text = document.text[start:end]
    if any(e.start <= start < e.end for e in document.exhibits):
        return False
    return _SENTENCE_END.search(text) is not None or end - start >= SHORT


def _cue(question: Question, text: str) -> float:
    if question.says(_REASONS[0]) and re.search(_REASONS[1], text):
        return CUE
    if question.says(_DEFINES):
        named = "|".join(re.escape(word.text) for word in question.figure.words)
        says = r"(?:[（(][^）)]*[）)])?.{0,4}?(?:是指|指的?是|是一[种类个]|是|指|即|通过)"
        if named and re.search(rf"(?:{named}){says}", fold(text)):
            return DEFINITION
    return 1.0


def _named(question: Question, judge: Judge, said: set[str] | frozenset[str]) -> float:
    """Less for a sentence that speaks of other places or products than the question names."""
    category = judge.vocabulary.category
    words = [word.text for word in question.figure.words]
    products = {word for word in words if word.isascii() and not category(word)}
    if question.language == "zh" and products and not products & said:
        return ELSEWHERE
    asked = {word for word in words if category(word) in PLACES}
    if not asked or asked & said:
        return 1.0
    return ELSEWHERE if any(category(word) in PLACES for word in said) else 1.0


def _chosen(
    question: Question, candidates: Sequence[_Candidate], judge: Judge
) -> list[tuple[Document, int, int]]:
    """Best first by what each adds to what is covered (maximal coverage, greedily), in text order."""
    wanted = set(judge.content(question.text))
    total = sum(map(judge.weight, sorted(wanted))) or 1.0
    best = candidates[0].score
    chosen: list[_Candidate] = []
    remaining = list(candidates)
    while remaining and len(chosen) < MOST:
        taken = frozenset[str]().union(*(c.content for c in chosen))
        remaining.sort(key=partial(_order, judge=judge, new=wanted - taken, total=total))
        candidate = remaining.pop(0)
        repeated = len(candidate.content & taken) / max(1, len(candidate.content))
        worth = candidate.score >= best * WORTH and repeated <= REPEATED
        # A lead-in without what it leads to adds nothing.
        if not chosen or (worth and not candidate.text.endswith(("：", ":"))):
            chosen.append(candidate)
    first = chosen[0]
    told = _told_next(candidates, first)
    if told:
        chosen = [first, *told, *(c for c in chosen[1:] if c not in told)][:MOST]
    rest = sorted(chosen[1:], key=lambda c: (c.document.name != first.document.name, c.start))
    return [(c.document, c.start, c.end) for c in [first, *rest]]


def _told_next(candidates: Sequence[_Candidate], first: _Candidate) -> list[_Candidate]:
    """The two sentences after one that announces them, in its paragraph."""
    if not _ANNOUNCES.search(first.text):
        return []
    _, end = line_at(first.document.text, first.start)
    after = [
        c for c in candidates if c.document.id == first.document.id and first.end <= c.start < end
    ]
    return sorted(after, key=lambda c: c.start)[:2]


def _order(
    candidate: _Candidate, judge: Judge, new: set[str], total: float
) -> tuple[float, str, int]:
    """Best first: its own score and the share of the question that it adds."""
    gain = sum(judge.weight(token) for token in sorted(candidate.content & new)) / total
    return (-candidate.score - gain, candidate.document.name, candidate.start)
