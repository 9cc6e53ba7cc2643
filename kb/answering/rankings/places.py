"""Which places of a ranking a question asks for: the second, the first three, the highest, the last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.figures.quantities.numerals import ENGLISH_NUMBERS, ORDINALS, whole
from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from kb.types import DataPoint

_N = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_WORDS = "|".join(word for word, value in ENGLISH_NUMBERS.items() if 2 <= value <= 20)
_NTH = r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th)\b(?! (?:century|floor|generation|anniversary|edition))"
_ORDINALS = [*ORDINALS]
_MORE = (
    r"高|大|多|快|贵|强|好|长|重|早|深(?!刻)|广|费|耗|吃|烧|厚|肥|庞大|猛|凶|狠|密|靠前|受欢迎|重要"
)
_LESS = r"低|小|少|慢|便宜|弱|差|短|轻|晚|薄|稀|靠后"
_MOST = (
    r"largest|biggest|highest|most|greatest|fastest|strongest|leading|best|longest|top|priciest"
    r"|most expensive|busiest|richest|heaviest|dearest|costliest|fattest|thickest|widest|deepest|tallest|quickest|densest|steepest"
)
_LEAST = r"smallest|lowest|least|fewest|slowest|weakest|worst|shortest|cheapest|bottom|lightest|thinnest|slimmest|narrowest|most (?:sluggish|modest)"
_NOT_TIME = r"(?!\s*(?:个?[年月季周日天]|季度|代|批|次|章|节|方|个百分|阶段|层|步|种|类))"
_TOP = regex(
    rf"前({_N}){_NOT_TIME}|(?<![\d一二三四五六七八九十百千])({_N})强(?![国度势劲烈弱行制迫大者项于调化])|最(?:{_MORE})的?({_N})[个家座大名位款项]|\btop[ -]?(\d{{1,2}}|{_WORDS})\b|\bfirst (\d{{1,2}}|{_WORDS})\b(?! (?:months?|quarters?|years?|days|weeks|halves|hours))"
    rf"|\b({_WORDS}|\d{{1,2}}) (?:{_MOST})\b|\b(?:{_MOST}) ({_WORDS}|\d{{1,2}})\b"
    rf"|\bwhich ({_WORDS}|\d{{1,2}}) .{{3,40}}\b(?:{_MOST}|come out on top|on top|lead)\b"
    rf"|哪({_N})[个家座大名位款项种][^，。？?]{{1,20}}最(?:{_MORE})|(?<![第一二三四五六七八九十\d])({_N})大(?=[\u3400-\u9fff])(?!类|方面|特点|趋势|挑战|问题|风险|原因|因素|建议|路径|优势|场景|块|部分)"
)
_BOTTOM = regex(
    rf"(?:后|倒数|最(?:{_LESS})的?)({_N})(?:名|位|个|家|座)"
    rf"|\b({_WORDS}|\d{{1,2}}) (?:{_LEAST})\b|\b(?:{_LEAST}) ({_WORDS}|\d{{1,2}})\b"
)
_PLACE = regex(
    rf"第({_N}){_NOT_TIME}[名位]?|\bno\. ?(\d{{1,2}})\b|#(\d{{1,2}})\b|\bnumber (\d{{1,2}}|one|{_WORDS})\b|\b(runner-up)\b"
    rf"|(?<!\ba )(?<!\bone[ -])(?<!\btwo[ -])\b({'|'.join(_ORDINALS)})(?:[- ](?:{_MOST})|\s+(?:place|position|spot|slot|rank|by|in|on|for|among)\b|\s*[?？]?$)"
    rf"|\b(?:rank\w*|c[ao]mes?|placed?|places|stood|stands?|was|is|finish\w*|sits?|sat|took|takes?|holds?|held|claimed|in) ({'|'.join(_ORDINALS)})\b|{_NTH}"
)
_SEVERAL = regex(rf"第({_N})(?!\d)[、,，和及]?第?({_N})(?!\d)(?:[、,，和及]?第({_N}))?{_NOT_TIME}")
"""第四、第五、第六: places one after the other."""
_SPAN = regex(
    rf"第({_N})[名位]?\s?(?:[至到~～-]|—+)\s?第?({_N})[名位](?!以)"
    rf"|\b(?:places?|positions?|ranks?|nos?\.?) (\d{{1,2}}) ?(?:to|through|-) ?(\d{{1,2}})\b"
)
_AND = regex(
    r"[名位]?\s*(?:,|、|和|与|跟|及|比|&|\band\b|\bversus\b|\bvs\b\.?|\b(?:is |was )?(?:ahead of|over|above|than)\b)\s*(?:the )?"
)
"""Between two places that are asked for together: number one and number two."""
_ONE_OF_THEM = regex(
    rf"(?:里|中|内|之中|当中|榜|[，,])(?:面|头)?[^。？?]{{0,16}}第(?:{_N}){_NOT_TIME}(?!到|至|—)"
)
"""Asks for one of the first few: 十强里，第十名."""
_LAST_PLACE = regex(
    rf"倒数第({_N})|\b({'|'.join(_ORDINALS[1:])})(?:[- ](?:{_LEAST})| (?:from |to )?(?:the )?(?:last|bottom))\b"
)
_PRICED = r"(?!价|工资|标准|要求|消费|限|温|点(?!的))"
"""Behind lowest it makes a name of its own: 最低价, the lowest temperature."""
_HIGHEST = regex(
    rf"最(?:{_MORE}){_PRICED}|首位|(?<=排)最前|(?<=[在排])最前[面头]|榜首|冠军|居首|领跑|领先|老大|龙头|\b(?:{_MOST})\b|\bleads?\b|\bled\b|\btopped\b"
)
_LOWEST = regex(
    rf"最(?:{_LESS}){_PRICED}|垫底|末位|倒数|最后(?!一?[年次])|\b(?:{_LEAST})\b|\blast\b(?! year)"
)
_ALL = regex(
    r"排[名行序]|名次|位次|从[高大多]到|[升降跌掉进退]了?几[位名]|\brank(?:ing|ed|s)?\b|\bleague table\b|\border of\b"
    r"|\bhow many (?:places|positions|spots|ranks)\b|\b(?:what|which) (?:(?:industry|sector|city|region|province|country|company|vendor|overall|final|national|global) )?(?:place|position|rank|spot)\b"
    r"|['’]s (?:own )?(?:position|rank|place|placing|standing)\b|\b(?:place|position|spot|standing|rank)s? (?:in|on) (?:the|this|that) (?:\d{4} )?(?:[a-z-]+ ){0,3}(?:table|list|ranking|league|chart|top|index)"
    r"|\bwhere (?:does|did|do|is|was|will|would) (?P<whom>.{2,50}) (?:stand|rank|sit|place|come|finish|end up|land|lie)\b"
)
_ORDER = regex(
    r"在前|靠前|次于|紧[跟随挨]|紧接着?在?(?=[^，。]{1,12}(?:之后|后面))|[后下前上]一[名位]|前面|前头|领先于|压过|高过|赶超|反超|超过|不如|落后于|[哪谁].{0,6}[高强]|\bahead of\b|\bsecond only to\b|\b(?:right|just) after\b|\babove\b|\bbelow\b|\bbehind\b"
    r"|\b(?:rank\w*|stands?|stood|placed?|sits?|come|came|finish\w*)(?: out)? (?:on top|ahead|first|higher|lower|better|worse)\b"
    r"|\b(?:higher|lower|better|worse)\b.{0,20}\b(?:list|ranking|table|rank|place)|\bbeat\b|\boutrank\w*|\bovert[ao]\w*"
)
"""Words that set two places against each other."""

EVERY_YEAR = r"每一?年|\b(?:every|each) (?:single |and every )?year\b"
"""Speaks of each year, not only of the last."""
_OUTSIDE = regex(
    r"(?:没有?|未)能?(?:排?进入?|[入上]|排?在|挤进|排进|入围|跻身)了?(?:前|榜|\s?top|[\d一二三四五六七八九十百]+强)|(?:前[一二三四五六七八九十\d]+名?|榜单?)(?:之外|以外|开外)"
    r"|\b(?:outside|(?:not|n't) (?:make |in |reach )|below|beyond|missed|failed to (?:make|reach)) ?(?:it into )?the top\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Places ``first`` to ``last`` from the top, or from the bottom where ``ascending``."""

    first: int
    last: int
    ascending: bool = False
    superlative: bool = False
    """Asked by a word such as highest, not by a number."""

    @property
    def single(self) -> bool:
        """Whether one place is asked for."""
        return self.first == self.last

    def is_held_by(self, ranked: DataPoint | None) -> bool:
        """Whether the rank of a name, where it has one, is among the places."""
        return ranked is not None and self.first <= ranked.value <= self.last


