"""Brought in a hurry: one page, where one brought the last, with what the telephone took; counted once however often it is sent."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cast.people import Cast, Places
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions.models import Attachment, Contribution
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]
QUICK = f"{reverse('capture')}?kind=signal"


def picture() -> SimpleUploadedFile:
    stored = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(stored, "JPEG")
    return SimpleUploadedFile("shelf.jpg", stored.getvalue(), "image/jpeg")


def sound(content: bytes = b"#!AMR\nhm") -> SimpleUploadedFile:
    return SimpleUploadedFile("note [1].amr", content, "audio/amr")


def sent(*files: SimpleUploadedFile, **more: str) -> dict[str, object]:
    return {"text": "Where does the cable go?", "sort": "objection", "urgency": "calm", "attached": list(files), **more}


def heads() -> list[Contribution]:
    return list(Contribution.objects.unscoped("looking").order_by("pk").select_related("body", "home"))


def test_it_goes_where_one_brought_the_last(cast: Cast, places: Places, visit: Visit) -> None:
    ada = visit(cast.ada)
    assert "In which community?" in ada.get(QUICK).text
    bring("One", places.closed, cast.ada, "signal", details={"sort": "need"})
    page = ada.get(QUICK).text
    assert f'action="/capture/?kind=signal&amp;community={places.closed.pid}"' in page
    Membership.objects.filter(person=cast.ada, community=places.closed).delete()
    assert "In which community?" in ada.get(QUICK).text
    Membership.objects.filter(person=cast.ada).exclude(community=places.open).delete()
    assert f"community={places.open.pid}" in ada.get(QUICK).text


def test_what_is_not_quick_has_no_such_page(cast: Cast, places: Places, visit: Visit) -> None:
    page = visit(cast.ada).get(f"{reverse('capture')}?kind=update&community={places.open.pid}").text
    assert f"{reverse('contribute')}?kind=update&amp;community={places.open.pid}" in page


def test_a_photo_and_a_voice_note_come_along_once(cast: Cast, places: Places, visit: Visit) -> None:
    ada, address = visit(cast.ada), f"{QUICK}&community={places.open.pid}"
    answers = [ada.post(address, sent(picture(), sound(), _key="k1")) for _again in range(2)]
    (made,) = heads()
    assert {answer["Location"] for answer in answers} == {made.get_absolute_url()}
    shown, heard = Attachment.objects.unscoped("looking").filter(post=made.body).order_by("-is_image")
    assert (shown.is_image, heard.mime) == (True, "audio/amr")
    assert made.body is not None
    assert made.body.source == (
        f"Where does the cable go?\n\n![](attachment:{shown.pid})\n\n[note (1).amr](attachment:{heard.pid})"
    )


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([sound(b"<svg onload=hit()>")], "Files of this kind are not taken here"),
        ([sound()] * 5, "At most 4 files"),
        ([SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0broken", "image/jpeg")], "This picture cannot be shown"),
    ],
)
def test_what_the_gate_refuses_is_said_and_nothing_is_lost(
    cast: Cast, places: Places, visit: Visit, files: list[SimpleUploadedFile], sentence: str
) -> None:
    answer = visit(cast.ada).post(f"{QUICK}&community={places.open.pid}", sent(*files))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Where does the cable go?</textarea>" in answer.text
    assert heads() == []


def test_what_waited_for_a_place_that_is_gone_is_handed_back(cast: Cast, places: Places, visit: Visit) -> None:
    answer = visit(cast.otto).post(f"{QUICK}&community={places.secret.pid}", sent())
    assert (answer.status_code, heads()) == (422, [])
