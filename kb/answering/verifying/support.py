"""What bears an answer out: the numbers and names of its citations, looked up in constant time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.answering.verifying import names, numbers, readings
from kb.answering.verifying.marked import text_units
from kb.answering.verifying.numbers import Number
from kb.answering.verifying.readings import ANY_UNIT, Reading
from kb.figures.lookup.asked_periods import asked_periods
from kb.figures.periods.period import find_periods
from kb.regex import regex

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import Answer, Citation, DataPoint, Derivation

REMEMBERED = 2_000
"""How many texts' numbers and names are kept in memory: the same passages are cited again."""
_SPACE = regex(r"\s+")
_NUMBER_ENDS = regex(r"\d[.,]?\d$|[A-Za-z]{2}$")
_NUMBER_GOES_ON = regex(r"\d(?:[.,]?\d|[%十百千万亿兆])|[A-Za-z]{2}")


class Support:
    """Numbers and names that one source states."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._readings: dict[str, set[Reading]] = {}
        self._amounts: dict[str, set[Reading]] = {}
        self._ordinals: set[str] = set()
        self._names: set[str] = set()
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Let ``text`` bear out numbers and names."""
        readings, ordinals = _numbers_of(text)
        self._ordinals |= ordinals
        for reading in readings:
            self.add_reading(reading)
        self.add_names(text)

    def add_number(self, number: Number) -> None:
        """Let a number bear out its like."""
        if number.ordinal:
            self._ordinals.update(reading.digits for reading in number.readings)
        for reading in number.readings:
            self.add_reading(reading)

    def add_reading(self, reading: Reading) -> None:
        """Let one reading of a number bear out its like."""
        self._readings.setdefault(reading.digits, set()).add(reading)
        self._amounts.setdefault(reading.amount, set()).add(reading)

    def add_names(self, text: str) -> None:
        """Let ``text`` bear out names and quotations, not numbers."""
        self._names |= _names_of(text, self._vocabulary)
        self._texts.append(squeezed(text))

    def add_point(self, point: DataPoint) -> None:
        """Let a data point bear out its value with its unit, its period and what it is about."""
        scale, printed = readings.split_unit(point.unit)
        unit = readings.canonical_unit(printed)
        for value in (point.value, point.high):
            if value is not None:
                digits = readings.digits_of_value(value)
                down = value < 0 or point.direction == "down"
                self.add_reading(Reading(digits, scale, unit, False, value < 0, down))
                if point.kind == "rank":
                    self._ordinals.add(digits)
        period = point.period
        for part, letter in ((period.half, "h"), (period.quarter, "q")):
            if part:
                self._names.add(f"{letter}{part}")
        self.add(f"{period.text} {period.key}")
        named = (point.entity, point.region, point.publisher, point.metric, point.whole)
        self.add_names("\n".join((*named, point.exhibit, *point.heading_path)))

    def add_derivation(self, derivation: Derivation) -> None:
        """Let a computed number bear itself out, and of its formula what is an input or a result.

        A bare whole number of a formula (the 1 of ``1 + 12%``) bears nothing out.
        """
        for number in numbers.find_numbers(derivation.text):
            self.add_number(number)
            reading = number.readings[0]
            if not reading.unit and reading.scale == 1.0:
                self.add_reading(Reading(reading.digits, unit=ANY_UNIT))
        inputs = {
            readings.digits_of_value(v) for point in derivation.inputs for v in _values(point)
        }
        for number in numbers.find_numbers(derivation.formula):
            reading = number.readings[0]
            whole = not reading.unit and reading.scale == 1.0 and "." not in reading.digits
            if reading.digits in inputs or not whole:
                self.add_number(number)
        self.add_names(derivation.formula)
        self.add_names(derivation.text)

    def has_number(self, number: Number, falling: bool = False) -> bool:
        """Whether a number is borne out; ``falling`` where its sentence speaks of a fall."""
        if number.ordinal and number.readings[0].digits in self._ordinals:
            return True
        return any(self._has_reading(claim, falling) for claim in number.claims)

    def _has_reading(self, claim: Reading, falling: bool) -> bool:
        stated = (*self._readings.get(claim.digits, ()), *self._amounts.get(claim.amount, ()))
        return any(readings.supports(reading, claim, falling) for reading in stated)

    def has_name(self, key: str) -> bool:
        """Whether a name is borne out, given its key."""
        return key in self._names or key.removesuffix("s") in self._names

    def quotes(self, text: str) -> bool:
        """Whether ``text`` stands word for word in a source, white space aside."""
        wanted = squeezed(text).strip("。，；：、,;:")
        return bool(wanted) and any(_holds(source, wanted) for source in self._texts)


