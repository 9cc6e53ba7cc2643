"""What a figure measures: all that there is or one of something, and what else that is called."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from kb.figures.vocabulary.subject import Subject
from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint, Quantity

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary

MONEY = frozenset({"市场", "规模", "市场规模", "销售额", "营业收入", "支出", "产值"})
"""Measures that are one where money is meant: how big a market is, is what it sells."""
VOLUMES = frozenset(("出货量", "销量", "交付量"))
"""What was shipped, sold or delivered: where a table gives one of them, it is asked for by another."""
OTHER_MONEY = frozenset({"亏损", "债务", "罚款", "补贴", "费用", "赔偿", "工资", "学费", "融资"})
"""Money that is not what is sold."""
_ASKS_PEOPLE = regex(
    r"\bhow many (?:people|persons|employees|workers|staff)\b|多少(?:个|名|位)?(?:人(?![次均])|员工|职工)"
)
OF_PEOPLE = regex(
    r"people|person|employ|worker|staff|workforce|headcount|人|员工|职工|队伍|[学医]生|师|会员|用户|乘客|旅客|游客|观众"
    r"|患者|病例|粉丝|玩家|(?:user|member|subscriber|student|patient|passenger|visitor|viewer|player|driver|graduate)s?\b"
)
PEOPLE = frozenset({"人", "名", "位", "people"})
_COUNTS = {
    "people": PEOPLE | {"人次"},
    "places": frozenset("家座处所间"),
    "things": frozenset("台辆套架艘部片颗块件"),
}
"""Sorts of what is counted, by the units that only they are counted in."""
_TOTALS = frozenset(
    {"营业收入", "销售额", "投资", "融资", "支出", "市场规模", "产值", "净利润", "利润", "装机量"}
)
"""Measures of all that there is: what a piece, a person or a hectare has of them is another figure."""
COUNTED = regex(
    r"\bhow many (?!of\b|times\b|much\b|(?:(?:us|u\.s\.|million|billion|more|fewer) )*"
    r"(?:dollars?|euros?|yuan|pounds?|yen|cents?|bucks|per ?cent|percent\w*|points?)\b)[a-z]"
    r"|多少(?:员工|职工|人员|会员|用户|客户|门店|店铺|网点|医院|医生|学生|城市|项目|专利|品牌|机构|工厂)(?![的占数])"
    r"|多少(?:座|个)?[\u3400-\u9fff]{0,3}(?:[电气油]?站|店|桩|基地|中心|园区)(?=[？?，,。呢啊了]|$)"
    r"|多少(?:个人|人|名|家|台|辆|座|艘|架|套|条)|几(?:个人|家|台|辆|座|艘|架)"
)
"""Asks for a number of things: no amount of money answers, and no share."""
NO_COUNTS = frozenset({"money", "rate", "area", "length"})
"""Dimensions that no number of things has."""
_PHYSICAL = frozenset({"mass", "volume", "power", "energy"})
"""Nor these, unless their unit is asked for."""
HOW_BIG = regex(r"\bhow (?:big|large)\b")
"""Asks for the size of something in English."""
_PER = regex(
    r"\b(?:per|each|every|apiece|an? (?:unit|piece|head|tonne|ton|kilo\w*))\b|/|每|人均|单位|单个|平均|average|mean\b|typical"
)
_SCALED = regex(
    r"(?:多少|[几多])个?[十百千]?(?P<scale>[万亿])|\bhow many (?P<english>million|billion)s?\b"
)
_SCALES = {"万": 1e4, "亿": 1e8, "million": 1e6, "billion": 1e9}
_ASKS_PRICE = regex(
    r"^(?!.*(?:市场|行业|规模|收入|营收|额|利|产值|成本|投资|资金|[赚挣亏融罚补捐欠贷总共]|卖[出了掉])).*多少钱"
)
_ALL_MONEY = regex(r"规模|收入|营收|[售口交融产]额|产值|利润|市场$")
_ASKS_RATE = regex(
    r"(?<![频功汇速辨长])率(?:大概|大约|现在)?[是为有达约]*(?:多少|几成|多[高低大]|怎么?样|[？?]?$)"
)
_PER_HEAD = regex(r"[亩人户店台车]均|单[店台车家户]")
_FOR_ONE = regex(rf"{_PER_HEAD.pattern}|每(?![年月日天季周])")
"""Says of a measure that it is of one of many."""
_ASKS_AVERAGE = regex(r"平均每[一个]?(?![一个]?[年月日天季周])[\u3400-\u9fff]")
"""Asks for what one of many has at the mean: 平均每家多少钱."""
_ASKS_ONE = regex(
    r"\bper (?:head|capita|person|household)\b|\b(?:does|do|did|would|will|can|could|has|have) (?:the|an?|each|every) (?:average|typical|ordinary|single) (?!market|price|growth|year)[a-z]+\b"
    r"|人均|户均|[每][一个]*(?:人|户|家庭)(?:平均)?[\u3400-\u9fff]{0,4}(?:多少|几)|平均每[一个]*(?:人|户|家庭)"
)
"""Asks for what one of many has: what does the average Briton spend."""
_OF_MANY = regex(r"million|billion|trillion|[万亿]")
_NO_RATES = frozenset({"money", "area", "length", "mass", "power", "energy"})
_ASKS_MONEY = regex(
    r"多少钱|几个钱|[什啥]么?价|[单均售报]价|价格|成本|费用|经费|收入|营收|利润|净利|罚款|金额|(?:投资|融资|交易|成交|零售|消费|出口|进口|贸易|采购|订单|合同|贷款|总)额|[工月年]薪|工资|市值|销售额|产值|补贴|预算|保费|佣金|租金|开支|支出"
    r"|[投罚花赚挣亏]了?多少|\b(?:costs?|pric(?:e|es|ed|ing)|revenues?|spend|spent|pay|paid|earn\w*|profits?|fees?|turnover|budgets?|money|worth|salar(?:y|ies))\b"
)
_ASKS_NO_MONEY = regex(
    r"率|占比|比例|比重|份额|几成|百分|[涨跌增降升减扩缩期倍]|同比|环比|占了?多少|占多|[几多]少?个?[点家座次起笔款条只台辆人年月天]|[多久哪谁]长?(?=要|能|才|$|[年天个家])|[哪谁]|排名"
    r"|\b(?:per ?cent|rates?|shares?|slices?|cuts?|proportion|percentage|margins?|gr[eo]w\w*|r[io]se|f[ae]ll|drop\w*|change\w*|increas\w*|decreas\w*|times|how (?:many|long|far|do)|rank\w*|wh(?:en|ich|ere|o|y))\b"
)
"""Asks for a part, a change, a number of things or somebody, though it speaks of money."""
_ASKS_TIME = regex(
    r"多久|多长|[几多]少?个?(?:年|天|月|周|小时|分钟)|期|寿命|时间|时长|年限|岁|多大|年龄|工龄|[天月年]数|什么时候|啥时候|何时|[哪几][年天时点]|[等久快]|延迟"
    r"|\b(?:how (?:long|old|quickly|soon|fast|far)|age|years?|months?|weeks?|days?|hours?|minutes?|times?|duration|periods?|terms?|life\w*|payback|wait\w*|tenure|when|last\w*)\b"
)
_MONEY_IN = frozenset({"money", "rate", "number", ""})
_FAR_BELOW = 100
"""多少万 may be 0.09万, and is not 4.15."""
_GAP = regex(
    r"(?:[只仅相]差|差[距额值价]?|之差|多出|高出|超出|领先|落后)$|\b(?:gap|difference|spread|lead)$"
)
"""Says of a figure that it is how far two things are apart."""
_ASKS_GAP = regex(
    r"[差距]|[多高少低大小快慢]出|领先|落后|[多高少低]了?(?:多少|几)"
    r"|\b(?:gap|differ\w*|spread|lead\w*|apart|ahead|behind|more|less|fewer|(?:high|low|larg|bigg|small|great|fast|slow|cheap|dear)er)\b"
)
_PER_UNIT = regex(r"(?: per |/)(?!year|annum|yr|a\b|年)")
_PER_SO_MANY = regex(r"/([百千万]+[人户家辆台])$")
"""台/万人: what so many have of something."""
_NET_LOSS = regex(r"净亏损|\bnet loss(?:es)?\b")
_PROFITS = frozenset({"净利润", "利润"})
_PRICE = frozenset({"价格", "成本"})
_TURNOVER = frozenset({"营业收入", "销售额"})
"""What a company or an industry sells is its revenue."""
_INSTALLED = frozenset({"产能", "装机量"})
_FLOWS = frozenset(
    {
        "关闭",
        "关停",
        "闭店",
        "新开",
        "新增",
        "进口",
        "出口",
        "退出",
        "流入",
        "流出",
        "裁员",
        "召回",
        "淘汰",
        "报废",
        "短缺",
        "亏损",
    }
)
"""What comes or goes, is missing or lost: of what there is, that is another figure."""
KIND_WORDS = {
    "share": frozenset({"占比", "渗透率"}),
    "growth": frozenset({"增长率"}),
    "cagr": frozenset({"增长率", "年复合增长率"}),
}
"""What a figure of a kind is called, whether or not its sentence says so."""


def asks_whole(words: Set[str], text: str) -> bool:
    """Whether a question, by its canonical words and its text, asks for all that there is."""
    return bool(words & _TOTALS) and _PER.search(fold(text)) is None


def is_for_one(point: DataPoint, words: Set[str], question: str) -> bool:
    """Whether a figure is so much for one of many, 亩均产量, where a question asks for all that was made or sold."""
    if not words & (_TOTALS | VOLUMES | {"产量", "规模"}) or _PER.search(fold(question)):
        return False
    return _FOR_ONE.search(point.metric) is not None and not _FOR_ONE.search(question)


def is_for_all(point: DataPoint, question: str) -> bool:
    """Whether a figure is so many millions, where a question asks for what one of many has or spends."""
    scaled = _OF_MANY.search(point.unit) is not None
    return scaled and point.dimension != "rate" and _ASKS_ONE.search(fold(question)) is not None


def is_per_head(point: DataPoint) -> bool:
    """Whether a figure is of one of many by what it is called: 人均花费, 单店收入."""
    return _PER_HEAD.search(point.metric) is not None


def is_gap(point: DataPoint, question: str) -> bool:
    """Whether a figure is how far two things are apart, where a question does not ask for that."""
    metric, asked = fold(point.metric), fold(question)
    return _GAP.search(metric) is not None and _ASKS_GAP.search(asked) is None


def is_below(figure: DataPoint | Quantity, question: str) -> bool:
    """Whether a figure is far less than a question for so many 万, 亿, million or billion asks for."""
    match = _SCALED.search(fold(question))
    if match is None or figure.normalised_unit in ("", "%"):
        return False
    least = _SCALES[match["scale"] or match["english"]] / _FAR_BELOW
    return abs(figure.normalised) < least


def is_other_sort(point: DataPoint, question: str, unit: str = "") -> bool:
    """Whether a figure is no price where one is asked for, no number of people, or no rate: an amount, or a number of things.

    Or a number of people where shops or machines are asked for, as the ``unit`` says: 几家, 几个厂.
    """
    if so_many := _PER_SO_MANY.search(unit):
        return so_many[1] not in point.unit and f"每{so_many[1]}" not in point.metric
    wanted, counted = _sort_counted(unit), _sort_counted(point.normalised_unit)
    if wanted and counted and wanted != counted:
        return True
    if unit == "个" and counted == "people" and not OF_PEOPLE.search(question):
        return True
    if _ASKS_AVERAGE.search(question) and not _PER.search(fold(f"{point.metric} {point.unit}")):
        return True
    asks_people = _ASKS_PEOPLE.search(fold(question)) is not None
    if asks_people and point.dimension in ("time", *NO_COUNTS, *_PHYSICAL):
        return True
    if asks_people and point.dimension in ("count", "number", ""):
        named = point.normalised_unit in PEOPLE or OF_PEOPLE.search(fold(point.metric))
        if not named:
            return True
    things = point.dimension == "count" and point.normalised_unit != "次"
    no_rate = things or point.dimension in _NO_RATES
    if is_gap(point, question):
        return True
    return is_no_price(point.metric, question) or (no_rate and bool(_ASKS_RATE.search(question)))


def _sort_counted(unit: str) -> str:
    return next((sort for sort, units in _COUNTS.items() if unit in units), "")


def is_other_dimension(dimension: str, question: str) -> bool:
    """Whether a number is no money where that is asked for by what it is called, or a time where none is."""
    folded = fold(question)
    if dimension == "time":
        return not _ASKS_TIME.search(folded)
    asks_money = _ASKS_MONEY.search(folded) and not _ASKS_NO_MONEY.search(folded)
    return bool(asks_money) and dimension not in _MONEY_IN


def is_no_price(measure: str, question: str) -> bool:
    """Whether a question asks what something costs, and ``measure`` is what all of it sells for."""
    return _ALL_MONEY.search(measure) is not None and bool(_ASKS_PRICE.search(question))


def other_flow(asked: Set[str], said: Set[str]) -> bool:
    """Whether a question asks for what closed, left, was added or is missing, and a figure says none of it."""
    flows = asked & _FLOWS
    return bool(flows) and not flows & said


def other_market(asked: Set[str], said: Set[str]) -> bool:
    """Whether a question asks how big a market is, and a figure is of no market.

    ``said`` are the words of a figure of somebody's revenue, or of the size of something else.
    """
    if "市场" not in asked:
        return False
    return "营业收入" in said or ("规模" in said and not said & (MONEY - {"规模"}))


def is_no_count(point: DataPoint, question: str) -> bool:
    """Whether a figure is of a dimension that no number of things has, and is not asked for by its unit."""
    if point.dimension in NO_COUNTS:
        return True
    unit = point.unit.rpartition(" ")[2].lower()
    return point.dimension in _PHYSICAL and bool(unit) and unit not in question


def with_turnover(said: Set[str]) -> Set[str]:
    """``said``, with both of revenue and sales where it says one of them, or income."""
    return said | _TURNOVER if said & _TURNOVER or "收入" in said else said


def is_number_of(point: DataPoint) -> bool:
    """Whether a bare number is of things, as 参数量 is: no sum of money without its currency."""
    return point.dimension in ("", "number") and point.metric[-1:] in ("量", "数")


def is_per(point: DataPoint) -> bool:
    """Whether a figure is so much for one of something: dollars per hectare, 元/吨."""
    return _PER_UNIT.search(point.unit) is not None


def also_measures(point: DataPoint, subject: Subject) -> frozenset[str]:
    """What else the measure of a figure is called: the price of one is its cost, GW are installed."""
    if is_per(point) and subject.held & _PRICE:
        return _PRICE
    if point.dimension == "money" and _NET_LOSS.search(fold(point.metric)):
        return _PROFITS  # who lost so much made no profit
    income = point.dimension == "money" and "收入" in subject.held and "单项" not in point.metric
    if subject.held & _TURNOVER or income:
        return _TURNOVER | {"收入"} if "营业收入" in subject.held else _TURNOVER
    return _INSTALLED if point.dimension == "power" and subject.held & _INSTALLED else frozenset()


def said_of(point: DataPoint, subject: Subject, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that ``point`` says of itself, its places and its unit among them."""
    own = subject.held | subject.places | {subject.region} | also_measures(point, subject)
    own |= KIND_WORDS["share"] if point.kind == "share" else frozenset()
    own |= {point.normalised_unit} if point.kind == "count" else frozenset()  # 总人次, of 231万人次
    counts = point.kind == "count" and point.unit.isascii()
    return own | vocabulary.words(point.unit) if counts or is_per(point) else own


def said_above(point: DataPoint, vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the headings above ``point`` and of its publisher."""
    return vocabulary.held("\n".join((*point.heading_path, point.publisher)))
