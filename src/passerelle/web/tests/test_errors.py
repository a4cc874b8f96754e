"""Error pages stand on their own feet, and a refusal is a sentence."""

from __future__ import annotations

import errno

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.people.models import Organisation
from passerelle.web import errors


def test_the_page_of_a_broken_server_asks_the_database_nothing(cast, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.actor = as_actor(cast.ada)
    with django_assert_num_queries(0):
        answer = errors.broken(request)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text


def test_even_before_anybody_was_recognised():
    """Without the fixture that opens it, a test that asks the database fails."""
    assert errors.broken(RequestFactory().get("/")).status_code == 500


def test_a_view_that_breaks_leads_to_that_page(cast, places, visit, monkeypatch):
    monkeypatch.setattr("passerelle.web.views.home_page.context", lambda *given: 1 / 0)
    browser = visit(cast.ada)
    browser.raise_request_exception = False
    answer = browser.get(reverse("home"))
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")
    assert "ZeroDivisionError" not in answer.text


@pytest.mark.parametrize(
    "raised", [OperationalError("database or disk is full"), InterfaceError("gone"), OSError(errno.ENOSPC, "No space")]
)
def test_an_outage_says_what_to_do_and_when_to_come_back(cast, places, visit, monkeypatch, raised):
    def fail(*given):
        raise raised

    monkeypatch.setattr("passerelle.web.views.home_page.context", fail)
    browser = visit(cast.ada)
    browser.raise_request_exception = False
    answer = browser.get(reverse("home"))
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert "Nothing was changed." in answer.text
    told = browser.get(reverse("home"), headers={"accept": "application/json"})
    assert (told.status_code, list(told.json())) == (503, ["error"])


def test_a_refusal_is_the_sentence_of_its_rule(cast, places, visit, no_trace):
    update = bring("News", places.open, cast.ada)
    with no_trace():
        answer = visit(cast.mia).post(reverse("contribution_withdraw", args=[update.pid]))
    assert answer.status_code == 403
    assert "Only the author can do this." in answer.text
    way_back = reverse("contribution", args=[update.pid, "-"])
    assert f'href="{way_back}"' in answer.text
    assert "About News." in visit(cast.mia).get(way_back).text


def test_a_form_that_was_open_too_long_keeps_what_was_typed(cast, places, visit):
    browser = visit(cast.ada)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(reverse("contribute"))
    assert answer.status_code == 403
    assert "what you typed is still there" in answer.text


@pytest.mark.parametrize(("who", "to"), [("root", "first_run"), ("ada", None)])
def test_the_administrator_of_a_new_installation_sets_it_up_first(cast, visit, who, to):
    Organisation.objects.filter(kind="home").update(ready_at=None)
    answer = visit(getattr(cast, who)).get(reverse("home"))
    assert (answer.status_code, answer.get("Location")) == ((302, reverse(to)) if to else (200, None))


def test_whoever_has_not_accepted_the_charter_reads_it_first(cast, visit):
    Organisation.objects.filter(kind="home").update(charter="Be kind.", charter_version=1)
    answer = visit(cast.ada).get(reverse("home"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("charter"))
