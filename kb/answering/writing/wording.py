"""Data points in words, in Chinese and English; numbers always as the source prints them."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Sequence

from kb import text as texts
from kb.answering.writing.draft import Draft
from kb.regex import regex
from kb.types import DataPoint, Language, Period

_BOUNDS = {
    "over": ("超过", "over "),
    "under": ("不足", "under "),
    "about": ("约", "about "),
    "at_least": ("至少", "at least "),
    "at_most": ("至多", "at most "),
}
_PRINTED_BOUNDS = ("超", "逾", "约", "近", "余", "多", "以上", "以下", "不足", "不到", "至少", "最")
_ENGLISH_SCALES = (("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4))
_ENGLISH_UNITS = {
    "美元": "US dollars",
    "元": "yuan",
    "人民币": "yuan",
    "欧元": "euros",
    "日元": "yen",
    "港元": "Hong Kong dollars",
    "片": "units",
    "台": "units",
    "个": "",
    "家": "companies",
    "人": "people",
}
_BARE = regex(r"[-−+(]?[\d,.]+\)?")
"""A number without a unit, as in a table's cell."""
_RATE = regex(r"(?:增速|[增涨降跌]幅)$")
_SHARE = regex("占|比重|比例|份额|率|share|proportion|percentage", re.IGNORECASE)
"""A metric that says itself that it is a share."""


def period_label(period: Period, language: Language) -> str:
    """The period for an answer: ``2023年上半年`` or ``first half of 2023``; empty if unknown."""
    year, end = period.start_year, period.end_year
    if year is None or end is None:
        return period.text
    if period.is_season:
        return f"{year}/{end % 100:02}" + ("年度" if language == "zh" else "")
    if year != end:
        return f"{year}-{end}年" if language == "zh" else f"{year}-{end}"
    if language == "zh":
        return f"{year}年" + _within_year_zh(period)
    return _within_year_en(period, year)


def _within_year_zh(period: Period) -> str:
    if period.half:
        return "上半年" if period.half == 1 else "下半年"
    if period.quarter:
        return f"第{'一二三四'[period.quarter - 1]}季度"
    if period.month and period.end_month:
        if period.key.endswith("Q3") and period.month == 1:
            return "前三季度"
        return f"{period.month}—{period.end_month}月"
    if period.month:
        return f"{period.month}月" + (f"{period.day}日" if period.day else "")
    return ""


def _within_year_en(period: Period, year: int) -> str:
    if period.half:
        return f"{'first' if period.half == 1 else 'second'} half of {year}"
    if period.quarter:
        return f"Q{period.quarter} {year}"
    if period.month and period.end_month:
        return f"{month_name[period.month]} to {month_name[period.end_month]} {year}"
    return period.key if period.month else str(year)


def when_of(draft: Draft, point: DataPoint) -> str:
    """The period, and whether it is a forecast: ``2027年（预测）``."""
    when = period_label(point.period, draft.language)
    return when + (draft.pick("（预测）", " (forecast)") if point.forecast else "")


def what_of(draft: Draft, point: DataPoint) -> str:
    """Entity, metric and kind: ``出口额占比``."""
    label = kind_label(point, draft.language)
    return f"{subject(point)}{draft.pick('', ' ')}{label}" if label else subject(point)


def value_text(point: DataPoint) -> str:
    """The value as printed, with its bound and its column's unit where the print leaves them out.

    The bound is said in the language of the source, like all that is printed.
    """
    printed = " ".join(point.quote.split())
    if point.kind == "rank" and printed == point.entity:  # the name stands at its place
        han = texts.language(point.metric) == "zh"
        return f"第{point.value:.0f}" if han else f"No. {point.value:.0f}"
    if point.unit and point.unit not in printed and _BARE.fullmatch(printed):
        printed += (
            f"{' ' if point.unit[0].isascii() and point.unit[0].isalpha() else ''}{point.unit}"
        )
    bound = _BOUNDS.get(point.bound)
    if bound is None or any(word in printed for word in _PRINTED_BOUNDS):
        return printed
    zh, en = bound
    return (zh if texts.language(f"{point.metric}{point.unit}") == "zh" else en) + printed


