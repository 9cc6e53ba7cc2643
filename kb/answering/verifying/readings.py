"""A number as it is compared: digits, scale and unit, however they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kb.figures.quantities import numerals, units
from kb.types import Quantity

_LONGEST = 40
RATIOS = frozenset(("%*1", "%*0.1", "%*10", "pp*1", "pp*0.01"))
"""Units that a bare number never stands for."""
_COUNTED = frozenset(("count", "年", "月", "天"))
"""Units that a source may leave out: ``5`` bears out ``5家``."""
ANY_UNIT = "*"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number: the digits without trailing zeros, a scale, a canonical unit."""

    digits: str
    scale: float = 1.0
    unit: str = ""
    han: bool = False
    """Written in Chinese numerals, so that its scale may be inside the number."""
    negative: bool = False
    down: bool = False
    """A word for falling stands before it."""

    @property
    def amount(self) -> str:
        """The digits of the number with its scale multiplied in."""
        if self.scale == 1.0 or len(self.digits) > _LONGEST:
            return self.digits
        return digits_of(format(Decimal(self.digits) * Decimal(self.scale), "f"))


def digits_of(text: str) -> str:
    """``1,234.50`` as ``1234.5``: one form for one value, without rounding."""
    whole, _, decimals = text.replace(",", "").partition(".")
    whole = whole.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def digits_of_value(value: float) -> str:
    """As ``digits_of``, for a number that was read already."""
    return digits_of(format(Decimal(repr(abs(value))), "f")) if abs(value) < 1e300 else ""


def supports(stated: Reading, claim: Reading, falling: bool = False) -> bool:
    """Whether a source that states one number bears another out.

    ``falling``: the claim's sentence speaks of a fall, so ``-5%`` may be told as 5%.
    """
    if not (_same_unit(stated, claim) and _same_amount(stated, claim)):
        return False
    if claim.negative and not (stated.negative or stated.down):
        return False
    return not (stated.negative and not (claim.negative or falling))


def _same_amount(stated: Reading, claim: Reading) -> bool:
    if stated.digits == claim.digits and stated.scale == claim.scale:
        return True
    return (stated.han or claim.han) and stated.amount == claim.amount


def _same_unit(stated: Reading, claim: Reading) -> bool:
    if stated.unit == claim.unit:
        return True
    if stated.unit == ANY_UNIT:
        return claim.unit not in RATIOS
    if not claim.unit:
        return stated.unit not in RATIOS
    return not stated.unit and claim.unit in _COUNTED


def canonical_unit(printed: str, digits: str = "") -> str:
    """One name for the printed forms of a unit; ``count`` for classifiers, empty for years."""
    if printed == "年" or (printed and printed[0] == "年"):
        return "" if len(digits) == 4 and digits[:2] in ("18", "19", "20", "21") else "年"
    if printed in ("月", "个月", "日", "天"):
        return "月" if "月" in printed else "天"
    # 元/台 and USD per tonne are so much money.
    alone = printed.partition("/")[0].partition(" per ")[0]
    unit = units.known(printed) or units.known(alone)
    if unit is None:
        return printed.lower()
    if unit.dimension == "count":
        return "count"
    return f"{unit.normalised.partition('/')[0]}*{unit.factor:g}"


def split_unit(printed: str) -> tuple[float, str]:
    """``亿美元`` as 1e8 and ``美元``; ``billion USD`` as 1e9 and ``USD``."""
    if printed[:1] not in ("万", "亿") and units.known(printed):
        return 1.0, printed
    word, _, rest = printed.partition(" ")
    if word.lower() in numerals.ENGLISH_SCALES and len(word) > 1:
        return numerals.ENGLISH_SCALES[word.lower()], rest
    for length in (3, 2, 1):
        if printed[:length] in numerals.SCALES:
            return numerals.SCALES[printed[:length]], printed[length:]
    return 1.0, printed


def of_quantity(quantity: Quantity) -> tuple[Reading, ...]:
    """A figure's value, or both ends of its range."""
    scale, printed = split_unit(quantity.unit)
    han = not any(character.isdigit() for character in quantity.text)
    values = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
    return tuple(
        Reading(digits_of_value(v), scale, canonical_unit(printed), han, v < 0, v < 0)
        for v in values
    )
