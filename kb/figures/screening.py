"""Which quantities are figures, and why the others are not."""

from __future__ import annotations

import re

from kb.figures.chinese.words import word_set
from kb.figures.quantities import units
from kb.regex import regex
from kb.types import Quantity

_CUE = regex(
    r"(?:(?<=[年期末\x00])的|由|从|为|达|达到|至|到|是|约|近|超过?|逾|=|:|降低|提高|上升|下降|增加|减少|缩小"
    r"|扩大|提升|上涨|下跌|回升|回落|收窄|突破"
    r"|低至|高达|仅|不到|不足|在|跌破|报|收于|录得)[ \x00]*$"
)
_INDEX = regex(
    r"(?:指数|系数|PMI|PUE|CPI|PPI|得分|评分|比率|EPS|IPMI|SCFI|CCFI|BDI|值|同比"
    r"|环比|参数量?|人次|用户|人口|数)[ \x00+\-]*$"
)
_ENGLISH_CUE = regex(
    r"\b(?i:to|from|was|were|is|at|of|reached|totalled|totaled|hit|exceeded?|over|about"
    r"|nearly|around|by|stood at|than|some|approximately|versus|against|only|just|almost|roughly"
    r"|averaged|lasted|lasts|takes?|took)\s(?:now |currently |still |already )?$"
)
_DATED_AFTER = regex(r" (?:in|at|by) (?:the )?\x00")
_TO_NUMBER = regex(r" to \d")
_FROM_TO = regex(r"\bfrom [\d.,]{1,9} to $")
_CHANGING = regex(
    r"\b(?:rose|fell|grew|dropp?ed|increased|declined|decreased|climbed|slipped|halved|doubled|tripled|shrank|went|cut|reduced|up|down)\b"
)
_MOVED_TO = regex(r"\b(?:from|to|compared with|against|versus) $")
"""rose from 12 in 2022 to 15 in 2023: a small whole number that moves is a value."""
_DURATION_AFTER = regex(
    r"^[多余]?(?:以?来|内|间|期(?!末|初)|之?后|之?前|里|复合|年均|年复合|连续|历史"
    r"|时间|的?时间|计划|行动|规划|累计|[,，]?(?:年复合|CAGR)|免|保修|质保|租期|假期"
    r"|包|会员|客服|服务|在线|营业|值班|不间断|热线|开放|配送|全天)"
)
_DURATION_BEFORE = regex(
    r"(?:近|未来|过去|今后|连续|历时|为期|每|首|第|提前|满|最近|前|后|至少|(?<!时)长达|上线"
    r"|假期|成立|经过|用了|历经|未来的?|下一个|距今|期限|期限为|每隔|有效期|保修期"
    r"|锁定期|任期|学制|工期|于|在|后的?|within |next |past |last |every |first "
    r"|over the |for |than |previous |for about |in |spent |least )[ \x00]*$"
)
_AVERAGED = regex(
    r"^,? ?(?:on average|in the median|(?:(?:up|down) )?from (?:about |some )?\d|(?:against|versus|compared (?:with|to)|instead of|rather than) (?:about |some |the )?\d)"
    r"|^ (?:[a-z]+ ){1,6}?(?:on average|an average)\b|^ (?:[a-z'-]+ ){1,6}?on average,? "
)
"""After a length of time that somebody has measured, and not agreed upon."""
_COMPARED = regex(
    r"(?:\b(?:up|down) from|against|versus|compared (?:with|to)|instead of) (?:about |some )?[ \x00]*$"
)
_WAITED = regex(
    r"\b(?:wait(?:s|ed|ing)?|average of|averag(?:es?|ed)|(?:on|in the) (?:average|median)|(?:repa(?:ys?|id)|pa(?:ys?|id)) (?:for itself|for themselves|back|off) (?:in|within|after))"
    r"(?: for)?(?: (?:about|some|around|nearly|almost|over|roughly|just|only|up to|more than))? $"
)
_CLASS_AFTER = regex(
    r"^(?:元)?的?(?:者(?![^,。]{0,6}(?:人数|为\d))|价格带|价位|价格区间|区间|档位"
    r"|价格段|级别|品位|量级|规格|及以上的|以上级)"
)
_RESTATED = regex(r"[\dA-Za-z%](?:[A-Za-z\-]{0,12})\(即[^()]{0,30}$")
_CODE = regex(r"\d{6,}")
_AFTER_BARE = tuple(
    word_set("左右 上下 之间 以 和 提 降 升 下 上 增 减 缩 扩 收 回 攀 跃 变 的水 的历")
)
"""What may follow a number that needs no unit."""
_VAGUE_UNITS = word_set("分 点 度 层 级 方 位 次 组 类 行 列 门 章 周 手")
"""Classifiers that are more often part of a word than the unit of a figure."""
BARE, TERM = "bare number", "length of time"
"""Reasons that do not hold for the next value of a series."""
_NAMED = regex(
    r"(?<![.!?] )\b(?!(?:Some|About|Around|Nearly|Over|Only|Just|Almost|Roughly|Approximately|The|All"
    r"|Another|Of|In|By|With|At|More|Fewer|Than|Least|Most|These|Those|And|But|While|Its|Our)\b)"
    r"[A-Z][A-Za-z]* $"
)
"""Before a number and a noun, a name that both belong to: Boeing 737 jets."""
_EACH = regex(r"(?:每|前|第|Top ?|TOP ?|top ?|首|头)[ \x00]*$")


