"""An FAQ assembles itself from accepted answers: as they read today, for those who may read them where they were given."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions.actions import contribute, edit_reply, make_move, merge, reply, withdraw
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution, Involvement
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions, rules
from passerelle.kinds.article.article.models import Article, Genre, Pinned
from passerelle.kinds.article.article.reading.faq import answers
from passerelle.kinds.article.article.reading.gathering import pinnable
from passerelle.work.worker import run_all


@pytest.fixture
def accept(cast, visit):
    """Mia accepts an answer to a question of hers; another family's verbs are reached by their pages."""

    def accepting(question, said):
        address = reverse("question_accept", args=[question.pid, said.pid])
        assert visit(cast.mia).post(address).status_code == 302

    return accepting


@pytest.fixture
def asked(cast, accept):
    """A question of Mia's that Ada answered, and the answer, accepted."""

    def asking(place, title, answer):
        question = bring(title, place, cast.mia, "question")
        said = reply(question, text=answer, by=as_actor(cast.ada))
        accept(question, said)
        return question, said

    return asking


@pytest.fixture
def faq(cast, places):
    """Ada's, checked and published by Sam."""
    details = {"genre": Genre.FAQ}
    words = {"title": "Curtains", "text": "## Before you ask\n\nLook here.", "details": details}
    made = contribute("article", places.open, **words, by=as_actor(cast.ada))
    make_move(made, "submit", by=as_actor(cast.ada))
    return make_move(made, "publish", by=as_actor(cast.sam))


def order(article):
    return list(Pinned.objects.filter(article_id=article.pk).values_list("contribution__title", flat=True))


def test_accepted_answers_stand_in_it_as_they_read_today_for_those_who_may_read_them(
    cast, places, faq, asked, accept, visit, verbs
):
    open_one, said = asked(places.open, "Which ruler?", "The **steel** one.\n\n## Why\n\nIt stays straight.")
    closed_one, _said = asked(places.closed, "Who pays for it?", "The workshop does.")
    verbs()
    way = reverse("article_pin", args=[open_one.pid])
    offering = {who: way in visit(getattr(cast, who)).get(open_one.get_absolute_url()).text for who in ("ada", "mia")}
    assert offering == {"ada": True, "mia": False}
    assert "Curtains" in visit(cast.ada).get(way).text
    for question in (open_one, closed_one, open_one):
        done = visit(cast.ada).post(reverse("article_pin", args=[question.pid]), {"article": faq.pid})
        assert done["Location"] == reverse("article_faq", args=[faq.pid])
    assert (verbs(), order(faq)) == (["article.pinned"] * 2, ["Which ruler?", "Who pays for it?"])
    page = faq.get_absolute_url()
    inside, outside = (visit(who).get(page).text for who in (cast.mia, cast.otto))
    shown = ('id="s-which-ruler"', "<strong>steel</strong>", reverse("reply", args=[said.pid]), "Ada Orsel</bdi>")
    assert all(words in inside and words in outside for words in shown)
    assert all(words in inside and words not in outside for words in ("Who pays for it?", "The workshop does."))
    assert inside.index("Look here.") < inside.index('id="s-which-ruler"') < inside.index('id="s-who-pays-for-it"')
    edit_reply(said, text="The brass one.", by=as_actor(cast.ada))
    assert "The brass one." in visit(cast.otto).get(page).text
    better = reply(open_one, text="The folding one.", by=as_actor(cast.sam))
    accept(open_one, better)
    printed = visit(cast.ada).get(reverse("article_pdf", args=[faq.pid]))
    assert printed.headers["Content-Type"] == "application/pdf"
    now = visit(cast.otto).get(page).text
    assert ("The folding one." in now, "The brass one." in now) == (True, False)
    visit(cast.mia).post(reverse("question_not_yet", args=[open_one.pid]))
    assert "Which ruler?" not in visit(cast.ada).get(page).text
    assert "it is not shown" in visit(cast.ada).get(reverse("article_faq", args=[faq.pid])).text
    accept(open_one, better)
    withdraw(open_one.body, by=as_actor(cast.mia))
    assert not any(words in visit(cast.ada).get(page).text for words in ("Which ruler?", "The folding one."))
    Article.objects.filter(pk=faq.pk).update(genre=Genre.CASE)
    assert "The workshop does." not in visit(cast.ada).get(page).text


