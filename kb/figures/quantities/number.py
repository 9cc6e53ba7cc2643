"""Where a number begins, and whether a Chinese or Arabic one is a figure at all."""

from __future__ import annotations

import re

from kb.figures.quantities import numerals, units
from kb.figures.quantities.number_unit import CHENG_NOT, Number, with_unit
from kb.regex import regex

_HAN_RUN = numerals.HAN_NUMBER

NUMBER = regex(
    rf"(?P<fraction>(?:{numerals.ARABIC}|[一二两三四五六七八九十百千万]{{1,6}})分之"
    rf"(?:{numerals.ARABIC}|{_HAN_RUN}))"
    r"|(?P<half>(?<!大)半数|(?<=[的约近过逾有占到足达至])一半|一半(?=以上|左右)"
    r"|\b(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )[Hh]alf"
    r"(?= of (?!the (?:year|season|month|decade)|fiscal|last|this|next)[a-z]))"
    r"|(?P<doubling>翻了?(?:近|约)?[一两二三四1-4]?番|翻了?(?:一|1)?倍)"
    rf"|(?P<arabic>{numerals.ARABIC})"
    rf"|(?P<han>{_HAN_RUN})"
    r"|(?P<english>\b(?i:one|two|three|four|five|a|an)[ -](?i:thirds?|quarters?|fifths?|tenths?)\b)"
    rf"|(?P<word>\b(?i:{'|'.join(numerals.ENGLISH_NUMBERS)})"
    r"(?=[ -](?i:hundred|thousand|million|billion|trillion|times|fold|percent"
    r"|per cent|percentage)))"
)

_VAGUE_UNITS = frozenset("年日天周点分度次位层列行组类种方对双批章门场站线代")
_NEVER_HAN = frozenset("方类日点分年行线")
_SMALL_HAN_UNITS = frozenset(("成", "倍", "%", "个百分点", "百分点", "个基点", "基点"))


def read_number(folded: str, match: re.Match[str]) -> Number | None:
    """The number that begins at ``match``, with scale and unit."""
    if match["word"]:
        value = numerals.ENGLISH_NUMBERS[match.group().lower()]
        return with_unit(folded, match.start(), match.end(), value, han=False)
    if match["arabic"]:
        return _arabic(folded, match)
    return _han(folded, match)


def _arabic(folded: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    before = folded[start - 1] if start else ""
    if before.isdigit() or re.match(r"\.?\d", folded[end : end + 2]):
        return None
    if re.match(r"0\d", match.group()):
        return None
    value = numerals.arabic(match.group())
    if before in ("-", "+") and _is_sign(folded, start - 1):
        start, value = (start - 1, -value) if before == "-" else (start, value)
    return with_unit(folded, start, end, value, han=False)


def _is_sign(folded: str, at: int) -> bool:
    return (
        at == 0
        or folded[at - 1] in " \t\n(（:为至比增,、|/"
        or "\u3400" <= folded[at - 1] <= "\u9fff"
    )


def _han(folded: str, match: re.Match[str]) -> Number | None:
    run, start, end = match.group(), match.start(), match.end()
    scale_match = re.search(r"(?:万亿|[万亿兆])$", run)
    head = run[: scale_match.start()] if scale_match else run
    try:
        value = numerals.han(head) if head else 1.0
    except ValueError:
        return None
    if (
        scale_match
        and not head
        and not re.search(r"[近超逾过约破达上]$", folded[max(0, start - 1) : start])
    ):
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
    number = with_unit(folded, start, end, value, han=True, scale=scale)
    return number if number and _han_is_figure(folded, number, run) else None


def _nearly(folded: str, start: int) -> bool:
    """近百万, 超千亿: a scale word alone is a figure only after a bound."""
    return bool(re.search(r"[近超逾过约破达上到十]$", folded[max(0, start - 1) : start]))


def _han_is_figure(folded: str, number: Number, run: str) -> bool:
    """A Chinese numeral is a figure with a ratio's unit, a scale, or when it is no small count."""
    if number.unit == "成":
        return _cheng_is_figure(folded, number)
    if not number.unit and not number.scale:
        return False
    if number.unit in _SMALL_HAN_UNITS:
        return number.value > 0 and not (
            number.unit == "倍" and folded.startswith("倍增", number.end)
        )
    if folded.startswith(("级", "量级"), number.end):
        return False
    if number.scale:
        return True
    if number.unit in _VAGUE_UNITS:
        return number.value >= 20 and number.unit not in _NEVER_HAN
    if run in ("百", "千", "万", "十") and not number.inner:
        return bool(re.search(r"[近超逾过约]$", folded[max(0, number.start - 1) : number.start]))
    known = units.known(number.unit)
    if known and known.dimension in ("money", "mass", "area", "length", "power", "energy"):
        return (number.value >= 3 and len(run) > 1) or number.inner
    return number.value >= 10 and (number.value > 10 or number.inner)


def _cheng_is_figure(folded: str, number: Number) -> bool:
    after = folded[number.end : number.end + 1]
    return 0 < number.value < 10 and (not after or after not in CHENG_NOT)
