"""Contributions, and what ties them. Django starts after this file is read, so it is imported where it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def things(cast, places) -> Callable[..., list[Any]]:
    """``things("A", "B")``: contributions of Ada's with these titles."""
    from cast.world import bring  # noqa: PLC0415  see above

    return lambda *titles: [bring(title, places.open, cast.ada) for title in titles]


@pytest.fixture
def tied(cast) -> Callable[..., Any]:
    """``tied(later, earlier)``: said by Sam, who answers for all of the open community."""
    from cast.people import as_actor  # noqa: PLC0415  see above
    from passerelle.trail import actions  # noqa: PLC0415  see above

    return lambda later, earlier, relation="derived_from": actions.link(later, earlier, relation, by=as_actor(cast.sam))
