"""Exporters: everything that belongs to the organisation, in files any program can read."""