class Supports:
    """All that bears one answer out, by citation."""

    def __init__(self, answer: Answer, vocabulary: Vocabulary) -> None:
        self.shared = Support(vocabulary)
        self.shared.add(answer.full_question)
        for period in asked_periods(answer.full_question):
            # 25年 asks for 2025.
            self.shared.add(period.key)
        self.formulas: list[str] = []
        """Formulas in full: where one stands in the text, its constants are its own."""
        for derivation in answer.derivations:
            beyond = derivation.formula.removeprefix(derivation.text).strip()
            self.formulas += [derivation.formula, beyond, derivation.text]
            self.shared.add_derivation(derivation)
        for exhibit in answer.exhibits:
            # One by one: beside its label, a title that begins with a year would be cut off.
            path = " › ".join(exhibit.heading_path)
            for part in (exhibit.label, exhibit.title, exhibit.source, path):
                self.shared.add_names(part)
        self.formulas = [text for text in self.formulas if " " in text]
        self.by_marker: dict[int, Support] = {}
        for citation in answer.citations:
            support = self.by_marker.setdefault(citation.marker, Support(vocabulary))
            _add_citation(support, citation, answer.data_points)

    def of(self, markers: Sequence[int]) -> list[Support]:
        """What bears out a sentence with ``markers``; without any, all of the answer's sources."""
        chosen = [self.by_marker[marker] for marker in markers if marker in self.by_marker]
        return [self.shared, *(chosen or self.by_marker.values())]


@lru_cache(REMEMBERED)
def _numbers_of(text: str) -> tuple[tuple[Reading, ...], frozenset[str]]:
    """How the numbers of ``text`` and the years of its periods can be read, and its ordinals."""
    # A page may break a line between a number and its unit; and an answer's sentences are read one
    # by one, so what they are read from is too.
    pieces = {unit for line in text.split("\n") for unit in text_units(line)}
    pieces |= {text.replace("\n", " "), text}
    found = [number for piece in pieces for number in numbers.find_numbers(piece)]
    readings = dict.fromkeys(reading for number in found for reading in number.readings)
    for _, _, period in find_periods(numbers.plain(text)):
        years = (period.start_year, period.end_year)
        readings |= {Reading(str(year)): None for year in years if year is not None}
    ordinals = (reading.digits for number in found if number.ordinal for reading in number.readings)
    return tuple(readings), frozenset(ordinals)


@lru_cache(REMEMBERED)
def _names_of(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The keys of the parts of years, of the terms and of the Latin words in ``text``."""
    folded = numbers.plain(text)
    words = (names.keys(folded[start:end]) for start, end in numbers.latin_tokens(folded))
    terms = vocabulary.expand({term.canonical for term in vocabulary.terms(folded)})
    return frozenset(part.key for part in names.find_parts(folded)).union(terms, *words)


@lru_cache(REMEMBERED)
def squeezed(text: str) -> str:
    """``text`` folded to half width, without white space and bold marks."""
    return _SPACE.sub("", numbers.plain(text)).replace("**", "")


def _holds(source: str, wanted: str) -> bool:
    """Whether ``wanted`` stands in ``source`` and does not cut a number or a word in two."""
    position = source.find(wanted)
    while position >= 0:
        end = position + len(wanted)
        cut_left = _NUMBER_ENDS.search(source[max(0, position - 2) : position] + wanted[0])
        cut_right = _NUMBER_GOES_ON.match(wanted[-1] + source[end : end + 2])
        if not cut_left and not cut_right:
            return True
        position = source.find(wanted, end)
    return False


def _add_citation(support: Support, citation: Citation, points: Sequence[DataPoint]) -> None:
    support.add(citation.quote)
    support.add(citation.issue)
    path = " › ".join(citation.heading_path)
    support.add_names("\n".join((citation.document_title, citation.document_name, path)))
    for point in points:
        inside = citation.start <= point.start and point.end <= citation.end
        if inside and point.document_id == citation.document_id:
            support.add_point(point)


def _values(point: DataPoint) -> Iterator[float]:
    period = point.period
    given = (point.value, point.high, point.normalised, period.start_year, period.end_year)
    yield from (float(value) for value in given if value is not None)
