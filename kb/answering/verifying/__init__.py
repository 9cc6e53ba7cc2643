"""Every number and name of an answer, held against its citation."""
