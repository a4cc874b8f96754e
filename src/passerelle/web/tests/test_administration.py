"""Administration pages exist for administrators only, show names and never contents, and cost the same however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from passerelle.communities.models import Community, Membership, Role
from passerelle.contributions.actions import contribute
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import Topic
from passerelle.web.administration.reading.attention import matters
from passerelle.work.models import Job

OTHERS = ("sam", "mia", "gwen", "otto")
QUERIES = {
    "administration": 12,
    "admin_communities": 3,
    "admin_topics": 10,
    "admin_editors": 3,
    "admin_appearance": 2,
    "admin_jobs": 6,
    "admin_audit": 6,
    "admin_settings": 0,
}


def dead_job(number=0):
    return Job.objects.create(
        task=f"search.renew_{number}", dead_at="2026-01-01T00:00Z", attempts=5, last_error="KeyError in x, line 3"
    )


@pytest.fixture
def busy(cast, places):
    """Things to look at: a leaderless place, dead jobs, topics, entries of every sort."""
    ada = as_actor(cast.ada)
    for place in (places.open, places.secret):
        contribute("update", place, title=f"Bread in {place.name}", text="Flour, water.", by=ada)
    find_or_create(["Light", "Till"], "en")
    for number in range(3):
        dead_job(number)
    Membership.objects.filter(community=places.closed, role=Role.STEWARD).delete()
    return places


def addresses(places):
    yield from map(reverse, QUERIES)
    yield reverse("admin_community", args=[places.secret.pid])
    yield reverse("admin_audit_sheet")
    topics = list(Topic.objects.all())
    yield reverse("admin_topic", args=[topics[0].pid])
    yield reverse("admin_topic_merge", args=[topics[0].pid]) + f"?into={topics[1].pid}"


def verbs_of(places):
    job, topic = Job.objects.dead().first(), Topic.objects.first()
    yield reverse("admin_community", args=[places.closed.pid])
    yield reverse("admin_community_archive", args=[places.closed.pid])
    yield reverse("admin_topics")
    yield reverse("admin_topic", args=[topic.pid])
    yield reverse("admin_topic_merge", args=[topic.pid])
    yield reverse("admin_editors")
    yield reverse("admin_editor_dismiss", args=[1])
    yield from (reverse(name, args=[job.pk]) for name in ("admin_retry", "admin_discard"))
    yield from map(reverse, ("admin_retry_all", "admin_discard_all", "admin_face", "admin_logo", "admin_charter"))


@pytest.mark.parametrize("name", OTHERS)
def test_for_others_nothing_is_there(cast, busy, visit, no_trace, name):
    client = visit(getattr(cast, name))
    with no_trace():
        assert {client.get(address).status_code for address in addresses(busy)} == {404}
        assert {client.post(address).status_code for address in verbs_of(busy)} == {404}


def test_the_anonymous_are_asked_to_sign_in(busy, visit):
    client = visit(None)
    assert {client.get(address).status_code for address in addresses(busy)} == {302}


def test_administrators_see_every_page_and_no_page_writes(cast, busy, visit, writes):
    client = visit(cast.root)
    with writes() as made:
        assert {client.get(address).status_code for address in addresses(busy)} == {200}
    assert made == []


def test_contents_of_places_one_is_no_member_of_are_nowhere(cast, busy, visit):
    client = visit(cast.root)
    shown = ""
    for address in addresses(busy):
        answer = client.get(address)
        shown += answer.getvalue().decode() if answer.streaming else answer.text
    assert ("Secret vault" in shown, "Bread in Open kitchen" in shown) == (True, True)
    assert "Bread in Secret vault" not in shown


@pytest.mark.parametrize("name", QUERIES)
def test_a_page_costs_the_same_however_much_there_is(cast, busy, visit, name):
    client = visit(cast.root)
    shell = _count(client, reverse("me"))
    before = _count(client, reverse(name))
    people = [Person(name=f"P{n}", sort_name=f"p{n}", organisation=cast.ada.organisation) for n in range(5)]
    Person.objects.bulk_create(people)
    for number in range(5):
        place = Community.objects.create(slug=f"c{number}", name=f"Place {number}", purpose="Meet.")
        Membership.objects.create(community=place, person=cast.ada)
        contribute("update", place, title=f"New {number}", text="Text.", by=as_actor(cast.ada))
        dead_job(10 + number)
    find_or_create([f"Topic {number}" for number in range(5)], "en")
    # Only SQLite is asked for its version: the server's is known from the connection.
    expected = QUERIES[name] - (name == "administration" and connection.vendor == "postgresql")
    assert (_count(client, reverse(name)), before - shell) == (before, expected)


def _count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_overview_says_what_needs_a_look(cast, busy):
    titles = [matter.title for matter in matters()]
    assert "3 jobs were set aside" in titles
    assert [title for title in titles if "community manager" in title] == ["Closed workshop has no community manager"]
    assert "No backup is known" in titles
    assert "Mail is not configured" in titles


def test_a_guest_whose_time_ends_soon_is_named(cast, places):
    Person.objects.filter(pk=cast.gwen.pk).update(access_until="2000-01-01")
    Person.objects.filter(pk=cast.gil.pk).update(sponsor=cast.sam, access_until=now().date() + timedelta(days=3))
    assert [matter.text for matter in matters() if "access ends" in matter.title] == ["Their sponsor is Sam Orsel."]


def test_a_leaderless_community_gets_a_manager(cast, busy, visit, verbs):
    client = visit(cast.root)
    address = reverse("admin_community", args=[busy.closed.pid])
    verbs()
    assert client.post(address, {"person": "Gwen Orsel"}).status_code == 422
    assert client.post(address, {"person": "Otto Orsel"}).status_code == 302
    assert verbs() == ["membership.joined", "membership.role_set"]
    assert Membership.objects.get(community=busy.closed, role=Role.STEWARD).person == cast.otto
    assert client.post(address, {"person": "Mia Orsel"}).status_code == 403


def test_archiving_and_opening_again(cast, places, visit, verbs):
    client = visit(cast.root)
    address = reverse("admin_community_archive", args=[places.secret.pid])
    assert client.post(address, {"archived": "yes"}).status_code == 302
    assert client.post(address, {"archived": "no"}).status_code == 302
    assert verbs() == ["community.archived", "community.reopened"]


def test_topics_are_added_named_and_merged(cast, busy, visit, verbs):
    client = visit(cast.root)
    light, till = Topic.objects.order_by("name")
    assert client.post(reverse("admin_topics"), {"name": "light"}).status_code == 422
    assert client.post(reverse("admin_topics"), {"name": "Stock"}).status_code == 302
    page = reverse("admin_topic", args=[light.pid])
    assert client.post(page, {"name": "Till", "name_en": "Till", "name_fr": "", "synonyms": ""}).status_code == 422
    assert (
        client.post(page, {"name": "Light", "name_en": "Light", "name_fr": "Lumière", "synonyms": "Lamp"}).status_code
        == 302
    )
    merge = reverse("admin_topic_merge", args=[till.pid])
    assert "What moves" in client.get(merge, {"into": light.pid}).text
    assert client.post(merge, {"into": till.pid}).status_code == 422
    assert client.post(merge, {"into": light.pid}).status_code == 302
    assert verbs() == ["topic.added", "topic.revised", "topic.merged"]


def test_dead_jobs_are_retried_or_given_up(cast, busy, visit, verbs):
    client = visit(cast.root)
    verbs()
    first, second = Job.objects.dead()[:2]
    assert client.post(reverse("admin_retry", args=[first.pk])).status_code == 302
    assert client.post(reverse("admin_retry", args=[first.pk])).status_code == 404
    assert client.post(reverse("admin_discard", args=[second.pk])).status_code == 302
    assert client.post(reverse("admin_retry_all")).status_code == 302
    assert Job.objects.dead().count() == 0
    dead_job()
    assert client.post(reverse("admin_discard_all")).status_code == 302
    assert verbs() == ["job.retried", "job.discarded", "job.all_retried", "job.all_discarded"]
    assert Entry.objects.latest("pk").particulars == {"count": 1}


def test_the_face_is_changed(cast, visit, verbs):
    client = visit(cast.root)
    assert client.post(reverse("admin_face"), {"name": "Maison", "accent": "red"}).status_code == 422
    assert (
        client.post(reverse("admin_face"), {"name": "Maison", "accent": "plum", "languages": ["fr"]}).status_code == 302
    )
    home = cast.root.organisation
    home.refresh_from_db()
    assert (home.name, home.accent, home.languages) == ("Maison", "plum", ["fr"])
    assert verbs() == ["organisation.revised"]


def test_a_charter_asks_again_only_when_wanted(cast, visit):
    client, home = visit(cast.root), cast.root.organisation

    def save(text, **more):
        assert client.post(reverse("admin_charter"), {"charter": text, **more}).status_code == 302
        home.refresh_from_db()
        return home.charter_version

    assert save("Be kind.") == 1
    assert save("Be kind!") == 1
    assert save("Be kind and brief.", ask_again="on") == 2
    Person.objects.filter(pk=cast.mia.pk).update(charter_version=2)
    assert save("") == 0
    assert save("Another one.") == 3


def test_a_logo_that_is_no_picture_is_refused(cast, visit):
    answer = visit(cast.root).post(reverse("admin_logo"), {"logo": SimpleUploadedFile("logo.png", b"not a picture")})
    assert (answer.status_code, Entry.objects.count()) == (403, 0)


def test_settings_are_shown_without_their_secrets(cast, visit, settings):
    wrong = {"email_url": "smtp://post:hidden-word@mail.example:25", "base_url": "http://talk.example"}
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update=wrong)
    page = visit(cast.root).get(reverse("admin_settings")).text
    assert ("hidden-word" in page, settings.PASSERELLE.secret_key in page) == (False, False)
    assert "smtp://post:" in page
    assert "PASSERELLE_BASE_URL is plain http on talk.example" in page
