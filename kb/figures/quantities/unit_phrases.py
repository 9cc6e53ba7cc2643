"""The unit that a heading, a unit line or a cell names: 亿元, US$ million, in thousands of euros."""

from __future__ import annotations

import re

from kb.figures.quantities import units
from kb.figures.quantities.numerals import SCALE_NAMES
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.types import Quantity

_CODES = "|".join(sorted({"RMB", "US", *units.CURRENCIES.values()}))
_NAMES: dict[str, str] = {
    "us dollars": "USD", "u.s. dollars": "USD", "dollars": "USD", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "pounds sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "canadian dollars": "CAD", "australian dollars": "AUD", "hong kong dollars": "HKD",
    "swiss francs": "CHF", "won": "KRW", "rupees": "INR",
}  # fmt: skip
_SCALES = SCALE_NAMES | {
    "'000": "thousand", "'000s": "thousand", "000": "thousand", "000s": "thousand",
    "000's": "thousand", "thousand": "thousand", "thousands": "thousand",
    "mm": "million", "million": "million", "millions": "million",
    "billion": "billion", "billions": "billion", "trillion": "trillion", "trillions": "trillion",
}  # fmt: skip
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_MONEY = rf"(?P<money>{units.SIGNS}|(?:{_CODES})(?![A-Za-z])\$?|(?:{_NAME})\b)"
_PHRASES = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:all )?(?:amounts? |figures |dollars |expressed |stated )*(?:in )?{_MONEY} ?(?:in )?(?P<scale>{_SCALE})",
        rf"(?:all )?(?:amounts? |figures |expressed |stated )*(?:in )?(?P<scale>{_SCALE}) (?:of )?{_MONEY}",
        rf"(?P<money>dollars)(?: amounts)? in (?P<scale>{_SCALE})",
    )
)
_SCALE_ALONE = regex(
    rf"(?:all )?(?:amounts? |figures |numbers |expressed |stated )*in (?P<scale>{_SCALE})"
    r"|(?P<bare>'000s?|000'?s|thousands?|millions?|billions?|trillions?)",
    re.IGNORECASE,
)
_SCALE_COUNTED = regex(rf"(?:in )?(?P<scale>{_SCALE}) (?:of )?(?P<what>[a-z]+)", re.IGNORECASE)
_CURRENCY = regex(rf"{units.SIGNS} ?|(?:{_CODES}) ")
_MONEY_PER = regex(rf"(?:in )?{_MONEY} ?(?P<per>(?:per |/)[a-z][a-z. -]*[²³23]?)", re.IGNORECASE)
"""US dollars per tonne: so much money for one of something."""
_COUNTED = frozenset(
    ("unit", "units", "users", "people", "vehicles", "cars", "employees", "companies", "stores")
).union(("devices", "subscribers", "tokens", "token", "teu", "homes", "orders", "passengers"))


def read_unit(unit: str) -> Quantity | None:
    """One of ``unit``, normalised; None where the unit is not known."""
    unit = printed_unit(unit)
    forms = [f"达1{unit}", f"reached 1 {unit}"]
    if currency := _CURRENCY.match(unit):
        forms = [f"reached {currency.group().strip()}1{unit[currency.end() :]}", *forms]
    scale, _, code = unit.partition(" ")
    if code in units.CURRENCIES.values() and scale in _SCALES.values():
        forms = [f"reached {code} 1 {scale}"]
    elif scale in units.CURRENCIES.values() and code.startswith("per "):
        forms = [f"reached {scale} 1 {code}"]
    for form in forms:
        found = find_quantities(form)
        if found and found[0].unit and found[0].end == len(form) and _is_known(found[0]):
            return found[0]
    return None


def printed_unit(unit: str) -> str:
    """``unit`` as sentences print it: million USD for USD million and for in millions of dollars."""
    unit = unit.strip()
    money = next((m for p in _PHRASES if (m := p.fullmatch(unit))), None)
    if money:
        return f"{_SCALES[money['scale'].lower()]} {_code(money['money'])}"
    if per := _MONEY_PER.fullmatch(unit):
        return f"{_code(per['money'])} {per['per']}".replace(" /", "/")
    counted = _SCALE_COUNTED.fullmatch(unit)
    if counted and counted["what"].lower() in _COUNTED:
        return f"{_SCALES[counted['scale'].lower()]} {counted['what'].lower()}"
    alone = _SCALE_ALONE.fullmatch(unit)
    return _SCALES[(alone["scale"] or alone["bare"]).lower()] if alone else unit


def combined(own: str, headed: str) -> str:
    """The unit of a cell that prints a bare currency under a heading that gives the scale."""
    code = currency_of(own)
    scale, _, rest = printed_unit(headed).partition(" ")
    if code and scale in _SCALES.values() and rest in ("", code):
        return f"{scale} {code}"
    return own or headed


def unit_alone(text: str) -> str:
    """The unit where ``text`` is a unit and nothing else, brackets aside; empty for any other."""
    bare = text.strip().strip("()（）").strip()
    scaled = printed_unit(bare)
    if scaled != bare:
        return scaled
    if bare.lower() in ("percent", "per cent"):
        return "%"
    name = bare if units.known(bare) else bare.lower()
    known = units.known(name)
    bracketed = text.strip()[:1] in ("(", "（")  # 企业 alone is a name, （家） is a unit
    return name if known and (known.dimension != "count" or bracketed) else ""


def corner_unit(text: str) -> str:
    """The unit that the corner of a table gives to all its cells: a scale, a currency or %."""
    unit = unit_alone(text)
    known = units.known(unit)
    money = known is not None and known.dimension in ("money", "ratio")
    return unit if unit and (money or unit != text.strip("()（） ")) else ""


def currency_of(unit: str) -> str:
    """The code of a unit that is a currency's sign or English name; empty for any other."""
    bare = unit.strip()
    return _code(bare) if bare.lower() in _NAMES or re.fullmatch(units.SIGNS, bare) else ""


def is_scale(unit: str) -> bool:
    """Whether ``unit`` is a scale word alone, as ``in millions`` gives it."""
    return unit in _SCALES.values()


def _code(money: str) -> str:
    name = money.strip().lower()
    if name in _NAMES:
        return _NAMES[name]
    upper = money.strip().upper()
    return units.CURRENCIES.get(upper) or units.CURRENCIES.get(upper.rstrip("$") + "$") or upper


def _is_known(one: Quantity) -> bool:
    """A Latin word is no unit merely because it stands after a number."""
    unit = one.normalised_unit
    return one.dimension != "count" or not unit.isascii() or unit.lower() in _COUNTED
