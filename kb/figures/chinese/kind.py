"""What kind of figure a Chinese clause states: level, growth, cagr, share or count, which basis and way."""

from __future__ import annotations

import re

from kb.figures.chinese import words
from kb.figures.chinese.phrases import Lead
from kb.figures.context import Direction, Reading
from kb.regex import regex
from kb.types import RATES, GrowthBasis, PointKind, Quantity

_VALUATION = regex(
    r"市盈率|市净率|市销率|净值比|PE|PB|PS|EV|EBITDA|估值|杠杆|倍数|覆盖倍|保障倍"
    r"|收入比|房价|乘数|周转|放大倍|光学|变焦"
)
_PEOPLE = regex(
    r"(?:(?:用户|网民|人口|会员|客户|人员|学生|粉丝|账户)(?:总?规模|总?量|总数|均值)|人次|人数|人口|用户|户数|客户|人员|数量|总数|下载量|播放量|浏览量|粉丝|会员"
    r"|峰值|家数|台数|销量|[发患读从就参消劳投志学使创][\u3400-\u9fff]{0,3}者|用户数|用户均值|网民|股民|农户"
    r"|居民|家庭|儿童|老人|学生|学员|教师|职工|员工|劳动力|买家|卖家|商户|商家|观众|乘客|旅客|游客"
    r"|车主|订户|账户|账号|设备|终端|连接|司机|骑手)数?$"
)
_AFTER_CHANGE = words.word_set("了 过 到 至 为 成 达")
_STRONG = words.word_set("增速 增幅 涨幅 降幅 跌幅 减幅 增长率 增加率 升幅 增长速度 年增率")
_YEARLY = regex(
    r"同比|上年|去年|年增|年减|年比|较年初|比年初|一年前|同期|year[ -]on[ -]year|YoY|yoy|y/y|a year"
)
_CHAINED = regex(
    r"环比|上季|上月|(?<![\d一二三四])季[增减]|(?<![\d一二三四五六七八九十])月[增减]|前一季|前一月|上个季|quarter[ -]on|QoQ|qoq|month[ -]on"
)
_AGAINST = regex(r"(?:较|(?<![占同环对])比(?![重例率值])|from |than |versus )")
UPSIDE = regex(
    r"^(?:以上|左右)?(?:的(?P<name>[\u3400-\u9fff]{0,10}?))?"
    r"(?:(?:上行|上涨|下行|下跌|增长|提升|下降)空间|(?:提升|增长|下降|上涨|下跌|减少"
    r"|增加|降低)(?![至到为了,，]?[\d至到为])"
    r"|增幅|降幅|涨幅|跌幅|增速|溢价|折价)"
)
_BACK_TO = regex(
    r"(?:恢复|恢復|回升|回落|回到)[至到][^,，。;；]{0,14}(?:的|之)?(?:约|近|超过?|[ ])*$"
)
"""恢复至2019年的 before a ratio: how much of a former level there is."""
PART_OF = regex(
    r"(?:不到|不足|超过|约为|约占|约|近|为|达)([^,，\d]{1,16}?(?:总量|总数|总额"
    r"|总规模|总收入|总人口|总体))的$"
    r"|达到?([^,，\d]{2,16}?(?:总[\u3400-\u9fff]{1,3}|销量|产量|用电量|消费量|发电量|投资额|人口))的(?:约|近|超过?|逾)?$"
    r"|完成了?([^,，\d]{0,16}?(?:目标|任务|计划|预算))的?(?:约|近|超过?|逾)?$"
)
"""不到总量的, 完成年度目标的 before a ratio: it is a share of what is named."""
_TAKES = regex(
    r"(?:贡献|拿下|拿走|揽下|拿到|瓜分|吃下|吸引|吸纳|消化|斩获|占据|包揽|囊括|掌握|控制|承担"
    r"|提供|来自|流向|投向|覆盖|服务)(?:了|着|掉|全部)?(?:约|近|超过?|逾|不到|不足|[ ])*$"
)
"""What takes or gives a part of something, which stands after the value: 贡献了两成的收入."""
_TAKEN = regex(r"以上|左右|的?[\u3400-\u9fff]")
_PORTION = regex(
    r"占(?!地|用|领|据率)|[企业者户构司商家]中有[约近]?$|比重|份额|比例|相当于(?!\d{4})"
)
_PORTION_AFTER = regex(r"(?:的)?(?:市场)?(?:份额|占比|比重|市占率)")
_LEADING = regex(
    r"^(?:的[\u3400-\u9fff]{1,6})?(?:领跑|领先|居首|位居|位列|排名|稳居|紧随|夺冠|拔得|占据|高居|名列|排在)"
)
_WHO = regex(r"者|企业|公司|机构|人|户|家|城市|行业|厂商|银行|学校|项目|地区|国家|组织|团队")
_OF_NOUN = regex(
    r"^(?:及?以上|左右|多|余)?\s?的(?!概率|速度|增速|水平|增长|比例|价格|毛利|利率"
    r"|份额|占比|市场份额|股权|股份|涨)"
)


