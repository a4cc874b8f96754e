"""Who knows about something: for whom, found by what, with what beside their name; and asking them together with a question."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.journal.models import Entry
from passerelle.kinds.talk.question import actions as questions
from passerelle.matching import actions
from passerelle.matching.knowing.reading import who_knows
from passerelle.matching.models import Ask
from passerelle.matching.tests.kitchen import agree
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.search.rebuilding import rebuild
from passerelle.topics.finding import key_of

HERE = reverse("who_knows")


def shown(reader, words="", topic=""):
    return {
        one.suggestion.person.name.split()[0]: (
            [str(each) for each in one.topics],
            [why.title for why in one.suggestion.why],
        )
        for one in who_knows(as_actor(reader), words, topic).people
    }


def test_who_agreed_is_found_by_a_topic_in_any_language_or_by_what_resembles_it(cast, places, kitchen):
    kitchen.topic.labels.create(language="fr", name="Four à pain", normalized=key_of("Four à pain"))
    rebuild()
    mia = {"Mia": (["Ovens"], ["Which oven?"])}
    asked = ("ovens", "Qui connaît le four à pain ?", "the blue oven", "zebra", "", "the of")
    assert [shown(cast.ada, words) for words in asked] == [mia, mia, mia, {}, {}, {}]
    assert [shown(cast.ada, topic=pid) for pid in (kitchen.topic.pid, "nothing")] == [mia, {}]
    # Nobody is there who did not say so, not even for administrators; nor whoever asks, who paused, is gone, or is met nowhere.
    people.set_topics(cast.otto, {kitchen.topic: False}, by=as_actor(cast.otto))
    agree(cast.gwen, kitchen.topic)
    found = {
        name: " ".join(sorted(shown(getattr(cast, name), "ovens"))) for name in NAMES if name not in ("eve", "iris")
    }
    assert found == {
        **dict.fromkeys(("ada", "sam", "otto", "fred", "root"), "Gwen Mia"),
        "mia": "Gwen",
        "gwen": "Mia",
        "gil": "",
    }


def test_evidence_is_what_the_reader_may_see_and_never_from_behind_a_door(cast, places, kitchen):
    inside = bring("Secret oven?", places.closed, cast.ada, "question", topics=[kitchen.topic])
    contributions.reply(inside, text="The red one.", by=as_actor(cast.mia))
    assert [shown(reader, "ovens") for reader in (cast.ada, cast.gwen)] == [
        {"Mia": (["Ovens"], ["Which oven?"])},
        {"Mia": (["Ovens"], [])},
    ]


def test_who_shows_nothing_comes_last_and_what_others_wrote_is_linked(cast, places, kitchen, visit):
    agree(cast.ada, kitchen.topic)  # says so herself, and comes before Mia by name
    contributions.reply(kitchen.earlier, text="The old one.", by=as_actor(cast.otto))  # did not agree
    inside = bring("Secret oven?", places.closed, cast.ada, "question", topics=[kitchen.topic])
    told = contributions.reply(inside, text="The red one.", by=as_actor(cast.mia))
    questions.accept(told, by=as_actor(cast.ada))
    rebuild()
    assert list(shown(cast.root, "ovens").items()) == [("Mia", (["Ovens"], ["Which oven?"])), ("Ada", (["Ovens"], []))]
    pages = {
        who: visit(getattr(cast, who)).get(HERE, {"q": words}).text
        for who, words in (("otto", "ovens"), ("gil", "ovens"))
    }
    lists = {who: page.partition('id="written"')[2].partition("</section>")[0] for who, page in pages.items()}
    assert [("Which oven?" in one, "Secret oven?" in one, "Why does it smoke?" in one) for one in lists.values()] == [
        (True, False, False),
        (False, False, False),
    ]
    assert "nothing they wrote about it is shown yet" in pages["otto"]
    assert 'id="written"' not in visit(cast.otto).get(HERE, {"q": "zebra"}).text
    assert "Which oven?" in visit(cast.otto).get(HERE, {"q": "which oven"}).text.partition('id="written"')[2]


@pytest.mark.parametrize("more", [0, 6])
def test_it_costs_the_same_however_many_they_are_and_at_most_five_are_shown(cast, places, kitchen, more):
    for number in range(more):
        asked = bring(f"Oven {number}?", places.open, cast.sam, "question", topics=[kitchen.topic])
        person = Person.objects.create(name=f"P{number}", organisation=cast.ada.organisation, unit=cast.ada.unit)
        agree(person, kitchen.topic)
        contributions.reply(asked, text="Like this.", by=as_actor(person))
    actor = as_actor(cast.ada)
    with CaptureQueriesContext(connection) as queries:
        assert len(who_knows(actor, "ovens").people) == min(5, more + 1)
    assert len(queries) == 16


def test_the_page_its_block_beside_results_and_not_me_in_one_click(cast, places, kitchen, visit, writes):
    ada, mia = visit(cast.ada), visit(cast.mia)
    page, block = ada.get(HERE, {"q": "ovens"}), ada.get(HERE, {"q": "ovens"}, headers={"HX-Request": "true"})
    assert [("<html" in one.text, "Which oven?" in one.text, "Mia" in one.text) for one in (page, block)] == [
        (True, True, True),
        (False, True, True),
    ]
    assert ada.get(HERE, {"q": "zebra"}, headers={"HX-Request": "true"}).text.strip() == ""
    assert f'href="{HERE}?topic={kitchen.topic.pid}"' in ada.get(HERE).text
    assert f"{HERE}?q=ovens" in ada.get(reverse("search"), {"q": "ovens"}).text
    own = mia.get(HERE, {"q": "ovens"}).text
    assert ("You are shown here to others" in own, "You are shown here to others" in page.text) == (True, False)
    with writes() as made:
        ada.get(HERE, {"q": "ovens"})
    assert made == []
    decide = reverse("help_decide", args=[kitchen.topic.pid])
    assert mia.post(decide, {"say": "no", "next": f"{HERE}?q=ovens"})["Location"] == f"{HERE}?q=ovens"
    assert (shown(cast.ada, "ovens"), str(kitchen.topic.pid) in ada.get(HERE).text) == ({}, False)
    agree(cast.mia, kitchen.topic)
    actions.set_availability(cast.mia, cap=1, paused_until=None, by=as_actor(cast.mia))
    actions.ask(kitchen.asked, cast.mia, by=as_actor(cast.ada))
    assert shown(cast.ada, "ovens") == {}  # once a week is what she wishes


def test_a_question_written_from_there_asks_them_as_soon_as_it_is_there(cast, places, kitchen, visit, verbs):
    ada = visit(cast.ada)
    address = who_knows(as_actor(cast.ada), "Ovens").people[0].ask_url
    brought = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert brought == {"kind": "question", "title": "Ovens", "topics": "Ovens", "ask": cast.mia.pid}
    choice = ada.get(address).text
    assert f"ask={cast.mia.pid}" in choice
    here = f"{address}&community={places.open.pid}"
    assert 'name="ask"' in ada.get(here).text
    assert [
        'name="ask"' in visit(who).get(here.replace("question", kind)).text
        for who, kind in ((cast.ada, "update"), (cast.mia, "question"))
    ] == [False, False]
    verbs()
    ada.post(here, {"title": "Which oven bakes rye?", "text": "Ours burns it.", "topics": "Ovens", "ask": cast.mia.pid})
    made = Contribution.objects.unscoped("a test").get(title="Which oven bakes rye?")
    assert verbs() == ["contribution.published", "help.asked"]
    assert list(Ask.objects.values_list("contribution", "person", "waits")) == [(made.pk, cast.mia.pk, True)]
    # Her no is kept nowhere.
    visit(cast.mia).post(reverse("help_answer", args=[made.pid]), {"say": "no"})
    assert (verbs(), Entry.objects.filter(actor=cast.mia, contribution_id=made.pk).count()) == ([], 0)
    # Who did not agree, or does not read there, is not asked by writing their name into the form.
    for title, place, asked in (("One", places.open, cast.otto), ("Two", places.closed, cast.root)):
        agree(cast.root, kitchen.topic)
        typed = {"title": title, "text": "Well?", "topics": "Ovens", "ask": asked.pid}
        assert ada.post(f"{reverse('contribute')}?kind=question&community={place.pid}", typed).status_code == 302
    assert Ask.objects.count() == 1
