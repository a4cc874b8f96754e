"""A practice that is offered to a site. Django starts after this file is read, so what is asked is imported where it is used."""

from __future__ import annotations

import pytest


@pytest.fixture
def sites(db):
    """Three, of which the cast works at none."""
    from passerelle.kinds.innovation.practice.tests.asking import three_sites  # noqa: PLC0415  see above

    return three_sites()


@pytest.fixture
def practice(cast, places):
    """Ada's, open to others."""
    from passerelle.kinds.innovation.practice.tests.asking import open_practice  # noqa: PLC0415  see above

    return open_practice(places.open, cast.ada)


@pytest.fixture
def asked(cast, places, practice, sites):
    """Offered to Turin, for which Mia answers and Otto stands in; both read there."""
    from passerelle.kinds.innovation.practice.tests.asking import ask  # noqa: PLC0415  see above

    return ask(cast, places.open, practice, sites[0])


@pytest.fixture
def using(cast, places, practice, sites):
    """In use at three sites."""
    from passerelle.kinds.innovation.practice.tests.measured import in_use  # noqa: PLC0415  see above

    return in_use(cast, places.open, practice, sites)
