"""A practice: what works at one place, so that others can do it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from passerelle.communities.reading import readable_ids
from passerelle.contributions.due import Due
from passerelle.contributions.evidence import Proof
from passerelle.contributions.kinds import Kind, Move, move, register
from passerelle.contributions.models import Contribution, Deadline
from passerelle.contributions.reading.language_versions import Instead
from passerelle.contributions.rules import author_or_steward
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor, system_actor
from passerelle.kinds.innovation.practice import reading, rules
from passerelle.kinds.innovation.practice.actions.check import CHECK
from passerelle.kinds.innovation.practice.actions.review import CHECKED, REVIEW, check_again
from passerelle.kinds.innovation.practice.difference import COLUMNS
from passerelle.kinds.innovation.practice.focal import sites_of
from passerelle.kinds.innovation.practice.forms import PracticeForm
from passerelle.kinds.innovation.practice.forms.practice import keep_words
from passerelle.kinds.innovation.practice.grading import grade_of
from passerelle.kinds.innovation.practice.models import Adoption
from passerelle.kinds.innovation.practice.models import Practice as PracticeDetails
from passerelle.kinds.innovation.practice.reading.due import due
from passerelle.kinds.innovation.practice.reading.reused import reused
from passerelle.kinds.innovation.practice.reading.solving import solutions
from passerelle.kinds.innovation.practice.reading.versions import LIVING, read_instead
from passerelle.lib.clock import now
from passerelle.trail.models import Grade

HOLDS = timedelta(days=365)  # then somebody says whether it still does
RUNS = rules.at_original(author_or_steward)


@register
class Practice(Kind):
    """Tell what works, so that it can be proven, travel, be adapted, and be taken back when it no longer holds."""

    slug = "practice"
    label = _("Practice")
    plural = _("Practices")
    verb = pgettext_lazy("composer", "It works here")
    purpose = _("Something works at your place, and others could do the same.")
    title_hint = _("What one does, in one sentence")
    text_label = _("What does one do, step by step? Pictures help.")
    icon = "list-checks"
    hue = "leaf"
    details = PracticeDetails
    form = PracticeForm
    solves = True
    solved = ("proven", "current")
    states: ClassVar = {
        "proposed": pgettext_lazy("practice", "Proposed"),
        "proven": pgettext_lazy("practice", "Proven"),
        "current": pgettext_lazy("practice", "Current"),
        "due": _("Due for review"),
        "retired": pgettext_lazy("practice", "Retired"),
    }
    shown_states = tuple(states)
    tones: ClassVar = {
        "proposed": "open",
        "proven": "active",
        "current": "done",
        "due": "open",
        "retired": "stopped",
    }
    moves = (
        move(
            "prove",
            "proposed",
            "proven",
            by=rules.at_original(rules.second_person),
            label=_("I checked it: it is proven"),
        ),
        move("open", "proven", "current", by=RUNS, label=_("Others may take it up")),
        move("due", "current", "due", by=rules.by_itself, label=_("It is due for review")),
        move("keep", "due", "current", by=RUNS, label=_("It still holds")),
        move("change", CHECKED, "proposed", by=rules.by_itself, label=_("What was checked has changed")),
        move("retire", LIVING, "retired", by=RUNS, label=_("Retire it"), decides=True),
        move("revive", "retired", "proposed", by=RUNS, label=_("Propose it again")),
    )
    news: ClassVar = {
        "proven": words("%(who)s checked “%(what)s”: it is proven"),
        "current": words("“%(what)s” holds, and others may take it up"),
        "due": words("“%(what)s” is due for review: does it still hold?"),
        "retired": words("%(who)s retired “%(what)s” and says why"),
    }
    filters: ClassVar = {
        "current": (pgettext_lazy("practice", "Current"), Q(state__in=("current", "due"))),
        "to_check": (_("To be checked"), Q(state="proposed")),
    }
    credited_as = "documented"
    tells_outcomes = True
    relations = ("derived_from", "answers", "part_of", "supported_by", "inspired_by", "related_to")
    retraced_to = ("signal", "trend", "idea", "practice")
    entries: ClassVar = {
        "practice.appointed": _("decided who answers for sites in"),
        "practice.offered": _("offered to sites:"),
        "practice.unanswered": _("reminded those who answer for a site of"),
        "practice.asked": _("asked about"),
        "practice.contact_named": _("said who is asked about"),
        "practice.contact_left": _("gave back the questions about"),
        "practice.appointment_answered": _("answered when to talk about"),
        "practice.appointment_ended": _("called off the appointment about"),
        "practice.answered": _("answered for a site about"),
        "practice.taken_up": _("put in use at a site:"),
        "practice.given_up": _("gave up at a site:"),
        "practice.worth_confirmed": _("confirmed what it is worth at a site:"),
        "practice.lot_confirmed": _("confirmed that the lot decided who began when:"),
        "practice.measurement_taken_back": _("took back what was measured of"),
    }
    steps: ClassVar = {
        "practice.offered": _("%(who)s offered it to sites"),
        "practice.taken_up": _("%(who)s uses it at a site"),
        "practice.given_up": _("%(who)s gave it up at a site"),
        "practice.measurement_taken_back": _("%(who)s took a measurement back"),
    }
    internal_steps: ClassVar = frozenset({"practice.taken_up", "practice.given_up"})  # who did says which site
    sample: ClassVar = {
        "title": "Hem at the till",
        "text": "Measure once, at the counter, with the ruler. Sew at the nearest machine; give it back the next day.",
        "details": {
            "problem": "Curtains come back because they are too long.",
            "elements": "Measured once\nPaid with the curtain\nBack the next day",
            "fits": "A machine within twenty kilometres.",
            "fits_not": "Velvet.",
            "takes_time": "A quarter of an hour for each curtain",
            "takes_money": "Nothing but thread",
            "takes_skills": "Somebody who sews",
            "evidence": "Returns went from 7 to 3 in a hundred, over ten weeks.",
            "grade": "C",
            "reached": "Mornings by phone",
        },
    }

    def fit(self, form: forms.ModelForm[Any], actor: Actor) -> None:
        """Where one works is where one tried it; partners are offered no list of sites; what it comes from stays."""
        if not actor.is_staff:
            del form.fields["site"]
        elif actor.person is not None and not form.instance.pk:
            form.initial.setdefault("site", actor.person.site_id)
        if form.instance.pk:
            del form.fields["origin"]
            if form.instance.translation_of_id is not None:
                keep_words(form)
        else:
            form.fields["origin"].actor = actor  # type: ignore[attr-defined]  # an OriginField

    def begins(self, actor: Actor, source: Contribution) -> dict[str, Any]:
        """Another practice is adapted: all of it is there already; of anything else its title and its text."""
        begun = {"origin": source.pid, "title": source.title, "text": source.body.source if source.body else ""}
        details = PracticeDetails.objects.filter(pk=source.pk).first()
        told = COLUMNS[:-1]  # what shows that it works is the other place's
        return begun | ({name: getattr(details, name) for name in told} if details else {})

    def moved(self, step: Move, details: Any) -> None:
        """The day it was checked, and the day on which somebody says whether it still holds; of a translation its original knows."""
        if details.translation_of_id is not None:
            return
        if step.slug in ("prove", "retire"):
            Deadline.objects.filter(contribution_id=details.pk, purpose=CHECK, met_at=None).update(met_at=now())
        if step.target == "proven":
            details.proven_on = timezone.localdate(now())
        if step.target == "current":
            details.review_on = timezone.localdate(now()) + HOLDS
        if step.slug == "change":
            details.proven_on = details.review_on = None
        if step.slug in ("keep", "retire", "change"):
            Deadline.objects.filter(contribution_id=details.pk, purpose=REVIEW, met_at=None).update(met_at=now())

    def edited(self, contribution: Contribution, before: Any, after: Any) -> None:
        """Whoever raises its grade, or rewrites what shows that it works or makes it work, has it checked again."""
        if after.translation_of_id is not None:
            PracticeDetails.objects.filter(pk=contribution.pk).update(translated_at=now())
        elif before.checked != after.checked:
            check_again(contribution, by=system_actor())

    def instead(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Instead]:
        """The translation into a language of the reader, where there is one."""
        return read_instead(actor, ids)

    def solutions(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
        """What to do, and where it is done."""
        return solutions(actor, ids)

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """How sure it is, what it takes, and how many sites use it."""
        if not details:
            return {}
        used = Adoption.objects.filter(practice_id=contribution.pk, stage=Adoption.Stage.IN_USE).count()
        return {"grade": grade_of(details), "takes": details.takes_time} | ({"used": used} if used else {})

    def counts(self, facts: Mapping[str, Any]) -> list[str]:
        """At how many sites it is in use."""
        used = facts.get("used", 0)
        return [ngettext("in use at %(num)s site", "in use at %(num)s sites", used) % {"num": used}] if used else []

    def told(self, facts: dict[str, Any]) -> list[StrOrPromise]:
        """How sure it is and what it takes, in words."""
        grade, takes = facts.get("grade"), facts.get("takes")
        return [*([Grade(grade).label] if grade in Grade.values else []), *([takes] if takes else [])]

    def due(self, deadlines: Sequence[Deadline]) -> Mapping[int, Due]:
        """For which site an answer is due, and where it is given; what is missing before it can be checked."""
        return due(deadlines)

    def may_measure(self, contribution: Contribution, actor: Actor) -> bool:
        """Whoever speaks for a site that uses it."""
        used = Adoption.objects.filter(practice_id=contribution.pk).exclude(in_use_on=None)
        reads = actor.is_present and contribution.home_id in readable_ids(actor)
        return reads and used.filter(site_id__in=sites_of(contribution, actor.own_id)).exists()

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """What is checked, what it comes from, and the way to adapt it."""
        return reading.shown(actor, contribution, details)

    def proofs(self, among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
        """Those of theirs that other sites use."""
        return reused(among, people)
