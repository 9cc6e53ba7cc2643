"""Numbers with their units, as printed and normalised.

One pattern finds where a number may begin; small readers then read the number, its scale word,
the words inside (余, 多), its unit, a range's second number and the bound around it. What is no
figure by its shape (dates, codes, versions, ordinals) is left out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.figures import numerals, units
from kb.figures.negatives import masked
from kb.types import Bound, Quantity

_HAN_RUN = numerals.HAN_NUMBER
_NUMBER = re.compile(
    rf"(?P<fraction>(?:{numerals.ARABIC}|[一二两三四五六七八九十百千万]{{1,6}})分之"
    rf"(?:{numerals.ARABIC}|{_HAN_RUN}))"
    r"|(?P<doubling>翻了?(?:近|约)?[一两二三四1-4]?番|翻了?(?:一|1)?倍)"
    rf"|(?P<arabic>{numerals.ARABIC})"
    rf"|(?P<han>{_HAN_RUN})"
    r"|(?P<english>\b(?i:one|two|three|four|five|a|an)[ -](?i:thirds?|quarters?|fifths?|tenths?)\b)"
    r"|(?P<word>\b(?i:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?=[ -](?i:hundred|thousand|million|billion|trillion|times|fold|percent"
    r"|per cent|percentage)))"
)
_SCALE = re.compile(
    r" ?(?:[十百千]?万亿|[十百千]?[万亿兆](?!瓦|赫|字节|帕|焦)|[百千](?!瓦|米|克|卡"
    r"|帕|赫|伏|焦|字节|分|万|亿)"
    r"|百(?=万)|千(?=万|亿))"
)
_ENGLISH_SCALE = re.compile(
    r"(?: ?(?:hundred|thousand|million|billion|trillion)\b| ?(?:mn|bn|tn)\b|[kKMB](?![A-Za-z]))"
)
_INNER = re.compile(r"[余多来几](?! ?(?:年|方面))|\+")
_PER = re.compile(
    r"/(?:[A-Za-z][A-Za-z²³0-9]{0,7}"
    r"|(?:平方米|平方公里|立方米|千瓦时|公里|小时|公斤|千克|分钟|机柜|片|吨|瓦|人|年"
    r"|天|月|日|户|台|辆|股|克|度|斤|亩|套|次|颗|箱|桶|秒|件|张|米|家|个|例|升|单|盒"
    r"|支|只)"
    r"|[\u3400-\u9fff]{1,3}(?=[·/,。;、)\s\d]|$))"
    r"(?:·[\u3400-\u9fffA-Za-z]{1,2})?"
)
_LATIN_UNIT = re.compile(r"[A-Za-zμΩ][A-Za-z0-9μΩ²³\-]{0,11}(?![A-Za-z0-9])")
_WORD_UNIT = re.compile(r" (?:(?:new|active|square|metric|full-time) )?([a-z][a-z\-]{2,20})\b")
_NO_WORD_UNIT = frozenset(
    [
        "and",
        "the",
        "for",
        "with",
        "from",
        "over",
        "more",
        "less",
        "than",
        "during",
        "while",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "this",
        "that",
        "which",
        "who",
        "whose",
        "per",
        "compared",
        "versus",
        "down",
        "against",
        "between",
        "after",
        "before",
        "since",
        "until",
        "above",
        "below",
        "but",
        "not",
        "its",
        "their",
        "our",
        "his",
        "her",
        "year",
        "years-old",
        "earlier",
        "later",
        "higher",
        "lower",
        "will",
        "would",
        "could",
        "can",
        "may",
        "should",
        "respectively",
        "followed",
        "among",
        "across",
        "within",
        "into",
        "onto",
        "about",
        "around",
        "out",
        "off",
        "via",
        "through",
        "under",
        "percent",
    ]
)
_RANGE = re.compile(r" ?(?:[-—–~]{1,2}|至|到|\bto\b) ?(?=[\d一二两三四五六七八九十])")
_PREFIX_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"(?:至少|不少于|不低于|不小于|[≥]|at least |no less than "
r"|minimum of )[为到]? ?$", re.I), "at_least"),
    (re.compile(r"(?:最多|至多|不超过|不高于|不多于|[≤]|up to |at most |no more than )[为到]? ?$", re.I), "at_most"),
    (re.compile(r"(?:不足|不到|不满|低于|少于|小于|[<]|跌破|less than |under |below "
r"|fewer than )[为到]? ?$", re.I), "under"),
    (
        re.compile(
            r"(?:超过?了?|逾|突破|高于|多于|大于|[>]|破|(?:more|higher|greater) than |over "
r"|above |exceed(?:s|ed|ing)? "
            r"|surpass(?:es|ed|ing)? )[为到]? ?$", re.I,
        ),
        "over",
    ),
    (
        re.compile(
            r"(?:约|大约|约为|约合|近|将近|接近|大概|[~≈]|about |around |approximately "
r"|roughly |nearly |almost |some |close to )[为到占有是]? ?$",
            re.I,
        ),
        "about",
    ),
)  # fmt: skip
_SUFFIX_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r" ?(?:及以上|以上|之上| or more\b| and above\b)"), "at_least"),
    (re.compile(r" ?(?:及以下|以下|以内|之内| or less\b)"), "at_most"),
    (re.compile(r" ?(?:左右|上下)"), "about"),
    (re.compile(r"[余多](?!年|个|家|种|项|名)"), "over"),
)
_DATE_LIKE = re.compile(
    r"(?:1[89]\d\d|20\d\d)(?: ?年|[./-]\d{1,2}[./-]\d"
    r"|[-—–~至到/]{1,2}(?:20)?\d\d(?:年|(?![\d.%万亿家个])))"
    r"|\d{1,2}(?:月?[-—–~至到]\d{1,2})?月(?:\d{1,2}日|(?!均|度|活))"
    r"|\d{1,2}日(?=[,。、起前至晚讯)]|$)"
)
_CHENG_NOT = "为本立效果长功员交都熟品份分就因型绩"
_SMALL_HAN_UNITS = frozenset(("成", "倍", "%", "个百分点", "百分点", "个基点", "基点"))
_PRINTED = {"percent": "%", "per cent": "%"}
_ENGLISH_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


_CHANGE = re.compile(r"[增降升跌减](?:[加少长低高]了?)?$|[提]高|[上下][升涨降调跌浮](?:了|至)?$")
_LIST_JOINT = re.compile(r" ?(?:[、和与及/]|,? and |, ) ?$")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number without its range and bound: offsets into the folded text."""

    start: int
    end: int
    value: float
    scale: str
    unit: str
    printed_unit_start: int
    inner: bool = False
    han: bool = False

    @property
    def factor(self) -> float:
        return numerals.scale(self.scale)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Quantities in ``text[start:end]``: spans exact, in order, none overlapping.

    Bare numbers come with an empty unit; dates, codes and ordinals do not come at all.
    """
    end = len(text) if end is None else end
    folded = numerals.plain(text[start:end])
    return [
        replace(
            item,
            start=start + item.start,
            end=start + item.end,
            text=text[start + item.start : start + item.end],
            unit=_as_printed(item, text, start),
        )
        for item in _listed(folded, list(_quantities(folded)))
    ]


def _as_printed(item: Quantity, text: str, start: int) -> str:
    """The unit in the text's own characters (traditional ones, say), where it stands there."""
    printed = text[start + item.start : start + item.end].rstrip()
    tail = printed[len(printed) - len(item.unit) :]
    folded = numerals.plain(tail)
    return tail.replace("％", "%") if item.unit and folded == item.unit else item.unit


