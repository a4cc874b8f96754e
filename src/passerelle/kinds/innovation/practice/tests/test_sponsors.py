"""Who leads the sites, as sponsor of a community, sees to them without managing it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from passerelle.communities.models import Membership, Role
from passerelle.kinds.innovation.practice.models import Adoption, FocalPerson
from passerelle.kinds.innovation.practice.tests.asking import SOON, open_practice, page, today
from passerelle.lib.clock import now


def test_a_sponsor_offers_says_who_answers_and_reads_what_is_overdue(cast, places, practice, asked, sites, visit):
    shared = open_practice(places.shared, cast.ada)
    for home, who in ((places.open, cast.otto), (places.shared, cast.gwen)):
        Membership.objects.update_or_create(community=home, person=who, defaults={"role": Role.SPONSOR})
    Adoption.objects.update(due_at=now() - timedelta(days=1))

    def seen(who, home, one):
        names = ("practice_offers", "practice_focal", "practice_portfolio")
        plan, focal, portfolio = (reverse(name, args=[home.pid]) for name in names)
        browser = visit(who)
        overdue = "An answer is overdue" in browser.get(portfolio).text
        return [*(browser.get(address).status_code for address in (plan, focal, page(one, "offer"))), overdue]

    people = {who: seen(getattr(cast, who), places.open, practice) for who in ("sam", "otto", "ada", "mia")}
    assert people == {
        "sam": [200, 200, 200, True],
        "otto": [200, 200, 200, True],
        "ada": [404, 404, 200, False],
        "mia": [404, 404, 404, False],
    }
    assert seen(cast.gwen, places.shared, shared) == [404, 404, 404, False]
    otto, milan = visit(cast.otto), sites[1]
    assert reverse("practice_focal", args=[places.open.pid]) in otto.get(page_of(places.open)).text
    sent = {"site": milan.pid, "person": cast.mia.email}
    assert otto.post(reverse("practice_focal", args=[places.open.pid]), sent).status_code == 302
    told = {"sites": [milan.pid], "due_on": (today() + SOON).isoformat(), "confirm": "yes"}
    assert otto.post(page(practice, "offer"), told).status_code == 302
    assert (FocalPerson.objects.get(site=milan).person, Adoption.objects.filter(site=milan).count()) == (cast.mia, 1)


def page_of(community):
    return reverse("practice_portfolio", args=[community.pid])
