"""A number with its scale word, the words inside (余, 多) and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures.chinese.words import word_set
from kb.figures.quantities import numerals, units
from kb.regex import regex

_SCALE = regex(
    r" ?(?:[十百千]?万亿|(?:[十百千]?[万亿]|兆)(?!瓦|赫|字节|帕|焦)|[百千](?!瓦|米|克|卡"
    r"|帕|赫|伏|焦|字节|分|万|亿)"
    r"|百(?=万)|千(?=万|亿))"
)

_ENGLISH_SCALE = regex(
    r"(?: ?(?:hundred|thousand|million|billion|trillion)\b| ?(?:mn|bn|tn)\b|[kKmMbB](?![A-Za-z]))"
)

_INNER = regex(r"[余多来几](?! ?(?:年|方面))|\+")

_PER = regex(
    r"/(?:100 ?(?:km|公里)|[千万]人|[A-Za-z][A-Za-z²³0-9]{0,7}"
    r"|(?:平方米|平方公里|立方米|千瓦时|公里|小时|公斤|千克|分钟|机柜|片|吨|瓦|人|年"
    r"|天|月|日|户|台|辆|股|克|度|斤|亩|套|次|颗|箱|桶|秒|件|张|米|家|个|例|升|单|盒"
    r"|支|只)"
    r"|[\u3400-\u9fff]{1,3}(?=[·/,。;、)\s\d]|$))"
    r"(?:·[\u3400-\u9fffA-Za-z]{1,2})?"
)

_PER_WORD = regex(
    r"(?<=[A-Za-z])(?<!hours)(?<!minutes)(?<!days)(?<!times) per (?:square |cubic |sq\.? )?(?!cent\b|annum\b|year\b)(?:k?m[²³23](?!\w)|[A-Za-z]{1,12}\b)"
)
_LATIN_UNIT = regex(r"[A-Za-zμΩ][A-Za-z0-9μΩ²³\-]{0,11}(?![A-Za-z0-9])")

_WORD_UNIT = regex(r" (?:(?:new|active|square|metric|full-time) )?([a-z][a-z\-]{2,20})\b")

_DESCRIBED = regex(
    r" [a-z-]{2,}(?:ed|al|ent|ant|ive|ic|ous|able|ary|ern)((?: [a-z-]{3,20}){0,2}) ((?:[a-z-]{3,20}(?<!s)s|people|staff|personnel))\b"
)
"""148,000 certified lift fitters: what is counted comes after what it is like."""
_SMALLER = regex(rf"({numerals.ARABIC})([万亿千])(?!瓦|米|克)")
"""1350亿 after 2兆."""
_PART_OF_CHENG = regex(r"([一二三四五六七八九]|半)(?![\u3400-\u9fff]*[年个家])")
_HAN_CURRENCIES = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "JPY": "日元", "HKD": "港元", "TWD": "新台币元",
}  # fmt: skip
_SAID_AGAIN = regex(r" ?(?:美元|欧元|日元|港元|元)")
"""The currency behind an amount with its sign: $3亿美元."""
_PER_OF_MONEY = regex(
    r"(?: ?per (?:(?:square|cubic|sq\.?|metric|short|long) )?(?:k?m[²³23](?!\w)|[A-Za-z]+(?:-[A-Za-z]+)?)|/[A-Za-z]+)"
    r"| an? (?:(?:metric|short|long|square|cubic) )?(?:tonne|ton|kilo(?:gram(?:me)?)?|kg|gram|pound|ounce|lit(?:re|er)|gallon|barrel|bushel|bale|met(?:re|er)|foot|hectare|acre"
    r"|mile|kilomet(?:re|er)|piece|unit|pair|bottle|bag|can|box|stem|head|person|share|seat|room|bed|ticket|trip|ride|night|month|week|day|hour|minute|kilowatt-hour|megawatt-hour|kwh|mwh|kilowatt|megawatt|gigawatt)\b(?!-)"
)
"""What one of is paid for: per tonne, a tonne."""
_FOR_ONE = regex(r"^ an? ")
_REST_OF_CLAUSE = regex(r"[\u3400-\u9fff]{1,5}(?=[,，。;；、()\n]|$)")
CHENG_NOT = "为本立效果长功员交都熟品份分就因型绩"
"""After 成 these make a word: 成本, 成立."""
_NO_WORD_UNIT = word_set(
    "and the for with from over more less than during while was were are has have "
    "had this that which who whose per compared versus down against between after "
    "before since until above below but not its their our his her year years-old "
    "earlier later higher lower will would could can may should respectively "
    "followed among across within into onto about around out off via through under "
    "percent"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its range and bound: offsets into the folded text."""

    start: int
    end: int
    value: float
    scale: str
    unit: str
    inner: bool = False
    han: bool = False

    @property
    def factor(self) -> float:
        """The factor of the scale word."""
        return numerals.scale(self.scale)


