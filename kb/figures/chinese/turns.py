"""Turns of phrase that tell what a Chinese value is of, though its own clause does not.

``其中抛光的增速最高，为26%``; ``远高于大型企业的20%``; and the subject of the sentence that opens a
paragraph, of which ``其销量`` and a bare ``销量`` speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.figures.chinese import words
from kb.regex import regex

if TYPE_CHECKING:
    from kb.figures.chinese.surroundings import Place
    from kb.figures.context import State, Topic
    from kb.figures.views import Line

_OF_WHOLE = regex(r"占[^占]{1,24}(?:比重|比例)$")
_MOST = regex(
    r"(?:^|[,，;；:：])(?:其中)?(?P<name>[^,，。;；:：、()（）\d\x00]{2,16}?)的?(?P<measure>增速|增长|增幅|涨幅|降幅|跌幅|占比|份额|渗透率)"
    r"最[高快大猛多低慢小][,，]$"
)
_EXCEEDED = regex(r"^(?:远远?|略|也)(?:高|低|大|小|多|少|快|慢|优)于(?P<name>[^,，\x00]{2,12}?)的$")
_OPENS = regex(
    r"^[\s*•\-\d.、]*(?P<name>(?![这那其此该本它原主首再]|最后|第[一二三]|[一二三四]是|目[前标]|[今去]年|[重关核根]|问题|结果)[\u3400-\u9fffA-Za-z0-9]{2,12}?)(?:一直是|已?成为|作为|是)(?=[^。\d]{4,60}。)"
)
_BOUGHT = regex(
    r"[\x00 ]*(?P<deal>(?:全资)?收购|并购|购得|购入|买下|入股|增资|转让|拍得)(?P<what>[\u3400-\u9fffA-Za-z]{2,12})"
)
"""以6.8亿元收购乙公司: what the money is paid for stands behind it."""
_LONGEST = 5
"""Characters of the longest measure that says nothing of whose it is: 平均单价."""


def without_whole(name: str) -> str:
    """甲占乙比重 without its whole: 甲."""
    return _OF_WHOLE.sub("", name) or name


def named(line: Line, start: int, place: Place, last: Topic | None) -> str:
    """What the value at ``place`` is of by such a turn; empty where there is none."""
    if place.lead.name is None and (most := _MOST.search(line.view[start : place.clause])):
        return f"{most['name']}{most['measure']}"
    bought = _BOUGHT.match(line.view, place.item.end)
    if bought and place.lead.name and place.item.dimension == "money":
        return f"{line.shown(*place.lead.name)}{bought['deal']}{bought['what']}"
    over = _EXCEEDED.match(line.view[place.clause : place.item.start])
    if over and last and last.end > start:
        _, particle, measure = last.name.rpartition("的")
        return f"{over['name']}{particle}{measure}"
    return ""


def of_paragraph(line: Line, start: int, own: str) -> str:
    """``own``, where it is a bare measure, with what the paragraph says at its beginning that it is about."""
    opens = _OPENS.match(line.text)
    bare = len(own) <= _LONGEST and words.MEASURE.search(own) is not None
    if opens is None or not bare or start < line.text.index("。", opens.end()):
        return own
    return own if own in opens["name"] else opens["name"] + own


def in_same_unit(place: Place, state: State) -> Topic | None:
    """Of two measures told by turns, 64起、158.3亿元 and a year later 47起、97.6亿元, the one that is counted so."""
    item, last = place.item, state.topics[-1] if state.topics else None
    if item.dimension not in ("count", "money") or not last or last.unit == item.normalised_unit:
        return None
    if last.own and item.start - last.end < 2:
        return None  # 内销158亿元、3.1亿片，出口28亿元、1.1亿片: the name before is of both
    named = (topic for topic in reversed(state.topics) if topic.unit == item.normalised_unit)
    return next(named, None)
