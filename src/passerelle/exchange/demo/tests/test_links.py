"""Sign-in links: only in a folder that demo marked, only from this machine, only on POST."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from passerelle.exchange.demo.links import links
from passerelle.exchange.demo.mark import put_mark
from passerelle.exchange.demo.names import pid_of
from passerelle.people.models import Organisation, Person

pytestmark = pytest.mark.django_db
HOST = "localhost"


@pytest.fixture
def ines(settings, tmp_path) -> Person:
    """The member of the story, in a folder that was marked."""
    put_mark(tmp_path)
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"data": tmp_path})
    home = Organisation.objects.create(slug="home", name="Home", kind=Organisation.Kind.HOME)
    return Person.objects.create(pid=pid_of("person", "ines-caradec"), name="Inès Caradec", organisation=home)


@pytest.fixture
def path(ines) -> str:
    (link,) = links()
    assert (link.persona, link.person) == ("member", ines)
    assert link.url.startswith(f"{settings.BASE_URL}/demo/member/")
    return link.url.removeprefix(settings.BASE_URL)


def test_a_get_shows_and_signs_nobody_in(client: Client, path):
    answer = client.get(path, headers={"host": HOST})
    assert answer.status_code == 200
    assert "Inès Caradec" in answer.text
    assert re.search(r'<form[^>]*method="post"', answer.text)
    assert "_auth_user_id" not in client.session


def test_a_post_signs_in(client: Client, path, ines):
    answer = client.post(path, headers={"host": HOST})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(ines.pk)


def test_a_post_needs_the_form(path):
    assert Client(enforce_csrf_checks=True).post(path, headers={"host": HOST}).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path[:-2] + ("1/" if path[-2] == "0" else "0/"),
        lambda path: path.replace("/member/", "/administrator/"),
        lambda path: path.replace("/member/", "/nobody/"),
    ],
)
def test_a_wrong_link_does_not_exist(client: Client, path, change):
    assert client.get(change(path), headers={"host": HOST}).status_code == 404
    assert client.post(change(path), headers={"host": HOST}).status_code == 404


def test_a_request_from_elsewhere_finds_nothing(client: Client, path, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert client.post(path, headers={"host": "hub.example.com"}).status_code == 404
    assert client.post(path, headers={"host": HOST}, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_without_the_mark_there_are_no_links(client: Client, path, settings):
    (settings.PASSERELLE.data / "DEMO").unlink()
    assert links() == []
    assert client.post(path, headers={"host": HOST}).status_code == 404


def test_the_mark_is_a_secret_and_is_kept(tmp_path):
    put_mark(tmp_path)
    mark = tmp_path / "DEMO"
    before = mark.read_text()
    put_mark(tmp_path)
    assert mark.stat().st_mode & 0o077 == 0
    assert mark.read_text() == before
    assert len(before.strip()) == 64
