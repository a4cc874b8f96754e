"""What is done in a process of its own: ``python -m passerelle.exchange.bench.inside TASK [NUMBER]`` prints what it found as JSON.

On the data folder and with the settings of the environment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from passerelle.exchange.bench.crowd import find_or_gather  # noqa: E402  Django starts first
from passerelle.exchange.bench.digests import compile_all, happen  # noqa: E402  Django starts first
from passerelle.exchange.bench.finding import find_or_fill, index  # noqa: E402  Django starts first
from passerelle.exchange.bench.spread import find_or_spread  # noqa: E402  Django starts first

TASKS: dict[str, Callable[..., Any]] = {
    "crowd": find_or_gather,
    "happen": happen,
    "compile": compile_all,
    "spread": find_or_spread,
    "fill": find_or_fill,
    "index": index,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*map(int, sys.argv[2:]))))
