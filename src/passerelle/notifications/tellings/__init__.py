"""What is told to whom. Modules above add tellings of their own verbs with ``notifications.listeners.tells``."""

from passerelle.notifications.tellings.registry import Telling, Told, find_telling, join, register

__all__ = ["Telling", "Told", "find_telling", "join", "register"]