def asks_outside(*said: str) -> bool:
    """Whether a question, or what stood there before it was translated, asks for those whom the first places leave out."""
    return any(_OUTSIDE.search(fold(text)) for text in said)


def read_place(question: str) -> Place | None:
    """The places asked for; None where the question asks for none, or for the whole ranking."""
    folded = fold(question)
    if match := _SPAN.search(folded):
        first, last = (_number(word) for word in match.groups() if word)
        return Place(first, last) if 0 < first < last else None
    if match := _SEVERAL.search(folded):
        numbers = [_number(word) for word in match.groups() if word]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return Place(numbers[0], numbers[-1])
    for pattern, ascending in ((_LAST_PLACE, True), (_BOTTOM, True), (_TOP, False)):
        match = pattern.search(folded)
        if match and not (pattern is _TOP and _ONE_OF_THEM.search(folded, match.end())):
            number = _number(next(filter(None, match.groups())))
            first = number if pattern is _LAST_PLACE else 1
            return Place(first, number, ascending) if number else None
    if match := _PLACE.search(folded):
        number = _number(next(filter(None, match.groups())))
        second = _PLACE.search(folded, match.end())
        if second and _AND.fullmatch(folded, match.end(), second.start()):
            other = _number(next(filter(None, second.groups())))
            if other == number + 1 > 1:
                return Place(number, other)
        return Place(number, number) if number else None
    if _LOWEST.search(folded):
        return Place(1, 1, ascending=True, superlative=True)
    return Place(1, 1, superlative=True) if _HIGHEST.search(folded) else None


def read_places(question: str) -> list[Place]:
    """Every single place that a question gives by its number, in its order."""
    numbers = (
        _number(next(filter(None, match.groups()))) for match in _PLACE.finditer(fold(question))
    )
    return [Place(number, number) for number in numbers if number]


def asks_ranking(question: str) -> bool:
    """Whether a question asks for an order, whole or in part."""
    return read_place(question) is not None or _ALL.search(fold(question)) is not None


def asks_order(question: str) -> bool:
    """Whether a question asks which of two stands before the other."""
    return _ORDER.search(fold(question)) is not None


def without_places(question: str) -> str:
    """``question`` folded, without the words that only say which place is asked for."""
    text = fold(question)
    for pattern in (_SPAN, _LAST_PLACE, _BOTTOM, _TOP, _PLACE, _LOWEST, _HIGHEST, _ALL, _ORDER):
        text = pattern.sub(_whom, text)
    return text


def _whom(match: re.Match[str]) -> str:
    """Whom the words ask about, where the name stands between them."""
    return f" {match.groupdict().get('whom') or ''} "


def _number(word: str) -> int:
    return 2 if word == "runner-up" else whole(word)
