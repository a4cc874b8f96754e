"""Summaries of many people: what is to wait happens in one process, another compiles it, so that its memory is its own."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from passerelle.communities.models import Community
from passerelle.contributions import actions
from passerelle.contributions.models import Follow
from passerelle.exchange.bench import words
from passerelle.exchange.bench.crowd import PORTION
from passerelle.journal.actor import person_actor
from passerelle.lib.clock import as_of, now, zone
from passerelle.notifications.models import Digest
from passerelle.notifications.tasks import mail_digests
from passerelle.people.models import Person
from passerelle.work.worker import run_all

LINES = 8  # what waits for each
EVERYTHING = 1_000_000


def happen(people: int) -> None:
    """Have the first so many of the crowd follow its largest community, and the last bring something to it."""
    place = Community.objects.unscoped("measuring").order_by("pk")[0]
    everybody = Person.objects.order_by("pk")
    follows = [Follow(person=person, community=place, level=Follow.Level.FOLLOW) for person in everybody[:people]]
    Follow.objects.bulk_create(follows, batch_size=PORTION)
    random = Random(7)  # noqa: S311  # the same texts at every run
    for author in everybody.reverse()[:LINES]:
        title, text = words.title(random), words.text(random)
        actions.contribute("update", place, title=title, text=text, by=person_actor(author))
    run_all(limit=EVERYTHING)


def compile_all() -> dict[str, float]:
    """Compile what waits when the next summaries are due; without a mail server they become files, as in any installation."""
    before, tomorrow = _peak_mb(), now().astimezone(zone("")).date() + timedelta(days=1)
    with as_of(datetime.combine(tomorrow, time(8, 5), zone(""))):
        begun = perf_counter()
        mail_digests()
        run_all(limit=EVERYTHING)
        seconds = perf_counter() - begun
    people = Digest.objects.filter(day=tomorrow).count()
    return {
        "people": people,
        "per_second": round(people / seconds, 1),
        "before_mb": before,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> float:
    """The most this process ever held. What ``getrusage`` says would be that of whoever started it, when that was more."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return round(int(kilobytes) / 1024, 1)
