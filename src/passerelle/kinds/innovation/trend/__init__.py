"""Trends: what several signals say together, named by a person."""
