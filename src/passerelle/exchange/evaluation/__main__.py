"""``python -m passerelle.exchange.evaluation``, which ``bin/eval`` calls."""

from passerelle.exchange.evaluation.cli import app

app()
