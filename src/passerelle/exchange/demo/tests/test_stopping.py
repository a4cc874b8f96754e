"""A telling that is stopped in the middle leaves nothing that could be taken for a demo."""

from __future__ import annotations

import pytest

from passerelle.exchange.demo import telling
from passerelle.journal.models import Entry
from passerelle.work.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_or_nothing():
    def stop(done: int, total: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        telling.tell(stop)
    assert telling.is_empty()
    assert not telling.is_told()
    assert not Entry.objects.exists()
    assert not Job.objects.exists()
