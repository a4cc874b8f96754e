"""Whoever reads an article suggests how they would write it; who writes it takes that up with credit, once, however hands fall."""

from __future__ import annotations

from functools import partial

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.racing import race
from cast.world import bring, for_all
from passerelle.contributions.actions import (
    accept_suggestion,
    decline_suggestion,
    edit,
    make_move,
    suggest,
)
from passerelle.contributions.models import Contribution, Involvement, Revision, Suggestion
from passerelle.journal.decision import Refused
from passerelle.trail.models import Credit
from passerelle.work.worker import run_all

TEXT = "About Measuring at the till."


def fresh(article):
    return Contribution.objects.unscoped("a test").select_related("body").get(pk=article.pk)


def test_what_a_reader_suggests_is_taken_up_with_credit(cast, article, visit, verbs):
    otto, page = visit(cast.otto), article.get_absolute_url()
    verbs()
    sent = {"text": f"{TEXT} Twice.", "why": "Once is not enough"}
    assert otto.post(reverse("article_suggest", args=[article.pid]), sent).status_code == 302
    assert ["<ins>" in visit(who).get(page).text for who in (cast.ada, cast.sam, cast.otto, cast.mia)] == [True] * 3 + [
        False
    ]
    assert visit(cast.ada).post(reverse("article_accept", args=[article.pid, cast.otto.pid]))["Location"] == page
    assert verbs() == ["contribution.suggested", "contribution.edited", "contribution.suggestion_accepted"]
    run_all()
    assert Credit.objects.unscoped("a test").values_list("person__name", "role", "accepted").get() == (
        "Otto Orsel",
        "improved",
        True,
    )
    assert fresh(article).body.source == f"{TEXT} Twice."
    versions = otto.get(reverse("article_versions", args=[article.pid])).text
    assert "Otto Orsel · taken up by Ada Orsel" in " ".join(versions.split())
    assert ("Improved by" in otto.get(page).text, Involvement.objects.filter(person=cast.otto).exists()) == (
        True,
        False,
    )


def test_a_draft_and_what_was_retired_take_none(cast, draft, no_trace):
    with no_trace(), pytest.raises(Refused, match="that is published"):
        suggest(draft, text="Other", why="", by=as_actor(cast.mia))
    retired = for_all(draft)
    Contribution.objects.filter(pk=retired.pk).update(state="retired")
    with no_trace(), pytest.raises(Refused, match="that is published"):
        suggest(retired, text="Other", why="", by=as_actor(cast.mia))


def test_other_kinds_take_none(cast, places, no_trace):
    question = bring("Which ruler?", places.open, cast.ada, "question")
    with no_trace(), pytest.raises(Refused, match="Reply to it"):
        suggest(question, text="Other", why="", by=as_actor(cast.mia))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Fifty hands on both databases."""

    @pytest.fixture
    def standing(self, cast, places):
        draft = bring("Measuring at the till", places.open, cast.ada, "article")
        make_move(draft, "submit", by=as_actor(cast.ada))
        made = make_move(draft, "publish", by=as_actor(cast.sam))
        Involvement.objects.create(contribution=made, person=cast.mia, part="co_author")
        for who in (cast.otto, cast.fred):
            suggest(made, text=f"As {who.name} says.", why="", by=as_actor(who))
        return made

    def test_of_two_accepted_at_once_one_is_taken_up(self, cast, standing):
        """The owner takes up the one, a co-author the other: both were written for the same text."""
        owner, along = as_actor(cast.ada), as_actor(cast.mia)
        done = race(
            [
                partial(accept_suggestion, standing, cast.otto, by=owner),
                partial(accept_suggestion, standing, cast.fred, by=along),
            ]
        )
        taken = Suggestion.objects.get(accepted=True)
        assert sorted(done) == [0, 1]
        assert fresh(standing).body.source == taken.source
        assert (Suggestion.objects.filter(decided_at=None).count(), Revision.objects.count()) == (1, 1)

    def test_what_is_edited_meanwhile_is_not_overwritten(self, cast, standing):
        """Whichever comes first stands in the text, or among its versions."""
        owner, along = as_actor(cast.ada), as_actor(cast.mia)
        words = {"title": "Measuring", "text": "Edited meanwhile."}
        done = race(
            [
                partial(accept_suggestion, standing, cast.otto, by=owner),
                partial(edit, standing, **words, by=along),
                partial(decline_suggestion, standing, cast.fred, answer="No", by=owner),
            ]
        )
        assert (done[0] <= 1, done[2]) == (True, 1)
        versions = [fresh(standing).body.source, *Revision.objects.values_list("source", flat=True)]
        assert ("As Otto Orsel says." in versions, "Edited meanwhile." in versions) == (bool(done[0]), True)
