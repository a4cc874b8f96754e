"""Words that say nothing alone make nothing alike; a rare name does, and a meaning helps."""

from __future__ import annotations

from cast.world import bring
from passerelle.matching.similar.shared import Telling, names, said
from passerelle.matching.tests.test_similar import seen
from passerelle.search.rebuilding import rebuild

SIGNAL = "Una cliente dice che il Tramontane fa i pallini dopo due settimane, sotto il braccio"
RARE = {"tramontane": 4.9, "pallini": 5.5, "braccio": 5.5, "colore": 3.8}


def shared(title, text="", meaning=0.0, written=SIGNAL):
    telling = Telling(said(written, "it"), RARE, names(written))
    return telling.shared_with(title, said(f"{title} {text}", "it"), meaning)


def test_numbers_and_what_is_said_of_anything_make_nothing_alike(cast, places):
    for title in (
        "Vendre pendant deux heures sans réseau",
        "Une cliente veut passer avant dix heures",
        "La cliente dice che torna fra ventiquattro ore",
    ):
        bring(title, places.open, cast.ada, "question")
    rebuild()
    asked = (
        "Comment former un renfort en deux heures ?",
        "Une cliente veut passer commande pour vingt-quatre serviettes",
        "La cliente dice che vuole un colore diverso",
        "Vendre sans réseau deux heures",
    )
    assert [seen(cast.mia, title, "") for title in asked] == [[], [], [], ["Vendre pendant deux heures sans réseau"]]


def test_what_both_say_has_to_tell_enough_and_the_rarest_comes_first():
    assert said(SIGNAL, "it").keys() == {"tramontan", "pallin", "bracc"}
    assert shared("Lana", "pallini sul braccio, e il colore") == ("pallini", "braccio")
    assert shared("Lana", "un braccio") == ()
    assert [shared("Lana", "un braccio", meaning) for meaning in (0.2, 0.35, 0.5)] == [(), ("braccio",), ("braccio",)]


def test_a_rare_name_in_a_title_is_enough():
    assert shared("Les bouloches du Tramontane : une seule cause") == ("tramontane",)
    assert shared("Une maille", "Le Tramontane aussi") == ()  # named by the way
    assert shared("Tramontane", written="un tramontane qualunque, pallini e braccio") == ()  # no name there
    assert shared("Il colore del Colore", written="Il Colore, i pallini, il braccio e il Tramontane") == ()  # not rare
