"""Answers made of sentences: the two to five that cover the question best, lists kept as lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import WHOSE
from kb.answering.quoting.announced import leads_in, what_follows
from kb.answering.quoting.list_items import list_items, numbered_run
from kb.answering.quoting.sentences import (
    GIVES_REASONS,
    Sentence,
    ranked_sentences,
    reranked,
    says_all,
)
from kb.answering.quoting.untold import is_of_another_time
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.intents import ASKS_REASONS
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.regex import regex
from kb.text import ITEM, bigrams, fold, line_at, sentence_spans, whole_sentence
from kb.types import Document, Passage

if TYPE_CHECKING:
    from kb.answering.quoting.weighed import Weigh

READ_FOR_REASONS = 8
"""How many of the best sentences may say how many reasons follow."""
MOST, PLACES = 5, 3
"""The most sentences that an explanation quotes, and how many have to be the best of all."""
WORTH, WORTH_READ = 2.4, 5.0
"""A sentence is quoted if it is less than this behind the best one, ranked by words, or by reading it, too."""
ADDS = 0.83
"""The share of the question's words that a sentence adds to those chosen before, for each step that is worth quoting."""
REPEATED = 0.7
"""A sentence whose content stands to this share in chosen ones is left out."""

_ITEM_MARK = regex(r"^(?:#{1,6}(?=\s)|[-•·]|\*(?=\s)|\d{1,2}[.、．)](?!\d))\s*")
_EMPHASIS = regex(r"(?<![*\w])\*(?=\S)([^*]+)\*(?![*\w])")
_ADVISES = regex(
    r"(?:针?对|面向|就)于?(?P<whom>[^，,。]{2,16}?)(?:而言|来说)?[，,]?(?:本报告|我们)?建议"
)


def compose(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    judge: Judge,
    near: Mapping[tuple[str, int], float],
    weigh: Weigh | None = None,
    places: int = PLACES,
    *,
    plain: bool = False,
) -> bool:
    """Quote the best sentences of ``passages``; False where none says anything of the question.

    ``near`` holds cosines of the question and the sentences, by document and offset; ``weigh`` reads sentences,
    until the first ``places`` are the best of all, but not where what is asked is ``plain`` and said in full.
    """
    candidates = ranked_sentences(draft, question, passages, judge, near)
    if not candidates:
        return False
    if plain and says_all(question, candidates[0].span, judge):
        weigh = None
    worth = WORTH if weigh is None else WORTH_READ
    if weigh is not None:
        candidates = reranked(candidates, weigh, places)
    best = candidates[0]
    advice = _addressed(question, candidates)
    if advice:
        cite_sentences(draft, [advice.span])
        return True
    category = judge.vocabulary.category
    whose = {word for word in question.figure.essential if category(word) in WHOSE}
    listed = list_items(question, best.document, best.start, best.end, near, whose, weigh)
    leading = _announcing(question, candidates, worth) or best
    run = numbered_run(leading.document, leading.start)
    if not listed and not run:
        # A lead-in without what it leads to tells nothing.
        candidates = [one for one in candidates if not leads_in(one.text)] or candidates
    follows = what_follows(*best.span)
    chosen = listed or run or (follows and [best.span, *follows])
    if not chosen:
        chosen = _with_reasons(question, _chosen(question, candidates, judge, worth))
        draft.picked = tuple(chosen)
    cite_sentences(draft, chosen, leads=bool(listed))
    return True


def _addressed(question: Question, candidates: Sequence[Sentence]) -> Sentence | None:
    """The advice to those for whom the question asks it: 对代工企业，建议减少产量."""
    if not question.says("建议"):
        return None
    asked = fold(question.text)
    found: list[tuple[int, Sentence]] = []
    for one in candidates:
        if match := _ADVISES.match(one.text):
            found.append((sum(pair in asked for pair in set(bigrams(match["whom"]))), one))
    most = max((count for count, _ in found), default=0)
    meant = [one for count, one in found if count == most > 0]
    return meant[0] if len(meant) == 1 else None


