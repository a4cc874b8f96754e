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


def test_a_word_finds_its_parts_written_apart_and_the_other_way_round(cast, places, catch_up):
    ada, mia, kind = as_actor(cast.ada), as_actor(cast.mia), all_kinds()[0].slug
    texts = {
        "apart": ("Am Eingang", "Der neue Automat nimmt die leeren Flaschen der Kundschaft zurück."),
        "one": ("Im Keller", "Der Flaschenautomat ist seit Montag kaputt, niemand kommt vorbei."),
        "half": ("An der Kasse", "Leere Flaschen stehen hier überall herum, und niemand räumt sie weg."),
    }
    made = {
        name: actions.contribute(kind, places.open, title=title, text=text, by=ada).pk
        for name, (title, text) in texts.items()
    }
    inside = actions.contribute(kind, places.closed, title="Innen", text="Automat und Flaschen und Pfand", by=ada).pk
    catch_up()

    def found(actor, text):
        return [result.card.id for result in search(actor, text).results]

    assert found(mia, "Flaschenautomat") == [made["one"], inside, made["apart"]]
    assert found(as_actor(cast.otto), "Flaschenautomat") == [made["one"], made["apart"]]
    assert set(found(mia, "Automat Flaschen")) >= {made["one"], made["apart"]}
    asked = found(as_actor(cast.otto), "Wo steht denn ein Flaschenautomat bei uns?")
    assert asked[:2] == [made["one"], made["apart"]]
    assert found(mia, "Flaschenwagen") == []
    shown = search(as_actor(cast.otto), "Flaschenautomat").results[1].snippet
    assert "<mark>Automat</mark> nimmt die leeren <mark>Flaschen</mark>" in shown
    assert found(mia, "flaschenautomat -Pfand") == [made["one"], made["apart"]]


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
