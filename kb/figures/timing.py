"""Which of the periods named around a figure is its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.figures.periods.period import Found
from kb.figures.periods.relative_time import TIMES_THAT
from kb.figures.quantities.numerals import whole
from kb.regex import regex
from kb.types import Period

_COMPARED_BEFORE = regex(
    r"(?:较|(?<![占同环对])比|相比|相较于?|对比|与|同|较之|from |since "
    r"|(?:versus |than |compared (?:with|to) |relative to |against |vs\.? )(?:in |for |at |during )?)(?:在|其|了)?$"
)
_COMPARED_AFTER = regex(r"^[末底]?(?:的水平)?相比|^(?:'s)? (?:levels?|peak)\b")
_YEAR_AGO = regex(r"^(?:上年|去年|前年)同[期季月]|.*(?:earlier|ago|before)$")
_SINCE = regex(r"^(?:以来|至今|起)")
_ASIDE = regex(r"^[末底]?[(（](?:每[\u3400-\u9fff]{1,3})?$")
"""2020年（每万人238台）: the value of the year stands in brackets behind it."""
_AHEAD = regex(r"(?:^|[，,。；;：:\x00])(?:预计|预测|计划|力争|要求|目标是|提出|并)?[到至]$")
_FOUNDED = regex(r"^(?:正式)?(?:成立|创立|创办|创建|组建|注册成立|起家)")
_FOUNDED_IN = regex(r"(?:成立|创立|创办|创建|始建|组建)(?:于|在)?$")
_LINK = regex(
    r"^(?:[末底]?的(?:历史)?(?:最?高点|最?低点|峰值|高位|低位)"
    r"|[的为是约近超达到逾高至底末初前后仅共\s\x00]{0,6})$"
)
_FROM = regex(r"(?:从|由|自|从其|由其|from )$")
_FACTOR = regex(r"(?:为|是|达|当于|复到|复至|复了|约|成为|达到)$")
_SPAN_WORDS = regex(
    r"近[一二三四五六七八九十两\d]+年|过去[一二三四五六七八九十两\d]+年"
    r"|未来[一二三四五六七八九十两\d]+年|今后[一二三四五六七八九十两\d]+年"
    r"|[一二三四五六七八九十两\d]+年来|近年来|[今明去]明?后?[今明两]两?年"
)
_YEARS = regex(r"([一二三四五六七八九十两]|\d{1,2})年(?:期?间?的?)?(?:年?均?复合|CAGR|年均)")


_FROM_SIDE = regex(
    r"\b(?:(?:from|against|versus|vs\.?|than|compared (?:with|to)) [^,;\x00]{1,30} (?:in|for|at|of)"
    r"|on the [$€£\d][^,;\x00]{1,30} (?:in|for|of)) $"
)

_FROM_REACH = 64
"""More characters than ``_FROM_SIDE`` can take up."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods of one line, for look-ups by figure."""

    view: str
    found: tuple[Found, ...]

    def before(self, start: int, end: int) -> list[Found]:
        """Periods with their spans inside ``[start, end)``."""
        return [item for item in self.found if start <= item.start and item.end <= end]

    def compared(self, item: Found) -> bool:
        """较上年末, 与2019年相比, 比2005年: what a change is measured against."""
        before = self.view[max(0, item.start - 14) : item.start]
        after = self.view[item.end : item.end + 9]
        if _SINCE.match(self.view[item.end : item.end + 3]):
            return True
        if _FACTOR.search(before) and TIMES_THAT.match(self.view[item.end : item.end + 24]):
            return True
        if before.endswith((" over ", " on ")) and item.period.years == 0:
            return True  # an increase of 8% over 2020
        return bool(_COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(after))

    def from_side(self, item: Found) -> bool:
        """从2022年的: belongs to the next figure only."""
        opened = bool(_FROM.search(self.view[max(0, item.start - 5) : item.start]))
        return opened and self.view[item.end : item.end + 2].lstrip("末底初").startswith("的")

    def adjacent(self, item: Found, start: int) -> bool:
        """Whether only 的, 为, 约 and the like stand between the period and ``start``."""
        return bool(_LINK.match(self.view[item.end : start]))

    def has_in_brackets(self, item: Found, start: int) -> bool:
        """Whether the value at ``start`` stands in brackets right behind the period."""
        return bool(_ASIDE.match(self.view[item.end : start]))

    def bracketed(self, start: int, end: int) -> Period | None:
        """84亿元（2023年）: the period that stands alone in brackets right after the value."""
        for first, last, period in self.found:
            if start < first <= start + 2 and last < end:
                closed = self.view[last : last + 2].lstrip("末底")[:1] in (")", "）")
                opened = self.view[start:first].strip() in ("(", "（")
                return period if opened and closed and period.start_year else None
        return None

    def measured_against(self, item: Found) -> bool:
        """为2018年的2.6倍: the period is what a factor compares with."""
        before = self.view[max(0, item.start - 14) : item.start]
        after = self.view[item.end : item.end + 24]
        return bool(_FACTOR.search(before) and TIMES_THAT.match(after))


