"""What a signal knows beyond its words. Of a customer it knows the kind and never who it was."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.models import Details
from passerelle.people.models import Site


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
    heard_at = models.DateTimeField(null=True, blank=True, editable=False)
