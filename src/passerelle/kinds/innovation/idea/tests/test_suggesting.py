"""Suggested improvements: seen by those who decide and by whoever made one; taken up with credit, or answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.actions import accept_suggestion as accept
from passerelle.contributions.actions import decline_suggestion as decline
from passerelle.contributions.actions import suggest
from passerelle.contributions.actions import take_suggestion_back as take_back
from passerelle.contributions.actions.erase import withdraw_everything_of
from passerelle.contributions.models import Attachment, Contribution, Involvement, Revision, Suggestion
from passerelle.contributions.tasks import forget_unused_files
from passerelle.journal.decision import Refused
from passerelle.lib.clock import as_of, now
from passerelle.trail.actions import decide, link
from passerelle.trail.reading.thanks import thanks
from passerelle.trail.reading.walking import walk
from passerelle.work.worker import run_all


@pytest.fixture
def idea(cast, places):
    return bring("Slips", places.open, cast.ada, "idea", details={"problem": "Paper"})


def text(idea):
    return Contribution.objects.unscoped("a test").select_related("body").get(pk=idea.pk).body.source


def test_an_improvement_is_suggested_seen_and_taken_up_with_credit(cast, places, idea, visit, verbs):
    mia, form = visit(cast.mia), reverse("idea_suggest", args=[idea.pid])
    assert "About Slips." in mia.get(form).text
    verbs()
    assert mia.post(form, {"text": "About paper slips.", "why": "Clearer"}).status_code == 302
    page = idea.get_absolute_url()
    for who in (cast.ada, cast.sam, cast.mia):
        assert "<ins>paper" in visit(who).get(page).text
    assert "<ins>" not in visit(cast.otto).get(page).text
    address = reverse("idea_accept", args=[idea.pid, cast.mia.pid])
    assert [visit(who).post(address).status_code for who in (cast.sam, cast.otto, cast.mia)] == [403] * 3
    assert visit(cast.ada).post(address)["Location"] == page
    assert text(idea) == "About paper slips."
    assert Involvement.objects.get().part == "co_author"
    assert verbs() == ["contribution.suggested", "contribution.edited", "contribution.suggestion_accepted"]
    run_all()
    assert "is credited to you" in mia.get(page).text
    done = bring("Slips at every till", places.open, cast.ada, "project")
    link(done, idea, "realises", by=as_actor(cast.ada))
    actor = as_actor(cast.otto)
    thanked = {str(one.role): [name for _pid, name in one.people] for one in thanks(actor, walk(actor, done))}
    assert thanked == {"Built": ["Ada Orsel"], "Proposed": ["Ada Orsel"], "Improved": ["Mia Orsel"]}
    assert visit(cast.ada).post(address).status_code == 403


def test_what_was_suggested_for_an_older_text_is_not_taken_up(cast, idea, no_trace):
    suggest(idea, text="About paper slips.", why="", by=as_actor(cast.mia))
    contributions.edit(idea, title="Slips", text="Quite another text", by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused, match="changed after this was suggested"):
        accept(idea, cast.mia, by=as_actor(cast.ada))
    suggest(idea, text="Quite another paper", why="", by=as_actor(cast.mia))
    accept(idea, cast.mia, by=as_actor(cast.ada))
    assert text(idea) == "Quite another paper"


def test_one_that_is_not_taken_up_is_answered(cast, idea, visit, no_trace):
    suggest(idea, text="Other", why="", by=as_actor(cast.mia))
    address = reverse("idea_decline", args=[idea.pid, cast.mia.pid])
    for wrong in ("", "x" * 201):
        with no_trace():
            assert visit(cast.ada).post(address, {"answer": wrong}).status_code == 403
    assert visit(cast.ada).post(address, {"answer": "We tried that in May."}).status_code == 302
    assert "We tried that in May." in visit(cast.mia).get(idea.get_absolute_url()).text
    assert "We tried that" not in visit(cast.otto).get(idea.get_absolute_url()).text
    assert text(idea) == "About Slips."
    with no_trace(), pytest.raises(Refused, match="no longer waits"):
        decline(idea, cast.mia, answer="Again", by=as_actor(cast.ada))


def test_who_may_not_suggest_learns_why(cast, idea, no_trace):
    for who, said in ((cast.ada, "yourself"), (cast.eve, "Sign in"), (cast.gwen, "Join the"), (None, "Sign in")):
        with no_trace(), pytest.raises(Refused, match=said):
            suggest(idea, text="Other", why="", by=as_actor(who))
    with no_trace(), pytest.raises(Refused, match="as it stands"):
        suggest(idea, text=" About Slips. ", why="", by=as_actor(cast.mia))
    decide(idea, "park", reason="So.", by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused, match="settled"):
        suggest(idea, text="Other", why="", by=as_actor(cast.mia))


def test_a_suggestion_is_taken_back_and_goes_with_its_author_or_its_idea(cast, idea, visit, verbs):
    mia = as_actor(cast.mia)
    suggest(idea, text="Other", why="", by=mia)
    verbs()
    visit(cast.mia).post(reverse("idea_take_back", args=[idea.pid]))
    take_back(idea, by=mia)
    assert (Suggestion.objects.count(), verbs()) == (0, ["contribution.suggestion_taken_back"])
    for who in (cast.mia, cast.otto):
        suggest(idea, text="Other", why="", by=as_actor(who))
    withdraw_everything_of(cast.mia, by=as_actor("system"))
    assert Suggestion.objects.get().person == cast.otto
    contributions.withdraw(idea.body, by=as_actor(cast.ada))
    assert Suggestion.objects.count() == 0


def test_pictures_go_along_and_versions_say_whose_words_they_are(cast, idea):
    shown = contributions.upload(SimpleUploadedFile("slips.txt", b"Slips"), by=as_actor(cast.mia))
    suggest(idea, text=f"See [slips](attachment:{shown.pid}).", why="", by=as_actor(cast.mia))
    with as_of(now() + timedelta(days=40)):
        forget_unused_files()
    accept(idea, cast.mia, by=as_actor(cast.ada))
    assert Attachment.objects.unscoped("a test").get(pk=shown.pk).post_id == idea.body_id
    contributions.edit(idea, title="Slips", text="Ada again", by=as_actor(cast.ada))
    contributions.edit(idea, title="Slips", text="And again", by=as_actor(cast.ada))
    written = Revision.objects.order_by("number").values_list("written_by__name", flat=True)
    assert list(written) == ["Ada Orsel", "Mia Orsel", "Ada Orsel"]
