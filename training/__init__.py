"""How ``kb/indexing/reader.npz`` was made: see ``README.md``."""
