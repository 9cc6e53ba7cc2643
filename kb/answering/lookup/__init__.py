"""Answers from figures: looked up, nearest in meaning, by edition; and false premises."""
