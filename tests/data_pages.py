"""What the tests of Figures, Audit and Reports share: a page over a small report."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import streamlit as st
from app_pages import SCRIPT
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest


def opened(name: str, **query: str | Sequence[str]) -> AppTest:
    """The page as drawn first; ``query`` is its address's."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.switch_page(f"{name}.py")
    for parameter, value in ({"lang": "zh"} | query).items():
        app.query_params[parameter] = value if isinstance(value, str) else list(value)
    app.run()
    assert not app.exception
    return app


def table(app: AppTest, key: str) -> list[dict[str, str]]:
    """The rows of the table whose key begins with ``key``, as drawn."""
    keyed = [one for one in app.dataframe if (one.key or "").startswith(key)]
    # A table that nothing can be chosen from has no key; it is then the only one.
    (drawn,) = keyed or app.dataframe
    frame = drawn.value
    styled = drawn.proto.arrow_data.styler
    if styled.display_values:
        shown = dataframe_util.convert_arrow_bytes_to_pandas_df(styled.display_values)
        shown.columns = frame.columns
        frame = shown
    rows: list[dict[str, str]] = frame.to_dict("records")
    return rows


def saved(data: bytes) -> list[dict[str, str]]:
    """The rows of a downloaded CSV file."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download button of the pages drawn from now on gives, by its key."""
    given: dict[str, Callable[[], bytes]] = {}
    draw = st.download_button

    def kept(label: str, data: Any, *values: Any, **named: Any) -> bool:
        given[named["key"]] = data if callable(data) else lambda: data
        return draw(label, data, *values, **named)

    monkeypatch.setattr(st, "download_button", kept)
    return given


def html(app: AppTest) -> str:
    """All markup that the page draws itself."""
    return "\n".join(one.value for one in app.get("html"))