def subject(point: DataPoint) -> str:
    """Entity and metric, without saying the same twice."""
    if point.entity and point.entity not in point.metric:
        return f"{point.entity} {point.metric}".strip()
    return point.metric or point.entity


def kind_label(point: DataPoint, language: Language) -> str:
    """What kind of figure it is, where the metric does not say so itself."""
    zh, en = "", ""
    if point.kind == "cagr":
        zh, en = "年复合增长率", "CAGR"
    elif point.kind == "growth":
        zh, en = _growth_label(point)
    elif point.kind == "share" and not _SHARE.search(point.metric):
        zh, en = "占比", "share"
    if zh and (zh in point.metric or zh[-2:] in point.metric or _RATE.search(point.metric)):
        return ""
    return zh if language == "zh" else en


def _growth_label(point: DataPoint) -> tuple[str, str]:
    down = point.direction == "down"
    basis = {"yoy": ("同比", "year on year"), "qoq": ("环比", "quarter on quarter")}
    zh, en = basis.get(point.basis, ("", ""))
    return zh + ("下降" if down else "增长"), f"{'decrease' if down else 'growth'} {en}".strip()


def certainty(point: DataPoint, language: Language) -> str:
    """``（预测，IDC）``: forecast or actual, and who says so; empty where neither is known."""
    words = []
    if point.forecast:
        words.append("预测" if language == "zh" else "forecast")
    if point.publisher:
        words.append(point.publisher)
    if not words:
        return ""
    return f"（{'，'.join(words)}）" if language == "zh" else f" ({', '.join(words)})"


def bare_statement(point: DataPoint, language: Language) -> str:
    """One point as a clause in ``language``: period, what, and the value as printed."""
    label = kind_label(point, language)
    when = period_label(point.period, language)
    if language == "zh":
        return f"{when}{subject(point)}{label}：{value_text(point)}"
    what = ", ".join(part for part in (subject(point), label, when) if part)
    return f"{what}: {value_text(point)}"


def statement(draft: Draft, point: DataPoint) -> str:
    """One point as a clause with its certainty and its marker."""
    marker = draft.cite_point(point)
    language = draft.language
    told = bare_statement(point, language)
    if language == "zh":
        return f"{told}{certainty(point, language)}{marker}"
    return f"{told}{in_english(draft, point)}{certainty(point, language)} {marker}"


def statements(draft: Draft, points: Iterable[DataPoint]) -> str:
    """The points as clauses in one line, without its full stop."""
    return draft.pick("；", "; ").join(statement(draft, point) for point in points)


def say_inputs(draft: Draft, points: Sequence[DataPoint]) -> None:
    """Write the figures that something is computed from, each cited, and the texts that state them."""
    listed = statements(draft, points)
    draft.say(f"所用数值：{listed}。", f"Figures used: {listed}.")
    for marker in dict.fromkeys(map(draft.cite_point, points)):
        draft.quote(marker)


def quote_sentences(draft: Draft, points: Iterable[DataPoint]) -> None:
    """Quote what states ``points`` in the text; a cell is cited with its table."""
    told = [point for point in points if not point.exhibit]
    for marker in dict.fromkeys(map(draft.cite_point, told)):
        draft.quote(marker)


def in_english(draft: Draft, point: DataPoint) -> str:
    """`` (9.1 billion US dollars)`` for 91亿美元; empty where there is nothing to convert."""
    return english_amount(draft, point.value, point.unit, [point])


def english_amount(draft: Draft, value: float, unit: str, points: Sequence[DataPoint]) -> str:
    """As ``in_english``, for any amount that is read or computed from ``points``."""
    found = next(((s, f) for s, f in _ENGLISH_SCALES if unit.startswith(s)), None)
    if found is None:
        return ""
    scale, factor = found
    rest = unit.replace(scale, "", 1)
    amount = value * factor
    name, size = next(
        (
            (n, s)
            for n, s in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6))
            if amount >= s
        ),
        ("", 1.0),
    )
    number = f"{amount / size:,.6g}" if name else f"{amount:,.0f}"
    words = " ".join(part for part in (number, name, _ENGLISH_UNITS.get(rest, rest)) if part)
    formula = f"{value:g}{scale} = {value:g} × {factor:,.0f}"
    return f" ({draft.derive(words, amount, formula, points)})"
