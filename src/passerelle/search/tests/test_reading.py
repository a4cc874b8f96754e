"""Who finds what: never more than they may read, whatever the index says."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cast.people import as_actor
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Involvement, Reach
from passerelle.people.actions import profile as people
from passerelle.people.models import Person
from passerelle.search.models import Document
from passerelle.search.reading import search, suggest
from passerelle.search.rebuilding import rebuild
from passerelle.topics import actions as topics
from passerelle.topics.finding import find_or_create

ON_PAGE, SUGGESTING = 12, 8

pytestmark = pytest.mark.usefixtures("spoken")


def titles(person, text: str) -> set[str]:
    return {str(result.title.striptags()) for result in search(as_actor(person), text).results}


def suggested(person, text: str) -> set[str]:
    return {str(one.title.striptags()) for one in suggest(as_actor(person), text)}


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("ada", {"open", "closed", "secret", "shared"}),
        ("sam", {"open", "closed", "secret", "shared"}),
        ("otto", {"open"}),
        ("root", {"open"}),
        ("fred", {"open"}),
        ("gwen", {"shared"}),
        ("gil", set()),
        ("eve", set()),
        ("iris", set()),
    ],
)
def test_everybody_finds_what_they_may_read(cast, who, found):
    expected = ({f"Réunion {name}" for name in found}, len(found), False)
    for text in ("réunions", "evaluation", "tournevis", "kind:reply", "par:mia tournevis"):
        page = search(as_actor(getattr(cast, who)), text)
        titles = {str(result.title.striptags()) for result in page.results}
        assert (text, (titles, page.total, page.more_than_total)) == (text, expected)


def test_nobody_and_the_system_find_nothing():
    for who in (None, "system"):
        assert (search(as_actor(who), "réunion").results, suggest(as_actor(who), "réu")) == ([], [])


def test_a_secret_place_leaves_no_trace(cast):
    for text, total in (("vault", 0), ("in:secret", 0), ('in:"Secret vault" réunion', 0), ("réunion secret", 1)):
        page = search(as_actor(cast.otto), text)
        assert "vault" not in repr((page.results, page.facets.communities, page.facets.kinds))
        assert page.total == total
    assert suggested(cast.otto, "vaul") == set()
    assert suggested(cast.mia, "vaul") == {"Secret vault"}
    missing, secret = search(as_actor(cast.otto), "in:nowhere"), search(as_actor(cast.otto), "in:secret")
    assert (len(missing.unknown), len(secret.unknown)) == (1, 1)


def test_a_stale_index_tells_nothing(cast, places, catch_up):
    communities.revise(places.open, by=as_actor(cast.sam), visibility="secret")
    for _before_and_after in range(2):
        assert (titles(cast.otto, "réunion"), search(as_actor(cast.otto), "réunion").total) == (set(), 0)
        assert suggested(cast.otto, "kitch") == set()
        catch_up()
    assert "Réunion open" in titles(cast.mia, "réunion")


def test_what_a_closed_place_wants_to_reach_is_no_way_to_find_it(cast, places, catch_up):
    communities.set_objectives(places.open, [{"text": "Twelve zeppelins"}], by=as_actor(cast.sam))
    communities.set_objectives(places.closed, [{"text": "Thirteen zeppelins"}], by=as_actor(cast.sam))
    catch_up()
    assert titles(cast.otto, "zeppelins") == {"Open kitchen"}


def test_what_is_for_the_involved_is_found_by_them_and_its_author(cast, places, catch_up):
    made = actions.contribute("update", places.open, title="Zeppelin", text="Between us", by=as_actor(cast.ada))
    Contribution.objects.filter(pk=made.pk).update(reach=Reach.INVOLVED)
    Involvement.objects.create(contribution=made, person=cast.otto, part="reviewer")
    catch_up()
    assert [titles(who, "zeppelin") for who in (cast.ada, cast.otto, cast.mia)] == [{"Zeppelin"}, {"Zeppelin"}, set()]


def test_a_topic_one_may_not_know_is_unknown(cast, places, catch_up):
    topic = find_or_create(["Zeppelins"], "en")
    actions.contribute("update", places.secret, title="Up", text="Up", topics=topic, by=as_actor(cast.ada))
    catch_up()
    unknown = [
        [part.value for part in search(as_actor(who), "topic:zeppelins").unknown] for who in (cast.mia, cast.otto)
    ]
    assert unknown == [[], ["zeppelins"]]


def test_opening_a_place_lets_others_find(cast, places, catch_up):
    communities.revise(places.closed, by=as_actor(cast.sam), visibility="open")
    catch_up()
    assert titles(cast.otto, "réunion") == {"Réunion open", "Réunion closed"}


def test_from_a_closed_home_only_the_card_travels(cast, places, spoken, catch_up):
    actions.share(spoken.things.closed, places.open, by=as_actor(cast.ada))
    catch_up()
    assert titles(cast.otto, "réunion") == {"Réunion open", "Réunion closed"}
    assert titles(cast.otto, "tournevis") == {"Réunion open"}


def test_guests_meet_only_those_they_share_a_place_with(cast, places, catch_up):
    assert suggested(cast.gwen, "ada") == {"Ada Orsel"}
    assert titles(cast.gwen, "otto") == set()
    assert titles(cast.mia, "otto") == {"Otto Orsel"}
    communities.leave(places.shared, by=as_actor(cast.ada))
    catch_up()
    assert suggested(cast.gwen, "ada") == set()
    assert not Document.objects.filter(subject="person", subject_id=cast.iris.pk).exists()


def test_the_index_follows_the_verbs(cast, spoken, catch_up):
    actions.edit(spoken.things.open, title="Vitrine", text="Des tiroirs", by=as_actor(cast.ada))
    actions.edit_reply(spoken.replies.open, text="Une perceuse", by=as_actor(cast.mia))
    catch_up()
    assert titles(cast.mia, '"des tiroirs"') == titles(cast.mia, "perceuses") == {"Vitrine"}
    assert titles(cast.mia, '"lieu open"') == set()
    actions.withdraw(spoken.replies.open, by=as_actor(cast.mia))
    catch_up()
    assert titles(cast.mia, "perceuse") == set()
    actions.withdraw(spoken.things.open.body, by=as_actor(cast.ada))
    catch_up()
    assert titles(cast.mia, "tiroir") == set()
    assert not Document.objects.filter(contribution_id=spoken.things.open.pk).exists()


def test_a_topic_is_found_by_each_of_its_names(cast, spoken, catch_up):
    topic = find_or_create(["Ovens"], "en")[0]
    actions.edit(spoken.things.open, title="Pain", text="Levain", topics=[topic], by=as_actor(cast.ada))
    catch_up()
    assert titles(cast.otto, "oven") == titles(cast.otto, "topic:ovens") == {"Pain"}
    topics.revise_topic(topic, names={"fr": "Fours"}, synonyms=["Cuisson"], by=as_actor(cast.root))
    catch_up()
    assert titles(cast.otto, "cuissons") == titles(cast.otto, "sujet:fours") == {"Pain"}


def test_filters_meet_the_reader_in_their_words(cast):
    kind = all_kinds()[0]
    assert titles(cast.mia, f'kind:"{kind.plural}" in:"open kitchen"') == {"Réunion open"}
    assert titles(cast.mia, "by:me tournevis in:closed") == {"Réunion closed"}
    assert titles(cast.ada, "by:me tournevis") == set()
    assert titles(cast.ada, f"réunion state:{kind.initial} in:open") == {"Réunion open"}
    assert titles(cast.ada, "réunion before:2020") == set()


def test_facets_count_what_is_seen(cast):
    names = {choice.label: choice.count for choice in search(as_actor(cast.mia), "tournevis").facets.communities}
    assert names == {"Open kitchen": 1, "Closed workshop": 1, "Secret vault": 1, "Shared bridge": 1}
    assert search(as_actor(cast.otto), "tournevis").facets.communities == []


def test_topics_and_languages_narrow_and_count_what_is_seen(cast, places, spoken, catch_up):
    ada, names = as_actor(cast.ada), {"open": ["Shop windows", "Ovens"], "closed": ["Ovens"], "secret": ["Vaults"]}
    for name, about in names.items():
        topic = find_or_create(about, "en")
        actions.edit(getattr(spoken.things, name), title=f"Réunion {name}", text="Le four", topics=topic, by=ada)
    Contribution.objects.filter(pk=spoken.things.shared.pk).update(language="it")
    topics.revise_topic(find_or_create(["Ovens"], "en")[0], names={"fr": "Fours"}, by=as_actor(cast.root))
    catch_up()
    rebuild()
    for text in ("réunion", "tournevis kind:reply"):
        facets = search(as_actor(cast.mia), text).facets
        assert told(facets.topics) == {"Ovens": 2, "Shop windows": 1, "Vaults": 1}
        assert told(facets.languages) == {"French": 3, "Italian": 1}
        with override("fr"):
            facets = search(as_actor(cast.mia), text).facets
        assert told(facets.topics)["Fours"] == 2
        assert told(facets.languages) == {"français": 3, "italien": 1}
        for choice in (*facets.topics, *facets.languages):
            assert search(as_actor(cast.mia), typed_in(choice)).total == choice.count
        facets = search(as_actor(cast.otto), text).facets
        assert (told(facets.topics), told(facets.languages)) == ({}, {})
    for text in ("language:it", "lang:Italian", 'langue:"Italiano"', "réunion language:IT-ch"):
        page = search(as_actor(cast.mia), text)
        assert [str(one.title.striptags()) for one in page.results] == ["Réunion shared"]
        assert [choice.label for choice in page.facets.active] == ["in Italian"]
        assert page.facets.languages == []
    assert search(as_actor(cast.otto), "language:it").results == []
    assert [len(search(as_actor(cast.otto), text).unknown) for text in ("language:it", "language:klingon")] == [0, 1]
    assert titles(cast.mia, "topic:shop-windows") == titles(cast.mia, 'topic:"shop windows"') == {"Réunion open"}


def told(choices) -> dict[str, int]:
    return {choice.label: choice.count for choice in choices}


def typed_in(choice) -> str:
    return parse_qs(urlsplit(choice.url).query)["q"][0]


def test_a_conversation_is_one_result(cast, spoken, catch_up):
    actions.reply(spoken.things.open, text="Encore une réunion", by=as_actor(cast.mia))
    catch_up()
    page = search(as_actor(cast.mia), "réunion in:open")
    assert [str(result.title) for result in page.results if result.card] == ["<mark>Réunion</mark> open"]


def test_what_somebody_tells_of_themselves_is_found(cast, catch_up):
    people.revise_profile(cast.otto, help_with="Souder de l'aluminium", by=as_actor(cast.otto))
    people.set_topics(cast.otto, {find_or_create(["Welding"], "en")[0]: True}, by=as_actor(cast.otto))
    people.set_topics(cast.mia, {find_or_create(["Welding"], "en")[0]: False}, by=as_actor(cast.mia))
    catch_up()
    assert titles(cast.ada, "aluminium") == titles(cast.ada, "welding") == {"Otto Orsel"}


def test_somebody_whose_account_is_closed_is_not_found(cast):
    Person.objects.filter(pk=cast.otto.pk).update(is_active=False)
    assert titles(cast.mia, "otto") == suggested(cast.mia, "otto") == set()


def test_a_rebuild_gives_the_same_and_forgets_what_is_gone(cast):
    readers = (cast.ada, cast.otto, cast.gwen)
    before, size = [titles(person, "réunion") for person in readers], Document.objects.count()
    Document.objects.create(subject="reply", subject_id=987_654, indexed_at="2026-01-01T00:00Z")
    assert rebuild() == size == Document.objects.count()
    assert [titles(person, "réunion") for person in readers] == before


def test_a_search_asks_the_same_however_much_it_finds(cast, places, catch_up):
    before = asked(lambda: search(as_actor(cast.mia), "réunion")), asked(lambda: suggest(as_actor(cast.mia), "réu"))
    for number in range(12):
        kind = all_kinds()[0].slug
        actions.contribute(kind, places.open, title=f"Réunion {number}", text="Encore", by=as_actor(cast.ada))
    catch_up()
    after = asked(lambda: search(as_actor(cast.mia), "réunion")), asked(lambda: suggest(as_actor(cast.mia), "réu"))
    assert search(as_actor(cast.mia), "réunion").total == 16
    assert after == before
    assert before == (ON_PAGE, SUGGESTING)


def asked(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)
