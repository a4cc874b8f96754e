"""A page that says no hands back what was typed, so that it can be copied."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions

WORDS = "A long thought,\nand how it ends. </textarea><b>"


def handed_back(answer):
    return document_fromstring(answer.content).xpath("string(//textarea[@readonly])").strip()


@pytest.fixture
def update(cast, places):
    return bring("A better oven", places.open, cast.ada)


def test_by_a_conversation_that_closed_meanwhile(cast, places, update, visit, no_trace):
    actions.lock(update, by=as_actor(cast.sam))
    with no_trace():
        answer = visit(cast.mia).post(reverse("replies", args=[update.pid]), {"text": WORDS, "parent": ""})
    assert (answer.status_code, handed_back(answer)) == (403, WORDS)


def test_by_one_that_is_gone(cast, places, visit, no_trace):
    with no_trace():
        answer = visit(cast.mia).post(reverse("replies", args=["nothing"]), {"text": WORDS, "parent": ""})
    assert (answer.status_code, handed_back(answer)) == (404, WORDS)


def test_after_signing_out_elsewhere(update, visit):
    answer = visit(None).post(reverse("replies", args=[update.pid]), {"text": WORDS, "parent": ""})
    assert (answer.status_code, handed_back(answer)) == (401, WORDS)


def test_a_button_pressed_after_signing_out_leads_to_the_door(update, visit):
    answer = visit(None).post(reverse("bookmark", args=[update.pid]))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_by_a_form_that_was_sent_before_with_other_words(cast, places, update, visit):
    browser, address = visit(cast.mia), reverse("replies", args=[update.pid])
    assert browser.post(address, {"text": "First", "parent": "", "_key": "once"}).status_code == 302
    answer = browser.post(address, {"text": WORDS, "parent": "", "_key": "once"})
    assert (answer.status_code, handed_back(answer)) == (422, WORDS)


def test_never_a_password(visit, cast):
    words = {"name": "Ada Orsel", "password": "four words with spaces"}
    answer = visit(cast.mia).post(reverse("replies", args=["nothing"]), words)
    assert handed_back(answer) == "Ada Orsel"


def test_a_form_larger_than_we_take_is_told_so(cast, update, visit, settings, no_trace):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    with no_trace():
        answer = visit(cast.mia).post(reverse("replies", args=[update.pid]), {"text": "word " * 300_000})
    assert answer.status_code == 413
    assert "at most 1 MB" in answer.text


def test_more_fields_than_any_form_has_are_told_so(cast, update, visit):
    answer = visit(cast.mia).post(reverse("replies", args=[update.pid]), {f"field{n}": "" for n in range(501)})
    assert answer.status_code == 413


@pytest.mark.parametrize(("where", "field"), [("community_ask", "note"), ("request_decide", "reason")])
def test_a_sentence_that_is_too_long_is_refused_not_cut(world, cast, places, visit, no_trace, where, field):
    who, named = (cast.fred, places.closed.pid) if where == "community_ask" else (cast.sam, world.request.pk)
    with no_trace():
        answer = visit(who).post(reverse(where, args=[named]), {field: "word " * 120})
    assert (answer.status_code, handed_back(answer)) == (403, ("word " * 120).strip())


def test_so_is_the_reason_of_a_refusal(world, cast, visit, no_trace):
    address = reverse("decide_held", args=[world.held.body.pid])
    with no_trace():
        answer = visit(cast.sam).post(address, {"decision": "refuse", "reason": "word " * 120})
    assert (answer.status_code, handed_back(answer)) == (403, ("word " * 120).strip())


def test_a_nul_is_no_part_of_what_was_typed(cast, update, visit):
    browser = visit(cast.mia)
    browser.post(reverse("replies", args=[update.pid]), {"text": "before\0 after", "parent": "\0"})
    assert update.posts.unscoped("a test").get(is_body=False).source == "before after"
    assert browser.get(reverse("people"), {"site": "\0"}).status_code == 200


@pytest.mark.parametrize("after", ["-1", "admin", "a:b", "before\0after", "/\\evil.example", "//evil.example"])
def test_a_word_is_no_address_to_go_on_to(visit, after):
    answer = visit(None).post(reverse("set_language"), {"next": after, "language": "fr"})
    assert answer.status_code == 302
    assert not answer["Location"].startswith(("//", "/\\", "http"))
