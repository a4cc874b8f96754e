"""Kinds, in families; a family imports no other."""
