"""How long a reader's process has left, which stops itself when nothing is left.

A file of five hundred pages takes its time, and one that is made to take for ever must not get it:
each page that is read gives back a little of the time, up to what there was at first. Whatever
hangs is stopped within that time, on whichever page it hangs. Time at work counts, so that a busy
machine fails no file; what only waits is stopped too, later.
"""

from __future__ import annotations

import signal

PAGE = 1 / 80
"""What a page gives back, of the time that there is at first."""
WAITING = 3
"""How many times as long it may take by the clock."""
_HAS_TIMERS = hasattr(signal, "setitimer")


def start(seconds: float) -> None:
    """End this process by SIGPROF after ``seconds`` at work, where the system can."""
    if _HAS_TIMERS:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, WAITING * seconds)


def page_is_read(seconds: float) -> None:
    """Give back some of ``seconds``, what there was at first, if ``start`` set a time."""
    if not _HAS_TIMERS:
        return
    for timer, most in ((signal.ITIMER_PROF, seconds), (signal.ITIMER_REAL, WAITING * seconds)):
        left = signal.getitimer(timer)[0]
        if left:
            signal.setitimer(timer, min(most, left + most * PAGE))


def at_most(seconds: float, pages: int) -> float:
    """What a file of ``pages`` pages can take by the clock; ``seconds`` where there is no timer."""
    return WAITING * seconds * (1 + pages * PAGE) if _HAS_TIMERS else seconds
