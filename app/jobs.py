"""Changes of the index, one at a time, in a thread of its own; asking goes on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from kb import KnowledgeBaseError

Kind = Literal["add", "remove", "edit", "sync", "build"]
STAGES = ("reading", "embedding", "writing")
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file that could not be read: its name, the name of the error's class, its message."""

    name: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change came to."""

    failures: tuple[FileFailure, ...] = ()
    documents: int = 0
    chunks: int = 0
    data_points: int = 0
    moved: tuple[str, ...] = ()
    """Files that were put aside."""


Work = Callable[[Report], Outcome]


@dataclass(slots=True)
class Job:
    """One change. Written by its thread, read by any."""

    kind: Kind
    names: tuple[str, ...]
    """The files or documents that it is about."""
    work: Work = field(repr=False)
    stage: str = ""
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    error: Exception | None = None
    """A known error, or ``OSError``. Neither outcome nor error: it failed unexpectedly."""
    finished: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return not self.finished.is_set()

    def run(self) -> None:
        """Do the work; what is unexpected ends in the server's log."""
        try:
            self.outcome = self.work(self._report)
        except (KnowledgeBaseError, OSError) as error:
            self.error = error
        finally:
            self.finished.set()

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total


class Desk:
    """Where changes are handed in; one is under way at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.job: Job | None = None
        """The one under way, else the last one until it is put away."""

    def start(self, kind: Kind, names: Sequence[str], work: Work) -> bool:
        """Begin a change; False where another one is under way."""
        with self._lock:
            if self.job is not None and self.job.running:
                return False
            self.job = Job(kind, tuple(names), work)
            # A server that is stopped does not wait: what is half built is thrown away.
            threading.Thread(target=self.job.run, name="kb-build", daemon=True).start()
            return True

    def again(self) -> None:
        """Begin the last change anew."""
        job = self.job
        if job is not None and not job.running:
            self.start(job.kind, job.names, job.work)

    def put_away(self) -> None:
        """Forget the last change, unless it is under way."""
        with self._lock:
            if self.job is not None and not self.job.running:
                self.job = None


@st.cache_resource(show_spinner=False)
def desk(index_folder: str) -> Desk:
    """The desk of ``index_folder``, one a process."""
    del index_folder
    return Desk()
