"""Answers from sentences: a section, a list, the one with the number, the best few."""
