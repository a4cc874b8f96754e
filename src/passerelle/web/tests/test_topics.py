"""The page of a topic: what helped, what is written, who helps, what is open, how often people ask, each under its reader's rights."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cast.people import as_actor
from cast.world import bring, for_all
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.asked import asked
from passerelle.contributions.reading.known_about import articles, best, public
from passerelle.kinds.article.article.models import Article, Use
from passerelle.kinds.talk.question import actions as questions
from passerelle.lib.clock import as_of, now
from passerelle.matching import actions as matching
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.django_db


@pytest.fixture
def ovens(cast, places):
    return find_or_create(["Ovens"], "en")[0]


def answered(title, place, cast, topic, *helped):
    """Ada asks, Mia answers, and others say that it helped them."""
    question = bring(title, place, cast.ada, "question", topics=[topic])
    answer = actions.reply(question, text=f"Answer to {title}", by=as_actor(cast.mia))
    questions.accept(answer, by=as_actor(cast.ada))
    for person in helped:
        questions.helped(answer, by=as_actor(person))
    return question


def written(title, place, who, topic, state="published"):
    made = for_all(bring(title, place, who, "article", topics=[topic]))
    Contribution.objects.filter(pk=made.pk).update(state=state)
    return made


def used(article, *people):
    Use.objects.bulk_create(Use(article_id=article.pk, person=person, context="At work") for person in people)


def titles(lines):
    return [line.title for line in lines]


def page_of(visit, topic, person, query=""):
    return visit(person).get(reverse("topic", args=[topic.pid]) + query).content.decode()


def headings(page):
    return re.findall(r'<section class="section" id="([a-z]+)"', page)


def test_what_helped_most_people_comes_first_and_only_what_stands(cast, places, ovens):
    answered("Which oven?", places.open, cast, ovens, cast.sam)
    answered("Which tray?", places.open, cast, ovens, cast.sam, cast.ada)
    answered("Which key?", places.closed, cast, ovens)
    guide = written("Clean an oven", places.open, cast.ada, ovens)
    used(guide, cast.mia, cast.sam, cast.otto, cast.ada)  # whoever wrote it does not count
    for number, state in enumerate(("due", "retired", "published")):
        written(f"Guide {number} {state}", places.open, cast.ada, ovens, state)
    bring("Who repairs it?", places.open, cast.ada, "question", topics=[ovens])
    seen = {
        name: [(line.title, line.people) for line in best(actor, public(actor, ovens))]
        for name in ("mia", "otto", "gwen")
        if (actor := as_actor(getattr(cast, name)))
    }
    opened = [("Clean an oven", 3), ("Which tray?", 2), ("Which oven?", 1)]
    assert seen == {
        "mia": [*opened, ("Guide 2 published", 0), ("Which key?", 0)],
        "otto": [*opened, ("Guide 2 published", 0)],
        "gwen": [],
    }
    listed, kind = articles(as_actor(cast.otto), public(as_actor(cast.otto), ovens))
    assert titles(listed) == ["Guide 2 published", "Clean an oven", "Guide 0 due"]
    assert [str(line.doubt) for line in listed] == ["", "", "Due for review"]
    assert getattr(kind, "slug", None) == "article"


def test_what_is_there_in_several_languages_stands_once_in_the_readers(cast, places, ovens):
    guides = {code: written(f"Guide {code}", places.open, cast.ada, ovens) for code in ("en", "it", "fr")}
    for code, guide in guides.items():
        Contribution.objects.filter(pk=guide.pk).update(language=code)
    Article.objects.exclude(pk=guides["en"].pk).update(translation_of=guides["en"])
    used(guides["it"], cast.sam, cast.otto)
    mia = as_actor(cast.mia)
    for code in ("en", "fr"):
        with override(code):
            assert [(line.title, line.people) for line in best(mia, public(mia, ovens))] == [(f"Guide {code}", 2)]
            assert titles(articles(mia, public(mia, ovens))[0]) == [f"Guide {code}"]


def test_a_card_that_travelled_alone_tells_no_answer_and_no_count(cast, places, ovens):
    question = answered("Which key?", places.closed, cast, ovens, cast.sam)
    guide = written("Open the safe", places.closed, cast.ada, ovens)
    used(guide, cast.mia)
    for made in (question, guide):
        actions.share(made, places.open, by=as_actor(cast.ada))
    otto = as_actor(cast.otto)
    assert [(line.title, line.people) for line in best(otto, public(otto, ovens))] == [("Open the safe", 0)]


def test_the_page_for_everybody(cast, places, ovens, visit):
    answered("Which oven?", places.open, cast, ovens, cast.sam)
    soon = now().date() + timedelta(days=3)
    bring("Waits longest", places.open, cast.ada, "question", topics=[ovens])
    bring("Needed soon", places.open, cast.ada, "question", topics=[ovens], details={"needed_by": soon})
    bring("Only inside", places.closed, cast.ada, "question", topics=[ovens])
    bring("With partners", places.shared, cast.ada, "question", topics=[ovens])
    matching.be_suggested(cast.mia, ovens, by=as_actor(cast.mia))
    open_ones = {}
    for name in ("mia", "otto", "gwen"):
        page = page_of(visit, ovens, getattr(cast, name))
        part = page.partition('id="open"')[2].partition("</section>")[0]
        open_ones[name] = re.findall(r'line__title"[^>]*>([^<]+)<', part)
        expected = ["people", "open", "asked"] if name == "gwen" else ["best", "people", "open", "asked"]
        assert headings(page) == expected, name
        assert "Too few people asked in the last twelve months" in page
        helpers = page.partition('id="people"')[2].partition("</section>")[0]
        assert ("Mia Orsel" in helpers, "Offer help" in helpers) == ((False, False) if name == "mia" else (True, True))
    assert open_ones == {
        "mia": ["Needed soon", "Waits longest", "Only inside", "With partners"],
        "otto": ["Needed soon", "Waits longest"],
        "gwen": ["With partners"],
    }
    narrowed = page_of(visit, ovens, cast.mia, "?kind=question&only=unanswered")
    assert headings(narrowed) == []


def test_whoever_pauses_or_has_no_room_is_not_named(cast, places, ovens, visit):
    for person in (cast.mia, cast.sam):
        matching.be_suggested(person, ovens, by=as_actor(person))
    matching.set_availability(cast.mia, cap=2, paused_until=now().date() + timedelta(days=9), by=as_actor(cast.mia))
    page = page_of(visit, ovens, cast.otto)
    helpers = page.partition('id="people"')[2].partition("</section>")[0]
    assert ("Mia Orsel" in helpers, "Sam Orsel" in helpers) == (False, True)


def test_a_month_is_told_when_five_people_asked_and_nobody_most_of_it(cast, places, ovens, visit):
    people = [cast.ada, cast.sam, cast.mia, cast.otto, cast.root]
    asking = {
        (2026, 3): people,
        (2026, 4): people[:4],
        (2026, 5): [*people, *[cast.ada] * 6],
        (2026, 6): [*people, cast.sam],
    }
    for (year, month), who in asking.items():
        with as_of(datetime(year, month, 15, 12, tzinfo=UTC)):
            for number, person in enumerate(who):
                bring(f"Q {month} {number}", places.open, cast.ada, "question", topics=[ovens])
                Contribution.objects.filter(title=f"Q {month} {number}").update(author=person)
    with as_of(datetime(2026, 6, 30, 12, tzinfo=UTC)):
        otto = as_actor(cast.otto)
        found = asked(public(otto, ovens))
        assert (found.is_drawn, found.highest) == (True, 6)
        assert [(month.begins.month, month.count) for month in found.told] == [(3, 5), (6, 6)]
        assert [month.begins.month for month in found.months] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
        page = page_of(visit, ovens, cast.otto)
        assert ("Most was asked in June 2026: 6 questions." in page, page.count("too few people")) == (True, 11)
        assert asked(public(as_actor(cast.gwen), ovens)) is None


def test_the_page_asks_as_much_however_much_there_is(cast, places, ovens, visit):
    def live(number):
        person = Person.objects.create(
            name=f"New {number}",
            sort_name=f"new {number}",
            email=f"n{number}@orsel.example",
            organisation=cast.ada.organisation,
        )
        matching.be_suggested(person, ovens, by=as_actor(person))
        answered(f"Which oven {number}?", places.open, cast, ovens, cast.sam)
        bring(f"Open {number}", places.open, cast.ada, "question", topics=[ovens])
        used(written(f"Guide {number}", places.open, cast.ada, ovens), cast.mia)

    counts = []
    for number in range(3):
        live(number)
        page_of(visit, ovens, cast.otto)
        with CaptureQueriesContext(connection) as queries:
            page_of(visit, ovens, cast.otto)
        counts.append(len(queries))
    assert counts == [55, 55, 55]