def without_looks_back(
    timeline: Timeline, named: list[Found], values: Sequence[int], carried: Period
) -> list[Found]:
    """``named`` without the year before, whose value stands beside that of a year.

    ``2024年为531亿元，2023年为418亿元，同比增长27%``: the growth is that of 2024, and so is what follows.
    The later year may be ``carried`` from the sentence before, where a value stands before the other.
    """
    kept: list[Found] = []
    for item in named:
        main = kept[-1].period if kept else carried
        later = (main.end_year or 0) == (item.period.end_year or 0) + 1 > 1 and not main.years
        after_value = bool(values) and values[0] < item.start
        beside = any(timeline.adjacent(item, value) for value in values if value >= item.end)
        if not (later and after_value and beside and not item.period.years):
            kept.append(item)
    return kept


def end_of(period: Period, *, first: bool) -> Period:
    """The end of a span that one of two values is of, 由A增至B; of a season the one before it, or itself."""
    if period.is_season:
        back = (period.start_year or 0) - 1
        return replace(period, start_year=back, end_year=back + 1) if first else period
    year = period.start_year if first else period.end_year
    return Period(year, year, text=period.text) if period.years else period


def compared_with(view: str, start: int, end: int) -> bool:
    """From $2 billion in 2022: the period at ``end`` is of what is compared with."""
    return bool(_FROM_SIDE.search(view[max(start, end - _FROM_REACH) : end]))


def is_year_ago(item: Found) -> bool:
    """去年同期, a year earlier: what follows goes on with the year itself."""
    return _YEAR_AGO.match(item.period.text) is not None


def aims_at(view: str, item: Found) -> bool:
    """，到2026年将达18万: a time that a clause looks ahead to."""
    return bool(_AHEAD.search(view[max(0, item.start - 6) : item.start]))


def founds(view: str, item: Found) -> bool:
    """2015年成立: when somebody began, and no time of what he has."""
    before, after = view[max(0, item.start - 4) : item.start], view[item.end : item.end + 4]
    return bool(_FOUNDED_IN.search(before) or _FOUNDED.match(after))


def since(view: str, item: Found) -> bool:
    """2017年以来: the start of a span that is still going on."""
    return bool(_SINCE.match(view[item.end : item.end + 3]))


_NOW = regex(r"目前|眼下|如今|现阶段|迄今|时下")


def now(view: str, start: int, end: int) -> bool:
    """Whether 目前 stands after all that names a period: no year is said then."""
    return bool(_NOW.search(view, start, end))


def rolling(clause: str) -> bool:
    """近五年, 未来三年: a length of time without end points."""
    return bool(_SPAN_WORDS.search(clause))


def cagr_length(clause: str) -> int | None:
    """The number of years in 五年年复合增长率."""
    match = _YEARS.search(clause)
    return whole(match[1]) if match else None


def spread(period: Period, count: int) -> list[Period] | None:
    """The single years of a range, where there are just ``count`` of them."""
    if period.start_year is None or period.end_year is None or count < 2 or period.is_season:
        return None
    if period.end_year - period.start_year + 1 != count:
        return None
    return [
        replace(period, start_year=year, end_year=year)
        for year in range(period.start_year, period.end_year + 1)
    ]
