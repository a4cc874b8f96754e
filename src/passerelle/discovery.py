"""Kinds that come from other installed packages."""

from __future__ import annotations

from importlib.metadata import entry_points


def outside_kinds() -> list[str]:
    """Django app paths of every entry point in the group ``passerelle.kinds``, sorted by name."""
    return [point.value for point in sorted(entry_points(group="passerelle.kinds"), key=lambda point: point.name)]
