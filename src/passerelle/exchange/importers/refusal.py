"""Refusal: why an import cannot go on, as one sentence for the person who started it."""

ANOTHER_RUNS = "Another import of this history is running. Wait for it, then start again."


class ImportRefused(Exception):
    """The message is a clear sentence; the command line shows it and ends with an error."""
