"""Which documents a question itself names: by edition, publisher or title; and what it then asks.

Rules read the question's own words and the catalogue; none knows a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb.indexing.catalogue import Entry, by_edition, issue_of, plain
from kb.regex import regex
from kb.text import fold, whole_word

_SPAN = r"(?P<year>(?:19|20)\d\d(?:\s*[-–—~～至到/]\s*(?:(?:19|20)\d\d|\d\d(?!\d)))?)"
_INSIDE = r"(?:里面|里边|当中|之中|里|中)?(?:的)?"
_EDITION = regex(
    rf"{_SPAN}\s*年?度?的?[那这]?一?版(?![权图面块块税])本?的?(?:评估)?(?:报告|年报)?{_INSIDE}"
    rf"|(?:\b(?:in|from|per|by|of|according to)\s+)?(?:\bthe\s+)?\b{_SPAN.replace('year', 'en')}"
    r"(?:'s)?\s+(?:edition|version)\b(?:\s+of the report)?(?:'s)?,?"
    rf"|\b(?:edition|version)\s+(?:of|from|for|published in)\s+{_SPAN.replace('year', 'of')}"
)
"""Names an edition, whether or not there is one."""
_REPORT = regex(
    rf"{_SPAN}\s*年度?(?:发布|发表|出版|公布|推出|出)?的?[那这]?[份本]?(?:评估)?(?:报告(?![期了])|年报){_INSIDE}"
    rf"|(?:\b(?:in|from|per|by|according to)\s+)?\b(?:the|its|their)\s+{_SPAN.replace('year', 'en')}"
    r"\s+reports?\b(?:'s)?,?"
    rf"|\breports?\s+(?:of|from|published in|dated)\s+{_SPAN.replace('year', 'of')}"
)
"""Names an edition where there is one of this year; else the year may be what is reported on."""
_PREVIOUS = regex(
    rf"(?:上|前)(?:一个?|个)版本?的?(?:报告)?{_INSIDE}|(?:上|前)一?[份期]报告{_INSIDE}|旧版本?的?报告{_INSIDE}"
    r"|(?:\b(?:in|from|per)\s+)?(?:\bthe\s+)?\b(?:previous|last|earlier|prior|older|old)\s+(?:edition|report)\b,?"
)
_LATEST = regex(
    rf"最新一?版(?!本)的?(?:报告)?{_INSIDE}|最新(?:版本|一?期|一?份)?的?报告{_INSIDE}|新版本?的?报告{_INSIDE}"
    r"|(?:\b(?:in|from|per)\s+)?(?:\bthe\s+)?\b(?:latest|newest|most recent|new)\s+(?:edition|report)\b,?"
)
_ACROSS = regex(
    r"(?:各|两|几|历|每一?|前后|新旧)(?:个|份)?版(?:本)?(?:的)?(?:报告)?(?:之间|间|里|中)?(?![权图])"
    r"|版本?之间|不同版本的报告|(?:各|两|几|不同)份?报告(?:之间|间)?(?=.{0,20}(?:变|调|差|不同|不一|分别|一致))"
    r"|预[测期].{0,20}(?:上调|下调|调高|调低|修订|修正|兑现|准不准|准吗|准确吗|[和与跟]实际)"
    r"|\b(?:between|across)\s+(?:the\s+)?(?:two\s+)?(?:editions|versions|reports)\b"
    r"|\b(?:each|every|all|both)\s+(?:the\s+)?(?:editions?|reports?)\b|\bfrom (?:one )?edition to\b"
    r"|\bforecasts?\b.{0,60}\b(?:revised|accurate|come true|came true|actuals?)\b"
    r"|\b(?:revised?|revisions?|accurate|actuals?)\b.{0,60}\bforecasts?\b"
)
_CHANGED = regex(
    r"相比|对比|比较|变|调整|不同|差[别异]|一致|区别|\bcompar\w*|\bchang\w*|\bdiffer\w*|\bversus\b|\bvs\b"
)
_OLD_AND_NEW = regex(r"[新旧]版本?(?:里|中)?的?")
_ASKING = regex(
    r"\bhow\s+(?:did|has|have|do|does|was|were|much)\b|\b(?:the\s+)?forecasts?\s+(?:of|for)\s+(?:the\b)?"
)
_QUOTED = regex(r"《([^《》]{2,80})》|[“\"]([^“”\"]{4,80})[”\"]")
_IS_REPORT = regex(
    r"(?:报告|[白蓝绿黄]皮书|年报|观察|展望|report|outlook|review|survey|white ?paper)$"
)
_THEIR_REPORT = (
    r"\s*(?:的|发布的|出的|'s|’s)?\s*(?:最新|评估|年度)?(?:报告|年报|[白蓝]皮书|report|outlook)"
)
SHORTEST_TITLE = 4
"""Letters of a title that is known without quotation marks."""
Chosen = list[Entry]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says of documents, and what is left to be asked of them."""

    text: str
    """The question without the edition, whose year is no period."""
    documents: tuple[str, ...] | None = None
    """Ids; None where it names none, or all."""
    missing: str = ""
    """The words that name an edition which is not there."""
    preferred: bool = False
    """True where the documents are only likelier: a publisher may be quoted by others."""
    across: bool = False
    """Whether it asks how editions differ."""


