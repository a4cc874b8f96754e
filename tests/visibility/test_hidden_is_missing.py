"""What one may not see does not exist: its page is, byte for byte, the page of nothing, and no verb finds it."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.urls import get_resolver, reverse

from passerelle.communities.models import Membership
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.models import Entry
from passerelle.work.models import Job
from visibility.people import ACTORS, LIVING
from visibility.routes import all_routes, door
from visibility.specimens import JUDGED, MISSING, others, telling
from visibility.visitors import answered, ask, bare, browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = {"thing": "contribution", "text": "history", "place": "community", "file": "attachment", "person": "person"}
ALLOWED = {403, 404, 405}  # a verb that is a GET only answers before it looks; a rule may refuse before it finds
ROWS = (Contribution, Post, Entry, Job, Membership)


def hidden_from(seen, actor, noun):
    """The specimens that are not there for somebody."""
    return [each for each in telling(noun, seen) if not each.exists_for(seen.oracles[actor])]


@pytest.mark.parametrize("actor", LIVING)
def test_a_hidden_page_is_the_page_of_nothing(seen, actor):
    """Status, headers and bytes; without the nonce of the answer and the id that was asked for."""
    client = browser(seen, actor)
    for noun, route in PAGES.items():
        more = ["-"] if noun in ("thing", "place") else []
        nothing = bare(ask(client, reverse(route, args=[MISSING, *more])), MISSING)
        assert nothing[0] == 404
        for each in hidden_from(seen, actor, noun)[:3]:
            assert bare(ask(client, reverse(route, args=[each.id, *more])), each.id) == nothing


@pytest.mark.parametrize("actor", LIVING)
def test_no_verb_finds_what_is_hidden(seen, actor):
    """POST at every route that names it: byte for byte what an unknown id gets, and no row comes or goes.

    Which state is tried depends on actor and route.
    """
    client = browser(seen, actor)
    turn = list(ACTORS).index(actor)
    hidden = {noun: hidden_from(seen, actor, noun) for noun in JUDGED}
    before = counts()
    answers, told = {}, {}
    with override_settings(ROOT_URLCONF="visibility.plain"):
        for number, route in enumerate(all_routes(get_resolver())):
            way = door(route, all_kinds())
            nouns = way.arguments if way and not way.exempt else ()
            if not nouns or not hidden.get(nouns[0]) or route.name.startswith("admin_"):
                continue
            arguments = [named(seen, noun, hidden, turn + number) for noun in nouns]
            address = reverse(route.name, args=arguments)
            answer = post(client, address)
            answers[address] = answer.status
            nothing = post(client, reverse(route.name, args=[MISSING, *arguments[1:]]))
            if bare(answer, arguments[0]) != bare(nothing, MISSING):
                told[address] = nothing.status
    assert told == {}
    assert {address: status for address, status in answers.items() if status not in ALLOWED} == {}
    assert 404 in answers.values()
    assert counts() == before


def named(seen, noun, hidden, turn):
    """What stands in an address for a noun: something hidden where there is a rule about it."""
    if noun.startswith("="):
        return noun[1:]
    if noun not in JUDGED:
        return next(iter(others(seen)[noun]))
    return (hidden[noun] or telling(noun, seen))[turn % len(hidden[noun] or [0])].id


def post(client, address):
    return answered(address, client.post(address, {"text": "x", "level": "watch"}))


def counts():
    return [model._base_manager.count() for model in ROWS]


def test_nothing_of_it_is_kept_by_a_proxy_or_a_browser(seen):
    """Pages of people are theirs: what answers them is never stored for another."""
    client = browser(seen, "member")
    for each in telling("thing", seen)[:3]:
        told = ask(client, reverse("contribution", args=[each.id, "-"])).text
        assert "Last-Modified" not in told
        assert "public" not in told.partition("\n\n")[0]
