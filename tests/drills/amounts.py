"""How much is thrown at an installation: enough to see in every run, much more with ``bin/drill --long``."""

from __future__ import annotations

import os

LONG = os.environ.get("PASSERELLE_TEST_DRILLS") == "long"
ROUNDS = 10 if LONG else 2
WRITES = 500 if LONG else 60
RECIPIENTS = 500
MAILED = RECIPIENTS // 2  # the others chose the daily mail
KILLS = 10 if LONG else 1
SECONDS = 20 if LONG else 4