def test_those_who_write_it_order_it_and_take_off_what_they_pinned(cast, places, faq, asked, visit, verbs, no_trace):
    pinned = [asked(places.open, title, f"About {title}")[0] for title in ("First?", "Second?", "Third?")]
    hidden, _said = asked(places.closed, "Hidden?", "Nothing for Otto.")
    for question in (pinned[0], hidden, *pinned[1:]):
        actions.pin(faq, question, by=as_actor(cast.ada))
    verbs()
    listed, moving, off = (reverse(f"article_faq{name}", args=[faq.pid]) for name in ("", "_order", "_unpin"))
    assert {who for who in NAMES if visit(getattr(cast, who)).get(listed).status_code == 200} == {"ada"}
    ada = visit(cast.ada)
    assert ada.post(moving, {"pinned": pinned[2].pid, "way": "up"})["Location"] == listed
    assert order(faq) == ["First?", "Hidden?", "Third?", "Second?"]
    with no_trace():  # at the end it stays where it is, and what is not pinned does not move
        ada.post(moving, {"pinned": pinned[0].pid, "way": "up"})
        ada.post(moving, {"pinned": faq.pid, "way": "down"})
        assert ada.post(moving, {"pinned": "\x00", "way": "up"}).status_code == 404
    Involvement.objects.create(contribution=faq, person=cast.otto, part="co_author")
    visit(cast.otto).post(moving, {"pinned": pinned[2].pid, "way": "up"})
    assert order(faq) == ["Third?", "Hidden?", "First?", "Second?"]  # past what she may not read
    visit(cast.otto).post(off, {"pinned": pinned[0].pid})
    assert (order(faq), verbs()) == (
        ["Third?", "Hidden?", "Second?"],
        ["article.rearranged", "article.rearranged", "article.unpinned"],
    )
    with no_trace():
        assert ada.post(off, {"pinned": pinned[0].pid}).status_code == 302
        refused = [visit(who).post(off, {"pinned": pinned[1].pid}).status_code for who in (cast.mia, cast.sam)]
    assert refused == [403, 403]


def test_who_may_pin_and_what_is_said_to_others(cast, places, faq, draft, asked, visit, no_trace):
    question, _said = asked(places.open, "Which ruler?", "The steel one.")
    waiting = bring("Open still?", places.open, cast.mia, "question")
    people = {who: as_actor(getattr(cast, who)) for who in NAMES}
    for article in (faq, draft):
        may = {who for who, actor in people.items() if rules.may_pin(article, actor)}
        offered = {who for who, actor in people.items() if pinnable(actor, "faq").filter(pk=article.pk).exists()}
        assert may == offered == ({"ada"} if article == faq else set())
    for who, article, about, said in (
        ("ada", faq, waiting, "No answer to it is accepted"),
        ("mia", faq, question, "Only the author can do this"),
        ("ada", draft, question, "to an article of questions and answers"),
    ):
        with no_trace(), pytest.raises(Refused, match=said):
            actions.pin(article, about, by=people[who])
    ada, way = visit(cast.ada), reverse("article_pin", args=[waiting.pid])
    with no_trace():
        for sent, said in (({"article": faq.pid}, "No answer to it is accepted"), ({"article": "x"}, "valid choice")):
            answer = ada.post(way, sent)
            assert (answer.status_code, said in answer.text) == (422, True)
    assert "You write no FAQ yet" in visit(cast.mia).get(way).text
    inside, _said = asked(places.closed, "Who pays?", "We do.")
    hidden = reverse("article_pin", args=[inside.pid])
    assert [visit(getattr(cast, who)).get(hidden).status_code for who in ("otto", "gil", "fred")] == [404, 404, 404]
    Contribution.objects.filter(pk=faq.pk).update(state="retired")
    retired = find_contribution(people["ada"], faq.pid)
    with no_trace(), pytest.raises(Refused, match="It was retired"):
        actions.pin(retired, question, by=people["ada"])
    assert not pinnable(people["ada"], "faq").exists()
    assert (answers(people["otto"], [question.pk, waiting.pk, inside.pk]).keys(), answers(people["otto"], [])) == (
        {question.pk},
        {},
    )


def test_its_page_costs_the_same_however_many_are_pinned(cast, places, faq, asked, visit):
    browser, counts = visit(cast.otto), []
    for number in range(1, 6):
        actions.pin(faq, asked(places.open, f"Question {number}?", "Yes.")[0], by=as_actor(cast.ada))
        if number in (1, 5):
            browser.get(faq.get_absolute_url())
            with CaptureQueriesContext(connection) as spent:
                page = browser.get(faq.get_absolute_url()).text
            counts.append(len(spent))
            assert page.count('class="passage"') == number
    assert counts[0] == counts[1]


def test_what_was_pinned_of_a_question_that_is_merged_stands_under_the_one_it_lives_on_in(
    cast, places, faq, asked, visit
):
    first, said = asked(places.open, "Which ruler?", "The **steel** one.")
    second, _said = asked(places.open, "Who pays?", "The workshop does.")
    open_one = bring("What do I measure with?", places.open, cast.mia, "question")
    for question in (first, second):
        actions.pin(faq, question, by=as_actor(cast.ada))
    merge(first, open_one, by=as_actor(cast.sam))
    run_all()
    assert order(faq) == ["What do I measure with?", "Who pays?"]
    for who in (cast.mia, cast.otto):
        page = visit(who).get(faq.get_absolute_url()).text
        shown = ('id="s-what-do-i-measure-with"', "<strong>steel</strong>", reverse("reply", args=[said.pid]))
        assert [words in page for words in (*shown, "Which ruler?")] == [True, True, True, False]
    assert Contribution.objects.unscoped("a test").get(pk=open_one.pk).state == "answered"
    merge(second, open_one, by=as_actor(cast.sam))  # both are pinned, and each has its answer
    run_all()
    assert order(faq) == ["What do I measure with?"]
    page = visit(cast.mia).get(faq.get_absolute_url()).text
    assert ("<strong>steel</strong>" in page, "The workshop does." in page) == (True, False)
