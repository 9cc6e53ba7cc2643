"""The passages for a question, and whether they are evidence."""
