"""A place that a question gives to a name takes for granted what a list of values tells otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.rankings.mentions import mentioned
from kb.answering.rankings.rank_years import ASPIRES, NUMBERED
from kb.answering.rankings.value_ranking import choose, lead_of
from kb.answering.writing.wording import certainty, value_text
from kb.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.listing import Listing
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.vocabulary.vocabulary import Vocabulary

_WHY = regex(
    r"[靠凭](?:的是)?(?:什么|啥|哪些?)|为什么|为[何啥]|怎么|如何|\b(?:why|how(?: come)?|(?:does|did|do|is|was|has|have))\b",
    re.IGNORECASE,
)


def correct(
    draft: Draft, question: Question, listings: Sequence[Listing], vocabulary: Vocabulary
) -> bool:
    """Say who is in the place that the question gives to another; False where that is right, or unsure."""
    if not question.says(NUMBERED) or question.says(ASPIRES):
        return False
    stated = replace(question, text=_WHY.sub(" ", question.text))
    chosen = choose(stated, listings, vocabulary)
    if chosen is None or not chosen.place.single or chosen.place.ascending:
        return False
    ranked = chosen.listing.ranked()
    named = mentioned(stated.text, [row.name for row in ranked], vocabulary)
    if len(named) != 1 or chosen.place.first > len(ranked):
        return False
    own = next(row for row in ranked if row.name == named[0])
    holder = ranked[chosen.place.first - 1]
    if own.point.normalised == holder.point.normalised:
        return False
    markers = draft.cite_points([holder.point, own.point])
    number, what = ranked.index(own) + 1, lead_of(draft, chosen.listing)
    (first, its), (second, other) = (
        (draft.name(row.name), value_text(row.point) + certainty(row.point, draft.language))
        for row in (holder, own)
    )
    draft.say(
        f"问题的前提与文中的数值不符：{what}第{chosen.place.first}的是{first}（{its}），{second}（{other}）第{number}{markers}。",
        f"The values say otherwise: {what}No. {chosen.place.first} is {first} ({its}); "
        f"{second} ({other}) is No. {number} {markers}.",
    )
    return True
