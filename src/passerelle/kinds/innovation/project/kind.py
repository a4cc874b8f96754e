"""A project: what was decided, carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as now_words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from django.utils.translation import pgettext_lazy

from passerelle.contributions.kinds import Kind, Move, move, register
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.project import reading, rules
from passerelle.kinds.innovation.project.forms import ProjectForm
from passerelle.kinds.innovation.project.models import Milestone
from passerelle.kinds.innovation.project.models import Project as ProjectDetails
from passerelle.lib.clock import now
from passerelle.science.expertise import Form


@register
class Project(Kind):
    """Say what should be different, go there in steps everybody can see, and say what came out."""

    slug = "project"
    label = _("Project")
    plural = _("Projects")
    verb = pgettext_lazy("composer", "Carry out")
    purpose = _("Something was decided, and you carry it out.")
    title_hint = _("What there will be, in one sentence")
    text_label = _("How do you go about it?")
    icon = "flag"
    hue = "teal"
    details = ProjectDetails
    form = ProjectForm
    shows_knowledge = Form.ROLE
    solves = True
    solved = ("released", "measured")
    states: ClassVar = {
        "planned": pgettext_lazy("project", "Planned"),
        "running": _("Under way"),
        "released": _("It is out"),
        "measured": pgettext_lazy("project", "Measured"),
        "stopped": _("Stopped"),
    }
    shown_states = tuple(states)
    tones: ClassVar = {
        "planned": "open",
        "running": "active",
        "released": "done",
        "measured": "done",
        "stopped": "stopped",
    }
    moves = (
        move("start", "planned", "running", by=rules.team, label=_("Begin")),
        move("release", "running", "released", by=rules.team_with_a_note, label=_("It is out")),
        move("measure", "released", "measured", by=rules.team_with_an_outcome, label=_("Its effect is measured")),
        move("stop", ("planned", "running"), "stopped", by=rules.team, label=_("Stop it"), decides=True),
        move("resume", "stopped", "running", by=rules.team, label=_("Take it up again")),
    )
    news: ClassVar = {
        "running": words("%(who)s began with “%(what)s”"),
        "released": words("“%(what)s” is out"),
        "measured": words("What “%(what)s” brought is measured"),
        "stopped": words("%(who)s stopped “%(what)s” and says why"),
    }
    filters: ClassVar = {"under_way": (_("Under way"), Q(state__in=rules.UNDER_WAY))}
    credited_as = "built"
    relations = ("realises", "derived_from", "part_of", "supported_by", "inspired_by", "related_to")
    retraced_to = ("signal", "trend", "idea", "practice")
    entries: ClassVar = {
        "project.milestone_added": _("put down a milestone of"),
        "project.milestone_dropped": _("took away a milestone of"),
        "project.milestone_reached": _("reached a milestone of"),
        "project.progressed": _("carried on"),
        "project.noted": _("wrote what came out of"),
        "project.joined": _("brought people to"),
        "project.left": _("ended somebody’s part in"),
    }
    steps: ClassVar = {"project.milestone_reached": _("%(who)s reached a milestone")}
    sample: ClassVar = {
        "title": "Return slips at every till",
        "text": "First the three tills of Lyon, for four weeks. Then all, unless the queues grow.",
        "details": {
            "goal": "Nine of ten returns have a reason",
            "starts_on": None,
            "ends_on": None,
            "risks": "The slips run out on a Saturday.",
        },
    }

    def fit(self, form: forms.ModelForm[Any], actor: Actor) -> None:
        """What it carries out stays."""
        if form.instance.pk:
            del form.fields["origin"]
        else:
            form.fields["origin"].actor = actor  # type: ignore[attr-defined]  # an OriginField

    def begins(self, actor: Actor, source: Contribution) -> dict[str, Any]:
        """The title and the text of what it carries out."""
        return {"origin": source.pid, "title": source.title, "text": source.body.source if source.body else ""}

    def moved(self, step: Move, details: Any) -> None:
        """The day it came out."""
        if step.target == "released":
            details.released_on = now().date()

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """How far it is, on average over its milestones, and the day it should be done by."""
        if details is None:
            return {}
        done = list(Milestone.objects.filter(project_id=details.pk).values_list("progress", flat=True))
        return {
            "progress": sum(done) // len(done) if done else None,
            "milestones": len(done),
            "ends_on": details.ends_on.isoformat() if details.ends_on else None,
        }

    def counts(self, facts: Mapping[str, Any]) -> list[str]:
        """How far it is."""
        progress = facts.get("progress")
        return [] if progress is None else [now_words("%(num)s %% done") % {"num": progress}]

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """The milestones, and whether the reader carries them on."""
        return {"way": reading.way(actor, contribution)}
