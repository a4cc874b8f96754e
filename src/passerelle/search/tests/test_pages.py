"""The search page and the suggestions, as a browser asks for them."""

from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.fixture
def sam(world, client):
    client.force_login(world.sam.person)
    return client


def test_the_page_shows_what_was_found_and_why(sam):
    page = sam.get(reverse("search"), {"q": "reunions in:cuisine"}).content.decode()
    assert "<mark>Réunion</mark> open" in page
    assert 'value="reunions in:cuisine"' in page


def test_an_empty_page_teaches_and_a_failed_search_offers_to_ask(sam):
    assert "in:" in sam.get(reverse("search")).content.decode()
    page = sam.get(reverse("search"), {"q": "introuvable"}).content.decode()
    assert reverse("contribute") + "?kind=" in page


def test_the_next_page_alone_is_a_part(sam):
    part = sam.get(reverse("search"), {"q": "réunion", "page": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<mark>Réunion</mark>" in part
    assert "<html" not in part


def test_suggestions_name_communities_people_and_contributions(sam):
    part = sam.get(reverse("search_suggest"), {"q": "ada"}).content.decode()
    assert "<mark>Ada</mark> Lund" in part
    assert sam.get(reverse("search_suggest")).content.decode().strip() == ""


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"', "\0", "a" * 100_000, "in:" * 500, "%' OR 1=1 --", "-", "page"])
def test_anything_may_be_typed(sam, text):
    answer = sam.get(reverse("search"), {"q": text, "page": "1e9"})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert sam.get(reverse("search_suggest"), {"q": text}).status_code == 200


def test_strangers_are_asked_to_sign_in(client, db):
    for name in ("search", "search_suggest"):
        assert client.get(reverse(name)).status_code == 302
