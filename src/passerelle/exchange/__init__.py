"""Bring a history in, take everything out, and the demo organisation."""
