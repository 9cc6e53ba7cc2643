"""Answers that are a definition: 什么是光模块 and what is a take rate, told by the sentence that says it.

A sentence that begins with what is asked about and goes on with 是指, is or a colon defines it in so many
words, whatever else stands nearer to the question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.answering.quoting.explanation import cite_sentences
from kb.regex import regex
from kb.text import fold, line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Document, Passage

READ = 8
"""How many of the best passages are read for a definition."""
BRIEF = 40
"""A definition of fewer characters is quoted with the sentence after it, where that goes on with it."""
_OF_IT = regex(r"[它其该此]|这|即|也就是|(?:it|its|this|these|they|such|that is)\b")
_WHAT = r"(?:什么|啥)(?:东西|玩意儿?|意思|概念|含义|说法)?"
_END = r"(?:[呢啊呀来着]{0,2}\s*[？?。]?\s*)$"
_ASKED = (
    regex(rf"^(?:什么(?:是|叫做?)|何谓|啥(?:是|叫))(?P<of>[^，,。？?]{{2,16}}?){_END}"),
    regex(
        rf"^(?P<of>[^，,。？?]{{2,16}}?)[，,]?(?:这个?(?:词儿?|概念|说法|东西|指标|术语))?(?:[，,]?(?:到底|究竟|具体|实际上?|应该))*"
        rf"(?:(?:算|指的?|说的?|叫)?是|指的?|算|是指)(?:一?个|一种)?{_WHAT}{_END}"
    ),
    regex(
        rf"^(?P<of>[^，,。？?]{{2,16}}?)(?:[，,]?(?:到底|究竟|具体|实际上?))*(?:(?:是|有)?(?:什么|啥)意思|(?:是|应该|该)*(?:怎么|如何|怎样|咋)(?:被)?(?:理解|解释|定义|界定)的?|的(?:定义|含义|意思|概念)(?:是{_WHAT})?){_END}"
    ),
    regex(
        rf"^(?P<of>[^，,。？?]{{2,16}}?)(?:的?(?:[中英]文)?全[称名](?:又?是|叫)?|(?:又?是|代表)(?:什么|啥|哪[几个]*[词字]?)的?(?:缩写|简称))(?:什么|啥)?{_END}"
    ),
    regex(rf"^是?(?:怎么|如何|怎样|咋)(?:来)?(?:定义|界定)(?P<of>[^，,。？?]{{2,16}}?)的?{_END}"),
    regex(
        r"^(?:how (?:is|are)|what (?:does|do|did) [a-z ]{2,16} (?:mean by|understand by|refer to as|define as)|what (?:is|are) (?:understood by|the (?:definition|meaning) of)|how (?:does|do|did) [a-z ]{2,16} define) "
        r"(?:an? |the )?(?P<of>[^,.?]{2,40}?)(?: of \d[\d.,]*\S*)?(?: defined)?[\s,]*[?.]?$"
    ),
    regex(
        r"^what(?: exactly)?(?:'s| is| are)(?: exactly)?(?: meant by)? (?:an? |the )?(?P<of>[^,.?]{2,40}?)(?: exactly)?\s*[?.]?$"
    ),
    regex(
        r"^what(?: exactly)? do(?:es)? (?:an? |the )?(?P<of>[^,.?]{2,40}?)(?: of \d[\d.,]*\S*)? (?:mean|stand for)\b"
    ),
    regex(
        r"^what(?: exactly)? is (?:an? |the )?(?P<of>[^,.?]{2,40}?) (?:short for|an abbreviation (?:of|for)|an acronym for)\b"
    ),
    regex(r"^(?:define|explain) (?:an? |the )?(?P<of>[^,.?]{2,40}?)\s*[?.]?$"),
)
_NO_TERM = regex(
    r"[的谁哪几]|多少|什么|怎|(?<!\d)(?:19|20)\d\d(?!\d)|(?:特[点征]|挑战|趋势|原因|建议|优势|问题|作用|影响|区别|因素|风险|目标|规模|增速|占比|份额|名次|排名|情况|结论|数据|变化|逻辑|关系|前景|全[称名])$"
    r"|\b(?:of|in|for|on|at|by|from|than|most|best|main|and|or)\b|\b(?:share|growth|rate of|size|number|reason|forecast)s?$"
)
"""What is no single term: what it is of something, or among others."""
_WHERE = regex(
    r"(?:(?:在|按照?|依|根据)?(?:这份|本|该|此)?(?:报告|文中|本文|研报)(?:[里中上]面?|对(?=[^，,。？?]{2,16}的)|(?=是?(?:怎么|如何|怎样|咋)))的?|(?:作者|他们)(?=是?(?:怎么|如何|怎样|咋)))[，,]?"
    r"|[, ]*\b(?:in|according to|as used in|within|for|by) (?:this|the|your) (?:report|study|paper|document|text|survey|authors?|analysts?)(?:['’]s?)?(?: own)?(?: (?:words|terms|sense|view|language|terminology|definition))?\b,? ?"
)
"""Says that it is the report's own meaning that is asked for."""
_MEANING = regex(
    r"意思|全[称名]|缩写|简称|定义|界定|含义|什么(?:是|叫)|何谓|叫什么|指的?是?(?:什么|啥)|是?个?啥(?:东西|意思)|\b(?:mean\w*|defin\w+|stand for|short for|understood?|abbreviation|acronym)\b|\bwhat(?: exactly)? (?:is|are) (?:an? (?!typical|average|normal|usual|common|fair|good|reasonable)|[\"“'‘])"
)
"""Asks for a meaning in so many words, which no figure gives."""
_SAID_OF = regex(
    r"^(?:the )?(?:term|word|expression|phrase|concept) |^(?:关于|所谓)|^(?:报告|文中|文档|文章|这里|里面)?里?(?:所)?(?:说|提到?|讲|谓)的|^(?:[^，,。？?的]{1,10}[里中上内]面?|大家|人家|他们|你们)?(?:老|总|常|又|一直|经常|反复|多次)+是?(?:提|说|讲|写|用|出现)[到起过]?(?:了|过)?的(?:那个|这个)?|[“”\"'「」《》*]"
)
_OWNED = regex(r"^(?P<owner>[^，,。“”\"「」《》]{2,8})的(?=[“\"「《][^“”\"「」《》]+[”\"」》])")
"""Whose a thing is that is named between quotation marks: 甲公司的“乙平台”."""
_ACRONYM = regex(r"[a-z]{3,5}")
"""May be made of first letters, all of which make one of a name that the text writes out."""
_GLOSS = r"(?:\s*[（(][^）)\n]{1,60}[）)])?(?: of \d[\d.,]*\S*)?"
_ALIAS = r"(?:[”\"」']?(?:一词|这一?(?:概念|术语|说法)))?(?:[，,]?\s*(?:又称|也称|也叫|简称|或称|亦称)[^，,。]{1,16}[，,]|[”\"」'*]*, [^,.;]{3,60},(?= ))?"
_LEAD = r"^[\s*\-•·“\"「'#>\d.、）)]*(?:(?:其中|而|文[中内]|所谓的?|此处的?|本(?:报告|文)(?:所称的?|中的?))[，,]?|(?:an?|the|by) )?[“\"「'*]*"
_VERB = (
    r"[”\"」'*]*\s*(?:是?指(?:的是)?(?!出|标|数|导|引)|系指|意为|意味着|定义为|即(?!使|将|便)|[：:]|——|\s(?:means?|refers? to|denotes?|describes?|(?:is|are) defined as|we mean)\b)",
    r"[”\"」'*]*[，,]?\s*(?:(?:是|为)一[种类个项套门]|是(?=[^，。]{2,40}的[^，。]{1,20})|则[是为](?=[^，。\d]{2,60}的[^，。]{1,20})|由(?=[^，。]{2,30}[组构]成)|通过(?=[^，。]{2,})|\s(?:is|are) (?:an?|the|any|those|what|when|how)\b|\s(?:equals?|consists? of|comprises?|is made (?:up )?of)\b)",
)
"""What goes on with a definition, in so many words and less plainly."""

