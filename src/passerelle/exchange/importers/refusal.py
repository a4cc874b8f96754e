"""Refusal: why an import cannot go on, as one sentence for the person who started it."""


class ImportRefused(Exception):
    """The message is a clear sentence; the command line shows it and ends with an error."""
