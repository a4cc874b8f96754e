"""What people look for is counted without who looked: nothing is written by a search, and nothing few looked for is ever kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation

from cast.people import as_actor
from cast.world import bring, for_all
from passerelle.contributions.models import Contribution
from passerelle.lib.clock import as_of, now
from passerelle.matching import actions as matching
from passerelle.people.models import Person
from passerelle.search.models import SoughtWeek, SoughtWords
from passerelle.search.sought import reading
from passerelle.search.sought.counting import Tally, count, may_be_kept, monday
from passerelle.search.sought.keeping import keep
from passerelle.search.typed import parse
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    caches["sought"].clear()
    yield
    caches["sought"].clear()


def looking(text, *people, found=False):
    for person in people:
        count(as_actor(person), parse(text), found=found)


def crowd(number, home):
    rows = [Person(name=f"Colleague {n}x", email=f"c{n}@orsel.example", organisation=home) for n in range(number)]
    return Person.objects.bulk_create(rows)


def kept():
    keep()
    return list(SoughtWords.objects.order_by("words").values_list("words", "people", "vain"))


def test_words_are_kept_from_the_fifth_person_on_and_nobodys_search_is(cast, places, visit, no_trace):
    five = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred]
    looking("Grinder key", *five[:4])
    looking("grinder KEY", cast.ada, cast.ada, cast.sam)  # the same again counts once
    looking("Secret plan", *five[:4])
    assert kept() == []
    assert not SoughtWeek.objects.exists()
    with no_trace():
        assert visit(cast.fred).get(reverse("search"), {"q": "Grinder key"}).status_code == 200
        assert visit(cast.fred).get(reverse("search"), {"q": "Grinder key", "page": "2"}).status_code == 200
    assert not SoughtWords.objects.exists()
    assert kept() == [("grinder key", 5, 5)]
    looking("Grinder key", cast.root, found=True)
    assert kept() == [("grinder key", 6, 5)]
    assert {field.name for field in SoughtWords._meta.get_fields()} == {
        "id",
        "monday",
        "language",
        "words",
        "people",
        "vain",
    }
    assert {field.name for field in SoughtWeek._meta.get_fields()} == {"id", "monday", "language", "searches", "vain"}
    caches["sought"].clear()  # the process starts again
    looking("Grinder key", *five)
    assert kept() == [("grinder key", 6, 5)]


def test_accents_make_no_difference_and_stay_on_what_is_shown(cast, places):
    five = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred]
    looking("teletravail été", *five[:4])
    looking("Télétravail été", cast.fred, cast.ada)
    assert kept() == [("télétravail été", 5, 5)]
    caches["sought"].clear()
    looking("teletravail ete", *five, cast.root)
    assert kept() == [("télétravail été", 6, 6)]
    with as_of(now() + timedelta(weeks=1)):
        looking("teletravail ete", *five)
        assert [row[0] for row in kept()] == ["teletravail ete", "télétravail été"]
        assert reading.looked_for() == [{"words": "télétravail été", "language": "English", "people": 6, "vain": 6}]


def test_what_found_nothing_comes_first_with_what_one_can_do(cast, places, visit):
    five = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred]
    looking("oven", *five, cast.root, found=True)
    looking("grinder key", *five)
    keep()
    assert [(one["words"], one["vain"]) for one in reading.looked_for()] == [("grinder key", 5), ("oven", 0)]
    page = visit(cast.sam).get(reverse("sought")).content.decode().partition('id="words"')[2].partition("</section>")[0]
    missing, _details, found = page.partition("<details>")
    links = [
        "/search/?q=grinder%20key", "/contribute/?kind=question&amp;title=grinder%20key",
        "/contribute/?kind=article&amp;title=grinder%20key",
    ]  # fmt: skip
    assert [f'href="{link}"' in missing for link in links] == [True] * 3
    assert ("English · 5 people" in missing, "oven" in missing, "/search/?q=oven" in found) == (True, False, True)
    assert "/contribute/" not in found
    settings = {
        who: visit(who).get(reverse("community_settings", args=[places.open.pid])) for who in (cast.sam, cast.mia)
    }
    assert [reverse("sought") in answer.content.decode() for answer in settings.values()] == [True, False]


def test_no_name_no_number_no_address_and_nothing_long_is_kept(cast, places):
    everybody = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred]
    for text in (
        "Mia Orsel",
        "orsel",
        "by:mia",
        "card 48151623",
        "ada@orsel.example",
        "x",
        "a b c d e f g h",
        "w" * 61,
    ):
        looking(text, *everybody)
    looking("oven -gas in:open", *everybody, found=True)
    assert kept() == [("oven", 5, 0)]
    assert [may_be_kept(text) for text in ("oven", "room 204", "call 0612345678")] == [True, True, False]


def test_a_week_is_told_of_five_people_and_nobody_is_most_of_it(cast, places):
    people = crowd(6, cast.ada.organisation)
    looking("first", *people[:4])
    keep()
    assert not SoughtWeek.objects.exists()
    with translation.override("fr"):
        looking("four", *people, found=True)
    for number in range(30):
        looking(f"thing {number}", people[0])
    looking("last", *people[4:], found=True)
    keep()
    rows = SoughtWeek.objects.order_by("language").values_list("language", "searches", "vain", "monday")
    assert list(rows) == [("en", 25, 23, monday()), ("fr", 6, 0, monday())]
    assert reading.in_vain() == []
    SoughtWeek.objects.filter(language="en").update(searches=200, vain=50)
    assert reading.in_vain() == [(monday(), "English", 200, 25)]
    with as_of(now() + timedelta(weeks=27)):
        keep()
    assert not SoughtWeek.objects.exists()


def test_switched_off_nothing_is_counted_what_was_kept_goes_and_the_page_is_not_there(cast, places, visit, settings):
    everybody = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred]
    looking("oven", *everybody)
    assert len(kept()) == 1
    assert visit(cast.sam).get(reverse("sought")).status_code == 200
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"search_words": False})
    looking("grinder", *everybody)
    assert kept() == []
    assert Tally(monday(), "en").totals()[1] == 5
    assert visit(cast.sam).get(reverse("sought")).status_code == 404


def test_gaps_are_topics_many_want_and_nothing_covers_under_the_managers_rights(
    cast, places, visit, django_assert_num_queries
):
    ovens, returns, vault, bread = find_or_create(["Ovens", "Returns", "Vault", "Bread"], "en")
    people = [cast.ada, cast.sam, cast.mia, cast.otto, cast.fred, cast.root]
    for topic, place, askers in (
        (ovens, places.open, people),
        (vault, places.secret, people[:5]),
        (bread, places.open, people[:4]),
    ):
        for person in askers:
            made = bring("Why?", place, cast.ada, "question", topics=[topic])
            Contribution.objects.filter(pk=made.pk).update(author=person)
    bring("Sorting", places.open, cast.ada, topics=[returns])
    looking("a return", *people)
    keep()
    guide = for_all(bring("Clean it", places.open, cast.ada, "article", topics=[ovens]))
    Contribution.objects.filter(pk=guide.pk).update(state="published")

    def told(person):
        return [
            (str(gap.topic), gap.demand, gap.supply.articles, gap.supply.people)
            for gap in reading.gaps(as_actor(person))[1]
        ]

    assert told(cast.sam) == [("Ovens", 6, 1, 0), ("Returns", 6, 0, 0), ("Vault", 5, 0, 0)]
    assert told(cast.otto) == [("Ovens", 6, 1, 0), ("Returns", 6, 0, 0)]
    for person in (cast.mia, cast.sam):
        matching.be_suggested(person, ovens, by=as_actor(person))
    covered, gaps = reading.gaps(as_actor(cast.sam))
    assert ([str(gap.topic) for gap in gaps], covered.share) == (["Returns", "Vault"], pytest.approx(6 / 21))
    page = visit(cast.sam).get(reverse("sought")).content.decode()
    assert ("Returns" in page, "a return" in page, "29 %" in page, "Bread" in page) == (True, True, True, False)
    readers = {
        name: visit(getattr(cast, name)).get(reverse("sought")).status_code
        for name in ("sam", "root", "mia", "otto", "gwen")
    }
    assert readers == {"sam": 200, "root": 200, "mia": 404, "otto": 404, "gwen": 404}
    link = reverse("sought")
    assert [link in visit(who).get(reverse("search")).content.decode() for who in (cast.sam, cast.mia)] == [True, False]
