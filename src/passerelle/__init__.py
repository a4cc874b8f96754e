"""Passerelle: communities that bridge an organisation's silos."""

import os

from passerelle.lib import sqlite_wheel

sqlite_wheel.install()
# One text is a small thing to reckon with: the threads numpy would start for it wait for each other, and make it ten times as slow.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
