"""Which communities exist for somebody, and in which they read: each visibility, each of the cast."""

from __future__ import annotations

import pytest

from cast.people import NAMES, as_actor
from passerelle.communities import rules
from passerelle.communities.models import Community, Membership
from passerelle.communities.reading import forget, joined_ids, readable_ids, stewarded_ids, writable
from passerelle.journal.guard import Unscoped
from passerelle.lib.clock import now

STAFF = {"ada", "sam", "mia", "otto", "fred", "root"}
MEMBERS = {"ada", "sam", "mia"}


def those_who(cast, test):
    return {name for name in NAMES if test(as_actor(getattr(cast, name)))}


@pytest.mark.parametrize(
    ("place", "know", "read"),
    [
        ("open", STAFF, STAFF),
        ("closed", STAFF, MEMBERS),
        ("secret", MEMBERS, MEMBERS),
        ("shared", STAFF | {"gwen"}, MEMBERS | {"gwen"}),
        ("elsewhere", STAFF | {"gil"}, {"sam", "gil"}),
    ],
)
def test_who_knows_of_it_and_who_reads(cast, places, place, know, read):
    community = getattr(places, place)
    assert those_who(cast, lambda actor: Community.objects.visible_to(actor).filter(pk=community.pk).exists()) == know
    assert those_who(cast, lambda actor: community.pk in readable_ids(actor)) == read


def test_nobody_knows_of_nothing(places):
    assert list(Community.objects.visible_to(as_actor(None))) == []
    assert readable_ids(as_actor(None)) == frozenset()


def test_a_community_is_not_read_before_somebody_said_for_whom(places):
    with pytest.raises(Unscoped):
        list(Community.objects.all())


def test_rights_are_worked_out_once_and_forgotten_on_demand(cast, places, django_assert_num_queries):
    mia = as_actor(cast.mia)
    with django_assert_num_queries(2):
        for _ in range(3):
            joined_ids(mia)
            stewarded_ids(mia)
    Membership.objects.filter(person=cast.mia).delete()
    assert len(joined_ids(mia)) == 4
    forget(mia)
    assert joined_ids(mia) == frozenset()


def test_where_somebody_may_write(cast, places):
    places.open.contributing = "stewards"
    places.closed.contributing = "moderated"
    places.secret.archived_at = now()
    for place in (places.open, places.closed, places.secret):
        place.save()

    def names(who, **how):
        return [place.name for place in writable(as_actor(who), **how)]

    assert names(cast.mia) == ["Closed workshop", "Shared bridge"]
    assert names(cast.mia, at_once=True) == ["Shared bridge"]
    assert names(cast.sam, at_once=True) == ["Closed workshop", "Elsewhere", "Open kitchen", "Shared bridge"]
    assert names(cast.gwen) == ["Shared bridge"]
    assert names(cast.otto) == []


RULES = {
    "steer": (rules.may_steward, {"sam"}, {"sam"}),
    "contribute": (rules.may_contribute, MEMBERS, MEMBERS | {"gwen"}),
    "reply": (rules.may_reply, STAFF, MEMBERS | {"gwen"}),
    "join": (rules.may_join, STAFF, STAFF),
    "invite": (rules.may_invite, MEMBERS, MEMBERS),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_tried_by_everybody(cast, places, rule):
    decide, in_open, in_shared = RULES[rule]
    assert those_who(cast, lambda actor: decide(places.open, actor)) == in_open
    assert those_who(cast, lambda actor: decide(places.shared, actor)) == in_shared
    assert not decide(places.open, as_actor(None))


def test_every_colleague_may_found_and_no_guest(cast, places):
    assert those_who(cast, lambda actor: rules.may_found(actor)) == STAFF


@pytest.mark.parametrize(("joining", "expected"), [("anyone", STAFF), ("request", set()), ("invitation", set())])
def test_joining_is_a_policy_of_its_own(cast, places, joining, expected):
    places.secret.joining = joining
    assert those_who(cast, lambda actor: rules.may_join(places.secret, actor)) == expected


def test_an_archived_community_is_only_read(cast, places):
    places.open.archived_at = now()
    for decide in (rules.may_contribute, rules.may_reply, rules.may_join, rules.may_request, rules.may_invite):
        assert those_who(cast, lambda actor, decide=decide: decide(places.open, actor)) == set()