def _with_reasons(
    question: Question, chosen: list[tuple[Document, int, int]]
) -> list[tuple[Document, int, int]]:
    """With a reason from the paragraph of the first, where reasons are asked for and none gives one.

    The next sentence that words one, else the next sentence.
    """
    cited = "\n".join(document.text[start:end] for document, start, end in chosen)
    if not question.says(ASKS_REASONS) or GIVES_REASONS.search(cited):
        return chosen
    document, start, end = chosen[0]
    spans = sentence_spans(document.text, end, line_at(document.text, start)[1])
    reasons = [(a, b) for a, b in spans if GIVES_REASONS.search(document.text[a:b])]
    after = [(document, a, b) for a, b in (reasons or spans)[:1]]
    return [chosen[0], *(one for one in after if one not in chosen), *chosen[1:]][:MOST]


def _announcing(
    question: Question, candidates: Sequence[Sentence], worth: float
) -> Sentence | None:
    """Where reasons are asked for, a good sentence that says how many it will tell, and of no other time."""
    if not question.says(ASKS_REASONS):
        return None
    periods = question.figure.periods
    candidates = [one for one in candidates if not is_of_another_time(periods, one.text)]
    good = (c for c in candidates[:READ_FOR_REASONS] if candidates[0].score - c.score < worth)
    return next((c for c in good if what_follows(*c.span)), None)


def cite_sentences(
    draft: Draft, chosen: Sequence[tuple[Document, int, int]], leads: bool = False
) -> None:
    """Write the spans as a list, each sentence whole and cited; the first stands above it where it ``leads``."""
    chosen = list(dict.fromkeys(map(whole, chosen)))
    for place, (document, start, end) in enumerate(chosen):
        marker = draft.cite(document.id, start, end)
        text = _ITEM_MARK.sub("", " ".join(document.text[start:end].split())).replace("**", "")
        text = _EMPHASIS.sub(r"\1", text)
        above = leads and place == 0 and not ITEM.match(document.text[start:end])
        bullet = "- " if len(chosen) > 1 and not above else ""
        draft.lines.append(f"{bullet}{text}{draft.pick('', ' ')}{marker}")


def whole(span: tuple[Document, int, int]) -> tuple[Document, int, int]:
    """The sentence of which ``span`` is a piece."""
    document, start, end = span
    return document, *whole_sentence(document.text, start, end)


def _chosen(
    question: Question, candidates: Sequence[Sentence], judge: Judge, worth: float
) -> list[tuple[Document, int, int]]:
    """Best first by what each adds to what is covered (maximal coverage, greedily), in text order."""
    wanted = set(judge.content(question.text))
    total = sum(map(judge.weight, sorted(wanted))) or 1.0
    best = candidates[0].score
    chosen: list[Sentence] = []
    remaining = list(candidates)
    while remaining and len(chosen) < MOST:
        taken = frozenset[str]().union(*(c.content for c in chosen))
        remaining.sort(
            key=partial(_order, judge=judge, new=wanted - taken, adds=ADDS * worth / total)
        )
        candidate = remaining.pop(0)
        repeated = len(candidate.content & taken) / max(1, len(candidate.content))
        if not chosen or (best - candidate.score < worth and repeated <= REPEATED):
            chosen.append(candidate)
    first = chosen[0]
    rest = sorted(chosen[1:], key=lambda c: (c.document.name != first.document.name, c.start))
    return [c.span for c in [first, *rest]]


def _order(candidate: Sentence, judge: Judge, new: set[str], adds: float) -> tuple[float, str, int]:
    """Best first: its own score and the share of the question that it adds."""
    gain = sum(judge.weight(token) for token in sorted(candidate.content & new))
    return (-candidate.score - adds * gain, candidate.document.name, candidate.start)
