"""What a share comes to: as an amount of its whole, or the share that is left of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import calculation
from kb.answering.computing.amounts import PERCENT, derived, number
from kb.answering.computing.finders import relaxed
from kb.answering.computing.operands import at_times, levels
from kb.answering.records.edition_look_up import worth_trying
from kb.answering.writing.wording import period_label, say_inputs, subject, value_text
from kb.figures.lookup.choice import is_of
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS

if TYPE_CHECKING:
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Status

_AS_AMOUNT = (
    r"乘(?![用客坐车])|折(?:算|合|成)|[按照拿用].{0,8}(?:占比|比例|份额|比重).{0,6}[算折估推]"
    r"|\bshare times\b|\btimes (?:the )?total\b|\bin (?:us )?(?:dollars?|money|dollar terms|yuan|rmb|euros?)\b"
)
"""Asks what a share comes to in money or in pieces."""
_REST = (
    r"剩(?:下|余(?=[的部占份比多还几百呢])|的)?(?!余).{0,6}(?:多少|几|百分)|其[余他它].{0,6}(?:多少|几|百分|占)|余下"
    r"|\bthe (?:rest|remainder)\b(?! of (?:the world|(?!the\b)))|\bwhat (?:is|was|remains?|are) (?:then )?left\b|\bremaining (?:share|part|per ?cent)"
)
"""Asks for what a share leaves of its whole."""
_SPEAKS_OF_SHARE = (
    r"占|比例|份额|比重|百分|[一二两三四五六七八九几\d]成|%"
    r"|\b(?:shares?|slice|part|portion|proportion|fraction|per ?cent|percentage)\b"
)
"""Without such a word, what is left is a stock and an amount in dollars a stated one."""
_ASKED = frozenset({"占比", "折算", "比例", "总额"})
"""Words of such a question that name neither the part nor the whole."""
_GENERAL = frozenset({"市场", "规模", "市场规模", "整体", "总体", "全部", "全球", "中国"})
_SHARE_OF = regex(
    r"(?:占[^占]{2,16}|(?:在[^在]{2,30})?的?)(?:占比|比重|比例|份额)$|占[^占]{2,16}$"
    r"|\s+share(?: of .{2,60})?$"
)
_OTHERS = regex(r"其[余他它]|(?i:the )?(?i:others?|rest)\b")
"""Begins the name of what has the share that the others leave: it is stated, not to be worked out."""
_WHOLE = regex(
    r"(?:占|在)(?P<zh>[^，。；占在]{2,24}?)(?:(?:中|里|内)?的?(?:占比|比重|比例|份额|百分|\d)|[中里内]，)"
)

_PERCENT_OF = (
    r"(?:相当于|是|为).{2,24}的?(?:百分之(?:几|多少)|几成|几分之几)"
    r"|\b(?:what|which) (?:share|percentage|per ?cent|proportion|fraction) of\b"
)
"""Asks for one amount in percent of another."""


class Proportions:
    """Works out amounts from the shares of one index."""

    def __init__(self, records: Records, judge: Judge) -> None:
        """``judge`` knows which words the documents hold."""
        self._records = records
        self._judge = judge

    def compose(self, draft: Draft, question: Question) -> Status | None:
        """What a share comes to, or leaves, or an amount is of another; None where none is asked for."""
        if status := self._percent_of(draft, question):
            return status
        as_amount = question.says(_AS_AMOUNT)
        asked = (as_amount or question.says(_REST)) and question.says(_SPEAKS_OF_SHARE)
        if not asked or self._judge.missing(question):
            return None
        share = self._share(question, as_amount=as_amount)
        if share is None:
            return None
        if not as_amount:
            return None if _OTHERS.match(_part(share)) else _say_rest(draft, share)
        whole = self._whole(question, share)
        return None if whole is None else _say_amount(draft, share, whole)

    def _percent_of(self, draft: Draft, question: Question) -> Status | None:
        """What percentage of its value at one time a figure has at another; None unless that is asked."""
        figure = replace(levels(question.figure), kinds=AMOUNTS)
        if not question.says(_PERCENT_OF) or len(figure.periods) != 2:
            return None
        for look_up in worth_trying(self._records.look_ups):
            for way in (look_up, relaxed(look_up, self._judge, question)):
                if pair := at_times(question, figure, figure.periods, way):
                    return calculation.compose_share(draft, *pair)
        return None

    def _share(self, question: Question, *, as_amount: bool) -> DataPoint | None:
        """The share that the question speaks of: of its time, and what says most of its words.

        One that is to be turned into an amount says all of them, in its sentence or above it.
        None where another share of the same time says as many.
        """
        asked = [word.text for word in question.figure.words if self._judge.is_known(word.text)]
        wanted = {word: self._judge.weight(word) for word in asked if word not in _ASKED}
        asked_for, times = fold(question.text), question.figure.periods
        best, most, tied = None, (0.0, False), False
        for point in self._records.points:
            if point.kind != "share" or point.unit not in PERCENT:
                continue
            if times and not is_of(times, point):
                continue
            own = self._held(f"{point.metric} {point.entity} {point.whole}")
            if not own & wanted.keys():
                continue
            said = self._held(self._records.sentence(point))
            above = self._held("\n".join(point.heading_path))
            if as_amount and not wanted.keys() <= own | said | above | _GENERAL:
                continue
            met = sum(
                weight * (1.0 if word in own else 0.5 if word in said else 0.0)
                for word, weight in wanted.items()
            )
            named = fold(_part(point)) in asked_for  # 线上渠道, of which 渠道 is the one word
            if (met, named) > most:
                best, most, tied = point, (met, named), False
            elif best and (met, named) == most and point.period.key == best.period.key:
                tied = tied or point.value != best.value
        return None if tied else best

    def _whole(self, question: Question, share: DataPoint) -> DataPoint | None:
        """The amount that ``share`` is a part of: of those that its whole names, the greatest.

        None that says all that the part is called: that is the part itself.
        """
        asked = question.figure
        said = _WHOLE.search(share.metric) or _WHOLE.search(self._records.sentence(share))
        named = share.whole or (said["zh"] if said else question.text)
        wanted = self._records.vocabulary.words(named) - _GENERAL
        part = self._held(f"{_part(share)} {share.entity}") - wanted - _GENERAL
        if not wanted:
            return None
        amounts = [
            point
            for point in self._records.points
            if point.kind in AMOUNTS
            and point.unit not in PERCENT
            and point.period.key == share.period.key
            and point.document_id == share.document_id
            and asked.dimension in ("", "ratio", point.dimension)
            and (not asked.regions or point.region in asked.regions)
            and wanted <= (held := self._held(f"{point.metric} {point.entity}"))
            and not (part and part <= held)
        ]
        return max(amounts, key=lambda point: point.normalised, default=None)

    def _held(self, text: str) -> frozenset[str]:
        return self._records.vocabulary.held(text)


def _say_amount(draft: Draft, share: DataPoint, whole: DataPoint) -> Status:
    value = round(whole.value * share.value / 100, 1 if whole.value * share.value > 100 else 2)
    joint = " " if " " in whole.unit and whole.unit[:1].isascii() else ""
    shown = f"{number(value)}{joint}{whole.unit}"
    formula = f"{value_text(whole)} × {share.value:g}% ≈ {shown}"
    told = derived(draft, shown, value, whole.unit, formula, whole, share)
    markers = draft.cite_points((share, whole))
    when = period_label(share.period, draft.language)
    draft.say(
        f"按占比折算，{when}{_part(share)}约为{told}（{formula}）{markers}。",
        f"By its share, {_part(share)} ({when}) comes to about {told} ({formula}) {markers}.",
    )
    draft.say(
        "这是折算值，文档没有直接给出；前提是占比与总额口径一致。",
        "It is computed, not stated, and holds if the share is one of just this total.",
    )
    say_inputs(draft, [share, whole])
    return "answered"


def _part(share: DataPoint) -> str:
    """What has the share, without the words for its share."""
    return _SHARE_OF.sub("", subject(share))


def _say_rest(draft: Draft, share: DataPoint) -> Status:
    left = 100 - share.value
    shown = f"{number(round(left, 6))}%"
    formula = f"100% − {share.value:g}% = {shown}"
    told = derived(draft, shown, left, "%", formula, share)
    markers = draft.cite_points((share,))
    when = period_label(share.period, draft.language)
    draft.say(
        f"除{when}{_part(share)}外，其余为{told}（{formula}）{markers}。",
        f"{_part(share)} ({when}) leaves {told} ({formula}) {markers}.",
    )
    draft.say(
        "其余部分由占比推算，文档没有直接给出。",
        "What is left is computed from the share; the documents do not state it.",
    )
    say_inputs(draft, [share])
    return "answered"
