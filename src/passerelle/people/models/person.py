"""Person: the account and what somebody chose to tell about themselves."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.lib.clock import now
from passerelle.lib.ids import new_public_id
from passerelle.people.models.organisation import Organisation, Site, Unit
from passerelle.topics.models import Topic


class PersonQuerySet(models.QuerySet["Person"]):
    """People as others may meet them."""

    def present(self) -> Self:
        """Those who may sign in today."""
        return self.filter(is_active=True).filter(Q(access_until=None) | Q(access_until__gte=now().date()))

    def visible_to(self, actor: Actor) -> Self:
        """Staff meet everybody; a guest meets the people of the partner communities they share.

        Memberships are named by their relation, since communities stand one level above.
        """
        if actor.is_system or actor.is_staff:
            return self
        if not actor.is_guest:
            return self.none()
        shared = Person.objects.filter(
            memberships__community__open_to_partners=True,
            memberships__community__memberships__person_id=actor.own_id,
        ).values("pk")
        return self.filter(Q(pk=actor.person_id) | Q(pk__in=shared))


class PersonManager(BaseUserManager["Person"]):
    """Making people; sign-up and invitations go through ``people.actions``."""

    def get_queryset(self) -> PersonQuerySet:
        """All people."""
        return PersonQuerySet(self.model, using=self._db)

    def present(self) -> PersonQuerySet:
        """Those who may sign in today."""
        return self.get_queryset().present()

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """Those this actor may meet."""
        return self.get_queryset().visible_to(actor)


class Person(AbstractBaseUser):
    """Somebody: signs in by e-mail, or by staff number and card; may be imported and never sign in."""

    class Theme(models.TextChoices):
        """How pages look."""

        AUTO = "auto", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class MailRhythm(models.TextChoices):
        """When mail tells what happened."""

        AT_ONCE = "now", _("At once")
        DAILY = "daily", _("Once a day")
        NEVER = "never", _("Never")

    pid = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, null=True, blank=True, unique=True)
    staff_number = models.CharField(_("staff number"), max_length=40, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_name = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    photo = models.CharField(max_length=200, blank=True, editable=False)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(_("level band"), null=True, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="people")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")

    bio = models.TextField(_("about me"), blank=True, max_length=4_000)
    help_with = models.TextField(_("I can help with"), blank=True, max_length=1_000)
    look_for = models.TextField(_("I look for"), blank=True, max_length=1_000)
    responsibilities = models.TextField(_("my responsibilities"), blank=True, max_length=1_000)
    contact_channels = models.TextField(_("how to reach me"), blank=True, max_length=500)
    languages = models.JSONField(_("languages I speak"), default=list, blank=True)
    working_hours = models.CharField(_("working hours"), max_length=120, blank=True)
    leave_from = models.DateField(_("away from"), null=True, blank=True)
    leave_until = models.DateField(_("away until"), null=True, blank=True)
    topics = models.ManyToManyField(Topic, through="PersonTopic", related_name="people", blank=True)

    consents_coffee = models.BooleanField(_("propose me a coffee with someone from elsewhere"), default=False)
    consents_quotes = models.BooleanField(_("my words may be quoted outside my communities"), default=False)

    language = models.CharField(_("language"), max_length=8, blank=True)
    theme = models.CharField(_("appearance"), max_length=8, choices=Theme.choices, default=Theme.AUTO)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    mail_rhythm = models.CharField(_("mail"), max_length=8, choices=MailRhythm.choices, default=MailRhythm.AT_ONCE)

    is_administrator = models.BooleanField(default=False)
    is_guest = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_imported = models.BooleanField(default=False)
    sponsor = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="guests")
    access_until = models.DateField(_("access until"), null=True, blank=True)
    charter_version = models.PositiveIntegerField(default=0, editable=False)
    joined_at = models.DateTimeField(default=now, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "pid"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """A guest has an end date."""

        verbose_name_plural = "people"
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(access_until__isnull=False), name="guest_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(is_administrator=False), name="guest_never_administers"
            ),
        ]

    def __str__(self) -> str:
        """The name others see."""
        return self.name

    @property
    def has_ended(self) -> bool:
        """Whether a guest's time is over."""
        return self.access_until is not None and self.access_until < now().date()

    @property
    def is_former(self) -> bool:
        """Whether this person may no longer sign in: others then meet no more than a former colleague."""
        return not self.is_active or self.has_ended

    @property
    def is_away(self) -> bool:
        """Whether today lies within the leave this person announced."""
        today = now().date()
        return (
            self.leave_from is not None
            and self.leave_from <= today
            and (self.leave_until is None or today <= self.leave_until)
        )


class PersonTopic(models.Model):
    """A subject somebody knows; discoverable only when they said so."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knows")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="known_by")
    discoverable = models.BooleanField(default=False)

    class Meta:
        """Once per person and topic."""

        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="person_topic_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"{self.person_id}:{self.topic_id}"
