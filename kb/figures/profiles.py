"""Whose figures a portrait gives: a section or a paragraph about one company, under its name.

In **Acme.** The Lyon-based maker earned 3 million euros, the sentence names nobody; the name stands in
front of the paragraph, or in the heading over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint, Document

_RUN_IN = regex(
    r"^(?:[-•■*·]\s+|[（(]?\d{1,2}[.)）、]\s*)?(?:\*\*|__)(?P<name>[^*_\n]{2,60}?)[.。：:]?(?:\*\*|__)(?:[（(][^（）()\n]{1,40}[)）])?[.。：:]?\s*(?=\S)",
    re.MULTILINE,
)
_LEAD = regex(
    r"^(?:案例[一二三四五六七八九十\d]*|case(?: study)?(?: \d+)?)\s*[：:—–-]\s*", re.IGNORECASE
)
_TAIL = regex(r"\s*(?:[：:，,]|——|\s[—–-]\s).*$")
_NAME = regex(
    r"(?=.*[\u3400-\u9fff])[\u3400-\u9fffA-Za-z0-9·・&+.' -]{2,24}|[A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*|of|and|the|de|for)){0,4}"
)
_NOT_A_NAME = regex(r"[的了是将与]|^(?:对|向|从|以|在|第|其|关于)|[\d一二三四五六七八九十]$")
_OF_COMPANIES = regex(
    r"案例|最佳实践|企业|公司|厂商|玩家|best practice|case|compan|profile|vendor|player",
    re.IGNORECASE,
)
_PORTRAYS = regex(
    r"总部|成立于|创立于|创办于|旗下|公司(?![化级])|集团(?!化)|位于[^，。；]{2,16}的[^，。；]{2,14}[，。；]|创始人|\b(?:headquarter\w*|compan(?:y|ies)|firm|vendor|group|founded|manufacturer|maker|installer"
    r"|supplier|start-?up|retailer|chain|cooperative|[A-Z][a-z]+-based)\b"
)
_INTRODUCES = regex(
    r"^(?P<name>[\u3400-\u9fffA-Za-z·]{3,10}?)(?=是|成立于|创立于|创办于|总部|由|以|主打|专注|深耕|[于在自从]?(?:19|20)\d\d年)",
    re.MULTILINE,
)
_OF_A_SORT = regex(
    r"企业|公司|厂商|品牌|行业|市场|平台|渠道|国产|外资|合资|国内|海外|头部|第三方|本土|各[家类]|应用|收入|占比|则"
)
_NO_NAMES = ("measures", "everyday")
_FIELDS = ("regions", "cities", "industries")
"""Terms that stand in the name of no company, and those that are no such name by themselves."""
_OF_OTHERS = regex(
    r"(?<![\u3400-\u9fff])行业(?![级客用])|业内|同行|对手|市场(?![份占部费])|\b(?:industry|rivals?|competitors?|market(?!ing| share))\b",
    re.IGNORECASE,
)
"""Measures that a portrait sets beside those of its company."""
_HAN = regex(r"[\u3400-\u9fff]+")
_OPENING = 90
"""Characters of a text that tell whether it portrays somebody."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A span of a document that is about one company."""

    start: int
    end: int
    name: str


