"""What of practices waits for whom, in words that say what for; and what is no longer offered is asked of nobody."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.actions import set_role
from passerelle.communities.models import Role
from passerelle.contributions.actions import make_move
from passerelle.contributions.models import Deadline
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import answer, offer, take_into_use
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.tests.asking import SOON, TOLD, fresh, page, today
from passerelle.lib.clock import now
from passerelle.people.actions import deactivate
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all

ACTS = ("answer", "use", "give_up", "measure")


def offered(browser, practice, adoption):
    """For one site, the acts to which its page leads."""
    shown = browser.get(practice.get_absolute_url()).text
    return [act for act in ACTS if f"{page(practice, act)}?site={adoption.site.pid}" in shown]


def lines(browser):
    """What is due from somebody, each line in words and where it leads."""
    found = document_fromstring(browser.get(reverse("waiting")).text).xpath("//li[@data-item]")
    return [(" ".join(" ".join(one.itertext()).split()), one.xpath(".//a")[0].get("href")) for one in found]


def to_check(practice):
    due = Deadline.objects.filter(contribution=practice, purpose="check", met_at=None)
    return {row.person for row in due.select_related("person")}


def test_what_is_no_longer_offered_is_neither_asked_nor_begun(cast, practice, asked, sites, visit, no_trace):
    offer(practice, sites[1:2], today() + SOON, by=as_actor(cast.ada))
    begun = Adoption.objects.select_related("site").get(site=sites[1])
    answer(begun, "adopt", by=as_actor(cast.sam), seen=0)
    mia, sam = visit(cast.mia), visit(cast.sam)
    assert offered(mia, practice, asked) == ["answer", "use"]
    decide(practice, "retire", reason="The tills are replaced.", by=as_actor(cast.ada))
    run_all()
    assert (offered(mia, practice, asked), offered(sam, practice, begun)) == ([], ["use", "give_up"])
    shown = mia.get(practice.get_absolute_url()).text
    assert ("Being considered" in shown, shown.count("No answer: it is no longer offered")) == (False, 2)
    for act in ("answer", "use"):
        closed = mia.get(page(practice, act, asked))
        assert (closed.status_code, "This practice is no longer offered: nothing is due from you." in closed.text) == (
            403,
            True,
        )
    with no_trace(), pytest.raises(Refused, match="no longer offered"):
        take_into_use(asked, today(), by=as_actor(cast.mia))
    assert sam.get(page(practice, "use", begun)).status_code == 200
    take_into_use(begun, today(), by=as_actor(cast.sam))


def test_an_offer_says_for_which_site_until_when_and_leads_to_the_answer(cast, practice, asked, visit):
    address = page(practice, "answer", asked)
    [(words, leads)] = lines(visit(cast.mia))
    assert words.startswith("Hem at the till Does it fit Turin? By ")
    assert (leads, "23:59" in words) == (address, False)
    Deadline.objects.update(due_at=now() - SOON)
    [(words, leads)] = lines(visit(cast.mia))
    assert ("Does it fit Turin? Was due on " in words, leads) == (True, address)


def test_what_is_proposed_waits_for_those_who_can_check_it_until_they_do(cast, places, visit):
    made = bring("Hem at the till", places.open, cast.ada, "practice", details=TOLD | {"fits_not": ""})
    own = bring("Sam's own", places.open, cast.sam, "practice", details=TOLD)
    run_all()
    assert (to_check(made), to_check(own)) == ({cast.sam}, set())
    [(words, leads)] = lines(visit(cast.sam))
    assert "Hem at the till 1 thing is missing before it can be proven. By " in words
    assert leads == f"{made.get_absolute_url()}#criteria"
    told = {who: "You can say that it is proven once" in visit(who).get(leads).text for who in (cast.sam, cast.mia)}
    assert told == {cast.sam: True, cast.mia: False}
    set_role(places.open, cast.mia, Role.STEWARD, by=as_actor(cast.sam))
    run_all()
    assert (to_check(made), to_check(own)) == ({cast.sam, cast.mia}, {cast.mia})
    deactivate(cast.mia, by=as_actor(cast.root))
    run_all()
    assert (to_check(made), to_check(own)) == ({cast.sam}, set())
    decide(fresh(made), "retire", reason="It is told twice.", by=as_actor(cast.ada))
    run_all()
    assert (to_check(made), lines(visit(cast.sam))) == (set(), [])


def test_who_checked_it_stands_on_its_page(cast, places, visit):
    made = bring("Hem at the till", places.open, cast.ada, "practice", details=TOLD)
    run_all()
    make_move(made, "prove", by=as_actor(cast.sam))
    assert to_check(made) == set()
    run_all()
    shown = document_fromstring(visit(cast.otto).get(made.get_absolute_url()).text)
    [told] = shown.xpath("//dt[.='Checked by']/following-sibling::dd[1]")
    assert told.text_content().startswith(f"{cast.sam.name}, ")
    assert (to_check(made), lines(visit(cast.sam))) == (set(), [])
