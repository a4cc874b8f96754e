"""Begin something by mail, where the managers of a community let one."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from cast.letters import letter
from cast.people import Cast, Places, as_actor
from cast.post_office import HUB, SERVER, stamped
from passerelle.contributions.models import Contribution, Draft
from passerelle.doors.mail.actions import take_mail, take_no_mail
from passerelle.doors.mail.models import CommunityAddress, LastAnswer, Received, Verdict
from passerelle.doors.mail.receiving import receive
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def at(name: str) -> str:
    return HUB.replace("@", f"+{name}@")


def take(text: str, to: str, **more: str) -> Verdict:
    return receive(stamped(bytes(letter(to, text, **more))), SERVER).verdict


def brought() -> list[tuple[str, str, str, str, str]]:
    rows = Contribution.objects.unscoped("looking").order_by("pk")
    return [(c.kind_slug, c.home.slug, c.author.name, c.title, c.body.source) for c in rows]


def test_a_mail_to_a_community_begins_something_there(cast: Cast, places: Places, inbound: None) -> None:
    assert take("Nobody said so.", at("open")) == Verdict.UNADDRESSED
    take_mail(places.open, by=as_actor(cast.sam))
    for _twice in range(2):
        assert (
            take("Very *hot*.\n\n-- \nAda", at("open"), Subject="Fwd: Re: A new oven", Message_ID="<1@x>")
            == Verdict.TAKEN
        )
    assert brought() == [("update", "open", "Ada Orsel", "A new oven", "Very *hot*.")]
    assert Entry.objects.get(verb="contribution.published").via == "mail"
    assert take("Very *hot*.", at("open"), Subject="A new oven") == Verdict.SAME
    assert take("No subject.", at("open"), Subject="") == Verdict.TAKEN
    assert take("Third.", at("open")) == Verdict.TAKEN
    assert take("Fourth.", at("open")) == Verdict.OFTEN
    take_no_mail(places.open, by=as_actor(cast.sam))
    assert take("Too late.", at("open"), sender="mia@orsel.example") == Verdict.UNADDRESSED
    assert len(brought()) == 3


def test_who_may_not_contribute_on_the_page_may_not_by_mail(cast: Cast, places: Places, inbound: None) -> None:
    """Of a community one may not read, one is told what one is told of none."""
    for place in (places.open, places.closed, places.secret):
        take_mail(place, by=as_actor(cast.sam))
    assert take("Hello.", at("secret"), sender="otto@orsel.example") == Verdict.UNADDRESSED
    assert take("Hello!", at("closed"), sender="otto@orsel.example") == Verdict.UNADDRESSED
    assert take("Hello?", at("open"), sender="otto@orsel.example", Subject="Ovens") == Verdict.REFUSED
    assert Draft.objects.get().fields == {"title": "Ovens", "text": "Hello?"}
    assert Draft.objects.get().place == f"new:update:{places.open.pid}"
    assert brought() == []
    LastAnswer.objects.all().delete()
    Received.objects.filter(verdict=Verdict.UNADDRESSED).update(answered_at=now())
    run_all()
    [told] = [each for each in mail.outbox if each.subject == "Your mail was not taken"]
    assert "Join this community to contribute." in told.body
    assert f"/contribute/?kind=update&community={places.open.pid}" in told.body
    assert take("Hello.", at("open"), sender="nobody@orsel.example") == Verdict.NOT_OURS
    unproven = bytes(letter(at("open"), "Hello."))
    assert receive(unproven, SERVER).verdict == Verdict.NOT_OURS


def test_where_texts_are_read_first_a_mail_waits(cast: Cast, places: Places, inbound: None) -> None:
    places.open.contributing = "moderated"
    places.open.save(update_fields=["contributing"])
    take_mail(places.open, by=as_actor(cast.sam))
    assert take("Hello.", at("open")) == Verdict.TAKEN
    assert Contribution.objects.unscoped("looking").get().standing == "held"


def test_managers_decide_and_members_read_the_address(cast: Cast, places: Places, inbound: None, visit) -> None:
    switch = reverse("community_mail", args=[places.open.pid])
    for who in (cast.ada, cast.otto, cast.root):
        with pytest.raises(Refused):
            take_mail(places.open, by=as_actor(who))
        assert visit(who).post(switch).status_code == 403
    assert visit(cast.otto).post(reverse("community_mail", args=[places.secret.pid])).status_code == 404
    page = places.open.get_absolute_url()
    assert "Take mail" in visit(cast.sam).get(page).text
    assert "By mail" not in visit(cast.ada).get(page).text
    assert visit(cast.sam).post(switch).status_code == 302
    assert CommunityAddress.objects.get().name == "open"
    assert at("open") in visit(cast.ada).get(page).text
    assert at("open") not in visit(cast.otto).get(page).text
    assert visit(cast.sam).post(switch, {"close": "yes"}).status_code == 302
    assert not CommunityAddress.objects.exists()


def test_a_community_whose_kinds_ask_for_more_takes_no_mail(cast: Cast, places: Places, inbound: None, visit) -> None:
    places.open.kinds = ["question"]
    places.open.save(update_fields=["kinds"])
    with pytest.raises(Refused, match="every kind asks for more"):
        take_mail(places.open, by=as_actor(cast.sam))
    assert "Take mail" not in visit(cast.sam).get(places.open.get_absolute_url()).text


def test_names_are_unique_and_short(cast: Cast, places: Places, inbound: None) -> None:
    for place, slug in ((places.open, "a" * 40), (places.closed, "a" * 30), (places.secret, "")):
        place.slug = slug
        place.save(update_fields=["slug"])
        take_mail(place, by=as_actor(cast.sam))
    assert list(CommunityAddress.objects.order_by("pk").values_list("name", flat=True)) == [
        "a" * 24,
        f"{'a' * 24}-2",
        "c",
    ]


def test_without_a_mailbox_nothing_is_offered(cast: Cast, places: Places, visit) -> None:
    assert "By mail" not in visit(cast.sam).get(places.open.get_absolute_url()).text
