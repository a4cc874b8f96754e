"""What a signal knows beyond its words. Of a customer it knows the kind and never who it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.contributions.models import Details
from passerelle.lib.clock import now
from passerelle.people.models import Site, Unit
from passerelle.topics.models import Topic
from passerelle.ui.times import dateformat

WORKING_DAYS = 3  # within which signals are heard, unless a community promises otherwise
LONGEST = 30
HEAR = "hear"  # what is due from those a signal went to


class Signal(Details):
    """What sort of remark, from what kind of customer, where, how urgent; and when somebody heard it."""

    class Sort(models.TextChoices):
        """What it is."""

        NEED = "need", _("Need")
        OBJECTION = "objection", _("Objection")
        COMPLAINT = "complaint", _("Complaint")
        COMPETITOR = "competitor", _("Competitor")
        PRAISE = "praise", _("Praise")
        WORDING = "wording", _("Their words")
        IDEA = "idea", _("Customer’s idea")

    class Customer(models.TextChoices):
        """Who said it, as a kind."""

        PRIVATE = "private", _("Private customer")
        BUSINESS = "business", _("Business customer")
        DEALER = "dealer", _("Dealer or franchisee")
        PROSPECT = "prospect", _("Not a customer yet")
        FORMER = "former", _("No longer a customer")
        SEVERAL = "several", _("Several customers")

    class Urgency(models.TextChoices):
        """How much it hurries."""

        CALM = "calm", pgettext_lazy("urgency", "No hurry")
        WEEK = "week", pgettext_lazy("urgency", "Within the week")
        TODAY = "today", pgettext_lazy("urgency", "Today")

    sort = models.CharField(_("what it is"), max_length=12, choices=Sort.choices)
    customer = models.CharField(_("from whom"), max_length=12, choices=Customer.choices, blank=True)
    urgency = models.CharField(_("how urgent"), max_length=8, choices=Urgency.choices, default=Urgency.CALM)
    site = models.ForeignKey(
        Site, verbose_name=_("where"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    promised_for = models.DateTimeField(null=True, blank=True, editable=False)
    heard_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)

    @property
    def promise_in_words(self) -> str:
        """How it stands with being heard by the day it was promised for; nothing as long as nothing was promised."""
        if self.promised_for is None:
            return gettext("Heard on %(day)s.") % {"day": dateformat(self.heard_at)} if self.heard_at else ""
        promised = {"day": dateformat(self.promised_for)}
        if self.heard_at is None:
            late = self.promised_for < now()
            return (
                (gettext("Promised for %(day)s, and nobody has heard it yet."))
                if late
                else gettext("Somebody hears this by %(day)s.")
            ) % promised
        kept = self.heard_at <= self.promised_for
        said = gettext("Heard on %(day)s, as promised.") if kept else gettext("Heard on %(day)s, later than promised.")
        return said % {"day": dateformat(self.heard_at)}


class Promise(models.Model):
    """Within how many working days signals of a community are heard, where its managers changed it."""

    community = models.OneToOneField(Community, primary_key=True, on_delete=models.CASCADE, related_name="+")
    working_days = models.PositiveSmallIntegerField(_("heard within how many working days"), default=WORKING_DAYS)

    def __str__(self) -> str:
        """Ids only."""
        return f"promise of {self.community_id}"


class Listening(models.Model):
    """Somebody, a unit or a community hears the signals of a community, all of them or those with a topic."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Each once."""

        constraints = [
            models.UniqueConstraint(fields=["community", "person", "topic"], name="listening_once"),
            models.UniqueConstraint(
                fields=["community", "person"], condition=models.Q(topic=None), name="listening_to_all_once"
            ),
            models.UniqueConstraint(fields=["community", "unit", "topic"], name="unit_listening_once"),
            models.UniqueConstraint(
                fields=["community", "unit"], condition=models.Q(topic=None), name="unit_listening_to_all_once"
            ),
            models.UniqueConstraint(fields=["community", "group", "topic"], name="group_listening_once"),
            models.UniqueConstraint(
                fields=["community", "group"], condition=models.Q(topic=None), name="group_listening_to_all_once"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, unit=None, group=None)
                | models.Q(person=None, unit__isnull=False, group=None)
                | models.Q(person=None, unit=None, group__isnull=False),
                name="listening_of_one",
            ),
        ]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id or self.unit_id or self.group_id} listens in {self.community_id}"
