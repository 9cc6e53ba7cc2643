"""What a question asks of the figures: periods, kinds, unit, ranks and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.figures.lookup.asked_periods import asked_periods
from kb.figures.lookup.measured import VOLUMES
from kb.figures.lookup.scenarios import Scenario, scenario_of, without_scenarios
from kb.figures.quantities import units
from kb.figures.quantities.numerals import ENGLISH_NUMBERS, ORDINALS, whole
from kb.figures.quantities.quantity import find_quantities
from kb.figures.vocabulary.segmentation import Word
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES, Period, PointKind, Quantity

_N = r"(\d{1,2}|[一二三四五六七八九十]{1,2})"
_NTH = "|".join(ORDINALS)
_COUNT = "|".join(word for word, value in ENGLISH_NUMBERS.items() if 1 <= value <= 10)
_CAGR = regex(
    r"复[合和]|年均|年化|平均每?一?年.{0,6}[增涨]|每年平均.{0,4}[增涨]|\bcagr\b|\bcompound|(?:grow|growth|expand).{0,60}?(?:per|a|each) year"
    r"|annual(?:ised|ized)? (?:rate|growth)|annuali[sz]ed 增长率"
)
_YEARLY = frozenset(
    {"平均", "复合", "年均", "年化", "每年", "compound", "annual", "averag", "yearli"}
)
_GROWTH = regex(
    r"增长率|同比|环比|增速|增幅|涨幅|降幅|跌幅|(?<!净)[增涨](?:长|加)?了?(?:多少|几|百分)|[涨跌增降][^，。？?]{0,6}?\d%|(?:下[降跌滑]|缩[减水短]?|减少|[跌降掉])了?(?:多少(?=\s*(?:$|[？?，,。呢啊]))|百分之)|涨得|增得|增长得?(?:多?快|快|慢)|[增涨]长?得?最[快慢猛]"
    r"|[比较](?:上|前|去)一?[年期季月].{0,8}[多少高低增减].{0,4}百分|[多少]了百分之[几多]"
    r"|[增涨].{0,6}百分之|\bgrowth\b|\bgrow(?:s|n|ing)?\b|\bgrew\b|\bhow (?:fast|quickly|rapidly|steeply|sharply|strongly)\b|\bpace\b|\bby (?:what|how much|how many) (?:per ?cent|占比)|\bby how (?:much|many)\b(?! (?:百分点|points))|\bgo(?:ne|es)? (?:up|down)\b|\bwent (?:up|down)\b|year.on.year|\byoy\b"
    r"|(?:increase|rise|fell?) by what"
)
_SHARE = regex(
    r"(?<![a-z])cr ?\d{1,2}(?!\d)|占比|份额|比重|比例|渗透率|渗透度|占有率|市占率|占到?[^，,。？?]{0,24}(?:多少|几|百分)|[多占].{0,4}几成|几成|百分之[几多]"
    r"|(?<!per)\bshare of\b|\bshares?\b(?! price)|\bproportion|\bpercentage\b|\bpenetration\b"
    r"|what per ?cent|\bhow many per ?cent|\bslices?\b|\bfraction\b|\bportion\b"
)
_PART_ASKED = regex(
    r"\bhow (?:much|big a (?:part|slice|piece)|many) of (?:the |its |their |all |that |these |those )?[a-z]"
)
"""How much of its power it loses: a part, or the amount of it."""
_RANK = regex(
    rf"排名|排行|名次|位次|第几|排第|排位|位列|位居|排在第|榜|名列|领跑|前{_N}(?!年|个?月|季|\d)(?:名|位|强|大|甲|的)?"
    rf"|第{_N}(?!年|季|章|节|次|代|批|方|\d)|最[高前靠大多快强].{{0,10}}?(?:[哪几]|{_N})[个座家大位]"
    rf"|\brank|\btop(?:ped|s)?\b|\bplaced?\b|\b(?:{_NTH}) (?:place|largest|biggest)"
    r"|league table"
)
_LEVEL = regex(
    r"多[大少]|几[个家台片万亿]|规模|市场|量|额|营业收入|利润|产值|数量"
    r"|\bhow (?:many|much|big|large)\b|\bsize\b|\bvalue\b|\bspend|\brevenue"
)
_PART = regex(r"[，、,；;？?]|和|与|及|以及|\band\b")
_SERIES = regex(
    r"趋势|变化|走势|历年|逐年|各年|每年|按年|历史|演变|怎么变|怎么走"
    r"|近[两二三四五六七八九十\d]+年|这几年|这些年|时间序列"
    r"|从.{2,12}[到至].{2,30}(?:怎么|如何|变)|over (?:time|the years)|\btrend|year by year"
    r"|by year|each year|every year|\bhistor|\bseries\b|\ball (?:the )?years\b"
    r"|\b(?:has|have|did|does|do|will) .{0,60}\b(?:change|evolve|develop)"
)
_FORECAST = regex(
    r"预[计测期估料判]|有望|将[会要达有]?|估计|\bforecast|\bexpect|\bproject(?!\w*s\b)|\bwill\b"
)
_ACTUAL = regex(r"实际|已经|\bactual|\breported\b")
_TOP = regex(
    rf"前{_N}(?!年|个?月|季|\d)|top[\s\-]*(\d{{1,2}}|{_COUNT})\b"
    rf"|最[高前靠大多快强].{{0,10}}?{_N}[个座家大位]"
)
_PLACE = regex(
    rf"第{_N}(?!年|季|章|节|次|代|批|方|\d)|(?:\bno\.?\s?|#)(\d{{1,2}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)\b|\b({_NTH})\b"
)
_FIRST = regex(r"榜首|首位|冠军|居首|领跑|\btopped\b|\bleads?\b|\bno\. ?1\b")
_ASKED_UNIT = regex(r"(?:多少|几|how (?:many|much)|in (?=[a-z$]))\s*(?=\S)")
_POINTS_ASKED = regex(r"^个?点(?![儿钟的])")
"""Percentage points, in speech: 掉了几个点."""
_ASKED_MONEY = regex(
    r"多少(?:钱|资金)|[花赚挣亏砸投融募]了?(?:掉|进去|出去|到)?(?:多少|几)个?[百千]?[万亿](?=[？?，,。呢啊吧]|$)|几个钱|(?:几|多少)[毛块](?:钱|[几多])?(?!田|地|发)|how much money|\bhow many (?:us |u\.s\. |american )?(?:dollars|euros|yuan|pounds|yen)\b"
    r"|\bhow much (?:do|does|did|will|would|is|was|are|were|must)\b(?=.{2,60}\b(?:pay|paid|cost|charge|charged|spend|spent|sell for|get|getting|raise|raised|receive|received|earn|earned)\b)"
)
_HOW_LONG = regex(
    r"\bhow long (?:do|does|did|will|would|must|before|until|till|it|to)\b|\bhow long (?:is|was|are|were) the (?:[a-z]+ ){0,3}(?:wait|delay|lifetime|life|payback|period|time)"
    r"|\bhow many (?:years|months|weeks|days|hours|minutes)\b|多久|多长时间|几个?(?:小时|月(?!份)|星期)|多少个?(?:小时|分钟|天(?!然)|周(?!期|围)|星期|月(?!份|活)|年(?!前|后|度|轻))|[需要花得]几个?[年天周]"
)
_HOW_FAR = regex(
    r"\bhow far (?:do|does|did|can|could|will|would)\b|\bhow (?:wide|tall|deep) (?:is|are)\b"
)
_OF_RATES = ("", "ratio", "points", "multiple", "time", "count")
_SOLD = regex(r"卖[出了掉]")
"""卖了多少钱 asks what was taken for all, not how many were sold."""
_TIME = Quantity(0, 0, "", 1.0, "", dimension="time")
_LENGTH = Quantity(0, 0, "", 1.0, "", dimension="length")
_MONEY = Quantity(0, 0, "", 1.0, "", dimension="money")
_BY_MEASURE = regex(r"[按以从就][^，,]{1,8}?(?:来?[算计看说]|口径|衡量)")
"""Says of what a rate or a share is: 按金额算, 从销量看."""
_RATE_AFTER = regex(
    r"[，,](?:同比|环比|[比较](?:上|前|去)一?[年期季月]|一年|每年|平均|年均)[^，,]{0,12}(?:百分之|多少|几)"
)
"""A clause that asks for a rate of what the one before it names: 出货量，比前一年多了百分之几."""
_PER_UNIT = regex(
    r"每(?:一|个|1)?(?P<unit>(?:[百千万]+(?=[人户家辆台名]))?[\u3400-\u9fffa-z²]{1,4}?)"
    r"(?:[名个]?(?:居民|职工|员工|工人|家庭))?(?:要?[花卖值收付]|平均|大?约|的?价格?为?|是|为|(?:[能可]以?)?(?:配|拥?有|用|装|摊|对应)[有着了到上]?)?$"
)
_SO_MANY = regex(r"[百千万]+([人户家辆台名])$")
_LONGEST_UNIT = 20
"""Characters after how many in which a unit stands: percentage points."""
_HALF_WORD = regex(r"\b(?:first|second|full|whole)-(?:half|year)\b", re.IGNORECASE)
"""A part of the year in one word: it is in the period already."""


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """What a question asks of the figures."""

    text: str
    periods: tuple[Period, ...]
    """In the order of the question; a range stays one period."""
    kinds: tuple[PointKind, ...]
    """Kinds that would answer it, the likeliest first; empty where the question does not say."""
    unit: str
    """Normalised unit asked for: 多少亿美元 asks for ``USD``; empty where none is named."""
    dimension: str
    """Dimension of the unit asked for."""
    words: tuple[Word, ...]
    """Content words, each once, in the order of the question."""
    essential: frozenset[str]
    """Words that a figure must be about: missing one, it does not answer."""
    regions: frozenset[str]
    wants_series: bool
    forecast: bool | None
    """True where a forecast is asked for, False where an actual is, None where it is open."""
    ranks: tuple[int, ...] = ()
    """Ranks asked for: 5 for 第五, 1 to 3 for 前三."""
    scenario: Scenario = ""
    """Of which forecast a figure has to be: what is expected, where it is empty."""

    @property
    def kind(self) -> PointKind | None:
        """The likeliest kind, where the question says one."""
        return self.kinds[0] if self.kinds else None


def parse_question(question: str, vocabulary: Vocabulary, date: str = "") -> FigureQuestion:
    """Read what ``question`` asks of the figures.

    ``date`` (``2023``, ``2023-11`` or ``2023-11-05``) is what 今年 and 去年 count from.
    """
    normal = vocabulary.normalise(question)
    periods = asked_periods(question, date)
    spans = any(period.years for period in periods)
    told = _RATE_AFTER.search(normal)
    told = None if told and re.search("多[少大]|[几哪]", normal[: told.start()]) else told
    asked_of = normal[told.start() :] if told else _BY_MEASURE.sub(" ", normal)
    kinds = _kinds(asked_of, spans) or _kinds(normal, spans)
    asked, span = _unit(question)
    if asked and asked.dimension not in _OF_RATES and kinds and set(kinds) <= set(RATES):
        kinds = AMOUNTS  # by how many GW it grew asks for GW
    if asked is None and _HOW_LONG.search(fold(question)):
        asked = _TIME
    if asked is None and _HOW_FAR.search(fold(question)):
        asked = _LENGTH
    rest = _HALF_WORD.sub(" ", question[: span[0]] + " " + question[span[1] :])
    words = tuple(dict.fromkeys(vocabulary.content(without_scenarios(rest))))
    if asked and asked.dimension == "money" and _SOLD.search(question):
        words = tuple(replace(w, text="销售额") if w.text in VOLUMES else w for w in words)
    if "cagr" in kinds:  # said by the kind, they name nothing
        words = tuple(word for word in words if word.text not in _YEARLY)
    regions = frozenset(w.text for w in words if vocabulary.category(w.text) == "regions")
    return FigureQuestion(
        text=question,
        periods=periods,
        kinds=kinds,
        unit=asked.normalised_unit if asked else "",
        dimension=asked.dimension if asked else "",
        words=words,
        essential=frozenset(
            w.text for w in words if w.names and w.text not in vocabulary.generic | regions
        ),
        regions=regions,
        wants_series=_SERIES.search(normal) is not None,
        forecast=_forecast(normal),
        ranks=_ranks(normal) if "rank" in kinds else (),
        scenario=scenario_of(question),
    )


def _kinds(normal: str, has_range: bool) -> tuple[PointKind, ...]:
    found: list[PointKind] = []
    for part in _PART.split(normal):
        found += _part_kinds(part, has_range)
    explicit = [kind for kind in dict.fromkeys(found) if kind]
    if "rank" in explicit and "level" in explicit and not re.search(r"多少|多大|how m", normal):
        explicit = [kind for kind in explicit if kind not in AMOUNTS]
    return tuple(explicit)


def _part_kinds(part: str, has_range: bool) -> tuple[PointKind, ...]:
    if _RANK.search(part):
        return ("rank",)
    if _CAGR.search(part):
        return ("cagr",)
    if _GROWTH.search(part):
        return ("cagr", "growth") if has_range else RATES
    if _SHARE.search(part):
        return ("share",)
    if _PART_ASKED.search(part):
        return ("share", *AMOUNTS)
    return AMOUNTS if _LEVEL.search(part) else ()


def _unit(question: str) -> tuple[Quantity | None, tuple[int, int]]:
    """The unit asked for, as one of it, and the span of 多少 with the unit."""
    for match in _ASKED_UNIT.finditer(fold(question)):
        rest = _POINTS_ASKED.sub("个百分点", question[match.end() :][:_LONGEST_UNIT])
        for lead in ("1", "1 "):
            first = next(iter(find_quantities(lead + rest)), None)
            if first and first.start == 0 and _is_unit(first, (lead + rest)[first.end :]):
                end = match.end() + first.end - len(lead)
                return _per(question, match.start(), end, first)
    money = _ASKED_MONEY.search(fold(question))
    return (_MONEY, money.span()) if money else (None, (0, 0))


def _per(question: str, start: int, end: int, one: Quantity) -> tuple[Quantity, tuple[int, int]]:
    """With what an amount is for: 每千瓦多少元 asks for 元/千瓦, 每吨卖多少元 for 元/吨."""
    per = _PER_UNIT.search(fold(question)[:start])
    so_many = _SO_MANY.match(per["unit"]) if per else None  # 每万人
    known = units.known(so_many[1] if so_many else per["unit"]) if per else None
    measured = known is not None and (
        so_many is not None or known.dimension not in ("count", "time")
    )
    joined = f"1{one.unit}/{per['unit'].replace('名', '人')}" if per and measured else ""
    found = next(iter(find_quantities(joined)), None) if joined else None
    if per is None or found is None or found.end != len(joined) or found.dimension != "rate":
        return one, (start, end)
    return found, (per.start(), end)


def _is_unit(one: Quantity, after: str) -> bool:
    """Whether it is a unit and no thing that is counted: 多少参数 asks for 参数."""
    import rjieba

    if not one.normalised_unit or one.dimension == "time":
        return False
    if one.unit.isascii():
        return one.dimension != "count"
    in_word: bool = rjieba.has_word(one.unit[-1] + after[:1])  # the 人 of 人工智能, the 分 of 分析
    in_word = in_word and not any(rjieba.has_word(after[:size]) for size in (2, 3))  # 台|机器
    return not (after and in_word) and (one.dimension != "count" or len(one.normalised_unit) == 1)


def _forecast(normal: str) -> bool | None:
    if _FORECAST.search(normal):
        return True
    return False if _ACTUAL.search(normal) else None


def _ranks(normal: str) -> tuple[int, ...]:
    if match := _TOP.search(normal):
        return tuple(range(1, _number(next(filter(None, match.groups()))) + 1))
    places = [_number(next(filter(None, m.groups()))) for m in _PLACE.finditer(normal)]
    if places:
        return tuple(dict.fromkeys(places))
    return (1,) if _FIRST.search(normal) else ()


def _number(word: str) -> int:
    """The place or the count that a word says; the first 三四 are four."""
    return whole(word if word.isascii() or "十" in word else word[-1])
