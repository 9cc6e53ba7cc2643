"""Answers made of the one sentence that holds the number asked for, where no record does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.explanation import cite_sentences
from kb.answering.sentences import ranked_sentences
from kb.answering.stated import counted_in
from kb.answering.subjects import core_of, stands_beside
from kb.figures.measured import COUNTED, is_below
from kb.figures.period import find_periods
from kb.figures.quantity import find_quantities
from kb.text import fold, line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kb.answering.draft import Draft
    from kb.answering.evidence import Judge, Nearness
    from kb.answering.question import Question
    from kb.answering.sentences import Sentence
    from kb.figures.lookup import FigureQuestion
    from kb.types import Passage, Quantity, Status

READ_NUMBERS = 8
"""How many of the best sentences are read for a number."""
BEFORE = 150
"""Characters before a sentence in which a name may stand that it leaves out."""
MOST_OF = 0.5
"""The idf-weighted share of a question that the sentence with its number must hold."""
NEAR, NEAR_BY = 0.17, 0.1
"""The cosine, less what all sentences share, of a sentence whose number is the one asked for though
it says it in other words; and of one that is worth showing."""
AHEAD, NEAR_FIRST = 0.8, 0.12
"""Log odds by which the best sentence stands out from the next, and the cosine that it needs."""
NEAREST = (
    "文档没有明说所问的数值；与之最接近的内容是：",
    "The documents do not plainly give the figure asked for; the nearest that they say is:",
)


def compose(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    judge: Judge,
    near: Nearness,
    whose: Collection[str],
) -> Status:
    """Quote the sentence that holds a number, all that the question names, and ``whose`` it is."""
    figure = question.figure
    wanted = judge.weights(question)
    total = sum(wanted.values()) or 1.0
    needed = _needed(question, judge)
    # 损耗率 where the documents speak of one: another rate is no answer.
    rates = {word for word in figure.essential if word[-1] in "率额" and judge.is_known(word)}
    core = core_of(question, judge)
    counted = counted_in(question, judge)
    category = judge.vocabulary.category
    named = {word for word in figure.essential if category(word) in ("measures", "attributes")}
    candidates = ranked_sentences(draft, question, passages, judge, near.cosines)
    first = _clearly_first(candidates)
    for candidate in candidates[:READ_NUMBERS]:
        document = candidate.document
        before = document.text[max(0, candidate.start - BEFORE) : candidate.start]
        headings = document.heading_path(candidate.start)
        around = judge.content("\n".join((*headings, before)))
        held = judge.vocabulary.expand({*candidate.content, *around})
        said = judge.vocabulary.expand(candidate.content)
        if not rates <= said:
            continue
        if not needed | figure.regions <= held or not _states(figure, candidate.text):
            continue
        told = fold("\n".join((*headings, before.rpartition("\n")[2] + candidate.text)))
        if not all(name in told for name in whose) or not _dated(question, candidate, before):
            continue
        share = sum(weight for word, weight in wanted.items() if word in held) / total
        cosine = near.cosines.get((document.id, candidate.start), 0.0)
        sure = (share >= MOST_OF or cosine >= NEAR) and not judge.missing(question)
        sure = sure and (not counted or bool(counted & said))
        # What stands out from all the others is meant, though the question puts it otherwise.
        sure = sure or (candidate is first and cosine >= NEAR_FIRST and named <= said)
        if core and core not in said:
            others = candidate.content - set(wanted)
            beside = stands_beside(core, others, judge.vocabulary.normalise(before))
            # What the text is about need not be said again; what it only mentions has to be.
            mentioned = core in around and core not in _topic(candidate, judge) and cosine < NEAR
            sure = sure and not (beside or mentioned)
        if not sure:
            score = judge.score(question, candidate.text, share, cosine, near)
            if cosine < NEAR_BY or score <= 0:
                continue
            draft.say(*NEAREST)
        cite_sentences(draft, [candidate.span])
        return "answered" if sure else "partial"
    return "refused"


def _clearly_first(candidates: Sequence[Sentence]) -> Sentence | None:
    """The best of the sentences, where the next is far behind it."""
    if len(candidates) < 2 or candidates[0].score - candidates[1].score < AHEAD:
        return None
    return candidates[0]


def _dated(question: Question, candidate: Sentence, before: str) -> bool:
    """Whether it is of the time asked for: it says so, or says none and its paragraph does."""
    if question.dated(candidate.text):
        return True
    silent = not any(period.key for _, _, period in find_periods(candidate.text))
    return silent and question.dated(before.rpartition("\n")[2])


def _needed(question: Question, judge: Judge) -> set[str]:
    """The terms that must be met; of other words, most, or the sentence must be near."""
    essential = question.figure.essential
    needed = {word for word in essential if judge.vocabulary.category(word)}
    if question.language == "zh":
        needed |= {word for word in essential if word.isascii()}
    return needed


def _topic(sentence: Sentence, judge: Judge) -> set[str]:
    """The words of the headings, and of the sentence that the paragraph begins with."""
    document = sentence.document
    start = line_at(document.text, sentence.start)[0]
    first = next(iter(sentence_spans(document.text, start, sentence.end)), (start, start))
    above = "\n".join((document.title, *document.heading_path(sentence.start)))
    return judge.vocabulary.expand(judge.content(f"{above}\n{document.text[slice(*first)]}"))


def _prices(figure: FigureQuestion, one: Quantity) -> bool:
    """Whether money is asked for, and it is so much money for one of something: 元/kWh."""
    return figure.dimension == "money" and one.normalised_unit[3:4] == "/"


def _states(figure: FigureQuestion, text: str) -> bool:
    """Whether the sentence holds a number, of the dimension that is asked for; of things, a count."""
    counted = COUNTED.search(fold(figure.text)) is not None
    return any(
        not is_below(one, figure.text)
        for one in find_quantities(text)
        if (not figure.dimension or one.dimension == figure.dimension or _prices(figure, one))
        and not (counted and one.dimension in ("money", "ratio"))
    )
