"""Several questions in one sentence: where they part, and what a later one takes from the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.answering.rankings.places import read_place
from kb.answering.understanding.years_apart import year_apart
from kb.figures.lookup.lookup import parse_question
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.lookup.lookup import FigureQuestion
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

_COMMA = regex(
    r"[，；]|、(?=[^、，。；]{2,12}?(?:多少|几何|多[大高]|(?:啥|什么)时候[^、，。；]{0,4})(?:[、，。；？?]|$))|(?<!\d),(?!\d)|,(?=\s)|(?:还有|以及|另外)(?=[\u3400-\u9fff]{2,}.{0,20}(?:多少|几|什么|哪|谁))"
    r"|\b(?i:and)\b(?=\s+(?i:(?:by|in|to|at|for|from) )?(?i:what|how|which|who|when|where|why|is|are|was|did|does)\b)"
)
_ASKS = regex(
    r"多少|(?<![这那近前好])几|[谁哪啥]|什么|多[大高长快久远]|呢\s*$|是否|[吗嘛]\s*$|怎么?样|为何|[升涨进][^，]{0,3}还是[^，]{0,3}[降跌掉退]"
    r"|^\W*(?:and\s+)?(?:(?:by|in|to|at|for|from) )?(?:what|how|which|who|whose|when|where|why)\b|^\W*and\s+(?:is|are|was|were|did|does)\b"
)
_WHETHER_IT = regex(r"^(?:did|does|has|had|is|was) (?:it|that (?:city|company|industry|one))\b")
"""Asks whether something is so of whoever that is."""
_HANGS_ON = regex(
    r"^(?:到底|究竟|具体)?(?:(?:[多少高低大小快慢贵重长短]出?|相?差|领先|落后|超出?)了?(?:多少|几)|分别|(?:数[额值量]|金额|份额|占比|比例|比重)?(?:各自?|分别)|依次|其中|它们?(?!.{0,8}(?:排|名次|第几|[升涨进][^，]{0,3}还是))|他们?|(?:数据)?(?:来源|出处)|(?:都?[在是]|看|见|翻)?哪[一几]?[个张幅]?图?[图表]|谁(?:给?出|做|发|统计|整理|[领牵投])|是?(?:发生)?在?(?:哪一?年|什么时候|何时|啥时候)(?:的事|来着|的)?[？?]?$|(?:年均|复合|平均|同比)?(?:增速|增长率|增幅|份额|占比)相?差(?:距|了|是|有)?(?:多少|几)|这|那|都|又|而且|所以|因为|为什么|为啥|为何|怎么|原因|请|给出|从第?[几多哪]|[每逐各]年(?:都|各|分别)?排?第?几|(?:当时|那时|那一?年|那会儿?)?(?:又|都)?排(?:在|到)?了?第?几|[多高低大小]到(?:什么|啥|哪|多)|有多[少大高]|(?:该|应该?|要|得)?去?(?:翻|看|找|查)哪|按|理由|说明|具体|第[一二三四五]|(?:and |so |but )?(?:how come|why(?: so| is that)?|what went wrong|what happened)\W*$|(?:so |and )?(?:what|how (?:much|many|big|high|large)) (?:was|is|were|are|will) (?:it|that|they|those)\b(?! \w+ing)|(?:and )?(?:which|what) (?:place|position|rank|spot)s? (?:did|does|was|were|is|are|has|had) (?:it|they|that)\b|(?:and )?(?:what|how much)(?: [a-z]+){0,2}? (?:share|percentage|proportion|part|of it)(?: of [a-z ]{3,30})? (?:does|do|did|has|have) (?:each|every|they)\b|比|[^，]{1,12}在不?在?(?:其中|里面|里头|其列)|(?:and )?(?:is|are|was|were) .{2,40} (?:among|one of) (?:them|those|these)\b|(?:哪[些个家几]?|谁)[退进新掉跌上下升降出离挤])"
)
"""Begins a clause that only goes on with the one before it."""
_ITS_AMOUNT = regex(
    r"^(?:[它他]?一?年?)?(?:做|卖|收|赚|挣|占|拿|干|有|收入|营收|销[量售]额?|规模|份额|占比|金额|比例|达到?)[了到是有为]*(?:多少|几)"
)
"""Asks for an amount of whoever that is."""
_WHO_RANKS = regex(
    r"(?:第[一二三四五六七八九十\d]+|最[\u3400-\u9fff]{1,3}|垫底|倒数)[^，。]*(?:谁|哪)|(?:谁|哪)[^，。]*(?:第[一二三四五六七八九十\d]+|最[\u3400-\u9fff]{1,3}|垫底|倒数)"
)
"""Asks who holds a place."""
_ITEMS = regex(r", (?:and )?| and ")
_COUNTED_THINGS = regex(
    r"^(?:(?:give me|i need|need|please|the|just|these|my) )*(?:two|three|four|five|a few|several|some|[2-5]) (?:things|numbers|figures|facts|data points|metrics)\b(?: (?:for|on) (?:my|the|a|our) (?:slides?|deck|memo|report|note))?(?: (?:on|about|for))?\s*",
    re.IGNORECASE,
)
"""Says how many things are asked for, and none of them."""
_LEFT = regex(
    r"多少|[几谁哪啥呢吗嘛的是了和与占]|什么|多[大高长快久远]|还有|以及|另外|第几|\b(?:and|what|how|which|who|when|is|are|was|were|did|does|do|it|its|the|many|much|big|of|in|times|more|less|per ?cent|percentage|points?|long|far|fast|high|low|often|[bmt]n|[bmtr]+illions?|dollars?|yuan|euros?|\w+er)\b|[\s\W]"
)
_LATIN_WORD = regex(r"[a-z]{2,}")
_AMONG = regex(r"[^，。谁哪什]*几[个家座种款类条位大][^，。谁哪什多]{1,12}[里中内](?:面|头|间)?")
"""Says among which one is asked for: 几个城市里, …"""
_CONDITION = regex(
    r"\s*(?:over|during|within|between|from|through(?:out)?|under|among|amid|with|until|once|if|since|as|given|according|based|for|in|by|after|before|compared|and|so|out of|apart from|other than|except|excluding|beyond|i know|at (?:the )?(?:very )?(?:least|most|best|worst)|in (?:total|all|round))\b"
)
_POINTS_BACK = regex(
    r"呢\s*$|\b(?:it|its|that(?! (?:year|period|time)\b)|they|them|their|there|one)\b|其|它|[该此](?:[市省县区国]|公司|企业|行业|产品|地区|机构|品牌)"
)
_THAT_ONE = (
    (regex("[该此](?:[市省县区国]|地区)"), ("cities", "regions")),
    (regex("[该此](?:公司|企业|机构|品牌)"), ("companies", "")),
    (regex("[该此]行业"), ("industries",)),
)
"""What a word that points back stands for: a place, a company, an industry, and nothing else of the question."""
_AGAINST = regex(r"(?:[比较跟和与同]|\b(?:from|than|to|with|against|on) )$")
"""Sets what stands before it against the year that follows."""
_MOVES = regex(
    r"\b(?:rise|rose|risen|fall|fell|fallen|climb\w*|drop\w*|slip\w*|gain\w*|los[et]|up|down|increase\w*|decrease\w*|grow|grew|grown)\b"
)
_NOW = regex(r"现在|目前|如今|眼下|最新|\b(?:now|today|currently|at present|latest)\b")
"""Asks for no time that was asked for before."""
_THE_HOLDER = regex(
    r"[它他](?!们)|该(?:市|省|城市|地区|公司|企业|行业)"
    r"|\b(?:it(?P<whose>s)?|that one|that (?:city|company|industry|province))\b",
    re.IGNORECASE,
)
"""Points back at who was found to hold a place."""
_ONLY_PLACE = regex(
    r"那?(?:在|到)?(?:(?:20)?\d\d年|[前上后次]一?年|[一二两三四五六七八九]年之?[前后])?的?时?候?[又是都]*"
    r"(?:排名?(?:在|到)?了?第?几[名位]?|第几[名位]?|(?:排名|名次|位次)[是为]?(?:多少|第几))[？?呢啊]*"
)
"""Asks for the place of somebody and leaves out of whom."""
_CARRIED = ("companies", "cities", "regions", "industries", "concepts", "")
"""What a later question takes from the first: whom it is about, not what was measured."""


def _with_year(text: str, first: FigureQuestion) -> str:
    """``text`` with a year that it tells by its distance from the one asked about before written out.

    What it sets against that year stays of the one asked about: 比前一年升了吗.
    """
    years = [period.end_year for period in first.periods if period.end_year]
    told = year_apart(text, years[-1]) if years else None
    if told is None:
        return text
    start, end, year = told
    before, said, after = text[:start], text[start:end], text[end:]
    against = _AGAINST.search(before)
    if said.isascii():
        moved = against and _MOVES.search(fold(before))
        return f"{before}{f'{year} in {years[-1]}' if moved else f'in {year}'}{after}"
    if against:
        before = f"{before[: against.start()]}{years[-1]}年{against.group()}"
    return f"{before}{year}年{after}"


def of_holder(text: str, before: str, told: Sequence[DataPoint]) -> str:
    """``text`` with the one whom the ranks ``told`` are of in the place of a word that points back.

    Whom ``before`` asked about is not who was asked for: who stands behind A, and where was it before?
    """
    whose = {point.entity for point in told}
    holders = {point.entity for point in told if point.kind == "rank"}
    if len(holders) > 1:
        holders = {name for name in holders if name not in before}
    if len(holders) != 1 or len(whose) > 2:
        return text
    holder = holders.pop()
    if _ONLY_PLACE.fullmatch(text):
        return f"{holder}{text}"
    return _THE_HOLDER.sub(lambda said: f"{holder}'s" if said["whose"] else holder, text, count=1)


def clauses(text: str) -> list[str]:
    """The questions of one sentence, cut at commas where both sides ask for something of their own.

    What a colon leads to in a list of measures is asked for one by one.
    """
    if measures := _listed_measures(text):
        return measures
    pieces: list[tuple[str, str]] = []
    position, mark = 0, ""
    for match in _COMMA.finditer(text):
        pieces.append((mark, text[position : match.start()]))
        parts = match.group().strip() in ("，", "；", ",", "、", "and", "And")
        position = match.end() if parts else match.start()
        mark = "、" if match.group() == "、" else "，"
    pieces.append((mark, text[position:]))
    found: list[str] = []
    for mark, piece in pieces:
        said = piece.strip(" ,，；;")
        if not said:
            continue
        if found and not (
            _asks(said, found[-1]) and _asked(found[-1]) and _is_own(said, found[-1])
        ):
            found[-1] = f"{found[-1]}{mark}{said}"
        else:
            found.append(said)
    return found if len(found) > 1 else [text]


def _listed_measures(text: str) -> list[str]:
    """The questions of a list of measures behind a colon: for the mill in 2023: sales, margin, staff."""
    lead, colon, listed = text.partition(": ")
    items = [item.strip(" .?") for item in _ITEMS.split(listed)] if colon else []
    short = all(item and len(item.split()) <= 4 for item in items)
    if len(items) < 2 or not short or not lead.isascii() or _ASKS.search(fold(lead)):
        return []
    about = _COUNTED_THINGS.sub("", lead)
    return [f"{about}: {item}" for item in items]


def _asked(before: str) -> bool:
    """Whether what stands before asks for something, if only by naming it in English."""
    folded = fold(before)
    if _AMONG.fullmatch(folded):
        return False
    named = before.isascii() and len(before.split()) > 3 and not _CONDITION.match(folded)
    return named or _ASKS.search(folded) is not None


def _is_own(said: str, before: str) -> bool:
    folded = fold(said)
    if _ITS_AMOUNT.match(folded) and _WHO_RANKS.search(fold(before)):
        return False  # who is second, and with how much
    return len(_LEFT.sub("", folded)) > 1 and not _HANGS_ON.search(folded)


def _asks(said: str, before: str) -> bool:
    """Whether a clause asks for something, if only whether it is so of who was asked for before."""
    folded = fold(said)
    whether = _WHETHER_IT.match(folded) and read_place(before) is not None
    return bool(whether) or _ASKS.search(folded) is not None


def variants(text: str, before: str, vocabulary: Vocabulary) -> list[str]:
    """``text`` with what it leaves out taken from ``before``, the likeliest reading first."""
    first = parse_question(before, vocabulary)
    text = _with_year(text, first)
    own = parse_question(text, vocabulary)
    if own.periods and not own.words and len(first.periods) == 1:
        # 前一年呢 asks for nothing but the same of another time.
        then, now = first.periods[0].text, own.periods[-1].text
        if then in before:
            return [before.replace(then, now)]
    dates = () if own.periods or _NOW.search(fold(text)) else first.periods
    periods = " ".join(period.text for period in dates)
    mine = {word.text for word in own.words if word.names}
    # A part that names nothing at all, 27年呢, asks for what was measured before as well.
    names = [
        word.text
        for word in first.words
        if word.names
        and word.text not in mine
        and (not mine or vocabulary.category(word.text) in _CARRIED)
        and (not mine or word.text not in vocabulary.generic)
    ]
    points_back = _POINTS_BACK.search(fold(text)) is not None
    for pointing, sorts in _THAT_ONE:
        if pointing.search(text):
            alike = [name for name in names if vocabulary.category(name) in sorts]
            names, text = (alike, pointing.sub("", text)) if alike else (names, text)
    subject = " ".join(names)
    both = " ".join(filter(None, (subject, periods, text)))
    dated = " ".join(filter(None, (periods, text)))
    own_names = [
        word for word in own.words if word.names and vocabulary.category(word.text) in _CARRIED
    ]
    leaves_out = not own_names or points_back
    places = [name for name in names if vocabulary.category(name) in ("cities", "regions")]
    placed = " ".join(filter(None, (" ".join(places), periods, text))) if places else dated
    if leaves_out and subject and mine and mine <= vocabulary.generic:
        return [both]  # the market, of nothing, may be anybody's
    order = (both, placed, dated, text) if leaves_out else (dated, text, both)
    return list(dict.fromkeys(order))
