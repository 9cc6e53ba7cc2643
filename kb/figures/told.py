"""Rankings told in sentences: "the first three are A, B and C", "A has stayed in the top five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.figures.cells import rank_of
from kb.figures.period import find_periods
from kb.text import sentences
from kb.types import DataPoint, Period

_NAME = r"[^\s，。；、,;:：（）()“”*]{2,12}?"
_LIST = rf"{_NAME}(?:[、,] ?{_NAME}){{1,14}}(?:(?:和|与|以及|及| and ){_NAME})?"
_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_IN_ORDER = re.compile(
    rf"(?:前{_N}|[Tt][Oo][Pp] ?\d{{1,2}}|排名|排行|位列)[^。；，\n]{{0,24}}?(?:依次|分别)(?:为|是)[:：]?\s*"
    rf"(?P<names>{_LIST})(?=行业|城市|等|[，。；,;\n]|$)"
)
_EACH = re.compile(
    rf"(?P<names>{_NAME}(?:(?:、|和|与|及){_NAME}){{1,6}})分别(?:位列|位居|排名|排在|列|居|为)"
    rf"(?P<ranks>第{_N}(?:位|名)?(?:(?:、|和|与|及)第?{_N}(?:位|名)?){{1,6}})"
)
_STAYED = re.compile(
    rf"(?P<names>{_LIST})[^，。；、\n]{{0,16}}?(?:一直|始终|持续|连续|均|稳居|都)[^，。；\n]{{0,10}}?前(?P<top>{_N})(?:名|位|强|的)?"
)
_SPLIT = re.compile(r"、|, ?| and |(?<=.{2})(?:以及|和|与|及)(?=.{2})")
_SUFFIX = re.compile(
    r"(?:等)?(?:几?个?(?:行业|城市|领域|地区|企业|公司|省份))$|^其中|^如|^(?:19|20)\d\d年"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Names that are said to have stayed among the first ``top`` in every year of ``period``."""

    names: tuple[str, ...]
    top: int
    period: Period
    start: int
    end: int
    quote: str


def told_ranks(text: str, document_id: str) -> Iterator[DataPoint]:
    """Rank points of the lists in ``text`` that are in order; the period is the sentence's."""
    for start, end in sentences(text):
        sentence = text[start:end]
        for match in _IN_ORDER.finditer(sentence):
            names = _names(sentence, match.start("names"), match.end("names"))
            yield from _ranked(text, document_id, (start, end), names, range(1, len(names) + 1))
        for match in _EACH.finditer(sentence):
            names = _names(sentence, match.start("names"), match.end("names"))
            ranks = [rank_of(one) for one in re.split("、|和|与|及", match["ranks"])]
            if len(ranks) == len(names) and None not in ranks:
                yield from _ranked(text, document_id, (start, end), names, [r or 0 for r in ranks])


def told_claims(text: str) -> Iterator[Claim]:
    """Claims that names stayed in the first few; the period may stand earlier in the paragraph."""
    for start, end in sentences(text):
        for match in _STAYED.finditer(text, start, end):
            top = rank_of(match["top"].replace("两", "二"))
            line = text.rfind("\n", 0, start) + 1
            ranges = [p for _, _, p in find_periods(text, line, end) if p.years]
            names = tuple(
                name for _, name in _names(text, match.start("names"), match.end("names"))
            )
            if top and ranges and len(names) > 1:
                yield Claim(names, top, ranges[-1], match.start(), match.end(), match.group())


def _names(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The names of a list with where each begins, the words around a name left out."""
    found: list[tuple[int, str]] = []
    position = start
    for piece in _SPLIT.split(text[start:end]):
        at = text.index(piece, position, end)
        position = at + len(piece)
        name = _SUFFIX.sub("", piece).strip()
        if name:
            found.append((at + piece.index(name), name))
    return found


def _ranked(
    text: str,
    document_id: str,
    sentence: tuple[int, int],
    names: list[tuple[int, str]],
    ranks: range | list[int],
) -> Iterator[DataPoint]:
    start, end = sentence
    periods = [p for _, _, p in find_periods(text, start, end) if p.key and not p.years]
    for (at, name), rank in zip(names, ranks, strict=True):
        yield DataPoint(
            metric="排名",
            value=float(rank),
            unit="",
            kind="rank",
            start=start + at,
            end=start + at + len(name),
            quote=name,
            sentence_start=start,
            sentence_end=end,
            period=periods[0] if periods else Period(),
            entity=name,
            normalised=float(rank),
            document_id=document_id,
        )
