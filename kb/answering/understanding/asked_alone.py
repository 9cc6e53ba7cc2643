"""What is asked in a text that says more: the sentences that ask, without those around them that only tell of somebody.

A question that could not be answered is tried so again: what is said around it hides what it is about. What
narrows a question stays: a clause with a number, with a place or a name that the question does not say itself, or an
industry in the same sentence, with "only" or "not", and one that the question points back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import fold, language

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from kb.figures.vocabulary.vocabulary import Vocabulary

LEAST = 2
"""Words that a question has to have, one of which says of what."""
_CLAUSE = regex(r"[^，,。；;：:！!？?\n]*(?:[，,；;：:](?!\d)|[。！!？?\n]+|(?<!\d)[，,；;：:]|$)")
_SENTENCE = regex(r"[^.?!;\n]*(?:[.](?=\d)[^.?!;\n]*)*(?:[.?!;\n]+|$)")
_ASKS = regex(
    r"什么|何(?![在况])|[哪谁怎咋啥几]|多[少大高快久长远重宽]|[吗嘛呢么](?=\W*$)|是否|是不是|有没有|对不对|能不能|会不会|[?？]"
    r"|^\W*(?:and |so |but |then )?(?:how|what|which|who|whom|whose|when|where|why|is|are|was|were|do|does|did|has|have|can|will|should|list|name|give|tell|show)\b"
)
_NARROWS = regex(
    r"[\d%％]|[只仅光单除非]|不[是要算含包]|[指按以](?=.{0,12}[算计为准看来排分列]|的)|口径|截至|为止|[一二三四五六七八九十百]+[年月季度]"
    r"|\b(?:only|just|not|except|excluding|without|mean|meaning|other than|rather|instead|i\.e|including)\b|n't\b"
)
"""Says what is meant and what is not."""
_ENDS = regex(r"[。.！!？?；;：:\n]\s*$")
_SOMEBODY = regex(
    r"[我俺咱您]|你们|同[事学行]|朋友|亲戚|老[板总婆公师爸妈]|领导|客户|甲方|供应商|经销商|爸|妈|哥|姐|弟|妹|孩子|儿子|女儿|[娃爷奶叔姨]"
    r"|论文|作业|ppt|汇报|稿子|课件|方案|标书|\b(?:i|we|my|our|me|us)\b"
)
"""Tells of who asks, or of somebody of theirs."""
_PLACES, _FIELDS = ("cities", "regions"), ("industries",)
_HOME = {"中国"}
"""A place that narrows little: 国产."""
_POINTS_BACK = regex(
    r"^(?:比|跟|和|与|同|较)|[它其该此]|[他她]们?(?!家)|[那这][边里儿]|(?<![\u3400-\u9fff])[那这](?!种|会|么|几?年)|两者|二者|前者|后者|上述"
    r"|\b(?:it|its|they|them|their|those|these|this|that|there|one|ones|such|he|she|his|her|both|either|former|latter)\b"
)


def asked_alone(text: str, vocabulary: Vocabulary, names_in: Callable[[str], Set[str]]) -> str:
    """The clauses of ``text`` that ask, where the others may be left out; empty where none may, or none asks.

    ``names_in`` gives the names of the documents that stand in a text.
    """
    clauses = _clauses(text)
    asking = [at for at, clause in enumerate(clauses) if _ASKS.search(fold(clause))]
    if not asking:
        return ""
    first, last = asking[0], asking[-1] + 1
    while first > 0 and _goes_on(clauses[first - 1]):
        first -= 1
    before, asked, behind = (
        "".join(part).strip(" ，,；;：:")
        for part in (clauses[:first], clauses[first:last], clauses[last:])
    )
    if (not before and not behind) or _NARROWS.search(fold(f"{before}\n{behind}")):
        return ""
    if before and _POINTS_BACK.search(fold(asked)):
        return ""

    def named(part: str, *sorts: str) -> set[str]:
        terms = {term.canonical for term in vocabulary.terms(part) if term.category in sorts}
        return terms | set(names_in(part))

    apart = _ENDS.search("".join(clauses[:first])) is not None
    left_out = named(f"{before}\n{behind}", *_PLACES) | named("" if apart else before, *_FIELDS)
    words = {word.text for word in vocabulary.content(asked)}
    told = named(asked, *_PLACES, *_FIELDS)
    by_itself = len(words) >= LEAST and bool(words - vocabulary.generic)
    return asked if left_out - _HOME <= told and by_itself else ""


def _clauses(text: str) -> list[str]:
    pattern = _CLAUSE if language(text) == "zh" else _SENTENCE
    return [match.group() for match in pattern.finditer(text) if match.group()]


def _goes_on(clause: str) -> bool:
    """Whether a clause before the one that asks is of the same sentence, and tells of nobody."""
    return not _ENDS.search(clause) and not _SOMEBODY.search(fold(clause))
