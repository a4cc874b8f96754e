"""Questions about a practice, and what opens where something stands in a site's way."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import appoint, ask, offer
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.tests.asking import SOON, page, today
from passerelle.notifications.models import Notice
from passerelle.trail.models import Link
from passerelle.work.worker import run_all

SENT = {"title": "Why the ruler?", "text": "We have none."}


def told():
    run_all()
    return set(Notice.objects.filter(verb="practice.asked").values_list("person_id", flat=True))


def test_a_question_is_one_of_its_own_and_stands_on_the_page_of_the_practice(cast, practice, visit):
    mia = visit(cast.mia)
    answer = mia.post(page(practice, "ask"), SENT)
    made = Contribution.objects.unscoped("a test").get(title="Why the ruler?")
    assert (answer["Location"], made.home, made.author) == (made.get_absolute_url(), practice.home, cast.mia)
    link = Link.objects.unscoped("a test").get(later=made)
    assert (link.earlier, link.relation, link.status) == (practice, "related_to", "confirmed")
    shown = visit(cast.otto).get(practice.get_absolute_url()).text
    assert (made.get_absolute_url() in shown, "Unanswered" in shown) == (True, True)
    assert told() == {cast.ada.pk}
    assert mia.post(page(practice, "ask"), {"title": "", "text": "Typed"}).status_code == 422


def test_each_obstacle_opens_a_next_step(cast, places, practice, asked, sites, visit):
    offer(practice, sites[1:], today() + SOON, by=as_actor(cast.ada))
    appoint(places.open, sites[1], person=cast.otto, by=as_actor(cast.sam))
    Adoption.objects.exclude(pk=asked.pk).update(stage="in_use", in_use_on=today())
    Adoption.objects.filter(site=sites[2]).update(has_needs="no")
    obstacles = ("knows_why", "has_needs", "talked")
    mia = visit(cast.mia)
    sent = {"seen": 0, **dict.fromkeys(obstacles, "no")}
    mia.post(page(practice, "answer", asked, "adopt"), sent)
    shown = mia.get(practice.get_absolute_url()).text.replace("&amp;", "&")
    (steps,) = document_fromstring(shown).xpath("//ul[contains(@class, 'barriers')]")
    ask = page(practice, "ask")
    ways = [
        ["#core", f"{ask}?about=knows_why"],
        [f"{ask}?about=has_needs&at={sites[2].pid}", f"{ask}?about=has_needs&at={sites[1].pid}"],
        [f"{ask}?about=talked"],
    ]
    assert [step.xpath(".//a/@href") for step in steps.xpath("./li")] == ways
    assert 'id="core"' in shown
    for way in (ways[0][1], *ways[1], *ways[2]):
        assert 'value=""' not in mia.get(way).text.split('name="title"')[1].split(">")[0]
    fields = dict(document_fromstring(mia.get(f"{page(practice, 'ask')}?about=talked").text).forms[-1].fields)
    assert (fields["first_at"][10:], fields["second_at"][10:]) == ("T10:00", "T14:00")
    assert today().isoformat() < fields["first_at"] < fields["second_at"]
    assert mia.post(f"{page(practice, 'ask')}?about=talked&at={sites[1].pid}", SENT).status_code == 302
    assert told() == {cast.otto.pk}


def test_who_may_ask_and_whom(cast, practice, asked, sites, visit, no_trace):
    people = ("ada", "mia", "sam", "otto", "gwen", "fred")
    seen = {who: visit(getattr(cast, who)).get(page(practice, "ask")).status_code for who in people}
    assert seen == dict.fromkeys(people, 404) | dict.fromkeys(("ada", "mia", "sam"), 200)
    assert visit(cast.mia).get(f"{page(practice, 'ask')}?at={sites[2].pid}").status_code == 404
    with no_trace(), pytest.raises(Refused, match="knows nothing of it"):
        ask(practice, **SENT, at=sites[2], by=as_actor(cast.mia))
    practice.home.kinds = ["practice"]
    practice.home.save()
    with no_trace(), pytest.raises(Refused, match="takes no questions"):
        ask(practice, **SENT, by=as_actor(cast.mia))
    assert reverse("practice_ask", args=[practice.pid]) not in visit(cast.mia).get(practice.get_absolute_url()).text
