"""Rankings by value: who is second, who are the first three, who has most, from lists of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.answering.rankings.asked_names import AskedNames, read_names
from kb.answering.rankings.mentions import called_plainly, mentioned, without_glosses
from kb.answering.rankings.places import Place, asks_ranking, read_place
from kb.answering.rankings.superlatives import is_of_measure, place_of, place_over
from kb.answering.records.listing import Listing, Row
from kb.answering.records.rank_table import RankTable
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import certainty, period_label, quote_sentences, value_text
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES, Status

_COMPARED = regex(
    r"相当于|[顶抵](?:得上)?|几倍|[多少大高低]?出?多少[个倍]?|[多少高低]几[个倍]?|倍数?|相差|差距?|[高低大小快慢强弱贵便宜长短]{1,2}(?=[吗的些点]|$|[？?。，,])|更|比|是|谁|哪[个家种款一]?"
    r"|个?百分点|同比|\b(?:bigger|larger|higher|smaller|lower|greater|more|less|times|many|much|difference|gap|exceeds?|exceeding|than|between|faster|slower"
    r"|cheaper|dearer|pricier|expensive|costlier|compared?|versus|vs|percentage|points?|ratio|multiple|relative|worth|against)\b"
)
"""What a question says of two figures, which is no name of either."""

_SORT = regex(
    r"\b(?:which|what) (?P<sort>use|segment|type|class|mode|channel|product|category|material|fuel|source|application)\b"
)
"""What the things of a list have to be called by it."""
_EACH = r"[哪谁各其]|分别|\b(?:which|who|each)\b"
_COUNTS_OF = ("家", "个", "companies", "firms")
_RATE = regex(r"[增涨降跌]|同比|环比|growth|change|cagr", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The list that a question is about and the places it asks for."""

    listing: Listing
    place: Place


def choose(
    question: Question, listings: Sequence[Listing], vocabulary: Vocabulary
) -> Chosen | None:
    """The list whose words hold all that the question names; None where there is none."""
    place = place_of(question)
    if place is None and not asks_ranking(question.text):
        return None
    found = best(question, listings, vocabulary)
    if found is None:
        return None
    return Chosen(found, place_over(question, found, place) if place else Place(1, len(found.rows)))


def beside(question: Question, table: RankTable, listings: Sequence[Listing]) -> Chosen | None:
    """The values of a year that stand beside ``table``, which ranks another year."""
    place, first = read_place(question.text), table.points[0]
    years = [period.end_year for period in question.figure.periods if period.end_year]
    for listing in listings:
        point = listing.rows[0].point
        same = (point.document_id, point.exhibit) == (first.document_id, first.exhibit)
        if place and same and listing.year in years and listing.kind in AMOUNTS:
            return Chosen(listing, place)
    return None


def best(question: Question, listings: Sequence[Listing], vocabulary: Vocabulary) -> Listing | None:
    """Of the lists that fit, the one that shares most with the question, then the latest."""
    asked = read_names(question, vocabulary)
    named = {word.text for word in question.figure.words} - vocabulary.generic
    each = asked.classes and "share" in question.figure.kinds and question.says(_EACH)
    if not named and not each:
        return None  # nothing says what is to be ranked
    scored = []
    for order, listing in enumerate(listings):
        shared = _fit(question, listing, asked, vocabulary)
        if shared is not None:
            actual = not listing.rows[0].point.forecast
            year = listing.year or 0
            scored.append(((shared, actual, year, -order), listing))
    if not scored or (not named and len(scored) > 1):
        return None
    listing = max(scored, key=lambda pair: pair[0])[1]
    names = mentioned(question.text, [row.name for row in listing.rows], vocabulary)
    if len(names) < 2:
        return listing
    return replace(listing, rows=tuple(row for row in listing.rows if row.name in names))


def named_in(
    question: Question, listings: Sequence[Listing], vocabulary: Vocabulary
) -> list[list[Row]] | None:
    """The two rows of one list that the question names, in its order; None where there are none.

    One pair for each measure that it names; empty where a measure stands between the two names, so
    that each has another one.
    """
    found: list[tuple[tuple[float, bool, int], frozenset[str], list[Row]]] = []
    measures_of = _measures_of(listings)
    for listing in listings:
        rows = {row.name: row for row in listing.rows}
        text = called_plainly(without_glosses(question.text, rows, vocabulary), rows)
        names = mentioned(text, rows, vocabulary)
        if listing.by_year or len(names) != 2:
            continue
        asked = read_names(question, vocabulary, _COMPARED.sub(" ", text))
        beside = measures_of[_home(listing)]
        whole = replace(listing, document=f"{listing.document}\n{beside}")
        shared = _fit(replace(question, text=text), whole, asked, vocabulary)
        if shared is None or not _kind_fits(question, listing):
            continue
        kind = listing.kind in question.figure.kinds or (
            listing.kind in AMOUNTS and not question.figure.kinds
        )
        own = frozenset(asked.words & vocabulary.held(listing.measure))
        found.append((_order(shared + kind, listing), own, [rows[name] for name in names]))
    if not found:
        return None
    found.sort(key=lambda entry: entry[0])
    _, own, best = found[0]
    pairs, measures = [best], [own]
    for _, other, rows_of in found[1:]:
        alike = [row.name for row in rows_of] == [row.name for row in best]
        if alike and all(other - known and known - other for known in measures):
            pairs.append(rows_of)
            measures.append(other)
    return [] if len(pairs) > 1 and _crosses(question, best, measures, vocabulary) else pairs


def _order(score: float, listing: Listing) -> tuple[float, bool, int]:
    """What fits best before others, of the same what was before what is expected, and of that the latest."""
    ahead = listing.rows[0].point.forecast
    return -round(score, 3), ahead, 0 if ahead else -(listing.year or 0)


def _measures_of(listings: Sequence[Listing]) -> dict[tuple[str, str], str]:
    """All that is measured in each table."""
    found: dict[tuple[str, str], str] = {}
    for listing in listings:
        home = _home(listing)
        found[home] = f"{found.get(home, '')}\n{listing.measure}"
    return found


def _home(listing: Listing) -> tuple[str, str]:
    """The table that a list is a column or a row of."""
    point = listing.rows[0].point
    return point.document_id, point.exhibit or str(point.sentence_start)


def _crosses(
    question: Question,
    rows: Sequence[Row],
    measures: Sequence[frozenset[str]],
    vocabulary: Vocabulary,
) -> bool:
    """Whether a measure is named between the two names, and another after them."""
    text = vocabulary.normalise(question.text)
    places = [text.find(vocabulary.normalise(row.name)) for row in rows]
    between = vocabulary.held(text[min(places) : max(places)])
    named = set().union(*(vocabulary.words(row.name) for row in rows))
    return any(measure & (between - named) for measure in measures)


def _kind_fits(question: Question, listing: Listing) -> bool:
    """Whether a list of growth rates is asked for where it is one, and of the unit asked."""
    figure = question.figure
    if listing.kind in RATES and not set(RATES) & set(figure.kinds):
        return False
    if figure.dimension in ("", "points", "multiple", "ratio", "count"):
        return True
    return listing.rows[0].point.dimension == figure.dimension


def _fit(
    question: Question, listing: Listing, asked: AskedNames, vocabulary: Vocabulary
) -> float | None:
    """How many words a list shares with the question; None where it lacks one or another year."""
    years = [p.end_year for p in question.figure.periods if p.end_year]
    dated = bool(years) and not listing.by_year and listing.year not in years
    if dated or listing.by_year != question.says(r"哪一?年|何年|which year|what year"):
        return None
    names = [row.name for row in listing.rows]
    first = listing.rows[0].point
    held = "\n".join((listing.document, listing.title, listing.measure, first.unit))
    if not (asked.words or asked.classes) or asked.missing(held, names, vocabulary):
        return None
    sort = _SORT.search(question.text.lower())
    if sort and sort["sort"] not in fold(held):
        return None  # which use, of a list of companies
    if not is_of_measure(question, listing):
        return None
    told = not first.exhibit and all(map(str.isascii, names))
    if not listing.by_year and not asked.class_fits(names, listing.title, vocabulary, ranked=told):
        return None
    counts = first.normalised_unit in _COUNTS_OF
    if "companies" in asked.classes and (
        counts or len(mentioned(question.text, names, vocabulary)) == 1
    ):
        return None  # how many companies there are; of what, not which
    measure = vocabulary.words(listing.measure)
    shared = asked.words & vocabulary.held(listing.title)
    own = asked.words & vocabulary.expand(measure)
    beyond = measure - vocabulary.expand(asked.words) - vocabulary.generic
    share = "share" in question.figure.kinds and listing.kind == "share"
    asks_rate = set(RATES) & set(question.figure.kinds) and "level" not in question.figure.kinds
    if asks_rate and listing.kind not in RATES:
        return None
    rate = listing.kind in RATES and not set(RATES) & set(question.figure.kinds)
    score = len(shared) + len(own) - 0.2 * len(beyond) + 2 * share + 0.5 * bool(measure)
    return score - 2 * rate  # how fast it grows is no size


