"""Filters and suggestions in the reader's words, and the examples the empty page teaches them with."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.contributions.actions import make_move
from passerelle.search.reading import search, suggest
from passerelle.search.typed import parse
from passerelle.topics import actions as topics
from passerelle.topics.finding import find_or_create

pytestmark = pytest.mark.usefixtures("spoken")


def titles(person, text: str) -> set[str]:
    return {str(result.title.striptags()) for result in search(as_actor(person), text).results}


def test_kinds_and_states_are_understood_in_every_language(cast, places, catch_up):
    asked = actions.contribute("question", places.open, title="Lin ?", text="Qui ?", by=as_actor(cast.ada))
    actions.contribute("update", places.open, title="Lin !", text="Nous.", by=as_actor(cast.ada))
    settled = actions.contribute("question", places.open, title="Lin repassé", text="Comment ?", by=as_actor(cast.ada))
    make_move(settled, "settle", by=as_actor(cast.ada))
    catch_up()
    for language in ("en", "fr"):
        with override(language):
            for words, looked_for, thing in (
                (("reply", "replies", "réponse", "réponses"), "tournevis", "Réunion open"),
                (("person", "people", "personne", "personnes"), "otto", "Otto Orsel"),
                (("community", "communities", "communauté", "communautés"), "kitchen", "Open kitchen"),
            ):
                found = [titles(cast.otto, f"kind:{word} {looked_for}") for word in words]
                assert (words, found) == (words, [{thing}] * 4)
            assert titles(cast.otto, "type:questions") == {asked.title, "Lin repassé"}
            for words in ('état:"sans réponse"', "state:Unanswered"):
                assert titles(cast.otto, f"{words} lin") == {asked.title}
            assert titles(cast.otto, "state:open lin") == {asked.title, "Lin !"}


def test_what_the_empty_page_teaches_finds_something_for_this_reader(cast, places, catch_up):
    topic = find_or_create(["Ovens"], "en")
    actions.contribute("question", places.closed, title="Four", text="Qui ?", topics=topic, by=as_actor(cast.ada))
    catch_up()
    topics.revise_topic(topic[0], names={"fr": "Fours à pain"}, by=as_actor(cast.root))
    for language, example in (("en", "topic:Ovens"), ("fr", 'sujet:"Fours à pain"')):
        with override(language):
            taught = [typed for typed, _told in search(as_actor(cast.mia), "").hints]
            assert example in taught
            for typed in taught:
                assert (typed, search(as_actor(cast.mia), typed).unknown, parse(typed).misread) == (typed, (), ())
            narrowing = [typed for typed in taught if ":" in typed and "2026" not in typed]
            assert [typed for typed in narrowing if not search(as_actor(cast.mia), typed).total] == []
            told = repr(search(as_actor(cast.otto), "").hints)
            assert ("Ovens" in told, "Four" in told, "Closed" in told) == (False, False, False)
    assert search(as_actor(None), "").hints == []


def test_a_topic_is_suggested_by_any_of_its_names_in_the_readers_words(cast, places):
    topic = find_or_create(["Shop windows"], "en")
    actions.contribute("update", places.closed, title="Up", text="Up", topics=topic, by=as_actor(cast.ada))
    topics.revise_topic(topic[0], names={"fr": "Vitrines d'été"}, synonyms=["Devantures"], by=as_actor(cast.root))
    glass = find_or_create(["Windowless rooms", "Vitri"], "fr")
    actions.contribute("update", places.closed, title="In", text="In", topics=glass, by=as_actor(cast.ada))
    with override("fr"):
        assert [str(one.title.striptags()) for one in suggest(as_actor(cast.mia), "vitri")] == [
            "Vitri",
            "Vitrines d'été",
        ]
        assert [str(one.title.striptags()) for one in suggest(as_actor(cast.mia), "windo")] == ["Windowless rooms"]
        for typed in ("vitrin", "ete", "shop win", "devant"):
            found = [(one.note, str(one.title.striptags())) for one in suggest(as_actor(cast.mia), typed)]
            assert (typed, found) == (typed, [("Thème", "Vitrines d'été")])
            assert suggest(as_actor(cast.otto), typed) == []
