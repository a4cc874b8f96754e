"""The forms as browsers send them: errors keep what was typed, a form sent twice is done once, refusals leave no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Draft, Follow, Post, Reaction
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.topics.models import Topic


def heads():
    return Contribution.objects.unscoped("a test")


def posts():
    return Post.objects.unscoped("a test")


def compose(places, kind="update", place="open"):
    return f"{reverse('contribute')}?kind={kind}&community={getattr(places, place).pid}"


def test_composing_publishes_and_leads_to_the_page(cast, places, visit):
    actions.save_draft(f"new:question:{places.open.pid}", {"title": "Half"}, by=as_actor(cast.ada))
    browser = visit(cast.ada)
    form = {"title": "Which oven?", "text": "Mine is *old*.", "topics": "Ovens, Bread", "needed_by": "2031-05-01"}
    answer = browser.post(compose(places, "question"), form)
    made = heads().get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.kind_slug, made.facts["needed_by"], made.standing) == ("question", "2031-05-01", "published")
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Bread", "Ovens"]
    assert Draft.objects.count() == 0


def test_a_form_with_mistakes_comes_back_as_it_was_typed(cast, places, visit, no_trace):
    with no_trace():
        answer = visit(cast.ada).post(
            compose(places, "question"), {"title": "", "text": "Kept words", "needed_by": "soon"}
        )
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert answer.text.count('aria-invalid="true"') == 2


@pytest.mark.parametrize(
    ("field", "value"), [("topics", ",".join("abcdefghi")), ("scheduled_for", "2020-01-01T10:00"), ("title", "x" * 201)]
)
def test_limits_are_told(cast, places, visit, no_trace, field, value):
    with no_trace():
        answer = visit(cast.ada).post(compose(places), {"title": "News", "text": "Words", field: value})
    assert answer.status_code == 422
    assert Topic.objects.count() == 0


def test_publishing_later_from_the_form(cast, places, visit):
    moment = (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    visit(cast.ada).post(compose(places), {"title": "Later", "text": "Words", "scheduled_for": moment})
    assert heads().get().standing == "scheduled"
    page = visit(cast.ada).get(heads().get().get_absolute_url())
    assert reverse("publish", args=[heads().get().pid]) in page.text


def test_where_one_may_not_write_the_form_is_not_there(cast, places, visit, no_trace):
    with no_trace():
        for person in (cast.otto, cast.gwen, cast.root):
            answer = visit(person).post(compose(places), {"title": "News", "text": "Words"})
            assert answer.status_code == 422  # the page where one chooses a place


def test_the_same_form_sent_twice_is_done_once(cast, places, visit):
    browser = visit(cast.ada)
    form = {"title": "News", "text": "Words", "_key": "one-key"}
    first, second = browser.post(compose(places), form), browser.post(compose(places), form)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert second["Idempotent-Replay"] == "true"
    assert (heads().count(), Entry.objects.count(), Follow.objects.count()) == (1, 1, 1)
    changed = browser.post(compose(places), {**form, "text": "Other words"})
    assert (changed.status_code, heads().count()) == (422, 1)


def test_a_reply_sent_twice_is_one_reply(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    browser = visit(cast.mia)
    answers = [browser.post(reverse("replies", args=[update.pid]), {"text": "Yes", "_key": "again"}) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert (posts().filter(is_body=False).count(), heads().get().replies_count) == (1, 1)


def test_an_empty_reply_comes_back_with_the_page(cast, places, visit, no_trace):
    update = bring("News", places.open, cast.ada)
    with no_trace():
        answer = visit(cast.mia).post(reverse("replies", args=[update.pid]), {"text": ""})
    assert answer.status_code == 422
    assert "Write something first." in answer.text


def test_replying_forgets_the_draft_and_leads_to_the_reply(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    browser = visit(cast.mia)
    saved = browser.post(
        reverse("drafts"), {"place": f"reply:{update.pid}", "text": "Half", "csrfmiddlewaretoken": "x"}
    )
    assert (saved.json(), Draft.objects.get().fields) == ({"saved": True}, {"text": "Half"})
    assert "Half" in browser.get(update.get_absolute_url()).text
    answer = browser.post(reverse("replies", args=[update.pid]), {"text": "Whole"})
    made = posts().get(is_body=False)
    assert answer["Location"] == f"{update.get_absolute_url()}?reply={made.pid}#r-{made.pid}"
    assert Draft.objects.count() == 0
    assert browser.get(reverse("reply", args=[made.pid]))["Location"] == answer["Location"]


def test_answering_a_reply_and_a_reply_of_another_conversation(cast, places, visit):
    update, other = bring("News", places.open, cast.ada), bring("Other", places.open, cast.ada)
    parent, foreign = (actions.reply(each, text="One", by=as_actor(cast.mia)) for each in (update, other))
    browser = visit(cast.ada)
    browser.post(reverse("replies", args=[update.pid]), {"text": "Two", "parent": parent.pid})
    assert posts().get(source="Two").parent_id == parent.pk
    wrong = browser.post(reverse("replies", args=[update.pid]), {"text": "Three", "parent": foreign.pid})
    assert (wrong.status_code, posts().filter(source="Three").count()) == (403, 0)


def test_signs_by_form_and_by_htmx(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    browser, address = visit(cast.mia), reverse("react", args=[update.body.pid])
    assert browser.post(address, {"reaction": "thanks"}).status_code == 302
    answer = browser.post(address, {"reaction": "agree"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert f'id="signs-{update.body.pid}"' in answer.text
    assert Reaction.objects.count() == 2
    refused = browser.post(address, {"reaction": "hate"}, headers={"HX-Request": "true"})
    assert (refused.status_code, Reaction.objects.count()) == (403, 2)


def test_bookmarks_drafts_and_quotations(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    browser = visit(cast.mia)
    kept = browser.post(reverse("bookmark", args=[update.body.pid]), headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in kept.text
    browser.post(reverse("drafts"), {"place": f"reply:{update.pid}", "text": "Half"})
    assert browser.post(reverse("forget_draft", args=[Draft.objects.get().pk])).status_code == 302
    assert Draft.objects.count() == 0
    quoted = browser.get(reverse("quote", args=[update.body.pid])).json()
    assert (quoted["text"], quoted["mention"]) == ("> About News.", f"@{{person:{cast.ada.pid}}}")


def test_a_quotation_names_nobody_the_reader_may_not_meet(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    actions.share(update, places.elsewhere, by=as_actor(cast.sam))
    quoted = visit(cast.gil).get(reverse("quote", args=[update.body.pid])).json()
    assert (quoted["text"], quoted["mention"], quoted["name"]) == ("> About News.", "", "")


def test_somebody_elses_draft_is_not_there(cast, places, visit):
    actions.save_draft("reply:x", {"text": "Half"}, by=as_actor(cast.ada))
    assert visit(cast.mia).post(reverse("forget_draft", args=[Draft.objects.get().pk])).status_code == 404


HIDDEN = {
    "replies": {"text": "x"},
    "contribution_follow": {"level": "mute"},
    "contribution_withdraw": {},
    "lock": {},
    "publish": {},
    "share": {},
    "rehome": {},
    "split": {},
    "merge": {},
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_one_may_not_see_takes_no_verb(cast, places, visit, no_trace, name):
    update = bring("Inside", places.closed, cast.ada)
    with no_trace():
        answer = visit(cast.otto).post(reverse(name, args=[update.pid]), HIDDEN[name])
    assert answer.status_code == 404


def test_community_managers_steer_by_form(cast, places, world, visit):
    sam = visit(cast.sam)
    pid = world.update.pid
    assert sam.post(reverse("pin", args=[pid, places.open.pid]), {"pinned": "no"}).status_code == 302
    assert sam.post(reverse("lock", args=[pid])).status_code == 302
    assert sam.post(reverse("unshare", args=[pid, places.closed.pid])).status_code == 302
    split = sam.post(reverse("split", args=[pid]), {"title": "Of its own", "replies": [world.reply.pid]})
    made = heads().get(title="Of its own")
    assert split["Location"] == made.get_absolute_url()
    merged = sam.post(
        reverse("merge", args=[made.pid]), {"into": f"http://testserver{world.question.get_absolute_url()}"}
    )
    assert merged["Location"] == world.question.get_absolute_url()
    moved = sam.post(reverse("rehome", args=[pid]), {"community": places.secret.pid})
    assert (moved.status_code, heads().get(pid=pid).home_id) == (302, places.secret.pk)
    for name, form in (("split", {"title": "", "replies": []}), ("rehome", {"community": ""}), ("merge", {"into": ""})):
        assert sam.post(reverse(name, args=[world.question.pid]), form).status_code == 422


def test_sharing_and_taking_back_by_form(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    ada = visit(cast.ada)
    assert ada.post(reverse("share", args=[update.pid]), {"community": places.elsewhere.pid}).status_code == 422
    assert ada.post(reverse("share", args=[update.pid]), {"community": places.closed.pid}).status_code == 302
    assert update.placements.count() == 2
    assert ada.post(reverse("contribution_withdraw", args=[update.pid])).status_code == 302
    assert heads().get().standing == "withdrawn"


def test_editing_by_form(cast, places, world, visit):
    ada = visit(cast.ada)
    form = {"title": "Which one?", "text": "Better words", "topics": "", "needed_by": ""}
    assert ada.post(reverse("contribution_edit", args=[world.question.pid]), form).status_code == 302
    assert heads().get(pk=world.question.pk).title == "Which one?"
    assert ada.post(reverse("contribution_edit", args=[world.question.pid]), {**form, "text": ""}).status_code == 422
    assert ada.post(reverse("reply_edit", args=[world.nested.pid]), {"text": "Mended"}).status_code == 302
    assert posts().get(pk=world.nested.pk).source == "Mended"
    assert visit(cast.mia).post(reverse("reply_edit", args=[world.nested.pid]), {"text": "Hers"}).status_code == 404


def test_the_way_back_stays_on_our_side(cast, places, visit):
    update = bring("News", places.open, cast.ada)
    browser, address = visit(cast.mia), reverse("contribution_follow", args=[update.pid])
    ours = browser.post(address, {"level": "watch", "next": "/me/"})
    theirs = browser.post(address, {"level": "watch", "next": "https://elsewhere.example/"})
    assert (ours["Location"], theirs["Location"]) == ("/me/", update.get_absolute_url())
