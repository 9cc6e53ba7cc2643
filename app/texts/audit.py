"""Texts of the page Audit."""

TEXTS = {
    "audit_count": ("共 {} 项核对", "{} checks"),
}
