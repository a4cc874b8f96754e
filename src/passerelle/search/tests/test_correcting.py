"""After a search that finds nothing: what was perhaps meant, and what is found without the filters."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.search.reading import search
from passerelle.search.reading.correcting import slips

pytestmark = pytest.mark.usefixtures("spoken")


def meant(person, text: str) -> str:
    found = search(as_actor(person), text, insist=True).meant
    return found.label if found else ""


def test_slips_are_counted():
    pairs = {
        ("caise", "caisse"): 1,
        ("vitirne", "vitrine"): 1,
        ("reunoin", "reunion"): 1,
        ("", "abc"): 3,
        ("same", "same"): 0,
    }
    assert {pair: slips(*pair) for pair in pairs} == pairs


def test_a_slip_is_put_right_with_what_one_may_see(cast, places, catch_up):
    for place, title in ((places.open, "La vitrine du printemps"), (places.closed, "Le pressoir caché")):
        actions.contribute(all_kinds()[0].slug, place, title=title, text="Voilà.", by=as_actor(cast.ada))
    actions.contribute(all_kinds()[0].slug, places.open, title="Plus tôt", text="Faites vite.", by=as_actor(cast.ada))
    catch_up()  # "vite" has a stem of "vitirne"
    assert meant(cast.otto, "évaluation") == meant(cast.otto, "réunions") == ""  # another ending is no slip
    typed = ("vitirne", "Vitrnie printmeps", "vit", "xqzw", '"vitirne"', "kind:person vitirne", "otot")
    assert [meant(cast.otto, text) for text in typed] == [
        "vitrine", "vitrine printemps", "", "", '"vitrine"', "kind:person vitrine", "otto",
    ]  # fmt: skip
    assert (meant(cast.mia, "presoir"), meant(cast.otto, "presoir")) == ("pressoir", "")


def test_the_same_without_what_narrows_it(cast):
    wider = search(as_actor(cast.mia), "réunion in:closed before:2020").wider
    assert (wider.label, wider.count) == ("réunion", 4)
    assert search(as_actor(cast.mia), "réunion in:nowhere").wider.count == 4
    assert search(as_actor(cast.otto), "réunion -open in:open").wider.count == 1
    assert [search(as_actor(cast.mia), text).wider for text in ("introuvable", "introuvable in:open", "réunion")] == [
        None
    ] * 3


def test_a_slip_that_finds_nothing_shows_what_was_meant_at_once(cast, places, catch_up, visit):
    kind = all_kinds()[0].slug
    for place, title in ((places.open, "Tenir l'ourlet"), (places.closed, "Le pressoir caché")):
        actions.contribute(kind, place, title=title, text="Voilà.", by=as_actor(cast.ada))
    catch_up()
    for typed in ("ourlte", "lourlet"):
        page = visit(cast.otto).get("/search/", {"q": typed}).content.decode().split("<main")[1]
        assert (page.count(f"Nothing for “{typed}”"), page.count("<mark>ourlet</mark>")) == (1, 1)
        assert f'href="/search/?q={typed}&amp;exact=1"' in page
        insisted = visit(cast.otto).get("/search/", {"q": typed, "exact": "1"}).content.decode().split("<main")[1]
        assert ("<mark>" in insisted, f"&amp;title={typed}" in insisted) == (False, True)
    assert search(as_actor(cast.otto), "presoir").instead is None
    assert search(as_actor(cast.mia), "presoir").instead.label == "pressoir"
    assert search(as_actor(cast.otto), "ourlte in:nowhere").instead is None
    assert search(as_actor(cast.otto), "ourlet").instead is None


def test_the_page_offers_both_and_to_ask(cast, visit):
    page = visit(cast.mia).get("/search/", {"q": "reunoin in:closed", "exact": "1"}).content.decode().split("<main")[1]
    assert 'href="/search/?q=r%C3%A9union+in%3Aclosed"' in page
    assert "&amp;title=reunoin" in page
    page = visit(cast.mia).get("/search/", {"q": "réunion in:nowhere"}).content.decode().split("<main")[1]
    assert 'href="/search/?q=r%C3%A9union"' in page
