"""Charts and tables that a question names by their place, called by their number: the third chart, 第三张图."""

from __future__ import annotations

import re

from kb.figures.quantities.numerals import whole
from kb.regex import regex

_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten"
_EXHIBIT = r"(?:chart|graph|table|exhibit|diagram)"
_GOES_ON = (
    r"(?=\s*(?:$|[?.,;:)]|(?:about|show\w*|in|on|of|say\w*|tell\w*|is|are|was|does|depict\w*|illustrat\w*"
    r"|cover\w*|give\w*|and|list\w*|deal\w*|from|called|titled|headed|has|plot\w*)\b))"
)
_ENGLISH = regex(
    rf"\b(?:the )?(?P<nth>{_NTH}) (?P<what>{_EXHIBIT}){_GOES_ON}"
    rf"|\b(?P<named>{_EXHIBIT}|figure) (?:(?:number|no\.?) (?=\w))?(?P<number>{_NUMBER}){_GOES_ON}",
    re.IGNORECASE,
)
_CHINESE = regex(
    r"第\s?(?P<nth>\d{1,2}|[一二三四五六七八九十]{1,3})[张幅个](?P<what>图表|统计图|[图表](?:格|片)?)(?![书示像标形谱层])"
)


def by_number(text: str) -> str:
    """``text`` with chart 3 for the third chart, and 图3 for 第三张图."""
    return _CHINESE.sub(_numbered, _ENGLISH.sub(_labelled, text))


def _labelled(match: re.Match[str]) -> str:
    what = (match["what"] or match["named"]).lower()
    place = (match["nth"] or match["number"]).lower()
    return f"{'table' if what == 'table' else 'chart'} {whole(place)}"


def _numbered(match: re.Match[str]) -> str:
    what = match["what"].removeprefix("统计")
    label = what if what == "图表" else what[0]
    return f"{label}{whole(match['nth'])}"
