"""What another unit solved is found by whoever begins to write about it: measured on questions with known answers, by words alone."""

from __future__ import annotations

from statistics import fmean

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import contribute
from passerelle.matching.similar.reading import MOST, similar
from passerelle.people.models import Unit
from passerelle.science.retrieval import RELEVANT, cross_unit_recall
from passerelle.search.rebuilding import rebuild
from passerelle.search.tests.test_frozen import SET


def test_nine_of_ten_solutions_of_another_unit_are_among_five(cast, places):
    here, there = Unit.objects.order_by("pk")[:2]
    for person, unit in ((cast.mia, here), (cast.otto, here), (cast.ada, there)):
        type(person).objects.filter(pk=person.pk).update(unit=unit)
    units, asked = {}, []
    for language in ("en", "fr"):  # the languages of this house
        for title, text, questions in SET[language]:
            made = contribute("question", places.open, title=title, text=text, by=as_actor(cast.ada))
            bring(title.split()[0], places.open, cast.mia, "question")  # of one's own unit, and no answer
            units[made.pk] = there.pk
            asked += [(question, {made.pk: RELEVANT}) for question in questions]
    rebuild()
    cast.otto.refresh_from_db()
    found = [
        cross_unit_recall(
            [one.card.id for one in similar(as_actor(cast.otto), question, "")], grades, units, here.pk, MOST
        )
        for question, grades in asked
    ]
    assert fmean(share for share in found if share is not None) >= 0.9
