"""How much is thrown at an installation: enough to see in every run, much more with ``bin/drill --long``."""

from __future__ import annotations

import os

LONG = os.environ.get("PASSERELLE_TEST_DRILLS") == "long"
ROUNDS = 10 if LONG else 2
WRITES = 500 if LONG else 50
RECIPIENTS = 2_000 if LONG else 500
MAIL_EVERY = 2 if LONG else 10  # how many chose mail at once: each second, each tenth; the others the daily one
MAILED = RECIPIENTS // MAIL_EVERY
SIGNED_IN = 200 if LONG else 40  # each on a device that may be told
KILLS = 10 if LONG else 1
SHARED = 2_000 if LONG else 60  # writes of each of two processes
