"""Captions, headers and labels of a table: the subject, the unit, the kind of figure they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures.periods.period import find_periods
from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.quantities.unit_phrases import printed_unit, read_unit
from kb.figures.tables.cells import NO_PERIOD, read_period
from kb.regex import regex
from kb.text import fold
from kb.types import Document, Exhibit, Period, PointKind

_BRACKETED = regex(r"[(（]([^()（）]{1,40})[)）]")
_MEASURED = regex(
    r"(?:(?P<what>[^:：]{2,24}?)(?: in |[:：]\s*)|in )(?P<unit>[^:：]{1,24})", re.IGNORECASE
)
"""The unit that a caption gives for one of its columns, or for all: revenue in EUR million, 收入：亿元."""
_BETWEEN_YEARS = regex(r"[\s,，、]+and\s*$|[,，、]\s*[和与及]\s*$", re.IGNORECASE)
"""What is left of two years at the end of a caption: by country, 2022 and 2023."""
_JOINED = regex(r"[与和及、,，;；]|\band\b", re.IGNORECASE)
_EMPTY = regex(r"[(（]\s*[)）]")
_UNIT_LINE = regex(r"(?:单位|金额|数量|units?|in)\s*[:：]\s*([^\n;；)）]{1,24})", re.IGNORECASE)
_UNIT_TAIL = regex(r"\s*[/,，:：]\s*(%|％)\s*$|\s*[,，]\s*(?:单位[:：]\s*)?([^,，]{1,10})$")
_CONTENTS = regex(r"^含|其中|包括|不含|注|^按|including|excluding", re.IGNORECASE)
_TAIL = regex(
    r"[\s,，:：—\-]*(?:的)?(?:结构|情况|一览表?|统计|概况|对比|变化|分布|构成|及预测|与预测|预测|展望"
    r"|及其?(?:同比)?(?:增长率|增长速度|增速|增幅|增长|变化|占比|结构)"
    r"|(?:and )?(?:growth|forecasts?))$"
)
_LEAD = regex(
    r"^(?:附[表图]|各(?:主要)?(?:地区|省份|省市|行业|企业|车企|厂商|公司|城市|国家|省|市|州|区县|品牌|机构|渠道|季度|年度)(?:[(（][^()（）]{1,8}[)）])?"
    r"|各(?:类|年|月)|主要|部分|annual |quarterly |monthly )+",
    re.IGNORECASE,
)
_WHO = regex(
    r"\s*,\s*(?:leading|top|major|main|largest|biggest|selected|key)(?: [a-z]+){1,3}\s*$",
    re.IGNORECASE,
)
"""Which ones a table holds: leading countries, top ten makers."""
_AT_END_OF = regex(
    r"\s*,?\s*\b(?:(?:as )?at |by )?(?:the )?(?:end|start|close|beginning|middle) of\s*(?=$|[,，])",
    re.IGNORECASE,
)
"""What is left of the end of 2024."""
_COMMAS = regex(r"\s*,(?:\s*,)+\s*")
_PERCENT_OF = regex(r"\s*[,，]\s*(?:in )?(?:%|per ?cent) of [a-z][a-z -]{2,40}$", re.IGNORECASE)
"""A caption's unit with what it is a part of: % of households."""
_BY = regex(r"\s*,?\s*\bby [a-z -]{2,32}(?=,\s*[A-Z][\w ]+$|$)", re.IGNORECASE)
_LARGEST_BY = regex(
    r"^(?:the )?(?:[a-z]+ |\d+ )?(?:top|leading|largest|biggest)\b.{2,60}?,? by ([a-z][a-z ]{2,40})$",
    re.IGNORECASE,
)
"""The largest of something by what is measured: Ten largest markets by unit sales."""
_HOLDER = regex(
    r"(?!(?:主要|关键|核心|经济|财务|经营|业绩|运营|业务|社会|发展)+(?:指标|数据|摘要))(.{2,20}?)'?s? ?(?:主要|关键|核心|key )?(?:财务|经营|业绩|运营|业务|经济|financial|operating)?(?:与经营|社会发展)?"
    r"(?:指标|数据|经营|业绩|摘要|表现|highlights|figures|results|financials)",
    re.IGNORECASE,
)
_CAGR = regex(r"复合|cagr|compound")
_GROWTH = regex(
    r"增长率|增速|同比|环比|增幅|涨幅|增长速度|比上年|较上年|增长|growth|change|variance"
    r"|\b(?:[yqm]/[yqm]|yoy|qoq)\b|变动|增减|变化"
)
_SHARE = regex(
    r"占比|份额|比重|比例|占有率|市占率|渗透率"
    r"|(?<!per )\bshare\b(?! price)|penetration|proportion|percentage of|% of"
)
_RATE = regex(
    r"率|占比|份额|比重|比例|增速|增幅|同比|环比|%|rate|growth|margin|(?<!per )\bshare\b(?! price)"
)
_CHANGES = regex(
    r"(?:%|[$€£¥]|本报告期|本期|比|较|与|上年同?期?|去年同?期?|上[期季月]度?|年初|期初|同期|相比|幅度?|情况|额|率"
    r"|(?P<han>同比|环比|增减|变动|变化|增长|增速|涨跌)|\b(?P<pair>[yqm]/[yqm]|yoy|qoq|mom)\b|\b(?:percent(?:age)?|per cent|dollars?|amount|points?|bps|actual|reported"
    r"|versus|vs|from|over|prior|previous|last|year|quarter|period|year[- ](?:on|over)[- ]year|in|of"
    r"|(?P<word>change|variance|increase|decrease|growth|inc|dec|movement))\b|[()/.,±+\s-])+",
    re.IGNORECASE,
)
"""A header that says no more than that its column holds changes."""
_AGAINST = regex(
    r"(?:\b(?:on|vs\.?|versus|against|over|from|than|compared (?:with|to))(?: (?:fy|the year))?|较|比)\s*(?=(?:19|20)\d\d(?!\d))"
    r"(?![^|]*(?:\bto\b|[-–—至到]) ?(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""Before the year that a change is measured from: Change on 2023, 较2023年增减."""
_TIME_WORDS = regex(
    r"\b(?:for (?:the )?|at |as (?:at|of) )?(?:(?:the )?(?:fiscal|financial|calendar) years?|years?"
    r"|(?:three|six|nine|twelve|3|6|9|12) months|quarters?|\d\d weeks) end(?:ed|ing)\b"
    rf"(?: (?:on )?(?:\d{{1,2}} )?{MONTH_NAME}(?: \d{{1,2}})?\b,?)?"
    r"|^(?:(?:at|as at|as of)\b|(?:the )?(?:fiscal|financial|calendar) years?\b(?! ?\w))\s*",
    re.IGNORECASE,
)
"""Words of a heading that only say for how long or when: Years ended 31 December, Fiscal year."""
_BEFORE_TIME = regex(r"\s+(?:in|of|for|at|by|as of|during)$", re.IGNORECASE)
"""What is left at the end of a heading whose time is taken out: Share in 2024."""
_PLAIN = regex(r"绝对[值数额量]|数值|指标值|实际值|value|amount")
"""A header that says no more than that values stand below."""
_SO_FAR = regex(
    r"(?:\d{1,2}[-—–~至]\d{1,2}月|本[年月期季]|当[月期季]|全年)(?:止|份)?(?:累计)?|累计(?:完成)?"
)
"""A header that says no more than for how long, of a year that is not told."""
FORECAST_FROM = regex(
    r"[(（][^()（）]{0,24}(?P<then>\d{4})[^()（）]{0,30}(?:forecasts?|estimates?|projections?|projected|预测|预计|估计|目标)[^()（）]{0,12}[)）]"
    r"|[(（](?:forecasts?|estimates?|projections?|预测)[^()（）]{0,24}(?P<year>\d{4})[^()（）]{0,12}[)）]"
)
"""From which year on a table gives forecasts: (2025 onwards: forecast)."""
_PLANNED = regex(r"规划|目标|计划|planned|target")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header, a row label or a caption says."""

    name: str
    """Without period and unit."""
    unit: str = ""
    period: Period = NO_PERIOD
    forecast: bool = False
    base_year: int | None = None
    """The year that its changes are measured from, which is not the one that they are of."""

    @property
    def is_change(self) -> bool:
        """Whether it only says that its column holds changes: % Change, Variance in dollars."""
        found = _CHANGES.fullmatch(fold(self.name))
        return found is not None and bool(found["word"] or found["han"] or found["pair"])

    @property
    def is_rate(self) -> bool:
        """Whether it heads percentages."""
        return _RATE.search(fold(self.name)) is not None


@dataclass(frozen=True, slots=True)
class Caption:
    """What the caption of a table says of all its cells."""

    subject: str
    holder: str
    """Whose figures they are, where the rows and columns say what is measured."""
    units: tuple[str, ...]
    period: Period
    """The single year, half, quarter or month named; empty for a range."""
    says_forecast: bool
    planned: bool
    measured: tuple[tuple[str, str], ...] = ()
    """What some columns measure, and their units."""

    def unit_of(self, name: str) -> str:
        """The unit of the column headed ``name``, where one is given for it."""
        folded = fold(name)
        fitting = (u for what, u in self.measured if folded and (what in folded or folded in what))
        return next(fitting, "")


def read_heading(text: str) -> Heading:
    """A header or a label: 市场规模（亿元）, 2025E, 同比/%."""
    name, units = _without_units(text)
    unit = next(iter(units), "")
    if base := _AGAINST.search(name):
        period, _, after = read_period(name[base.end() :])
        left = " ".join((name[: base.start()], after)).strip()
        left = left or ("change" if base.group().isascii() else "变化")
        if not period.years and not read_period(left)[0].key and _GROWTH.search(fold(left)):
            return Heading(left, unit, base_year=period.end_year)
    period, forecast, left = read_period(name.lstrip("#＃ ") or name)
    name = _BEFORE_TIME.sub("", left) if period.key else name
    name = _TIME_WORDS.sub("", name).strip(" ,#＃") or name
    name = "" if _PLAIN.fullmatch(fold(name)) or _SO_FAR.fullmatch(fold(name)) else name
    return Heading(name, unit, period, forecast)


def read_caption(exhibit: Exhibit, document: Document) -> Caption:
    """The caption and the unit line between it and the table."""
    title, measured = _without_measured(exhibit.title)
    title, units = _without_units(title)
    units += [unit for what, unit in measured if not what]
    table = exhibit.table
    before = document.text[exhibit.start : table.start if table else exhibit.end]
    units += [unit.strip() for unit in _UNIT_LINE.findall(before) if read_unit(unit.strip())]
    periods = [(a, b, p) for a, b, p in find_periods(exhibit.title) if p.key]
    single = [p for _, _, p in periods if not p.years]
    subject = subject_of(title)
    own = _HOLDER.fullmatch(subject)
    holder = own.group(1).strip() if own else ""
    return Caption(
        subject="" if holder else subject,
        holder=holder,
        units=tuple(dict.fromkeys(units)),
        period=single[0] if len(periods) == 1 and single else Period(),
        says_forecast=re.search(r"预测|展望|forecast|outlook|\d[EeFf]\b", title) is not None,
        planned=_PLANNED.search(fold(title)) is not None,
        measured=tuple((what, unit) for what, unit in measured if what),
    )


def _without_measured(title: str) -> tuple[str, list[tuple[str, str]]]:
    """``title`` without the brackets that say what is given in which unit, and what they say."""
    plain = [one for one in _BRACKETED.finditer(title) if read_unit(one[1].strip())]
    if len(plain) > 1:  # 收入（亿元）与人数（人）
        words, begin = [], 0
        for one in plain:
            what = _JOINED.split(title[begin : one.start()])[-1]
            words.append((fold(what.strip()), one[1].strip()))
            begin = one.end()
        return _BRACKETED.sub(lambda one: "" if read_unit(one[1].strip()) else one[0], title), words
    for bracket in _BRACKETED.finditer(title):
        parts = [one.strip() for one in re.split(r"[,，;；]", bracket[1])]
        told = [_MEASURED.fullmatch(one) for one in parts]
        given = [(fold(one["what"] or ""), one["unit"]) for one in told if one]
        if len(given) == len(parts) and all(read_unit(unit) for _, unit in given):
            words = [(what.removeprefix("单位"), unit) for what, unit in given]
            return title[: bracket.start()].rstrip() + title[bracket.end() :], words
    return title, []


def _scaled_tail(name: str) -> str:
    """€m of 2021 €m, US$'000 of Revenue US$'000: the last words where they scale a currency."""
    words = name.split(" ")
    for count in (3, 2, 1):
        tail = " ".join(words[-count:])
        if len(words) > count and " " in printed_unit(tail) and printed_unit(tail) != tail:
            return tail
    return ""


def subject_of(title: str) -> str:
    """What a title is about, without years, unit and words such as 情况 and 及预测."""
    text = title = FORECAST_FROM.sub("", title)
    for start, end, _ in reversed([item for item in find_periods(title) if item.period.key]):
        text = text[:start] + text[end:]
    text = _BETWEEN_YEARS.sub("", text)
    text = _COMMAS.sub(", ", _AT_END_OF.sub("", text))
    if measured := _LARGEST_BY.match(_EMPTY.sub("", text).strip(" ,，:：、-—")):
        return measured[1]
    text = _WHO.sub("", _EMPTY.sub("", text))
    text = _BY.sub("", _TIME_WORDS.sub("", text).strip(" ,，:：、-—"))
    text = _LEAD.sub("", text.lstrip("年度 的"))
    for _ in range(3):
        shorter = _TAIL.sub("", text).strip(" ,，:：、-—")
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def kind_of(name: str, unit: str, dimension: str) -> PointKind:
    """The kind of figure under a heading with a unit."""
    folded = fold(name)
    percent = unit in ("%", "％", "") or dimension in ("ratio", "points")
    if percent and _CAGR.search(folded):
        return "cagr"
    if percent and _SHARE.search(folded):
        return "share"
    if percent and _GROWTH.search(folded):
        return "growth"
    return "count" if dimension == "count" else "level"


def without_rate(name: str) -> str:
    """The measure that a rate is of: 营业收入同比增长 is of 营业收入; empty for 同比增长 alone."""
    cut = re.split(
        r"年?复合|年均|同比|环比|增长|增速|增幅|涨幅|比上年|较上年|占比|CAGR|YoY|growth|change|variance",
        name,
        flags=re.IGNORECASE,
    )[0]
    return cut.strip(" 的,，")


def _without_units(text: str) -> tuple[str, list[str]]:
    """``text`` without the units that stand in brackets or after a comma, and those units."""
    units: list[str] = []

    def take(match: re.Match[str]) -> str:
        inside = match.group(1).strip().replace("\\", "")
        if _CONTENTS.search(inside):
            return match.group() if not match.group().startswith("（含") else ""
        for part in re.split(r"[,，、;；]|和|及", inside):
            unit = part.strip().removeprefix("单位:").removeprefix("单位：").strip()
            if unit in ("$M", "%", "％") or read_unit(unit):
                units.append(unit)
        return "" if units or inside in ("%",) else match.group()

    name = _BRACKETED.sub(take, text).strip()
    if not units and (scaled := _scaled_tail(name)):
        units.append(scaled)
        name = name[: -len(scaled)].strip()
    if match := _PERCENT_OF.search(name):
        units.append("%")
        return name[: match.start()].strip(), units
    if match := _UNIT_TAIL.search(name):
        unit = (match.group(1) or match.group(2) or "").strip()
        if unit in ("%", "％") or read_unit(unit):
            units.append(unit)
            name = name[: match.start()].strip()
    return name, units
