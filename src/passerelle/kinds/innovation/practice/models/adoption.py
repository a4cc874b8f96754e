"""Who answers for a site, and what became of a practice at one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice.models.practice import Practice
from passerelle.people.models import Site
from passerelle.topics.models import Topic


class FocalPerson(models.Model):
    """In one community somebody answers for a site, on all practices or on those of a topic, and somebody else when they do not."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """One for each site and topic, and one for all other topics."""

        constraints = [
            models.UniqueConstraint(fields=["community", "site", "topic"], name="focal_person_once"),
            models.UniqueConstraint(
                fields=["community", "site"], condition=Q(topic=None), name="focal_person_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id} for {self.site_id} in {self.community_id}"


def _words() -> list[str]:
    return []


class Adoption(models.Model):
    """A practice at a site: it was offered, answered, taken up, dropped. A site that is gone keeps its row, without a name."""

    class Stage(models.TextChoices):
        """How far it is."""

        CONSIDERING = "considering", _("Being considered")
        ADAPTING = "adapting", _("Being introduced")
        IN_USE = "in_use", _("In use")
        DROPPED = "dropped", _("Given up")
        DECLINED = "declined", _("Not for them")

    class Answer(models.TextChoices):
        """What whoever answers for the site says."""

        ADOPT = "adopt", pgettext_lazy("practice", "We take it up")
        ADAPT = "adapt", _("We adapt it")
        HOLD = "hold", _("Not now")
        NO = "no", _("Not for us")

    class Why(models.TextChoices):
        """Why not, or not now."""

        NO_SUCH_PROBLEM = "no_such_problem", _("We do not have this problem")
        DOES_NOT_FIT = "does_not_fit", _("It does not fit a place like ours")
        MISSING = "missing", _("Something it needs is missing here")
        OTHER_WAY = "other_way", _("We do it another way")
        NO_TIME = "no_time", _("No room for it at present")
        NOT_SURE = "not_sure", _("We are not sure that it works")

    class Known(models.TextChoices):
        """An answer to one of the three questions."""

        YES = "yes", pgettext_lazy("question", "Yes")
        NO = "no", pgettext_lazy("question", "No")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.CONSIDERING)
    offered_on = models.DateField()
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    answers = models.PositiveSmallIntegerField(default=0)
    expects = models.CharField(_("what do you expect of it?"), max_length=200, blank=True)
    adapted = models.TextField(_("what do you change, and why?"), max_length=1_000, blank=True)
    why = models.CharField(_("why?"), max_length=20, choices=Why.choices, blank=True)
    words = models.TextField(_("in your words"), max_length=1_000, blank=True)
    hold_until = models.DateField(_("until when?"), null=True, blank=True)
    knows_why = models.CharField(_("do you know why it works?"), max_length=3, choices=Known.choices, blank=True)
    has_needs = models.CharField(_("is what it needs there?"), max_length=3, choices=Known.choices, blank=True)
    talked = models.CharField(
        _("have you talked with those who do it?"), max_length=3, choices=Known.choices, blank=True
    )
    in_use_on = models.DateField(null=True)
    core = models.JSONField(default=_words)  # the core elements on the day it was put in use
    kept = models.JSONField(default=_words)  # those of them the site keeps; none said: nobody knows
    dropped_on = models.DateField(null=True)
    exit_what = models.TextField(_("what did not work?"), max_length=1_000, blank=True)
    exit_kept = models.TextField(_("what do you keep of it?"), max_length=1_000, blank=True)
    exit_advice = models.TextField(_("what should others know first?"), max_length=1_000, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Each site once, in the order in which it was offered."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "site"], name="adoption_once"),
            models.CheckConstraint(condition=~Q(stage="in_use") | Q(in_use_on__isnull=False), name="adoption_in_use"),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.practice_id} at {self.site_id}"

    @property
    def purpose(self) -> str:
        """What is due of it, told apart by the site."""
        return f"answer-{self.site_id}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.stage == self.Stage.CONSIDERING

    @property
    def changed(self) -> list[str]:
        """Core elements the site does without, once it has said which it keeps."""
        return [one for one in self.core if one not in self.kept] if self.kept else []

    @property
    def barriers(self) -> list[str]:
        """Which of the three questions were answered with no."""
        return [name for name in BARRIERS if getattr(self, name) == self.Known.NO]


BARRIERS = ("knows_why", "has_needs", "talked")