def with_unit(
    folded: str, start: int, end: int, value: float, *, han: bool, scale: str = ""
) -> Number | None:
    """Read scale word, 余/多 and unit after ``end``; a currency sign before ``start``."""
    if not scale and (match := _SCALE.match(folded, end)):
        scale, end = match.group().strip(), match.end()
        value, end = _compound(folded, value, scale, end)
    currency = units.CURRENCY_PREFIX.search(folded, max(0, start - 4), start)
    english = None if scale else _ENGLISH_SCALE.match(folded, end)
    if english and (currency or len(english.group()) > 1):
        scale, end = english.group().strip(), english.end()
    inner = _INNER.match(folded, end)
    if inner:
        end = inner.end()
    if inner and not scale and (late := _SCALE.match(folded, end)):
        scale, end = late.group().strip(), late.end()
    if han and scale == "" and folded.startswith("成", end):
        return _cheng(folded, start, end, value)
    if currency:
        return _currency(folded, currency, end, value, scale, inner is not None)
    unit, unit_end = _unit(folded, end, scale)
    if inner and not unit and not scale:
        end, inner = inner.start(), None
    return Number(start, unit_end if unit else end, value, scale, unit, inner is not None, han)


def _compound(folded: str, value: float, scale: str, end: int) -> tuple[float, int]:
    """``2兆1350亿`` in the first scale: 2.135."""
    match = _SMALLER.match(folded, end)
    if not match or numerals.scale(match[2]) >= numerals.scale(scale):
        return value, end
    smaller = numerals.arabic(match[1]) * numerals.scale(match[2]) / numerals.scale(scale)
    return round(value + smaller, 10), match.end()


def _cheng(folded: str, start: int, end: int, value: float) -> Number:
    """三成五 is 3.5成."""
    end += 1
    half = _PART_OF_CHENG.match(folded, end)
    if half and not folded.startswith("成", half.end()):
        value += numerals.han(half[1]) / (1 if half[1] == "半" else 10)
        end = half.end()
    return Number(start, end, value, "", "成", False, True)


def _currency(
    folded: str, currency: re.Match[str], end: int, value: float, scale: str, inner: bool
) -> Number:
    code = units.CURRENCIES[currency.group().strip()]
    sign = currency.group().strip()
    start = currency.start()
    if start and folded[start - 1] == "-":
        start, value = start - 1, -value
    if re.fullmatch(r"[百千十万亿兆]*", scale) and scale:
        tail = _SAID_AGAIN.match(folded, end)
        end = tail.end() if tail else end
        return Number(start, end, value, scale, _HAN_CURRENCIES.get(code, code), inner)
    per = _PER_OF_MONEY.match(folded, end)
    name = sign if sign.isalpha() else code
    unit = name + (_FOR_ONE.sub(" per ", per.group()) if per else "")
    return Number(start, per.end() if per else end, value, scale, unit, inner)


def _unit(folded: str, end: int, scale: str) -> tuple[str, int]:
    """The unit at ``end`` (a space may come first) and where it ends; empty for none."""
    space = 1 if folded[end : end + 1] == " " else 0
    name = units.match(folded, end + space)
    if name and not _false_unit(folded, name, end + space + len(name)):
        stop = _per(folded, end + space + len(name))
        return folded[end + space : stop], stop
    latin = _LATIN_UNIT.match(folded, end)
    if (latin and not scale.isascii()) or (latin and not scale):
        stop = _per(folded, latin.end())
        return folded[end:stop], stop
    like = _DESCRIBED.match(folded, end)
    if like and not _NO_WORD_UNIT & {*like.group().split()}:
        stop = _per(folded, like.end())
        return folded[like.start() + 1 : stop], stop
    word = _WORD_UNIT.match(folded, end)
    if word and word[1] not in _NO_WORD_UNIT and not word[1].endswith(("ly", "ing")):
        stop = _per(folded, word.end())
        return folded[word.start() + 1 : stop], stop
    return _unknown_han(folded, end, scale)


def _per(folded: str, end: int) -> int:
    """Where the unit that ends at ``end`` ends with what it is for: 元/平方米/月, tonnes per hectare."""
    for _ in range(2):
        if per := _PER.match(folded, end) or _PER_WORD.match(folded, end):
            end = per.end()
        elif folded.startswith("/", end) and len(unit := units.match(folded, end + 1) or "") > 1:
            end += 1 + len(unit)
        else:
            break
    return end


def _false_unit(folded: str, unit: str, end: int) -> bool:
    """A classifier's character that begins a word: 5个人化, 100分之, 3年级, 人工智能."""
    after = folded[end : end + 2]
    if unit in units.CURRENCIES and after.strip()[:1].isdigit():
        return True  # the sign of the next amount: in 2025 $70 billion
    if unit == "成":
        return bool(after) and after[0] in CHENG_NOT
    if unit in ("个", "人", "类", "种", "行", "方", "点", "分", "度", "站", "场", "代"):
        return (unit + after[:1]) in {
            "人工", "人才", "人脸", "人民", "人形", "人机", "人大", "类似", "种子", "行业", "方面", "方向", "方案",
            "点钟", "分之", "分别", "分布", "度假", "站点", "场景", "个性", "个体", "个人", "行动", "类型", "方式",
        }  # fmt: skip
    if unit == "本" and after[:1] in ("次", "年", "地", "土", "公", "集", "行", "期"):
        return True
    return unit in ("包", "场", "部", "手") and after[:1] in ("括", "景", "分", "门", "机")


def _unknown_han(folded: str, end: int, scale: str) -> tuple[str, int]:
    """A short noun that fills the rest of the clause after a scale word: 590万标准机架."""
    if not scale or scale.isascii():
        return "", end
    match = _REST_OF_CLAUSE.match(folded, end)
    if not match or match.group()[0] in "的以左上余多元级量大亿万之和与及或关至是为":
        return "", end
    return match.group(), match.end()
