"""Whom one asks: whether those who answered in the end would have been suggested beforehand."""
