"""Answers made of the one sentence that holds the number asked for, where no record does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import core_of, counted_in, stands_beside
from kb.answering.quoting.explanation import cite_sentences
from kb.answering.quoting.sentences import ranked_sentences
from kb.figures.lookup.measured import (
    COUNTED,
    OTHER_MONEY,
    PEOPLE,
    asks_whole,
    is_below,
    is_no_price,
    is_other_dimension,
    other_flow,
)
from kb.figures.lookup.narrowed import narrowed
from kb.figures.lookup.scenarios import scenarios_of
from kb.figures.periods.period import find_periods
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, line_at, sentence_spans
from kb.types import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kb.answering.quoting.sentences import Sentence
    from kb.answering.retrieval.evidence import Judge, Nearness
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.lookup.lookup import FigureQuestion
    from kb.types import Passage, Quantity, Status

READ_NUMBERS = 8
"""How many of the best sentences are read for a number."""
BEFORE = 150
"""Characters before a sentence in which a name may stand that it leaves out."""
_LATIN = regex(r"[a-z]+")
_COUNTERS = frozenset("座台辆艘架条只间所")
"""Units that tell what is counted."""
_NAMED_BEFORE = 8
"""Characters before a number in which stands what it measures."""
MOST_OF = 0.5
"""The idf-weighted share of a question that the sentence with its number must hold."""
NEAR, NEAR_BY = 0.17, 0.1
"""The cosine, less what all sentences share, of a sentence whose number is the one asked for though
it says it in other words; and of one that is worth showing."""
_PART = regex(r"比例|[几多]成|百分|几分之|\bpart\b|\bportion\b|\bper ?cent")
"""Asks for a part of an amount."""
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
    candidates = ranked_sentences(draft, question, passages, judge, near.cosines)
    first = _clearly_first(candidates)
    wanted = _Wanted(question, judge, whose)
    read = [(one, wanted.told_by(one)) for one in candidates[:READ_NUMBERS]]
    alone = _alone_of_dimension(question.figure, candidates)
    # What counts something else comes last.
    for candidate, told in sorted(read, key=lambda pair: not wanted.counts(*pair)):
        cosine = near.cosines.get((candidate.document.id, candidate.start), 0.0)
        stands_out = candidate is first
        # What is meant is worth showing though it leaves out a name.
        if not wanted.fits(candidate, told, unnamed=stands_out and cosine >= NEAR):
            continue
        sure = wanted.is_sure(candidate, told, cosine, stands_out=stands_out)
        sure = sure or (candidate is alone and cosine >= NEAR_BY and not judge.missing(question))
        if not sure:
            score = judge.score(question, candidate.text, wanted.share(told), cosine, near)
            if cosine < NEAR_BY or score <= 0:
                continue
            draft.say(*NEAREST)
        cite_sentences(draft, [candidate.span])
        return "answered" if sure else "partial"
    return "refused"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence and the text around it say, in canonical words with the terms that they hold."""

    own: set[str]
    held: set[str]
    """With the headings and what stands before it."""
    paragraph: set[str]
    """Of the headings and what stands before it in its paragraph."""
    before: str
    """The text before it."""
    headings: tuple[str, ...]


