"""Printed pages: a document written from top to bottom, with real glyphs. Nothing of a browser, nothing from the network."""

from passerelle.lib.pdf.paper import Paper, TooLong

__all__ = ["Paper", "TooLong"]
