"""What a second person checked stays what they checked: whoever raises it afterwards has it checked again."""

from __future__ import annotations

from cast.people import as_actor
from passerelle.contributions.actions import edit, make_move
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.kinds.innovation.practice.tests.asking import TOLD, fresh, waits
from passerelle.work.worker import run_all


def changed(practice, who, **more):
    """As a reader finds it afterwards: its state, and whether it says that it was checked."""
    edit(practice, title=practice.title, text="Measure once.", details=TOLD | more, by=as_actor(who))
    run_all()
    return fresh(practice).state, Practice.objects.get(pk=practice.pk).proven_on is not None


def test_who_raises_the_grade_or_rewrites_what_was_checked_has_it_checked_again(cast, practice, asked, visit, verbs):
    Practice.objects.filter(pk=practice.pk).update(grade="D")
    assert changed(practice, cast.ada) == ("proposed", False)
    for more in ({"grade": "D"}, {"evidence": "It is promised."}, {"elements": "One\nTwo\nThree"}):
        changed(practice, cast.ada)
        make_move(fresh(practice), "prove", by=as_actor(cast.sam))
        make_move(fresh(practice), "open", by=as_actor(cast.ada))
        run_all()
        spaced = {"evidence": f"  {TOLD['evidence']} ", "fits": "Everywhere", "elements": TOLD["elements"] + "\n"}
        assert (changed(practice, cast.ada, **spaced), waits()) == (("current", True), {cast.mia})
        verbs()
        assert (changed(practice, cast.ada, **more), waits()) == (("proposed", False), {cast.sam})
        assert verbs() == ["contribution.edited", "contribution.moved"]
    page = visit(cast.mia).get(practice.get_absolute_url()).text
    assert ("Checked on" in page, "A number, and how it was measured" in page) == (False, True)
