"""Whom something goes back to: by name and by what they did, as far as its reader sees; who is missing is asked and answered."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Deadline, Involvement, Placement
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.notifications.tests.told import sentences
from passerelle.trail import actions, rules
from passerelle.trail.models import Credit, Link
from passerelle.trail.reading.thanks import claims, thanks
from passerelle.trail.reading.walking import walk
from passerelle.trail.upstream import upstream

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast, places, tied):
    """A signal of Mia's, an idea of Ada's with Otto as co-author, which Sam carries out."""
    signal = bring("Wet customers", places.open, cast.mia, "signal", details={"sort": "need"})
    idea = bring("A mat", places.open, cast.ada)
    done = bring("The mats are there", places.open, cast.sam)
    Involvement.objects.create(contribution=idea, person=cast.otto, part="co_author")
    tied(idea, signal)
    tied(done, idea)
    return signal, idea, done


def named(person, contribution):
    actor = as_actor(person)
    return {str(one.role): [name for _pid, name in one.people] for one in thanks(actor, walk(actor, contribution))}


def test_everybody_on_the_way_is_named_by_what_they_did(cast, story):
    assert named(cast.mia, story[2]) == {
        "Saw it": ["Mia Orsel"],
        "Proposed": ["Ada Orsel", "Otto Orsel", "Sam Orsel"],
    }


def test_who_decides_or_reviews_is_no_source_and_answers_all_the_same(cast, story):
    for part in ("owner", "reviewer"):
        Involvement.objects.create(contribution=story[1], person=cast.root, part=part)
    assert named(cast.mia, story[2])["Proposed"] == ["Ada Orsel", "Otto Orsel", "Sam Orsel"]
    assert upstream(story[2]) == {cast.mia.pk, cast.ada.pk, cast.otto.pk}
    assert rules.answers_for(story[1], as_actor(cast.root))


def test_a_trifle_is_not_named(cast, places, things):
    """Sixty remarks: all but one of Mia's, and the one of Sam's is less than two hundredths."""
    (trend,) = things("Trend")
    remarks = Contribution.objects.bulk_create(
        Contribution(kind_slug="update", title="Remark", state="open", home=places.open, author=author)
        for author in (cast.sam, *[cast.mia] * 59)
    )
    Placement.objects.bulk_create(Placement(contribution=one, community=places.open) for one in remarks)
    Link.objects.bulk_create(
        Link(later=trend, earlier=one, relation="derived_from", status="confirmed") for one in remarks
    )
    assert named(cast.mia, trend) == {"Proposed": ["Ada Orsel", "Mia Orsel"]}


def test_nobody_behind_something_hidden_is_named(cast, places, tied):
    done, plan = bring("Done", places.open, cast.ada), bring("A plan", places.secret, cast.sam)
    remark = bring("A remark", places.open, cast.mia)
    tied(done, plan)
    tied(plan, remark)
    assert named(cast.otto, done) == {"Proposed": ["Ada Orsel"]}
    assert named(cast.sam, done) == {"Proposed": ["Ada Orsel", "Mia Orsel", "Sam Orsel"]}


def test_who_was_erased_keeps_a_part_without_a_name(cast, story):
    Contribution.objects.filter(pk=story[0].pk).update(author=None)
    assert named(cast.ada, story[2])["Saw it"] == ["A former colleague"]


def test_what_was_merged_lives_on_with_its_credit(cast, places, story):
    other = bring("Rugs", places.open, cast.mia)
    contributions.merge(other, story[1], by=as_actor(cast.sam))
    assert named(cast.ada, story[2])["Proposed"] == ["Ada Orsel", "Mia Orsel", "Otto Orsel", "Sam Orsel"]


def test_a_disputed_link_carries_no_thanks(cast, story, tied):
    actions.dispute(tied(story[1], story[0]), by=as_actor(cast.ada))
    assert "Saw it" not in named(cast.ada, story[2])


# somebody is missing


def test_who_is_missing_is_asked_for_and_answered(cast, story, visit):
    address = reverse("trail_missing", args=[story[1].pid])
    browser = visit(cast.mia)
    assert browser.post(address, {"person": "Nobody of this name", "role": "tested"}).status_code == 422
    assert browser.post(address, {"person": "root orsel", "role": "no-such"}).status_code == 422
    assert browser.post(address, {"person": "root orsel", "role": "tested"}).status_code == 302
    due = Deadline.objects.get(person=cast.ada, purpose="credit")
    assert (due.due_at - due.contribution.created_at).days == 30
    assert sentences(cast.ada)[0] == "Mia Orsel says that somebody is missing on the trail of “A mat”"
    (claim,) = claims(as_actor(cast.ada), story[1])
    assert (claims(as_actor(cast.mia), story[1]), "Tried it out" in named(cast.mia, story[2])) == ([], False)
    answer = reverse("trail_claim", args=[story[1].pid, claim.id])
    assert visit(cast.mia).post(answer, {"answer": "yes"}).status_code == 403
    assert visit(cast.ada).post(answer, {"answer": "yes"}).status_code == 302
    assert named(cast.mia, story[2])["Tried it out"] == ["Root Orsel"]
    assert Deadline.objects.get(purpose="credit").met_at is not None
    assert sentences(cast.mia)[0] == "Ada Orsel answers who had a part in “A mat”: yes, they had a part"
    visit(cast.ada).post(answer, {"answer": "no"})
    assert "Tried it out" not in named(cast.mia, story[2])


def test_said_by_who_answers_for_it_it_counts_at_once_and_once(cast, story, verbs):
    ada = as_actor(cast.ada)
    first = actions.claim(story[1], cast.root, "built", by=ada)
    verbs()
    assert (actions.claim(story[1], cast.root, "built", by=ada).pk, verbs()) == (first.pk, [])
    assert named(cast.mia, story[2])["Built"] == ["Root Orsel"]


def test_what_is_told_of_a_claim_is_what_became_of_it(cast, story, visit):
    """Asked where nothing is thanked yet, by somebody who only reads and by the author, who need not be waited for."""
    signal, sent = story[0], {"person": cast.root.name, "role": "tested"}
    address = reverse("trail_missing", args=[signal.pid])
    trail = visit(cast.otto).get(reverse("trail", args=[signal.pid])).text
    assert (address in trail, "trail-thanks" in trail) == (True, False)
    told = [
        visit(who).post(address, sent, follow=True).text.count(words)
        for who, words in (
            (cast.otto, "have thirty days"),
            (cast.mia, "They are named in the thanks"),
            (cast.mia, "They are named in the thanks"),
        )
    ]
    assert told == [1, 1, 1]
    assert "You answer for it" in visit(cast.mia).get(address).text
    asked = Credit.objects.unscoped("a test").get()
    actions.answer(asked, accept=False, by=as_actor(cast.mia))
    assert "said no" in visit(cast.otto).post(address, sent, follow=True).text


def test_in_an_archived_community_nobody_asks_answers_or_weighs(cast, places, story, no_trace):
    asked = actions.claim(story[1], cast.root, "tested", by=as_actor(cast.mia))
    places.open.archived_at = now()
    places.open.save(update_fields=["archived_at"])
    ada, weights = as_actor(cast.ada), actions.weights_of(story[1])
    for verb in (
        lambda: actions.answer(asked, accept=True, by=ada),
        lambda: actions.weigh(story[1], weights, by=ada),
        lambda: actions.claim(story[1], cast.root, "built", by=ada),
    ):
        with no_trace(), pytest.raises(Refused, match="archived"), transaction.atomic():
            verb()
    assert claims(ada, story[1]) == []


def test_nobody_asks_about_what_is_gone_and_no_role_is_made_up(cast, story, no_trace):
    with no_trace(), pytest.raises(Refused), transaction.atomic():
        actions.claim(story[1], cast.root, "no-such", by=as_actor(cast.mia))
    assert Credit.objects.unscoped("a test").count() == 0
