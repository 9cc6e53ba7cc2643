"""Controls whose choice stands in the page's address, so that a link reproduces the view.

What stands there are codes and values, not the words shown: a link holds in either language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

LONGEST = 2000
"""Characters of a text that an address may bring."""


def segments(
    name: str, label: str, options: Mapping[str, str], *, visible: bool = False, wrap: bool = True
) -> str:
    """One of ``options`` (codes to words), the first where the address names none."""
    codes = list(options)
    _take(name, codes, codes[0])
    chosen = st.segmented_control(
        label,
        codes,
        required=True,
        format_func=options.__getitem__,
        key=name,
        label_visibility="visible" if visible else "collapsed",
        wrap=wrap,
    )
    _give(name, chosen, codes[0])
    return chosen or codes[0]


def one_of(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    *,
    default: str | None = None,
    visible: bool = True,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """One of ``options``, which are not empty; the first, or ``default``, where none is named."""
    preset = default if default is not None and default in options else options[0]
    _take(name, options, preset)
    chosen = st.selectbox(
        label,
        options,
        format_func=_named(options, words),
        key=name,
        label_visibility="visible" if visible else "collapsed",
        width=width,
    )
    _give(name, chosen, preset)
    return chosen


def some_of(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    *,
    default: Sequence[str] = (),
    placeholder: str = "",
    most: int | None = None,
) -> list[str]:
    """Any of ``options``; ``default`` where the address names none."""
    preset = [one for one in default if one in options]
    seen = f"_seen_{name}"
    asked = st.query_params.get_all(name)
    if asked != st.session_state.get(seen, []) or name not in st.session_state:
        chosen = [one for one in dict.fromkeys(asked) if one in options][:most]
        st.session_state[name] = chosen or preset
    else:
        # An option may go with the document that had it.
        st.session_state[name] = [one for one in st.session_state[name] if one in options]
    held = st.multiselect(
        label,
        options,
        format_func=_named(options, words),
        key=name,
        placeholder=placeholder,
        max_selections=most,
        filter_mode="contains",
        select_all=False,
        wrap=True,
    )
    if held == preset:
        _forget(name)
    else:
        st.query_params[name] = held
    st.session_state[seen] = st.query_params.get_all(name)
    return held


def text(name: str, label: str, *, placeholder: str = "", visible: bool = True) -> str:
    """A line of text, without spaces at its ends."""
    _take(name, None, "")
    typed = st.text_input(
        label,
        key=name,
        placeholder=placeholder,
        max_chars=LONGEST,
        type="search",
        label_visibility="visible" if visible else "collapsed",
    )
    _give(name, typed, "")
    return (typed or "").strip()


def area(name: str, label: str, *, default: str) -> str:
    """Several lines of text, without spaces at their ends."""
    _take(name, None, default)
    typed = st.text_area(label, key=name, max_chars=LONGEST, label_visibility="collapsed")
    _give(name, typed, default)
    return (typed or "").strip()


def _named(options: Sequence[str], words: Callable[[str], str]) -> Callable[[str], str]:
    """Words settled now: the language may be another one when the choice is sent.

    They differ: of options with the same words, whichever is chosen, the first would be taken.
    """
    named: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for option in options:
        text = words(option)
        taken[text] += 1
        named[option] = text if taken[text] == 1 else f"{text} ({taken[text]})"
    return named.__getitem__


def _take(name: str, options: Sequence[str] | None, default: str) -> None:
    """Before the control is drawn: what the address says, where it changed by other hands."""
    asked = st.query_params.get(name, "")[:LONGEST]
    changed = asked != st.session_state.get(f"_seen_{name}", "")
    if changed or name not in st.session_state:
        known = bool(asked) and (options is None or asked in options)
        st.session_state[name] = asked if known else default
    elif options is not None and st.session_state[name] not in options:
        st.session_state[name] = default


def _give(name: str, value: str | None, default: str) -> None:
    """After it: let the address say what it holds, unless that is the default."""
    if value and value != default:
        st.query_params[name] = value
    else:
        _forget(name)
    st.session_state[f"_seen_{name}"] = st.query_params.get(name, "")


def _forget(name: str) -> None:
    if name in st.query_params:
        del st.query_params[name]