_WORDS = r"(?:[\u3400-\u9fff]{4}|[a-z]+[ -][a-z]+)"
"""Some words, of which an abbreviation may be made."""


def compose(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    search: Callable[[str], Sequence[Passage]],
    vocabulary: Vocabulary,
) -> bool:
    """Quote the sentence that defines what is asked about; False where none is asked for, or none does."""
    term = asked_term(question.text)
    if not term:
        return False
    found = [*search(term)[:READ], *passages[:READ]]
    owned = _OWNED.match(fold(question.text))
    owner = "".join(f"{character}?" for character in owned["owner"]) if owned else ""
    names = _names_of(term, vocabulary)
    short = [one for one in names if one.isascii() and _is_short(one, question.text)]
    best = min(_definitions(draft, found, names, short, owner), default=None)
    if best is None:
        return False
    _, _, document_id, start, end = best
    document = draft.store.document(document_id)
    spans = [(document, start, end)]
    if end - start < BRIEF:
        after = list(sentence_spans(document.text, end, line_at(document.text, start)[1]))[:1]
        goes_on = (span for span in after if _goes_on(document.text[slice(*span)], term))
        spans += [(document, *span) for span in goes_on]
    cite_sentences(draft, spans)
    return True


def asked_term(text: str) -> str:
    """The term whose meaning a question asks for, folded; empty where it asks for something else."""
    folded = _WHERE.sub("", fold(text)).strip(" ，,。")
    found = (match["of"] for pattern in _ASKED if (match := pattern.search(folded)))
    terms = (_SAID_OF.sub("", _OWNED.sub("", one)).strip() for one in found)
    return next((one for one in terms if len(one) > 1 and not _NO_TERM.search(one)), "")


