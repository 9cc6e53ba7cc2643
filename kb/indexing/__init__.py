"""Indexing: chunks, vectors, the lexical index, the store, and the generation that holds them."""