def read_kind(
    item: Quantity, lead: Lead, name: str, clause: str, after: str, inherited: PointKind | None
) -> Reading:
    """The kind of ``item``.

    ``name`` is its own name (empty where the subject is inherited), ``clause`` the text from the
    clause's start to the value, ``after`` what follows it, ``inherited`` the kind of the figure
    whose subject it takes over.
    """
    change = _change(lead.predicate)
    if change in ("高", "低", "少", "多", "快", "慢", "大于", "低于", "高于") and not (
        _AGAINST.search(clause) or "了" in lead.predicate[-1:]
    ):
        change = None
    yearly = clause.rstrip(" 约近超过逾").endswith("年均") and re.match(
        r"的?(?:速度|增速|增幅|复合|增长)", after
    )
    if item.dimension in ("ratio", "multiple") and (yearly or words.CAGR.search(clause)):
        return Reading("cagr", "", _direction(change, item))
    if item.dimension == "points":
        return Reading("growth", _basis(clause), _direction(change, item))
    if item.dimension == "multiple":
        return _multiple(item, name + clause + after[:6], clause, change)
    if item.dimension == "ratio":
        return _ratio(item, lead, name, clause, after, inherited, change)
    grows = change is not None and not _strong(lead.predicate) and not lead.inner
    if grows and item.unit and not (item.value < 0):
        return Reading("growth", _basis(clause), _direction(change, item))
    if item.dimension == "" and change is not None:
        return Reading("growth", _basis(clause), _direction(change, item))
    counted = item.dimension == "count" or (
        item.dimension == "number" and (_PEOPLE.search(name) or (not name and inherited == "count"))
    )
    return Reading("count" if counted and "/" not in item.unit else "level")


def _multiple(item: Quantity, text: str, clause: str, change: str | None) -> Reading:
    if _VALUATION.search(text) and change is None:
        return Reading("level")
    return Reading("growth", _basis(clause) or "vs", _direction(change, item) or "up")


def _ratio(
    item: Quantity,
    lead: Lead,
    name: str,
    clause: str,
    after: str,
    inherited: PointKind | None,
    change: str | None,
) -> Reading:
    if change is None and PART_OF.search(clause):
        return Reading("share")
    partial = inherited == "share" or words.SHARE.search(name)
    if change is None and not partial and _BACK_TO.search(clause):
        return Reading("level")
    strong = _strong(lead.predicate) or _strong((name[-2:], name[-3:]))
    if strong or change is not None:
        return Reading(
            "growth", _basis(clause), _direction(change or _strong_word(lead, name), item)
        )
    if re.search(r"(?:同比|环比)[ +\-:为]*$", clause):
        return Reading("growth", _basis(clause), _direction(None, item))
    upside = UPSIDE.match(after)
    if upside and not _WHO.search(upside["name"] or ""):
        return Reading(
            "growth", _basis(clause), "down" if re.match(r".{0,10}(?:下|降|跌|折)", after) else "up"
        )
    if _says_share(item, lead, name, clause, after, inherited):
        return Reading("share")
    if not name:
        return _inherited(inherited, after, item, clause)
    return Reading("share" if _OF_NOUN.match(after) and not words.MEASURE.search(name) else "level")


