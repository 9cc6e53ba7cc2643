"""What an English question gives to the one that follows it, as English puts it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.answering.understanding.context import ASKS, BACK, WHY, Context, Edit
from kb.answering.understanding.question import understand
from kb.answering.understanding.slots import Slot
from kb.figures.quantities.numerals import ORDINALS
from kb.regex import regex
from kb.text import fold, language

_PREPOSITION = regex(r"\b(in|of|for|by|from|at|across|during)(?: the)? $")
_OWNER = regex(r"['’]s\b")
_AUXILIARY = regex(r"\b(?:did|does|do|was|were|is|are|will|has|have|be|there)\b")
_VERB = regex(r"\b(?:did|does|do|will|would)\b")
_VERBS = regex(
    r"\b(?:grow|change|develop|rise|fall|increase|decrease|decline|drop|expand|shrink|reach)\b"
)
_LEAD = regex(r"(?:\s*\b(?:in|of|for|by|during|from|at))?(?:\s*\bthe)?\s*$")
_THE = regex(r"\bthe $")
_TOGETHER = regex(r" |, |,? (?:and|or) ")
_DEFINITE = regex(r"(?:the|its|their) ")
_HAS = regex(r"\b(?:did|does|do|will|has|have) $")
_LEADS = regex(r"\b(?:leads?|ranks?)\b")
_END = regex(r"[\s?.]*$")
_OF = regex(r" (?:of|rates?|ratios?|index)\b")
"""Stands after what is asked for and is not what it is asked of: occupancy rate, quality of."""
_BEST = regex(
    r"\b(?:the )?((?:larg|bigg|great|high|low|small|fast|strong|rich|busi)est|most [a-z]+)\b"
)
_ORDINAL = regex(rf"{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)")
_ADDED = regex(r"(?:in|at|by|per|compared|relative|versus|vs)\b")
"""Begins what may stand at the end of a question: in dollars, compared with 2022."""
_BEFORE_A_NOUN = regex(r"[A-Za-z-]+(?<!s)")
"""One word, of no plural."""
Run = tuple[Slot, ...]


class EnglishContext(Context):
    """The question before a follow-up, in English."""

    def meant(self, core: str, named: Sequence[Slot]) -> list[Slot]:
        """``named``: the margin is something of what the question was about, Berlin is a name."""
        found: list[Slot] = []
        for slot in named:
            slot = replace(slot, sort="name") if _is_name(slot, core) else slot
            last = found[-1] if found else None
            joint = _TOGETHER.fullmatch(fold(core), last.end, slot.start) if last else None
            if last and joint and slot.sort == last.sort in ("place", "name", "thing"):
                found[-1] = replace(slot, start=last.start, canonical="")
            else:
                found.append(slot)
        words = understand(core, self._vocabulary).figure.words
        if not found and words and core.isascii() and not BACK.search(fold(core)):
            return [Slot(0, len(core), "measure")]
        if len(found) == 1 and self._is_of_it(found[0], core):
            return [replace(found[0], sort="measure")]
        return found

    def replaced(self, core: str, named: Sequence[Slot]) -> list[str]:
        """The question with what ``core`` names in the place of its like, the likeliest first."""
        best = _BEST.search(fold(self._text))
        said = core[named[0].start : named[0].end]
        ranked = any(slot.sort == "rank" for slot in self._slots)
        if best and not ranked and len(named) == 1 and _ORDINAL.fullmatch(fold(said)):
            text = self._text
            return [f"{text[: best.start()]}the {said} {best[1]}{text[best.end() : self._end]}?"]
        leads = _LEADS.search(fold(self._text))
        if (
            leads
            and not ranked
            and self._asked_for
            and {slot.sort for slot in named} <= {"place", "name"}
        ):
            return self._rank_of(named, leads.end(), core)
        return super().replaced(core, named)

    def asked(self, core: str, named: Sequence[Slot]) -> list[str]:
        """What ``core`` asks, of what the question was about."""
        if WHY.fullmatch(fold(core)):
            return [f"{self._text[: self._end]}, and why?"]
        if _ADDED.match(fold(core)) and not ASKS.search(fold(core)):
            return [f"{self._text[: self._end]} {core}?"]
        return super().asked(core, named)

    def _ranked(self, core: str, named: Sequence[Slot]) -> list[str]:
        rank = next(slot for slot in reversed(self._slots) if slot.sort == "rank")
        return self._rank_of(named, rank.end, core)

    def _rank_of(self, named: Sequence[Slot], start: int, core: str) -> list[str]:
        """After who is first, a name asks for its own place; ``start``: where it says in what."""
        said = " and ".join(self._said(slot, core) for slot in named)
        return [f"Where does {said} rank{self._text[start : self._end]}?"]

    @property
    def _end(self) -> int:
        mark = _END.search(self._text)
        return mark.start() if mark else len(self._text)

    def _is_of_it(self, slot: Slot, core: str) -> bool:
        """Whether ``core`` is the margin: one of its kind, and nothing that the question names."""
        text = fold(core)
        unknown = slot.sort == "thing" and not slot.category and not _is_name(slot, core)
        if not unknown or not _DEFINITE.match(text) or slot.end < len(core) or text.endswith("s"):
            return False
        return _head(text) not in {_head(self._words(run)) for run in self._runs}

    def _edits(self, slot: Slot, core: str) -> list[Edit]:
        if slot.sort == "place":
            return [self._placed(slot, core)]
        if slot.sort not in ("thing", "name"):
            return super()._edits(slot, core)
        new = self._said(slot, core)
        unlike = {run: self._unlike(slot, core, run) for run in self._targets(slot)}
        runs = [run for run, one in unlike.items() if one == min(unlike.values())]
        edits = [edit for run in runs for edit in self._inner(slot, new, run)]
        return edits or [self._inserted(slot, new)]

    def _placed(self, slot: Slot, core: str) -> Edit:
        """A place where another stood: in France, the US, worldwide, the global market."""
        new = self._said(slot, core)
        own = next((one for one in self._slots if one.sort == "place"), None)
        if own is None:
            return self._inserted(slot, new)
        start, end = self._span(own, new)
        before = _PREPOSITION.search(fold(self._text), 0, own.start)
        if any(one.start == own.end + 1 and one.sort != "period" for one in self._slots):
            return (start if new.startswith("the ") else own.start), end, new
        return (
            (before.start(), end, _adverb(new)) if _is_adverb(new) and before else (start, end, new)
        )

    def _targets(self, slot: Slot) -> Iterator[Run]:
        """What a thing, or a name, may take the place of; a name that no list knows, of a place."""
        for run in self._runs:
            named = any(_is_name(one, self._text) for one in run)
            other = slot.category and all(one.category for one in run) and slot.sort != run[0].sort
            if named == (slot.sort == "name") and not other:
                yield run
        if slot.sort == "name" and not slot.category:
            yield from ((one,) for one in self._slots if one.sort == "place")

    def _unlike(self, slot: Slot, core: str, run: Run) -> tuple[bool, ...]:
        """How little ``run`` is like ``slot``: by its head, by what leads to it, by its category."""
        text, own = fold(self._text), self._words(run)
        leads = (
            _PREPOSITION.search(text, 0, run[0].start),
            _PREPOSITION.search(fold(core), 0, slot.start),
        )
        return (
            _head(own) != _head(fold(core[slot.start : slot.end])),
            not (leads[0] and leads[1] and leads[0][1] == leads[1][1]),
            _OF.match(text, run[-1].end) is not None,
            not any(one.category == slot.category for one in run),
        )

    def _inner(self, slot: Slot, new: str, run: Run) -> Iterator[Edit]:
        """Luxury in the place of budget in budget hotels, before that of the whole."""
        start, end, own = run[0].start, run[-1].end, self._words(run)
        if _head(own) != _head(fold(new)):
            alike = [one for one in run if one.category == slot.category or one.sort == slot.sort]
            if len(run) > 1 and (slot.category or slot.sort == "name"):
                yield from ((one.start, one.end, new) for one in alike[:1])
            modifies = _BEFORE_A_NOUN.fullmatch(new) and (new.isupper() or not run[-1].category)
            if " " in own and modifies:
                yield start, start + own.rindex(" "), new
        yield start, end, new

    @property
    def _runs(self) -> list[Run]:
        """Things and names, those that stand together as one: luxury hotels."""
        runs: list[Run] = []
        for slot in self._slots:
            if slot.sort in ("thing", "name"):
                together = runs and slot.start == runs[-1][-1].end + 1
                runs[-1:] = [(*runs[-1], slot)] if together else [*runs[-1:], (slot,)]
        asked_for = self._asked_for
        return [run for run in runs if run[-1] not in asked_for] or runs

    def _words(self, run: Run) -> str:
        return fold(self._text[run[0].start : run[-1].end])

    def _bare(self, kept: Sequence[Slot]) -> list[Slot]:
        text = fold(self._text)
        asked = {slot for run in self._runs if _OF.match(text, run[-1].end) for slot in run}
        return [slot for slot in super()._bare(kept) if slot not in asked]

    def _noun(self, kept: Sequence[Slot]) -> list[Slot]:
        ends = {slot.end + 1 for slot in kept if slot.sort in ("thing", "name")}
        bare = self._bare(kept)
        return [s for s in kept if s in bare or (s.sort == "measure" and s.start in ends)]

    def _span(self, slot: Slot, new: str) -> tuple[int, int]:
        start, end = super()._span(slot, new)
        the = _THE.search(fold(self._text), 0, slot.start) if slot.sort == "place" else None
        owner = _OWNER.match(self._text, end) if new.startswith("the ") else None
        return (the.start() if the else start), (owner.end() if owner else end)

    def _said(self, slot: Slot, core: str) -> str:
        text = core[slot.start : slot.end]
        if slot.year:
            return str(slot.year)
        english = self._vocabulary.english(slot.canonical) if slot.canonical else ""
        adverb = slot.sort == "place" and english[:1].islower()
        if english and (adverb or language(text) != "en"):
            text = english
        the = slot.sort == "place" and _THE.search(fold(core), 0, slot.start)
        return f"the {text}" if the or adverb else text

    def _inserted(self, slot: Slot, new: str) -> Edit:
        if slot.sort == "place" and _is_adverb(new):
            return self._end, self._end, f" {_adverb(new)}"
        lead = "in" if slot.sort in ("period", "place") else "for"
        return self._end, self._end, f" {lead} {new}"

    def _topic(self, kept: Sequence[Slot]) -> str:
        if not kept:
            return ""
        text, said = self._text, ""
        end = kept[-1].end
        for slot in reversed([slot for slot in self._slots if slot.start < end]):
            said = text[slot.end : end] + said
            end = slot.start
            if slot in kept:
                said, end = text[slot.start : slot.end] + said, slot.start
            else:
                said = _OWNER.sub("", said, count=1) if _OWNER.match(said) else said
                lead = _LEAD.search(text, 0, slot.start)
                end = lead.start() if lead else end
            if slot == kept[0]:
                break
        said = _VERBS.sub(" ", said) if _VERB.search(fold(text)) else said
        for slot in kept:  # what China did have is what is in China
            place = text[slot.start : slot.end]
            has = _HAS.search(fold(text), 0, slot.start) if slot.sort == "place" else None
            said = said.replace(has[0] + place, f"in {place}") if has else said
        the = kept[0].sort != "period" and _THE.search(fold(text), 0, kept[0].start)
        return " ".join(_AUXILIARY.sub(" ", f"the {said}" if the else said).split())


def _is_name(slot: Slot, text: str) -> bool:
    """Whether it is written as a name is, where no list tells what it is; NPU may be either."""
    said = text[slot.start : slot.end]
    unknown = slot.sort == "thing" and not slot.category and said[:1].isupper()
    return slot.sort == "name" or (unknown and not said.isupper())


def _is_adverb(place: str) -> bool:
    return place.removeprefix("the ")[:1].islower()


def _adverb(place: str) -> str:
    return "worldwide" if place == "the global" else place.removeprefix("the ")


def _head(text: str) -> str:
    """The last word, in the singular."""
    return text.split(" ")[-1].removesuffix("s")
