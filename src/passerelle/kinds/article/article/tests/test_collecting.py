"""A collection: what belongs together, by name, for those who may read each where it was written."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring, for_all
from passerelle.contributions.actions import contribute, make_move, withdraw
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions, rules
from passerelle.kinds.article.article.models import Article, Genre, Pinned
from passerelle.kinds.article.article.reading.gathering import collection, pinnable


@pytest.fixture
def shelf(cast, places):
    """Ada's, checked and published by Sam."""
    words = {"title": "Your first week", "text": "## Whom it is for\n\nWhoever starts at a till."}
    made = contribute("article", places.open, **words, details={"genre": Genre.COLLECTION}, by=as_actor(cast.ada))
    make_move(made, "submit", by=as_actor(cast.ada))
    return make_move(made, "publish", by=as_actor(cast.sam))


def shown(article, person):
    return [card.name for card in collection(as_actor(person), Article.objects.get(pk=article.pk))]


def test_things_of_any_kind_stand_in_it_for_those_who_may_read_them(cast, places, shelf, visit, verbs):
    question = bring("Which ruler?", places.open, cast.mia, "question")
    update = bring("New tills", places.open, cast.sam)
    hidden = bring("What it costs", places.closed, cast.mia)
    verbs()
    ada, way = visit(cast.ada), reverse("article_collect", args=[question.pid])
    assert way in ada.get(question.get_absolute_url()).text
    assert "Your first week" in ada.get(way).text
    for one in (question, update, hidden, question):
        done = ada.post(reverse("article_collect", args=[one.pid]), {"article": shelf.pid})
        assert done["Location"] == reverse("article_faq", args=[shelf.pid])
    assert verbs() == ["article.pinned"] * 3
    everything = ["Which ruler?", "New tills", "What it costs"]
    assert {who: shown(shelf, getattr(cast, who)) for who in ("ada", "mia", "otto")} == {
        "ada": everything,
        "mia": everything,
        "otto": everything[:2],
    }
    page = visit(cast.otto).get(shelf.get_absolute_url()).text
    assert ("Which ruler?" in page, "What it costs" in page) == (True, False)
    assert "What it costs" in ada.get(reverse("article_faq", args=[shelf.pid])).text
    ada.post(reverse("article_faq_order", args=[shelf.pid]), {"pinned": update.pid, "way": "up"})
    ada.post(reverse("article_faq_unpin", args=[shelf.pid]), {"pinned": hidden.pid})
    assert (shown(shelf, cast.ada), verbs()) == (
        ["New tills", "Which ruler?"],
        ["article.rearranged", "article.unpinned"],
    )
    withdraw(update.body, by=as_actor(cast.sam))
    assert shown(shelf, cast.ada) == ["Which ruler?"]
    assert ada.get(reverse("article_pdf", args=[shelf.pid])).headers["Content-Type"] == "application/pdf"
    library = visit(cast.otto).get(reverse("article_library")).text
    assert 'id="shelf"' in library
    assert 'id="shelf"' not in visit(cast.otto).get(f"{reverse('article_library')}?genre=how-to").text


def test_who_has_none_begins_one_chooses_where_and_it_stands_in_it(cast, places, visit, verbs):
    question = bring("Which ruler?", places.open, cast.ada, "question")
    mia = visit(cast.mia)
    asked = f"genre=collection&amp;pins={question.pid}"
    begin = f"{reverse('contribute')}?kind=article&amp;{asked}"
    assert begin in mia.get(reverse("article_collect", args=[question.pid])).text
    where = f"{reverse('contribute')}?kind=article&amp;community={places.open.pid}&amp;{asked}"
    assert where in mia.get(begin.replace("&amp;", "&")).text
    assert where.replace(places.open.pid, places.closed.pid) in mia.get(where.replace("&amp;", "&")).text
    form = mia.get(where.replace("&amp;", "&")).text
    assert re.search(r'value="collection"[^>]* checked', form)
    assert f'name="pins" value="{question.pid}" checked' in form
    verbs()
    words = {"title": "Your first week", "text": "For a till.", "pins": question.pid, "review_every": "180"}
    mia.post(where.replace("&amp;", "&"), {**words, "genre": "collection"})
    begun = Article.objects.get()
    assert (shown(begun, cast.mia), verbs()) == (["Which ruler?"], ["contribution.begun", "article.pinned"])
    mia.post(where.replace("&amp;", "&"), {**words, "title": "Rulers", "genre": "how-to"})
    assert (Article.objects.count(), Pinned.objects.count(), verbs()) == (2, 1, ["contribution.begun"])


def test_what_one_may_not_read_is_not_named_beside_the_composer(cast, places, visit):
    hidden = bring("What it costs", places.open, cast.mia)
    there = f"{reverse('contribute')}?kind=article&community={places.shared.pid}&genre=collection&pins="
    pages = [visit(who).get(f"{there}{hidden.pid}").text for who in (cast.mia, cast.gwen)]
    assert [('id="composer"' in page, "What it costs" in page, 'name="pins"' in page) for page in pages] == [
        (True, True, True),
        (True, False, False),
    ]


def test_a_translation_shows_what_stands_in_its_original_until_it_has_its_own(cast, places, shelf):
    ada, hidden = as_actor(cast.ada), bring("What it costs", places.closed, cast.mia)
    question = bring("Which ruler?", places.open, cast.mia, "question")
    for one in (question, hidden):
        actions.pin(shelf, one, by=ada)
    version = for_all(actions.translate(shelf, language="fr", title="Votre première semaine", by=ada))
    everybody = (cast.ada, cast.otto)
    assert [shown(version, who) for who in everybody] == [["Which ruler?", "What it costs"], ["Which ruler?"]]
    Contribution.objects.filter(pk=shelf.pk).update(home=places.closed)  # its original is read by its members alone
    shelf.placements.update(community=places.closed)
    assert [shown(version, who) for who in everybody] == [["Which ruler?", "What it costs"], []]
    actions.pin(version, question, by=ada)
    assert [shown(version, who) for who in everybody] == [["Which ruler?"]] * 2


def test_who_may_put_what_into_which(cast, places, shelf, visit, no_trace):
    question = bring("Which ruler?", places.open, cast.mia, "question")
    draft = contribute("article", places.open, title="Half", text="Not yet.", by=as_actor(cast.ada))
    people = {who: as_actor(getattr(cast, who)) for who in NAMES}
    may = {who for who, actor in people.items() if rules.may_pin(shelf, actor)}
    offered = {who for who, actor in people.items() if pinnable(actor, Genre.COLLECTION).filter(pk=shelf.pk).exists()}
    assert may == offered == {"ada"}
    for who, what, said in (
        ("ada", shelf, "does not stand in itself"),
        ("ada", draft, "Only what is published"),
        ("mia", question, "Only the author can do this"),
    ):
        with no_trace(), pytest.raises(Refused, match=said):
            actions.pin(shelf, what, by=people[who])
    assert "You have no collection yet" in visit(cast.mia).get(reverse("article_collect", args=[question.pid])).text
    Contribution.objects.filter(pk=shelf.pk).update(state="retired")
    with no_trace(), pytest.raises(Refused, match="retired"):
        actions.pin(shelf, question, by=people["ada"])
    assert not Pinned.objects.exists()
