"""Answers from rankings: of a table, of values, of a sentence."""
