"""Invitations: who sends them, what a link does, what nothing does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cast.people import NAMES, as_actor
from passerelle.communities.listeners import welcome_invited
from passerelle.communities.models import Membership
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.people.actions import invite, resend, revoke
from passerelle.people.models import Invitation, Organisation, Person
from passerelle.people.tasks import mail_invitation
from passerelle.people.tests.doors import PASSWORD, give_password, is_in, sign_in
from passerelle.people.tokens import token_of

SOON = timedelta(days=30)


def partner() -> Organisation:
    return Organisation.objects.get(slug="partner")


def ask_in(cast, by="root", email="nina@new.example", **fields):
    home = {"organisation": Organisation.home()}
    return invite(email, by=as_actor(getattr(cast, by)), **(home | fields))


def link(invitation: Invitation) -> str:
    return f"/account/invitation/{token_of(invitation)}/"


def accept(invitation: Invitation, client: Client | None = None, **more: str):
    cache.clear()
    return (client or Client()).post(link(invitation), {"name": "Nina New", "password": PASSWORD, **more})


@pytest.mark.parametrize("name", NAMES)
def test_who_may_invite(cast, places, name):
    """Administrators anybody; community managers guests, into what they manage and partners may enter."""
    by = getattr(cast, name)
    guest = {"organisation": partner(), "communities": [places.shared.pk], "guest_until": now().date() + SOON}

    def tried(**fields):
        try:
            invite(f"{name}.{len(fields)}@new.example", by=as_actor(by), **fields)
        except Refused:
            return False
        return True

    assert tried(organisation=Organisation.home()) == (name == "root")
    assert tried(**guest) == (name in {"root", "sam"})


@pytest.mark.parametrize(
    "fields",
    [
        {"communities": []},
        {"communities": ["open"]},
        {"communities": ["shared", "open"]},
        {"guest_until": None},
        {"guest_until": timedelta(0)},
        {"guest_until": timedelta(days=800)},
    ],
)
def test_a_manager_stays_within_their_own(cast, places, fields):
    wanted = {"communities": ["shared"], "guest_until": SOON} | fields
    wanted["communities"] = [getattr(places, name).pk for name in wanted["communities"]]
    wanted["guest_until"] = now().date() + wanted["guest_until"] if wanted["guest_until"] is not None else None
    with pytest.raises(Refused):
        ask_in(cast, "sam", organisation=partner(), **wanted)


def test_looking_consumes_nothing(cast, writes):
    """A mail scanner opens every link, sometimes more than once."""
    invitation = ask_in(cast)
    with writes() as made:
        for method in ("get", "head", "get"):
            assert getattr(Client(), method)(link(invitation)).status_code == 200
    assert made == []
    assert accept(invitation).status_code == 302


def test_a_link_works_once(cast):
    invitation, client = ask_in(cast), Client()
    assert accept(invitation, client).status_code == 302
    assert is_in(client)
    person = Person.objects.get(email="nina@new.example")
    assert (person.name, person.sort_name, person.is_guest) == ("Nina New", "new nina", False)
    assert accept(invitation).status_code == 410
    assert sign_in("nina@new.example")[1] == 302


def test_the_address_is_that_of_the_invitation(cast):
    accept(ask_in(cast), email="eve@evil.example")
    assert Person.objects.filter(email="nina@new.example").exists()
    assert not Person.objects.filter(email="eve@evil.example").exists()


def test_a_guest_comes_with_an_end_and_a_sponsor(cast, places):
    until = now().date() + SOON
    accept(ask_in(cast, "sam", organisation=partner(), communities=[places.shared.pk], guest_until=until))
    person = Person.objects.get(email="nina@new.example")
    assert (person.is_guest, person.access_until, person.sponsor) == (True, until, cast.sam)


def test_the_communities_named_are_joined(cast, places):
    accept(ask_in(cast, "root", communities=[places.open.pk, places.shared.pk]))
    welcome_invited(entry_id=Entry.objects.get(verb="invitation.accepted").pk)
    joined = Membership.objects.filter(person__email="nina@new.example").values_list("community__slug", flat=True)
    assert set(joined) == {"open", "shared"}


def test_who_no_longer_manages_brings_nobody_in(cast, places):
    until = now().date() + SOON
    invitation = ask_in(cast, "sam", organisation=partner(), communities=[places.shared.pk], guest_until=until)
    Membership.objects.filter(person=cast.sam, community=places.shared).update(role="member")
    accept(invitation)
    welcome_invited(entry_id=Entry.objects.get(verb="invitation.accepted").pk)
    assert not Membership.objects.filter(person__email="nina@new.example").exists()


def test_sent_anew_the_old_link_is_dead(cast):
    invitation = ask_in(cast)
    before, renewed = link(invitation), resend(invitation, by=as_actor(cast.root))
    assert Client().get(before).status_code == 410
    assert Client().get(link(renewed)).status_code == 200
    assert renewed.expires_at > invitation.expires_at


@pytest.mark.parametrize("end", ["revoked", "expired", "inviter gone"])
def test_a_dead_link_opens_nothing(cast, end):
    invitation = ask_in(cast)
    if end == "revoked":
        revoke(invitation, by=as_actor(cast.root))
    elif end == "expired":
        Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    else:
        Person.objects.filter(pk=cast.root.pk).update(is_active=False)
    assert Client().get(link(invitation)).status_code == 410
    assert accept(invitation).status_code == 410
    assert not Person.objects.filter(email="nina@new.example").exists()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"root", "sam"}])
def test_others_neither_revoke_nor_resend(cast, places, name):
    until = now().date() + SOON
    invitation = ask_in(cast, "sam", organisation=partner(), communities=[places.shared.pk], guest_until=until)
    for verb in (revoke, resend):
        with pytest.raises(Refused):
            verb(invitation, by=as_actor(getattr(cast, name)))


def test_who_has_a_way_in_is_not_invited(cast):
    give_password(cast.ada)
    for by in ("root", "sam"):
        with pytest.raises(Refused):
            ask_in(cast, by, email="ADA@orsel.example")


def test_who_was_entered_without_a_way_in_gets_one(cast):
    cast.ada.set_unusable_password()
    cast.ada.save()
    invitation = ask_in(cast, email=cast.ada.email)
    accept(invitation)
    assert Person.objects.filter(email=cast.ada.email).count() == 1
    assert sign_in(cast.ada.email)[1] == 302


def test_an_address_has_one_open_invitation(cast):
    ask_in(cast)
    with pytest.raises(Refused):
        ask_in(cast, email="NINA@new.example")
    Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    ask_in(cast)
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_the_mail_holds_the_link_and_the_database_does_not(cast):
    invitation = ask_in(cast, language="fr")
    mail_invitation(invitation_id=invitation.pk)
    assert link(invitation) in mail.outbox[0].body
    assert mail.outbox[0].to == ["nina@new.example"]
    stored = [str(value) for row in Invitation.objects.values_list() for value in row]
    assert token_of(invitation) not in stored
    revoke(invitation, by=as_actor(cast.root))
    mail_invitation(invitation_id=invitation.pk)
    assert len(mail.outbox) == 1


def test_a_weak_password_is_not_taken(cast):
    invitation = ask_in(cast)
    assert accept(invitation, password="nina").status_code == 422
    assert accept(invitation, name="\u200b").status_code == 422
    assert not Person.objects.filter(email="nina@new.example").exists()


def test_somebody_signed_in_is_not_turned_into_another(cast, visit):
    invitation = ask_in(cast)
    assert "signed in as" in visit(cast.ada).get(link(invitation)).content.decode()
    accept(invitation, visit(cast.ada))
    assert not Person.objects.filter(email="nina@new.example").exists()
