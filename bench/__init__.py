"""How fast kb is, always as a ratio to a named baseline that was timed in the same run."""
