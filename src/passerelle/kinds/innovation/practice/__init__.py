"""Practices: what works at one place, told so that others can do it."""
