"""From documents to an index and back: chunks, vectors, words, the store and its generations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.indexing.builder import build, update
    from kb.indexing.preparing import prepare
    from kb.indexing.syncing import edit, sync

__all__ = ["build", "edit", "prepare", "sync", "update"]

_HOME = {
    "build": "builder",
    "edit": "syncing",
    "prepare": "preparing",
    "sync": "syncing",
    "update": "builder",
}


def __getattr__(name: str) -> Any:
    """Import what changes an index when it is first asked for: who only asks starts sooner."""
    if name in _HOME:
        return getattr(import_module(f"kb.indexing.{_HOME[name]}"), name)
    raise AttributeError(f"module 'kb.indexing' has no attribute {name!r}")
