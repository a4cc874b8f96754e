"""An article in several languages: each version tells of the others its reader may see, and nobody reads the same twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from lxml import html as dom

from cast.people import as_actor
from cast.world import for_all
from passerelle.contributions.actions import contribute, edit, make_move, move_home
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.reading import library, read_instead
from passerelle.kinds.article.article.reading.translations import VERSIONS
from passerelle.search.reading import search
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all

ENGLISH = """Before the customer leaves.

## When you need this

A customer brings one curtain and has two windows.

### Two windows of one room

Measure both.

## Step by step

Measure both windows and write both numbers down."""
ITALIAN = """Prima che il cliente esca.

## Quando serve

Il cliente porta una tenda e ha due finestre.

### Due finestre di una stanza

Misurale tutte e due."""


@pytest.fixture
def english(cast, places):
    return written(places.open, cast.ada)


def written(place, who, title="Measuring curtains", topics=()):
    made = for_all(contribute("article", place, title=title, text=ENGLISH, by=as_actor(who), topics=list(topics)))
    Contribution.objects.filter(pk=made.pk).update(state="published")
    return fresh(made)


def translated(original, language, title, who):
    made = for_all(actions.translate(original, language=language, title=title, by=as_actor(who)))
    Contribution.objects.filter(pk=made.pk).update(state="published")
    return fresh(made)


def fresh(head):
    return Contribution.objects.unscoped("a test").select_related("body", "home").get(pk=head.pk)


def told(who, head):
    """The other languages, which of them is the original and which is behind; and whether this one is."""
    known = VERSIONS.versions(as_actor(who), fresh(head), Article.objects.get(pk=head.pk))
    return known and ([(one.language, one.is_original, one.is_stale) for one in known.others], known.is_stale)


def test_whoever_may_change_it_translates_it_and_readers_hear_of_each_other(
    cast, places, english, visit, verbs, no_trace
):
    address = reverse("article_translate", args=[english.pid])
    ada = visit(cast.ada)
    with no_trace():
        assert {visit(getattr(cast, who)).get(address).status_code for who in ("sam", "mia", "otto", "gil")} == {404}
        for sent in (
            {"language": "en", "title": "Again"},
            {"language": "tlh", "title": "x"},
            {"language": "it", "title": ""},
        ):
            answer = ada.post(address, sent)
            assert (answer.status_code, sent["title"] in answer.text) == (422, True)
    assert address in ada.get(english.get_absolute_url()).text
    verbs()
    answer = ada.post(address, {"language": "it", "title": "Misurare le tende"})
    italian = Contribution.objects.unscoped("a test").get(title="Misurare le tende")
    assert answer["Location"] == reverse("contribution_edit", args=[italian.pid])
    assert (verbs(), Entry.objects.latest("pk").contribution_id) == (["contribution.begun"], italian.pk)
    assert (italian.state, italian.language, fresh(italian).body.source) == ("draft", "it", ENGLISH)
    assert (told(cast.ada, english), told(cast.mia, english)) == (([("Italiano", False, False)], False), None)
    with pytest.raises(Refused, match="no version yet"):
        actions.translate(english, language="it", by=as_actor(cast.ada))
    with pytest.raises(Refused, match="translate its original"):
        actions.translate(italian, language="fr", by=as_actor(cast.ada))
    writing = ada.get(answer["Location"]).text
    assert [words in writing for words in ("The original", "A customer brings one curtain", "shell--wide")] == [
        True
    ] * 3
    assert "The original" not in ada.get(reverse("contribution_edit", args=[english.pid])).text
    edit(italian, title="Misurare le tende", text=ITALIAN, by=as_actor(cast.ada))
    make_move(italian, "submit", by=as_actor(cast.ada))
    make_move(italian, "publish", by=as_actor(cast.sam))
    edit(
        fresh(italian),
        title="Misurare le tende",
        text="Here the words are English.\n\n" + ITALIAN,
        by=as_actor(cast.ada),
    )
    assert (fresh(italian).language, fresh(italian).body.language) == ("it", "it")
    mia = visit(cast.mia)
    page = mia.get(english.get_absolute_url()).text
    assert fresh(italian).get_absolute_url() in page
    assert ("Also in" in page, "(the original)" in page, address in page) == (True, False, False)
    page = mia.get(fresh(italian).get_absolute_url()).text
    assert ("(the original)" in page, reverse("article_side_by_side", args=[italian.pid]) in page) == (True, True)


def test_side_by_side_stands_part_by_part_and_says_what_changed_since(cast, english, visit):
    italian = translated(english, "it", "Misurare le tende", cast.ada)
    edit(italian, title="Misurare le tende", text=ITALIAN, by=as_actor(cast.ada))
    mia, address = visit(cast.mia), reverse("article_side_by_side", args=[italian.pid])
    page = mia.get(address).text
    rows = [
        ["".join(part.itertext()).split()[:2] for part in row.xpath(".//div[contains(@class, 'prose')]")]
        for row in dom.fromstring(page).xpath("//div[@class='sides__row']")
    ]
    assert rows == [[["Before", "the"], ["Prima", "che"]], [["When", "you"], ["Quando", "serve"]], [["Step", "by"]]]
    assert ("Nothing stands here." in page, "changed since" in page) == (True, False)
    translated(english, "fr", "Mesurer les rideaux", cast.ada)
    from_original = mia.get(reverse("article_side_by_side", args=[english.pid])).text
    assert [words in from_original for words in ("Misurare le tende", "Beside the original as well:")] == [True, True]
    page = mia.get(english.get_absolute_url()).text
    assert [words in page for words in ("English</span> · the original", "Side by side")] == [True, True]
    alone = written(english.home, cast.ada, title="Told once")
    assert mia.get(reverse("article_side_by_side", args=[alone.pid])).status_code == 404
    edit(
        english,
        title="Measuring curtains",
        text=ENGLISH.replace("both numbers", "three numbers"),
        by=as_actor(cast.ada),
    )
    assert (told(cast.mia, english), told(cast.mia, italian)) == (
        ([("Italiano", False, True), ("Français", False, True)], False),
        ([("English", True, False), ("Français", False, True)], True),
    )
    since = reverse("article_versions", args=[english.pid]) + "?from=1"
    assert [since in mia.get(where).text for where in (address, italian.get_absolute_url())] == [True, True]
    assert "<del>both</del><ins>three</ins>" in mia.get(since).text
    edit(fresh(italian), title="Misurare", text=ITALIAN + "\n\n## Passo\n\nTre numeri.", by=as_actor(cast.ada))
    assert told(cast.mia, italian) == (
        [("English", True, False), ("Français", False, True)],
        False,
    )


def test_a_version_that_is_hidden_is_not_named(cast, places, english, visit):
    italian, french = (translated(english, code, code, cast.ada) for code in ("it", "fr"))
    move_home(italian, places.secret, by=as_actor("system"))
    run_all()
    assert [told(cast.otto, one) for one in (english, french)] == [
        ([("Français", False, False)], False),
        ([("English", True, False)], False),
    ]
    assert len(told(cast.ada, english)[0]) == 2
    move_home(english, places.secret, by=as_actor("system"))
    run_all()
    assert told(cast.otto, french) is None
    page = visit(cast.otto).get(fresh(french).get_absolute_url()).text
    assert [words in page for words in ("Also in", "Side by side", english.pid, italian.pid)] == [False] * 4
    assert visit(cast.otto).get(reverse("article_side_by_side", args=[french.pid])).status_code == 404


def test_library_and_search_show_one_of_them_the_one_in_the_readers_language(cast, places, english, visit):
    ovens = find_or_create(["Ovens"], "en")
    other = written(places.open, cast.ada, "Cleaning curtains", ovens)
    italian = translated(english, "it", "Misurare le curtains", cast.ada)
    run_all()

    def shown(who, pages, **query):
        with override(pages):
            told = library(as_actor(who), query)
            return [card.title for card in told["page"]["cards"]], told["total"]

    def found(who, language, typed="curtains"):
        with override(language):
            return [one.card.title for one in search(as_actor(who), typed).results]

    assert shown(cast.mia, "it") == (["Misurare le curtains", "Cleaning curtains"], 2)
    assert shown(cast.mia, "fr") == shown(cast.mia, "en") == (["Cleaning curtains", "Measuring curtains"], 2)
    assert shown(cast.mia, "it", language="en")[0] == ["Cleaning curtains", "Measuring curtains"]
    assert set(found(cast.mia, "it")) == {"Misurare le curtains", "Cleaning curtains"}
    assert set(found(cast.mia, "fr")) == {"Measuring curtains", "Cleaning curtains"}
    assert found(cast.mia, "it", "measure windows language:en") == ["Measuring curtains", "Cleaning curtains"]
    assert found(cast.mia, "en", "misurare") == ["Measuring curtains"]
    cast.mia.languages = ["it"]
    cast.mia.save(update_fields=["languages"])
    assert "Misurare le curtains" in found(cast.mia, "fr")
    Contribution.objects.filter(pk=italian.pk).update(state="retired")
    assert [shown(cast.mia, "it")[0], "Misurare le curtains" in found(cast.mia, "it")] == [
        ["Cleaning curtains", "Measuring curtains"],
        True,
    ]
    Contribution.objects.filter(pk=italian.pk).update(state="published")
    for shown_instead in ({english.pk}, set()):
        with override("it"):
            assert set(read_instead(as_actor(cast.otto), [english.pk, other.pk])) == shown_instead
        move_home(italian, places.secret, by=as_actor("system"))


def test_pages_cost_the_same_however_many_languages(cast, english, visit):
    translated(english, "it", "Tende", cast.ada)
    browser, counts = visit(cast.mia), []
    addresses = [english.get_absolute_url(), reverse("article_library"), reverse("search") + "?q=measure"]
    for more in ((), ("fr", "es", "de")):
        for code in more:
            translated(english, code, code, cast.ada)
        run_all()
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_a_draft_that_waited_while_the_original_changed_is_behind_when_it_appears(cast, english):
    italian = actions.translate(english, language="it", by=as_actor(cast.ada))
    edit(english, title="Measuring curtains", text=ENGLISH + "\n\nAsk twice.", by=as_actor(cast.ada))
    moment = fresh(english).body.edited_at + timedelta(hours=1)
    make_move(italian, "submit", by=as_actor(cast.ada))
    make_move(italian, "publish", by=as_actor(cast.sam))
    Post.objects.filter(contribution=italian).update(created_at=moment)
    assert told(cast.mia, italian) == ([("English", True, False)], True)
