"""``KnowledgeBase``: composes the parts and does nothing else."""

from __future__ import annotations


class KnowledgeBase:
    """A knowledge base over one index folder."""
