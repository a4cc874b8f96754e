"""Passerelle: communities that bridge an organisation's silos."""

from passerelle.lib import sqlite_wheel

sqlite_wheel.install()
