"""Topics for a text: by its words in any language, by what resembles it, under the rights of whoever writes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.models import Contribution
from passerelle.search.proposing import Named, Near, propose
from passerelle.search.reading.topics import topics_for
from passerelle.topics import actions
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all

NAMES = [
    Named(1, "Returns", "en"),
    Named(1, "Retours", "fr"),
    Named(2, "Till"),
    Named(3, "Till rolls"),
    Named(4, "Éclairage", "fr"),
    Named(5, "The", "en"),
    Named(6, "Curtains", "en"),
]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "en", []),
        ("We count RETURNS at the till", "en", [1, 2]),
        ("Where do I get till rolls?", "en", [3, 2]),
        ("Un client fait un retour", "fr", [1]),
        ("Un client fait un retour", "en", [1]),
        ("L'eclairage du magasin", "fr", [4]),
        ("One curtain for two windows", "en", [6]),
        ("tillage, still, rolls of the till", "en", [2]),
        ("the the the", "en", []),
        ("店長 \U0001f600 \u202e ..", "ja", []),
    ],
)
def test_names_are_found_as_typed_then_by_their_stems_longer_ones_first(text, language, expected):
    assert propose(text, NAMES, language) == expected
    assert propose(text, NAMES, language) == propose(text, reversed(NAMES), language)


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        ([], [2]),
        ([Near(1.0, frozenset({9}))], [2, 9]),
        ([Near(1.0, frozenset({9})), Near(0.9, frozenset({8}))], [2]),
        ([Near(1.0, frozenset({9, 2})), Near(0.5, frozenset({9}))], [2, 9]),
    ],
)
def test_what_resembles_it_adds_topics_that_more_than_one_of_it_has(near, expected):
    assert propose("At the till", NAMES, "en", near) == expected


@pytest.fixture
def shared(cast, places):
    """Ovens is open to all, Vault is used in secret, Old was merged into Ovens."""
    ovens, vault, old = find_or_create(["Ovens", "Vault", "Cookers"], "en")
    actions.revise_topic(ovens, names={"fr": "Fours"}, by=as_actor(cast.root))
    actions.merge_topic(old, ovens, by=as_actor(cast.root))
    bring("A better oven", places.open, cast.ada, topics=[ovens])
    bring("The key", places.secret, cast.ada, topics=[vault])
    run_all()
    return ovens, vault


def test_only_topics_the_writer_may_know_of_in_the_words_of_the_reader(cast, shared, visit, no_trace):
    ovens, vault = shared
    text = "How do I clean the oven before the vault opens?"
    assert topics_for(as_actor(cast.mia), text) == [vault, ovens]
    assert topics_for(as_actor(cast.otto), text) == [ovens]
    assert topics_for(as_actor(cast.gwen), text) == []
    assert topics_for(as_actor(cast.otto), "My cooker smokes") == [ovens]
    assert topics_for(as_actor(cast.otto), text, ["fours"]) == []
    with no_trace(), translation.override("fr"):
        answer = visit(cast.otto).post(
            reverse("topic_proposals"), {"title": "Mon four fume", "text": ""}, HTTP_ACCEPT_LANGUAGE="fr"
        )
    assert 'data-topic="' in answer.content.decode()
    assert "Vault" not in answer.content.decode()


def test_without_scripts_a_page_leads_back_to_what_was_typed(cast, places, shared, visit, no_trace):
    mia, composer = visit(cast.mia), f"{reverse('contribute')}?kind=question&community={places.open.pid}"
    typed = {"title": "The oven smokes", "text": "Half a <b>thought", "topics": "Bread", "needed_by": "nonsense"}
    with no_trace():
        between = mia.post(reverse("topic_proposals"), {**typed, "page": composer}).content.decode()
        assert 'name="topics" value="Ovens"' in between
        assert 'name="text" value="Half a &lt;b&gt;thought"' in between
        back = mia.post(composer, {**typed, "topics": ["Bread", "Ovens"], "go_on": "1"})
    assert back.status_code == 422
    form = back.content.decode()
    assert 'value="Bread, Ovens"' in form
    assert ("Half a &lt;b&gt;thought" in form, "field__error" in form) == (True, False)
    elsewhere = mia.post(reverse("topic_proposals"), {**typed, "page": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere.example" not in elsewhere
    sent = mia.post(composer, {"title": "The oven smokes", "text": "A thought", "topics": ["Bread", "Ovens"]})
    assert sent.status_code == 302
    made = Contribution.objects.unscoped("test").get(title="The oven smokes")
    assert sorted(str(topic) for topic in made.topics.all()) == ["Bread", "Ovens"]
