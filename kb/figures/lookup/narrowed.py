"""What a question narrows a figure to, and a figure has to say as well: a label, a size, plan or fact, that it is not so."""

from __future__ import annotations

from functools import lru_cache

from kb.figures.quantities import units
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold, unspaced
from kb.types import DataPoint, Quantity

_BOUND = regex(
    r"超过|超出|突破|高于|低于|大于|小于|达到|不足|不到|至少|\b(?:exceed|above|below|over|under|more than|less than|reach|at least)"
)
"""Sets a bound to what is asked for, and says nothing of whose it is."""
_SIZES = frozenset({"mass", "length", "area", "volume", "power", "energy"})
_MANY = 1_000
"""From so many on, a number of things says how large something is: a line for 200,000 cars."""
_LABEL = regex(r"(?<![a-z])[a-z](?=\+?[轮级类型股档区款座])\+?[轮级类型股档区款座]")
"""Tells one of a kind from the others: B轮, A股."""
_GENERATION = regex(r"(?<!\d)(?:[5-9]\d|0\d)后(?![续来期半])|[zα]世代")
_PHASE = regex(
    r"(?<![上下前后新老同本每近整逐\d\-—~至到])[一二三四五\d](?:期(?![间限刊货])|代(?![码表]))"
)
_CODE = regex(r"(?<![a-z0-9.$€£¥%-])\d+(?:\.\d+)?(?:g|t|k|ah|nm|kv|bps|gbps)(?![a-z\d])")
"""二期 and 三代; 400G and 280Ah."""
_BARE_BOUND = regex(r"(?<![\d.])(\d{2,}(?:\.\d+)?)(?=及?以[上下])")
"""5000 of 5000以上的, which leaves out the unit."""
_AGES = regex(r"(\d{1,2})岁?(?:[到至~～—-]|—+)(\d{1,2})岁|(\d{1,2})岁")
_NUMBER = regex(r"\d+")
_PLANNED = regex(r"打算|计划|准备|拟|未来|今后|\bplan(?:s|ned|ning)?\b")
_DONE = regex(r"已经?(?!知)|目前")
_ASKS_NOT = regex(
    r"(?:没有?|从?未|不)(?:打算|计划|准备|考虑|想|愿|敢|会|使?用|采用|部署|[买碰试做养]|开始|听说|参加|接受|信任|支持|同意|满意|了解|知道)[^，。？?]{0,20}(?:占|比[例重]|[几多]成|多少|百分)"
    r"|^(?=.*\b(?:share|per ?cent\w*|proportion|how many|part)\b).*\b(?:(?:have|has|had|with) no (?:plans?|intention)|(?:do|does|did|have|has|had|are|is|were|will|would)(?: not|n't|n’t| never) (?!includ|count))"
)
"""Asks how many they are that do not."""
_NOT_SAID = regex(
    r"(?!不[到足仅但少断同超])[没不未无非否零空闲免缺拒]|\b(?:no|not|never|none|without|neither|refus\w*|reject\w*|lack\w*|unwilling|cannot)\b|n[’']t\b"
)

_OPPOSITES = tuple(
    (regex(one), regex(other))
    for pair in (
        (r"女|\bwom[ae]n\b|\bfemale", r"男|\b(?<!wo)m[ae]n\b|\b(?<!fe)male"),
        (r"进口|\bimport", r"出口|\bexport"),
        (
            r"线上|网[上络购店]|电商|在线|互联网|\bonline\b|e-?commerce",
            r"线下|实体店|门店|\boffline\b",
        ),
        (r"直营|自营", r"加盟|\bfranchis"),
        (r"农村|乡村|\brural", r"城镇|城市|都市|\burban"),
        (r"内销", r"外销"),
    )
    for one, other in (pair, pair[::-1])
)
"""Of one of the two a figure may be, or of the other."""

