"""What a ranking question is about: the words that a ranking must hold, and the class of its names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.answering.rankings.places import without_places
from kb.answering.understanding.question import Question
from kb.figures.lookup.measured import with_turnover
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex

_TRADERS = r"(制造|设备|集成|服务|运营|开发|生产|供应|代理|承包|经销|零售|贸易)商"
CLASSES = {
    "companies": r"[哪几][几一]?家|谁家|企业|公司|厂商|厂家|商家|车企|药企|[\u3400-\u9fff]企(?![业图划求鹅及])|品牌|供应商|[车药整机主电池圆]厂(?![房区址商家])|玩家|"
    + _TRADERS
    + r"|\b(?:vendor|compan|supplier|maker|manufacturer|brand|firm|player|operator|provider|producers?\b(?! price))",
    "cities": r"城市|[哪几五]座?个?市(?![场占])|\bcit(?:y|ies)\b",
    "regions": r"地区|区域|大区|片区|国家|省份|[哪几]个?省|[大各产]省|省(?=[里中])|(?<=的)省(?=[？?，,是]|$)|\b(?:regions?|parts?) of the world|\b(?:region|continent|countr|nation(?:s|al)?\b|province|state)",
    "industries": r"(?<=的)行业(?=里)|哪一?行(?![业为动情])|各行各业|行业(?![级内里])|\b(?:industr|sector)",
    "models": r"模型|\bmodels?\b",
}
"""What a question may ask for by its class; the vocabulary knows names of each."""
_SORT_OF_COMPANY = regex(_TRADERS)
_OF_WHAT_COUNTS = regex(r"因素|原因|理由|考量|障碍|难题|\b(?:factors?|reasons?|criteri\w+)\b")
_SORT_OF_THING = regex(
    r"(?:哪[一几]?[个种些类]|各[大个类]?[^，。的]{0,4}?)(场景|路线|渠道|环节|原因|理由)"
)
_KIND = regex(
    r"哪[一几]?[种类款](?!企业|公司|厂商|品牌)|什么(?:货(?!主)|产品|商品|品类|东西|材料|原料|车型)|(?:品种|类型|种类)[^，。]{0,10}[哪什]|哪个?(?:品种|类型|种类|类别)"
    r"|\b(?:which|what)\b(?: [a-z'-]+){0,3} (?:types?|kinds?|sorts?|variet(?:y|ies)|categor(?:y|ies)|product|material|segment)\b(?! of (?:compan|vendor|firm|maker|supplier|player))"
)
"""Asks for a kind of thing, which no company is."""
_HEAD = regex(r"\b(?:which|what) ([a-z]{3,})")
"""The noun that is asked for."""
_ASKING = regex(
    r"排[到在过了]*第?[几老]?几?|名次|[哪几][一些个家座款种类年国省市]*|都?有谁|是谁|谁|都?有什么|什么|多少|占多大|分别|各自?|依次|目前|现在|列出"
    r"|最?(?:风光|高光|巅峰|顶峰)的?(?:时候|时期|那年)?|(?<=最好)的?成绩|相?差(?:得|了)?(?:多少|多远|几)|[这那][一两二三四五六七八九十\d]+年|一次[都也]?|一路|一直|始终|从来|历史上?|有史以来|卖得|每年|年年|历年|连续|曾经?|[冲挤杀闯]?进[入过了]?|掉出过?|跌出过?|没|未|还是|仍然?|依然|升|降|变化|最好|首次"
    r"|坐[稳上实]|[守保稳]住|拿下|夺得|当上|还能|超过|领先|在内(?!蒙古)|上榜|入榜|榜单|出局|[新掉跌退]出|新[进晋来]|里头?|\b(?:in order|new(?:comer\w*|ly)?|join\w*|list(?:ed)?|come|came|comes|out|compared?|still|now|ever|left"
    r"|fallen|risen|gained?|lost|loses?|became?|becomes?|stand\w*|stood|place\w*|finish\w*|year|before|previous\w*|prior)\b"
    r"|\b(?:which|what|who|whose|where|bought|buys?|sold|shipped|have|had|has|hold|held|holds|made|took|spent|posted"
    r"|are|is|was|were|did|does|do|climb\w*|jump\w*|rise|rose|fell|fall"
    r"|trac[ei]\w*|track\w*|positions|spots|standings|broke|bears?|bore|won|lost|lose|saw|kept|stayed?|enter\w*|drop\w*|report|says?|said|table|chart|figure|spot|position|standing|shift\w*|mov\w+|chang\w+|runner-up|order|sorted?|by|overtak\w+|overtook|grew|grow\w*|growing)\b"
)


_CLAUSE = regex(r"[，,：:；;。？?！!]\s*|\s+[-—]+\s+")
_SOURCE = regex(
    r"(?:根据|依据|按照?|据)\s*[a-z]{2,12}的?(?:数据|统计|报告|口径|说法|调研)?\s*[,，]|\b(?:as per|according to|per) (?:the )?[a-z]{2,12}(?:['’]s)?(?: (?:data|report|figures|ranking))?\s*,"
    r"|\bwhat (?:does|did) [a-z]{2,12} say (?:about|on)\b"
)
"""Says whose ranking it is."""


@dataclass(frozen=True, slots=True)
class AskedNames:
    """The words and the classes of names of one question."""

    words: frozenset[str]
    """Words that name something, canonical, without those that many figures share."""
    classes: frozenset[str]
    kind: bool = False
    """Whether a kind of thing is asked for: which type, 哪种."""
    head: str = ""
    """The English noun that is asked for: car of which car."""
    sorts: frozenset[str] = frozenset()
    """What a company asked for does, 集成 of 集成商, or what is no class of names: 场景."""

    def missing(self, held: str, names: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
        """The words that stand neither in the text ``held`` nor in one of the ``names``."""
        text = "\n".join((held, *names))
        return (self.words - with_turnover(vocabulary.held(text))) | {
            s for s in self.sorts if s not in text
        }

    def class_fits(
        self, names: Iterable[str], title: str, vocabulary: Vocabulary, *, ranked: bool = False
    ) -> bool:
        """Whether ``names`` are of a class asked for, as the vocabulary or the title says.

        ``ranked``: what the documents rank may be companies where nothing says what it is.
        """
        head = title.partition("\n")[0]
        if "companies" not in self.classes and self._is_made_by(head.lower()):
            return False
        if not self.classes:
            return True
        names = list(names)
        known = [_classes_of(name, vocabulary) for name in names]
        named = set().union(*known)
        if sum(map(bool, known)) * 2 > len(known):
            # A city is a place too; a country or a province is no city.
            asked = self.classes | ({"cities"} if "regions" in self.classes else set())
            return bool(asked & named)
        if ranked and "companies" in self.classes and not any(known):
            unknown = sum(map(_may_be_company, names))
            if 2 * unknown > len(names):
                return True
        if _OF_WHAT_COUNTS.search(head):
            return False  # what matters in a choice of brands is no brand
        return any(re.search(CLASSES[one], title.lower()) for one in self.classes)

    def _is_made_by(self, title: str) -> bool:
        """Whether ``title`` ranks companies, where what they make is asked for: which car, of car makers."""
        maker = re.search(CLASSES["companies"], title)
        if maker is None:
            return False
        makes = title[: maker.start()].split()[-1:]
        return self.kind or (bool(makes) and makes[0].rstrip("s") == self.head.rstrip("s"))


def _classes_of(name: str, vocabulary: Vocabulary) -> set[str]:
    """What the terms are that make up most of a name: 鹤渡医药 is no industry."""
    terms = vocabulary.terms(name)
    return {t.category for t in terms if 2 * (t.end - t.start) > len(name)} & set(CLASSES)


def _may_be_company(name: str) -> bool:
    """Whether a name is no word that the dictionary knows: 科衡电气, Nordvik Thermo."""
    import rjieba

    if name.isascii():
        return all(word[:1].isupper() for word in name.split() if len(word) > 3)
    return not any(map(rjieba.has_word, (name, *(name[:size] for size in range(2, 4)))))


def _telling(text: str, vocabulary: Vocabulary) -> str:
    """``text`` without the clauses of ordinary words alone, which say no more than who asks: 小白提问."""
    clauses = _CLAUSE.split(text)
    kept = [clause for clause in clauses if _says_what(clause, vocabulary)]
    return "，".join(kept) if kept else text


def _says_what(clause: str, vocabulary: Vocabulary) -> bool:
    import rjieba

    if any(re.search(pattern, clause.lower()) for pattern in CLASSES.values()):
        return True
    if any(map(str.isdigit, clause)) or clause[1:] != clause[1:].lower():
        return True
    words = [word.text for word in vocabulary.content(clause)]
    return any(vocabulary.category(w) or not (w.isascii() or rjieba.has_word(w)) for w in words)


def read_names(question: Question, vocabulary: Vocabulary, text: str = "") -> AskedNames:
    """What the question's ranking must be about; ``text`` is read in its place, if given."""
    text = _SOURCE.sub(" ", without_places(_telling(text or question.text, vocabulary)))
    things = (*_SORT_OF_THING.findall(text), *_OF_WHAT_COUNTS.findall(text))
    sorts = frozenset((*_SORT_OF_COMPANY.findall(text), *things)) - {"供应", "生产", "制造"}
    classes = {name for name, pattern in CLASSES.items() if re.search(pattern, text)}
    if _OF_WHAT_COUNTS.search(text):
        classes -= {"companies"}  # of brands, it asks what counts in choosing them
    for pattern in CLASSES.values():
        text = re.sub(rf"(?:{pattern})[a-z]*", " ", text)
    words = vocabulary.content(_ASKING.sub(" ", text))
    needed = frozenset(w.text for w in words if w.names) - vocabulary.generic
    said = question.text.lower()
    noun = _HEAD.search(said)
    kind = _KIND.search(said) is not None
    return AskedNames(needed, frozenset(classes), kind, noun[1] if noun else "", sorts)
