"""What sort of answer a question asks for, by its words: the first of ``_INTENTS`` that it says."""

from __future__ import annotations

from typing import Literal

from kb.regex import regex

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

_WHY = (
    r"为什么|为何|为啥|凭什么|什么原因|原因是|怎么(?:会|突然|就|这么|那么|还|反而|反倒|倒|却|老是|总是|又|回事|一直)|靠什么|什么情况|出于什么|什么(?:理由|缘由|缘故)|\bwhy\b|what (?:drives|drove|causes?|caused|triggers|triggered|led to|leads to|sets off|set off|explains|explained|accounts for)"
    r"|how come|what(?:['’]s (?:driving|behind)| (?:happened|went wrong|(?:is|was) (?:behind|driving)|lies behind|lay behind|underlies|ma[dk]es?(?! up\b)))\b"
)
ASKS_REASONS = rf"{_WHY}|原因|reasons?|\bthe causes\b"
"""Asks why something is so, or how it came about."""

COMPARATIVES = (
    r"higher|lower|bigger|larger|smaller|cheaper|dearer|pricier|costlier|longer|shorter|faster|slower|quicker|sooner|earlier|later"
    r"|older|younger|heavier|lighter|taller|wider|narrower|deeper|further|farther|stronger|weaker|richer|poorer|warmer|hotter|colder"
)
"""What something is that is set against another or against what it was."""
_ENDS = r"(?=\W|$|[一些点了多呢啊吗么嘛得于过吧出])"
"""Follows an adjective that is said of something, as in 哪个大, and not one before a noun: 哪些大模型."""
_INTENTS: tuple[tuple[Intent, str], ...] = (
    ("explanation", ASKS_SCOPE),
    (
        "explanation",
        _WHY
        + r"|[拿用靠凭](?:什么|哪些|啥)[^，。]{0,8}算(?:出来)?的|越[\u3400-\u9fff]{1,2}[^，。]{0,4}越|得益于|怎么挤进|怎么.{0,4}这么|\bwhat should\b",
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
        r"(?:图表|图|(?:(?<![\u3400-\u9fff])|(?<=[在从由据看见的和与及按把对里中给用跟那这下上列是]))表)\s*\d{1,2}(?![\d年hH]|[上下]半)|(?<![地代报仪])[图表][几号](?!率|月|日|发布)|(?:什么|哪些|哪个)图表|(?<![代仪])[图表][一二三四五六七八九十]{1,2}(?:[里中上的]|$|[，,。？?])|[哪几]\s*[张幅个].{0,6}[图表]|(?<![代仪地])[图表][，,][^，。]{0,8}第几[张幅]|第几[张幅][图表]|图.{0,3}[哪几][张幅]|那张[图表]|[图表](?:题|标题|名)|(?<![地代报仪手图])[图表][，,][^，。]{0,8}哪一?[张幅]"
        r"|\b(?:figure|fig\.?|table|chart|exhibit)\s*\d+|\bwhich (?:chart|figure|table|exhibit|graph|diagram)|\bwhere\b.{0,30}\bthe (?:chart|graph|diagram|exhibit|table|figure (?:show|sketch|on|about))|\b(?:show|find|give|send|pull up|point)(?: me| us)?(?: to)? (?:the|an?|any|that) (?:chart|graph|diagram|exhibit|table)s?\b|\bis there an? (?:chart|figure(?! (?:for|on|of)\b)|table|exhibit)\b|那[张个幅][图表]|有.{2,20}(?<!代)[图表]吗|哪[里儿]有?列[了出着]|(?:对照|对比|清单|明细)[^，。]{0,4}在?哪[里儿]|的[图表]是第?几|哪[里儿]有.{2,24}(?<![代仪手])(?:图表?|表格?)(?=$|[？?])",
    ),
    (
        "implied",
        r"倒推|反推|倒算|反算|推算|隐含|推出.{0,6}(?:规模|基数)|\bimpl(?:y|ied|ies)\b|back.?calculat|back out",
    ),
    (
        "ranking",
        r"排名|排行|排第|排位|名次|位次|位居|榜|第几|第[一二三四五六七八九十\d]{1,2}名|排在|前[一二两三四五六七八九十\d]+(?:名|位|强|大)?(?!年|个月|季)"
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
        r"差(?:了?多?少|[得出了]+(?:多少|几))|[大多高]出来?(?:多少|几)|(?<![同环占对])比.{1,24}[大小贵重快慢]了?多少|相差|差距|差额|多出|比.{1,30}多[\u3400-\u9fff]{1,2}(?:多少|几个?[百千万亿])|(?<!最)[多高少低]了?多少|[多高少低贵快慢升降涨跌掉丢滑减增提差]了?几个?(?:百分)?点|[降跌涨升掉便宜贵]了?(?:几[毛块元角分万亿]|多少[钱元])|(?:便宜|降价|涨价|省)了?(?:多少|几)|比.{1,24}[多少][\u3400-\u9fff]?了?(?:多少|几)[万亿千百]?(?:公斤|千克|吨|升|块钱|元|斤)|比.{1,24}[多少]了?几(?:[万亿千百]?[座个家台辆架艘套项处条吨人只件部]|\s?[a-z])|拉长了?(?:多少|几)|(?:缩短|扩大|做大|缩小|萎缩)了?(?:多少|几)|增加了?多少|净增|增量|多多少|(?<![至最不多])[多少][卖买产销花赚挣投用收交][出入进]?了?(?:多少|几)|[到至].{0,8}[多少]了(?:多少|几)"
        r"|\bdifference\b|\bhow far (?:ahead|behind|above|below|clear)\b|\bspread (?:in|between)\b|\bhow many (?:more|fewer)\b.{2,80}\b(?:than|versus|vs|compared (?:with|to)|over|against)\b|\bhow much (?:more|less|"
        + COMPARATIVES
        + r")\b|\bhow many (?:[a-z-]+ ){1,3}(?:"
        + COMPARATIVES
        + r")\b|\bgap\b|\bhow (?:many|much|far)\b.{0,60}\bapart\b|\bhow many percentage points\b|\bhow many points (?:\w+er|more|less)\b|\bby how (?:much|many)"
        r"|\bhow many (?:\w+ ){0,3}(?:did|does|has|have|will|more|fewer)\b.{0,60}\b(?:lose|lost|gain|gained|grow|rise|fall|drop|add|more|fewer|shed)\b",
    ),
    (
        "comparison",
        rf"相比|对比|比较|(?:快|高|大|多|低|少|慢|贵|强)(?:一些|些|点)?还是|[哪谁].{{0,6}}(?:更|(?:快|(?<!从)高|大|(?<!差不)多|低|(?<!多)少|慢){_ENDS})|比.{{1,20}}(?:更|快|高|大|多|低|少)吗|[哪谁].{{0,8}}(?:贵|便宜|重(?!点)|轻|长|短|强|弱|省|费){_ENDS}"
        r"|\bcompare|\bversus\b|\bvs\b|\bwhich (?:has|is|one|of).{0,40}(?:er\b|more|less)"
        r"|\b(?:which|who)\b.{0,40}\b(?:more|less|fewer|\w+er)\b.{0,80}\bor\b|(?:^|[:,;] )(?:is|are|was|were|do|does|did|has|have)\b.{2,60}\bor\b.{2,60}\b(?:more|less|fewer|bigger|larger|smaller|higher|lower|faster|quicker|slower|cheaper)\b",
    ),
    (
        "series",
        r"趋势|一路怎么|怎么一路|历年|逐年|各年|走势|变化|怎么变|怎么走|(?:每|逐|各)年(?:都?给|报|的?数)|一年一个数|演变|时间序列|按年|按年份"
        r"|\btrend|\bover time\b|\bover the years\b|\bby year\b|\byear by year\b|\bevol|\bchanged?\b|time series",
    ),
    (
        "explanation",
        r"为什么|为何|为啥|凭什么|原因|如何|怎么(?!样的数)|怎样|是什么意思|指的?是?什么|定义|是个?啥|什么是|含义|介绍|建议|优势|优缺点|挑战|影响|好处"
        r"|\bwhy\b|\b(?:what|which)(?: (?:are|were|is|was|the|main|chief|two|three|four|five|[a-z]+est)){0,4} (?:reasons?|causes)\b|\breasons?\s*\?|\bhow (?:do|does|did|can|should|to|is|are|was|were)\b(?! (?:much|many))|\bexplain|\bdefin|\bdescribe|\bbenefit|\badvantage"
        r"|\bchallenge|\brecommend|\badvi[cs]e|\bwhat worries|\bwhat drives",
    ),
    (
        "number",
        r"多少|什么(?:水平|程度|量级|规模|体量|价位)|(?<!哪)多[大高快久长个家片台张所款座人]|(?<![哪那这])几[大高快久长个家片台张所款座人]|几成|几何|数值|百分之几|有多|数字是|预测值"
        r"|\bhow (?:much|many|big|large|fast|high|long)\b|\bhow far (?:do|does|did|can|could|will|would)\b|\bwhat (?:does|did|do|will) .{1,40} cost\b|\bwhat (?:[a-z-]+ ){0,3}(?:share|percent\w*|proportion|number|rate|margins?|revenues?|profits?|income|sales|score|salary|wages?|budget|fees?|tariffs?) (?:of|did|does|do|was|were|is|are|will|would|has|have)\b|\bwhat (?:share|percent|proportion|number|rate)|\bamount\b",
    ),
    (
        "list",
        r"哪些|哪几|哪[二两三四五六七八九十\d][个种类条点项块]|列[出一举]|有什么|有啥|分别是[哪什]|(?:几[个家款种类]|都|各自?|分别)[^，。？?]{0,12}叫(?:什么|啥|哪)|包括什么|几(?:[条类种]|块(?!钱))|\bwhich\b|\blist\b|\bwhat are\b|\bname the\b",
    ),
    (
        "yes_no",
        r"(?:[吗嘛]|(?<![什怎])么)\s*[？?]?\s*$|没有?\s*[？?]?\s*$|(?<=[\u3400-\u9fff])不\s*[？?]?\s*$|是否|是不是|有没有|会不会|能不能|^\s*(?:is|are|was|were|do|does|did|has|have|can|will)\b",
    ),
)
_COMPILED = tuple((intent, regex(pattern)) for intent, pattern in _INTENTS)
_POINTS = regex(r"[几多少]个?(?:百分)?点|\bhow many (?:percentage )?points\b")
"""Asks by how much a share changed, of the top five as of any other."""


def intent_of(folded: str) -> Intent | None:
    """The first intent whose words a folded question says; None where it says none."""
    for intent, pattern in _COMPILED:
        if pattern.search(folded):
            return "difference" if intent == "ranking" and _POINTS.search(folded) else intent
    return None


def of_cells(folded: str) -> Intent | None:
    """The intent of a question that computes with what stands in an exhibit: by what factor in Table 1."""
    wanted = ("ratio", "difference")
    return next((one for one, said in _COMPILED if one in wanted and said.search(folded)), None)
