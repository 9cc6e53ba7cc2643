"""What is asked: language, intent, and the figure that a question is after.

Rules read the question's own words, in Chinese and English; none knows a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kb.figures.lookup.lookup import FigureQuestion, parse_question
from kb.figures.quantities.numerals import whole
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold, language
from kb.types import Language

Intent = Literal[
    "audit",
    "exhibit",
    "ranking",
    "implied",
    "ratio",
    "difference",
    "comparison",
    "series",
    "number",
    "list",
    "yes_no",
    "explanation",
    "keywords",
]

ASKS_SCOPE = (
    r"包不包|含不含|[包涵]?[含括](?:在内|进去|了?没有?|吗)|算不算|算(?:在内|进去)|统计范围|是?按.{1,12}口径.{0,6}[吧吗]|什么口径"
    r"|\b(?:do|does|did)\b.{2,80}\b(?:include|exclude|cover)\b"
    r"|(?:^|[,.;?]\s*|\b(?:and|but|so|or) )(?:do|does|did)\b.{2,80}\bcount\b(?! (?:in|of|for|at|by|to|ever|exceed|reach|pass|grow|rise|fall|drop|change)\b)"
    r"|(?:(?:^|[,.;?]\s*|\b(?:and|but|so|or) )(?:is|are|was|were)\b.{2,80}|\b(?:is|are|was|were) (?:not|also|all) )\b(?:includ|count|cover|exclud)ed\b"
)
"""Asks what a figure takes in: 含不含海外门店. A store count is a figure, and 'excluding' narrows one."""

_INTENTS: tuple[tuple[Intent, str], ...] = (
    ("explanation", ASKS_SCOPE),
    (
        "explanation",
        r"为什么|为何|为啥|凭什么|[拿用靠凭](?:什么|哪些|啥)[^，。]{0,8}算(?:出来)?的|越[\u3400-\u9fff]{1,2}[^，。]{0,4}越|什么原因|原因是|得益于|靠什么|怎么(?:挤进|会|回事)|怎么.{0,4}这么|是怎么回事|怎么(?:突然|就|还)|\bwhy\b|\bhow come\b|\bwhat (?:drove|caused)\b|\bwhat should\b",
    ),
    (
        "audit",
        r"[数值据速率字%](?:是不是)?(?:算得)?(?:对不对|对吗|准不准|准吗|准确吗|有没有(?:算)?错|有误吗|正确吗|错了吗)|[写说给列标印算]得?对[吗么不]|不是这个[数值]|[数据率值增比]字?.{0,4}(?:奇怪|有点怪|不对劲)|(?:帮|再|去)[我忙]*(?:核|复核|验)一?[下遍]|没毛病|有没有毛病|有毛病吗|没问题吧|说得通|验算|核对|核算|核验|自洽|算得对|算错|算得准|对得上|对不上|(?:跟|和|与|同).{0,16}(?:不符|不一致|不吻合|不相符|有出入)|自相矛盾|打架|站得住|算出来的|怎么来的|能.{0,4}验证|矛盾|前后一致"
        r"|\bworks? out to\b|\bworked out to\b|\bconsistent\b|\badd up\b(?! to\b)|\bdouble.?check\b|\bverif|\brecalculat|\bcheck out\b|\bhold up\b"
        r"|\b(?:growth|rates?|cagrs?|percentages?|numbers?|figures?|values?|sums?|totals?)\b.{0,60}\b(?:wrong|incorrect|mistaken|miscalculated|inconsistent|mismatch\w*|(?:fails?|failed|not|[a-z]+n't) (?:to )?(?:match|tally|fit|agree|square|reconcile))"
        r"|\b(?:wrong|incorrect|mistaken|miscalculated|inconsistent|erroneous)\b.{0,30}\b(?:growth|rates?|cagrs?|percentages?|numbers?|figures?|values?)\b|\b(?:arithmetic|calculation|math) (?:error|mistake|slip)"
        r"|\b(?:growth|rates?|cagrs?|percentages?|increases?|totals?)\b.{0,80}\b(?:agrees?|match(?:es)?|tall(?:y|ies)|squares?|reconciles?|fits?|lines? up|follows?)\b.{0,40}\b(?:values?|numbers?|figures?|levels?|amounts?|totals?|ends?|end ?points)\b"
        r"|correctly (?:calculated|computed)|contradict|\b(?:is|are) (?:that|this|the) .{0,60}\b(?:right|correct|accurate)\b(?=\s*(?:[?,.!]|$))",
    ),
    (
        "exhibit",
        r"(?:图表|图|(?:(?<![\u3400-\u9fff])|(?<=[在从由据看见的和与及按把对里中给用跟那这下上列是]))表)\s*\d{1,2}(?![\d年hH]|[上下]半)|(?<![地代报仪])[图表][几号](?!率|月|日|发布)|(?:什么|哪些|哪个)图表|(?<![代仪])[图表][一二三四五六七八九十]{1,2}(?:[里中上的]|$|[，,。？?])|[哪几]\s*[张幅个].{0,6}[图表]|图.{0,3}[哪几][张幅]|那张[图表]|[图表](?:题|标题|名)|(?<![地代报仪手图])[图表][，,][^，。]{0,8}哪一?[张幅]"
        r"|\b(?:figure|fig\.?|table|chart|exhibit)\s*\d+|\bwhich (?:chart|figure|table|exhibit|graph|diagram)|\bwhere\b.{0,30}\bthe (?:chart|graph|diagram|exhibit|table|figure (?:show|sketch|on|about))|\bis there an? (?:chart|figure(?! (?:for|on|of)\b)|table|exhibit)\b|那[张个幅][图表]|有.{2,20}(?<!代)[图表]吗|哪[里儿]有?列[了出着]|(?:对照|对比|清单|明细)[^，。]{0,4}在?哪[里儿]|的[图表]是第?几|哪[里儿]有.{2,24}(?<![代仪手])(?:图表?|表格?)(?=$|[？?])",
    ),
    (
        "implied",
        r"倒推|反推|倒算|反算|推算|隐含|推出.{0,6}(?:规模|基数)|\bimpl(?:y|ied|ies)\b|back.?calculat|back out",
    ),
    (
        "ranking",
        r"排名|排行|排第|排位|名次|位次|位居|榜|第几|排在|前[一二三四五六七八九十\d]+(?:名|位|强|大)?(?!年|个月|季)"
        r"|(?<![\d一二三四五六七八九十百千])(?:[二三四五六七八九十]|[1-9]0?)强(?![国度势劲烈弱行制迫大者项于调化])|top.?\d+|名列|垫底|新面孔|挤出|[跌掉]出|新进|领跑|\brank|\bleague table|\btop(?:ped|s)?\b|top (?:three|five|ten)"
        r"|(?:first|second|third|fourth|fifth) place",
    ),
    (
        "ratio",
        r"[几多少]+倍|翻了?[几多]|倍数|相当于.{0,4}[几多]|[顶抵](?:得上|了)?[几多]少?[个倍]|多少个.{1,12}才|比值|\bhow many times\b|\btimes (?:bigger|larger|as)"
        r"|\bratio\b|\bmultiple of\b|\b(?:by )?what (?:multiple|factor)\b|\bhow many .{1,30} (?:equal|make up|add up to|would it take)",
    ),
    (
        "difference",
        r"差了?多?少|[大多高]出来?(?:多少|几)|(?<![同环占对])比.{1,24}[大小贵重快慢]了?多少|相差|差距|差额|多出|比.{1,30}多[\u3400-\u9fff]{1,2}(?:多少|几个?[百千万亿])|[多高少低]了?多少|[多高少低贵快慢升降涨跌掉丢滑减增提差]了?几个?(?:百分)?点|[降跌涨升掉便宜贵]了?(?:几[毛块元角分万亿]|多少[钱元])|(?:便宜|降价|涨价|省)了?(?:多少|几)|比.{1,24}[多少][\u3400-\u9fff]?了?(?:多少|几)[万亿千百]?(?:公斤|千克|吨|升|块钱|元|斤)|比.{1,24}[多少]了?几(?:[万亿千百]?[座个家台辆架艘套项处条吨人只件部]|\s?[a-z])|拉长了?(?:多少|几)|缩短了?(?:多少|几)|增加了?多少|净增|增量|多多少|[到至].{0,8}[多少]了(?:多少|几)"
        r"|\bdifference\b|\bhow far (?:ahead|behind|above|below|clear)\b|\bspread (?:in|between)\b|\bhow many (?:more|fewer)\b.{2,80}\bthan\b|\bhow much (?:more|less|higher|lower|bigger|larger|smaller|cheaper|dearer|longer|shorter|faster|slower)\b|\bgap\b|\bhow (?:many|much|far)\b.{0,60}\bapart\b|\bhow many percentage points\b|\bhow many points (?:\w+er|more|less)\b|\bby how (?:much|many)"
        r"|\bhow many (?:\w+ ){0,3}(?:did|does|has|have|will|more|fewer)\b.{0,60}\b(?:lose|lost|gain|gained|grow|rise|fall|drop|add|more|fewer|shed)\b",
    ),
    (
        "comparison",
        r"相比|对比|比较|(?:快|高|大|多|低|少|慢|贵|强)(?:一些|些|点)?还是|[哪谁].{0,6}(?:更|快|(?<!从)高|大|(?<!差不)多|低|(?<!多)少|慢)|比.{1,20}(?:更|快|高|大|多|低|少)吗|[哪谁].{0,8}(?:贵|便宜|重|轻|长|短|强|弱|省|费)"
        r"|\bcompare|\bversus\b|\bvs\b|\bwhich (?:has|is|one|of).{0,40}(?:er\b|more|less)"
        r"|\b(?:which|who)\b.{0,40}\b(?:more|less|fewer|\w+er)\b.{0,80}\bor\b|(?:^|[:,;] )(?:is|are|was|were|do|does|did|has|have)\b.{2,60}\bor\b.{2,60}\b(?:more|less|fewer|bigger|larger|smaller|higher|lower|faster|slower|cheaper)\b",
    ),
    (
        "series",
        r"趋势|一路怎么|怎么一路|历年|逐年|各年|走势|变化|怎么变|怎么走|(?:每|逐|各)年(?:都?给|报|的?数)|一年一个数|演变|时间序列|按年|按年份"
        r"|\btrend|\bover time\b|\bover the years\b|\bby year\b|\byear by year\b|\bevol|\bchanged?\b|time series",
    ),
    (
        "explanation",
        r"为什么|为何|为啥|凭什么|原因|如何|怎么(?!样的数)|怎样|是什么意思|指的?是?什么|定义|是个?啥|什么是|含义|介绍|建议|优势|优缺点|挑战|影响|好处"
        r"|\bwhy\b|\breasons?\s*\?|\bhow (?:do|does|did|can|should|to|is|are|was|were)\b(?! (?:much|many))|\bexplain|\bdefin|\bdescribe|\bbenefit|\badvantage"
        r"|\bchallenge|\brecommend|\badvi[cs]e|\bwhat worries|\bwhat drives",
    ),
    (
        "number",
        r"多少|什么(?:水平|程度|量级|规模|体量|价位)|(?<!哪)[几多][大高快久长个家片台张所款座人]|几成|几何|数值|百分之几|有多|数字是|预测值"
        r"|\bhow (?:much|many|big|large|fast|high|long)\b|\bhow far (?:do|does|did|can|could|will|would)\b|\bwhat (?:does|did|do|will) .{1,40} cost\b|\bwhat (?:[a-z-]+ ){0,3}(?:share|percent\w*|proportion|number|rate|margins?|revenues?|profits?|income|sales|score|salary|wages?|budget|fees?|tariffs?) (?:of|did|does|do|was|were|is|are|will|would|has|have)\b|\bwhat (?:share|percent|proportion|number|rate)|\bamount\b",
    ),
    (
        "list",
        r"哪些|哪几|哪[二两三四五六七八九十\d][个种类条点项块]|列[出一举]|有什么|分别是[哪什]|包括什么|几(?:[条类种]|块(?!钱))|\bwhich\b|\blist\b|\bwhat are\b|\bname the\b",
    ),
    (
        "yes_no",
        r"(?:[吗嘛]|(?<![什怎])么)\s*[？?]?\s*$|没有?\s*[？?]?\s*$|是否|是不是|有没有|会不会|能不能|^\s*(?:is|are|was|were|do|does|did|has|have|can|will)\b",
    ),
)
_LISTED = regex(
    r"(?:[哪几]|有什么|有啥)[个条点项种类大方]?(?:主要|关键|核心|重要|大)?的?(?:发展|未来)?"
    r"(?:趋势|方向|特点|特征|问题|挑战|原因|因素|对策|建议|举措|措施|优势|亮点|阶段|环节|方面|路径|步骤)"
    r"|哪[几二两三四五六七八九十][个条点项种类大方]{0,2}(?:变化|变革|转变|影响|作用|用途|做法|办法|模式|玩法)"
)
"""Asks to be told them one by one: 哪几条建议, 几个趋势; no series and no number."""
_COMPILED = tuple((intent, regex(pattern)) for intent, pattern in _INTENTS)
_OF_CELLS = tuple((one, said) for one, said in _COMPILED if one in ("ratio", "difference"))
_WHETHER = regex(
    r"[吗嘛]|(?<![什怎多那这])么\s*[？?]?\s*$|是否|是不是|有没有|会不会|能不能|没有?\s*[？?]?\s*$|对不对|(?:^|[,;.] )(?:is|are|was|were|do|does|did|has|have|had|will|would)\b"
)
_CHOICE = regex(
    r"[哪谁几]|多少|什么|怎|还是(?!.{0,8}[吗嘛])|\bor\b|\b(?:which|who|what|how|why|when|where)\b"
)
_POINTS = regex(r"[几多少]个?(?:百分)?点|\bhow many (?:percentage )?points\b")
"""Asks by how much a share changed, of the top five as of any other."""
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
    intent = _intent(folded) or _intent(fold(untranslated))
    if intent == "exhibit" and _exhibit(folded):
        # By what factor in Table 1: what is in the exhibit is asked for, not which.
        intent = next((one for one, said in _OF_CELLS if said.search(folded)), intent)
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
        audits = _intent(folded) == "audit"
        manner = _MANNER.sub("", folded)
        if found and not mark.startswith(("？", "?")) and (time := _only_time(said)):
            found = [one if _TIME.search(one) else f"{time}{one}" for one in found]
        elif found and _HOW_COME.search(fold(found[-1])) and not _REASONS.sub("", manner):
            continue  # the reasons were asked for already
        elif found and _AMOUNT_OF_EACH.match(manner) and _intent(fold(found[-1])) in _OF_BOTH:
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
    return _intent(folded) is not None or _ASKS.search(folded) is not None


def _intent(folded: str) -> Intent | None:
    for intent, pattern in _COMPILED:
        if pattern.search(folded):
            return "difference" if intent == "ranking" and _POINTS.search(folded) else intent
    return None


def _exhibit(folded: str) -> str:
    match = _EXHIBIT.search(folded)
    if match is None:
        return ""
    if match["zh"]:
        number = match["number"]
        return f"{match['zh']}{number if number.isdigit() else whole(number)}"
    return f"{'表' if match['en'] == 'table' else '图'}{match['n']}"
