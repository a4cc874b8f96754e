"""Say that one used an article, and confirm that somebody did."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.actions.versions import tell_versions
from passerelle.kinds.article.article.models import Use
from passerelle.kinds.article.article.parts import owner_of
from passerelle.kinds.article.article.reading.record import kept_by, where_it_is_said
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Person


@transaction.atomic
def report_use(
    contribution: Contribution, *, context: str, effect: str, number: Decimal | None, measure: str, by: Actor
) -> Use:
    """Say where one used it and what it brought; a second time replaces the first, and asks for a new confirmation.

    Of a translation its original is told.

    Raises Refused unless it is published and the actor may reply to it, and for a number that counts nothing.
    """
    head = Contribution.objects.locked(where_it_is_said(contribution, by).pk)
    rules.may_report_use(head, by).require()
    said = short(context, 300)
    if not said:
        raise Refused(_("Say where you used it, in a few words."))
    if (number is None) != (not measure.strip()):
        raise Refused(_("A number and what it counts belong together."))
    told = {"context": said, "effect": short(effect, 600), "number": number, "measure": one_line(measure, 60)}
    renewed = {**told, "at": now(), "confirmed_by": None, "confirmed_at": None}
    made, _new = Use.objects.update_or_create(article_id=head.pk, person_id=by.own_id, defaults=renewed)
    refresh_facts(head)
    _record(by, "article.used", head, owner_of(head))
    return made


@transaction.atomic
def confirm_use(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """A second person confirms it; twice is once. Raises Refused for one's own, and when it was taken back."""
    versions = [one.pk for one in kept_by(by, contribution)]
    used = Use.objects.filter(article_id__in=versions, person=person).order_by("-at", "-pk").first()
    head = Contribution.objects.locked(used.article_id if used else contribution.pk)
    rules.may_report_use(head, by).require()
    if used is None:
        raise Refused(_("This report was taken back meanwhile."))
    if used.person_id == by.own_id:
        raise Refused(_("A second person confirms it: not who says so."))
    if used.confirmed_by_id is not None:
        return
    used.confirmed_by_id, used.confirmed_at = by.own_id, now()
    used.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(by, "article.use_confirmed", head, person.pk)


@transaction.atomic
def take_use_back(contribution: Contribution, *, by: Actor) -> None:
    """Think better of one's own report; without one nothing happens."""
    for number in sorted(one.pk for one in kept_by(by, contribution)):
        head = Contribution.objects.locked(number)
        if Use.objects.filter(article_id=head.pk, person_id=by.own_id).delete()[0]:
            refresh_facts(head)
            _record(by, "article.use_taken_back", head, by.own_id)


@transaction.atomic
def forget_uses(person: int) -> None:
    """Delete what somebody who was erased told, and count anew; that they were erased is written down already."""
    for number in sorted(Use.objects.filter(person_id=person).values_list("article_id", flat=True)):
        head = Contribution.objects.locked(number)
        Use.objects.filter(article_id=number, person_id=person).delete()
        refresh_facts(head)
        tell_versions(number)


def _record(by: Actor, verb: str, head: Contribution, person: int | None) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, person=person)
