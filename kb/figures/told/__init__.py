"""Rankings told in numbered lists and sentences."""
