"""The fixtures of the search tests, named here and written in ``spoken``: it needs Django, which starts after this file is read."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest


@pytest.fixture
def catch_up(db) -> Callable[[], None]:
    """Run the index jobs that verbs left behind."""
    from passerelle.search.tests import spoken  # noqa: PLC0415  see above

    return spoken.catch_up


@pytest.fixture
def spoken(cast, places, catch_up) -> SimpleNamespace:
    """Ada opens a conversation in each place, Mia replies; all of it can be found."""
    from passerelle.search.tests import spoken  # noqa: PLC0415  see above

    return spoken.speak(cast, places)
