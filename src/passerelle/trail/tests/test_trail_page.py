"""The trail as its reader walks it: both ways, through what they see, and never past what they do not."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions.models import Contribution
from passerelle.trail import actions, rules
from passerelle.trail.models import Link, Outcome
from passerelle.trail.reading.drawing import draw
from passerelle.trail.reading.near import steerable
from passerelle.trail.reading.walking import MOST_SHOWN, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast, places, things, tied):
    """Two remarks, a trend, an idea that a secret one led to as well, what carries it out."""
    cold, draught, trend, idea, done = things("Cold feet", "A draught", "Cold shops", "A door curtain", "Curtains hung")
    hidden, behind = bring("A secret plan", places.secret, cast.sam), bring("Behind it", places.open, cast.ada)
    for later, earlier in [
        (trend, cold),
        (trend, draught),
        (idea, trend),
        (done, idea),
        (idea, hidden),
        (hidden, behind),
    ]:
        tied(later, earlier)
    return {
        "cold": cold,
        "draught": draught,
        "trend": trend,
        "idea": idea,
        "done": done,
        "hidden": hidden,
        "behind": behind,
    }


def reached(person, contribution):
    trail = walk(as_actor(person), contribution)
    return sorted(node.name for node in trail.back.nodes.values()), sorted(
        node.name for node in trail.on.nodes.values()
    )


def test_both_ways_as_far_as_one_sees(cast, story):
    assert reached(cast.mia, story["trend"]) == (
        ["A draught", "Cold feet", "Cold shops"],
        ["A door curtain", "Cold shops", "Curtains hung"],
    )


def test_what_lies_behind_something_hidden_is_not_there(cast, story):
    open_way = ["A door curtain", "A draught", "Cold feet", "Cold shops"]
    assert reached(cast.otto, story["idea"])[0] == open_way
    assert reached(cast.sam, story["idea"])[0] == sorted([*open_way, "A secret plan", "Behind it"])
    assert reached(cast.otto, story["behind"]) == (["Behind it"], ["Behind it"])


def test_nothing_on_the_page_tells_that_something_is_hidden(cast, places, story, visit, tied, things):
    """The same page, letter for letter, with and without the secret one in the middle."""
    (alone,) = things("Alone")
    before = page(visit(cast.otto), alone)
    tied(bring("Another plan", places.secret, cast.sam), alone)
    assert page(visit(cast.otto), alone) == before
    assert "secret" not in page(visit(cast.otto), story["idea"]).lower()


def page(browser, contribution):
    """The middle of it."""
    text = browser.get(reverse("trail", args=[contribution.pid])).text
    return text.partition("<main")[2].partition("</main>")[0]


def test_the_page_draws_and_lists_it_with_the_time_of_each_hop(cast, story, visit):
    day = timedelta(days=1)
    for number, name in enumerate(("cold", "trend", "idea", "done")):
        moment = story["cold"].created_at - (400 - 100 * number) * day
        Contribution.objects.filter(pk=story[name].pk).update(happened_at=moment)
    text = visit(cast.mia).get(reverse("trail", args=[story["cold"].pid])).text
    picture = text.partition('<svg class="trail-picture"')[2].partition("</svg>")[0]
    drawn = [re.search(r'aria-label="([^"]*)"', one)[1] for one in picture.split("<a ")[1:]]
    assert sorted(drawn) == [
        "Update: A door curtain, Open",
        "Update: Cold feet, Open",
        "Update: Cold shops, Open",
        "Update: Curtains hung, Open",
    ]
    assert picture.count("3 months</text>") == 3
    assert picture.rindex('class="trail-arrow"') < picture.index('class="trail-time"') < picture.index("<a ")
    assert " data-fits" in picture
    assert "4 contributions, over 10 months." in text


def test_who_said_it_first_reads_how_it_went_on_why_and_what_it_brought(cast, places, things, tied, visit):
    signal = bring("Wet customers", places.open, cast.mia, "signal", details={"sort": "need"})
    idea, hidden = (
        bring(title, place, cast.ada, "idea") for title, place in (("A mat", places.open), ("A plan", places.secret))
    )
    (done,) = things("The mats are there")
    for later, earlier in ((idea, signal), (hidden, signal), (done, idea)):
        tied(later, earlier)
    for one, reason in ((idea, "Too slippery."), (hidden, "Not yet.")):
        actions.decide(one, "park", reason=reason, by=as_actor(cast.sam))
    began, today = signal.created_at - timedelta(days=400), done.created_at.date()
    for number, one in enumerate((signal, idea, done)):
        dates = {"happened_at": began + number * timedelta(days=100), "moved_at": None}
        Contribution.objects.filter(pk=one.pk).update(**dates)
    number = {"metric": "Falls", "unit": "%", "baseline": Decimal("7.1"), "value": Decimal("2.8"), "method": "Counted."}
    actions.measure(done, by=as_actor(cast.sam), **number, grade="B", starts_on=today, ends_on=today)
    told = story_of(visit(cast.mia), signal)
    places_of = [told.index(words) for words in ("Your part: <b>Saw it</b>", "Too slippery.", "7.1 → <b>2.8</b> %")]
    assert (places_of == sorted(places_of), "Not yet." in told) == (True, True)
    outside = story_of(visit(cast.otto), signal)
    assert [words in outside for words in ("Too slippery.", "Not yet.", "Your part")] == [True, False, False]
    assert "3 contributions, over 13 months." in page(visit(cast.otto), signal)
    assert "trail-story" not in page(visit(cast.mia), done)


def story_of(browser, contribution):
    return page(browser, contribution).partition('aria-labelledby="trail-story"')[2].partition("</section>")[0]


def test_arrows_lead_to_the_right(cast, story):
    picture = draw(walk(as_actor(cast.sam), story["idea"]))
    at = {box.node.name: box.x for box in picture.boxes}
    assert at["Cold feet"] < at["Cold shops"] < at["A door curtain"] < at["Curtains hung"]
    assert at["Behind it"] < at["A secret plan"] < at["A door curtain"]
    assert len({(box.x, box.y) for box in picture.boxes}) == len(picture.boxes)


def test_an_empty_trail_teaches_one_thing(cast, things, visit):
    (alone,) = things("Alone")
    text = visit(cast.mia).get(reverse("trail", args=[alone.pid])).text
    assert "Nothing is linked yet" in text
    assert '<svg class="trail-picture"' not in text


def test_a_big_trail_costs_the_same_and_is_drawn_as_far_as_it_fits(cast, places, things, visit):
    trend, *_rest = things("Trend", "One")
    counted = []
    for size in (3, 130):
        made = Contribution.objects.bulk_create(
            Contribution(kind_slug="update", title=f"S{n}", state="open", home=places.open, author=cast.mia)
            for n in range(size)
        )
        places_of = Contribution.placements.rel.related_model
        places_of.objects.bulk_create(places_of(contribution=one, community=places.open) for one in made)
        Link.objects.bulk_create(
            Link(later=trend, earlier=one, relation="observed_in", status="confirmed") for one in made
        )
        with CaptureQueriesContext(connection) as queries:
            text = visit(cast.mia).get(reverse("trail", args=[trend.pid])).text
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert text.count('class="trail-box') == MOST_SHOWN
    assert f"{133 + 1 - MOST_SHOWN} more are too far away" in text


# making links by hand


def test_a_link_is_made_by_address_or_by_words_of_a_title(cast, places, things, visit):
    idea, other, third = things("A door curtain", "Cold shops", "Cold feet")
    address = reverse("trail_link", args=[idea.pid])
    browser = visit(cast.ada)
    assert browser.get(address).status_code == 200
    sent = {"relation": "derived_from", "target": f"https://passerelle.example{other.get_absolute_url()}"}
    assert browser.post(address, sent)["Location"] == reverse("trail", args=[idea.pid])
    several = browser.post(address, {**sent, "target": "cold"})
    assert (several.status_code, "Several are called so" in several.text) == (422, True)
    assert browser.post(address, {**sent, "target": "cold", "chosen": third.pid}).status_code == 302
    circle = browser.post(address, {"relation": "back.derived_from", "target": "feet"})
    assert (circle.status_code, "round in a circle" in circle.text, 'value="feet"' in circle.text) == (422, True, True)
    made = Link.objects.unscoped("a test").values_list("later_id", "earlier_id")
    assert set(made) == {(idea.pk, other.pk), (idea.pk, third.pk)}


def test_what_is_hidden_is_found_by_no_word(cast, places, things, visit):
    (idea,) = things("A door curtain")
    hidden = bring("A secret plan", places.secret, cast.sam)
    address = reverse("trail_link", args=[idea.pid])
    answers = {
        visit(cast.otto).post(address, {"relation": "derived_from", "target": target}).text.count("Nothing was found")
        for target in ("secret plan", hidden.pid, "no such thing")
    }
    assert answers == {2}  # at the top of the form and beside the field, each time


def test_links_are_steered_by_those_who_may(cast, places, things, visit):
    later, earlier = things("An oven", "Cold")
    made = actions.link(later, earlier, "derived_from", by=as_actor(cast.mia))
    address = reverse("trail_steer", args=[later.pid, made.pk])
    assert visit(cast.otto).post(address, {"verb": "confirm"}).status_code == 403
    for verb, status in (
        ("confirm", "confirmed"),
        ("dispute", "disputed"),
        ("no-such", "disputed"),
        ("remove", "tombstoned"),
    ):
        assert visit(cast.ada).post(address, {"verb": verb}).status_code == 302
        assert Link.objects.unscoped("a test").get().status == status
    assert visit(cast.ada).post(address, {"verb": "confirm"}).status_code == 404


def test_the_buttons_agree_with_the_rules(cast, story, places, tied):
    proposed = actions.link(story["done"], story["cold"], "inspired_by", by=as_actor(cast.mia))
    actions.dispute(tied(story["done"], story["draught"]), by=as_actor(cast.ada))
    for name in NAMES:
        actor = as_actor(getattr(cast, name))
        if not Contribution.objects.visible_to(actor).filter(pk=story["done"].pk).exists():
            continue
        for tie in steerable(actor, story["done"]):
            link = Link.objects.unscoped("a test").select_related("later__home", "earlier__home").get(pk=tie.id)
            asked = (
                link.status != "confirmed" and bool(rules.may_confirm(link, actor)),
                link.status == "confirmed" and bool(rules.may_dispute(link, actor)),
                bool(rules.may_unlink(link, actor)),
            )
            assert (tie.may_confirm, tie.may_dispute, tie.may_remove) == asked, (name, tie.id, proposed.pk)


# what came of it, and when it happened


def test_an_outcome_is_written_on_a_page(cast, things, visit):
    (idea,) = things("A door curtain")
    address = reverse("trail_measure", args=[idea.pid])
    given = {
        "metric": "Heating",
        "unit": "kWh a day",
        "baseline": "1200.50",
        "value": "1000",
        "starts_on": "2026-01-01",
        "ends_on": "2026-03-31",
        "grade": "C",
        "method": "Read on Mondays.",
        "site": "",
    }
    assert visit(cast.mia).get(address).status_code == 403
    assert visit(cast.ada).post(address, {**given, "value": ""}).status_code == 422
    assert visit(cast.ada).post(address, {**given, "ends_on": "2025-01-01"}).status_code == 403
    assert visit(cast.ada).post(address, given).status_code == 302
    assert Outcome.objects.unscoped("a test").get().measured_by == cast.ada
    shown = visit(cast.mia).get(idea.get_absolute_url()).text
    assert "1200.5 → <b>1000</b> kWh a day" in shown.replace("1,200", "1200").replace("1,000", "1000")


def test_the_day_it_happened_is_said_on_a_page(cast, things, visit):
    (idea,) = things("A door curtain")
    address = reverse("trail_date", args=[idea.pid])
    assert visit(cast.mia).get(address).status_code == 403
    assert visit(cast.ada).post(address, {"happened_on": "2026-02-30"}).status_code == 422
    assert visit(cast.ada).post(address, {"happened_on": "2026-02-03"}).status_code == 302
    fresh = Contribution.objects.unscoped("a test").get(pk=idea.pk)
    assert fresh.valid_from.date().isoformat() == "2026-02-03"


def test_what_is_only_related_comes_from_nothing(cast, places, visit):
    one, other = bring("Curtains", places.open, cast.ada), bring("Blinds", places.open, cast.ada)
    actions.link(one, other, "related_to", by=as_actor(cast.ada))
    for page in (visit(cast.mia).get(each.get_absolute_url()).text for each in (one, other)):
        strip = page.split('class="trail-strip"')[1].split("</nav>")[0]
        assert ("Related" in strip, "Comes from" in strip, "Led to" in strip) == (True, False, False)
