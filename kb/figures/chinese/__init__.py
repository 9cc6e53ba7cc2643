"""The figures of a Chinese sentence."""
