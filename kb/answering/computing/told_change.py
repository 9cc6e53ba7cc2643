"""A change that one sentence tells by its two ends: fell from 960 in 2010 to 610, 由720元涨至865元.

The question need not call it as the sentence does: how many were lost, by what percentage it became dearer.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kb.answering.computing.amounts import PERCENT, derived, difference_of, rounded, written
from kb.answering.lookup.figures import comparable
from kb.answering.understanding.intents import COMPARATIVES
from kb.answering.writing.wording import kind_label, period_label, say_inputs, subject, value_text
from kb.regex import regex
from kb.text import line_at
from kb.types import RATES, DataPoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Status

Pair = tuple[DataPoint, DataPoint]
"""The earlier and the later."""
_ASKED = (
    r"(?:增[长加多幅速]|[上下]升|上涨|提[高升]|下[降跌滑]|减[少幅]|缩[小短减水]|[涨降跌升掉丢增减]|(?<![至最不])[多少高低贵]|便宜|萎缩|扩大|收窄|流失)"
    r"(?:[幅程]度|[幅率了出去掉])*(?:大?约|是|有|达)?(?:多少|几|百分之)"
    r"|\b(?:how (?:much|many)|by what|what (?:percentage|per ?cent))\b[^?]*\b(?:lost|lose|losing|shed|gained?|added?|cut|fall(?:en)?|fell|ris(?:e|en)|rose|drop(?:ped)?|gr[eo]wn?"
    rf"|climb(?:ed)?|increased?|decreased?|declined?|shr[aiu]nk|more expensive|changed?|{COMPARATIVES})\b(?! to\b(?! \d))"
)
"""Asks how far something went up or down, not where it ended."""
_TIMES = r"(?:翻|涨|增|扩|变|[是为])[^，。]{0,6}倍|几倍|\btimes\b|\bmultiple\b"
"""Asks for a ratio of two times."""
_AS_PERCENT = r"百分之|几成|[增涨降跌减]幅|增长率|增速|\bper ?cent\b|\bpercentage\b(?! point)"
_YEARLY = r"同比|环比|年均|每年|复合|\bannual|\byear.on.year\b|\b(?:per|a|each) year\b"
_THAN_THEN = r"\bthan (?:(?:it|they|what it) (?:was|were|did) )?(?:back )?in\b|\b(?:compared|relative) (?:with|to)\b|\bagainst\b"
_SINCE = rf"以来|[自从]|比\d\d|\bsince\b|\bfrom\b|{_THAN_THEN}"
"""Names the earlier end of a change alone."""
_TIME = r"(?:[^，。比]{0,8}?(?:\d|年|月|季|期|前|当初|原[来先]|过去|以往|高[峰点]|低[谷点]|[峰谷]值|时))"
_OF_TWO = (
    rf"比(?!{_TIME})[^，。比]{{1,16}}?[更还]?要?(?:[多少高低贵重大小快慢长短]|便宜)(?:出|了)*(?:多少|几)"
    r"|\b(?:more|less|fewer|expensive) than (?!(?:in|at|on|a|an|the|last|before|it|they|back)\b|\d)"
    rf"|\b(?:{COMPARATIVES})\b[^?]*\bthan (?!(?:back |early |late )?(?:in|at|on|it|they|before|last|now|then)\b|an? (?:year|decade|month)|the (?:year|quarter|month|decade)|\d)"
)
"""Sets a thing against another, and not against what it was."""
_FROM = regex(r"(?:[由从]|\bfrom)\s?[^,，。;；]{0,16}$")
_TO = regex(r"(?:[至到为]|\bto)\s?(?:about |some |了|约)?$")
_BACK = regex(
    r"(?:\bfrom|\bafter|\bagainst|\bcompared (?:with|to))\s?(?:about |some )?$|[由从较比][^,，。;；\d]{0,8}$"
)
"""Between a value and the one that was before it: up from, 较上年的."""


def compose(
    draft: Draft,
    question: Question,
    mark: Sequence[int],
    status: Status,
    records: Records,
    judge: Judge,
) -> Status | None:
    """Write what the change comes to that the one sentence cited since ``mark`` tells.

    Below it only, where that sentence does not say all that the question names. None without such a change.
    """
    stated = any(point.kind in RATES for point in draft.points[mark[2] :])
    if stated or draft.has_computed(mark) or not asks(question):
        return None
    pair = _cited(draft, question, mark, records)
    if pair is None:
        return None
    if status == "answered" or _is_told_of_all(question, pair[0], records, judge):
        draft.rewind(tuple(mark))
        return "answered" if write(draft, question, *pair) else None
    return status if write(draft, question, *pair) else None


def asks(question: Question) -> bool:
    """Whether it asks how far something went up or down in all, or to how many times what it was."""
    of_all = question.says(_ASKED) or (question.intent == "ratio" and question.says(_TIMES))
    return of_all and not question.says(_YEARLY) and not question.says(_OF_TWO)


def write(draft: Draft, question: Question, earlier: DataPoint, later: DataPoint) -> bool:
    """Write how far ``later`` is from ``earlier``: as a multiple, in percent or as an amount, as asked."""
    up = later.normalised >= earlier.normalised
    percent = question.says(_AS_PERCENT) and later.unit not in PERCENT
    value, unit = difference_of(*((later, earlier) if up else (earlier, later)))
    if not value or earlier.normalised <= 0:
        return False
    quotient = f"{value_text(later)} ÷ {value_text(earlier)}"
    if question.intent == "ratio" or percent:
        ratio = later.normalised / earlier.normalised
        value = abs(ratio - 1) * 100 if percent else ratio
        shown = f"{value:.1f}%" if percent else rounded(value)
        formula = (
            f"{quotient} − 1 ≈ {'' if up else '-'}{shown}" if percent else f"{quotient} ≈ {shown}"
        )
        draft.derive(shown, value, formula, [earlier, later])
    else:
        high, low = (later, earlier) if up else (earlier, later)
        shown = written(draft, value, unit)
        formula = f"{value_text(high)} − {value_text(low)} = {shown}"
        shown = derived(draft, shown, value, unit, formula, high, low)
    times = question.intent == "ratio" and not percent
    markers = draft.cite_points((earlier, later))
    what, ends = _named(draft, earlier, later)
    zh, en = ("增加", "up") if up else ("减少", "down")
    if PERCENT[0] in shown or later.unit in PERCENT:
        zh = "上升" if up else "下降"
    zh, en = (f"约为{shown}倍", f"about {shown} times") if times else (zh + shown, f"{en} {shown}")
    draft.say(
        f"{what}：从{ends[0]}到{ends[1]}，{zh}（{formula}）{markers}。",
        f"{what}: from {ends[0]} to {ends[1]}, {en} ({formula}) {markers}.",
    )
    say_inputs(draft, (earlier, later))
    return True


def _named(draft: Draft, earlier: DataPoint, later: DataPoint) -> tuple[str, list[str]]:
    """What changed, and its two ends, with the time of each where they are of two times."""
    language, label = draft.language, kind_label(later, draft.language)
    times = [period_label(point.period, language) for point in (earlier, later)]
    values = [value_text(point) for point in (earlier, later)]
    one_time = times[0] if times[0] == times[1] else ""
    if not one_time:
        values = [
            value + (draft.pick(f"（{when}）", f" ({when})") if when else "")
            for value, when in zip(values, times, strict=True)
        ]
    if language == "zh":
        return f"{one_time}{subject(later)}{label}", values
    return ", ".join(filter(None, (subject(later), label, one_time))), values


def _cited(draft: Draft, question: Question, mark: Sequence[int], records: Records) -> Pair | None:
    """The change told by the one sentence that is cited; of several there, that which the question names."""
    points, cited = draft.points[mark[2] :], draft.citations[mark[1] :]
    begins = {(one.document_id, one.sentence_start) for one in points if not one.exhibit}
    begins = begins or {
        (one.document_id, point.sentence_start)
        for one in cited
        for point in records.points_of(one.document_id)
        if one.start <= point.sentence_start < one.end and not point.exhibit
    }
    if len(begins) != 1:
        return None
    document, start = begins.pop()
    told = [p for p in records.points_of(document) if p.sentence_start == start and not p.exhibit]
    asked = {word.text for word in question.figure.words}
    held = records.vocabulary.held
    text = records.store.document(document).text
    pairs = [pair for pair in changes(told, text) if _is_of_time(question, pair, text)]
    stated = {subject(p) for p in told if p.kind in RATES and p.unit in PERCENT}
    if question.says(_AS_PERCENT):
        pairs = [pair for pair in pairs if subject(pair[1]) not in stated]
    met = [len(asked & held(subject(later))) for _, later in pairs]
    best = [pair for pair, count in zip(pairs, met, strict=True) if count == max(met)]
    return best[0] if len(best) == 1 else None


def changes(points: Sequence[DataPoint], text: str) -> list[Pair]:
    """The pairs of figures that a sentence of ``text`` tells as the two ends of a change."""
    found: list[Pair] = []
    ordered = sorted((p for p in points if p.kind not in (*RATES, "rank")), key=lambda p: p.start)
    for one, other in pairwise(ordered):
        alike = comparable(one, other) and subject(one) == subject(other)
        if not alike or one.sentence_start != other.sentence_start or one.bound != other.bound:
            continue
        between = text[one.end : other.start]
        years = (one.period.end_year or 0, other.period.end_year or 0)
        if _TO.search(between) and _FROM.search(text[one.sentence_start : one.start]):
            found.append((one, other))
        elif _BACK.search(between):
            found.append((other, one))
        elif all(years) and years[0] != years[1]:
            found.append((one, other) if years[0] < years[1] else (other, one))
    return found


def _is_of_time(question: Question, pair: Pair, text: str) -> bool:
    """Whether the years that the question names are those of the change: one alone is that of its end.

    Of an end without a time of its own, it stands in the paragraph.
    """
    paragraph = text[slice(*line_at(text, pair[0].start))]
    asked = [y for p in question.figure.periods for y in (p.start_year, p.end_year) if y]
    years = sorted(set(asked))
    alone = [pair[0] if question.says(_SINCE) else pair[1]]
    ends = alone if len(years) == 1 else [pair[0], pair[1]]
    if not years:
        return True
    return len(years) < 3 and all(
        year == point.period.end_year or (not point.period.key and str(year) in paragraph)
        for year, point in zip(years, ends, strict=True)
    )


def _is_told_of_all(question: Question, point: DataPoint, records: Records, judge: Judge) -> bool:
    """Whether the paragraph of ``point`` and its headings say all that the question names."""
    text = records.document(point).text
    around = (*point.heading_path, text[slice(*line_at(text, point.start))])
    held = records.vocabulary.held("\n".join(around))
    figure = question.figure
    return not judge.missing(question) and figure.essential | figure.regions <= held
