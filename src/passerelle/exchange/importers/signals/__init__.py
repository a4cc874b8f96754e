"""Signals of a table: what was said in the field and kept in another tool, or in a sheet."""
