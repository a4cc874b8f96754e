"""Importers: the history of another tool becomes communities, contributions, replies and people."""
