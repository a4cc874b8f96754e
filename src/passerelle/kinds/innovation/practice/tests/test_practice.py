"""A practice is proven by a second person, comes up for review by itself, and says what it was made from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import make_move, withdraw
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Deadline
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.difference import Stretch, compared
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.tasks import review
from passerelle.lib.clock import now
from passerelle.trail.actions import decide
from passerelle.trail.models import Link
from passerelle.work.worker import run_all

TOLD = get_kind("practice").sample["details"]


@pytest.fixture
def practice(cast, places):
    """Ada's, in the open community, with all that is asked for."""
    return bring("Hem at the till", places.open, cast.ada, "practice", details=TOLD)


def fresh(practice):
    return Contribution.objects.unscoped("a test").get(pk=practice.pk)


def compose(practice, kind="practice"):
    return f"{reverse('contribute')}?kind={kind}&community={practice.home.pid}&from={practice.pid}"


def test_a_second_person_says_that_it_is_proven(cast, places, practice, no_trace):
    for who in (cast.ada, cast.mia):
        with no_trace(), pytest.raises(Refused, match="A second person checks it"):
            make_move(practice, "prove", by=as_actor(who))
    assert make_move(practice, "prove", by=as_actor(cast.sam)).state == "proven"
    assert Practice.objects.get().proven_on == now().date()
    own = bring("Sam's own", places.open, cast.sam, "practice", details=TOLD)
    with no_trace(), pytest.raises(Refused, match="A second person checks it"):
        make_move(own, "prove", by=as_actor(cast.sam))


@pytest.mark.parametrize("missing", [{"fits_not": ""}, {"elements": "One\nTwo"}, {"grade": "E"}, {"evidence": ""}])
def test_what_is_missing_is_said_before_it_is_proven(cast, places, visit, missing):
    made = bring("Half told", places.open, cast.ada, "practice", details={**TOLD, **missing})
    with pytest.raises(Refused, match="Something is missing"):
        make_move(made, "prove", by=as_actor(cast.sam))
    page = visit(cast.mia).get(made.get_absolute_url()).text
    assert (page.count('aria-label="Missing"'), page.count('aria-label="There"')) == (1, 4)


def test_it_comes_up_for_review_and_holds_for_another_year(cast, practice, verbs):
    make_move(practice, "prove", by=as_actor(cast.sam))
    make_move(practice, "open", by=as_actor(cast.ada))
    review()
    assert fresh(practice).state == "current"
    Practice.objects.update(review_on=now().date())
    verbs()
    for _ in range(2):
        review()
    assert verbs() == ["contribution.moved"]
    waits = Deadline.objects.get()
    assert (fresh(practice).state, waits.person, waits.purpose, waits.met_at) == ("due", cast.ada, "review", None)
    make_move(practice, "keep", by=as_actor(cast.ada))
    assert Deadline.objects.get().met_at is not None
    assert Practice.objects.get().review_on == now().date() + timedelta(days=365)


def test_nobody_says_that_it_is_due_and_to_retire_is_a_decision(cast, practice):
    Contribution.objects.filter(pk=practice.pk).update(state="current")
    with pytest.raises(Refused, match="by itself"):
        make_move(practice, "due", by=as_actor(cast.sam))
    decide(practice, "retire", reason="The tills are replaced.", by=as_actor(cast.ada))
    assert fresh(practice).state == "retired"


def test_an_adaptation_begins_with_all_of_it_and_says_what_it_comes_from(cast, practice, visit):
    mia = visit(cast.mia)
    form = mia.get(compose(practice)).text
    assert all(line in form for line in ("Hem at the till", *TOLD["elements"].splitlines(), TOLD["takes_skills"]))
    assert TOLD["evidence"] not in form
    sent = {**TOLD, "title": "Hem by post", "text": "Text", "elements": "Measured twice\nPaid with the curtain"}
    answer = mia.post(compose(practice), {**sent, "origin": practice.pid})
    made = Contribution.objects.unscoped("a test").get(title="Hem by post")
    assert answer["Location"] == made.get_absolute_url()
    run_all()
    link = Link.objects.unscoped("a test").get()
    assert (link.later, link.earlier, link.relation, link.status) == (made, practice, "derived_from", "confirmed")
    changes = reverse("practice_changes", args=[made.pid])
    assert changes in visit(cast.otto).get(made.get_absolute_url()).text
    page = visit(cast.otto).get(changes).text
    assert [
        part in page
        for part in ("<del>once\n</del>", "<ins>twice\n</ins>", "Hem <del>at the till</del>", "Hem <ins>by post</ins>")
    ] == [True] * 4
    Contribution.objects.filter(pk=made.pk).update(language="fr")
    Contribution.objects.filter(pk=practice.pk).update(language="en")
    page = visit(cast.otto).get(changes).text
    assert ("in another language" in page, "<del>" in page, "<ins>" in page, "Hem by post" in page) == (
        True,
        False,
        False,
        True,
    )
    assert "Hem by post" in visit(cast.otto).get(practice.get_absolute_url()).text
    edited = mia.post(reverse("contribution_edit", args=[made.pid]), {**sent, "title": "Hem by mail"})
    assert (edited.status_code, Practice.objects.get(pk=made.pk).origin_id) == (302, practice.pk)


