"""Administration of people: for administrators these pages exist, for others they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast.people import NAMES
from passerelle.lib.clock import now
from passerelle.people.models import Invitation, Organisation, Person, Site, Unit

START = "/administration/"
PAGES = ["people/", "people/new/", "people/import/", "units/", "units/new/", "sites/", "sites/new/", "organisations/"]


@pytest.mark.parametrize("name", NAMES)
def test_pages_exist_for_administrators(cast, places, visit, name):
    client = visit(getattr(cast, name))
    expected = 200 if name == "root" else 302 if name in {"eve", "iris"} else 404
    places_ = [f"units/{Unit.objects.first().pid}/", f"sites/{Site.objects.first().pid}/", f"people/{cast.mia.pid}/"]
    assert {client.get(START + address).status_code for address in (*PAGES, *places_)} == {expected}


@pytest.mark.parametrize("name", NAMES)
def test_invitations_are_for_those_who_may_invite(cast, places, visit, name):
    expected = 200 if name in {"root", "sam"} else 302 if name in {"eve", "iris"} else 404
    assert visit(getattr(cast, name)).get(START + "people/invitations/").status_code == expected


def test_a_manager_invites_a_guest(cast, places, visit):
    wanted = {
        "email": "nina@new.example",
        "organisation": Organisation.objects.get(slug="partner").pid,
        "communities": [places.shared.pk],
        "guest_until": (now() + timedelta(days=30)).date().isoformat(),
        "language": "en",
    }
    client = visit(cast.sam)
    assert client.post(START + "people/invitations/", {**wanted, "communities": [places.open.pk]}).status_code == 422
    assert client.post(START + "people/invitations/", wanted).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.inviter, invitation.community_ids) == (cast.sam, [places.shared.pk])
    assert "nina@new.example" in client.get(START + "people/invitations/").content.decode()
    client.post(f"{START}people/invitations/{invitation.pid}/", {"verb": "revoke"})
    assert Invitation.objects.get().revoked_at is not None


def test_the_list_is_found_by_name_without_accents_mail_and_number(cast, visit):
    Person.objects.filter(pk=cast.mia.pk).update(name="Mia Bérard", sort_name="berard mia", staff_number="77")
    client = visit(cast.root)
    for words in ("bérard", "BERARD mia", "mia@", "77"):
        page = client.get(START + "people/", {"q": words}).content.decode()
        assert ("Mia Bérard" in page, "Otto Orsel" in page) == (True, False)
    assert "Iris Orsel" in client.get(START + "people/", {"only": "former"}).content.decode()


def test_somebody_is_entered_and_moved(cast, visit):
    client, home = visit(cast.root), Organisation.home()
    wanted = {"name": "Nina New", "email": "Nina@New.example", "organisation": home.pk, "manager": "ada@orsel.example"}
    assert client.post(START + "people/new/", wanted).status_code == 302
    nina = Person.objects.get(email="nina@new.example")
    assert (nina.manager, nina.sort_name, nina.has_usable_password()) == (cast.ada, "new nina", False)
    address = f"{START}people/{nina.pid}/"
    assert client.post(address, {**wanted, "email": "ada@orsel.example"}).status_code == 422
    partner = Organisation.objects.get(slug="partner")
    assert client.post(address, {**wanted, "organisation": partner.pk}).status_code == 422
    until = (now() + timedelta(days=9)).date()
    guest = {**wanted, "organisation": partner.pk, "access_until": until.isoformat(), "sponsor": "ada@orsel.example"}
    assert client.post(address, guest).status_code == 302
    nina.refresh_from_db()
    assert (nina.is_guest, nina.access_until, nina.sponsor) == (True, until, cast.ada)


def test_leaving_and_coming_back(cast, visit):
    client, address = visit(cast.root), f"{START}people/{cast.mia.pid}/"
    client.post(address + "activity/", {"active": "no"})
    assert not Person.objects.get(pk=cast.mia.pk).is_active
    client.post(address + "activity/", {"active": "yes"})
    assert Person.objects.get(pk=cast.mia.pk).is_active


def test_erasing_asks_for_the_name(cast, visit):
    client, address = visit(cast.root), f"{START}people/{cast.mia.pid}/erase/"
    client.post(address, {"name": "mia"})
    assert Person.objects.get(pk=cast.mia.pk).erased_at is None
    client.post(address, {"name": "Mia Orsel"})
    assert Person.objects.get(pk=cast.mia.pk).erased_at is not None
    assert client.get(f"{START}people/{cast.mia.pid}/").status_code == 200


def test_the_last_administrator_stays(cast, visit):
    client = visit(cast.root)
    for verb, told in (("activity", {"active": "no"}), ("administration", {"administrator": "no"})):
        assert client.post(f"{START}people/{cast.root.pid}/{verb}/", told).status_code == 403
    assert Person.objects.get(pk=cast.root.pk).is_administrator


@pytest.mark.parametrize(
    ("sort", "model", "fields"),
    [
        ("units", Unit, {"name": "Châlet d'été"}),
        ("sites", Site, {"name": "Châlet d'été", "country": "FR", "time_zone": "Europe/Paris"}),
        ("organisations", Organisation, {"name": "Châlet d'été"}),
    ],
)
def test_places_come_change_and_go(cast, visit, sort, model, fields):
    client = visit(cast.root)
    assert client.post(f"{START}{sort}/new/", fields).status_code == 302
    place = model.objects.get(name="Châlet d'été")
    assert place.slug == "chalet-d-ete"
    assert client.post(f"{START}{sort}/new/", fields).status_code == 422
    address = f"{START}{sort}/{place.pid}/"
    assert client.post(address, {**fields, "name": "Other", "slug": "other"}).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.slug) == ("Other", "other")
    client.post(address + "remove/")
    assert not model.objects.filter(pk=place.pk).exists()


def test_a_site_has_a_type_of_the_house_and_may_be_a_partner_s(cast, visit):
    client, partner = visit(cast.root), Organisation.objects.get(slug="partner")
    Site.objects.update(type="Shop")
    sent = {"name": "Ajaccio", "type": "shop", "organisation": partner.pid, "time_zone": "Europe/Paris"}
    address = f"{START}sites/new/"
    home = {**sent, "organisation": Organisation.home().pid}
    for wrong in ({**sent, "latitude": "41.9"}, {**sent, "latitude": "91", "longitude": "0"}, home):
        assert client.post(address, wrong).status_code == 422
    assert client.post(address, {**sent, "latitude": "41.9", "longitude": "8.7"}).status_code == 302
    site = Site.objects.get(name="Ajaccio")
    assert (site.type, site.organisation, site.latitude, site.longitude) == ("Shop", partner, 41.9, 8.7)
    assert f'value="{partner.pid}" selected' in client.get(f"{START}sites/{site.pid}/").text
    client.post(f"{START}organisations/{partner.pid}/remove/")
    assert Organisation.objects.filter(pk=partner.pk).exists()


def test_a_table_that_was_read_in_says_how_much_of_it_was_new(cast, visit):
    table = f"email,name\nnew@orsel.example,New\n{cast.ada.email},Ada Other\n{cast.mia.email},{cast.mia.name}\n"
    sent = {"sort": "people", "text": table, "apply": "1"}
    answer = visit(cast.root).post(f"{START}people/import/", sent, follow=True)
    assert "Read in: 1 new, 1 changed." in answer.text
