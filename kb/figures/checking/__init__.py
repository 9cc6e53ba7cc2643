"""The documents' own arithmetic, recomputed."""
