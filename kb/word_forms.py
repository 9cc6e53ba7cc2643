"""English words in the form that others of them are found by: *ran* as *run*, *centre* as *center*.

A stemmer takes endings off; what changes inside a word, and what is spelt in two ways, it leaves apart. Forms
that are words of their own as well are not here: *left*, *found*, *saw*, *led* of lamps.
"""

from __future__ import annotations

from functools import cache

from kb.regex import regex

_IRREGULAR = """
arise arose arisen; become became; begin began begun; blow blew blown; break broke broken; breed bred; bring brought;
build built; buy bought; catch caught; choose chose chosen; come came; deal dealt; dig dug; do did done; draw drew drawn;
drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; fight fought; flee fled; fly flew flown;
forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung;
have had; hear heard; hide hid hidden; hold held; keep kept; know knew known; lend lent; lose lost; make made; mean meant;
meet met; overtake overtook overtaken; overcome overcame; pay paid; repay repaid; ride rode ridden; rise rose risen;
run ran; say said; seek sought; sell sold; resell resold; send sent; shake shook shaken; shoot shot; shrink shrank shrunk;
sink sank sunk; sleep slept; speak spoke spoken; spend spent; spring sprang sprung; stand stood; steal stole stolen;
stick stuck; strike struck stricken; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood; undertake undertook undertaken;
wake woke woken; wear wore worn; weave wove woven; win won; withdraw withdrew withdrawn; write wrote written;
child children; criterion criteria; crisis crises; analysis analyses; foot feet; goose geese; half halves; hypothesis hypotheses;
index indices; man men; mouse mice; phenomenon phenomena; shelf shelves; tooth teeth; woman women;
workman workmen; fisherman fishermen
"""
_BRITISH = """
aluminum aluminium; airplane aeroplane; armor armour; behavior behaviour; caliber calibre; catalog catalogue; center centre;
check cheque; color colour; defense defence; dialog dialogue; endeavor endeavour; favor favour; favorite favourite; fiber fibre;
flavor flavour; gray grey; harbor harbour; honor honour; humor humour; jewelry jewellery; kilometer kilometre; labor labour;
license licence; liter litre; maneuver manoeuvre; meter metre; millimeter millimetre; mold mould; neighbor neighbour;
offense offence; plow plough; program programme; rumor rumour; skeptical sceptical; sulfur sulphur;
theater theatre; tire tyre; tumor tumour; vapor vapour; vigor vigour; yogurt yoghurt
"""
_ENDING = ("s", "ed", "ing", "ly")
"""Of British spellings, what may stand behind them: neighbours, labelled colours."""
_ISE = regex(r"[a-z]{3,}(?=is(?:ations?|e(?:d|rs?|s)?|ing)$)")


def base(word: str) -> str:
    """A folded English word as it is spelt in America and without its irregular form; any other as it stands."""
    forms = _forms()
    if word in forms:
        return forms[word]
    # Of a promise this makes a promize, in question and text alike.
    match = _ISE.match(word)
    return f"{match[0]}iz{word[match.end() + 2 :]}" if match else word


@cache
def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _IRREGULAR.split(";"):
        first, *others = line.split()
        forms |= dict.fromkeys(others, first)
    for line in _BRITISH.split(";"):
        american, british = line.split()
        forms |= {british + ending: american + ending for ending in ("", *_ENDING)}
    return forms
