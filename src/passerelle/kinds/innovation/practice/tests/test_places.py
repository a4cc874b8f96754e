"""Maps and what others changed: for each reader what they may know."""

from __future__ import annotations

from passerelle.contributions.models import Reaction
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.reading.map import countries
from passerelle.kinds.innovation.practice.tests.asking import fresh
from passerelle.people.models import Site


def at(name, latitude, longitude, country="IT"):
    return Site(name=name, country=country, latitude=latitude, longitude=longitude)


def test_sites_lie_where_they_lie_and_fewer_than_three_are_told_in_words_alone():
    turin, milan, bari = at("Turin", 45, 7), at("Milan", 45, 9), at("Bari", 45, 7)
    told = countries([(turin, "in_use"), (milan, "declined"), (bari, "in_use"), (at("Austin", 30, -97, "US"), "")])
    assert [(one.name, one.asked, one.used, len(one.dots)) for one in told] == [
        ("Italy", 3, 2, 3),
        ("United States", 1, 0, 0),
    ]
    assert [(dot.site, dot.x, dot.y, dot.level, dot.is_east) for dot in told[0].dots] == [
        ("Turin", 16.0, 100.0, 100.0, False),
        ("Bari", 16.0, 100.0, 115.0, False),
        ("Milan", 304.0, 100.0, 100.0, True),
    ]
    assert countries([(turin, ""), (milan, ""), (at("Nowhere", None, None), "")])[0].dots == []
    assert countries([(at("Bari", 41, 17, ""), "in_use")]) == []


def test_far_north_and_around_the_world_stays_inside():
    far = countries([(at("A", 90, -180), ""), (at("B", -90, 180), ""), (at("C", 90, 0), "")])
    assert all(0 <= dot.x <= 320 and 0 <= dot.y <= 200 and 0 <= dot.level <= 200 for dot in far[0].dots)


def test_the_page_has_the_map_what_was_changed_and_the_thanks(cast, practice, asked, sites, visit):
    Site.objects.update(country="IT", latitude=45.07, longitude=7.69)
    for site in sites[1:]:
        asked.pk, asked.site = None, site
        asked.save()
    Adoption.objects.update(stage="adapting", answer="adapt", adapted="No chalkboard: legal")
    Reaction.objects.create(post=fresh(practice).body, person=cast.otto, sign="thanks")
    page = visit(cast.otto).get(practice.get_absolute_url()).text
    told = ("Italy: 0 of 3 use it", "Sites in Italy by where they lie", "No chalkboard: legal", "Thanked by")
    assert [words in page for words in told] == [True] * 4
