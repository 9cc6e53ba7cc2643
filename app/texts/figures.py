"""Texts of the page Figures."""

TEXTS = {
    "figures_count": ("共 {} 条数据", "{} figures"),
}
