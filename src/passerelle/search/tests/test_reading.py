"""Who finds what: never more than they may read, whatever the index says."""

from __future__ import annotations

import pytest

from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.journal.actor import anonymous_actor, system_actor
from passerelle.people.models import Person
from passerelle.search import indexing
from passerelle.search.models import Document
from passerelle.search.reading import search, suggest
from passerelle.search.rebuilding import rebuild
from passerelle.search.tests.cast import again, catch_up, contribution


def titles(actor, text: str) -> set[str]:
    return {str(result.title.striptags()) for result in search(again(actor), text).results}


def suggested(actor, text: str) -> set[str]:
    return {str(one.title.striptags()) for one in suggest(again(actor), text)}


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("ada", {"open", "closed", "secret", "shared"}),
        ("sam", {"open", "closed", "secret", "shared"}),
        ("charlie", {"open"}),
        ("gina", {"shared"}),
    ],
)
@pytest.mark.parametrize("text", ["réunions", "evaluation", "tournevis", "kind:reply", "par:sam tournevis"])
def test_everybody_finds_what_they_may_read(world, who, found, text):
    if who == "gina" and text.startswith("par:"):
        assert titles(world.gina, text) == {"Réunion shared"}
        return
    page = search(again(getattr(world, who)), text)
    assert {str(result.title.striptags()) for result in page.results} == {f"Réunion {name}" for name in found}
    assert (page.total, page.more_than_total) == (len(found), False)


def test_nobody_and_the_system_find_nothing(world):
    for actor in (anonymous_actor(), system_actor()):
        assert search(actor, "réunion").results == []
        assert suggest(actor, "réu") == []


def test_a_secret_place_leaves_no_trace(world):
    for text in ("Zirconium", "in:zirconium", "in:Zirconium réunion", "réunion secret"):
        page = search(again(world.charlie), text)
        assert "Zirconium" not in repr((page.results, page.facets.communities))
        assert page.total == (1 if text == "réunion secret" else 0)
    assert suggested(world.charlie, "zir") == set()
    assert suggested(world.sam, "zir") == {"Zirconium"}
    unknown, secret = search(again(world.charlie), "in:nowhere"), search(again(world.charlie), "in:zirconium")
    assert [len(page.unknown) for page in (unknown, secret)] == [1, 1]


def test_a_stale_index_tells_nothing(world):
    communities.revise(world.places.open, by=again(world.ada), visibility="secret")
    assert titles(world.charlie, "réunion") == set()
    assert search(again(world.charlie), "réunion").total == 0
    assert suggested(world.charlie, "cui") == set()
    catch_up()
    assert titles(world.sam, "réunion open") >= {"Réunion open"}
    assert titles(world.charlie, "réunion") == set()


def test_opening_a_place_lets_others_find(world):
    communities.revise(world.places.closed, by=again(world.ada), visibility="open")
    catch_up()
    assert titles(world.charlie, "réunion") == {"Réunion open", "Réunion closed"}


def test_from_a_closed_home_only_the_card_travels(world):
    actions.share(world.things.closed, world.places.open, by=again(world.ada))
    catch_up()
    assert titles(world.charlie, "réunion") == {"Réunion open", "Réunion closed"}
    assert titles(world.charlie, "tournevis") == {"Réunion open"}


def test_guests_meet_only_those_they_share_a_place_with(world):
    assert suggested(world.gina, "ada") == {"Ada Lund"}
    assert titles(world.gina, "charlie") == set()
    assert titles(world.sam, "charlie") == {"Charlie Out"}
    communities.leave(world.places.shared, by=again(world.sam))
    catch_up()
    assert suggested(world.gina, "etienne") == set()


def test_the_index_follows_the_verbs(world):
    actions.edit(world.things.open, title="Vitrine", text="Des tiroirs", by=again(world.ada))
    actions.edit_reply(world.replies.open, text="Une perceuse", by=again(world.sam))
    catch_up()
    assert titles(world.sam, "tiroir perceuse") == {"Vitrine"}
    assert "Vitrine" not in titles(world.sam, "lieu open")
    actions.withdraw(world.replies.open, by=again(world.sam))
    catch_up()
    assert titles(world.sam, "perceuse") == set()
    actions.withdraw(world.things.open.body, by=again(world.ada))
    catch_up()
    assert titles(world.sam, "tiroir") == set()
    assert not Document.objects.filter(contribution_id=world.things.open.pk).exists()


def test_filters_meet_the_reader_in_their_words(world):
    kind = all_kinds()[0]
    assert titles(world.sam, f'kind:"{kind.plural}" in:cuisine') == {"Réunion open"}
    assert titles(world.sam, "by:me tournevis in:Atelier") == {"Réunion closed"}
    assert titles(world.ada, "by:me tournevis") == set()
    assert titles(world.ada, f"réunion state:{kind.initial} in:cuisine") == {"Réunion open"}
    assert titles(world.ada, "réunion before:2020") == set()


def test_facets_count_what_is_seen(world):
    page = search(again(world.charlie), "réunion OR kind:community")
    assert page.facets.kinds == []
    page = search(again(world.sam), "tournevis")
    assert {(choice.label, choice.count) for choice in page.facets.communities} == {
        ("Cuisine", 1), ("Atelier", 1), ("Zirconium", 1), ("Franchise", 1),
    }  # fmt: skip
    assert search(again(world.charlie), "tournevis").facets.communities == []


def test_a_conversation_is_one_result(world):
    actions.reply(world.things.open, text="Encore une réunion", by=again(world.sam))
    catch_up()
    found = [result for result in search(again(world.sam), "réunion in:cuisine").results if result.card]
    assert len(found) == 1
    assert "<mark>Réunion</mark>" in found[0].title


def test_a_person_who_left_is_not_found(world):
    Person.objects.filter(pk=world.charlie.person_id).update(left_at=world.charlie.person.joined_at)
    assert titles(world.sam, "charlie") == set()
    indexing.index_people([world.charlie.person_id])
    assert not Document.objects.filter(subject="person", subject_id=world.charlie.person_id).exists()


def test_a_rebuild_gives_the_same_and_forgets_what_is_gone(world):
    before = {who: titles(getattr(world, who), "réunion") for who in ("ada", "charlie", "gina")}
    size = Document.objects.count()
    Document.objects.create(subject="reply", subject_id=987654, created_at="2026-01-01T00:00Z", indexed_at="2026-01-01T00:00Z")
    heard: list[int] = []
    assert rebuild(heard.append) == size == Document.objects.count()
    assert heard == sorted(heard)
    assert {who: titles(getattr(world, who), "réunion") for who in ("ada", "charlie", "gina")} == before


def test_a_search_costs_the_same_however_much_is_found(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        search(again(world.sam), "réunion")
    for number in range(12):
        contribution(f"Réunion {number}", "Encore", world.ada, world.places.open)
    catch_up()
    with django_assert_max_num_queries(22):
        assert search(again(world.sam), "réunion").total == 16
