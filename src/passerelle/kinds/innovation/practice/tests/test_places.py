"""Maps and what others changed: for each reader what they may know."""

from __future__ import annotations

from passerelle.contributions.models import Reaction
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.reading.map import Name, countries
from passerelle.kinds.innovation.practice.tests.asking import fresh
from passerelle.people.models import Site


def at(name, latitude, longitude, country="IT"):
    return Site(name=name, country=country, latitude=latitude, longitude=longitude)


def test_every_country_with_a_site_has_a_map_and_names_stand_where_there_is_room():
    turin, milan, bari = at("Turin", 45, 7), at("Milan", 45, 9), at("Bari", 45, 7)
    told = countries([(turin, "declined"), (milan, "declined"), (bari, "in_use"), (at("Austin", 30, -97, "US"), "")])
    assert [(one.name, one.asked, one.used, len(one.dots)) for one in told] == [
        ("Italy", 3, 1, 3),
        ("United States", 1, 0, 1),
    ]
    assert [(dot.site, dot.x, dot.y, dot.name) for dot in told[0].dots] == [
        ("Turin", 16.0, 100.0, None),
        ("Milan", 304.0, 100.0, Name(293.0, 100.0, "end")),
        ("Bari", 16.0, 100.0, Name(27.0, 100.0, "start")),
    ]
    assert [dot.name for dot in told[1].dots] == [Name(171.0, 100.0, "start")]
    assert countries([(turin, ""), (milan, ""), (at("Nowhere", None, None), "")])[0].asked == 3
    assert countries([(at("Nowhere", None, None), "")])[0].dots == []
    assert countries([(at("Bari", 41, 17, ""), "in_use")]) == []


def test_no_name_covers_a_dot_or_another_name():
    sites = [
        at("Annecy rue Royale", 45.9, 6.13, "FR"),
        at("Lyon", 45.76, 4.83, "FR"),
        at("Lyon Part-Dieu", 45.75, 4.9, "FR"),
    ]
    sites += [at(f"Paris {number}", 48.8 + number / 40, 2.3 + number / 50, "FR") for number in range(8)]
    (france,) = countries([(site, "in_use") for site in sites])
    boxes = [(dot.x - 7, dot.y - 7, dot.x + 7, dot.y + 7) for dot in france.dots]
    names = [dot for dot in france.dots if dot.name]
    for dot in names:
        long = 6.6 * len(dot.site)
        left = dot.name.x - {"start": 0, "middle": long / 2, "end": long}[dot.name.anchor]
        box = (left, dot.name.y - 7, left + long, dot.name.y + 7)
        assert not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in boxes), dot.site
        boxes.append(box)
    assert 3 <= len(names) <= len(france.dots)
    assert all(dot.name is None for dot in countries([(at("A", n, n), "") for n in range(41)])[0].dots)


def test_far_north_and_around_the_world_stays_inside():
    far = countries([(at("A", 90, -180), ""), (at("B", -90, 180), ""), (at("C", 90, 0), "")])
    assert all(0 <= dot.x <= 320 and 0 <= dot.y <= 200 for dot in far[0].dots)


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
