"""PushSubscription, a device that may be told; Push, a notice on its way to one of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

from passerelle.lib.clock import now


class PushSubscription(models.Model):
    """Where somebody's browser wants to be told. It hangs on the session it was made in and ends with it, whoever ends that."""

    class Browser(models.TextChoices):
        """Families of browsers, for a list its owner recognises; the whole description stays with the session."""

        CHROME = "chrome", "Chrome"
        EDGE = "edge", "Edge"
        FIREFOX = "firefox", "Firefox"
        OPERA = "opera", "Opera"
        SAFARI = "safari", "Safari"
        SAMSUNG = "samsung", "Samsung Internet"
        OTHER = "other", ""

    class System(models.TextChoices):
        """What it runs on."""

        ANDROID = "android", "Android"
        IOS = "ios", "iOS"
        LINUX = "linux", "Linux"
        MAC = "mac", "macOS"
        WINDOWS = "windows", "Windows"
        OTHER = "other", ""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    browser = models.CharField(max_length=8, choices=Browser.choices)
    system = models.CharField(max_length=8, choices=System.choices)
    shows_words = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        """Ids only."""
        return f"device {self.pk} of {self.person_id}"


class Push(models.Model):
    """One notice for one device. ``claims`` counts the beginnings, ``sent_at`` is the end, as with a mail."""

    subscription = models.ForeignKey(PushSubscription, on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey("notifications.Notice", on_delete=models.CASCADE, related_name="+")
    claims = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Once each, whatever runs twice."""

        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="push_once")]

    def __str__(self) -> str:
        """Ids only."""
        return f"notice {self.notice_id} for device {self.subscription_id}"
