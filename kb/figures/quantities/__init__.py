"""Numbers with scale, unit, range and bound, and what is no figure by its shape."""
