"""A rebuild beside the live index, while people go on: nothing is lost, nothing comes back, nobody waits without results."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cast.people import as_actor
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.search import indexing
from passerelle.search.backends import search_backend
from passerelle.search.models import Document
from passerelle.search.reading import search
from passerelle.search.rebuilding import rebuild

ROUNDS = 8


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_meanwhile_is_neither_lost_nor_kept_too_long(cast, places, spoken):
    ada, mia = as_actor(cast.ada), as_actor(cast.mia)

    def write() -> list[str]:
        """Publish, change and take back, each renewed at once as its job does."""
        try:
            kept = []
            for number in range(ROUNDS):
                said = actions.contribute(
                    all_kinds()[0].slug, places.open, title=f"Neuf n{number}x", text=f"Texte v{number}x", by=ada
                )
                indexing.index_contributions([said.pk])
                actions.edit(said, title=f"Neuf n{number}x", text=f"Texte w{number}x", by=ada)
                indexing.index_contributions([said.pk])
                if number % 2:
                    actions.withdraw(said.body, by=ada)
                    indexing.index_contributions([said.pk])
                else:
                    kept.append(f"w{number}x")
            return kept
        finally:
            connection.close()

    def read() -> set[int]:
        try:
            return {search(mia, "réunion").total for _ in range(ROUNDS)}
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        writing, reading = pool.submit(write), pool.submit(read)
        for _ in range(3):
            rebuild()
        kept, seen = writing.result(), reading.result()
    rebuild()
    assert seen == {4}
    assert search_backend().size() == Document.objects.count()
    found = {word: search(mia, word).total for number in range(ROUNDS) for word in (f"v{number}x", f"w{number}x")}
    assert found == {word: int(word in kept) for word in found}


def test_a_change_of_rights_is_followed_by_its_job(cast, places, spoken, catch_up):
    typed = '"lieu closed"'
    assert (search(as_actor(cast.otto), typed).total, search(as_actor(cast.mia), typed).total) == (0, 1)
    communities.revise(places.closed, visibility="open", by=as_actor(cast.sam))
    catch_up()
    assert search(as_actor(cast.otto), typed).total == 1
    communities.revise(places.closed, visibility="closed", by=as_actor(cast.sam))
    assert search(as_actor(cast.otto), typed).total == 0  # reading does not wait for the job
    catch_up()
    assert search(as_actor(cast.mia), typed).total == 1
