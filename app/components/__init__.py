"""Parts of a page that Streamlit has not: each draws its data as text nodes, never as markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent


def load(name: str) -> Any:
    """Register the component ``name`` and return what mounts it."""
    return st.components.v2.component(
        f"kb_{name}",
        html='<div class="root"></div>',
        css=_read("shared.css") + _read(f"{name}.css"),
        js=_read("shared.js") + _read(f"{name}.js"),
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
