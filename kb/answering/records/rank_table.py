"""Ranking tables: by year, the names from first to last; and which one a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.answering.rankings.asked_names import read_names
from kb.answering.rankings.everyday_names import as_ranked
from kb.answering.rankings.mentions import mentioned, without_glosses
from kb.answering.rankings.places import read_place
from kb.answering.records.told_tables import told_groups
from kb.answering.understanding.question import Question
from kb.figures.lookup.measured import with_turnover
from kb.figures.tables.cells import SAYS_RANK
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, DataPoint

_BY = regex(r"\bby ([a-z]+(?: [a-z]+)?)|按(?:照)?([^，。,]{1,8}?)(?=[排算看计])")
"""Says by what somebody is to be ranked."""
_CHANGED = (
    r"[掉跌挤退滑落].{0,4}出|落榜|出局|新(?:进|上榜|入榜|晋|面孔)|进出|\bnewcomers?\b|\bnew(?:ly)? (?:in|entr|to the)"
    r"|\b(?:dropped|fell|fallen|slipped) out\b"
)
"""Asks who came or went, which no ranking of one year tells."""
_WIDE = frozenset(("全球", "中国"))
_PLACES = frozenset(("regions", "cities"))
_NAMES = _PLACES | {"companies", "industries"}


@dataclass(frozen=True, slots=True)
class RankTable:
    """One ranking: by year, the names from first to last."""

    points: tuple[DataPoint, ...]
    values: tuple[DataPoint, ...] = ()
    """What the names are ranked by, where the table gives it."""
    about: str = ""
    """What the document of a ranking without a caption is about."""

    @property
    def title(self) -> str:
        """What it ranks, and the heading that it stands under."""
        first = self.points[0]
        return "\n".join((first.metric, *first.heading_path))

    @property
    def years(self) -> list[int]:
        """The years given, ascending."""
        return sorted({p.period.end_year for p in self.points if p.period.end_year})

    @property
    def names(self) -> list[str]:
        """Every name in it, in order of first appearance."""
        return list(dict.fromkeys(p.entity for p in self.points))

    def row(self, year: int) -> list[DataPoint]:
        """The points of one year, first rank first."""
        rows = [p for p in self.points if p.period.end_year == year]
        return sorted(rows, key=lambda p: p.value)

    def point(self, name: str, year: int) -> DataPoint | None:
        """Where ``name`` stood in ``year``."""
        return next((p for p in self.row(year) if p.entity == name), None)

    def values_of(self, name: str, year: int, kinds: Sequence[str] = ()) -> list[DataPoint]:
        """What is told of ``name`` in ``year``, of ``kinds``; without any such, what it is ranked by."""
        own = [p for p in self.values if p.entity == name and p.period.end_year == year]
        each = list({(p.metric, p.kind): p for p in reversed(own)}.values())[::-1]
        return [p for p in each if p.kind in kinds] or each[:1]

    def history(self, name: str) -> list[DataPoint]:
        """Where ``name`` stood, by year."""
        found = (self.point(name, year) for year in self.years)
        return [point for point in found if point is not None]


def tables(
    points: Iterable[DataPoint], subjects: Mapping[str, str] | None = None
) -> list[RankTable]:
    """The rankings among the data points: at least two names with ranks in one exhibit, then those told.

    What a told ranking says of a year that a table of its document gives is left out. ``subjects``:
    by document, what it is about.
    """
    about = subjects or {}
    groups: dict[tuple[str, str, str], list[DataPoint]] = {}
    values: dict[tuple[str, str], list[DataPoint]] = {}
    told: list[DataPoint] = []
    for point in points:
        if point.entity and not point.exhibit:
            told.append(point)
        if not (point.entity and point.exhibit):
            continue
        if point.kind == "rank":
            groups.setdefault((point.document_id, point.exhibit, point.metric), []).append(point)
        elif point.kind in (*AMOUNTS, "share"):
            values.setdefault((point.document_id, point.exhibit), []).append(point)
    found = [
        RankTable(tuple(group), _ranked_by(values.get(key[:2], ())))
        for key, group in _joined(groups).items()
        if _is_ranking(group)
    ]
    shown = [point for table in found for point in table.points]
    return found + [
        RankTable(tuple(ranks), tuple(values), about.get(ranks[0].document_id, ""))
        for ranks, values in told_groups(told, shown)
    ]


def _joined(
    groups: Mapping[tuple[str, str, str], list[DataPoint]],
) -> dict[tuple[str, str, str], list[DataPoint]]:
    """``groups``, those of one table together that rank by the same in other years: 排名 and 2023年名次."""
    found: dict[tuple[str, str, str], list[DataPoint]] = {}
    for (document, exhibit, metric), group in groups.items():
        key = document, exhibit, SAYS_RANK.sub("", fold(metric)).strip()
        years = {point.period.end_year for point in found.get(key, ())}
        apart = not years & {point.period.end_year for point in group}
        found.setdefault(key if apart else (document, exhibit, metric), []).extend(group)
    return found


def _is_ranking(group: Sequence[DataPoint]) -> bool:
    return len({p.entity for p in group}) > 1 and any(p.period.end_year for p in group)


def _ranked_by(values: Sequence[DataPoint]) -> tuple[DataPoint, ...]:
    """The values of one measure, the only one or the only amount; none where the table gives several."""
    for told in (values, [p for p in values if p.kind in AMOUNTS]):
        if len({(p.metric, p.kind) for p in told}) == 1:
            return tuple(told)
    return ()


def choose(
    question: Question, found: Sequence[RankTable], vocabulary: Vocabulary
) -> tuple[RankTable, list[str]] | None:
    """The table that the question is about, and the names that the question holds.

    All that the question names stands in the table's title, headings or names, or is a name of the
    class that the table ranks and is not in it: those come last.
    """
    best: tuple[float, RankTable, list[str]] | None = None
    years = {p.end_year for p in question.figure.periods if p.end_year}
    place = read_place(question.text)
    first = place.last if place is not None else 1
    told = years or (place is not None and not place.superlative)
    if question.says(_CHANGED):
        found = [table for table in found if len(table.years) > 1]
    fitting = [
        table for table in found if told and years <= set(table.years) and len(table.names) >= first
    ]
    only = fitting[0] if len(fitting) == 1 else None
    for table in found:
        text = without_glosses(question.text, table.names, vocabulary)
        text = as_ranked(text, table.names, vocabulary)
        names = mentioned(text, table.names, vocabulary)
        asked = read_names(question, vocabulary, _set_apart(text, names))
        absent = _absent(text, table, vocabulary)
        known = [*table.names, *absent]
        fits = asked.class_fits(table.names, table.title, vocabulary, ranked=True)
        missing = asked.missing(f"{table.about}\n{table.title}", known, vocabulary)
        if table is only and missing:  # number three by locations: what it ranks by has many names
            missing -= vocabulary.held("\n".join(match.group() for match in _BY.finditer(text)))
        if missing or not fits:
            continue
        if is_elsewhere(question, table, vocabulary) or _by_another(question, table, vocabulary):
            continue
        shared = vocabulary.words(question.text) & vocabulary.held(table.title)
        # What few figures share, cities or industries, tells tables apart: it counts twice.
        telling = shared - vocabulary.generic
        measures = {word for word in shared if vocabulary.category(word) == "measures"}
        if not (names or telling or measures or asked.classes or table is only):
            continue
        sorts = sum(sort in table.points[0].metric for sort in asked.sorts)
        known_years = len(years & set(table.years))
        enough = place is None or len(table.names) >= place.last
        score = 2.0 * len(names) + len(shared) + len(telling) + sorts + known_years + enough
        score += 0.5 * len(telling & vocabulary.held(table.points[0].metric))
        score += len(table.years) / 100
        if best is None or score > best[0]:
            best = (score, table, [*names, *absent])
    return None if best is None else best[1:]


def _set_apart(text: str, names: Sequence[str]) -> str:
    """``text`` with its ``names`` apart from the words beside them: 山野集 是哪年, and not 集是."""
    for name in names:
        if not name.isascii():
            text = text.replace(name, f" {name} ")
    return text


def _by_another(question: Question, table: RankTable, vocabulary: Vocabulary) -> bool:
    """Whether a sentence ranks by something else than the measure that the question names."""
    words = {word.text for word in question.figure.words} - vocabulary.generic
    asked = {word for word in words if vocabulary.category(word) == "measures"}
    metrics = {point.metric for point in (*table.points, *table.values)}
    told = with_turnover(vocabulary.held("\n".join((table.title, table.about, *metrics))))
    return bool(table.about and asked) and not asked & told


def is_elsewhere(question: Question, table: RankTable, vocabulary: Vocabulary) -> bool:
    """Whether the world is asked for and a ranking is of one country, or the reverse."""
    asked = question.figure.regions & _WIDE
    first = table.points[0]
    terms = vocabulary.terms(f"{first.metric}\n{first.region}\n{table.about}")
    told = {term.canonical for term in terms} & _WIDE
    return bool(asked and told) and not asked & told


def _absent(text: str, table: RankTable, vocabulary: Vocabulary) -> list[str]:
    """Names in a question's text of the class that the table ranks, but not in it."""
    ranked = {term.category for term in vocabulary.terms("、".join(table.names))}
    ranked |= _PLACES if ranked & _PLACES else frozenset()
    first = table.points[0]
    known = (*table.names, first.metric, first.region, first.publisher, *first.heading_path)
    held = vocabulary.normalise("\n".join(known))
    return [
        name
        for term in vocabulary.terms(text)
        if term.category in (ranked & _NAMES) | {"companies"}
        and (name := term.canonical) not in held
    ]
