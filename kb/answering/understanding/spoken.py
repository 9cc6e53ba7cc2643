"""The language in which a question is put, whatever language the names in it are in."""

from __future__ import annotations

from kb.regex import regex
from kb.text import fold, language
from kb.types import Language

_ENGLISH = regex(
    r"\b(?:what|which|who|when|where|why|how|is|are|was|were|does|did|has|have|will|the|list|show"
    r"|compare)\b"
)
_CHINESE = regex("[的了吗呢是几哪谁怎]|多少|什么|何|请|有没有|列出|比较")


def spoken(question: str) -> Language:
    """English where its own words are, as in ``What was 市场规模 in 2023?``."""
    folded = fold(question)
    if _ENGLISH.search(folded) and not _CHINESE.search(folded):
        return "en"
    return language(question)