def _quantities(folded: str) -> Iterator[Quantity]:
    closed = _closed(folded)
    position = last = 0
    while match := _NUMBER.search(folded, position):
        position = match.end()
        if closed[match.start()] or closed[match.end() - 1]:
            continue
        if _structure(folded, match):
            yield from _parts(folded, match)
            position = last = _structure_end(folded, match.start())
            continue
        quantity = _read(folded, match)
        if quantity is not None and quantity.start >= last:
            yield quantity
            position = last = max(quantity.end, position)


def _closed(folded: str) -> bytearray:
    closed = bytearray(len(folded) + 1)
    for start, end, _ in masked(folded):
        closed[start:end] = b"\x01" * (end - start)
    for match in _DATE_LIKE.finditer(folded):
        closed[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return closed


def _listed(folded: str, items: list[Quantity]) -> list[Quantity]:
    """``45.2、58.7和73.1亿元``: members of a list without a unit take that of the next."""
    for index in range(len(items) - 2, -1, -1):
        item, after = items[index], items[index + 1]
        between = folded[item.end : after.start]
        points = item.unit == "个" and after.unit in ("个百分点", "个基点")
        if not (points or (not item.unit and after.unit)) or not _LIST_JOINT.fullmatch(between):
            continue
        factor = after.normalised / after.value if after.value else 1.0
        items[index] = replace(
            item,
            unit=after.unit,
            normalised=item.value * factor,
            normalised_unit=after.normalised_unit,
            dimension=after.dimension,
        )
    return items


_PARTS = re.compile(r"\d{1,9}(?:\.\d{1,9})?(?: ?: ?\d{1,9}(?:\.\d{1,9})?){2,6}(?![\d.:])")


def _structure(folded: str, match: re.Match[str]) -> bool:
    """``5.5:37.9:56.6``: three or more parts that make a hundred."""
    parts = _PARTS.match(folded, match.start())
    if not parts:
        return False
    return abs(sum(map(float, re.findall(r"\d+(?:\.\d+)?", parts.group()))) - 100) <= 1


def _structure_end(folded: str, start: int) -> int:
    parts = _PARTS.match(folded, start)
    return parts.end() if parts else start


def _parts(folded: str, match: re.Match[str]) -> Iterator[Quantity]:
    end = _structure_end(folded, match.start())
    for part in re.finditer(r"\d+(?:\.\d+)?", folded[match.start() : end]):
        start = match.start() + part.start()
        value = float(part.group())
        yield Quantity(
            start, start + len(part.group()), part.group(), value, "", None, value, None, "%", "ratio"
        )  # fmt: skip


def _read(folded: str, match: re.Match[str]) -> Quantity | None:
    if len(match.group()) > numerals.LONGEST:
        return None
    if match["fraction"]:
        return _fraction(folded, match)
    if match["doubling"]:
        return _doubling(folded, match)
    if match["english"]:
        return _english_fraction(folded, match)
    number = _number(folded, match)
    if number is None:
        return None
    return _complete(folded, number)


def _fraction(folded: str, match: re.Match[str]) -> Quantity | None:
    below, _, above = match.group().partition("分之")
    try:
        divisor, value = numerals.parse_number(below), numerals.parse_number(above)
    except ValueError:
        return None
    if divisor in (100.0, 1000.0, 10000.0):
        unit = {100.0: "%", 1000.0: "‰"}.get(divisor, "‱")
        percent = value * 100 / divisor
    elif divisor:
        value, unit = value / divisor, ""
        percent = value * 100
    else:
        return None
    return _bounded(folded, _ratio(match, value, unit, percent))


def _ratio(match: re.Match[str], value: float, unit: str, percent: float) -> Quantity:
    return Quantity(
        match.start(), match.end(), match.group(), value, unit,
        normalised=percent, normalised_unit="%", dimension="ratio",
    )  # fmt: skip


def _doubling(folded: str, match: re.Match[str]) -> Quantity:
    times = re.search(r"[两二三四2-4](?=番)", match.group())
    power = int(numerals.parse_number(times.group())) if times else 1
    value = float(2**power)
    item = Quantity(
        match.start(), match.end(), match.group(), value, "倍",
        normalised=value, normalised_unit="times", dimension="multiple",
    )  # fmt: skip
    return _bounded(folded, item)


def _english_fraction(folded: str, match: re.Match[str]) -> Quantity | None:
    head, _, part = match.group().lower().replace("-", " ").partition(" ")
    above = numerals.ENGLISH_NUMBERS.get(head, 1.0)
    below = _ENGLISH_PARTS.get(part.rstrip("s"))
    if not below or (part.startswith("quarter") and not _share_follows(folded, match.end())):
        return None
    if above >= below:
        return None
    return _bounded(folded, _ratio(match, above / below, "", above * 100 / below))


def _share_follows(folded: str, end: int) -> bool:
    return folded.startswith((" of ", "s of "), end)


def _number(folded: str, match: re.Match[str]) -> _Number | None:
    """The number that begins at ``match``, with scale and unit."""
    if match["word"]:
        value = numerals.ENGLISH_NUMBERS[match.group().lower()]
        return _with_unit(folded, match.start(), match.end(), value, han=False)
    if match["arabic"]:
        return _arabic(folded, match)
    return _han(folded, match)


def _arabic(folded: str, match: re.Match[str]) -> _Number | None:
    start, end = match.span()
    before = folded[start - 1] if start else ""
    if before.isascii() and (before.isalpha() or before in "_.") and not _after_name(folded, start):
        return None
    if before.isdigit() or re.match(r"\.?\d", folded[end : end + 2]):
        return None
    if re.match(r"0\d", match.group()):
        return None
    value = numerals.arabic(match.group())
    if before in ("-", "+") and _is_sign(folded, start - 1):
        start, value = (start - 1, -value) if before == "-" else (start, value)
    return _with_unit(folded, start, end, value, han=False)


def _after_name(folded: str, start: int) -> bool:
    """``PE25倍``, ``USD5 billion``: a name ends where the number begins."""
    return True


def _is_sign(folded: str, at: int) -> bool:
    return (
        at == 0
        or folded[at - 1] in " \t\n(（:为至比增,、|/"
        or "\u3400" <= folded[at - 1] <= "\u9fff"
    )


def _han(folded: str, match: re.Match[str]) -> _Number | None:
    run, start, end = match.group(), match.start(), match.end()
    scale_match = re.search(r"(?:万亿|[万亿兆])$", run)
    head = run[: scale_match.start()] if scale_match else run
    try:
        value = numerals.han(head) if head else 1.0
    except ValueError:
        return None
    if scale_match and not head and not re.search(r"[近超逾过约破达上]$", folded[:start][-1:]):
        return None
    if folded[start - 1 : start] in ("数", "几", "第", "初", "若", "前", "成") and start:
        return None
    scale = scale_match.group() if scale_match else ""
    if (
        not any(c in numerals.HAN_DIGITS or c == "十" for c in run)
        and len(run) > 1
        and not _nearly(folded, start)
    ):
        return None
    number = _with_unit(folded, start, end, value, han=True, scale=scale)
    return number if number and _han_is_figure(folded, number, run) else None


def _nearly(folded: str, start: int) -> bool:
    """近百万, 超千亿: a scale word alone is a figure only after a bound."""
    return bool(re.search(r"[近超逾过约破达上到十]$", folded[max(0, start - 1) : start]))


def _han_is_figure(folded: str, number: _Number, run: str) -> bool:
    """A Chinese numeral is a figure with a ratio's unit, a scale, or when it is no small count."""
    if number.unit == "成":
        return _cheng_is_figure(folded, number)
    if not number.unit and not number.scale:
        return False
    if number.unit in _SMALL_HAN_UNITS:
        return number.value > 0 and not (
            number.unit == "倍" and folded.startswith("倍增", number.end)
        )
    if folded.startswith("级", number.end) or folded.startswith(("级", "量级"), number.end):
        return False
    if number.scale:
        return True
    if number.unit in (
        "年",
        "日",
        "天",
        "周",
        "点",
        "分",
        "度",
        "次",
        "位",
        "层",
        "列",
        "行",
        "组",
        "类",
        "种",
        "方",
        "对",
        "双",
        "批",
        "章",
        "门",
        "场",
        "站",
        "线",
        "代",
    ):
        return number.value >= 20 and number.unit not in (
            "方",
            "类",
            "日",
            "点",
            "分",
            "年",
            "行",
            "线",
        )
    if run in ("百", "千", "万", "十") and not number.inner:
        return bool(re.search(r"[近超逾过约]$", folded[: number.start][-1:]))
    known = units.known(number.unit)
    if known and known.dimension in ("money", "mass", "area", "length", "power", "energy"):
        return (number.value >= 3 and len(run) > 1) or number.inner
    return number.value >= 10 and (number.value > 10 or number.inner)


def _cheng_is_figure(folded: str, number: _Number) -> bool:
    after = folded[number.end : number.end + 1]
    return 0 < number.value < 10 and after not in _CHENG_NOT if after else 0 < number.value < 10


def _with_unit(
    folded: str, start: int, end: int, value: float, *, han: bool, scale: str = ""
) -> _Number | None:
    """Read scale word, 余/多 and unit after ``end``; a currency sign before ``start``."""
    if not scale and (match := _SCALE.match(folded, end)):
        scale, end = match.group().strip(), match.end()
        value, end = _compound(folded, value, scale, end)
    currency = units.CURRENCY_PREFIX.search(folded, max(0, start - 4), start)
    english = None if scale else _ENGLISH_SCALE.match(folded, end)
    if english and (currency or len(english.group()) > 1):
        scale, end = english.group().strip(), english.end()
    unit_start = end
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
    return _Number(
        start, unit_end if unit else end, value, scale, unit, unit_start, inner is not None, han
    )


def _compound(folded: str, value: float, scale: str, end: int) -> tuple[float, int]:
    """``2兆1350亿`` in the first scale: 2.135."""
    match = re.compile(rf"({numerals.ARABIC})([万亿千])(?!瓦|米|克)").match(folded, end)
    if not match or numerals.scale(match[2]) >= numerals.scale(scale):
        return value, end
    smaller = numerals.arabic(match[1]) * numerals.scale(match[2]) / numerals.scale(scale)
    return round(value + smaller, 10), match.end()


def _cheng(folded: str, start: int, end: int, value: float) -> _Number:
    """三成五 is 3.5成."""
    end += 1
    half = re.compile(r"([一二三四五六七八九]|半)(?![\u3400-\u9fff]*[年个家])").match(folded, end)
    if half and not folded.startswith("成", half.end()):
        value += numerals.han(half[1]) / (1 if half[1] == "半" else 10)
        end = half.end()
    return _Number(start, end, value, "", "成", end, False, True)


def _currency(
    folded: str, currency: re.Match[str], end: int, value: float, scale: str, inner: bool
) -> _Number:
    code = units.CURRENCIES[currency.group().strip()]
    sign = currency.group().strip()
    start = currency.start()
    if start and folded[start - 1] == "-":
        start, value = start - 1, -value
    if re.fullmatch(r"[百千十万亿兆]*", scale) and scale:
        names = {
            "CNY": "元",
            "USD": "美元",
            "EUR": "欧元",
            "JPY": "日元",
            "HKD": "港元",
            "TWD": "新台币元",
        }
        tail = re.compile(r" ?(?:美元|欧元|日元|港元|元)").match(folded, end)
        return _Number(
            start, tail.end() if tail else end, value, scale, names.get(code, code), end, inner
        )
    per = re.compile(r"(?: ?per [a-z]+|/[A-Za-z]+)").match(folded, end)
    name = sign if sign.isalpha() else code
    unit = name + (per.group() if per else "")
    return _Number(start, per.end() if per else end, value, scale, unit, end, inner)


def _unit(folded: str, end: int, scale: str) -> tuple[str, int]:
    """The unit at ``end`` (a space may come first) and where it ends; empty for none."""
    space = 1 if folded[end : end + 1] == " " else 0
    name = units.match(folded, end + space)
    if name and not _false_unit(folded, name, end + space + len(name)):
        stop = end + space + len(name)
        if per := _PER.match(folded, stop):
            stop = per.end()
        return folded[end + space : stop], stop
    latin = _LATIN_UNIT.match(folded, end)
    if (latin and not scale.isascii()) or (latin and not scale):
        stop = latin.end()
        if per := _PER.match(folded, stop):
            stop = per.end()
        return folded[end:stop], stop
    word = _WORD_UNIT.match(folded, end)
    if word and word[1] not in _NO_WORD_UNIT and not word[1].endswith(("ly", "ing")):
        return folded[word.start() + 1 : word.end()], word.end()
    return _unknown_han(folded, end, scale)


def _false_unit(folded: str, unit: str, end: int) -> bool:
    """A classifier's character that begins a word: 5个人化, 100分之, 3年级, 人工智能."""
    after = folded[end : end + 2]
    if unit == "成":
        return bool(after) and after[0] in _CHENG_NOT
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
    match = re.compile(r"[\u3400-\u9fff]{1,5}(?=[,，。;；、()\n]|$)").match(folded, end)
    if not match or match.group()[0] in "的以左上余多元级量大亿万之和与及或关至是为":
        return "", end
    return match.group(), match.end()


def _complete(folded: str, number: _Number) -> Quantity:
    """Add a range's second number, normalise, and read the bound."""
    second = _second(folded, number)
    if second is None:
        return _bounded(folded, _quantity(folded, number, None), number.inner)
    if not number.unit and not number.scale:
        number = replace(number, unit=second.unit, scale=second.scale)
    elif not number.unit:
        number = replace(number, unit=second.unit)
    return _bounded(folded, _quantity(folded, replace(number, end=second.end), second))


def _second(folded: str, number: _Number) -> _Number | None:
    """The high end of a range; None where what follows is no second number of the same unit."""
    joint = _RANGE.match(folded, number.end) or _between(folded, number)
    if not joint or _moves(folded, number):
        return None
    if joint.group().strip() in ("到", "to") and re.search(
        r"(?:[从由自]|from )$", folded[: number.start][-5:]
    ):
        return None
    match = _NUMBER.match(folded, joint.end())
    if not match or not (match["arabic"] or match["han"]) or len(match.group()) > numerals.LONGEST:
        return None
    if match["han"] and not number.han:
        return None
    try:
        value = numerals.han(match.group()) if match["han"] else numerals.arabic(match.group())
    except ValueError:
        return None
    second = _with_unit(folded, match.start(), match.end(), value, han=number.han)
    if second is None or (number.unit and second.unit != number.unit):
        return None
    low, high = number.value * number.factor, second.value * second.factor
    if not number.scale and not number.unit:
        low = number.value * second.factor
    if high <= low or (not second.unit and not second.scale and high > 1900):
        return None
    return second


def _between(folded: str, number: _Number) -> re.Match[str] | None:
    """``between $20 billion and $22 billion``."""
    if not folded[max(0, number.start - 9) : number.start].lower().endswith("between "):
        return None
    return re.compile(r" and (?:US\$|HK\$|[$€£¥])?(?=\d)").match(folded, number.end)


def _moves(folded: str, number: _Number) -> bool:
    """下降0.12元至2.31元 is a change and a level, no range; 上涨15%至20% is a range."""
    if number.unit in ("%", "成", "") or not re.search(r"[元吨辆家个台]$", number.unit):
        return False
    return bool(_CHANGE.search(folded[max(0, number.start - 4) : number.start]))


def _quantity(folded: str, number: _Number, second: _Number | None) -> Quantity:
    unit = units.known(number.unit)
    factor = number.factor * (unit.factor if unit else 1.0)
    space = " " if number.scale.isascii() and number.scale.isalpha() else ""
    printed = (number.scale + space + _PRINTED.get(number.unit, number.unit)).strip()
    high = None
    if second is not None:
        high = second.value * second.factor / number.factor
    dimension = unit.dimension if unit else ("count" if number.unit else "")
    if number.unit and not unit and "/" in number.unit:
        dimension = "rate"
    return Quantity(
        number.start,
        number.end,
        folded[number.start : number.end],
        number.value,
        printed,
        high,
        number.value * factor,
        None if high is None else high * factor,
        unit.normalised if unit else number.unit,
        dimension or ("number" if number.scale else ""),
    )


def _bounded(folded: str, item: Quantity, inner: bool = False) -> Quantity:
    """Read the bound around the quantity; the span stays that of value and unit."""
    before = folded[max(0, item.start - 14) : item.start]
    for pattern, bound in _PREFIX_BOUNDS:
        if pattern.search(before):
            return replace(item, bound=bound)
    for pattern, bound in _SUFFIX_BOUNDS:
        if pattern.match(folded, item.end):
            return replace(item, bound=bound)
    return replace(item, bound="over") if inner else item
