"""Specimens of the mails about accounts, invitations and the trial of mail."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_noop

from passerelle.lib.clock import now
from passerelle.people.account_letters import WORDINGS, account_letter
from passerelle.people.invitation_letter import invitation_letter
from passerelle.people.models import Invitation, Organisation, Person
from passerelle.people.trial_mail import trial_letter
from passerelle.ui.letters.specimens import specimen
from passerelle.ui.letters.writing import Letter

TO = "noemie@orsel.example"
CONTEXT = {
    "activate_url": "https://passerelle.example/account/confirm-email/MQ:1abc:x/",
    "password_reset_url": "https://passerelle.example/account/password/reset/key/1-x/",
    "from_email": "n.lefevre@orsel.example",
    "to_email": TO,
    "deleted_email": "n.lefevre@orsel.example",
    "timestamp": now(),
    "ip": "192.0.2.17",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0",
}

for _name, _wording in WORDINGS.items():
    specimen(f"account-{_name.replace('_', '-')}", _wording.subject)(partial(account_letter, _name, TO, CONTEXT))


@specimen("invitation", gettext_noop("Invitation of a colleague"))
def invitation() -> Letter:
    """Of somebody who will belong to the house."""
    return invitation_letter(_invitation(Organisation(name="Orsel")), "token")


@specimen("invitation-guest", gettext_noop("Invitation of a guest"))
def invitation_of_a_guest() -> Letter:
    """Of somebody from a partner, until a day."""
    invited = _invitation(Organisation(name="Lumière & Fils"))
    invited.guest_until = (now() + timedelta(days=90)).date()
    return invitation_letter(invited, "token")


@specimen("trial", gettext_noop("Trial of mail"))
def trial() -> Letter:
    """What an administrator sends to see whether mail works."""
    return trial_letter(TO)


def _invitation(organisation: Organisation) -> Invitation:
    inviter = Person(name="Giulia <Conti> & Söhne")
    return Invitation(email=TO, organisation=organisation, inviter=inviter, expires_at=now() + timedelta(days=14))