def compose(draft: Draft, chosen: Chosen) -> Status | None:
    """Write the places asked for, with names and values; None where the list is too short."""
    listing, place = chosen.listing, chosen.place
    ranked = listing.ranked(place.ascending)
    rows = ranked[place.first - 1 : place.last]
    if not rows:
        return None
    if place.single:
        draft.lines.append(_one(draft, listing, place, rows[0]))
    else:
        draft.lines.append(_several(draft, listing, place, rows))
    _note_order(draft, place, ranked)
    quote_sentences(draft, (row.point for row in rows))
    return "answered"


def _one(draft: Draft, listing: Listing, place: Place, row: Row) -> str:
    name, value = _name(draft, listing, row), value_text(row.point)
    certain = certainty(row.point, draft.language)
    what, rank = lead_of(draft, listing), _rank_words(draft, place, place.first)
    marker = draft.cite_point(row.point)
    return draft.pick(
        f"{what}{rank}的是{name}：{value}{certain}{marker}。",
        f"{what}{rank} is {name}, with {value}{certain} {marker}.",
    )


def _several(draft: Draft, listing: Listing, place: Place, rows: Sequence[Row]) -> str:
    numbered = replace(place, superlative=False)
    listed = [
        (_rank_words(draft, numbered, number), _name(draft, listing, row), value_text(row.point))
        for number, row in enumerate(rows, start=place.first)
    ]
    markers = draft.cite_points(row.point for row in rows)
    what = lead_of(draft, listing)
    if draft.language == "zh":
        listed = [(f"{r} " if n[:1].isascii() else r, n, v) for r, n, v in listed]
        return f"{what}{'、'.join(f'{r}{n}（{v}）' for r, n, v in listed)}{markers}。"
    return f"{what}{', '.join(f'{r} {n} ({v})' for r, n, v in listed)} {markers}."


def _name(draft: Draft, listing: Listing, row: Row) -> str:
    return (
        period_label(row.point.period, draft.language) if listing.by_year else draft.name(row.name)
    )


def lead_of(draft: Draft, listing: Listing) -> str:
    """What a list gives, and when, to lead in its values."""
    when = "" if listing.by_year else period_label(listing.rows[0].point.period, draft.language)
    measure = listing.measure
    if measure and listing.kind in RATES and not _RATE.search(measure):
        measure += draft.pick("增长率", " growth")
    if draft.language == "zh":
        lead = f"{when}{measure}"
        return f"{lead}，" if lead else "按文中的数值，"
    lead = ", ".join(part for part in (measure, when) if part)
    return f"{lead}: " if lead else ""


def _rank_words(draft: Draft, place: Place, number: int) -> str:
    if place.superlative:
        return draft.pick(
            "最低" if place.ascending else "最高",
            "the lowest" if place.ascending else "the highest",
        )
    end_zh, end_en = ("倒数", " from the bottom") if place.ascending else ("", "")
    return draft.pick(f"{end_zh}第{number}", f"No. {number}{end_en}")


def _note_order(draft: Draft, place: Place, ranked: Sequence[Row]) -> None:
    """Each place follows from the values in order: that is its formula."""
    order = (" < " if place.ascending else " > ").join(
        f"{row.name} {value_text(row.point)}" for row in ranked
    )
    points = [row.point for row in ranked]
    for number in range(place.first, min(place.last, len(ranked)) + 1):
        text = _rank_words(draft, replace(place, superlative=False), number)
        draft.derive(text, float(number), order, points)
