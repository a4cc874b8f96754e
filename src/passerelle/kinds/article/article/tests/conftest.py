"""Articles of Ada's. Django starts after this file is read, so what is asked is imported where it is used."""

from __future__ import annotations

import pytest


@pytest.fixture
def draft(cast, places):
    """As she began it, in the open community."""
    from cast.world import bring  # noqa: PLC0415  see above

    return bring("Measuring at the till", places.open, cast.ada, "article")


@pytest.fixture
def article(cast, draft):
    """The same, checked and published by Sam."""
    from cast.people import as_actor  # noqa: PLC0415  see above
    from passerelle.contributions.actions import make_move  # noqa: PLC0415  see above

    make_move(draft, "submit", by=as_actor(cast.ada))
    return make_move(draft, "publish", by=as_actor(cast.sam))
