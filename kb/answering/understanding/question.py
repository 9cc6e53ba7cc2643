"""What is asked: language, intent, and the figure that a question is after.

Rules read the question's own words, in Chinese and English; none knows a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.answering.understanding.intents import Intent, intent_of, of_cells
from kb.figures.lookup.lookup import FigureQuestion, parse_question
from kb.figures.quantities.numerals import whole
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold, language
from kb.types import Language

_LISTED = regex(
    r"(?:[哪几]|有什么|有啥)[个条点项种类大方]?(?:主要|关键|核心|重要|大)?的?(?:发展|未来)?"
    r"(?:趋势|方向|特点|特征|问题|挑战|原因|因素|对策|建议|举措|措施|优势|亮点|阶段|环节|方面|路径|步骤)"
    r"|哪[几二两三四五六七八九十][个条点项种类大方]{0,2}(?:变化|变革|转变|影响|作用|用途|做法|办法|模式|玩法)"
)
"""Asks to be told them one by one: 哪几条建议, 几个趋势; no series and no number."""
_WHETHER = regex(
    r"[吗嘛]|(?<![什怎多那这])么\s*[？?]?\s*$|是否|是不是|有没有|会不会|能不能|没有?\s*[？?]?\s*$|对不对|(?:^|[,;.] )(?:is|are|was|were|do|does|did|has|have|had|will|would)\b"
)
_CHOICE = regex(
    r"[哪谁几]|多少|什么|怎|还是(?!.{0,8}[吗嘛])|\bor\b|\b(?:which|who|what|how|why|when|where)\b"
)
_ASKS = regex(r"什么|何|[哪谁怎咋啥]|几[号日月时](?!份)|\b(?:who|whom|whose|when|where|which)\b")
"""A question word: what it asks for is no figure, or another intent would have heard it."""
_EXHIBIT = regex(
    r"(?P<zh>图表|图|(?:(?<![\u3400-\u9fff])|(?<=[在从由据看见的和与及按把对里中给用跟那这下上列是]))表)\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,2}(?=[里中上的]|$|[，,。？?]))(?![\d年hq]|上半|下半)|(?P<en>figure|fig\.?|table|chart|exhibit)\s*(?P<n>\d+)"
)
_THAT = regex(r"^(?:这|那)|\b(?:that|this|it|those|these)\b")
"""Points at what was said before."""
_GOES_ON = regex(
    r"^(?:是|在)*哪一?年的?(?:事|时候)?$|^(?:当时|那时候?|那一?年|那会儿?)(?:又|都)?排|^(?:比|较|相比|跟|和|与)(?:起)?(?:\d{2,4}年|[上去前]一?[年届期次]).{0,10}[升降涨跌掉进退增减变]|^.{1,16}在不?在?(?:其中|里面|里头|其列)|^(?:其中|这?里[面头])(?:有|包括)|^(?:and )?(?:is|are|was|were) .{2,40} (?:among|one of) (?:them|those|these)\b"
)
"""Sets what was asked for against another time, 比22年是升了还是掉了, asks when that was, or who is among them."""
_PART = regex(r"([？?！!；;\n]+|。)")
_MANNER = regex(
    r"(?:报告|原文|文中).{0,3}建议的|从(?:多少|第?几|哪)[位名]?[升降涨跌变]?[到至](?:了?多少|第?几|哪)[位名]?|(?:我|你|您|咱)们?|[每逐各]年的?数|报告|文档|文中|原文|书里|这[里份]|[里中上]|要点|重点|数[字据值]|结论|一句话|几句话|具体|大概|大致|大约|粗略?|简单|简要|详细|分别|逐[一条个]|全部?|顺[便带]"
    r"|请|麻烦|帮忙?|给我?|把|都|也|再|就|先|是|有|没|点|个|的|了|着|得|吗|呢|吧|啊|一?下|一遍|出来|清楚|明白|就?[行好]|即可|可以"
    r"|[列说讲报排算核查验找写捋看]|觉得|感觉|好像|似乎|奇?怪|不对|错|哪儿?|怎么|如何|解释|说明|提到?|谁|做|这个?(?:变化|情况|现象|问题)|[，,、：:。\s]"
)
"""Words by which somebody says how to answer; nothing of what is asked."""
_IN_ORDER = regex(
    r"按?(?:名次|排名|次序|顺序)|排[个序名]|前[一二三四五六七八九十\d]+名?|其次|第[二三四五]|然?后"
)
"""How many, and in which order; of what, the question before it says."""
_AMOUNT_OF_EACH = regex(r"^各?自?(?:多少|几成)$")
"""What is left of 分别是多少, which asks for the figures of what was asked before."""
_OF_BOTH = ("comparison", "difference", "ratio")
_HOW_COME = regex(r"怎么|为什么|为何|为啥|原因|\bwhy\b|\bhow come\b")
_REASONS = regex(r"分析|原因|理由")
_TIME = regex(
    r"(?<![\d.])(?:(?:19|20)\d\d|\d\d(?=年|[hqHQ]))(?:全?年度?)?(?:[上下]半年?|[hH][12]|[qQ][1-4]|第?[一二三四]季度)?(?![\d.])"
)
_MEANT = regex(r"指|要|看|只|限|那一?年?")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked."""

    text: str
    language: Language
    intent: Intent
    figure: FigureQuestion
    exhibit: str = ""
    """The label of the exhibit named, such as ``图7``, in the report's form; empty if none."""
    untranslated: str = ""
    """The whole question as it was put, where ``text`` may be translated in part."""

    @property
    def position(self) -> int | None:
        """The rank asked for: 5 for 第五."""
        ranks = self.figure.ranks
        return ranks[0] if len(ranks) == 1 else None

    @property
    def top(self) -> int | None:
        """The first how many: 10 for 前十."""
        ranks = self.figure.ranks
        return len(ranks) if len(ranks) > 1 else None

    @property
    def asks_whether(self) -> bool:
        """Whether the answer is yes or no: 超过了吗, is A ahead of B, but not is it A or B."""
        folded = fold(self.text)
        return _WHETHER.search(folded) is not None and _CHOICE.search(folded) is None

    def dated(self, text: str) -> bool:
        """Whether ``text`` names a year that is asked about; true where none is."""
        periods = self.figure.periods
        years = {str(year) for p in periods for year in (p.start_year, p.end_year) if year}
        return not years or any(y in text or f"{y[2:]}年" in text for y in years)

    def says(self, pattern: str) -> bool:
        """Whether the folded question holds the regular expression."""
        return re.search(pattern, fold(self.text)) is not None


