"""German words made of several: found by each of them, on both databases; words of other languages stay whole."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.search.compounds import parts, with_parts
from passerelle.search.reading import search


@pytest.mark.parametrize(
    ("whole", "made_of"),
    [
        ("kundenbeschwerde", ("beschwerde", "kunden")),
        ("lagerbestand", ("bestand", "lager")),
        ("filialleiterin", ("filiale", "leiterin")),
        ("arbeitsschutzbekleidung", ("arbeits", "arbeitsschutz", "bekleidung", "schutz", "schutzbekleidung")),
        ("gesellschaft", ()),
        ("geschwindigkeit", ()),
        ("unternehmen", ()),
        ("beispielsweise", ()),
        ("weg", ()),
        ("", ()),
        ("x" * 64, ()),
    ],
)
def test_what_a_word_is_made_of(whole, made_of):
    assert parts(whole) == made_of


def test_other_languages_are_left_alone():
    assert with_parts(["lagerbestand"], "fr") == ["lagerbestand"]


def test_a_text_is_found_by_the_parts_of_its_words(cast, places, catch_up):
    german = (
        "In der Filiale häufen sich die Kundenbeschwerden, weil der Lagerbestand nicht stimmt und niemand ihn prüft."
    )
    written = {"title": "Was uns im Laden auffällt", "text": german}
    thing = actions.contribute(all_kinds()[0].slug, places.open, by=as_actor(cast.ada), **written)
    catch_up()
    typed = [
        "Beschwerde",
        "Kunden",
        "bestand",
        "Lager Beschwerden",
        "Kundenbeschwerde",
        "Schwerde",
        "Beschwerde -Lager",
    ]
    found = {text: tuple(result.card.id for result in search(as_actor(cast.mia), text).results) for text in typed}
    assert found == dict.fromkeys(typed[:5], (thing.pk,)) | dict.fromkeys(typed[5:], ())