def test_what_one_may_not_see_is_no_origin(cast, places, visit):
    secret = bring("Behind the door", places.closed, cast.sam, "practice", details=TOLD)
    address = f"{reverse('contribute')}?kind=practice&community={places.open.pid}&from={secret.pid}"
    mia = visit(cast.mia)
    Contribution.objects.filter(pk=secret.pk).update(reach="involved")
    assert "Behind the door" not in mia.get(address).text
    mia.post(address, {**TOLD, "title": "Mine", "text": "Text", "origin": secret.pid})
    assert Practice.objects.get(contribution__title="Mine").origin_id is None


def test_the_changes_are_there_for_whoever_sees_both(cast, places, practice, visit):
    secret = bring("Behind the door", places.closed, cast.sam, "practice", details=TOLD)
    Practice.objects.filter(pk=practice.pk).update(origin=secret)
    address = reverse("practice_changes", args=[practice.pid])
    seen = {who: visit(getattr(cast, who)).get(address).status_code for who in ("sam", "otto", "gil")}
    assert seen == {"sam": 200, "otto": 404, "gil": 404}
    withdraw(secret.body, by=as_actor(cast.sam))
    assert visit(cast.sam).get(address).status_code == 404


def test_anything_that_worked_can_become_one(cast, places, visit):
    question = bring("How do we hem?", places.open, cast.ada, "question")
    browser = visit(cast.mia)
    page = browser.get(question.get_absolute_url()).text
    assert compose(question).replace("&", "&amp;") in page
    form = browser.get(compose(question)).text
    assert ("How do we hem?" in form, "About How do we hem?." in form) == (True, True)


def test_what_the_form_says_no_to(cast, places, visit, no_trace):
    address = f"{reverse('contribute')}?kind=practice&community={places.open.pid}"
    sent = {**TOLD, "title": "Hem", "text": "Text"}
    for wrong, said in (
        ({"elements": "\n".join("abcdefghij")}, "At most nine"),
        ({"grade": "C", "evidence": " "}, "Say what was counted"),
        ({"grade": "B"}, "B is not one of the available choices"),
    ):
        with no_trace():
            answer = visit(cast.ada).post(address, {**sent, **wrong})
        assert (answer.status_code, said in answer.text) == (422, True)


def test_compared_word_by_word_and_long_ones_line_by_line():
    assert compared("a b c", "a x c") == [
        Stretch("kept", "a "),
        Stretch("gone", "b "),
        Stretch("new", "x "),
        Stretch("kept", "c"),
    ]
    long = "one two three\n" * 600
    assert compared(long, f"{long}four\n") == [Stretch("kept", long), Stretch("new", "four\n")]
    assert compared("", "") == []


def test_words_that_stayed_are_not_marked_where_their_line_ends_elsewhere():
    assert compared("Une heure fixe\nPayé", "Une heure fixe\nPayé\nPlus d'autre") == [
        Stretch("kept", "Une heure fixe\nPayé\n"),
        Stretch("new", "Plus d'autre"),
    ]
    assert compared("La file fixe\nEt plus", "La file fixe") == [
        Stretch("kept", "La file fixe\n"),
        Stretch("gone", "Et plus"),
    ]
    assert compared("Rien d'autre\nIci", "Rien d'autre Ici") == [Stretch("kept", "Rien d'autre Ici")]


def test_its_page_costs_the_same_however_long_it_is(cast, practice, visit):
    browser, address = visit(cast.otto), practice.get_absolute_url()
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    Practice.objects.update(elements="\n".join("abcdefghi"), fits="Long. " * 150)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_a_draft_of_an_adaptation_leads_back_to_it(cast, practice, visit):
    browser = visit(cast.mia)
    place = f"new:practice:{practice.home.pid}:{practice.pid}"
    assert f'data-draft="{place}"' in browser.get(compose(practice)).text
    browser.post(reverse("drafts"), {"place": place, "title": "Hem by post", "text": "So far"})
    assert compose(practice).replace("&", "&amp;") in browser.get(reverse("drafts")).text
