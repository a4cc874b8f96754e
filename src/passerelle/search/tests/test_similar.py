"""What resembles a text, and for whom."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution
from passerelle.search.reading import similar
from passerelle.search.rebuilding import rebuild

DRAFT = "Return slips vanish at the till. How do others keep the slips of the till?"


@pytest.fixture
def world(cast, places):
    near = bring("Hang the return slips beside the till", places.open, cast.ada, "idea")
    vault = bring("Return slips of the till, in the vault", places.closed, cast.ada, "idea")
    far = bring("A slip of the tongue", places.open, cast.ada)
    other = bring("Where do delivery notes go?", places.open, cast.ada, "question")
    actions.reply(other, text="Into the drawer, with the return slips of each till.", by=as_actor(cast.mia))
    rebuild()
    return {near.pk: "near", vault.pk: "vault", far.pk: "far", other.pk: "replied"}


def test_the_most_like_comes_first_under_the_rights_of_the_reader(cast, world):
    seen = {
        who: [world[pk] for pk, _ in similar(as_actor(getattr(cast, who)), DRAFT)] for who in ("mia", "otto", "gwen")
    }
    assert seen == {"mia": ["vault", "near", "replied", "far"], "otto": ["near", "replied", "far"], "gwen": []}
    assert similar(as_actor(None), DRAFT) == similar(as_actor(cast.mia), "it is to be") == []


def test_how_much_is_told_and_kinds_and_known_ones_are_left_out(cast, world):
    names = {name: pk for pk, name in world.items()}
    with CaptureQueriesContext(connection) as queries:
        found = similar(as_actor(cast.mia), DRAFT, ["idea"])
    assert [world[pk] for pk, _ in found] == ["vault", "near"]
    assert found[0][1] == 1 >= found[1][1] > 0
    assert len(queries) == 7
    assert [world[pk] for pk, _ in similar(as_actor(cast.mia), DRAFT, ["idea"], passing_over={names["near"]})] == [
        "vault"
    ]
    assert len(similar(as_actor(cast.mia), DRAFT, most=1)) == 1


def test_whoever_merges_chooses_among_what_is_like_it(cast, places, world, visit):
    double = bring("Return slips vanish at the till", places.open, cast.ada, "idea")
    elsewhere = bring("Return slips of the till elsewhere", places.shared, cast.ada, "idea")
    Membership.objects.filter(community=places.shared, person=cast.sam).update(role="member")
    rebuild()
    sam, page = visit(cast.sam), reverse("merge", args=[double.pid])
    shown = sam.get(page).content.decode()
    offered = re.findall(r'name="similar" value="(\w+)"', shown)
    names = dict(Contribution.objects.visible_to(as_actor("system")).values_list("pid", "title"))
    assert [names[pid] for pid in offered][:2] == [
        "Return slips of the till, in the vault",
        "Hang the return slips beside the till",
    ]
    assert (double.pid in offered, elsewhere.pid in offered, len(offered) <= 5) == (False, False, True)
    neither = sam.post(page, {"into": "", "reason": "The same."})
    assert (neither.status_code, "Choose one, or give its address." in neither.content.decode()) == (422, True)
    kept = sam.post(page, {"into": "", "similar": offered[1], "reason": ""}).content.decode()
    assert f'value="{offered[1]}" checked' in kept
    answer = sam.post(page, {"into": "", "similar": offered[1], "reason": "The same."})
    assert (
        answer["Location"] == Contribution.objects.visible_to(as_actor("system")).get(pid=offered[1]).get_absolute_url()
    )
    assert visit(cast.mia).get(page).status_code == 404
