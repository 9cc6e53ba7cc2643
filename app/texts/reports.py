"""Texts of the page Reports."""

TEXTS = {
    "reports_count": ("共 {} 份文档", "{} documents"),
}