class _Wanted:
    """What a question wants of a sentence with a number."""

    def __init__(self, question: Question, judge: Judge, whose: Collection[str]) -> None:
        self._question = question
        self._judge = judge
        self._whose = whose
        self._weights = judge.weights(question)
        self._needed = _needed(question, judge) | question.figure.regions
        essential = question.figure.essential
        # 损耗率 where the documents speak of one: another rate is no answer.
        self._rates = {word for word in essential if word[-1] in "率额" and judge.is_known(word)}
        category = judge.vocabulary.category
        self._named = {word for word in essential if category(word) in ("measures", "attributes")}
        self._asked = {word.text for word in question.figure.words}
        self._named |= self._asked & OTHER_MONEY
        self._counted = counted_in(question, judge)
        self._core = core_of(question, judge)

    def told_by(self, sentence: Sentence) -> _Told:
        """What ``sentence`` tells."""
        document, content = sentence.document, self._judge.content
        before = document.text[max(0, sentence.start - BEFORE) : sentence.start]
        headings = document.heading_path(sentence.start)
        around = content("\n".join((*headings, before)))
        paragraph = content("\n".join((*headings, before.rpartition("\n")[2])))
        expand = self._judge.vocabulary.expand
        held = expand({*sentence.content, *around})
        return _Told(expand(sentence.content), held, expand(paragraph), before, headings)

    def fits(self, sentence: Sentence, told: _Told, *, unnamed: bool) -> bool:
        """Whether it may hold the number: of the time and the dimension asked for, and the names.

        ``unnamed``: a term that is asked for may be missing.
        """
        if not self._rates <= told.own or not (unnamed or self._needed <= told.held):
            return False
        if not _states(self._question.figure, sentence.text):
            return False
        paragraph = line_at(sentence.document.text, sentence.start)[0]
        said = (*told.headings, sentence.document.text[paragraph : sentence.end])
        names = fold("\n".join(said))
        return all(name in names for name in self._whose) and _dated(
            self._question, sentence, told.before
        )

    def share(self, told: _Told) -> float:
        """The idf-weighted share of the question's words that it tells; 0 where they name nothing."""
        total = sum(self._weights.values()) if self._core else 0.0
        if not total:
            return 0.0
        return sum(w for word, w in self._weights.items() if word in told.held) / total

    def is_sure(self, sentence: Sentence, told: _Told, cosine: float, *, stands_out: bool) -> bool:
        """Whether its number is the one that is asked for, and not only near it."""
        # Of another paragraph, what is measured says nothing of this one.
        sure = self._named <= told.own | told.paragraph and not self._judge.missing(self._question)
        sure = sure and (self.share(told) >= MOST_OF or cosine >= NEAR)
        # What stands out from all the others is meant, though the question puts it otherwise.
        about = not self._core or self._core in told.own or cosine >= NEAR
        near = stands_out and about and cosine >= NEAR_FIRST
        sure = sure or (near and self._named <= told.own) or self._tells_it_alone(sentence, told)
        sure = sure and self._needed <= told.held and self.counts(sentence, told)
        sure = sure and not other_flow(self._asked, told.own | told.paragraph)
        said = "\n".join((*told.headings, sentence.text))
        scenario = self._question.figure.scenario
        sure = sure and (not scenario or scenario in scenarios_of(said))
        sure = sure and narrowed(self._question.text).holds(said)
        return sure and not self._only_mentions(sentence, told, cosine)

    def _tells_it_alone(self, sentence: Sentence, told: _Told) -> bool:
        """Whether it says all that the question names, and has one number of the unit asked for."""
        figure, text = self._question.figure, fold(sentence.text)
        fitting = [
            one
            for one in find_quantities(sentence.text)
            if one.dimension == figure.dimension and figure.unit in ("", one.normalised_unit)
        ]
        known = {word for word in figure.essential - self._named if self._judge.is_known(word)}
        latin = all(word in text for word in _LATIN.findall(fold(self._question.text)))
        named = bool(self._whose) and all(name in text for name in self._whose)
        missing = self._judge.missing(self._question)
        return len(fitting) == 1 and named and latin and known <= told.own and not missing

    def counts(self, sentence: Sentence, told: _Told) -> bool:
        """Whether it speaks of what is asked the number of, or leaves out what it counts: 1,260座.

        True where that is nothing known.
        """
        if not self._counted or self._counted & told.own:
            return True
        unit, text = self._question.figure.unit, sentence.text
        return unit in _COUNTERS and any(
            one.normalised_unit == unit and text[one.end : one.end + 1] in "，。；,;"
            for one in find_quantities(text)
        )

    def _only_mentions(self, sentence: Sentence, told: _Told, cosine: float) -> bool:
        """Whether the text around speaks of what is asked about, and the sentence of something else."""
        core = self._core
        if not core or core in told.own:
            return False
        others = sentence.content - set(self._weights)
        if stands_beside(core, others, self._judge.vocabulary.normalise(told.before)):
            return True
        # What the text is about need not be said again; what it only mentions has to be.
        around = set(self._judge.content("\n".join((*told.headings, told.before))))
        return core in around and core not in _topic(sentence, self._judge) and cosine < NEAR


def _clearly_first(candidates: Sequence[Sentence]) -> Sentence | None:
    """The best of the sentences, where the next is far behind it."""
    if len(candidates) < 2 or candidates[0].score - candidates[1].score < AHEAD:
        return None
    return candidates[0]


def _alone_of_dimension(figure: FigureQuestion, candidates: Sequence[Sentence]) -> Sentence | None:
    """The one sentence that holds a length or a time, where one is asked for; None of several."""
    if figure.dimension not in ("length", "time", "area"):
        return None
    held = [
        one
        for one in candidates
        if any(q.dimension == figure.dimension for q in find_quantities(one.text))
    ]
    return held[0] if len(held) == 1 else None


def _dated(question: Question, candidate: Sentence, before: str) -> bool:
    """Whether it is of the time asked for: it says so, or says none and its paragraph does."""
    if question.dated(candidate.text):
        return True
    silent = not any(period.key for _, _, period in find_periods(candidate.text))
    return silent and question.dated(before.rpartition("\n")[2])


def _needed(question: Question, judge: Judge) -> set[str]:
    """The terms that must be met; of other words, most, or the sentence must be near."""
    essential = question.figure.essential
    essential = frozenset(w for w in essential if not judge.is_piece(w, question))
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


def _asks_amount(figure: FigureQuestion) -> bool:
    """Whether an amount is asked for by what it is called, and no rate: 投入是多少."""
    rate = any(word[-1] in "率比" for word in figure.essential)
    whole = asks_whole({word.text for word in figure.words}, figure.text)
    part = _PART.search(fold(figure.text)) is not None
    return whole and not rate and not part and set(figure.kinds) == set(AMOUNTS)


def _prices(figure: FigureQuestion, one: Quantity) -> bool:
    """Whether money is asked for, and it is so much money for one of something: 元/kWh."""
    return figure.dimension == "money" and one.normalised_unit[3:4] == "/"


def _states(figure: FigureQuestion, text: str) -> bool:
    """Whether the sentence holds a number, of the dimension that is asked for; of things, a count."""
    counted = COUNTED.search(fold(figure.text)) is not None
    amount = _asks_amount(figure)
    return any(
        not is_below(one, figure.text)
        for one in find_quantities(text)
        if (not figure.dimension or one.dimension == figure.dimension or _prices(figure, one))
        and not (counted and one.dimension in ("money", "ratio"))
        and not (amount and one.dimension == "ratio")
        and not is_other_dimension(one.dimension, figure.text)
        and (figure.unit not in PEOPLE or one.normalised_unit in PEOPLE)
        and not is_no_price(text[max(0, one.start - _NAMED_BEFORE) : one.start], figure.text)
    )
