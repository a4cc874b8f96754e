"""A search somebody keeps is theirs alone, and tells of what is new under the rights they have by then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.communities import actions as communities
from passerelle.contributions import actions as contributions
from passerelle.contributions.kinds import all_kinds
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.notifications.lines import lines
from passerelle.notifications.models import Notice
from passerelle.saved_searches import actions, looking, tasks
from passerelle.saved_searches.models import SavedSearch
from passerelle.search.rebuilding import rebuild
from passerelle.work.models import Job
from passerelle.work.tasks import find_task


@pytest.fixture
def run_jobs(db):
    def run(*modules: str) -> None:
        for job in Job.objects.filter(task__regex=rf"^({'|'.join(modules)})\.").order_by("pk"):
            find_task(job.task)(**job.arguments)
            job.delete()

    return run


@pytest.fixture
def world(cast, places, run_jobs):
    rebuild()
    return cast


def say(place, who, title: str):
    return contributions.contribute(all_kinds()[0].slug, place, title=title, text="Voilà.", by=as_actor(who))


def told(person) -> list[str]:
    rows = Notice.objects.filter(person=person, verb="contribution.matched").order_by("pk")
    return sorted(rows.values_list("contribution__title", flat=True))


def look(run_jobs) -> None:
    """As each morning: what waits is indexed, each search is a day older, and what was found is told."""
    run_jobs("search")
    SavedSearch.objects.update(told_until=now() - timedelta(hours=21))
    tasks.look_for_all()
    run_jobs("saved_searches")
    run_jobs("notifications")


def test_each_hears_once_of_what_they_may_read_by_then(world, places, run_jobs):
    for person in (world.mia, world.otto, world.gwen):
        actions.save_search("vitrine -noël", name="Vitrines", by=as_actor(person))
    actions.save_search("vitrine", tells=False, by=as_actor(world.sam))
    say(places.open, world.ada, "Vitrine ouverte")
    say(places.open, world.ada, "Vitrine de Noël")
    say(places.closed, world.ada, "Vitrine fermée")
    say(places.shared, world.ada, "Vitrine partagée")
    say(places.open, world.mia, "Vitrine à moi")
    for _ in range(2):
        look(run_jobs)
        assert {name: told(getattr(world, name)) for name in ("otto", "sam")} == {
            "otto": ["Vitrine ouverte", "Vitrine à moi"],
            "sam": [],
        }
        # Whoever is told of it already as a member hears nothing twice.
        for member in (world.mia, world.gwen):
            rows = Notice.objects.filter(person=member).values_list("contribution__title", flat=True)
            assert len(rows) == len(set(rows))
    notices = Notice.objects.filter(person=world.otto, verb="contribution.matched").select_related("contribution__body")
    assert [str(line.sentence) for line in lines(as_actor(world.otto), notices.order_by("pk"))][-1:] == [
        "New under your search “Vitrines”: “Vitrine ouverte”"
    ]


def test_rights_of_the_moment_decide(world, places, run_jobs):
    actions.save_search("pressoir", by=as_actor(world.mia))
    say(places.closed, world.ada, "Le pressoir")
    communities.leave(places.closed, by=as_actor(world.mia))
    look(run_jobs)
    assert told(world.mia) == []


def test_one_tells_of_few_and_whoever_begins_hears_of_what_comes(world, places, run_jobs):
    otto = as_actor(world.otto)
    saved = actions.save_search("pressoir", tells=False, by=otto)
    for number in range(looking.MOST_TOLD + 2):
        say(places.open, world.ada, f"Pressoir {number}")
    run_jobs("search")
    actions.revise_search(saved, name="", tells=True, by=otto)
    assert looking.look(world.otto) == 0
    look(run_jobs)
    assert len(told(world.otto)) == looking.MOST_TOLD


def test_the_page_saves_renames_and_forgets(world, visit):
    mia, page = visit(world.mia), reverse("saved_searches")
    assert mia.post(page, {"text": "-", "name": ""}).status_code == 422
    assert mia.post(page, {"text": "kind:reply 50%", "name": "Réponses", "tells": "on"}).status_code == 302
    saved = SavedSearch.objects.get()
    assert (saved.owner_id, saved.name, saved.text, saved.tells) == (world.mia.pk, "Réponses", "kind:reply 50%", True)
    assert 'href="/search/?q=kind%3Areply%2050%25"' in mia.get(page).content.decode()
    assert mia.post(page, {"text": "kind:reply 50%", "name": "Encore"}).status_code == 302  # the one there is
    assert mia.get(reverse("saved_search", args=[saved.pid])).status_code == 200
    assert mia.post(reverse("saved_search", args=[saved.pid]), {"name": "Autre"}).status_code == 302
    assert SavedSearch.objects.values_list("name", "tells").get() == ("Autre", False)
    for other in (world.otto, world.root):
        assert visit(other).get(reverse("saved_search", args=[saved.pid])).status_code == 404
        assert visit(other).post(reverse("saved_search_forget", args=[saved.pid])).status_code == 404
        with pytest.raises(Refused):
            actions.forget_search(saved, by=as_actor(other))
    assert mia.post(reverse("saved_search_forget", args=[saved.pid])).status_code == 302
    assert SavedSearch.objects.count() == 0
    entries = Entry.objects.filter(verb__startswith="person.search").order_by("pk")
    assert list(entries.values_list("verb", "particulars")) == [
        ("person.search_saved", {"tells": True}),
        ("person.search_revised", {"tells": False}),
        ("person.search_forgotten", {}),
    ]


def test_there_is_a_limit(world):
    mia = as_actor(world.mia)
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=world.mia, name=f"mot{number}", text=f"mot{number}") for number in range(actions.MOST)
    )
    with pytest.raises(Refused):
        actions.save_search("trop", by=mia)
    assert SavedSearch.objects.count() == actions.MOST
