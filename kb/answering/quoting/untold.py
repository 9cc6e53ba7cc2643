"""What a question asks for that a sentence plainly lacks: a time, so much for each, names, the part of one.

A near miss speaks of the very thing, in the same words, and leaves out what is asked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kb.answering.lookup.subjects import WHOSE
from kb.figures.periods.period import find_periods
from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, language
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Period, PointKind

_ASKS_WHEN = regex(
    r"[哪何]一?个?[年月天日]|几[月号]|(?:什么|啥)时候|何时"
    r"|(?:^|[,;.?:] ?|\b(?:and|but|so|since|until|till|by) )when (?:is|are|was|were|will|did|do|does|can|could|should|would|has|have|had)\b"
    r"|\b(?:which|what) (?:exact )?(?:year|month|day|date|quarter)\b"
)
_TELLS_TIME = regex(
    r"[年月日天周]|季|世纪|时[候刻]|[以之][前后来]|[前后]夕|随后|目前|现在|已|刚|即将|(?<!\d)(?:1[89]|20)\d\d(?!\d)"
    r"|\b(?:days?|weeks?|months?|quarters?|years?|decades?|century|spring|summer|autumn|winter|when|once|after|before|until|since|soon|now|already|yet|today|tomorrow|currently|next|last|due"
    rf"|{MONTH_NAME})\b"
)
"""Says when, however vaguely."""
_ASKS_FOUNDING = regex(
    r"(?:成立|创立|创办|创建|设立|组建)的?[？?\s]*$|(?:成立|创立|创办|设立)(?:于|在)?(?:[哪何]一?年|什么时候|何时)|(?:成立|创立|创办)(?:的?(?:时间|年份)|多少年|几年)"
    r"|\bwhen (?:was|were) .{2,60} (?:founded|established|set up|created|formed)\b|\bfounding (?:year|date)\b"
)
_FOUNDS = regex(
    r"(?:成立|创立|创办|创建|设立|组建)了(?P<zh>[^，。,；;（(、]{2,24})"
    r"|(?<!was )(?<!were )(?<!been )\b(?:founded|established|set up|created|formed) (?P<en>(?:its|a|an|the|two|three)\b[^,.;(]{2,40})"
)
_ASKS_EACH = regex(
    r"人均|户均|每(?![况次]|一?个?(?:[年月天日季周]|省|市|城|地|国|行业|公司|企业|品牌))\S"
    r"|\b(?:per|for (?:each|every)) (?!(?:cent|annum|se|the|this|its|our|their)\b|year|month|week|day|hour)[a-z]"
)
"""Asks how much there is for one of something."""
_TELLS_EACH = regex(
    r"[每均]|\S/\S|单位|单[台个价家户箱位]|\b(?:per|each|every|apiece|average|averag\w+|mean)\b"
    r"|\d\S*(?: (?:thousand|million|billion|dollars|euros|cents|pounds|pence|yuan))? an? (?!year|month|day|week|quarter|hour)[a-z]"
)
_CHANGES = regex(
    r"[增降涨跌升减变翻扩缩倍从较比]|持平|\b(?:ros?e|risen|gr[eo]w\w*|f[ae]ll\w*|drop\w*|jump\w*|climb\w*|slip\w*|sl[iu]d\w*|cut|doubl\w*|tripl\w*|increas\w*|decreas\w*|shr[aiu]nk\w*|up|down|more|less|fewer|from|than|flat|unchanged)\b"
)
_BY_SO_MUCH = regex(
    r"(?:增长|增速|增幅|增加|同比|环比|复合)[^，。；,;%％]{0,12}?\d[\d.]*\s?[%％]"
    r"|\b(?:gr[eo]w\w*|growth|ros?e|cagr|up|increas\w*)\b[^,;%]{0,16}?\d[\d.]*\s?(?:%|per ?cent)(?! of\b)"
    r"|\d[\d.]*\s?(?:%|per ?cent) (?:growth|increase|cagr|(?:a|per|each) year|more)\b"
)
"""By how much something grew."""
_ASKS_NAMES = regex(
    r"哪(?:[几些两二三四五六七八九十]|\d+)[个家座种款条项只台名位部]?(?P<sort>[\u3400-\u9fff]{2})?|叫(?:什么|啥)|\bwhich (?P<which>(?:[a-z-]+ ?){1,6})|\bnames? (?:of )?the (?P<named>(?:[a-z-]+ ?){1,6})"
)
_COUNTED = regex(
    r"(?P<number>[两二三四五六七八九十百]+|\d[\d,]*)[个家座种款条项只台名位部国省市](?P<zh>[\u3400-\u9fff]{0,6})"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,]*)(?P<things>(?: [a-z'-]+){1,8})"
)
"""So many of a sort."""
_LISTS = {
    "zh": regex(
        r"、(?![^、，。]{0,6}\d)|[“《（(]|包括|分别|例如|比如|[A-Za-z]{2,}|[\u3400-\u9fff][和与及][\u3400-\u9fff]"
    ),
    "en": regex(r"\b(?:such as|including|namely|like|notably)\b|[(“]|, [^,;]{2,40},? and "),
}
"""Tells things one by one."""
CAPITALS = regex(rf"(?<=[a-z,0-9] )(?!(?i:{MONTH_NAME})\b)[A-Z][\w-]+")
_A_YEAR = regex(
    r"复合|年[均化](?:增|复|涨|降)|平均每年|\b(?:cagr|compound|annualised|annualized|a year|per year|each year|annually)\b"
)
"""Speaks of growth over some years."""
_ASKS_COMPANY = regex(
    r"哪(?:一|几|些)?家|谁家|哪(?:一?个|几个|些)(?:公司|企业|厂商|厂家|品牌|供应商|玩家)"
    r"|\b(?:which|what) (?:[a-z-]+ ){0,2}(?:company|companies|vendors?|firms?|brands?|suppliers?|makers?|manufacturers?|players?)\b"
)
"""Asks for a company by name."""
_ASKS_WHY_FELL = regex(
    r"(?=.*(?:为什么|为何|为啥|怎么会|何以|缘何|原因|怎么就)).*(?:(?:跌|掉|滑|退|摔|挤|落)(?:[了到]?出|出局|到?第|[了下]来)|落榜|落选|(?:排名|名次|位次).{0,6}(?:下滑|下降|下跌|后退|掉))"
    r"|\bwhy\b.*\b(?:f[ae]ll|fallen|drop(?:ped)?|slip(?:ped)?|slid|pushed|kicked|lose|lost|disappear\w*|leave|left)\b.*\b(?:out of|off|from|place|position|rank\w*|list|top)\b"
)
"""Asks why somebody lost a place in a ranking."""
_TELLS_FALL = regex(
    r"[跌掉降滑落退失弱难缺少不慢逊]|超[越过]|赶[上超]|反超|取代|\b(?:f[ae]ll\w*|drop\w*|slip\w*|declin\w*|los[est]\w*|lack\w*|slow\w*|weak\w*|behind|overt\w+|not|less|fewer|lower|replac\w*|because)\b"
)
_OF_EACH = regex(r"分别|依次|各|均|都|每|\b(?:respectively|both|each|all)\b")
"""Says of what is listed what holds of every one."""
_JOINS = regex(r"\s*(?:、|，|,|和|与|及|以及|,? and|&|/)\s*(?:the )?")
_RUN_IN = regex(r"^[\W\d]*[^：:，,。]{2,16}[：:]")
"""Heads an item of a list."""


def lacks_time(question: str, sentence: str) -> bool:
    """Whether it is asked when, and the sentence says nothing of time."""
    if not _ASKS_WHEN.search(fold(question)):
        return False
    return not _TELLS_TIME.search(fold(sentence)) and not find_periods(sentence)


def founds_another(question: str, sentence: str) -> bool:
    """Whether it is asked when somebody was founded, and the sentence tells what somebody founded."""
    asked, found = fold(question), _FOUNDS.search(fold(sentence))
    if found is None or not _ASKS_FOUNDING.search(asked):
        return False
    made = (found["zh"] or found["en"]).strip()
    return made[-2:] not in asked if found["zh"] else made.split()[-1] not in asked


def is_of_another_time(asked: Sequence[Period], told: str) -> bool:
    """Whether ``told`` gives times and none may be one of those ``asked``: other years, or a whole year for its half.

    Of no year by itself is what grew by so much a year, beside figures of others.
    """
    given = [period for *_, period in find_periods(told) if period.key]
    if _A_YEAR.search(fold(told)) and not any(period.years for period in asked):
        given = [period for period in given if not period.years] or given
    pairs = [(one, other) for one in asked if one.key for other in given]
    return bool(pairs) and not any(_may_be(one, other) for one, other in pairs)


def leaves_out_a_time(asked: Sequence[Period], told: str, heads: str = "") -> bool:
    """Whether times are set against each other, and ``told`` under ``heads`` gives one of them only and no change since."""
    times = {period.key: period for period in asked if period.key}
    given = [period for *_, period in find_periods(f"{heads}\n{told}") if period.key]
    if len(times) < 2 or not given or _CHANGES.search(fold(told)):
        return False
    return not all(any(_may_be(one, other) for other in given) for one in times.values())


def _may_be(asked: Period, told: Period) -> bool:
    bounds = (asked.start_year, asked.end_year, told.start_year, told.end_year)
    first, last, start, end = (year or 0 for year in bounds)
    if first > end or start > last:
        return False
    parts = (asked.half, asked.quarter, asked.month)
    return not any(parts) or any((told.half, told.quarter, told.month)) or start != end


def asks_company(question: str) -> bool:
    """Whether it is asked which company."""
    return _ASKS_COMPANY.search(fold(question)) is not None


def lacks_fall(question: str, sentence: str) -> bool:
    """Whether it is asked why a place was lost, and the sentence tells of nothing that got worse."""
    return bool(_ASKS_WHY_FELL.search(fold(question))) and not _TELLS_FALL.search(fold(sentence))


def lacks_each(question: str, told: str) -> bool:
    """Whether so much for each is asked, per tonne or 人均, and ``told`` speaks of nothing by the piece."""
    return bool(_ASKS_EACH.search(question)) and not _TELLS_EACH.search(fold(told))


def lacks_change(kinds: Sequence[PointKind], sentence: str) -> bool:
    """Whether only a growth is asked for, and the sentence tells how much there is and of no change."""
    if not kinds or not set(kinds) <= set(RATES) or _CHANGES.search(fold(sentence)):
        return False
    told = {one.dimension for one in find_quantities(sentence)}
    return not told & {"ratio", "points", "multiple"}


def lacks_part(sentence: str) -> bool:
    """Whether the sentence tells by how much something grew and of no part, where a share is asked for."""
    folded = fold(sentence)
    others = _BY_SO_MUCH.sub("", folded)
    if others == folded:
        return False
    return not any(one.dimension in ("ratio", "points") for one in find_quantities(others))


def only_counts(question: str, sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether names are asked for, and the sentence tells how many there are and names none."""
    asked, told = fold(question), fold(sentence)
    which = _ASKS_NAMES.search(asked)
    if which is None:
        return False
    words = (which["which"] or which["named"] or "").split()
    sorts = {word for word in words if word[-1] == "s"} | {which["sort"] or "\n"}
    numbers = {one["number"] for one in _COUNTED.finditer(asked)} - {None}
    for one in _COUNTED.finditer(told):
        things = one["zh"] or one["things"] or ""
        ends = [
            things.find(sort) + len(sort) for sort in sorts if sort in (one["zh"] or things.split())
        ]
        if ends or one["number"] in numbers:
            # What stands between the number and the sort tells of which sort: two German mills.
            until = one.end() - len(things) + max(ends, default=0)
            rest = f"{sentence[: one.start()]} {sentence[until:]}"
            if not _names_others(question, rest, vocabulary):
                return True
    return False


def _names_others(question: str, sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether the sentence lists things, or names what the question does not."""
    told, asked = _RUN_IN.sub("", sentence), fold(question)
    if _LISTS[language(sentence)].search(told):
        return True
    if any(fold(name) not in asked for name in CAPITALS.findall(told)):
        return True
    own = {term.canonical for term in vocabulary.terms(question)}
    others = (term for term in vocabulary.terms(told) if term.category in WHOSE)
    return any(term.canonical not in own for term in others)


def is_of_others_too(names: Set[str], sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has each of the ``names`` only in a list with others, and says one thing of all: 甲、乙合计占."""
    if not names or _OF_EACH.search(fold(sentence)):
        return False
    terms = [term for term in vocabulary.terms(sentence) if term.category in WHOSE]
    own = {place for place, term in enumerate(terms) if term.canonical in names}
    folded = fold(sentence)
    joined = {
        place + side
        for place, (one, other) in enumerate(pairwise(terms))
        if _JOINS.fullmatch(folded[one.end : other.start]) and (place in own) != (place + 1 in own)
        for side in (0, 1)
    }
    return bool(own) and own <= joined
