"""An article is a draft of few, is checked by somebody else, appears, and is looked at again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions.actions import edit, make_move, withdraw
from passerelle.contributions.models import Contribution, Deadline, Involvement, Placement
from passerelle.contributions.reading.moves import history
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Article, Check, Genre
from passerelle.kinds.article.article.outlines import outline
from passerelle.kinds.article.article.parts import Part, holding, owner_of
from passerelle.kinds.article.article.reading.contents import outlined
from passerelle.kinds.article.article.reading.solving import solution
from passerelle.kinds.article.article.tasks import inherit, review
from passerelle.lib.clock import now
from passerelle.lib.markdown import render
from passerelle.moderation.actions import approve
from passerelle.notifications.models import Notice
from passerelle.people import actions as people
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all


def fresh(contribution):
    return Contribution.objects.unscoped("a test").select_related("home", "body").get(pk=contribution.pk)


def seen_by(cast, contribution):
    found = Contribution.objects
    return {who for who in NAMES if found.visible_to(as_actor(getattr(cast, who))).filter(pk=contribution.pk).exists()}


def due(article, purpose):
    rows = Deadline.objects.filter(contribution=article, purpose=purpose, met_at=None)
    return sorted(rows.values_list("person__name", flat=True))


def told(who):
    return list(Notice.objects.filter(person=who).order_by("pk").values_list("verb", flat=True))


def test_a_draft_is_seen_by_those_involved_until_it_is_published(cast, places, draft, verbs):
    assert (Entry.objects.get(contribution_id=draft.pk).verb, seen_by(cast, draft)) == ("contribution.begun", {"ada"})
    actions.appoint(draft, owner=cast.ada, reviewer=cast.otto, co_author=cast.mia, by=as_actor(cast.ada))
    assert seen_by(cast, draft) == {"ada", "mia", "otto"}
    assert edit(draft, title="Better", text="Words", by=as_actor(cast.mia)).title == "Better"
    verbs()
    assert make_move(draft, "submit", by=as_actor(cast.mia)).reach == "involved"
    assert (verbs(), due(draft, "check")) == (["contribution.moved"], ["Otto Orsel"])
    assert not Placement.objects.get(contribution=draft).listed
    published = make_move(draft, "publish", by=as_actor(cast.otto))
    assert (published.state, published.reach, verbs()) == ("published", "placements", ["contribution.published"])
    assert Placement.objects.get(contribution=draft).listed
    assert seen_by(cast, draft) == {"ada", "sam", "mia", "otto", "fred", "root"}
    today = now().date()
    details = Article.objects.get(pk=draft.pk)
    assert (details.published_on, details.review_on) == (today, today + timedelta(days=180))
    assert due(draft, "check") == []
    assert [step.words for step in history(as_actor(cast.sam), published, "Ada Orsel")][-1] == "Published by Otto Orsel"


def test_without_a_reviewer_the_community_managers_are_asked(cast, draft, visit):
    make_move(draft, "submit", by=as_actor(cast.ada))
    run_all()
    assert (due(draft, "check"), seen_by(cast, draft)) == (["Sam Orsel"], {"ada", "sam"})
    assert told(cast.sam)[-1] == "contribution.moved"
    assert "because you take part" in visit(cast.sam).get(draft.get_absolute_url()).text
    sam, ada = visit(cast.sam), visit(cast.ada)
    give_back = reverse("trail_decide", args=[draft.pid, "return"])
    assert [give_back in one.get(draft.get_absolute_url()).text for one in (sam, ada)] == [True, False]
    assert sam.post(reverse("move", args=[draft.pid, "return"]))["Location"] == give_back
    decide(draft, "return", reason="The numbers are missing.", by=as_actor(cast.sam))
    assert (due(draft, "check"), fresh(draft).state) == ([], "draft")
    run_all()
    told_ada = [ada.get(where).text for where in (draft.get_absolute_url(), reverse("inbox"))]
    assert ["The numbers are missing." in page for page in told_ada] == [True, True]
    for step, who in (("submit", cast.ada), ("redraft", cast.ada), ("submit", cast.ada), ("publish", cast.sam)):
        make_move(draft, step, by=as_actor(who))
    pages = [visit(who).get(draft.get_absolute_url()).text for who in (cast.mia, cast.ada)]
    assert ["The numbers are missing." in page for page in pages] == [False, False]


def test_nobody_publishes_their_own_but_a_community_manager(cast, places, draft, no_trace):
    make_move(draft, "submit", by=as_actor(cast.ada))
    for who in (cast.ada, cast.mia):
        with no_trace(), pytest.raises(Refused, match="Somebody else checks it first"):
            make_move(draft, "publish", by=as_actor(who))
    own = bring("Sam's", places.open, cast.sam, "article")
    make_move(own, "submit", by=as_actor(cast.sam))
    assert make_move(own, "publish", by=as_actor(cast.sam)).state == "published"


def test_where_texts_are_read_first_a_draft_waits_for_nobody_and_a_published_one_does(cast, places, draft, verbs):
    places.shared.contributing = "moderated"
    places.shared.save(update_fields=["contributing"])
    made = bring("Bridges", places.shared, cast.ada, "article")
    assert (made.standing, seen_by(cast, made)) == ("published", {"ada"})
    actions.appoint(made, owner=cast.ada, reviewer=cast.mia, by=as_actor(cast.ada))
    edit(made, title="Bridges", text="Changed", by=as_actor(cast.ada))
    assert fresh(made).body.source == "Changed"
    make_move(made, "submit", by=as_actor(cast.ada))
    held = make_move(made, "publish", by=as_actor(cast.mia))
    assert (held.standing, verbs()[-1], seen_by(cast, made)) == ("held", "contribution.held", {"ada", "sam"})
    approve(fresh(made).body, by=as_actor(cast.sam))
    assert (fresh(made).standing, seen_by(cast, made)) == ("published", {"ada", "sam", "mia", "gwen"})


def test_its_day_comes_and_whoever_answers_for_it_says_that_it_holds(cast, article, verbs):
    verbs()
    Article.objects.update(review_on=now().date() + timedelta(days=14))
    for _ in range(2):
        review()
    assert (verbs(), due(article, "review")) == (["article.reminded"], ["Ada Orsel"])
    Article.objects.update(review_on=now().date())
    for _ in range(2):
        review()
    assert (verbs(), fresh(article).state, due(article, "review")) == (["contribution.moved"], "due", ["Ada Orsel"])
    with pytest.raises(Refused, match="Only whoever answers for it"):
        make_move(article, "keep", by=as_actor(cast.mia))
    make_move(article, "keep", by=as_actor(cast.ada))
    assert (fresh(article).state, due(article, "review")) == ("published", [])
    assert Article.objects.get().review_on == now().date() + timedelta(days=180)


def test_what_somebody_answered_for_passes_up_the_tree_when_they_leave(cast, article, verbs):
    """Otto cannot sign in any more, Mia above him can; without anybody above it is a community manager."""
    cast.ada.manager, cast.otto.manager = cast.otto, cast.mia
    for who in (cast.ada, cast.otto):
        who.save(update_fields=["manager"])
    Article.objects.update(review_on=now().date())
    review()
    people.deactivate(cast.otto, by=as_actor(cast.root))
    people.deactivate(cast.ada, by=as_actor(cast.root))
    run_all()
    assert (owner_of(fresh(article)), due(article, "review")) == (cast.mia.pk, ["Mia Orsel"])
    assert told(cast.mia)[-1] == "article.inherited"
    assert edit(article, title="Mine now", text="Words", by=as_actor(cast.mia)).title == "Mine now"
    people.deactivate(cast.mia, by=as_actor(cast.root))
    verbs()
    for _ in range(2):
        inherit()
    assert (verbs(), holding(article, Part.OWNER)) == (["article.inherited"], [cast.sam.pk])


def test_who_reads_it_says_whether_it_holds_and_its_owner_answers(cast, article, visit, no_trace):
    page = reverse("article_check", args=[article.pid])
    mia = visit(cast.mia)
    with no_trace():
        assert "Say what changed" in mia.post(page, {"holds": "no", "why": " "}).text
    assert mia.post(page, {"holds": "no", "why": "The ruler was replaced."}).status_code == 302
    run_all()
    assert (fresh(article).facts["doubted"], due(article, "review")) == (True, ["Ada Orsel"])
    assert told(cast.ada)[-1] == "article.outdated"
    shown = visit(cast.otto).get(article.get_absolute_url()).text
    assert ("The ruler was replaced." in shown, "Mia Orsel says that it is outdated." in shown) == (True, True)
    make_move(article, "keep", by=as_actor(cast.ada))
    assert (fresh(article).facts["doubted"], due(article, "review")) == (False, [])
    assert "confirmed since by whoever answers for it" in mia.get(article.get_absolute_url()).text
    actions.check(article, holds=True, why="", by=as_actor(cast.otto))
    edit(article, title="Other", text="Other words", by=as_actor(cast.ada))
    assert "of an earlier version" in mia.get(article.get_absolute_url()).text
    people.erase(cast.mia, by=as_actor(cast.root))
    run_all()
    assert list(Check.objects.order_by("pk").values_list("why", "person__name")) == [("", None), ("", "Otto Orsel")]


def test_a_draft_is_not_called_outdated(cast, draft, visit, no_trace):
    with no_trace(), pytest.raises(Refused, match="that is published"):
        actions.check(draft, holds=False, why="Old", by=as_actor(cast.ada))
    asked = {
        who: visit(getattr(cast, who)).get(reverse("article_check", args=[draft.pid])).status_code
        for who in ("ada", "mia")
    }
    assert asked == {"ada": 403, "mia": 404}


def test_who_has_which_part_is_decided_by_who_answers_for_it(cast, places, article, visit, no_trace):
    page = reverse("article_people", args=[article.pid])
    assert [visit(who).get(page).status_code for who in (cast.ada, cast.sam, cast.mia, cast.gil)] == [
        200,
        200,
        404,
        404,
    ]
    ada = visit(cast.ada)
    wrong = (
        ({"owner": "Gwen Orsel", "reviewer": ""}, "cannot read this community"),
        ({"owner": "Ada Orsel", "reviewer": "Ada Orsel"}, "not who writes it"),
        ({"owner": ""}, "This field is required"),
    )
    for sent, said in wrong:
        with no_trace():
            answer = ada.post(page, sent)
        assert (answer.status_code, said in answer.text) == (422, True)
    ada.post(page, {"owner": "Mia Orsel", "reviewer": "Otto Orsel", "co_author": "Root Orsel"})
    parts = {part: holding(article, part) for part in (Part.OWNER, Part.REVIEWER, Part.CO_AUTHOR)}
    assert parts == {"owner": [cast.mia.pk], "reviewer": [cast.otto.pk], "co_author": [cast.root.pk]}
    run_all()
    assert [told(who)[-1:] for who in (cast.mia, cast.otto, cast.root)] == [["article.appointed"]] * 3
    visit(cast.mia).post(page, {"owner": "Mia Orsel", "reviewer": "", "drop": [cast.root.pid]})
    assert (holding(article, Part.REVIEWER), holding(article, Part.CO_AUTHOR)) == ([], [])


def test_of_what_is_gone_nothing_is_due(cast, article):
    actions.check(article, holds=False, why="Old", by=as_actor(cast.mia))
    withdraw(article.body, by=as_actor(cast.ada))
    run_all()
    assert (due(article, "review"), Article.objects.count()) == ([], 0)


@pytest.mark.parametrize("genre", Genre.values)
def test_each_genre_begins_with_its_headings(cast, places, visit, genre):
    address = f"{reverse('contribute')}?kind=article&community={places.open.pid}&genre={genre}"
    assert f">\n{escape(outline(genre))}</textarea>" in visit(cast.ada).get(address).text


def test_headings_have_addresses_that_stay():
    read = outlined("<h3>Café &amp; <em>more</em></h3><p>x</p><h4>Below</h4><h3>Café &amp; more</h3><h5>Deep</h5>")
    assert [(one.words, one.anchor, one.depth) for one in read.contents] == [
        ("Café & more", "s-cafe-more", 0),
        ("Below", "s-below", 1),
        ("Café & more", "s-cafe-more-2", 0),
    ]
    assert '<h4 id="s-deep">Deep</h4>' in read.html
    assert outlined("<h3>One</h3><h3>Two</h3>").contents == []


def test_nobody_is_asked_to_check_headings_alone(cast, places, draft, visit, no_trace):
    edit(draft, title="Empty", text="## When you need this\n\n## Step by step", by=as_actor(cast.ada))
    with no_trace():
        answer = visit(cast.ada).post(reverse("move", args=[draft.pid, "submit"]))
    assert (answer.status_code, "There are only headings so far" in answer.text) == (403, True)
    edit(draft, title="Empty", text="## When you need this\n\nDaily.", by=as_actor(cast.ada))
    assert make_move(draft, "submit", by=as_actor(cast.ada)).state == "review"
    make_move(draft, "publish", by=as_actor(cast.sam))
    make_move(draft, "keep", by=as_actor(cast.ada))
    page = visit(cast.mia).get(fresh(draft).get_absolute_url()).text
    assert ("Ada Orsel: It still holds" in page, "Published → Published" in page) == (True, False)


def test_its_page_costs_the_same_however_much_was_said(cast, article, visit):
    browser, address = visit(cast.otto), article.get_absolute_url()
    actions.check(article, holds=True, why="Yes", by=as_actor(cast.mia))
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for who in (cast.mia, cast.otto, cast.sam):
        actions.check(article, holds=False, why="No", by=as_actor(who))
    Involvement.objects.create(contribution=article, person=cast.mia, part=Part.CO_AUTHOR)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("genre", "source", "words", "brought"),
    [
        (
            "case",
            "## A\n\nx\n\n## B\n\ny\n\n## C\n\nWe *did* this there. More.\n\n## D\n\nIt is shorter.",
            "We did this there.",
            "It is shorter.",
        ),
        ("case", "## A\n\nThis is one part. More.", "This is one part.", ""),
        (
            "how-to",
            "## A\n\n- x\n\n## B\n\ny\n\n## C\n\n### Now\n\n1. Step one. Why.\n2. **Hot.** Stir it.",
            "1. Step one. Why. 2. Hot. Stir it.",
            "",
        ),
        ("how-to", "## Do it\n\n1. Take the first step.\n\n## B\n\ny\n\n## C\n\nWhen it breaks.", "1. Take the first step.", ""),
        ("faq", "Before.\n\n## Which?\n\nThis is the one. Or not.", "Which? This is the one.", ""),
        ("strategy", "No heading at all. More.", "No heading at all.", ""),
        ("case", "", "", ""),
    ],
)  # fmt: skip
def test_what_it_gives_stands_where_its_genre_says_it(genre, source, words, brought):
    given = solution(render(source).html, genre)
    assert (given.words, given.brought) == (words, brought)
