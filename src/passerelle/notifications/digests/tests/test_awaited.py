"""A summary is begun for who has to decide, though nobody told them anything."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities.models import Community, JoinRequest, Membership
from passerelle.contributions import actions
from passerelle.contributions.models import Deadline
from passerelle.lib.clock import as_of, now
from passerelle.moderation import actions as moderation
from passerelle.notifications.mailing.sending import due_digests, people_waiting, send_digest
from passerelle.notifications.models import Wishes
from passerelle.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # tests/visibility mails them on both
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_else(places: Places) -> None:
    Person.objects.update(mail_rhythm="daily")


def told_by(moment: datetime) -> dict[int, str]:
    """Who gets a summary by then, and what it says waits."""
    with as_of(moment):
        mail.outbox.clear()
        people = sorted({person for portion in people_waiting() for person in portion})
        for person, day in due_digests(people=people):
            send_digest(Person.objects.get(pk=person), day)
        by_address = {str(sent.to[0]): str(sent.body) for sent in mail.outbox}
    return {person.pk: by_address[person.email] for person in Person.objects.filter(email__in=by_address)}


def ask(cast: Cast, place: Community) -> JoinRequest:
    return JoinRequest.objects.create(person=cast.otto, community=place)


def test_a_request_reaches_the_managers_once(cast: Cast, places: Places) -> None:
    ask(cast, places.closed)
    told = told_by(now() + DAY)
    assert list(told) == [cast.sam.pk]
    assert "1 person asks to join" in told[cast.sam.pk]
    assert "Otto" not in told[cast.sam.pk]
    assert str(mail.outbox[0].subject).startswith("1 thing")
    assert told_by(now() + 2 * DAY) == {}
    with as_of(now() + 2 * DAY):
        ask_again = JoinRequest.objects.create(person=cast.mia, community=places.closed)
    assert list(told_by(ask_again.asked_at + DAY)) == [cast.sam.pk]


def test_what_was_decided_waits_for_nobody(cast: Cast, places: Places) -> None:
    asked = ask(cast, places.closed)
    JoinRequest.objects.filter(pk=asked.pk).update(decided_at=now(), accepted=True)
    assert told_by(now() + DAY) == {}


def test_texts_and_reports_as_well(cast: Cast, places: Places) -> None:
    update = bring("Bread", places.closed, cast.sam)
    reply = actions.reply(update, text="Salt", by=as_actor(cast.ada))
    places.closed.contributing = Community.Contributing.MODERATED
    places.closed.save()
    actions.contribute("update", places.closed, title="Held", text="x", by=as_actor(cast.mia))
    moderation.report(reply, reason="other", note="", by=as_actor(cast.mia))
    told = told_by(now() + DAY)
    assert "1 text waits to be read" in told[cast.sam.pk]
    assert "1 report waits for you" in told[cast.sam.pk]
    assert cast.mia.pk not in told


def test_who_may_not_decide_gets_nothing(cast: Cast, places: Places) -> None:
    """A manager who left in between, one whose account is closed, one who wants no mail."""
    ask(cast, places.closed)
    Membership.objects.filter(person=cast.sam, community=places.closed).update(role="member")
    Membership.objects.filter(person=cast.mia, community=places.closed).update(role="steward")
    Person.objects.filter(pk=cast.mia.pk).update(mail_rhythm="never")
    assert told_by(now() + DAY) == {}
    Person.objects.filter(pk=cast.mia.pk).update(mail_rhythm="daily", is_active=False)
    assert list(told_by(now() + DAY)) == [cast.root.pk], "nobody manages there: administrators stand in"


def test_who_wants_no_summary_gets_none_of_it(cast: Cast, places: Places) -> None:
    ask(cast, places.closed)
    Wishes.objects.create(person=cast.sam, rhythm="never")
    assert told_by(now() + DAY) == {}


def test_what_is_due_in_three_days(cast: Cast, places: Places) -> None:
    head = bring("Which?", places.open, cast.ada, "question")
    Deadline.objects.create(contribution=head, person=cast.ada, due_at=now() + 3 * DAY)
    told = told_by(now() + DAY)
    assert list(told) == [cast.ada.pk]
    assert "Due from you by" in told[cast.ada.pk]
