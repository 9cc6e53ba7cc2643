"""What a question sets aside before it asks: who is known to hold a place, and what it asks beyond.

甲第一我知道，前五是谁 asks for the first five, and besides the top ten, which others for none of them.
"""

from __future__ import annotations

from kb.regex import regex
from kb.text import fold

_THEN = r"[，,。;；:]\s*(?:(?:那么?|但是?|可是?|不过|只是|而|but|so|and|then|now)[\s，,]*)*"
_KNOWN = regex(
    rf"(?:^|(?<=[，,]))[^，,。？?]{{2,24}}(?<![想要不没欲])(?:知道|清楚|晓得|明白)[的了]?{_THEN}"
    rf"|^(?:我|大家|我们|咱们?)(?:都|已经?|也|只|当然)*(?:知道|清楚|晓得|明白)[^，,。？?]{{2,24}}{_THEN}"
    rf"|^(?:i|we)(?: all| already| do)? (?:know|see|gather|understand)(?: that)? [^,.;?]{{3,60}}{_THEN}"
    rf"|^[^,.?;]{{3,60}},? (?:i|we)(?: all| already| do)? know(?: that)?{_THEN}"
    rf"|^(?:given|knowing)(?: that)? [^,.;?]{{3,60}}{_THEN}"
)
"""Tells what whoever asks knows."""
_BUT = r"除[了去开]?|不算|撇开|排除|去掉"
_BUT_ENGLISH = r"apart from|other than|beyond|except(?: for)?|excluding|outside(?: of)?|not counting|leaving (?:out|aside)"
_FEW = r"(?:前[一二三四五六七八九十\d]+|头部?)[名位强大个家座]?(?:的?[\u3400-\u9fff]{1,4}?)??(?:之外|以外|外|不算)?"
_FEW_NAMED = r"前[一二三四五六七八九十\d]+(?![年月季度])[名位强大]?"
_BEYOND = regex(
    rf"^(?:{_BUT})[^，,。？?]{{1,20}}[，,]\s*|^[^，,。？?]{{2,20}}[以之]外[，,]\s*|(?:{_BUT}){_FEW}[，,]?(?=还|其|另|有|剩|哪|报告)"
    rf"|(?:[又还也都]*不在|没(?:有|能)?(?:排|挤|杀)?进入?|未能?(?:排|挤)?进入?){_FEW_NAMED}[，,]?(?:但|却|而)|{_FEW_NAMED}[以之]外的?"
    rf"|^(?:{_BUT_ENGLISH}) [^,?]{{2,40}},\s*"
    rf"|,? ?(?:{_BUT}|\b(?:{_BUT_ENGLISH})) (?:the )?(?:top|first|leading|best) [a-z0-9]+(?: (?:cit|compan|industr|countr|provinc|region|vendor|firm|sector)[a-z]+)?"
)
"""Leaves out what is known, or the first few."""
_ASKS = regex(r"[谁哪几怎吗]|多少|什么|\b(?:which|what|who|whose|how|why|when)\b")


def without_aside(text: str) -> str:
    """``text`` without what it sets aside; as it stands where that is all, or asks for something itself."""
    folded = fold(text)
    for pattern in (_KNOWN, _BEYOND):
        said = pattern.search(folded)
        if said and not _ASKS.search(said.group()) and said.end() - said.start() < len(text) - 1:
            return f"{text[: said.start()]}{text[said.end() :]}"
    return text