def reason_against(item: Quantity, view: str, english: bool) -> str:
    """Why ``item`` is no figure; empty where it is one."""
    before, after = view[max(0, item.start - 14) : item.start], view[item.end : item.end + 8]
    if _EACH.search(before) and item.dimension not in ("ratio", "money"):
        return "ordinal or per-unit number"
    if _RESTATED.search(view[max(0, item.start - 40) : item.start]):
        return "restates the value before it"
    if item.dimension == "time":
        if english and _is_measured(item, view):
            return ""
        return _duration(item, before, after, english)
    if _CLASS_AFTER.match(after):
        return "names a class"
    if not item.unit:
        return _bare(item, view, before, after, english)
    if item.unit in _VAGUE_UNITS:
        return "" if _cued(before, after) or item.unit == "次" else "no measure before it"
    if re.match(r"^(?:级(?!别)|量级|型|系列|[号](?!码))", after) and item.unit != "%":
        return "magnitude or type, no value"
    if item.dimension == "count" and units.known(item.unit) is None:
        return _unknown(item, before, english)
    return ""


def _duration(item: Quantity, before: str, after: str, english: bool) -> str:
    if item.unit in ("日", "周"):
        return "date or term"
    if _DURATION_AFTER.match(after) or _DURATION_BEFORE.search(before):
        return TERM
    if english:
        return "" if _ENGLISH_CUE.search(before) else TERM
    if item.unit == "年" and not re.search(
        r"[\u3400-\u9fff](?:约|近|超过?|为|达到?|到|至|逾)?[ \x00]*$", before
    ):
        return TERM
    return (
        ""
        if re.search(r"[\u3400-\u9fff]", before[-6:]) and not re.match(r"^[的制]", after)
        else TERM
    )


def _is_measured(item: Quantity, view: str) -> bool:
    """Whether an English length of time is a value: to a tenth of a year, on average, against another, or waited."""
    before, after = view[max(0, item.start - 60) : item.start], view[item.end : item.end + 60]
    if item.value != int(item.value) or _WAITED.search(before) or _COMPARED.search(before):
        return True
    return _AVERAGED.search(after) is not None


def _cued(before: str, after: str) -> bool:
    ends = (
        not after
        or not ("\u3400" <= after[0] <= "\u9fff")
        or after.startswith(("以", "左右", "上下"))
    )
    return ends and bool(_CUE.search(before) or re.search(r"[\u3400-\u9fff]$", before))


def _bare(item: Quantity, view: str, before: str, after: str, english: bool) -> str:
    if item.dimension in ("ratio", "multiple"):
        return ""
    if re.match(r"^[A-Za-z_/\-]|^ ?[×x*] ?\d|^\.\d", after) or re.search(
        r"[A-Za-z_/.\-#@×]$", before
    ):
        return "part of a name"
    if (
        item.value == int(item.value)
        and 1900 <= item.value <= 2100
        and item.high is None
        and "," not in item.text
    ):
        return "year"
    if _CODE.fullmatch(item.text) and re.search(r"(?:^|[:：、(])\s*$", before):
        return "code"
    if english:
        tail = re.match(r"^(?:[,.;)]|$| (?:in|as|from|to|and|by|at|,))", after)
        if _MOVED_TO.search(before) and _DATED_AFTER.match(after):
            return ""
        moved = (before.endswith("from ") and _TO_NUMBER.match(after)) or _FROM_TO.search(before)
        if moved and _CHANGING.search(view, max(0, item.start - 70), item.start):
            return ""
        return (
            ""
            if tail
            and _ENGLISH_CUE.search(before)
            and (item.value != int(item.value) or item.value > 31)
            else BARE
        )
    if "\u3400" <= after[:1] <= "\u9fff" and not after.startswith(_AFTER_BARE):
        return BARE
    if _INDEX.search(before):
        return ""
    whole = item.value == int(item.value) and abs(item.value) < 10 and "." not in item.text
    return "" if _CUE.search(before) and not whole else BARE


def _unknown(item: Quantity, before: str, english: bool) -> str:
    """Of a unit that no table knows: whether it is one, or part of a name."""
    unit = item.unit
    if unit == "P" and "算力" in before:  # 100P算力: petaflops, as the trade says
        return ""
    if english:
        named = _NAMED.search(before) and not re.search(r"[.,]|illion", item.text)
        return "" if unit[:1].islower() and not named else "part of a name"
    named = unit.isascii() and (len(unit) == 1 or not _CUE.search(before))
    return "part of a name" if named else ""
