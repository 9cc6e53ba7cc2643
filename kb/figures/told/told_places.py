"""Rankings of a sentence that gives each place, or the first and then those that follow it.

``第一名是甲，为14.8万台；第二名是乙，为12.3万台``, ``甲份额22.5%，排名第一；乙份额16.9%，排名第二``,
``台数最多的城市是甲，为4.62万台，其后依次是乙3.81万台、丙1.94万台``.
"""

from __future__ import annotations

from dataclasses import replace

from kb.figures.chinese import words
from kb.figures.quantities.numerals import whole
from kb.figures.quantities.quantity import find_quantities
from kb.figures.told.ranked_items import Item, are_alike, descend, is_name, split_items
from kb.regex import regex

LEAST = 2
_N = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
_CLAUSE = regex(r";|(?<=[名位])、(?=第)")
_NAMED_BY_PLACE = regex(
    rf"(?:^|(?<=[,:]))\s*(?:排名?|排在|位[居列])?第(?P<place>{_N})[名位]?的?(?:[^,;:]{{0,6}}?)(?:是|为|:)"
)
_PLACED = regex(
    rf",?(?:排名?|排行|排在|位[居列]|名列|居|列|占)(?:在|为|国内|全国|全球|行业)?第(?P<place>{_N})[名位]?$"
)
_SCENE = regex(r"^[^,;:]{2,40}?(?:[中里内上]|方面|市场|领域|计算?|来看|口径)[,:]")
"""Leads in to the first of them: 在2023年甲市场中."""
_FIRST = regex(
    r"最(?![低少小慢差短弱轻])[\u3400-\u9fff]{1,3}的(?P<most>[^,;:是为]{0,16})(?:是|为)"
    r"|(?:排名?|排在|位居|居)?第一名?的?(?P<first>[^,;:是为]{0,10})(?:是|为)"
)
"""What stands before the name that is first, with what sort of thing it is."""
_NEXT = regex(
    r",?(?:(?:其后|随后|之后|往后|其次|接下来|紧随其后的?)(?:依次|分别|顺次)(?:是|为|有)?|其次(?:是|为)|紧随其后的(?:是|为)):?"
)
"""What stands before those that follow it."""
_NAME = regex(r"[\s\"“”「」'‘’]*[^,;:\d以达为]+")
_QUOTES = " \"“”「」'‘’"
_MORE_OF_MEASURE = regex(r"(?:出货|销售|交付|装机|营业|市场|累计|全年|[销产总净])+$")
_SORT = regex(
    r"^(?:外资|合资|国产|国内|民营|本土|[日欧美德韩]系|上市|龙头)?(?:企业|厂商|公司|品牌|集团)(?=[^的]{2})"
)


Told = tuple[int, str, list[Item]]
"""Where what leads in ends, what sort of things the items are, and the items."""


def of_places(text: str, start: int, stop: int) -> Told | None:
    """The items of a sentence that gives the place of each; None where there are none."""
    found: list[Item] = []
    begin = start
    cuts = [match.span() for match in _CLAUSE.finditer(text, start, stop)]
    starts, ends = [start, *(last for _, last in cuts)], [*(first for first, _ in cuts), stop]
    for first, last in zip(starts, ends, strict=True):
        placed = _placed(text, first, last)
        if placed is None or placed[1].rank != len(found) + 1:
            break
        begin = begin if found else placed[0]
        found.append(placed[1])
    several = len({item.name for item in found}) >= LEAST
    return (begin, "", found) if several else None


def after_first(text: str, start: int, stop: int) -> Told | None:
    """As ``of_places``, of a sentence that names the first, and then those that follow it in order."""
    following = _NEXT.search(text, start, stop)
    if following is None:
        return None
    leads = list(_FIRST.finditer(text[start : following.start()]))
    if not leads:
        return None
    first = _item(text, start + leads[-1].end(), following.start(), 1)
    semicolon = text.find(";", following.end(), stop)
    end = semicolon if semicolon > 0 else stop
    rest = split_items(text, following.end(), end, 100)
    found = [] if first is None else [first, *(replace(one, rank=one.rank + 1) for one in rest)]
    ranks = len(found) >= LEAST and are_alike(found) and all(item.values for item in found)
    sort = leads[-1]["most"] or leads[-1]["first"] or ""
    return (start + leads[-1].start(), sort, found) if ranks and descend(found) else None


def _placed(text: str, start: int, end: int) -> tuple[int, Item] | None:
    """The item of one clause that says its place, before its name or at its end, and where what leads in ends."""
    if named := _NAMED_BY_PLACE.search(text[start:end]):
        item = _item(text, start + named.end(), end, whole(named["place"]))
        return (start + named.start(), item) if item else None
    placed = _PLACED.search(text, start, end)
    if placed is None:
        return None
    scene = _SCENE.search(text[start : placed.start()])
    begin = start + scene.end() if scene else start
    item = _item(text, begin, placed.start(), whole(placed["place"]))
    return (begin, replace(item, end=end)) if item else None


def _item(text: str, start: int, end: int, rank: int) -> Item | None:
    """The item that ``text[start:end]`` is: 乙 of 外资企业乙份额16.9%."""
    while end > start and text[end - 1] in " ,":
        end -= 1
    said = _NAME.match(text[start:end])
    name = said.group() if said else ""
    begin = start + name.rfind("的") + 1
    name = text[begin : start + len(name)]
    if sort := _SORT.match(name):
        begin, name = begin + sort.end(), name[sort.end() :]
    measure = words.MEASURE.search(name) or words.SHARE.search(name)
    name = _MORE_OF_MEASURE.sub("", name[: measure.start()]) if measure else name
    begin += len(name) - len(name.lstrip(_QUOTES))
    name = name.strip(_QUOTES)
    if not is_name(name, bare=False):
        return None
    last = begin + len(name)
    values = find_quantities(text[last:end])
    values = [replace(one, start=one.start + last, end=one.end + last) for one in values]
    return Item(rank, (begin, last), end, tuple(values))
