"""``python -m passerelle.exchange.bench``, which ``bin/bench`` calls."""

import typer

from passerelle.exchange.bench.cli import bench

typer.run(bench)
