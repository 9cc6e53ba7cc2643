"""Ranks in words: one place and a list of places."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answering.writing.draft import Draft
from kb.types import DataPoint


def rank(draft: Draft, point: DataPoint) -> str:
    """``第2`` or ``No. 2``."""
    return draft.pick(f"第{point.value:.0f}", f"No. {point.value:.0f}")


def placed(draft: Draft, point: DataPoint) -> str:
    """The name with its place in brackets."""
    name, place = draft.name(point.entity), rank(draft, point)
    return draft.pick(f"{name}（{place}）", f"{name} ({place})")


def rank_list(draft: Draft, points: Sequence[DataPoint]) -> str:
    """``第1山东、第2江苏``."""
    return joined(
        draft,
        [f"{rank(draft, p)}{draft.pick('', ' ')}{draft.name(p.entity)}" for p in points],
    )


def year_list(draft: Draft, years: Sequence[int]) -> str:
    """``2021、2022年`` or ``2021, 2022``."""
    return draft.pick(f"{'、'.join(map(str, years))}年", ", ".join(map(str, years)))


def joined(draft: Draft, parts: Sequence[str]) -> str:
    """The parts as a list of the language; ``无`` or ``none`` for no part."""
    return draft.pick("、", ", ").join(parts) or draft.pick("无", "none")
