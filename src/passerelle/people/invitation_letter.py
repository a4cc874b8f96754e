"""The mail that invites somebody."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.people.letters import house, letter
from passerelle.people.models import Invitation
from passerelle.ui.letters.writing import Foot, Letter


def invitation_letter(invitation: Invitation, token: str) -> Letter:
    """Who invites, what to, and the way in."""
    names = {"name": invitation.inviter.name, "house": house().name}
    return letter(
        "people/mail/invitation",
        _("%(name)s invites you to %(house)s") % names,
        invitation.email,
        {"invitation": invitation, "url": settings.BASE_URL + reverse("invitation", args=[token])},
        foot=Foot(_("You get this because %(name)s gave this address.") % names),
        sender=invitation.inviter.name,
    )
