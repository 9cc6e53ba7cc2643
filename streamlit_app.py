"""The web page: ``make app`` or ``streamlit run streamlit_app.py`` serves it.

``app/frame.py`` draws it; here stands what the server does for all sessions.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections.abc import AsyncIterator
from importlib import import_module

import streamlit as st
from streamlit import config

from app import knowledge
from app.responses import RESPONSES
from kb import Config, KnowledgeBaseError

LIMIT = "server.maxUploadSize"


@contextlib.asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    # What the first page needs is loaded before it is served, what the first question needs
    # while the first browser is still loading the page.
    import_module("app.ask")
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 45 MB, as in ``kb.doors.quick``
    take_what_is_read()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def take_what_is_read() -> None:
    """Let in files as large as kb reads: the server has a limit of its own."""
    # What is wrong with a setting is said by the pages that use it.
    with contextlib.suppress(KnowledgeBaseError):
        most = -(-Config.load().max_file_bytes // 2**20)
        if most > config.get_option(LIMIT):
            config.set_option(LIMIT, most)


def _warm_up() -> None:
    knowledge.warm_up()
    # Models, dictionaries and modules stay: no collection goes through them again.
    gc.collect()
    gc.freeze()


app = st.App("app/frame.py", lifespan=_lifespan, middleware=[RESPONSES])
