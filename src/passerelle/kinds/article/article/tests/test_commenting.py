"""A sentence of an article is commented on: the comment quotes it as it stands, and a mark beside it leads there."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.actions import make_move
from passerelle.contributions.actions.erase import withdraw_everything_of
from passerelle.contributions.models import Post
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.lib.sentences import Stretch, stretch
from passerelle.notifications.models import Notice
from passerelle.trail.quoting.choosing import find_text, leading_on
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
LINE = "The till counts twice."
MARK = re.compile(r'(\S+)<a class="passage-mark no-print" id="m-\w+" href="([^"]*)" lang="en" aria-label="([^"]*)"')


def written(article, text, by):
    actions.edit(article, title=article.title, text=text, by=as_actor(by), details={})
    article.refresh_from_db()
    return article


@pytest.fixture
def told(cast, article):
    """Three sentences; the second names Ada, the third stands inside a link."""
    text = f"{LINE} As @{{person:{cast.ada.pid}}} says, *wait & see*. Then [ask. Or call](https://example.org/desk)."
    return written(article, text, cast.ada)


def wanted(person, article, number):
    _post, choice = find_text(as_actor(person), article.body.pid)
    return stretch(choice.text, choice.known, number, number)


def form_of(person, article, number):
    post, choice = find_text(as_actor(person), article.body.pid)
    return leading_on(post, choice, (number, number), "comment")


def comment(person, article, number, text):
    return actions.reply(article, text=text, about=wanted(person, article, number), by=as_actor(person))


def read(visit, person, article):
    """The marks on the page, and what stands above each reply: a quotation, a sentence, or nothing."""
    page = visit(person).get(article.get_absolute_url()).text
    replies = re.findall(r'<article class="reply.*?</article>', page, re.DOTALL)
    above = [re.search(r'passage--about">\s*<(blockquote|figcaption)[^>]*>(.*?)</', one) for one in replies]
    return MARK.findall(page), [found and found[2] for found in above]


# the whole way


def test_a_comment_is_a_reply_that_quotes_its_sentence_which_leads_to_it(cast, told, visit, verbs):
    browser, page = visit(cast.otto), reverse("passages", args=[told.body.pid])
    assert "Comment on it" in browser.get(page).text
    address = browser.get(page, {"s": "1", "to": "comment"})["Location"]
    assert address == form_of(cast.otto, told, 1)
    assert f"As @{cast.ada.name} says, wait &amp; see.</blockquote>" in browser.get(address).text
    verbs()
    answer = browser.post(address, {"text": "For how long?"})
    made = Post.objects.unscoped("a test").get(is_body=False)
    assert (answer.status_code, answer["Location"], verbs()) == (302, made.get_absolute_url(), ["reply.published"])
    assert (made.passage.post, made.passage.marked_by, made.parent) == (told.body, cast.otto, None)
    comment(cast.mia, told, 1, "Until noon.")
    third = comment(cast.mia, told, 2, "Which desk?")
    actions.reply(told, text="All well.", by=as_actor(cast.mia))
    marks, above = read(visit, cast.otto, told)
    assert marks == [
        ("see</em>.", f"#r-{made.pid}", "2 comments on this sentence"),
        ("call</a>", f"#r-{third.pid}", "1 comment on this sentence"),  # no link within a link
    ]
    second = f"As @{cast.ada.name} says, wait &amp; see."
    assert above == [second, second, "Then ask.", None]
    run_all()
    assert cast.ada.pk in Notice.objects.filter(verb="reply.published").values_list("person_id", flat=True)
    assert "wait" not in str(list(Entry.objects.values_list("particulars", flat=True)))


def test_a_text_that_changes_is_quoted_as_it_stands_or_not_at_all(cast, told, visit):
    first, browser = comment(cast.mia, told, 0, "At noon too?"), visit(cast.otto)
    address = form_of(cast.otto, told, 0)
    written(told, f"To begin with: {LINE} Wait.", cast.ada)
    assert read(visit, cast.otto, told) == (
        [("twice.", f"#r-{first.pid}", "1 comment on this sentence")],
        [LINE],
    )
    written(told, "The till counts once.", cast.ada)
    assert read(visit, cast.otto, told) == ([], ["On a sentence of the text. The text has changed since."])
    assert "counts twice" not in browser.get(told.get_absolute_url()).text
    kept = browser.post(address, {"text": "What I typed"})
    assert (kept.status_code, "The text was changed meanwhile" in kept.text, "What I typed" in kept.text) == (
        422,
        True,
        True,
    )
    assert browser.get(address)["Location"] == reverse("passages", args=[told.body.pid])
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.reply(told, text="No.", about=first_of(first), by=as_actor(cast.mia))


def first_of(post):
    return Stretch(post.passage.quote, post.passage.before, post.passage.after)


# who may, and what goes


def test_who_may_not_reply_may_not_comment_and_reads_neither_mark_nor_comment(cast, places, visit):
    article = bring("Only for us", places.closed, cast.ada, "article")
    for step, who in (("submit", cast.ada), ("publish", cast.sam)):
        article = make_move(article, step, by=as_actor(who))
    comment(cast.mia, article, 0, "Hush.")
    actions.share(article, places.open, by=as_actor(cast.ada))  # the text travels, the conversation stays
    assert (len(read(visit, cast.mia, article)[0]), read(visit, cast.otto, article)) == (1, ([], []))
    page = reverse("passages", args=[article.body.pid])
    assert "Comment on it" not in visit(cast.otto).get(page).text
    assert visit(cast.otto).post(form_of(cast.otto, article, 0), {"text": "Me too"}).status_code == 403
    assert visit(cast.gil).get(form_of(cast.mia, article, 0)).status_code == 404
    actions.lock(article, by=as_actor(cast.sam))
    assert visit(cast.mia).post(form_of(cast.mia, article, 0), {"text": "Me too"}).status_code == 403
    question = bring("Which oven?", places.open, cast.ada)
    reply = actions.reply(article, text="A word. Another.", by=as_actor(cast.sam))
    for post in (question.body, reply):  # of no kind that is commented on, and no text of an article
        assert visit(cast.sam).get(reverse("passage_comment", args=[post.pid])).status_code == 404
    with pytest.raises(Refused):
        actions.reply(question, text="No.", about=wanted(cast.mia, question, 0), by=as_actor(cast.mia))


def test_what_is_taken_back_or_erased_leaves_no_mark(cast, told, visit):
    mine, theirs = comment(cast.mia, told, 0, "At noon too?"), comment(cast.otto, told, 0, "And at night?")
    actions.reply(told, text="Yes.", parent=mine, by=as_actor(cast.ada))
    actions.withdraw(mine, by=as_actor(cast.mia))
    marks, _above = read(visit, cast.ada, told)
    assert marks == [("twice.", f"#r-{theirs.pid}", "1 comment on this sentence")]
    withdraw_everything_of(cast.otto, by=as_actor("system"))
    assert read(visit, cast.ada, told)[0] == []
    assert not Post.objects.unscoped("a test").exclude(passage=None).exists()
    kept = comment(cast.mia, told, 0, "Once more.")
    actions.withdraw(told.body, by=as_actor(cast.ada))
    kept.refresh_from_db()
    assert (kept.passage, kept.source, LINE in visit(cast.mia).get(told.get_absolute_url()).text) == (
        None,
        "Once more.",
        False,
    )


def test_a_comment_that_moves_away_keeps_its_sentence(cast, told, visit):
    replies = [comment(cast.mia, told, 0, text) for text in ("At noon too?", "And at night?")]
    away = actions.split(replies, title="Counting", by=as_actor(cast.sam))
    assert read(visit, cast.otto, told) == ([], [])
    assert read(visit, cast.otto, away) == ([], [LINE])


def test_many_comments_take_as_many_statements_as_one(cast, told, visit):
    def statements():
        visit(cast.otto).get(told.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as ran:
            visit(cast.otto).get(told.get_absolute_url())
        return len(ran)

    comment(cast.mia, told, 0, "One.")
    once = statements()
    for number in (0, 1, 2):
        comment(cast.mia, told, number, "More.")
    assert statements() == once
