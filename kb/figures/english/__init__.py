"""The figures of an English sentence."""