def read(question: str, entries: Sequence[Entry]) -> Named:
    """What ``question`` says of the documents of ``entries``."""
    chosen: Chosen = list(entries)
    spans: list[tuple[int, int]] = []
    folded = fold(question)
    titled = list(_titled(folded, entries))
    if titled:
        chosen = [entry for _, _, found in titled for entry in found]
        spans += [(start, end) for start, end, _ in titled]
    published, only = _published(folded, chosen)
    preferred = bool(published) and not only and not titled
    chosen = published or chosen
    editions, missing = _editions(folded, chosen, spans)
    chosen = editions or chosen
    preferred = preferred and not editions
    several = len({issue_of(entry) for entry in editions}) > 1
    across = several or _ACROSS.search(folded) is not None or _is_relative_change(folded)
    if not across and not missing:
        chosen, relative, missing = _relative(folded, chosen, spans)
        preferred = preferred and not relative
    kept = {entry.id for entry in chosen}
    ids = tuple(entry.id for entry in entries if entry.id in kept)
    everything = len(ids) == len(entries)
    text = _without(question, spans, across)
    return Named(text, None if everything else ids, missing, preferred, across)


def _titled(folded: str, entries: Sequence[Entry]) -> Iterator[tuple[int, int, Chosen]]:
    """Spans that name titles or files, and what they name."""
    for match in _QUOTED.finditer(folded):
        said = plain(match[1] or match[2])
        found = [e for e in entries if said and said in plain(f"{e.title}{e.restates}")]
        if found:
            yield *match.span(), found
    asked = plain(folded)
    for name in dict.fromkeys(issue_of(entry).report for entry in entries):
        letters = plain(name)
        if len(letters) < SHORTEST_TITLE or letters not in asked:
            continue  # to compile a pattern for each takes longer than to answer
        if not _IS_REPORT.search(fold(name).strip()):
            continue
        pattern = r"[\s\-–—]*".join(map(re.escape, letters))
        found_in_full = re.search(rf"(?<![《“\"]){pattern}(?![》”\"])", folded)
        if found_in_full:
            yield *found_in_full.span(), [e for e in entries if issue_of(e).report == name]
    for entry in entries:
        start = folded.find(fold(entry.name))
        if start >= 0 and len(entry.name) > 3:
            yield start, start + len(entry.name), [entry]


def _published(folded: str, entries: Sequence[Entry]) -> tuple[Chosen, bool]:
    """The documents of the publishers named; and whether only their reports are meant."""
    names = {name for entry in entries for name in entry.publishers if len(name) > 1}
    said = (name for name in names if fold(name) in folded)
    found = {name for name in said if re.search(whole_word(fold(name)), folded)}
    chosen = [entry for entry in entries if found & set(entry.publishers)]
    if len(chosen) in (0, len(entries)):
        return [], False
    between = rf"\s*(?:{_SPAN}\s*年?度?)?"
    theirs = (whole_word(fold(name)) + between + _THEIR_REPORT for name in found)
    return chosen, any(re.search(pattern, folded) for pattern in theirs)


def _editions(
    folded: str, entries: Sequence[Entry], spans: list[tuple[int, int]]
) -> tuple[Chosen, str]:
    """The documents of the editions named, and the words for one that is not there."""
    chosen: Chosen = []
    missing = ""
    for pattern, certain in ((_EDITION, True), (_REPORT, False)):
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in spans):
                continue
            said = match["year"] or match["en"] or match["of"]
            found = by_edition(entries, re.sub(r"\s*[–—~～至到/]\s*", "-", said))
            if found:
                chosen += found
                spans.append(match.span())
            elif certain:
                missing = match.group().strip(" ,的里中")
                spans.append(match.span())
    return chosen, missing


def _relative(
    folded: str, entries: Sequence[Entry], spans: list[tuple[int, int]]
) -> tuple[Chosen, bool, str]:
    """The documents of the latest edition or the one before it, where the question says so."""
    steps: tuple[tuple[re.Pattern[str], Callable[[Sequence[Entry]], Chosen]], ...] = (
        (_PREVIOUS, _before_latest),
        (_LATEST, _latest),
    )
    for pattern, choose in steps:
        match = pattern.search(folded)
        if match:
            spans.append(match.span())
            found = choose(entries)
            return found or list(entries), True, "" if found else match.group().strip(" ,的里中")
    return list(entries), False, ""


def _latest(entries: Sequence[Entry]) -> Chosen:
    newest = max((issue_of(entry).issued for entry in entries), default="")
    return [entry for entry in entries if issue_of(entry).issued == newest]


def _before_latest(entries: Sequence[Entry]) -> Chosen:
    """Of the newest report with an earlier edition: the edition before its newest."""
    by_series: dict[str, Chosen] = {}
    for entry in entries:
        by_series.setdefault(re.sub(r"\d", "", plain(issue_of(entry).report)), []).append(entry)
    found: Chosen = []
    for own in by_series.values():
        dates = sorted({issue_of(entry).issued for entry in own}, reverse=True)
        if len(dates) > 1:
            found += [entry for entry in own if issue_of(entry).issued == dates[1]]
    return found


def _is_relative_change(folded: str) -> bool:
    """The new edition set against the old one: 新版和上一版相比."""
    older = _PREVIOUS.search(folded) or "旧版" in folded
    return bool(older) and _CHANGED.search(folded) is not None


def _without(question: str, spans: Sequence[tuple[int, int]], across: bool) -> str:
    """The question without the spans, and without what speaks of editions if it asks of several."""
    folded = list(question)
    for start, end in spans:
        folded[start:end] = " " * (end - start)
    text = "".join(folded)
    for pattern in (_ACROSS, _PREVIOUS, _LATEST, _OLD_AND_NEW, _CHANGED, _ASKING) if across else ():
        for match in pattern.finditer(fold(text)):
            if pattern is not _ACROSS or not re.search("预|forecast", match.group()):
                text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    text = re.sub(r"\s{2,}", " ", text).strip(" ,，、")
    return text or question
