"""The command line: one module for each group of commands, an error is one sentence."""

from passerelle.cli.application import app, main, run

__all__ = ["app", "main", "run"]
