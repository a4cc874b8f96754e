"""To whom a signal goes, by when it is heard, and what happens when nobody hears it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.signal import actions
from passerelle.kinds.innovation.signal.models import Listening, Signal
from passerelle.kinds.innovation.signal.promising import promised, working_days_after
from passerelle.kinds.innovation.signal.tasks import remind
from passerelle.lib.clock import as_of
from passerelle.notifications.tests.told import sentences
from passerelle.people.models import Person, Unit
from passerelle.topics.actions import merge_topic
from passerelle.topics.finding import find_or_create
from passerelle.web.waiting import waiting_count
from passerelle.work.worker import run_all

FRIDAY = datetime(2026, 11, 6, 9, tzinfo=UTC)


@pytest.fixture
def ovens(db):
    return find_or_create(["Ovens"], "en")[0]


@pytest.fixture
def otto_listens(cast, places, ovens):
    actions.arrange(places.open, working_days=3, person=cast.otto, topics=[ovens], by=as_actor(cast.sam))


def raise_one(cast, places, *topics, who=None):
    details = {"sort": "need"}
    made = bring("No cable", places.open, who or cast.mia, "signal", details=details, topics=topics)
    run_all()
    return made


def due(contribution):
    rows = Deadline.objects.filter(contribution=contribution, met_at=None).order_by("person__name")
    return [str(row.person).partition(" ")[0] for row in rows]


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [(FRIDAY, 1, 9), (FRIDAY + timedelta(days=1), 1, 9), (FRIDAY - timedelta(days=1), 1, 6), (FRIDAY, 0, 6)],
)
def test_weekends_do_not_count(start, days, day):
    assert working_days_after(start, days).astimezone(UTC) == start.replace(day=day)


@pytest.mark.parametrize(("country", "day"), [("", 10), ("FR", 12), ("IT", 10)])
def test_holidays_of_the_house_and_of_a_country_do_not_count(settings, country, day):
    known = {"holidays": "11-09, FR:2026-11-10, FR:11-11, 2025-11-10"}
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update=known)
    assert working_days_after(FRIDAY, 1, country).astimezone(UTC) == FRIDAY.replace(day=day)


@pytest.mark.parametrize(
    ("start", "days", "urgency", "end"),
    [
        (FRIDAY, 3, "today", FRIDAY.replace(hour=18)),
        (FRIDAY.replace(hour=18), 3, "today", FRIDAY.replace(day=9, hour=18)),
        (FRIDAY.replace(day=7), 3, "today", FRIDAY.replace(day=9, hour=18)),
        (FRIDAY, 3, "week", FRIDAY.replace(day=11)),
        (FRIDAY, 10, "week", FRIDAY.replace(day=13)),
        (FRIDAY, 10, "calm", FRIDAY.replace(day=20)),
    ],
)
def test_what_hurries_is_heard_sooner(settings, start, days, urgency, end):
    settings.TIME_ZONE = "UTC"
    assert promised(start, days, urgency) == end


def test_what_is_found_to_be_urgent_later_is_due_sooner_and_the_page_says_so(cast, places, visit, settings):
    settings.TIME_ZONE = "UTC"
    with as_of(FRIDAY):
        made = raise_one(cast, places)
        contributions.edit(
            made, title="No cable", text="", details={"sort": "need", "urgency": "today"}, by=as_actor(cast.mia)
        )
        run_all()
        page = visit(cast.mia).get(made.get_absolute_url()).text.replace("\xa0", " ")
    assert "Somebody hears this by Nov. 6, 2026." in page
    assert list(Deadline.objects.filter(contribution=made).values_list("due_at", flat=True)) == [
        FRIDAY.replace(hour=18)
    ]


def test_a_signal_knows_the_holidays_of_where_it_was_heard(cast, places, settings):
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"holidays": "FR:11-10"})
    with as_of(FRIDAY):
        here = bring("Here", places.open, cast.mia, "signal", details={"sort": "need", "site": cast.ada.site})
        nowhere = raise_one(cast, places)
    promised = [Signal.objects.get(contribution=one).promised_for.day for one in (here, nowhere)]
    assert promised == [12, 11]


def test_it_goes_to_whoever_listens_to_its_topic_else_to_the_community_managers(cast, places, ovens, otto_listens):
    about, other = raise_one(cast, places, ovens), raise_one(cast, places)
    assert (due(about), due(other)) == (["Otto"], ["Sam"])
    assert sentences(cast.otto) == ["“No cable” waits for you to hear it"]
    assert waiting_count(as_actor(cast.otto)) == 1
    contributions.make_move(about, "hear", by=as_actor(cast.otto))
    with pytest.raises(Refused, match="those it went to"):
        contributions.make_move(other, "hear", by=as_actor(cast.otto))
    assert (due(about), waiting_count(as_actor(cast.otto))) == ([], 0)


def test_it_goes_elsewhere_when_what_it_is_about_changes(cast, places, ovens, otto_listens):
    made = raise_one(cast, places)
    given = {"title": "No cable", "text": "Other words", "by": as_actor(cast.mia)}
    contributions.edit(made, topics=[ovens], **given)
    run_all()
    assert due(made) == ["Otto"]
    contributions.edit(made, topics=[], **given)
    run_all()
    assert due(made) == ["Sam"]
    with pytest.raises(Refused):
        contributions.make_move(made, "hear", by=as_actor(cast.otto))


def test_a_merged_topic_is_still_listened_to(cast, places, ovens, otto_listens):
    stoves = find_or_create(["Stoves"], "en")[0]
    merge_topic(ovens, stoves, by=as_actor(cast.root))
    assert due(raise_one(cast, places, stoves)) == ["Otto"]


def test_nobody_is_asked_to_hear_themselves_or_what_they_may_not_read(cast, places, ovens, otto_listens):
    actions.arrange(places.open, working_days=3, person=cast.ada, by=as_actor(cast.sam))
    assert due(raise_one(cast, places, who=cast.ada)) == ["Sam"]
    places.open.visibility = "closed"
    places.open.save()
    assert due(raise_one(cast, places, ovens, who=cast.ada)) == ["Sam"]


@pytest.mark.parametrize("way", ["withdrawn", "removed"])
def test_what_is_gone_is_due_from_nobody(cast, places, way):
    made = raise_one(cast, places)
    if way == "withdrawn":
        contributions.withdraw(made.body, by=as_actor(cast.mia))
    else:
        contributions.remove(made.body, reason="other", by=as_actor(cast.sam))
    run_all()
    assert Deadline.objects.count() == 0


def test_silence_reaches_the_community_managers_once(cast, places, ovens, otto_listens, verbs):
    with as_of(FRIDAY):
        made = raise_one(cast, places, ovens)
    with as_of(FRIDAY + timedelta(days=4)):
        remind()
    assert due(made) == ["Otto"]
    verbs()
    with as_of(FRIDAY + timedelta(days=6)):
        remind()
        remind()
    run_all()
    assert (due(made), verbs()) == (["Otto", "Sam"], ["signal.unheard"])
    assert sentences(cast.sam) == ["Nobody has heard “No cable” yet"]


def test_the_page_says_in_words_how_the_promise_stands(cast, places, visit):
    def page(made, moment):
        with as_of(moment):
            return visit(cast.mia).get(made.get_absolute_url()).text.replace("\xa0", " ")

    with as_of(FRIDAY):
        kept, broken = raise_one(cast, places), raise_one(cast, places)
    assert "Somebody hears this by Nov. 11, 2026." in page(kept, FRIDAY)
    with as_of(FRIDAY + timedelta(days=3)):
        contributions.make_move(kept, "hear", by=as_actor(cast.sam))
    assert "Heard on Nov. 9, 2026, as promised." in page(kept, FRIDAY)
    late = FRIDAY + timedelta(days=6)
    assert "Promised for Nov. 11, 2026, and nobody has heard it yet." in page(broken, late)
    with as_of(late):
        contributions.make_move(broken, "hear", by=as_actor(cast.sam))
    assert "Heard on Nov. 12, 2026, later than promised." in page(broken, late)


def test_managers_decide_who_hears_and_how_soon(cast, places, visit, verbs):
    sam, address = visit(cast.sam), reverse("signal_listeners", args=[places.open.pid])
    assert address in sam.get(reverse("community_settings", args=[places.open.pid])).text
    assert visit(cast.mia).get(address).status_code == 404
    verbs()
    sam.post(address, {"working_days": 1, "person": "Otto Orsel", "topics": "Ovens, Lamps"})
    assert (Listening.objects.count(), verbs()) == (2, ["signal.arranged"])
    made = raise_one(cast, places)
    assert Signal.objects.get(contribution=made).promised_for == working_days_after(made.created_at, 1)
    drop = list(Listening.objects.values_list("pk", flat=True))
    sam.post(address, {"working_days": 1, "drop": drop})
    assert Listening.objects.count() == 0
    assert sam.post(address, {"working_days": 0}).status_code == 422
    hidden = reverse("signal_listeners", args=[places.secret.pid])
    assert "cannot read this community" in sam.post(hidden, {"working_days": 1, "person": "Otto Orsel"}).text


@pytest.mark.parametrize("name", ["Kitchens", "Closed workshop"])
def test_a_unit_or_a_community_hears_together_and_one_answer_is_enough(cast, places, ovens, visit, name):
    """Each by their own wishes; whoever brought it, is a guest elsewhere or has left is not asked."""
    Person.objects.filter(pk__in=[cast.ada.pk, cast.mia.pk, cast.gwen.pk]).update(
        unit=Unit.objects.get(slug="kitchens")
    )
    sam, address = visit(cast.sam), reverse("signal_listeners", args=[places.open.pid])
    assert sam.post(address, {"working_days": 3, "team": name.upper(), "topics": "Ovens"}).status_code == 302
    assert f"{name} · Ovens" in sam.get(address).text
    members = set(Membership.objects.filter(community=places.closed).values_list("person_id", flat=True))
    asked = {cast.ada.pk, cast.mia.pk} if name == "Kitchens" else members - {cast.iris.pk, cast.sam.pk}
    made = raise_one(cast, places, ovens, who=cast.sam)
    assert set(Deadline.objects.filter(contribution=made, met_at=None).values_list("person_id", flat=True)) == asked
    assert sentences(cast.ada) == sentences(cast.mia) == ["“No cable” waits for you to hear it"]
    contributions.make_move(made, "hear", by=as_actor(cast.mia))
    assert due(made) == []


def test_of_a_unit_and_a_community_of_one_name_one_is_chosen(cast, places, visit):
    unit = Unit.objects.get(slug="kitchens")
    Unit.objects.filter(pk=unit.pk).update(name=places.closed.name)
    sam, address = visit(cast.sam), reverse("signal_listeners", args=[places.open.pid])
    sent = {"working_days": 3, "team": "closed workshop", "topics": "Ovens"}
    asked = sam.post(address, sent)
    offered = ("Closed workshop (community)", "Closed workshop (unit", "Several are called so: choose which one")
    assert (asked.status_code, [words in asked.text for words in offered]) == (422, [True] * 3)
    assert (sam.post(address, {**sent, "which": "unit-nobody"}).status_code, Listening.objects.count()) == (422, 0)
    for key in (f"unit-{unit.slug}", f"community-{places.closed.pid}"):
        assert sam.post(address, {**sent, "which": key}).status_code == 302
    assert list(Listening.objects.order_by("pk").values_list("unit", "group")) == [
        (unit.pk, None),
        (None, places.closed.pk),
    ]


def test_what_is_called_like_none_or_is_too_large_is_said(cast, places, visit, monkeypatch):
    sam, address = visit(cast.sam), reverse("signal_listeners", args=[places.open.pid])
    unknown = sam.post(address, {"working_days": 3, "team": "Secret garden"})
    assert (unknown.status_code, "No unit and no community you read has this name." in unknown.text) == (422, True)
    monkeypatch.setattr(actions, "MOST_ASKED", 1)
    large = sam.post(address, {"working_days": 3, "team": "Closed workshop"})
    assert "Closed workshop has more than 1 people: nobody would feel asked. Choose fewer." in large.text
    assert Listening.objects.count() == 0


def test_of_a_hidden_community_that_listens_its_name_is_not_told(cast, places, visit):
    Membership.objects.filter(community=places.secret, person=cast.sam).delete()
    Listening.objects.create(community=places.open, group=places.secret)
    page = visit(cast.sam).get(reverse("signal_listeners", args=[places.open.pid])).text
    assert (places.secret.name in page, "A community · all signals" in page) == (False, True)


def test_what_everybody_else_brings_is_left_alone(cast, places):
    bring("News", places.open, cast.ada)
    run_all()
    assert (Deadline.objects.count(), Contribution.objects.unscoped("all").count()) == (0, 1)
