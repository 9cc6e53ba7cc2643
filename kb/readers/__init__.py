"""Readers: one module a format, from bytes to ``Document``."""

from __future__ import annotations

from kb.readers.files import SUFFIXES, find_files, read, read_text

__all__ = ["SUFFIXES", "find_files", "read", "read_text"]