def understand(
    text: str, vocabulary: Vocabulary, spoken: Language | None = None, untranslated: str = ""
) -> Question:
    """Read one question, ``spoken`` in another language where it is translated in part.

    ``untranslated`` is what stood there before.
    """
    folded = fold(text)
    figure = parse_question(text, vocabulary)
    intent = intent_of(folded) or intent_of(fold(untranslated))
    if intent == "exhibit" and _exhibit(folded):
        # By what factor in Table 1: what is in the exhibit is asked for, not which.
        intent = of_cells(folded) or intent
    if _LISTED.search(folded) and intent not in ("audit", "exhibit", "ranking"):
        intent, figure = "list", replace(figure, kinds=(), unit="", dimension="")
    if intent is None:
        intent = "number" if figure.kinds or figure.unit else "keywords"
        if _ASKS.search(folded):
            intent = "explanation"
    return Question(
        text=text,
        language=spoken or language(text),
        intent=intent,
        figure=figure,
        exhibit=_exhibit(folded),
        untranslated=untranslated,
    )


def parts(text: str) -> list[str]:
    """The questions that ``text`` is made of, split where a sentence ends.

    A sentence that asks nothing says something about the question before it, or after it.
    """
    found: list[str] = []
    told = ""
    for part, mark in zip(*[iter([*_PART.split(text), ""])] * 2, strict=True):
        said = part.strip(" ,，。")
        if len(said) < 2:
            continue
        folded = fold(said)
        audits = intent_of(folded) == "audit"
        manner = _MANNER.sub("", folded)
        if found and not mark.startswith(("？", "?")) and (time := _only_time(said)):
            found = [one if _TIME.search(one) else f"{time}{one}" for one in found]
        elif found and _HOW_COME.search(fold(found[-1])) and not _REASONS.sub("", manner):
            continue  # the reasons were asked for already
        elif found and _AMOUNT_OF_EACH.match(manner) and intent_of(fold(found[-1])) in _OF_BOTH:
            continue  # what is set against each other is told with its figures
        elif found and manner and not _IN_ORDER.sub("", _AMOUNT_OF_EACH.sub("", manner)):
            found[-1] = f"{found[-1]}，{said}"
        elif found and not manner:
            # How to answer is no question of its own, but to check it says what to do.
            found[-1] = f"{found[-1]}，{said}" if audits else found[-1]
        elif found and ((audits and _THAT.search(folded)) or _GOES_ON.search(folded)):
            found[-1] = f"{found[-1]}，{said}"
        elif mark[:1] in ("？", "?") or _asks(folded):
            found.append(f"{told}，{said}" if told else said)
            told = ""
        elif found:
            found[-1] = f"{found[-1]}，{said}"
        else:
            told = f"{told}，{said}" if told else said
    return found or [told or text]


def _only_time(said: str) -> str:
    """The time that ``said`` gives for what was asked before, if it says nothing else."""
    times = list(_TIME.finditer(said))
    if len(times) != 1:
        return ""
    start, end = times[0].span()
    around = _MANNER.sub("", fold(said[:start] + said[end:]))
    return "" if _MEANT.sub("", around) else times[0].group()


def _asks(folded: str) -> bool:
    return intent_of(folded) is not None or _ASKS.search(folded) is not None


def _exhibit(folded: str) -> str:
    match = _EXHIBIT.search(folded)
    if match is None:
        return ""
    if match["zh"]:
        number = match["number"]
        return f"{match['zh']}{number if number.isdigit() else whole(number)}"
    return f"{'表' if match['en'] == 'table' else '图'}{match['n']}"
