"""Audit: the checks of the documents' own arithmetic."""

from __future__ import annotations

import streamlit as st

from app import knowledge, language
from app.language import say


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    st.title(say("audit"))
    findings = base.audit(language.current())
    st.caption(say("audit_count", len(findings)))
    for finding in findings:
        with st.container(border=True):
            st.text(finding.summary)
            st.text(finding.formula)


if __name__ == "__main__":
    main()
