"""A kitchen with a question; imported late, because this file is read before Django is ready."""

from __future__ import annotations

import pytest


@pytest.fixture
def kitchen(cast, places):
    from passerelle.matching.tests.kitchen import cook  # noqa: PLC0415  see above

    return cook(cast, places)