def asks_meaning(text: str) -> bool:
    """Whether a question asks in so many words what something is: 什么意思, what is a take rate."""
    return bool(asked_term(text)) and _MEANING.search(fold(text)) is not None


def _goes_on(sentence: str, term: str) -> bool:
    """Whether a sentence goes on with the term before it."""
    return term in fold(sentence) or _OF_IT.match(fold(sentence)) is not None


def _names_of(term: str, vocabulary: Vocabulary) -> list[str]:
    """The term, and what else it is called where the vocabulary knows it."""
    known = [one for one in vocabulary.terms(term) if one.end - one.start == len(term)]
    variants = vocabulary.variants(known[0].canonical) if known else ()
    return list(dict.fromkeys([term, *map(fold, variants)]))


def _definitions(
    draft: Draft,
    passages: Iterable[Passage],
    names: Sequence[str],
    short: Sequence[str],
    owner: str,
) -> Iterator[tuple[int, int, str, int, int]]:
    """How plainly, in which place, and where the sentences of ``passages`` define one of ``names``.

    Its ``owner``, a pattern, may stand before it; what is ``short`` may only be given in full.
    """
    spelt = (
        "[ -]".join(f"{first}[a-z]+" for first in one) for one in names if _ACRONYM.fullmatch(one)
    )
    said = "|".join((*map(re.escape, names), *spelt))
    begins = [re.compile(f"{_LEAD}{owner}(?:{said}){_GLOSS}{_ALIAS}{verb}") for verb in _VERB]
    within = re.compile(f"(?:{said})\\s*[（(，,]\\s*(?:即(?!使|将|便)|i\\.e\\.)")
    patterns = (*begins, within, *_in_full(short))
    for place, passage in enumerate(passages):
        document: Document = draft.store.document(passage.document_id)
        for start, end in sentence_spans(document.text, passage.start, passage.end):
            sentence = fold(document.text[start:end])
            plain = next((n for n, one in enumerate(patterns) if one.search(sentence)), None)
            if plain is not None and not sentence.rstrip().endswith((":", "：")):
                yield plain, place, document.id, start, end


def _is_short(name: str, question: str) -> bool:
    """Whether a name in Latin letters is written as an abbreviation, or asked what it means."""
    return name.upper() in question or asks_meaning(question)


def _in_full(short: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """What gives a name in Latin letters in full: in brackets behind it, or before it in brackets."""
    if short:
        name = f"(?<![a-z\\d])(?:{'|'.join(map(re.escape, short))})(?![a-z\\d])"
        yield re.compile(f"{name}[^，,。；;:：（(]{{0,8}}[（(](?=[^（）()]*{_WORDS})")
        yield re.compile(f'{_WORDS}[”"」]?\\s*[（(](?:[^（）()]{{2,60}}[，,、;；]\\s*)?{name}[)）]')
