"""Ids as an actor's rights name them, on their way into many statements of one page."""

from __future__ import annotations

import json
from functools import cached_property


class IdSet(frozenset[int]):
    """A set of ids that writes itself down once."""

    @cached_property
    def as_json(self) -> str:
        """The ids as SQLite unpacks them."""
        return json.dumps(list(self))
