"""Which scenario a question or a figure speaks of: what is expected, what would be better, what worse."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint

Context = Callable[[DataPoint], str]
"""The sentence that states a figure."""

REMEMBERED = 8_192
"""Names and beginnings of sentences whose scenarios are kept: every question asks of the same ones."""
Scenario = Literal["", "base", "high", "low"]
_CASE = r"(?:[ -](?:[a-z0-9]+[ -])?(?:case|scenario|variant|outlook|path|one)s?\b)"
_CASE_ZH = r"的?(?:情[景形境况]|假设|方案|预测|预期|估计|口径|的话|来看)"
_WORDS: tuple[tuple[Scenario, str], ...] = (
    (
        "base",
        rf"\b(?:base|baseline|central|reference|core|main){_CASE}|(?:基准|基线|中性|基本|参考){_CASE_ZH}|基础情[景形境]",
    ),
    (
        "high",
        rf"\b(?:up-?side|optimistic|bull|bullish|best|high|rosy|rosier|rosiest|accelerated|favou?rable){_CASE}|(?:乐观|理想|最好|有利){_CASE_ZH}|(?:积极|高|加速|上行)(?:情[景形境]|假设|方案|预测)",
    ),
    (
        "low",
        rf"\b(?:down-?side|pessimistic|bear|bearish|worst|low|gloomy|gloomier|gloomiest|cautious|conservative|adverse|slow|delayed){_CASE}"
        r"|\b(?:things|all|everything|it) (?:go(?:es)?|turn(?:s)? out|went) (?:badly|wrong|south|poorly)\b"
        rf"|(?:悲观|保守|谨慎|审慎|不利|最差|最坏){_CASE_ZH}|(?:低|消极|下行)(?:情[景形境]|假设|方案|预测)",
    ),
)
_BARE: tuple[tuple[Scenario, str], ...] = (
    ("base", r"\b(?:base|baseline|central|reference)\b|基准|基线|中性"),
    ("high", r"\b(?:optimistic|upside|bull|bullish|best|high|favou?rable)\b|乐观"),
    ("low", r"\b(?:pessimistic|downside|bear|bearish|worst|low|adverse)\b|悲观|保守"),
)
"""What is left of a scenario's name in a list of them: base, high and low cases; 乐观、悲观情景."""
SCENARIO = regex("|".join(f"(?:{pattern})" for _, pattern in _BARE))
"""A scenario's name without its noun."""
_LISTED = regex(
    rf"(?:{SCENARIO.pattern})(?:情[景形境]?)?(?:(?:,? ?\b(?:and|or|vs\.?|versus)\b|[,/、和与及跟])\s*(?:the )?(?:{SCENARIO.pattern})){{1,2}}(?:[ -][a-z]+){{0,2}}[\s的]{{0,2}}(?:[两二三四几各每]?[种个类大])?(?:(?:scenario|case)s?\b|情[景形境])"
)
_NOUN = regex(r"\b(?:scenario|case)s?\b|情[景形境]")
_EVERY = regex(
    r"\b(?:all|each|every|both|three|two|the|these|different) (?:of the )?(?:[a-z]+ ){0,2}(?:scenarios?|cases)\b|(?:[两二三四几各每]|不同|各自)[种个类大]?的?情[景形境]"
)
_SCENARIOS = tuple((name, regex(f"(?i:{pattern})")) for name, pattern in _WORDS)


def without_scenarios(text: str) -> str:
    """``text`` without the words that name a scenario: they are no part of what is measured."""
    for _, pattern in _SCENARIOS:
        text = pattern.sub(" ", text)
    return text


@lru_cache(REMEMBERED)
def scenarios_of(text: str) -> tuple[Scenario, ...]:
    """The scenarios that ``text`` names, in its order."""
    folded = fold(text)
    found = [
        (match.start(), name) for name, pattern in _SCENARIOS for match in pattern.finditer(folded)
    ]
    return tuple(name for _, name in sorted(found))


@lru_cache(REMEMBERED)
def several_scenarios(text: str) -> tuple[tuple[Scenario, ...], str]:
    """The scenarios that are each asked for, and ``text`` without their names; none where one is, or no one."""
    folded = fold(text)
    listed = " ".join(match.group() for match in _LISTED.finditer(folded))
    found = {*scenarios_of(text), *(name for name, said in _BARE if re.search(said, listed))}
    every: tuple[Scenario, ...] = ("base", "high", "low")
    if not found and _EVERY.search(folded):
        found = set(every)
    if len(found) < 2:
        return (), text
    rest = _LISTED.sub(lambda match: SCENARIO.sub(" ", match.group()), folded)
    rest = _NOUN.sub(" ", _EVERY.sub(" ", without_scenarios(rest)))
    return tuple(name for name in every if name in found), rest


def scenario_of(text: str) -> Scenario:
    """The last scenario that ``text`` names; empty where it names none."""
    return next(iter(reversed(scenarios_of(text))), "")


def told_in(point: DataPoint, context: Context | None = None) -> Scenario:
    """The scenario that a figure is of: its name says it, or its sentence before the value."""
    before = context(point)[: point.start - point.sentence_start] if context else ""
    return scenario_of(point.metric) or scenario_of(before)


def is_of_another(asked: Scenario, told: Scenario) -> bool:
    """Whether a figure ``told`` for one scenario is no answer to what is ``asked``.

    A question that names none asks for what is expected, and what names none is that.
    """
    return (asked or "base") != (told or "base")
