"""Directory and people pages: whom one meets, by what, and at which cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions.models import Follow
from passerelle.lib.clock import now
from passerelle.people.models import Organisation, Person, PersonTopic, Site, Unit
from passerelle.search.rebuilding import rebuild
from passerelle.topics.finding import find_or_create
from passerelle.web.people.directory import directory
from passerelle.web.people.page import page

STAFF = {"ada", "sam", "mia", "otto", "fred", "root"}
PRESENT = STAFF | {"gwen", "gil"}


def met(cast, who, **query):
    """First names of those the directory shows."""
    rows = directory(as_actor(who), query)["page"].rows
    return {name for name in NAMES if getattr(cast, name) in rows}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        *((name, PRESENT) for name in sorted(STAFF)),
        ("gwen", {"ada", "sam", "mia", "gwen"}),
        ("gil", {"sam", "gil"}),
        ("eve", set()),
        ("iris", set()),
    ],
)
def test_whom_one_meets(cast, places, who, expected):
    assert met(cast, getattr(cast, who)) == expected


def test_nobody_meets_nobody(cast, places):
    assert met(cast, None) == set()


@pytest.mark.parametrize("who", NAMES)
def test_pages_open_for_those_who_meet(cast, places, visit, who):
    browser, people = visit(getattr(cast, who)), {whom: getattr(cast, whom) for whom in NAMES}
    statuses = {whom: browser.get(f"/people/{person.pid}/").status_code for whom, person in people.items()}
    if who in {"eve", "iris"}:
        assert statuses == dict.fromkeys(NAMES, 302)
    else:
        known = set(NAMES) if who in STAFF else met(cast, people[who]) | {"eve", "iris"} & _shared(cast, who)
        assert statuses == {whom: 200 if whom in known else 404 for whom in NAMES}


def _shared(cast, guest):
    return {"gwen": {"eve", "iris"}, "gil": set()}.get(guest, set())


def test_filters_narrow(cast, places):
    Unit.objects.filter(slug="garden").update(parent=Unit.objects.get(slug="kitchens"))
    units = {unit.slug: unit.pid for unit in Unit.objects.all()}
    garden = {name for name in PRESENT if getattr(cast, name).unit and getattr(cast, name).unit.slug == "garden"}
    assert met(cast, cast.ada, unit=units["garden"]) == garden
    assert met(cast, cast.ada, unit=units["kitchens"]) == STAFF
    site = Site.objects.get(slug="lyon")
    assert met(cast, cast.ada, site=site.pid) == {n for n in STAFF if getattr(cast, n).site == site}
    assert met(cast, cast.ada, country="fr") == STAFF
    assert met(cast, cast.ada, organisation=Organisation.objects.get(slug="partner").pid) == {"gwen", "gil"}
    assert met(cast, cast.ada, unit="nonsense") == set()


def test_languages_are_whole_codes(cast, places):
    Person.objects.filter(pk=cast.mia.pk).update(languages=["fr", "en"])
    Person.objects.filter(pk=cast.sam.pk).update(languages=["fro"])
    assert met(cast, cast.ada, language="fr") == {"mia"}


def test_topics_find_only_those_who_said_so(cast, places, visit):
    linen, silk = find_or_create(["Linen", "Silk"], "en")
    PersonTopic.objects.create(person=cast.mia, topic=linen, discoverable=True)
    PersonTopic.objects.create(person=cast.sam, topic=linen, discoverable=False)
    PersonTopic.objects.create(person=cast.sam, topic=silk, discoverable=False)
    assert met(cast, cast.ada, topic=linen.pid) == {"mia"}
    assert [name for _pid, name in directory(as_actor(cast.ada), {})["choices"]["topic"]] == ["Linen"]
    assert "Silk" not in visit(cast.ada).get(f"/people/{cast.sam.pid}/").content.decode()
    assert "Silk" in visit(cast.sam).get(f"/people/{cast.sam.pid}/").content.decode()


def test_words_find_without_accents(cast, places):
    Person.objects.filter(pk=cast.mia.pk).update(name="Mia Bérard", help_with="Réparer les fenêtres")
    rebuild()
    assert met(cast, cast.ada, q="berard") == {"mia"}
    assert met(cast, cast.ada, q="fenetre") == {"mia"}
    assert met(cast, cast.gwen, q="ber") == {"mia"}
    assert met(cast, cast.gil, q="ber") == set()


def test_guests_are_shown_no_map_of_the_organisation(cast, places):
    assert directory(as_actor(cast.gwen), {})["choices"] == {}


@pytest.mark.parametrize("name", ["eve", "iris"])
def test_of_a_former_colleague_nothing_but_that(cast, places, visit, name):
    someone = getattr(cast, name)
    Person.objects.filter(pk=someone.pk).update(bio="A secret life", photo="photos/x.webp")
    answer = visit(cast.ada).get(f"/people/{someone.pid}/").content.decode()
    assert "Former colleague" in answer
    assert "A secret life" not in answer
    assert someone.name not in answer
    assert visit(cast.ada).get(f"/people/{someone.pid}/photo/").status_code == 404


def test_somebody_away_says_so(cast, places, visit):
    today = now().date()
    Person.objects.filter(pk=cast.mia.pk).update(leave_from=today, leave_until=today + timedelta(days=3))
    assert "Away until" in visit(cast.ada).get(f"/people/{cast.mia.pid}/").content.decode()


def test_a_manager_is_named_to_those_who_may_meet_them(cast, places):
    Person.objects.filter(pk=cast.mia.pk).update(manager=cast.otto)
    cast.mia.refresh_from_db()
    assert page(as_actor(cast.ada), cast.mia)["manager"] == cast.otto
    assert page(as_actor(cast.gwen), cast.mia)["manager"] is None


def test_what_somebody_gave_is_what_the_reader_may_see(cast, places):
    for place in (places.open, places.secret, places.shared):
        bring(f"In {place.slug}", place, cast.ada)
    for who, expected in (("mia", {"open", "secret", "shared"}), ("otto", {"open"}), ("gwen", {"shared"})):
        given = page(as_actor(getattr(cast, who)), cast.ada)["given"]
        assert {card.title for card in given} == {f"In {slug}" for slug in expected}


def test_communities_in_common_are_those_of_both(cast, places):
    def common(who):
        return {community.slug for community in page(as_actor(who), cast.sam)["shared"]}

    assert common(cast.mia) == {"open", "closed", "secret", "shared"}
    assert common(cast.gwen) == {"shared"}
    assert common(cast.otto) == set()


def test_following_somebody(cast, places, visit):
    client = visit(cast.ada)
    client.post(f"/people/{cast.mia.pid}/follow/", {"level": "follow"})
    assert Follow.objects.get(person=cast.ada).followed == cast.mia
    assert 'aria-pressed="true"' in client.get(f"/people/{cast.mia.pid}/").content.decode()
    assert visit(cast.gil).post(f"/people/{cast.mia.pid}/follow/", {"level": "follow"}).status_code == 404


def _cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_directory_costs_the_same_with_fifty(cast, places, visit):
    client = visit(cast.ada)
    client.get("/people/")
    few = _cost(client, "/people/")
    unit, home = Unit.objects.first(), Organisation.home()
    Person.objects.bulk_create(
        Person(name=f"P {n}", sort_name=f"p{n}", organisation=home, unit=unit, languages=["fr"]) for n in range(50)
    )
    assert _cost(client, "/people/") == few


def test_the_pages_of_the_directory_hold_everybody_once(cast, places, visit):
    home = Organisation.home()
    Person.objects.bulk_create(Person(name=f"P{n}", sort_name="same", organisation=home) for n in range(70))
    seen, cursor = [], ""
    while True:
        shown = directory(as_actor(cast.ada), {"cursor": cursor})["page"]
        seen += [row.pk for row in shown.rows]
        cursor = shown.next_cursor
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == Person.objects.present().count()


def test_a_persons_page_costs_the_same_with_much_on_it(cast, places, visit):
    client, address = visit(cast.mia), f"/people/{cast.ada.pid}/"
    for number in range(2):
        bring(f"News {number}", places.open, cast.ada)
    PersonTopic.objects.create(person=cast.ada, topic=find_or_create(["Linen"], "en")[0], discoverable=True)
    client.get(address)
    few = _cost(client, address)
    for number in range(8):
        bring(f"More {number}", places.open, cast.ada)
    for topic in find_or_create([f"Topic {n}" for n in range(8)], "en"):
        PersonTopic.objects.create(person=cast.ada, topic=topic, discoverable=True)
    assert _cost(client, address) == few
