"""``passerelle check``: every wrong or dangerous setting, each in a plain sentence."""

from passerelle.cli.checking.findings import Finding, Level
from passerelle.cli.checking.looking import look

__all__ = ["Finding", "Level", "look"]
