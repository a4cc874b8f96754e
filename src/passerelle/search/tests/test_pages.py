"""The search page and the suggestions, as a browser asks for them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.lib.markdown import Ref, write


@pytest.fixture
def mia(spoken, cast, visit):
    return visit(cast.mia)


def test_the_page_shows_what_was_found_and_why(mia):
    page = mia.get(reverse("search"), {"q": "reunions in:open"}).content.decode()
    assert "<mark>Réunion</mark> open" in page
    assert 'value="reunions in:open"' in page


def test_a_passage_tells_a_heading_an_item_and_a_cell_from_what_follows(mia, cast, spoken):
    text = "# Contexte\n\nDeux évaluations :\n\n- la réunion\n- le four\n\n| Pièce | Prix |\n|---|---|\n| vis | 3 |"
    actions.edit(spoken.things.open, title="Liste", text=text, by=as_actor(cast.ada))
    page = mia.get(reverse("search"), {"q": "évaluations in:open"}).content.decode()
    shown = "Contexte · Deux <mark>évaluations</mark> : la réunion · le four · Pièce · Prix · vis · 3"
    assert shown in page


def test_a_passage_names_whom_and_what_it_points_at_as_far_as_its_reader_sees(spoken, cast, visit, catch_up):
    about, hidden = (write(Ref("contribution", one.pid)) for one in (spoken.things.open, spoken.things.secret))
    text = f"Demandez à {write(Ref('person', cast.otto.pid))} ({about}, puis {hidden}) pour l'enclume."
    actions.reply(spoken.things.open, text=text, by=as_actor(cast.mia))
    catch_up()
    pages = [visit(who).get(reverse("search"), {"q": "enclume"}).content.decode() for who in (cast.mia, cast.otto)]
    passages = [re.search(r'class="found".*? replies</span>(.+?)</p>', page)[1] for page in pages]
    told = "Réunion open, puis {}) pour l'<mark>enclume</mark>."
    assert [
        told.format(one) in unescape(passage)
        for one, passage in zip(("Réunion secret", "something you cannot see here"), passages, strict=True)
    ] == [True, True]
    assert "à @Otto Orsel (" in passages[0]


def test_words_that_say_nothing_do_not_light_up(mia):
    page = mia.get(reverse("search"), {"q": "les évaluations du lieu in:open"}).content.decode()
    assert "Les <mark>évaluations</mark> du <mark>lieu</mark> open." in page
    assert "<mark>Les</mark> " in mia.get(reverse("search"), {"q": "les in:open"}).content.decode()


def test_an_empty_page_teaches_how_to_narrow(mia):
    assert "in:" in mia.get(reverse("search")).content.decode()


def test_after_a_failed_search_one_asks_and_need_not_type_again(mia, places):
    page = mia.get(reverse("search"), {"q": "introuvable où"}).content.decode()
    offer = unescape(re.search(r'href="(/contribute/[^"]+)"', page)[1])
    assert offer.endswith("&title=introuvable%20o%C3%B9")
    choice = unescape(
        re.search(rf'href="(/contribute/[^"]+{places.open.pid}[^"]+)"', mia.get(offer).content.decode())[1]
    )
    assert 'value="introuvable où"' in mia.get(choice).content.decode().split("<main")[1]


def test_the_next_page_alone_is_a_part(mia):
    part = mia.get(reverse("search"), {"q": "réunion", "page": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<mark>Réunion</mark>" in part
    assert "<html" not in part


def test_suggestions_name_people(mia):
    part = mia.get(reverse("search_suggest"), {"q": "ada"}).content.decode()
    assert "<mark>Ada</mark> Orsel" in part
    assert mia.get(reverse("search_suggest")).content.decode().strip() == ""


HOSTILE = (
    *("<script>alert(1)</script>", '"', "\0", "a" * 100_000, "in:" * 500, "%' OR 1=1 --", "-", "by:", "before:9999"),
    *("kind:* OR tokens:o", "NEAR(a b)", "{title} : x", "a:b:c"),
)


def test_anything_may_be_typed(mia):
    for text in HOSTILE:
        answer = mia.get(reverse("search"), {"q": text, "page": "1e9"})
        assert (text, answer.status_code) == (text, 200)
        assert b"<script>alert" not in answer.content
        assert mia.get(reverse("search_suggest"), {"q": text}).status_code == 200


@pytest.mark.parametrize("name", ["search", "search_suggest"])
def test_strangers_are_asked_to_sign_in(db, visit, name):
    assert visit(None).get(reverse(name)).status_code == 302
