"""A conversation in each of the four places, and an index that catches up when asked."""

from __future__ import annotations

from types import SimpleNamespace

from cast.people import Cast, Places, as_actor
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.search.rebuilding import rebuild
from passerelle.work.models import Job
from passerelle.work.tasks import find_task

PLACES = ("open", "closed", "secret", "shared")


def catch_up() -> None:
    """Run the index jobs that verbs left behind."""
    for job in Job.objects.filter(task__startswith="search.").order_by("pk"):
        find_task(job.task)(**job.arguments)
        job.delete()


def speak(cast: Cast, places: Places) -> SimpleNamespace:
    """Ada opens a conversation in each place, Mia replies; all of it can be found."""
    ada, mia, kind = as_actor(cast.ada), as_actor(cast.mia), all_kinds()[0].slug
    things, replies = {}, {}
    for name in PLACES:
        words = {"title": f"Réunion {name}", "text": f"Les évaluations du lieu {name}."}
        things[name] = actions.contribute(kind, getattr(places, name), by=ada, **words)
        replies[name] = actions.reply(things[name], text=f"Le tournevis {name}.", by=mia)
    catch_up()
    rebuild()  # the cast came without verbs
    return SimpleNamespace(things=SimpleNamespace(**things), replies=SimpleNamespace(**replies))
