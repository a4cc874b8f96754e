"""What a site says, and how far it gets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import ahead, rules
from passerelle.kinds.innovation.practice.actions.offer import end_of, met, renew
from passerelle.kinds.innovation.practice.models import BARRIERS, Adoption, Practice
from passerelle.lib.clock import now
from passerelle.lib.text import clean, one_line

Answer, Stage = Adoption.Answer, Adoption.Stage
STAGES = {
    Answer.ADOPT: Stage.ADAPTING,
    Answer.ADAPT: Stage.ADAPTING,
    Answer.HOLD: Stage.CONSIDERING,
    Answer.NO: Stage.DECLINED,
}
TAKES = (Answer.ADOPT, Answer.ADAPT)


@transaction.atomic
def answer(adoption: Adoption, said: str, *, by: Actor, seen: int, **told: Any) -> Adoption:
    """Answer for a site. ``seen`` is the number of answers whoever answers knew of; ``told`` holds the columns of the answer.

    Raises Refused when somebody answered meanwhile, when the practice is no longer offered, for a site one does not answer for, and
    when a reason or a day is missing.
    """
    head, locked = _both(adoption)
    rules.may_answer(head, locked, by).require()
    if locked.answers != seen:
        raise Refused(_("Somebody answered for this site meanwhile: look at their answer first."))
    if locked.stage in (Stage.IN_USE, Stage.DROPPED):
        raise Refused(_("This site uses it already, or did: its answer stands."))
    _fill(locked, _one_of(said), told)
    locked.answered_at, locked.answers, locked.reminded = now(), seen + 1, 0
    if locked.answer == Answer.HOLD and locked.hold_until is not None:
        locked.due_at = end_of(locked.hold_until)
    locked.save()
    (renew if locked.is_open else met)(head, locked)
    _record(by, "practice.answered", head, locked, answer=locked.answer)
    return locked


@transaction.atomic
def take_into_use(adoption: Adoption, since: date, *, by: Actor, kept: Collection[str] = ()) -> None:
    """Say since when a site uses it, and which core elements it keeps; the same again changes nothing.

    Raises Refused for a day to come, before it was offered, and where a site would begin with what is no longer offered.
    """
    head, locked = _both(adoption)
    rules.may_take_up(head, locked, by).require()
    if not locked.offered_on <= since <= timezone.localdate(now()):
        raise Refused(_("Choose a day between the one it was offered on and today."))
    core = Practice.objects.get(pk=head.pk).core
    keeps = [one for one in core if one in kept] or locked.kept
    if locked.stage == Stage.IN_USE and (locked.in_use_on, locked.kept) == (since, keeps):
        return
    if keeps != locked.kept:
        locked.core, locked.kept = core, keeps
    if locked.answer not in TAKES:  # whoever uses it takes it up, whatever was said before
        _fill(locked, Answer.ADOPT, {})
        locked.answered_at, locked.answers = now(), locked.answers + 1
    locked.stage, locked.in_use_on, locked.dropped_on = Stage.IN_USE, since, None
    locked.save()
    met(head, locked)
    refresh_facts(head)
    _record(by, "practice.taken_up", head, locked)


@transaction.atomic
def give_up(adoption: Adoption, *, what: str, kept: str, advice: str, by: Actor) -> None:
    """A site gives it up and says what others can learn. Raises Refused without a word, and where it was never taken up."""
    head, locked = _both(adoption)
    rules.may_progress(head, locked, by).require()
    if locked.stage not in (Stage.ADAPTING, Stage.IN_USE):
        raise Refused(_("This site did not take it up."))
    words = [clean(text, 1_000).strip() for text in (what, kept, advice)]
    if not words[0]:
        raise Refused(_("Say what did not work: the next site reads it."))
    locked.exit_what, locked.exit_kept, locked.exit_advice = words
    locked.stage, locked.dropped_on = Stage.DROPPED, timezone.localdate(now())
    locked.save()
    refresh_facts(head)
    _record(by, "practice.given_up", head, locked)


def _both(adoption: Adoption) -> tuple[Contribution, Adoption]:
    """The practice, then the adoption as it is by now; raises Refused when it is gone."""
    head = Contribution.objects.locked(adoption.practice_id)
    locked = Adoption.objects.select_for_update().filter(pk=adoption.pk).first()
    if locked is None:
        raise Refused(_("This site is not asked any more."))
    return head, locked


def _one_of(said: str) -> Adoption.Answer:
    if said not in Answer.values:
        raise Refused(_("Choose one of the four answers."))
    return Answer(said)


def _fill(adoption: Adoption, said: Adoption.Answer, told: Mapping[str, Any]) -> None:
    """Only what belongs to the answer is kept; of another one before, nothing."""
    takes = said in TAKES
    adoption.answer, adoption.stage = said, STAGES[said]
    adoption.expects = one_line(told.get("expects") or "", 200) if takes else ""
    adoption.adapted = clean(told.get("adapted") or "", 1_000).strip() if said == Answer.ADAPT else ""
    adoption.why = "" if takes else told.get("why") or ""
    adoption.words = "" if takes else clean(told.get("words") or "", 1_000).strip()
    adoption.hold_until = told.get("hold_until") if said == Answer.HOLD else None
    for name in BARRIERS:
        setattr(adoption, name, told.get(name) or "" if takes else "")
    if said == Answer.ADAPT and not adoption.adapted:
        raise Refused(_("Say what you change, and why."))
    if not takes and adoption.why not in Adoption.Why.values:
        raise Refused(_("Choose a reason: it helps those who ask the next site."))
    if said == Answer.HOLD and adoption.hold_until is None:
        raise Refused(_("Say until when: a day to come."))
    if adoption.hold_until is not None and (why_not := ahead.why_not(adoption.hold_until)):
        raise Refused(why_not)


def _record(by: Actor, verb: str, head: Contribution, adoption: Adoption, **told: Any) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, site=adoption.site_id, **told)
