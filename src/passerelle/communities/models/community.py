"""Community: a centre of gravity, three independent policies, what it wants to reach."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models.membership import Membership
from passerelle.journal.actor import Actor
from passerelle.journal.guard import GuardedQuerySet
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.lib.reversing import address
from passerelle.topics.models import Topic

MOST_MESSAGES = 7  # one a day


class CommunityQuerySet(GuardedQuerySet["Community"]):
    """Which communities exist for an actor, and in which they may read."""

    def visible_to(self, actor: Actor) -> Self:
        """Communities whose name and purpose this actor may know."""
        if actor.is_system:
            return self._scoped("system")
        if actor.is_staff:
            return self.filter(~Q(visibility="secret") | Q(pk__in=_joined(actor)))._scoped("visible")
        return self._partners(actor)

    def readable_by(self, actor: Actor) -> Self:
        """Communities whose contributions this actor may read."""
        if actor.is_system:
            return self._scoped("system")
        if actor.is_staff:
            return self.filter(Q(visibility="open") | Q(pk__in=_joined(actor)))._scoped("readable")
        return self._partners(actor)

    def _partners(self, actor: Actor) -> Self:
        if not actor.is_guest:
            return self.none()._scoped("nobody")
        return self.filter(open_to_partners=True, pk__in=_joined(actor))._scoped("partners")


def _joined(actor: Actor) -> models.QuerySet[models.Model]:
    """The ids of the communities this actor is a member of, as a subquery."""
    return Membership.objects.filter(person_id=actor.own_id).values("community_id")  # type: ignore[return-value]  # rows of values, as a subquery takes them


class Community(models.Model):
    """A place with a purpose. Visibility, joining and contributing are decided one by one."""

    class Visibility(models.TextChoices):
        """Who may read."""

        OPEN = "open", _("Open: everybody in the organisation may read")
        CLOSED = "closed", _("Closed: everybody sees that it exists, members read")
        SECRET = "secret", _("Secret: only members know it exists")

    class Joining(models.TextChoices):
        """How one becomes a member."""

        ANYONE = "anyone", _("Anyone may join")
        REQUEST = "request", _("On request")
        INVITATION = "invitation", _("By invitation")

    class Contributing(models.TextChoices):
        """Who may bring something."""

        MEMBERS = "members", _("All members")
        MODERATED = "moderated", _("All members, read by a community manager first")
        STEWARDS = "stewards", _("Community managers only")

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=80, editable=False)
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(
        _("purpose"), max_length=240, help_text=_("One sentence: what brings these people together?")
    )
    guidelines = models.TextField(_("guidelines"), blank=True, max_length=10_000)
    welcome = models.TextField(_("welcome text"), blank=True, max_length=4_000)
    cover = models.CharField(max_length=200, blank=True, editable=False)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    topics = models.ManyToManyField(Topic, related_name="communities", blank=True)
    visibility = models.CharField(_("who may read"), max_length=8, choices=Visibility.choices, default=Visibility.OPEN)
    joining = models.CharField(_("who may join"), max_length=12, choices=Joining.choices, default=Joining.ANYONE)
    contributing = models.CharField(
        _("who may contribute"), max_length=12, choices=Contributing.choices, default=Contributing.MEMBERS
    )
    open_to_partners = models.BooleanField(_("open to partners"), default=False)
    weekly_messages = models.PositiveSmallIntegerField(
        _("messages to all members mailed at once, a week"),
        default=1,
        validators=[MaxValueValidator(MOST_MESSAGES)],
        help_text=_("From 0 to 7. Further ones of a week stand in inboxes and go into the daily mail."),
    )
    blueprint = models.SlugField(max_length=40, blank=True)
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    last_activity_at = models.DateTimeField(default=now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Community]] = models.Manager.from_queryset(CommunityQuerySet)()

    class Meta:
        """Alphabetical."""

        verbose_name_plural = "communities"
        ordering = ["name"]

    def __str__(self) -> str:
        """The name."""
        return self.name

    def get_absolute_url(self) -> str:
        """The community's home page."""
        return address("community", self.pid, self.slug)

    @property
    def is_archived(self) -> bool:
        """Whether it can only be read."""
        return self.archived_at is not None


class Objective(models.Model):
    """What the community wants to reach."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="objectives")
    text = models.CharField(max_length=240)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """In the order the stewards chose."""

        ordering = ["position", "pk"]

    def __str__(self) -> str:
        """The objective."""
        return self.text


class KeyResult(models.Model):
    """How one will see that an objective is reached; progress is stated by a person."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    text = models.CharField(max_length=240)
    progress = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Percent stays between 0 and 100."""

        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(progress__lte=100), name="key_result_percent")]

    def __str__(self) -> str:
        """The key result."""
        return self.text
