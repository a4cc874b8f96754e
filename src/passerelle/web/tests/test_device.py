"""The app on a device: its manifest, the page without a network, who is signed in, and what other apps hand over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cast.people import Cast, Places
from passerelle.lib.worker_headers import worker_headers
from passerelle.people.models import Organisation, Person
from passerelle.web.device.sharing import words

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]


def test_the_manifest_has_the_name_of_the_organisation_and_our_mark(cast: Cast, visit: Visit) -> None:
    Organisation.objects.filter(kind="home").update(name="Maison Lumière Frères")
    answer = visit(None).get("/manifest.webmanifest")
    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["short_name"], manifest["id"]) == ("Maison Lumière Frères", "Maison", "/")
    assert manifest["share_target"]["action"] == "/device/share/"
    for icon in manifest["icons"]:
        with Image.open(find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_manifest_speaks_the_language_of_its_reader_and_takes_their_colours(cast: Cast, visit: Visit) -> None:
    Person.objects.filter(pk=cast.mia.pk).update(language="fr")
    mia = visit(cast.mia)
    day = mia.get("/manifest.webmanifest").json()
    mia.cookies["theme"] = "dark"
    night = mia.get("/manifest.webmanifest").json()
    assert (day["lang"], [one["name"] for one in day["shortcuts"][:2]]) == ("fr", ["Faire remonter", "Contribuer"])
    assert (day["background_color"], night["background_color"]) == ("#f7f3ec", "#181511")


def test_the_page_without_a_network_knows_nobody(cast: Cast, visit: Visit) -> None:
    page = visit(None).get("/offline/?language=fr")
    assert page["Content-Language"] == "fr"
    assert "Pas de connexion" in page.text
    assert "sessionid" not in page.cookies
    assert visit(None).get("/offline/?language=tlh")["Content-Language"] == "en"


def test_the_worker_learns_who_is_signed_in(cast: Cast, visit: Visit) -> None:
    assert visit(None).get("/device/session/").status_code == 204
    answer = visit(cast.ada).get("/device/session/")
    assert answer.json()["person"] == cast.ada.pid
    assert answer["Cache-Control"] == "no-store"


def test_a_shared_device_keeps_nothing_for_later(cast: Cast, visit: Visit) -> None:
    ada = visit(cast.ada)
    assert f'data-person-id="{cast.ada.pid}"' in ada.get("/bookmarks/").text
    session = ada.session
    session["shared_until"] = 9e9
    session.save()
    assert "data-person-id" not in ada.get("/bookmarks/").text
    assert ada.get("/device/session/").status_code == 204


def test_what_is_shared_without_a_worker_fills_the_composer(cast: Cast, places: Places, visit: Visit) -> None:
    picture = SimpleUploadedFile("oven.png", b"png", "image/png")
    ada = visit(cast.ada)
    sent = {"title": "Bread", "text": "Rye & salt", "url": "https://example.org/", "files": picture}
    answer = ada.post("/device/share/", sent)
    assert answer.url == "/contribute/?title=Bread&text=Rye+%26+salt%0A%0Ahttps%3A%2F%2Fexample.org%2F"
    chosen = ada.get(answer.url)
    assert "The picture did not come along." in chosen.text
    assert "&amp;title=Bread&amp;text=Rye+%26+salt" in chosen.text
    form = ada.get(f"{answer.url}&kind=update&community={places.open.pid}").text
    assert "Rye &amp; salt\n\nhttps://example.org/</textarea>" in form


def test_nothing_is_lost_by_signing_in_first(visit: Visit) -> None:
    nobody = visit(None)
    answer = nobody.get(nobody.post("/device/share/", {"text": "Rye"}).url)
    assert answer.url == "/account/login/?next=/contribute/%3Ftext%3DRye"


def test_another_site_hands_nothing_over(cast: Cast, visit: Visit) -> None:
    answer = visit(cast.ada).post("/device/share/", {"text": "Buy"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.url == "/contribute/"


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({}, {}),
        ({"text": "Read https://a.example", "url": "https://a.example"}, {"text": "Read https://a.example"}),
        ({"title": "One\ntwo", "url": "https://a.example"}, {"title": "One two", "text": "https://a.example"}),
        ({"text": "x" * 9000}, {"text": "x" * 1500}),
    ],
)
def test_words_of_another_app(sent: dict[str, str], found: dict[str, str]) -> None:
    assert words(sent) == found


def test_only_the_worker_may_serve_the_whole_site() -> None:
    worker: dict[str, str] = {}
    other: dict[str, str] = {}
    worker_headers(worker, "", "/static/web/device/worker.0123456789ab.js")
    worker_headers(other, "", "/static/web/device/device.js")
    assert (worker["Service-Worker-Allowed"], other) == ("/", {})
