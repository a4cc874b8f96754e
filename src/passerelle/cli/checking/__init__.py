"""``passerelle check``: settings and folder, then what can only be seen with everything loaded."""

from passerelle.checking import Finding, Level
from passerelle.cli.checking.looking import look

__all__ = ["Finding", "Level", "look"]
