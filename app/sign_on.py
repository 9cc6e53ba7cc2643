"""Single sign-on, where ``.streamlit/secrets.toml`` has a section ``[auth]``; see docs/sign-on.md."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import components, downloads
from app.language import say

_RETURNING = components.load("returning")


def admitted() -> bool:
    """Whether the page may be drawn; where somebody has to sign in first, draw that instead."""
    if not _wanted():
        return True
    inside = bool(st.user.get("is_logged_in"))
    _RETURNING(data={"admitted": inside}, key="kb-returning")
    if inside:
        with st.container(key="kb-signed-in", horizontal=True, horizontal_alignment="right"):
            # A label is Markdown, and the name whatever the provider was told.
            name = downloads.escaped(str(st.user.get("email") or st.user.get("name") or ""))
            st.button(say("sign_out", name), key="sign-out", type="tertiary", on_click=st.logout)
        return True
    with st.container(key="kb-welcome"):
        st.html(f'<h1 class="kb-hero">{escape(say("title"))}</h1>')
        st.html(f'<p class="kb-hint">{escape(say("sign_in_hint"))}</p>')
        st.button(say("sign_in"), key="sign-in", type="primary", width="stretch", on_click=st.login)
    return False


def _wanted() -> bool:
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets
