"""A sentence becomes a signal or evidence; whoever sees both reads it there, as it stands today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.communities.models import Membership
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Passage
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.sentences import stretch
from passerelle.notifications.models import Notice
from passerelle.trail import actions
from passerelle.trail.models import Link
from passerelle.trail.quoting.choosing import find_text, leading_on, row_of
from passerelle.trail.quoting.reading import quoted
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
SIGNAL = {"sort": "objection", "customer": "private", "urgency": "week"}


@pytest.fixture
def reply(cast, places, things):
    (update,) = things("Till queues")
    text = f"Hello. As @{{person:{cast.ada.pid}}} said, they leave. The queue is *long*."
    return contributions.reply(update, text=text, by=as_actor(cast.mia))


def wanted(person, post, first, last=None):
    _post, choice = find_text(as_actor(person), post.pid)
    return stretch(choice.text, choice.known, first, first if last is None else last)


def words_of(person, link):
    return [one.words for one in quoted(as_actor(person), [link.pk]).get(link.pk, ())]


def form_for(person, post, number, goal):
    post, choice = find_text(as_actor(person), post.pid)
    return leading_on(post, choice, (number, number), goal)


# choosing


def test_sentences_are_chosen_on_a_page_or_by_marking_them(cast, reply, visit):
    page = reverse("passages", args=[reply.pid])
    browser = visit(cast.otto)
    shown = browser.get(page).text
    assert f"As @{cast.ada.name} said, they leave." in shown
    to_signal = form_for(cast.otto, reply, 1, "signal")
    marked = {"said": f"@{cast.ada.name} said", "until": "they", "to": "signal"}
    assert browser.get(page, {"s": "1", "to": "signal"})["Location"] == to_signal
    assert browser.get(page, marked)["Location"] == to_signal
    assert browser.get(page, {"s": ["1", "2"], "to": "evidence"})["Location"].startswith(
        reverse("passage_evidence", args=[reply.pid]) + "?first=1&last=2&"
    )
    for query in ({"s": ["0", "2"], "to": "signal"}, {"to": "signal"}, {"s": "99", "to": "evidence"}):
        answer = browser.get(page, query)
        assert (answer.status_code, "Choose one sentence, or several" in answer.text) == (200, True)
    assert browser.get(page, {"s": "1", "to": "question"}).status_code == 200  # no goal of a sentence


def test_what_is_hidden_or_gone_has_no_sentences(cast, places, reply, visit):
    inside = bring("Only for us", places.closed, cast.ada)
    answer = contributions.reply(inside, text="Hush.", by=as_actor(cast.mia))
    assert visit(cast.otto).get(reverse("passages", args=[answer.pid])).status_code == 404
    contributions.withdraw(reply, by=as_actor(cast.mia))
    for name in ("passages", "passage_evidence"):
        assert visit(cast.mia).get(reverse(name, args=[reply.pid])).status_code == 404


# making something of it


def test_a_signal_is_made_of_a_sentence_and_leads_back(cast, places, reply, visit, verbs):
    browser = visit(cast.mia)
    address = form_for(cast.mia, reply, 1, "signal") + f"&community={places.open.pid}"
    form = browser.get(address).text
    assert "As … said, they leave.</textarea>" in form  # no name goes along
    verbs()
    answer = browser.post(address, {**SIGNAL, "text": "They go away.", "title": ""})
    made = Contribution.objects.unscoped("a test").get(kind_slug="signal")
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert verbs() == ["contribution.published", "link.asserted", "link.quoted"]
    link = Link.objects.unscoped("a test").get()
    assert (link.later, link.earlier, link.relation, link.status) == (
        made,
        reply.contribution,
        "derived_from",
        "confirmed",
    )
    shown = browser.get(made.get_absolute_url()).text
    assert f"As @{cast.ada.name} said, they leave.</blockquote>" in shown
    assert reply.get_absolute_url().replace("&", "&amp;") in shown
    assert "they leave" not in str(list(Entry.objects.values_list("particulars", flat=True)))


def test_a_text_that_changed_meanwhile_loses_nothing_typed(cast, places, reply, visit):
    browser = visit(cast.mia)
    address = form_for(cast.mia, reply, 1, "signal") + f"&community={places.open.pid}"
    evidence = form_for(cast.mia, reply, 1, "evidence")
    contributions.edit_reply(reply, text="Never mind.", by=as_actor(cast.mia))
    answer = browser.post(address, {**SIGNAL, "text": "What I typed", "title": ""})
    assert (answer.status_code, "The text was changed meanwhile" in answer.text, "What I typed" in answer.text) == (
        422,
        True,
        True,
    )
    assert browser.post(evidence, {"target": "till"}).status_code == 422
    assert browser.get(address)["Location"] == reverse("passages", args=[reply.pid])
    assert not Contribution.objects.unscoped("a test").filter(kind_slug="signal").exists()


def test_somebody_who_may_write_nowhere_is_told_so(cast, places, reply, visit):
    address = form_for(cast.ada, reply, 0, "signal")
    answer = visit(cast.ada).get(address + "&community=nosuchplace1")
    assert (answer.status_code, "In which community" in answer.text) == (200, True)
    assert visit(cast.ada).get(address.replace("/as/signal/", "/as/question/")).status_code == 404


# evidence


def test_evidence_is_attached_or_proposed_and_hangs_there_once(cast, places, reply, visit):
    idea = bring("A second till", places.open, cast.ada, "idea")
    address = form_for(cast.mia, reply, 2, "evidence")
    sent = {"target": idea.get_absolute_url()}
    told = visit(cast.mia).post(address, sent, follow=True).text
    assert "whoever answers for it confirms it" in told
    link = Link.objects.unscoped("a test").get()
    assert (link.status, words_of(cast.mia, link)) == ("proposed", ["The queue is long."])
    visit(cast.ada).post(form_for(cast.ada, reply, 0, "evidence"), sent)
    visit(cast.ada).post(form_for(cast.ada, reply, 0, "evidence"), sent)
    link.refresh_from_db()
    assert (link.status, words_of(cast.mia, link)) == ("confirmed", ["The queue is long.", "Hello."])
    page = visit(cast.mia).get(reverse("trail", args=[idea.pid])).text
    assert "The queue is long.</blockquote>" in page
    itself = visit(cast.ada).post(address, {"target": reply.contribution.get_absolute_url()})
    kept = reply.contribution.get_absolute_url().replace("&", "&amp;")
    assert (itself.status_code, "does not come from itself" in itself.text, kept in itself.text) == (422, True, True)


def test_what_is_older_than_a_sentence_rests_on_it_and_gives_it_no_credit(cast, places, things, tied):
    idea, cause = bring("A second till", places.open, cast.ada, "idea"), *things("Till rolls")
    said = contributions.reply(cause, text="It is loud. Very.", by=as_actor(cast.mia))
    tied(idea, cause)
    assert actions.quote(idea, said, wanted(cast.ada, said, 0), by=as_actor(cast.ada)).relation == "derived_from"
    long_ago = idea.created_at - timedelta(days=40)
    Contribution.objects.unscoped("a test").filter(pk__in=(idea.pk, cause.pk)).update(happened_at=long_ago)
    (later,) = things("Till queues")
    heard = contributions.reply(later, text="They left. All.", by=as_actor(cast.mia))
    link = actions.quote(idea, heard, wanted(cast.ada, heard, 0), by=as_actor(cast.ada))
    assert (link.relation, link.status, words_of(cast.mia, link)) == ("supported_by", "confirmed", ["They left."])
    assert actions.weights_of(idea).keys() == {Link.objects.unscoped("a test").get(relation="derived_from").pk}


def test_it_is_read_as_it_stands_today_and_only_by_who_reads_the_text(cast, places, visit):
    inside = bring("Only for us", places.closed, cast.ada)
    said = contributions.reply(inside, text="It is cold. Very.", by=as_actor(cast.mia))
    contributions.share(inside, places.open, by=as_actor(cast.ada))  # the card travels, the conversation stays
    idea = bring("A door curtain", places.open, cast.ada, "idea")
    link = actions.quote(idea, said, wanted(cast.ada, said, 0), by=as_actor(cast.ada))
    assert (words_of(cast.mia, link), words_of(cast.otto, link)) == (["It is cold."], [])
    assert "It is cold." not in visit(cast.otto).get(idea.get_absolute_url()).text
    contributions.edit_reply(said, text="Yes: It is cold. Very.", by=as_actor(cast.mia))
    assert words_of(cast.mia, link) == ["It is cold."]
    contributions.edit_reply(said, text="It was warm.", by=as_actor(cast.mia))
    assert words_of(cast.mia, link) == [None]
    page = visit(cast.mia).get(idea.get_absolute_url()).text
    assert ("It is cold" in page, "stands there no more" in page) == (False, True)
    contributions.withdraw(said, by=as_actor(cast.mia))
    assert (words_of(cast.mia, link), Passage.objects.count()) == ([], 0)


def test_who_answers_takes_a_sentence_off_again(cast, places, reply, visit, verbs):
    idea = bring("A second till", places.open, cast.ada, "idea")
    link = actions.quote(idea, reply, wanted(cast.ada, reply, 0), by=as_actor(cast.ada))
    address = reverse("trail_unquote", args=[idea.pid, link.pk, Passage.objects.get().pk])
    verbs()
    assert visit(cast.mia).post(address).status_code == 403
    assert visit(cast.ada).post(address).status_code == 302
    assert visit(cast.ada).post(address).status_code == 404
    assert (verbs(), words_of(cast.ada, link)) == (["link.unquoted"], [])


def test_nobody_points_at_words_that_do_not_stand_there(cast, places, reply):
    idea = bring("A second till", places.open, cast.ada, "idea")
    chosen = wanted(cast.ada, reply, 0)
    contributions.edit_reply(reply, text="Other words.", by=as_actor(cast.mia))
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.quote(idea, reply, chosen, by=as_actor(cast.ada))


def test_a_row_is_needed(cast, reply):
    _post, choice = find_text(as_actor(cast.ada), reply.pid)
    asked = ("s=0&s=1", "s=1", "s=x", "s=", "said=queue", "said=nothing")
    assert [row_of(choice, QueryDict(query)) for query in asked] == [(0, 1), (1, 1), None, None, (2, 2), None]


# telling whoever said it


def test_whoever_said_it_is_told_once_where_they_may_read_what_uses_it(cast, places, reply):
    used = bring("Slips", places.open, cast.ada, "idea", details={"problem": "No paper"})
    inside = bring("Only for us", places.closed, cast.sam, "idea", details={"problem": "No paper"})
    own = bring("Mine", places.open, cast.mia, "idea", details={"problem": "No paper"})
    for later, who in ((used, cast.ada), (used, cast.ada), (inside, cast.sam), (own, cast.mia)):
        actions.quote(later, reply, wanted(who, reply, 1), by=as_actor(who))
    Membership.objects.filter(community=places.closed, person=cast.mia).delete()
    run_all()
    told = Notice.objects.filter(verb="link.quoted").values_list("person_id", "contribution_id")
    assert list(told) == [(cast.mia.pk, used.pk)]
