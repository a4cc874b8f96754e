"""Every wrong or dangerous setting, each in a plain sentence; ``passerelle check`` and the settings page say them."""

from passerelle.checking.findings import Finding, Level
from passerelle.checking.folder import about_folder
from passerelle.checking.settings import about_settings

__all__ = ["Finding", "Level", "about_folder", "about_settings"]
