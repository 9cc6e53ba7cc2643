"""The ways in: the command line and, later, servers."""
