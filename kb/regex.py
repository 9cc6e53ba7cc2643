"""Regular expressions that are compiled when they are first used.

kb names some five hundred. To compile those of the modules that a question goes through takes a
third of a second, and one question uses a part of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Regex:
    """Stands for a ``re.Pattern`` in all but its type."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the methods: the next call takes no longer than a pattern's own."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``; what is wrong with ``pattern`` is raised when it is first used."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
