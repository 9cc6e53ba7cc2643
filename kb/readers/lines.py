"""Lines of a text with their offsets, and what a single line can be told to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.regex import regex

_LINE = regex(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_CHINESE = r"\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WIDE = regex(f"[{_CHINESE}]")
_SPACE_BY_CHINESE = regex(rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])")
_YEARS_APART = regex(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_LINK = regex(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARKUP = regex(r"\*\*|__|`")
_BULLET = regex(r"[-*+•·–—]\s+|[•●▪◆◇➢►▶✓]\s*")
_LEGEND = regex(r"[■□▪▫●○◆◇▲△▼★☆◼◻]")
_SOURCE = regex(
    r"[（(\[【*_\s]*(?:[数据资料图片信息表]{0,4}来源|Data sources?|Sources?)\**\s*[:：]\s*"
    r"(?P<value>.+)",
    re.IGNORECASE,
)
_NOTE = regex(r"[（(*]*(?:注释?|备注|说明|Notes?)\d?\**\s*[:：]", re.IGNORECASE)
_UNIT = regex(r"[（(]?(?:单位|金额|数量|计量单位|币种|Units?|Amounts?)\s*[:：]", re.IGNORECASE)
_SCALE = regex(
    r"[（(]?(?:expressed |amounts? |figures |all )*in (?:(?:US|HK|NT)?[$€£¥] ?|[A-Z]{3} ?)?(?:'?000s?|hundreds|thousands|millions"
    r"|billions|trillions)\b",
    re.IGNORECASE,
)
_IMAGE = regex(r"!\[[^\[\]]*\]\([^()]*\)$")
_PAGE_NUMBER = regex(r"[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—\s]*$|Page\s+\d{1,4}\b.{0,12}$")
_CONTACT = regex(
    r"(?:https?://|www\.)[^\s\u3400-\u9fff]+$"
    r"|<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?$"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|org|net|io|gov|edu)(?:/\S*)?$"
    r"|[+(]?\d[\d\s().+-]{6,24}$"
    r"|(?:Twitter|Weibo|WeChat|LinkedIn|微信|微博|公众号|电话|传真|邮箱|电子邮件|邮编|地址|网址|官网"
    r"|热线|Tel|Phone|Fax|E-?mail|Address|Website)[^:：\s]{0,8}\s*[:：]"
    r"|.{0,90}邮编\s*[:：]?\s*\d{6}",
    re.IGNORECASE,
)
_CLOSING = "”’」』）)】》\"'*_ "


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is the line without the white space around it and stands at ``[start, end)``."""

    index: int
    start: int
    end: int
    text: str
    full_start: int
    """First character of the line, its indent included."""
    full_end: int
    """End of the line without its line break."""

    def __bool__(self) -> bool:
        """False for a blank line."""
        return bool(self.text)


def split_lines(text: str) -> list[Line]:
    r"""Lines of ``text`` ended by ``\n``, ``\r\n`` or ``\r``, blank ones included."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            break
        full = match.group().rstrip("\r\n")
        stripped = full.strip()
        start = match.start() + len(full) - len(full.lstrip()) if stripped else match.start()
        lines.append(
            Line(
                len(lines),
                start,
                start + len(stripped),
                stripped,
                match.start(),
                match.start() + len(full),
            )
        )
    return lines


def next_filled(lines: list[Line], index: int) -> Line | None:
    """The first line after ``index`` that is not blank."""
    return _scan(lines, index, 1)


def previous_filled(lines: list[Line], index: int) -> Line | None:
    """The last line before ``index`` that is not blank."""
    return _scan(lines, index, -1)


def _scan(lines: list[Line], index: int, step: int) -> Line | None:
    index += step
    while 0 <= index < len(lines):
        if lines[index]:
            return lines[index]
        index += step
    return None


def without_markup(text: str) -> str:
    """``text`` without emphasis, code marks and link targets."""
    return _MARKUP.sub("", _LINK.sub(r"\1", text)).strip()


def squeeze(text: str) -> str:
    """White space runs to one space, and none beside Chinese characters or inside year ranges."""
    return _YEARS_APART.sub("-", _SPACE_BY_CHINESE.sub("", " ".join(text.split())))


def key(text: str) -> str:
    """What two printings of one title have in common: no white space, no markup, lower case."""
    return "".join(without_markup(text).split()).lower()


@cache
def is_wide(character: str) -> bool:
    """True for a Chinese character or a mark that is set between Chinese characters."""
    return _WIDE.match(character) is not None


def has_han(text: str) -> bool:
    """True if a Chinese character is in ``text``."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


def is_bullet(text: str) -> bool:
    """True for an item of a list."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """``text`` without the mark of a list item."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def ends_sentence(text: str) -> bool:
    """True where the line ends as a sentence, a clause or a lead-in ends, not as a title."""
    bare = text.rstrip(_CLOSING)
    return bare.endswith(tuple("。！？!?；;，,、：:.…")) and not bare.endswith(("Inc.", "Ltd."))


def is_prose(text: str) -> bool:
    """True for running text: long, or ended as a sentence is."""
    return len(text) > (60 if has_han(text) else 140) or "。" in text or ends_sentence(text)


def is_legend(text: str) -> bool:
    """True for the legend of a chart, two marks or one at the beginning: ``■ 训练 ■ 推理``."""
    return _LEGEND.match(text) is not None or len(_LEGEND.findall(text)) > 1


def is_note(text: str) -> bool:
    """True for the note or the unit that stands by an exhibit, or its image."""
    return is_unit(text) or any(pattern.match(text) for pattern in (_NOTE, _IMAGE))


def is_unit(text: str) -> bool:
    """True for the line that gives the unit of a table's cells: ``单位：亿元``, ``in millions``."""
    return _UNIT.match(text) is not None or _SCALE.match(text) is not None


def source_of(text: str) -> str | None:
    """Who a source line names, or None if the line is no source line."""
    match = _SOURCE.match(text)
    if match is None or len(text) > 200:
        return None
    return squeeze(without_markup(match["value"]).strip("*_ ").rstrip("）)]】。"))


def is_page_number(text: str) -> bool:
    """True for a line that holds a page number and nothing else."""
    return len(text) < 24 and _PAGE_NUMBER.match(text) is not None


def is_contact(text: str) -> bool:
    """True for a line of an address: telephone, e-mail, URL, postcode."""
    return len(text) < 120 and _CONTACT.match(text) is not None