def profiles(document: Document, ranked: Collection[str] = ()) -> list[Profile]:
    """The portraits of a document, in the order of the text; ``ranked`` are names that its tables rank."""
    text = document.text
    names = [name for name in ranked if not _is_word(name)] + list(_introduced(document))
    found = list(_paragraphs_on(text, [name for name in names if not _is_common(name)]))
    for section in document.sections:
        name = _name(section.title)
        begin = text.find("\n", section.start + len(section.title))
        if not name or not 0 <= begin < section.end or name not in text[begin : section.end]:
            continue
        told = _LEAD.match(section.title) is not None
        if told or _portrays(text, begin + 1, section.end, section.path[:-1]):
            found.append(Profile(section.start, section.end, name))
    for match in _RUN_IN.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        name = _name(match["name"])
        if name and _portrays(text, match.end(), end, document.heading_path(match.start())):
            found.append(Profile(match.start(), end, name))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _paragraphs_on(text: str, names: Collection[str]) -> Iterator[Profile]:
    """Paragraphs that begin with one of the names, up to where a clause begins with another."""
    if not names:
        return
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    leads = re.compile(rf"^(?:[-•*]\s+)?(?P<name>{any_name})(?![和与及、])", re.MULTILINE)
    led = re.compile(rf"(?<=[。；;，,.])\s*(?:{any_name})")
    for match in leads.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        others = (m for m in led.finditer(text, match.end(), end) if m[0].strip() != match["name"])
        yield Profile(match.start(), next((m.start() for m in others), end), match["name"])


def _introduced(document: Document) -> Iterator[str]:
    """Names that a paragraph under a heading of companies begins with: 环锂科技是国内最大的回收商."""
    for match in _INTRODUCES.finditer(document.text):
        above = document.heading_path(match.start())
        if above and _OF_COMPANIES.search(above[-1]) and _is_coined(match["name"]):
            yield match["name"]


def _is_coined(name: str) -> bool:
    """Whether a name is not made of words alone: 环锂科技, and not 竞争格局 or 头部企业."""
    import rjieba

    if _NOT_A_NAME.search(name) or _OF_A_SORT.search(name) or rjieba.has_word(name):
        return False
    words: list[str] = rjieba.cut(name)
    return any(len(word) == 1 or not rjieba.has_word(word) for word in words)


def with_holders(
    document: Document, points: Sequence[DataPoint], ranked: Collection[str] = ()
) -> list[DataPoint]:
    """``points``, those without an entity given the company that the text around them portrays.

    ``ranked`` are names that the document's tables rank.
    """
    known = profiles(document, ranked)
    if not known:
        return list(points)
    return [_with_holder(point, known) for point in points]


def _with_holder(point: DataPoint, known: Sequence[Profile]) -> DataPoint:
    if point.entity or point.kind == "rank" or _OF_OTHERS.search(point.metric):
        return point
    last = bisect_right(known, point.start, key=lambda one: one.start)
    holding = (one for one in reversed(known[:last]) if point.start < one.end)
    holder = next(holding, None)
    if holder is None or holder.name in point.metric:
        return point
    return replace(point, entity=holder.name)


def _name(title: str) -> str:
    """The name that a title gives, before what it says of it; empty for a title of another sort."""
    name = _TAIL.sub("", _LEAD.sub("", title.strip())).strip(" *_")
    if not _NAME.fullmatch(name) or _NOT_A_NAME.search(name):
        return ""
    return "" if _is_common(name) else name


def _is_word(name: str) -> bool:
    """Whether a name is a word of the language as well, with which any paragraph may begin: 果然."""
    import rjieba

    return rjieba.has_word(name)


def _is_common(name: str) -> bool:
    """Whether a title names a measure, a place, a field or the like: 智慧金融, but not 云汐能源."""
    import rjieba

    vocabulary = Vocabulary.load()
    terms = vocabulary.terms(name)
    if name in vocabulary.generic or any(term.category in _NO_NAMES for term in terms):
        return True
    rest = fold(name)
    for term in reversed([term for term in terms if term.category in _FIELDS]):
        rest = f"{rest[: term.start]} {rest[term.end :]}"
    return rest != fold(name) and all(map(rjieba.has_word, _HAN.findall(rest)))


def _portrays(text: str, start: int, end: int, above: Sequence[str]) -> bool:
    """Whether a text portrays somebody by its beginning, under a heading of companies or by itself."""
    opening = text[start : min(end, start + _OPENING)]
    if _PORTRAYS.search(opening):
        return True
    return any(_OF_COMPANIES.search(title) for title in above[-1:])
