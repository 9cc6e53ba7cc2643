"""The language of the interface: asked for in the address, kept in the session and a cookie."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Literal, TypeVar

import streamlit as st

from app import components
from app.texts import ALL

T = TypeVar("T")
Language = Literal["zh", "en"]
NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}
_KEY = "language"
_CHOICE = "language_choice"
_COOKIE = "kb_language"
_REMEMBER = components.load("remember")

_KEPT: ContextVar[Language | None] = ContextVar("language", default=None)


def current() -> Language:
    """The language of this session."""
    return _KEPT.get() or ("en" if st.session_state.get(_KEY) == "en" else "zh")


def later(make: Callable[[], T]) -> Callable[[], T]:
    """``make`` to be called when there is no session, such as for a download, in its language."""
    kept = current()

    def called() -> T:
        token = _KEPT.set(kept)
        try:
            return make()
        finally:
            _KEPT.reset(token)

    return called


class _Counted(int):
    """A count, which a text may have followed by its noun: ``{:document|documents}``."""

    def __format__(self, form: str) -> str:
        one, several, *_ = *form.split("|"), ""
        return (
            f"{int(self)} {one if self == 1 else several}" if several else format(int(self), form)
        )


def say(name: str, *values: object) -> str:
    """The text ``name`` in the language of this session, with ``values`` put in."""
    text = ALL[name][current() == "en"]
    counted = (_Counted(one) if type(one) is int else one for one in values)
    return text.format(*counted) if values else text


def settle() -> None:
    """Take the language from the address, session, cookie or browser, in this order."""
    asked = st.query_params.get("lang")
    if asked in NAMES:
        st.session_state[_KEY] = asked
    elif _KEY not in st.session_state:
        st.session_state[_KEY] = _remembered() or _of_browser()
    if asked != current():
        st.query_params["lang"] = current()


def switch() -> None:
    """Draw the switch."""
    st.session_state[_CHOICE] = current()
    with st.container(key="kb-language", width="content"):
        st.segmented_control(
            say("language"),
            list(NAMES),
            required=True,
            format_func=NAMES.__getitem__,
            key=_CHOICE,
            label_visibility="collapsed",
            on_change=_changed,
        )
        tag = "en" if current() == "en" else "zh-CN"
        _REMEMBER(data={"name": _COOKIE, "value": current(), "lang": tag}, key="kb-remember")


def _changed() -> None:
    st.session_state[_KEY] = st.query_params["lang"] = st.session_state[_CHOICE]


def _remembered() -> Language | None:
    """What an earlier visit of this browser was set to."""
    kept = st.context.cookies.get(_COOKIE)
    return next((name for name in NAMES if name == kept), None)


def _of_browser() -> Language:
    """Chinese, unless the browser says another language."""
    return "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"
