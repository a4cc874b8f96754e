"""What holds of offers, answers and uses, whatever was done before."""

from __future__ import annotations

from collections import Counter

from cast.people import as_actor
from passerelle.contributions.models import Contribution, Deadline, Involvement
from passerelle.kinds.innovation.practice.focal import turns
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.reading import spread
from passerelle.kinds.innovation.practice.rules import is_offered
from passerelle.people.models import Site

Stage, Answer = Adoption.Stage, Adoption.Answer
ANSWERS = {
    Stage.CONSIDERING: {"", Answer.HOLD},
    Stage.ADAPTING: {Answer.ADOPT, Answer.ADAPT},
    Stage.IN_USE: {Answer.ADOPT, Answer.ADAPT},
    Stage.DROPPED: {Answer.ADOPT, Answer.ADAPT},
    Stage.DECLINED: {Answer.NO},
}


def broken(reader):
    """Every rule that does not hold, each in words; none, when all do."""
    heads = {one.pk: one for one in Contribution.objects.unscoped("a test").filter(kind_slug="practice")}
    known = list(Adoption.objects.all())
    found = [f"{rule}: {one.pk} {one.stage}" for one in known for rule, holds in _rules(one).items() if not holds]
    wanted = {
        (head.pk, one.purpose): turns(head).due_from(one)
        for one in known
        if is_offered(head := heads[one.practice_id]) and one.is_open and one.site_id
    }
    due = {}
    for row in Deadline.objects.filter(purpose__startswith="answer-", met_at=None):
        due.setdefault((row.contribution_id, row.purpose), set()).add(row.person_id)
    if due != {place: people for place, people in wanted.items() if people}:
        found.append(f"an answer is due from others than it should be: {due}, not {wanted}")
    bound = set(
        Involvement.objects.filter(part="focal_person", ended_at=None).values_list("contribution_id", "person_id")
    )
    if bound != {(head, person) for (head, _purpose), people in due.items() for person in people}:
        found.append(f"others are bound than an answer is due from: {bound}")
    return found + [line for head in heads.values() for line in _miscounted(head, reader, known)]


def _rules(one):
    used, gone = one.in_use_on, one.dropped_on
    return {
        "its answer is that of another stage": one.answer in ANSWERS[one.stage],
        "in use without a day, or with one and never used": (used is not None) >= (one.stage == Stage.IN_USE)
        and (used is None or one.stage in (Stage.IN_USE, Stage.DROPPED)),
        "given up and not": (gone is not None) == (one.stage == Stage.DROPPED),
        "given up before it was used": not (used and gone) or used <= gone,
        "used before it was offered": used is None or used >= one.offered_on,
        "not for them and no reason": bool(one.why) == (one.answer in (Answer.NO, Answer.HOLD)),
        "given up and no word why": one.stage != Stage.DROPPED or bool(one.exit_what),
        "it waits for a day and does not": (one.hold_until is not None) == (one.answer == Answer.HOLD),
        "adapted and nothing changed": bool(one.adapted) == (one.answer == Answer.ADAPT),
        "answered at no time": (one.answered_at is not None) == bool(one.answer) == bool(one.answers),
        "considered by a site that is gone": one.site_id is not None or one.stage != Stage.CONSIDERING,
    }


def _miscounted(head, reader, known):
    rows = [one for one in known if one.practice_id == head.pk]
    shown = spread(as_actor(reader), head)
    if shown is None:
        return ["rows and no section"] if rows else []
    told = [str(row.words) for row in shown.rows]
    counted = dict(shown.counts)
    sites = Site.objects.filter(pk__in=[one.site_id for one in rows if one.site_id]).count()
    named = sum(bool(row.site) for row in shown.rows)
    right = shown.asked == len(rows) == len(told) and counted == Counter(told) and sites == named
    return [] if right else [f"counted {counted} of {len(rows)}"]
