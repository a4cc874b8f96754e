"""Every page answers everybody of the cast with what they may see, in each language, and a GET writes nothing."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

READERS = ("ada", "sam", "mia", "otto", "gwen", "root")
ALL = set(READERS)
STAFF = ALL - {"gwen"}
MEMBERS = {"ada", "sam", "mia"}
COMPOSE = "/contribute/"

# name → address, who may see it, and who is told why not (the others find nothing there)
PAGES = {
    "home": (lambda w, p: reverse("home"), ALL),
    "home, unanswered": (lambda w, p: reverse("home") + "?kind=question&only=unanswered", ALL),
    "home, damaged cursor": (lambda w, p: reverse("home") + "?cursor=nonsense", ALL),
    "me": (lambda w, p: reverse("me"), ALL),
    "waiting": (lambda w, p: reverse("waiting"), ALL),
    "directory": (lambda w, p: reverse("community_list"), ALL),
    "directory, searched": (lambda w, p: reverse("community_list") + "?q=cook", ALL),
    "blueprints": (lambda w, p: reverse("community_found"), STAFF, {"gwen"}),
    "blueprint": (lambda w, p: reverse("community_found") + "?blueprint=social", STAFF, {"gwen"}),
    "open community": (lambda w, p: p.open.get_absolute_url(), STAFF),
    "closed community": (lambda w, p: p.closed.get_absolute_url(), STAFF),
    "secret community": (lambda w, p: p.secret.get_absolute_url(), MEMBERS),
    "shared community": (lambda w, p: p.shared.get_absolute_url(), ALL),
    "about": (lambda w, p: reverse("community_about", args=[p.shared.pid]), MEMBERS | {"gwen"}),
    "members": (lambda w, p: reverse("community_members", args=[p.shared.pid]), MEMBERS | {"gwen"}),
    "members, damaged cursor": (
        lambda w, p: reverse("community_members", args=[p.shared.pid]) + "?after=x",
        MEMBERS | {"gwen"},
    ),
    "community settings": (lambda w, p: reverse("community_settings", args=[p.open.pid]), {"sam"}),
    "objectives": (lambda w, p: reverse("community_objectives", args=[p.open.pid]), {"sam"}),
    "rules": (lambda w, p: reverse("community_rules", args=[p.open.pid]), {"sam"}),
    "invite": (lambda w, p: reverse("community_invite", args=[p.open.pid]), MEMBERS, {"otto", "root"}),
    "message": (lambda w, p: reverse("community_message", args=[p.open.pid]), {"sam"}),
    "update": (lambda w, p: w.update.get_absolute_url(), STAFF),
    "update, short address": (lambda w, p: reverse("contribution_short", args=[w.update.pid]), STAFF),
    "update, answering": (lambda w, p: f"{w.update.get_absolute_url()}?to={w.reply.pid}", STAFF),
    "update, quoting": (lambda w, p: f"{w.update.get_absolute_url()}?quote={w.reply.pid}", STAFF),
    "update, at a reply": (lambda w, p: f"{w.update.get_absolute_url()}?reply={w.nested.pid}", STAFF),
    "update, damaged cursor": (lambda w, p: f"{w.update.get_absolute_url()}?after=9", STAFF),
    "question": (lambda w, p: w.question.get_absolute_url(), STAFF),
    "held": (lambda w, p: w.held.get_absolute_url(), {"sam", "mia"}),
    "refused": (lambda w, p: w.refused.get_absolute_url(), {"mia"}),
    "scheduled": (lambda w, p: w.scheduled.get_absolute_url(), {"ada"}),
    "inside": (lambda w, p: w.inside.get_absolute_url(), MEMBERS),
    "withdrawn": (lambda w, p: reverse("contribution_short", args=[w.withdrawn.pid]), STAFF),
    "replies": (lambda w, p: reverse("replies", args=[w.update.pid]), STAFF),
    "history": (lambda w, p: reverse("history", args=[w.edited.pid]), STAFF),
    "quotation": (lambda w, p: reverse("quote", args=[w.reply.pid]), STAFF),
    "edit": (lambda w, p: reverse("contribution_edit", args=[w.question.pid]), {"ada"}),
    "edit a reply": (lambda w, p: reverse("reply_edit", args=[w.nested.pid]), {"ada"}),
    "share": (lambda w, p: reverse("share", args=[w.question.pid]), {"ada", "sam"}, {"mia", "otto", "root"}),
    "rehome": (lambda w, p: reverse("rehome", args=[w.update.pid]), {"sam"}),
    "split": (lambda w, p: reverse("split", args=[w.update.pid]), {"sam"}),
    "merge": (lambda w, p: reverse("merge", args=[w.update.pid]), {"sam"}),
    "report": (lambda w, p: reverse("report", args=[w.reply.pid]), STAFF - {"mia"}, {"mia"}),
    "remove": (lambda w, p: reverse("remove", args=[w.reply.pid]), {"sam"}),
    "choose": (lambda w, p: COMPOSE, ALL),
    "choose a place": (lambda w, p: f"{COMPOSE}?kind=question", ALL),
    "compose an update": (lambda w, p: f"{COMPOSE}?kind=update&community={p.open.pid}", ALL),
    "compose a question": (lambda w, p: f"{COMPOSE}?kind=question&community={p.open.pid}", ALL),
    "drafts": (lambda w, p: reverse("drafts"), ALL),
    "bookmarks": (lambda w, p: reverse("bookmarks"), ALL),
    "topics": (lambda w, p: reverse("topics"), ALL),
    "topic": (lambda w, p: reverse("topic", args=[w.topic.pid]), STAFF),
    "mentions": (lambda w, p: reverse("mentions") + "?q=mia", ALL),
}


def expected(name):
    """Page → status for one reader."""
    refused = {page: row[2] if len(row) > 2 else set() for page, row in PAGES.items()}
    return {page: 200 if name in row[1] else 403 if name in refused[page] else 404 for page, row in PAGES.items()}


OFTEN = {"ada", "sam", "gwen"}


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=[] if each in OFTEN else pytest.mark.slow) for each in READERS]
)
def test_each_page_is_there_for_those_who_may_see_it(cast, places, world, visit, writes, name):
    browser = visit(getattr(cast, name))
    with writes() as made:
        found = {page: browser.get(row[0](world, places)).status_code for page, row in PAGES.items()}
    assert found == expected(name)
    assert made == []


@pytest.mark.slow
def test_each_page_is_there_in_french(cast, places, world, visit):
    cast.sam.language = "fr"
    cast.sam.save(update_fields=["language"])
    browser = visit(cast.sam)
    answers = {page: browser.get(row[0](world, places)) for page, row in PAGES.items()}
    assert {page: answer.status_code for page, answer in answers.items()} == expected("sam")
    assert {answer["Content-Language"] for answer in answers.values()} == {"fr"}


@pytest.mark.parametrize("name", ["nobody", "eve", "iris"])
def test_who_may_not_sign_in_is_led_to_the_door(cast, places, world, visit, name):
    browser = visit(getattr(cast, name, None))
    found = {page: browser.get(row[0](world, places)) for page, row in PAGES.items()}
    assert {answer.status_code for answer in found.values()} == {302}
    assert {answer["Location"].split("?")[0] for answer in found.values()} == {reverse("account_login")}


def test_a_hidden_page_and_a_missing_one_are_the_same_bytes(cast, places, world, visit):
    browser = visit(cast.otto)
    hidden = [
        browser.get(address)
        for address in (
            world.inside.get_absolute_url(),
            places.secret.get_absolute_url(),
            reverse("contribution_short", args=["0" * 12]),
        )
    ]
    assert {answer.status_code for answer in hidden} == {404}
    assert len({_without_secrets(answer) for answer in hidden}) == 1


def _without_secrets(answer):
    """The page without what changes with every answer."""
    return re.sub(r'nonce="[^"]*"|"X-CSRFToken": "[^"]*"', "", answer.text)
