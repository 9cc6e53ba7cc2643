"""What a question asks, without what is said around it: greetings, thanks, who asks and what for.

What is left out never reaches search or look-up; the answer keeps the question as it was typed.
"""

from __future__ import annotations

import re

from kb.answering.understanding import spoken_years
from kb.answering.understanding.english_asides import belongs, without_asides
from kb.regex import regex
from kb.text import fold

_COURTESY = regex(
    r"(?:各位|诸位)?(?:老师|老板|同学|亲|领导|大佬|大神|朋友)?们?(?:您好|你好|早上好|下午好|晚上好|哈喽)[呀啊哈]*"
    r"|(?:万分|非常|十分|多)?(?:谢谢|感谢|多谢|谢了|辛苦)(?:了|啦|您|你|老师|大家|各位|大佬|大神|哥|姐|亲)*|拜托(?:了|啦|您)*|急[，,]?在线等|在线等"
    r"|不好意思|打扰(?:一下|了)*|(?:请问|请教|求问|求教|敬问)(?:一?下|您|大家|各位)*|^问一?下|^求助"
    r"|(?:麻烦|劳驾|烦请|能否|能不能|可以|可否|可不可以|请)?(?:您|你)?(?:帮我们?|帮忙|帮|给我们?|替我们?)(?:[查看找算问捋理核]一?下|查查|看看|找找|算算|说说|讲讲|解释一?下|列一?[下列])"
    r"|(?:麻烦|劳驾|烦请)(?:您|你)?(?:[问查看讲说]?一?下|[问查讲说])?|(?:我们?|俺)?(?:想|就是想)(?:估|测|推)?算?一下(?=[\u3400-\u9fff])|(?:我们?|俺)?(?:想|就是想)先?(?:麻烦)?(?:一起)?(?:请问|请教|问|查|知道|了解|确认|核实|核对|打听)(?:一?下|下)?(?:的是)?"
    r"|[，,。；;]\s*(?:请)?(?:简单|简要|大致|具体|详细)?(?:地)?(?:说说|讲讲|聊聊|谈谈|说一下|讲一下|介绍一下|解释一下|列一下|列列)(?:看|吧)?(?=[。！!？?]?\s*$)"
    r"|最好(?:有|带|附上?|给出?)(?:出处|来源|依据|页码|原文)|有(?:出处|来源)最好|,?\s*\bin order\b(?! (?:to|of|from))|\bhello\b|\bhi\b(?: there)?|\bhey\b|\bdear\s\w+\b"
    r"|\b(?:many )?thanks\b(?: (?:a lot|so much|in advance))?|\bthank you\b(?: (?:so|very) much)?|\bplease\b|\bpls\b"
    r"|\b(?:could|can|would|will) you (?:please |kindly )?(?:tell|show|give|find|help|explain to|walk) (?:me|us)\b(?: out| through)?"
    r"|,\s*(?:could|can|would|will) you (?:please |kindly )?(?!verif|check|double|recalc|explain|compare|list|rank|name)[a-z]+ (?:it|this|that)\b(?: out| up)?(?: for me)?(?=\s*[?？]?\s*$)"
    r"|\b(?:i|we)(?: would|'d|’d)? (?:like|want|need|am trying|are trying) to (?:know|find out|ask|understand|learn|check)\b|\bjust wondering\b|\bi(?: am|'m|’m) (?:wondering|curious)\b"
)
_ROLE = (
    r"(?:老板|领导|客户|同事|投资[人者]|朋友|经理|甲方|主管|总监|上司|组长|同学|记者|董事长|老总|[\u3400-\u9fff]总|有人"
    r"|(?:采购|销售|财务|市场|研发|法务|运营|人事|战略|投资|业务)(?:部门?)?(?:这边|那边|同事))"
)
_BEFORE_QUESTION = r"(?=(?:how|what|which|who|when|where|why|whether)\b)"
_WHO_ASKS = regex(
    rf"^(?:[我咱俺]们?(?:的|那边|这边)?|(?:刚才?|今天|昨天|早上)?(?:开会)?(?:的?时候)?){_ROLE}们?(?:那边|这边)?(?:刚才?|今天|昨天|一直|又|突然|在群里|开会|老)*"
    r"(?:(?:想|要|来|让我|叫我)(?:知道|了解|问一?下?)|(?:来|在)?问(?![题世卷津得的询答])(?:起|到|过|了|一?下)?我?们?|(?:追问|打听)(?![得的最])|说?[他她]?也?(?:不清楚|搞不清|不知道))(?:的是)?[,:\s]*"
    rf"|^[^,。?哪几多什何谁啥怎]{{1,6}}的?{_ROLE}们?(?:老|总|又|一直|今天|昨天|刚才?)*(?:来|在)?问(?:起|到|过|了|一?下)?我?们?[,:]\s*"
    r"|^(?:(?:my|our|the|a|one|some) )?(?:boss|manager|client|customer|colleague|team|ceo|cfo|investor|director|partner|professor|friend|editor)s? "
    rf"(?:wants?|needs?|would like|(?:is|are) asking|keeps? asking|asked|asks)(?: me| us)?(?: to (?:know|find out|understand))?[,:\s]+{_BEFORE_QUESTION}"
)
"""Says who wants to know, before what is asked."""
_LEAD_IN = regex(
    r"^(?:撇开|抛开|先?不[谈说提管])[^，,。]{1,24}(?:不谈|不说|不论|不提)[,:\s]*(?=.{4})|^(?:(?:话说|哎|诶|欸|嗯|我?忘了|提醒我一?下|考考你|@[^\s，,]{1,8})[,:\s]*|那个[,:\s]+|ps[:\s]+)(?=.{4})"
    r"|^(?:别管(?:其他|别)的[,:\s]*)?(?:就|只|直接)?(?:用?一句话)?告诉我[,:\s]*|^我?(?:需要|得)知道"
    r"|^(?:其实|主要|就)*我?(?:其实|就|最|只|主要)*(?:(?:关心|好奇)(?!的|什么|哪|谁|啥)|重点(?:是|看)(?!什么|哪|谁|啥))[,:\s]*(?=.{4})"
    r"|^(?:我们?)?(?:的|那)?[篇个份]?(?:毕业)?(?:论文|报告|稿子|文章|方案|ppt|标书|毕设|作业|课件|汇报)(?:里|中|上)?面?(?:要|想|得|需要|准备|打算)(?:引用?|写到?|用到?|放|列|提到?)(?:一下)?(?:你们)?的?(?:[这那][个份]|[，,])?(?=.{4})"
    r"|^[^，,。]{1,6}要(?:核对|核实|确认|引用)[,:]\s*|^(?:替|帮)我?(?:核实|确认)一?下[,:\s]*"
    r"|^(?:小白|新人|菜鸟|外行)(?:提问|求助|求教|请教)[,:\s]*|^报告第几页(?:写|说|提|讲)(?:了|到)?"
    r"|^给[^，,。]{1,6}(?:讲|说|汇报|介绍)的?时候(?:要|得|需要)?(?:说|讲|用)[,:\s]*"
    r"|^(?:(?:can|could) you )?(?:remind me|any idea|sorry to (?:bother|ask|disturb)(?: you)?|quick (?:one|question)(?: for (?:my|the|our|a) [a-z]+)?|just curious"
    r"|in (?:one|a) sentence|let me know|(?:do|would) you (?:happen to )?know|i was asked|i (?:keep )?forg[eo]t(?:ting)?|i(?: am|'m) (?:not sure|unsure)|i can(?:not|'t) find it"
    rf"|no idea where to look|need this (?:asap|today|now|quickly)|ok(?:ay)? next|explain to me|looking at the report|the question is)(?:[,:\s-]|\bbut\b)+{_BEFORE_QUESTION}"
)
"""What is said to begin with, before what is asked."""
_AFTERWARDS = regex(
    r"[,，]\s*(?:怎么(?:回答?|答复?|说)(?:他|她|他们|人家)?|我没答上来|你(?:帮我)?(?:查查|翻翻|看看|找找)|(?:报告|文中|书|文档|里面)(?:里|中|上)?(?:是|都)?(?:怎么|咋|如何)(?:说|写|讲|提)的?|能(?:查|找)到[吗不])[呢啊吧呗]*[?？。]*\s*$|[?？。,，]\s*(?:越[\u3400-\u9fff]{1,3}越好|最好附[^，。]{0,8}|列个数(?:就行|就好)?|别(?:瞎)?编|没有就说没有)[?？。!！]*\s*$|[”\"]?(?:这个|这)问题(?:该|要)?怎么(?:回答?|答复?)[?？。]*\s*$"
    r"|[.?!]\s*(?:(?:i )?can(?:not|'t) find it|(?:do not|don't) make it up|a short answer is fine)\W*$|\s+and (?:i )?(?:had|have) no (?:idea|clue)\W*$|[.?!]\s*(?:please )?(?:cite|quote|give|include|with)(?: me)?(?: (?:the|your|a|its))? (?:sources?|references?|citations?|page)(?: please)?\W*$"
)
"""What is said of the question behind it."""
_WHY_ASKED = regex(
    r"(?<=[?？])\s*(?:因为|毕竟)?(?:我们?|咱们?|俺们?|领导|老板|客户|招标文件|(?:院|厂|司|公司|单位|部门|项目)[里上]?)(?!(?:只|就)?(?:要|看|问|想看|想问|关心)?(?:的?是|指|说|全|整)|只|不要|不是|问|指|说的)[^?？]{3,40}[。.!！]?\s*$"
    r"|(?<=[?])\s*(?:we|i|my|our)(?!(?: (?:only|just|mean|meant|am asking|do not|don't|mainly))\b)[^?]{6,90}[.!]?\s*$",
    re.IGNORECASE,
)
"""Says behind the question what it is asked for; not what is meant by it."""
_FOR_WHOM = regex(
    rf"^(?![我咱俺你]|老板|领导)(?P<whom>[^，,。？?的]{{2,10}})的(?:{_ROLE}|读者|商家|厂家|网友|居民|企业)们?(?:都|很|一直|特别)?"
    r"(?:想(?:要)?(?:知道|了解|问)|问|好奇|关心|打听)(?:一?下)?(?:他们?自己|自己|自家|他们?|本地|当地)(?:那[边里儿]|这[边里儿])?"
)
"""Names whom somebody who asks is from or of, and asks of them by a pronoun: 甲市的客户想知道自己."""
_SEEN_BY = regex(
    r"^(?P<whom>[a-z]{2,12})(?:那边|方面|的人)?(?:是|又)?怎么(?:看|说|讲)的?[,:]\s*(?=.{4})"
)
"""Asks whose figures are wanted, before what is asked."""
_IN_PLAIN_WORDS = regex(
    r"(?:[跟和给对向]?(?:外行|小白|非专业的?人?|不懂行?的人)(?:解释|说|讲)(?:的话|一下)?|(?:(?:能|可以|麻烦)?(?:用|换成?|翻译?[成为]?|说成|讲成))?(?:大白话|人话|通俗(?:的话|点儿?|一点)?|白话)(?:来?(?:说|讲|解释|形容)一?下?)?|说白了|in (?:plain|simple|layman'?s) (?:words|terms|english|language))[，,]?",
    re.IGNORECASE,
)
"""Asks for plain words."""
_MEANT = regex(r"\s*[（(](?:就是?|也就是|指的?是?|我是?说的?|我指|说的?是)[^（）()]{1,16}[)）]\s*$")
"""Says in brackets at the end which of several is meant."""
_HEARD = regex(
    r"^(?:我|大家|他们)?(?:老|总|经常|常常?|最近|一直)(?:是|会)?[听看](?:人|到|见|大家|别人|他们|行业里)*(?:说起?|讲|提(?:到|起)?|聊)(?:的|过)?(?P<topic>[^，,。？?]{2,16})[，,]\s*"
)
"""What somebody hears of, said before the question."""
_SOUNDS = regex(
    r"(?:这个?(?:说法|词儿?|概念|数))?(?:听着|看着|听起来|看起来)(?:挺|很|有点|好)?[^，,。？?]{1,6}[，,]"
)
"""How a word sounds to whoever asks what it means."""
_SPELT_OUT = regex(
    r"(?:能不能|能否|能|可以)?(?:给我|帮我)?(?:说|讲|列|捋|理)(?:得|个)?(?:清楚|明白)(?:一?点|一?些|一下)?[吗呢吧]?(?=\s*[？?。]?\s*$)|,\s*if you (?:could|can|would) [^,.?]{3,40}(?=\s*[?.]?\s*$)",
    re.IGNORECASE,
)
"""Asks at the end for a clear answer."""
_SO = regex(r"^我[^，,。？?]{2,16}[，,](?:所以|因此|就|于是)")
"""Why somebody asks, said before the question."""
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten"
_HOW = regex(
    r"[,。;?]\s*(?:请|麻烦|直接|就|只|再|顺便)?(?:(?:帮我?)?算(?:一?下|出|个)*(?:这个|它们的?|两者的?)?(?:差额|差值|差距|差|倍数|比例|百分比|比值)"
    r"|(?:给|要|报|来|说)(?:我们?|一?下|出)*一?个?(?:大概|大致|具体|准确|确切|精确|明确)?的?(?:百分比|百分数|比例|差额|差值|倍数|数[字值儿]?|准数|平均[数值])(?:就行|即可|就好)?"
    r"|(?:不要|别给|不用给?)我?(?:区间|范围|约数|大概数?)"
    r"|(?:只|光|仅|就|单)要?(?:列|给|说|报|写|讲|提)?出?(?:我|一下)?(?:[那这]?[一两二三四五六七八九十几\d]+[个条项点])?(?:的?小?标题|名[称字]|题目|条目|关键词|要点)(?:就(?:行|好|够|可以)了?|即可|吧)?)\s*[。!?]?\s*$"
    rf"|[,.;?]\s*(?=[^,.;?]*\b(?:just|only|will do|enough|{_COUNT}|\d{{1,2}})\b)(?:just |only )?(?:give me |list |name )?(?:just |only )?(?:the |their )?(?:(?:{_COUNT}|\d{{1,2}}) )?(?:(?:main|short|key) )?(?:headings?|headlines?|titles?|names|labels?|keywords|bullet points|bullets|points)(?:(?<=s) (?:only|will do|suffice|are enough|are fine))?\s*[.!?]?\s*$"
    r"|[,.;?]\s*(?:in (?:brief|short|one (?:sentence|line)|a (?:sentence|nutshell|few words))|briefly|no (?:details?|explanations?)(?: (?:needed|please))?)\s*[.!?]?\s*$"
)
"""Says at the end in which form the answer is wanted."""
_BELIEVED = regex(
    r"^我?(?:印象[中里]|记得|一?直?以为)(?P<topic>[^,。?]{2,12}?)(?:第一|榜首|一直|始终|好像|应该|是)[^,。?]{0,20}吧[,。?]\s*(?:那么?)?"
)
"""What somebody believes, said before the question: of it, only what it speaks of matters."""
_INTRODUCED = regex(
    r"^(?P<topic>[^,。?:]{2,16})的(?:情况|数据|信息)(?:说|讲|介绍|聊|报)一?下[:,]\s*"
)
_REMARK = regex(r"^(?P<asked>.*?)[?]\s*[(](?P<topic>[^()?]{2,20})[)]\s*$")
"""A remark in brackets behind the question, on what it is about."""
_ASIDE = regex(
    r"^(?:最近|现在|目前|这几天)(?:正?在)?(?:研究|看|了解|关注|写|做)(?:这|那|一)[个块份条]|^(?:因为|由于)?(?:我|俺|咱)们?(?:这边|公司|老板|领导|团队|部门|客户|现在|最近|今天|目前)*(?:在|正在|要|准备|打算|正|得|需要)*"
    r"(?:写|做|准备|研究|看|读|整理|起草|汇报|编|弄|搞|翻|赶|(?:比较|对比|统计|收集)(?!了))|^(?:想|要|准备|打算|正?在)(?:写|做|准备|整理|起草|弄|搞)|^(?:写|做|准备|整理|起草|编|弄|搞|赶)(?:个|份|一[个份])?(?:ppt|报告|论文|方案|材料|汇报|调研|[周月季日年]报|简报|稿子?|课件|纪要|总结|计划书)(?:要用|用|急用|得用)?$"
    r"|^(?:我|俺|咱)们?(?:是|想|打算|公司)|^(?:老板|领导|老师|导师|客户|上级)(?:开会|急|等着|催|要|[让叫喊派]我们?(?:去|来|再)?(?:写|做|准备|整理|起草|弄|搞|赶|查))|^我(?:记得|印象[中里]?)(?:好像|应该)?不?是[^吧]{1,10}$|^作为|^(?:i|we)(?:'m|’m|'re|’re| am| are|'ve|’ve| have)\b|^for (?:a|an|my|our)\b|^as an?\b"
)
"""A clause that tells who asks, and what for."""
_AT_WORK = regex(
    r"^(?:因为|由于)?我们?(?:正?在)(?:写|做|研究|整理|统计|编)|^我们?(?:比较|对比|统计|整理)(?!了)"
)
"""Begins a clause that tells what somebody is at: 我在做逐年表格, which asks for no table."""
_WONDERS = regex(
    r"什么|何|[哪谁怎咋啥几]|多[少大高快久长远]|[吗嘛呢么]$|是否|是不是|有没有|对不对|[？?]"
)
_NEEDED_FOR = regex(
    r"(?:去|给|跟|和)?(?:写|做|交|跑|见|拜访|应付|准备|填|改|投|回|教|带|客户|老板|领导)[^，,。什何哪谁怎咋啥几多]{1,8}?(?:要|得|需要|急着?|时|好)(?:用|写|填|交|讲|说|解释|说明|引用|汇报|放|贴|介绍)(?:的|到|一下)*"
    r"|我?们?也?好(?:去|来)?(?:写|做|交|准备|汇报|安排|(?:给|跟|向)[^，,。？?]{1,4})[^，,。什何哪谁怎咋啥几多的]{1,6}"
)
"""A clause that tells what the answer is needed for: 做作业要解释."""
_ASKING = regex(
    r"什么|何|[哪谁怎咋啥几]|多[少大高快久长远]|[吗嘛呢么]$|是否|是不是|有没有|能不能|会不会|对不对|对吗|占比|排名|增速|规模|份额|趋势|原因|区别|建议|列出|解释|介绍|验算|核对|核一下|算一下|倒推|[图表]"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|can|will|should|list|explain|describe|compare|name|give|tell|show)\b"
)
_ONLY_WHERE = regex(
    r"(?:都?[在是看见翻]|有)*哪[一几]?[个张幅页里儿章节]?(?:图表?|表|章|节|页|部分|地方)?[?]?"
)
"""Asks where something stands; what, the clause before it says."""
_CLAUSE = regex(r"(?<!\d)[,，:：（）()]|[,，:：（）()](?!\d)|[。！!？?\n]|\.\s+(?=\S)|——|--")
_ASKED = r"\b(how|what|who|where|when|why|which|there|it|they|he|she|we|you|i)['’]"
_SHORT = (
    (regex(rf"{_ASKED}ll\b", re.IGNORECASE), r"\1 will"),
    (regex(r"\b(how|what|who|where|when|why)['’]?d\b", re.IGNORECASE), r"\1 did"),
    (regex(rf"{_ASKED}re\b", re.IGNORECASE), r"\1 are"),
    (regex(rf"{_ASKED}ve\b", re.IGNORECASE), r"\1 have"),
    (regex(r"\b(how|what|who|where|when|why|which)['’]s\b", re.IGNORECASE), r"\1 is"),
    (regex(r"\bwhats\b", re.IGNORECASE), "what is"),
    (regex(r"\b(?:the )?(?:brits|britons)\b", re.IGNORECASE), "the British"),
    (regex(r"\b(?:the )?aussies\b", re.IGNORECASE), "the Australians"),
)
"""Short forms of speech and what they stand for."""
_EDGES = " \t,，.。:：、~～!！;；-—…"


