"""What an import leaves behind so that it can be taken up again."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import ClassVar

from django.db import models

from passerelle.communities.models import Community
from passerelle.lib.ids import derived_public_id


def _new_secret() -> str:
    return secrets.token_hex(32)


class Source(models.Model):
    """One history of another tool, brought in under one community.

    Every thing of that history gets a public id worked out from its own id there and ``secret``. To others it is as random
    as any; for the import it is the memory of what is here already, and it is known before the thing is written.
    """

    tool = models.CharField(max_length=20)
    name = models.CharField(max_length=120)  # comparable form of the name given at the first import
    into = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64, default=_new_secret, editable=False)

    objects: ClassVar[models.Manager[Source]] = models.Manager()

    class Meta:
        """The name finds the source again, even after the community was renamed."""

        constraints = [models.UniqueConstraint(fields=["tool", "name"], name="source_once")]

    def __str__(self) -> str:
        """Tool and id."""
        return f"{self.tool} {self.pk}"

    def public_id(self, noun: str, key: str) -> str:
        """The public id here of what is called ``key`` there."""
        return derived_public_id(hmac.digest(bytes.fromhex(self.secret), f"{noun}:{key}".encode(), hashlib.sha256))
