"""The web page: one module a page, and the parts that the pages share."""
