"""The web page: ``make app`` or ``streamlit run streamlit_app.py`` serves it.

``app/frame.py`` draws it; here stands what the server does for all sessions.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st

from app import knowledge
from app.responses import RESPONSES


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    # What the first page needs is loaded before it is served, what the first question needs
    # while the first browser is still loading the page.
    import_module("app.ask")
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _warm_up() -> None:
    knowledge.warm_up()
    # Models, dictionaries and modules stay: no collection goes through them again.
    gc.collect()
    gc.freeze()


app = st.App("app/frame.py", lifespan=_lifespan, middleware=[RESPONSES])