def focus(text: str) -> str:
    """``text`` without courtesies and asides; unchanged where nothing else would be left."""
    text = without_asides(_WHY_ASKED.sub("", _in_full(text)))
    text = _FOR_WHOM.sub(r"\g<whom>", text)
    begins = _asked_from(text)  # before a courtesy is cut out of it: 老板想知道
    text = text[begins:] if len(text) - begins > 1 else text
    folded = fold(text)
    kept = []
    position = 0
    for match in _COURTESY.finditer(folded):
        kept.append(text[position : match.start()])
        position = match.end()
    plain = "".join([*kept, text[position:]])
    clauses = [clause.strip(_EDGES) for clause in _CLAUSE.split(plain)]
    asides = [
        clause
        for clause in clauses
        if _is_aside(clause) and not belongs(clause, plain.replace(clause, "", 1))
    ]
    asked = [clause for clause in clauses if clause and clause not in asides]
    if asked and not all(_ONLY_WHERE.fullmatch(fold(clause)) for clause in asked):
        for aside in asides:
            plain = plain.replace(aside, "", 1)
    plain = _bare(plain.strip(_EDGES))
    return plain if len(plain) > 1 else text


def _bare(text: str) -> str:
    """``text`` without who asks and how to answer; what it is about, said around it, comes first."""
    text = _SPELT_OUT.sub("", _SO.sub("", text)) or text
    text = _MEANT.sub("", text) or text
    text = _SOUNDS.sub("", _IN_PLAIN_WORDS.sub("", text)).strip(_EDGES) or text
    folded = fold(text)
    if begins := _asked_from(text):
        return _bare(text[begins:].lstrip('“"'))
    if match := _SEEN_BY.match(folded):
        return f"根据{text[slice(*match.span('whom'))]}，{_bare(text[match.end() :])}"
    if (match := _AFTERWARDS.search(folded)) and match.start() > 1:
        return _bare(text[: match.start()].strip('“”"'))
    if (match := _HOW.search(folded)) and match.start() > 1:
        return _bare(text[: match.start()])
    for pattern in (_BELIEVED, _INTRODUCED, _HEARD):
        if match := pattern.match(folded):
            return f"{text[slice(*match.span('topic'))]}，{text[match.end() :]}"
    if match := _REMARK.match(folded):
        return f"{text[slice(*match.span('topic'))]}，{text[slice(*match.span('asked'))]}？"
    return text


def _asked_from(text: str) -> int:
    """Where a question begins, behind who asks or what is said first."""
    folded = fold(text)
    match = _WHO_ASKS.match(folded) or _LEAD_IN.match(folded)
    return match.end() if match else 0


def _in_full(text: str) -> str:
    """``how'd the price move in '23`` as how did the price move in 2023."""
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return spoken_years.in_full(text)


def _is_aside(clause: str) -> bool:
    folded = fold(clause)
    if _NEEDED_FOR.fullmatch(folded):
        return True
    asking = _WONDERS if _AT_WORK.search(folded) else _ASKING
    return bool(_ASIDE.search(folded)) and not asking.search(folded)