def _says_share(
    item: Quantity, lead: Lead, name: str, clause: str, after: str, inherited: PointKind | None
) -> bool:
    """Whether a ratio, no change, is a part of something by the words around it."""
    if words.SHARE.search(name) or _PORTION.search(clause[-24:]) or _PORTION_AFTER.match(after):
        return True
    if _TAKES.search(clause) and _TAKEN.match(after):
        return True
    if lead.predicate[-1:] in (("以",), ("凭",), ("凭借",)) and _LEADING.match(after):
        return True
    if item.unit not in ("%", "％", "‰") and not name.endswith("率"):
        return True
    return inherited == "share" and bool(lead.predicate) and not words.MEASURE.search(name)


def _inherited(inherited: PointKind | None, after: str, item: Quantity, clause: str) -> Reading:
    if inherited == "growth" and re.search(r"(?:加快|放缓|提速|加速)[至到为](?:约|近)?$", clause):
        return Reading("growth", _basis(clause), "up")
    if inherited in RATES and re.search(
        r"(?:[至到报]|收于|录得|站上|来到)(?:约|近|超过?|逾|[ ])*$", clause
    ):
        return Reading("level")
    if inherited in ("share", "level", *RATES) and not _OF_NOUN.match(after):
        kind: PointKind = inherited
        return Reading(
            kind,
            _basis(clause) if kind == "growth" else "",
            _direction(None, item) if kind == "growth" else "",
        )
    return Reading("share")


def _change(predicate: tuple[str, ...]) -> str | None:
    """The word of change that the value measures: 增长 in 同比增长约, none in 增长到."""
    for index in range(len(predicate) - 1, -1, -1):
        word = predicate[index]
        found = _change_in(word)
        if found is None:
            continue
        rest = "".join(predicate[index:]).replace("\x00", "")
        tail = rest[rest.index(found) + len(found) :].lstrip("了的")
        if tail[:1] in words.TO or re.match(r"(?:将|已|均|也)*(?:会)?[从由]", tail):
            return None
        return found
    return None


def _change_in(word: str) -> str | None:
    """The word of change that ``word`` is or ends with: 增加 in 同比增加, 增 in 增至 and 仅增."""
    if word in words.CHANGES:
        return word
    for cut in range(1, len(word)):
        if word[:cut] in words.CHANGES and word[cut:] in _AFTER_CHANGE:
            return word[:cut]
        if word[:cut] in words.TRAIL and (found := _change_in(word[cut:])):
            return found
    if len(word) == 2 and word[1] in "增减升降涨跌" and word != "新增":
        return word[1]
    more = len(word) == 2 and word[0] in "多少" and word not in ("多达", "少于", "多于")
    return word[:1] if more else None


def _strong(predicate: tuple[str, ...]) -> bool:
    return any(word in _STRONG for word in predicate)


def _strong_word(lead: Lead, name: str) -> str:
    return next((word for word in (*lead.predicate, name[-2:]) if word in _STRONG), "")


def _basis(clause: str) -> GrowthBasis:
    if _YEARLY.search(clause):
        return "yoy"
    if _CHAINED.search(clause):
        return "qoq"
    return "vs" if _AGAINST.search(clause) else ""


def _direction(change: str | None, item: Quantity) -> Direction:
    if item.value < 0:
        return "down"
    if change is None:
        return "up" if item.dimension in ("ratio", "points", "multiple") else ""
    if change in words.FALLING:
        return "down"
    return "up" if change in words.RISING else ""
