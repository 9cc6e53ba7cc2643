"""Charts as files: what is downloaded is the chart with its title and source."""

from __future__ import annotations

import functools
from typing import Any

import altair as alt
import streamlit as st

from app import charts, colours, downloads
from app.charts import Plot
from app.language import say

WIDTH = 600
FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
MIME = {"png": "image/png", "svg": "image/svg+xml"}


def buttons(plot: Plot, name: str, key: str) -> None:
    """Draw the downloads of ``plot``; ``name`` is made the files' name."""
    specification = saved(plot)
    with st.container(horizontal=True, key=f"kb-chart-files-{key}"):
        for ending, mime in MIME.items():
            st.download_button(
                say(f"download_{ending}"),
                functools.partial(as_image, specification, ending),
                downloads.file_name(name, ending),
                mime,
                key=f"download-{ending}-{key}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def saved(plot: Plot) -> dict[str, Any]:
    """The chart with its title and source, to be made an image."""
    below = charts.source_line(plot) if plot.source else ""
    title = alt.TitleParams(plot.title, subtitle=below, anchor="start", offset=14, fontSize=15)
    ground, ink = colours.ground(), colours.ink()
    whole = (
        alt.vconcat(plot.chart.properties(width=WIDTH), title=title)
        .configure(background=ground, font=FONTS, padding=12)
        .configure_title(color=ink, subtitleColor=ink)
        .configure_view(stroke=None)
        .configure_axis(labelColor=ink, titleColor=ink)
        .configure_legend(labelColor=ink)
    )
    specification: dict[str, Any] = whole.to_dict()
    return specification


def as_image(specification: dict[str, Any], kind: str) -> bytes:
    """What ``saved`` made as an image: a ``png``, twice as large as on the screen, or an ``svg``."""
    import vl_convert

    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(specification, scale=2, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])).encode()
