"""Coming in and going: at once, by request, by invitation; a community manager stays, always."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from cast.people import as_actor
from passerelle.communities import actions
from passerelle.communities.models import CommunityInvitation, JoinRequest, Membership, Role
from passerelle.communities.reading import joined_ids
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now


def is_member(community, person):
    return Membership.objects.filter(community=community, person=person).exists()


def test_joining_twice_is_joining_once(cast, places, verbs):
    otto = as_actor(cast.otto)
    assert places.open.pk not in joined_ids(otto)
    assert actions.join(places.open, by=otto) == actions.join(places.open, by=otto)
    assert places.open.pk in joined_ids(otto)
    assert verbs() == ["membership.joined"]
    assert Entry.objects.last().particulars == {"person": cast.otto.pk, "by_rule": False}


@pytest.mark.parametrize("who", ["gwen", "eve", "iris", None, "system"])
def test_guests_and_the_absent_do_not_join_by_themselves(cast, places, no_trace, who):
    with no_trace(), pytest.raises(Refused):
        actions.join(places.open, by=as_actor(getattr(cast, who, who) if who else None))
    assert not Membership.objects.filter(community=places.open, person=cast.gwen).exists()


def test_a_request_waits_once_and_is_answered_once(cast, places, verbs):
    places.closed.joining = "request"
    otto, sam = as_actor(cast.otto), as_actor(cast.sam)
    asked = actions.request_to_join(places.closed, note="I weld.\nWell.", by=otto)
    assert actions.request_to_join(places.closed, note="Again", by=otto) == asked
    assert asked.note == "I weld. Well."
    actions.decide_request(asked, accept=True, by=sam)
    actions.decide_request(asked, accept=False, reason="No", by=sam)
    assert is_member(places.closed, cast.otto)
    assert verbs() == ["membership.requested", "membership.joined", "membership.accepted"]


def test_declining_takes_a_reason_and_lets_one_ask_again(cast, places, verbs, no_trace):
    places.closed.joining = "request"
    otto, sam = as_actor(cast.otto), as_actor(cast.sam)
    asked = actions.request_to_join(places.closed, note="", by=otto)
    with no_trace(), pytest.raises(Refused):
        actions.decide_request(asked, accept=False, reason="  ", by=sam)
    verbs()
    answered = actions.decide_request(asked, accept=False, reason="Full for now.", by=sam)
    assert (answered.accepted, answered.reason, answered.decided_by_id) == (False, "Full for now.", cast.sam.pk)
    assert not is_member(places.closed, cast.otto)
    assert actions.request_to_join(places.closed, note="", by=otto) != asked
    assert verbs() == ["membership.declined", "membership.requested"]


@pytest.mark.parametrize("who", ["ada", "mia", "otto", "gwen", "root"])
def test_only_community_managers_answer_requests(cast, places, no_trace, who):
    places.closed.joining = "request"
    asked = actions.request_to_join(places.closed, note="", by=as_actor(cast.otto))
    with no_trace(), pytest.raises(Refused):
        actions.decide_request(asked, accept=True, by=as_actor(getattr(cast, who)))


def test_requests_are_taken_only_where_they_are_asked_for(cast, places, no_trace):
    places.closed.joining = "request"
    for place, who in (
        (places.open, cast.otto),
        (places.closed, cast.mia),
        (places.closed, cast.gwen),
        (places.closed, None),
    ):
        with no_trace(), pytest.raises(Refused):
            actions.request_to_join(place, note="", by=as_actor(who))


def test_an_invitation_stands_once_and_is_answered_by_the_invited(cast, places, verbs, no_trace):
    invited = actions.invite(places.open, cast.otto, by=as_actor(cast.mia))
    assert actions.invite(places.open, cast.otto, by=as_actor(cast.ada)) == invited
    with no_trace(), pytest.raises(Refused):
        actions.answer_invitation(invited, accept=True, by=as_actor(cast.fred))
    actions.answer_invitation(invited, accept=True, by=as_actor(cast.otto))
    actions.answer_invitation(invited, accept=False, by=as_actor(cast.otto))
    assert is_member(places.open, cast.otto)
    assert verbs() == ["membership.invited", "membership.joined", "membership.invitation_accepted"]


def test_thank_you_no(cast, places, verbs):
    invited = actions.invite(places.open, cast.otto, by=as_actor(cast.mia))
    actions.answer_invitation(invited, accept=False, by=as_actor(cast.otto))
    assert not is_member(places.open, cast.otto)
    assert verbs() == ["membership.invited", "membership.invitation_declined"]


@pytest.mark.parametrize(
    ("place", "whom"), [("open", "gil"), ("open", "mia"), ("shared", "eve"), ("open", "iris"), ("closed", "gwen")]
)
def test_who_cannot_come_in_is_not_invited(cast, places, no_trace, place, whom):
    Membership.objects.filter(person=cast.iris).delete()
    with no_trace(), pytest.raises(Refused):
        actions.invite(getattr(places, place), getattr(cast, whom), by=as_actor(cast.sam))


def test_a_guest_comes_in_by_invitation_while_partners_may(cast, places, no_trace):
    invited = actions.invite(places.shared, cast.gil, by=as_actor(cast.sam))
    places.shared.open_to_partners = False
    places.shared.save()
    with no_trace(), pytest.raises(Refused):
        actions.answer_invitation(invited, accept=True, by=as_actor(cast.gil))
    places.shared.open_to_partners = True
    places.shared.save()
    actions.answer_invitation(CommunityInvitation.objects.get(), accept=True, by=as_actor(cast.gil))
    assert is_member(places.shared, cast.gil)


def test_members_invite_only_where_anyone_may_join(cast, places, no_trace):
    places.open.joining = "request"
    with no_trace(), pytest.raises(Refused):
        actions.invite(places.open, cast.otto, by=as_actor(cast.mia))
    assert actions.invite(places.open, cast.otto, by=as_actor(cast.sam)).pk


def test_coming_in_another_way_answers_what_is_open(cast, places):
    actions.invite(places.open, cast.otto, by=as_actor(cast.mia))
    JoinRequest.objects.create(person=cast.otto, community=places.open)
    actions.join(places.open, by=as_actor(cast.otto))
    assert CommunityInvitation.objects.get().accepted
    assert JoinRequest.objects.get().accepted


def test_leaving_is_leaving_once(cast, places, verbs):
    actions.leave(places.open, by=as_actor(cast.mia))
    actions.leave(places.open, by=as_actor(cast.mia))
    assert not is_member(places.open, cast.mia)
    assert verbs() == ["membership.left"]


def test_the_last_community_manager_stays(cast, places, no_trace):
    sam = as_actor(cast.sam)
    for verb in (
        lambda: actions.leave(places.open, by=sam),
        lambda: actions.set_role(places.open, cast.sam, Role.MEMBER, by=sam),
        lambda: actions.remove_member(places.open, cast.sam, by=sam),
    ):
        with no_trace(), pytest.raises(Refused):
            verb()
    # somebody whose account is closed does not count
    Membership.objects.filter(community=places.open, person=cast.iris).update(role=Role.STEWARD)
    with no_trace(), pytest.raises(Refused):
        actions.leave(places.open, by=sam)


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_at_once_do_not_both_go(cast, places):
    """Each stays in its transaction until the other has tried; whoever comes second waits, and then may not."""
    Membership.objects.filter(community=places.open, person=cast.mia).update(role=Role.STEWARD)
    tried = {person: threading.Event() for person in (cast.sam.pk, cast.mia.pk)}

    def leave(person, other):
        try:
            with transaction.atomic():
                actions.leave(places.open, by=as_actor(person))
                tried[person.pk].set()
                tried[other.pk].wait(1)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "left"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(leave, (cast.sam, cast.mia), (cast.mia, cast.sam)))
    assert outcomes == ["left", "refused"]
    assert Membership.objects.filter(community=places.open, role=Role.STEWARD).count() == 1


def test_handing_over_is_naming_another_and_leaving(cast, places, verbs):
    sam = as_actor(cast.sam)
    actions.set_role(places.open, cast.mia, Role.STEWARD, by=sam)
    actions.set_role(places.open, cast.mia, Role.STEWARD, by=sam)
    actions.leave(places.open, by=sam)
    assert Membership.objects.get(community=places.open, role=Role.STEWARD).person == cast.mia
    assert verbs() == ["membership.role_set", "membership.left"]


@pytest.mark.parametrize("who", ["ada", "mia", "otto", "gwen", "root"])
def test_others_give_no_roles_and_let_nobody_go(cast, places, no_trace, who):
    actor = as_actor(getattr(cast, who))
    with no_trace(), pytest.raises(Refused):
        actions.set_role(places.open, cast.mia, Role.STEWARD, by=actor)
    with no_trace(), pytest.raises(Refused):
        actions.remove_member(places.open, cast.mia, by=actor)


def test_roles_are_for_members_and_no_guest_manages(cast, places, no_trace):
    sam = as_actor(cast.sam)
    for place, whom in ((places.open, cast.otto), (places.shared, cast.gwen)):
        with no_trace(), pytest.raises(Refused):
            actions.set_role(place, whom, Role.STEWARD, by=sam)


def test_the_unread_line_moves_forward_only_and_never_beyond_today(cast, places, verbs):
    mia = as_actor(cast.mia)
    mine = Membership.objects.filter(person=cast.mia, community=places.open)
    before = mine.get().seen_at
    actions.seen(places.open, by=mia, until=before.replace(year=before.year - 1))
    assert mine.get().seen_at == before
    actions.seen(places.open, by=mia, until=before.replace(year=before.year + 1))
    assert before < mine.get().seen_at <= now()
    actions.mute(places.open, by=mia)
    assert mine.get().muted
    assert verbs() == []


@pytest.mark.parametrize("twice", ["membership", "request", "invitation"])
def test_the_database_itself_holds_each_once(cast, places, twice):
    rows = {
        "membership": lambda: Membership.objects.create(community=places.open, person=cast.mia),
        "request": lambda: JoinRequest.objects.create(community=places.open, person=cast.otto),
        "invitation": lambda: CommunityInvitation.objects.create(
            community=places.open, person=cast.otto, inviter=cast.mia
        ),
    }
    if twice != "membership":
        rows[twice]()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[twice]()