_ROUNDS = (
    (
        regex(
            r"(?:上|前)一?[轮期版届](?![间末初])(?!.{0,4}[相比])|\b(?:previous|last|prior|preceding) (?:edition|round|issue|cycle)\b(?! to)"
        ),
        regex(
            r"[上前]一?[轮期版届次]|[上前去]一?年|此前|原[来先为]|由|从|较|\b(?:previous\w*|last|prior|preceding|before|earlier|from|than)\b"
        ),
    ),
    (
        regex(r"下一?[轮期版届](?![间末初])|\bnext (?:edition|round|issue|cycle)\b"),
        regex(
            r"下一?[轮期版届次]|[预估]计|有望|[将会拟]|计划|目标|\b(?:next|will|expect\w*|forecast\w*|plan\w*)\b"
        ),
    ),
)
"""Asks for what was, or will be, in another round than this one; and what tells of such."""


class Narrowed:
    """What one question narrows its figure to."""

    def __init__(self, question: str) -> None:
        """``question`` as it is read."""
        folded = fold(question)
        self._labels = [
            *_GENERATION.findall(folded),
            *_LABEL.findall(folded),
            *_PHASE.findall(folded),
            *([] if _BOUND.search(folded) else _CODE.findall(unspaced(question))),
        ]
        self._ages = {age for ages in _AGES.findall(folded) for age in ages if age}
        self._own = [one for one in find_quantities(question) if one.unit]
        bound = _BOUND.search(folded) is not None
        self._bounds = set(map(float, _BARE_BOUND.findall(folded)))
        self._sizes = [one for one in self._own if not bound and _is_size(one, question)]
        self._bound = bound
        self._rounds = [told for asked, told in _ROUNDS if asked.search(folded)]
        self._opposites = [
            (own, other)
            for own, other in _OPPOSITES
            if own.search(folded) and not other.search(folded)
        ]
        self._denied = _ASKS_NOT.search(folded) is not None
        self._planned = bool(_PLANNED.search(folded)) and not _DONE.search(folded)

    def holds(self, text: str) -> bool:
        """Whether ``text``, which states a figure, speaks of the label and the sizes asked for, and denies what is to be denied."""
        folded = unspaced(text)
        plain = fold(text)
        if self._denied and not _NOT_SAID.search(plain):
            return False
        if not all(told.search(plain) for told in self._rounds):
            return False
        if any(other.search(plain) and not own.search(plain) for own, other in self._opposites):
            return False
        if not all(label in folded for label in self._labels):
            return False
        if self._ages and not self._ages <= set(_NUMBER.findall(folded)):
            return False
        return not self._sizes or self._says_sizes(text)

    def is_denied(self, point: DataPoint, sentence: str) -> bool:
        """False where it is asked how many do not, and a ``sentence`` says that of another of its numbers."""
        if not self._denied or point.exhibit:
            return True
        start, end = point.start - point.sentence_start, point.end - point.sentence_start
        told = [one for one in find_quantities(sentence) if one.dimension != "time"]
        first = max((one.end for one in told if one.end <= start), default=0)
        last = min((one.start for one in told if one.start >= end), default=len(sentence))
        return _NOT_SAID.search(fold(sentence[first:last])) is not None

    def is_of_plans(self, clause: str) -> bool:
        """False where plans are asked for, and the ``clause`` up to a value says what is done already."""
        return not (self._planned and _DONE.search(fold(clause)))

    def repeats(self, point: DataPoint) -> bool:
        """Whether a figure is one that the question states itself, so that it cannot be what is asked for."""
        if point.value in self._bounds:
            return True
        same = (one for one in self._own if one.normalised_unit == point.normalised_unit)
        return not self._bound and any(one.normalised == point.normalised for one in same)

    def _says_sizes(self, text: str) -> bool:
        told = find_quantities(text)
        ends = {(q.dimension, end) for q in told for end in (q.normalised, q.normalised_high)}
        return all(
            (one.dimension, end) in ends
            for one in self._sizes
            for end in (one.normalised, one.normalised_high)
            if end is not None
        )


def _is_size(one: Quantity, question: str) -> bool:
    before = question[max(0, one.start - 3) : one.start]
    if (
        before.endswith(("前", "第", "几", "多少", "top ", "x", "×"))
        or question[one.end :][:1].isdigit()
    ):
        return False  # neither 4米2 is 4米 nor 4x100米 100米
    counted = one.dimension == "count" and units.known(one.normalised_unit) is not None
    return one.dimension in _SIZES or (counted and one.normalised >= _MANY)


@lru_cache(256)
def narrowed(question: str) -> Narrowed:
    """What ``question`` narrows its figure to; those asked last are kept."""
    return Narrowed(question)
