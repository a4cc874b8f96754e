"""One small organisation: an open place, a closed one, a secret one, and one that partners share."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from passerelle.contributions import actions
from passerelle.search.rebuilding import rebuild
from passerelle.search.tests.cast import again, catch_up, community, contribution, guest, staff


@pytest.fixture
def world(db):
    """Ada writes everywhere, Sam shares all places with her, Charlie is outside, Gina is a guest in one."""
    ada, sam, charlie, gina = staff("Ada Lund"), staff("Sam Étienne"), staff("Charlie Out"), guest("Gina Partner")
    places = {
        "open": community("Cuisine", ada, sam),
        "closed": community("Atelier", ada, sam, visibility="closed"),
        "secret": community("Zirconium", ada, sam, visibility="secret"),
        "shared": community("Franchise", ada, sam, gina, visibility="closed", open_to_partners=True),
    }
    things = {
        name: contribution(f"Réunion {name}", f"Les évaluations du lieu {name}.", ada, place) for name, place in places.items()
    }
    replies = {name: actions.reply(thing, text=f"Le tournevis {name}.", by=again(sam)) for name, thing in things.items()}
    catch_up()
    rebuild()  # people are made without verbs here
    return SimpleNamespace(
        ada=ada, sam=sam, charlie=charlie, gina=gina, places=SimpleNamespace(**places), things=SimpleNamespace(**things),
        replies=SimpleNamespace(**replies),
    )  # fmt: skip
