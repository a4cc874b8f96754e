"""How well it is shown that a practice works: by how it was measured, whatever its author thinks of it."""

from __future__ import annotations

from django.db.models import Q

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.kinds.innovation.practice.models import Measurement, Practice
from passerelle.trail.models import Grade

CLAIMS = (Grade.C, Grade.D, Grade.E)  # what one may say without numbers beside a place that changed nothing
COMPARED = (Grade.A, Grade.B)


def grade_of(details: Practice) -> str:
    """The best of what can be told beside other places, there or where it was proven; else what was measured where it was proven.

    As long as nothing was measured there, what its author says, which is no better than before and after. A translation is as sure as its
    original, whose claim it keeps.
    """
    here = Measurement.objects.filter(practice_id=details.translation_of_id or details.pk)
    known = [(one.outcome.grade, one.adoption_id is None) for one in here.select_related("outcome")]
    compared = [grade for grade, _is_proven in known if grade in COMPARED]
    proven = [grade for grade, is_proven in known if is_proven]
    return min(compared or proven or [details.claimed])


def grade_again(head: Contribution) -> None:
    """After numbers came or went: the card says what they allow, and that of each translation. ``head`` is locked."""
    told = Practice.objects.filter(Q(pk=head.pk) | Q(translation_of=head)).order_by("pk")
    for details in told:
        one = head if details.pk == head.pk else Contribution.objects.locked(details.pk)
        if one.facts.get("grade") != grade_of(details):
            refresh_facts(one)
