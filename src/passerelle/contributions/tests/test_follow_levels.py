"""What became of the levels that people had chosen when to follow got a meaning of its own."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Follow
from passerelle.topics.finding import find_or_create

SUBJECTS = ("contribution", "community", "topic", "followed")


@pytest.mark.django_db
def test_everybody_keeps_what_they_are_told(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.ada)
    actions.reply(made, text="Yes.", by=as_actor(cast.mia))
    subjects = (made, places.open, find_or_create(["Ovens"], "en")[0], cast.ada)
    readers = dict(zip(Follow.Level.values, (cast.sam, cast.otto, cast.fred, cast.root), strict=True))
    for subject, level in ((subject, level) for subject in subjects for level in readers):
        actions.follow(subject, level, by=as_actor(readers[level]))
    # As the version before left them: a reply made one follow, and nothing told whether that was a choice.
    Follow.objects.filter(person=cast.mia).update(level="follow")
    Follow.objects.update(chosen=True)
    before = import_module("passerelle.contributions.migrations.0005_follow_levels")
    before.keep_what_is_told(apps, None)
    before.note_who_takes_part(apps, None)
    rows = Follow.objects.values_list("person", "level", "chosen", *SUBJECTS)
    found = {
        (person, next(n for n, key in enumerate(keys) if key)): (level, chosen) for person, level, chosen, *keys in rows
    }
    wider = {"watch": "follow", "follow": "normal", "normal": "normal", "mute": "mute"}
    conversation = {**{level: level for level in wider}, "follow": "watch"}
    expected = {(readers[level].pk, 0): (conversation[level], True) for level in readers}
    expected |= {(readers[level].pk, number): (wider[level], True) for level in readers for number in (1, 2, 3)}
    expected |= {(cast.ada.pk, 0): ("watch", False), (cast.mia.pk, 0): ("watch", False)}
    assert found == expected
