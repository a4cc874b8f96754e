"""A conversation in each of the four places, and an index that catches up when asked."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.search.rebuilding import rebuild
from passerelle.work.models import Job
from passerelle.work.tasks import find_task

PLACES = ("open", "closed", "secret", "shared")


@pytest.fixture
def catch_up(db) -> Callable[[], None]:
    """Run the index jobs that verbs left behind."""

    def run() -> None:
        for job in Job.objects.filter(task__startswith="search.").order_by("pk"):
            find_task(job.task)(**job.arguments)
            job.delete()

    return run


@pytest.fixture
def spoken(cast, places, catch_up) -> SimpleNamespace:
    """Ada opens a conversation in each place, Mia replies; all of it can be found."""
    kind = all_kinds()[0].slug
    things = {
        name: actions.contribute(
            kind,
            getattr(places, name),
            title=f"Réunion {name}",
            text=f"Les évaluations du lieu {name}.",
            by=as_actor(cast.ada),
        )
        for name in PLACES
    }
    replies = {
        name: actions.reply(things[name], text=f"Le tournevis {name}.", by=as_actor(cast.mia)) for name in PLACES
    }
    catch_up()
    rebuild()  # the cast came without verbs
    return SimpleNamespace(things=SimpleNamespace(**things), replies=SimpleNamespace(**replies))
