"""Exactly once, whatever runs twice or dies in the middle; and never to who may no longer see it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cast.people import NAMES, Cast, Places, as_actor
from cast.world import World, bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community, Membership
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Involvement, Post, Reach
from passerelle.journal.models import Entry
from passerelle.notifications import fanning
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.readers import readers
from passerelle.notifications.tests.told import crowd, follow_all, sentences

pytestmark = pytest.mark.django_db


def published(contribution: Contribution) -> Entry:
    return Entry.objects.get(verb="contribution.published", contribution_id=contribution.pk)


def test_twice_is_once(cast: Cast, places: Places) -> None:
    people = crowd(places.open, 550)
    follow_all("watch", people, community=places.open)
    entry = published(bring("Bread", places.open, cast.ada))
    with CaptureQueriesContext(connection) as queries:
        assert fanning.fan_out(entry) == 550
    assert len(queries) < 40
    assert fanning.fan_out(entry) == 0
    assert Notice.objects.count() == 550


def test_a_killed_worker_resumes_where_it_died(cast: Cast, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    follow_all("watch", crowd(places.open, 50), community=places.open)
    entry = published(bring("Bread", places.open, cast.ada))
    monkeypatch.setattr(fanning, "PORTION", 20)
    write, portions = fanning._write, []

    def die_in_the_second(*arguments: object) -> int:
        portions.append(arguments)
        if len(portions) == 2:
            raise SystemExit
        return write(*arguments)

    monkeypatch.setattr(fanning, "_write", die_in_the_second)
    with pytest.raises(SystemExit):
        fanning.fan_out(entry)
    assert Notice.objects.count() == 20
    assert fanning.fan_out(entry) == 30
    assert Notice.objects.values("person").distinct().count() == Notice.objects.count() == 50


def test_a_portion_is_there_with_its_mails_or_not_at_all(
    cast: Cast, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow_all("watch", crowd(places.open, 5), community=places.open)
    entry = published(bring("Bread", places.open, cast.ada))
    monkeypatch.setattr(fanning, "tell_after_commit", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fanning.fan_out(entry)
    assert Notice.objects.count() == 0
    monkeypatch.undo()
    assert fanning.fan_out(entry) == 5


def test_the_database_itself_holds_one_notice_each(cast: Cast, places: Places) -> None:
    entry = published(bring("Bread", places.open, cast.ada))
    once = {"entry_id": entry.pk, "person": cast.mia, "verb": entry.verb, "reason": Reason.FOLLOWED}
    Notice.objects.create(**once)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**once)


def test_rights_lost_before_the_job_runs(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.closed, cast.mia)
    actions.reply(made, text="Yes", by=as_actor(cast.ada))
    Membership.objects.filter(person=cast.mia, community=places.closed).delete()
    assert sentences(cast.mia) == []
    assert Notice.objects.filter(person=cast.mia).count() == 0


def test_rights_lost_before_it_is_shown(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.closed, cast.mia)
    actions.reply(made, text="Yes", by=as_actor(cast.ada))
    assert len(sentences(cast.mia)) == 1
    communities.leave(places.closed, by=as_actor(cast.mia))
    assert sentences(cast.mia) == []


def test_a_text_taken_back_takes_its_notice_along(cast: Cast, places: Places) -> None:
    made = bring("Bread", places.open, cast.mia)
    reply = actions.reply(made, text="Yes", by=as_actor(cast.ada))
    assert len(sentences(cast.mia)) == 1
    actions.withdraw(reply, by=as_actor(cast.ada))
    assert sentences(cast.mia) == []


@pytest.mark.parametrize("home", ["open", "closed", "secret", "shared"])
@pytest.mark.parametrize("elsewhere", ["", "open", "secret", "elsewhere"])
def test_readers_agree_with_what_is_visible(cast: Cast, places: Places, home: str, elsewhere: str) -> None:
    made = bring("Bread", getattr(places, home), cast.ada)
    reply = actions.reply(made, text="Yes", by=as_actor(cast.ada))
    if elsewhere and elsewhere != home:
        actions.share(made, getattr(places, elsewhere), by=as_actor(cast.sam))
    made = Contribution.objects.unscoped("test").get(pk=made.pk)
    people = [getattr(cast, name) for name in NAMES]
    for conversation, rows in (
        (False, Contribution.objects.filter(pk=made.pk)),
        (True, Post.objects.filter(pk=reply.pk)),
    ):
        seen = {person.pk for person in people if rows.visible_to(as_actor(person)).exists()}
        assert set(readers(made, conversation=conversation).values_list("pk", flat=True)) == seen


def test_an_author_is_told_of_what_is_for_the_involved_alone(cast: Cast, places: Places) -> None:
    made = bring("Between us", places.open, cast.ada)
    Contribution.objects.filter(pk=made.pk).update(reach=Reach.INVOLVED)
    made = Contribution.objects.unscoped("test").get(pk=made.pk)
    Involvement.objects.create(contribution=made, person=cast.mia, part="reviewer")
    assert set(readers(made, conversation=True)) == {cast.ada, cast.mia}


def test_everything_that_happens_in_a_small_world_is_told_without_error(cast: Cast, world: World) -> None:
    for name in NAMES:
        sentences(getattr(cast, name))
    assert Community.objects.unscoped("test").count() == 5
