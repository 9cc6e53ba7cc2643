"""Answers from exhibits and from the audit."""
