"""How long a reader's process has left, which stops itself when nothing is left.

A file of five hundred pages takes its time, and one that is made to take for ever must not get it:
each page that is read gives back a little of the time, up to what there was at first. Whatever
hangs is stopped within that time, on whichever page it hangs.
"""

from __future__ import annotations

import signal

PAGE = 1 / 80
"""What a page gives back, of the time that there is at first."""


def start(seconds: float) -> None:
    """End this process by SIGALRM after ``seconds``, where the system can."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def page_is_read(seconds: float) -> None:
    """Give back some of ``seconds``, what there was at first, if ``start`` set a time."""
    left = signal.getitimer(signal.ITIMER_REAL)[0] if hasattr(signal, "getitimer") else 0
    if left:
        start(min(seconds, left + seconds * PAGE))


def at_most(seconds: float, pages: int) -> float:
    """What a file of ``pages`` pages can take in all; ``seconds`` where there is no timer."""
    return seconds * (1 + pages * PAGE) if hasattr(signal, "setitimer") else seconds
