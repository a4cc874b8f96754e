"""What the mails about an account say: allauth decides when one is sent, this is how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.people.letters import house, letter
from passerelle.ui.letters.writing import Foot, Letter
from passerelle.ui.times import dateformat


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one mail; ``button`` leads to the address the context holds under ``link``."""

    subject: str
    before: tuple[str, ...]
    button: str = ""
    link: str = ""
    after: tuple[str, ...] = ()


_NOT_YOU = (
    gettext_noop("It was done on %(day)s, from %(ip)s with %(browser)s."),
    gettext_noop("If it was not you, choose a new password at once and tell the administrator."),
)


def _notice(subject: str, what: str) -> Wording:
    return Wording(subject, (what,), after=_NOT_YOU)


_CONFIRM = Wording(
    gettext_noop("Confirm your address"),
    (
        gettext_noop(
            "somebody, probably you, gave this address at %(site)s. To confirm that it is yours, open this page and press the button:"
        ),
    ),
    gettext_noop("Confirm the address"),
    "activate_url",
    (gettext_noop("If it was not you, do nothing: without the button, nothing happens."),),
)
WORDINGS: Mapping[str, Wording] = {
    "account_already_exists": Wording(
        gettext_noop("You have an account already"),
        (
            gettext_noop(
                "somebody, probably you, wanted to sign up at %(site)s with %(email)s. There is an account with this address already."
            ),
            gettext_noop("Forgotten the password? Choose a new one here:"),
        ),
        gettext_noop("Choose a new password"),
        "password_reset_url",
    ),
    "email_changed": _notice(
        gettext_noop("Your address was changed"),
        gettext_noop("the address of your account was changed from %(old)s to %(new)s."),
    ),
    "email_confirm": _notice(
        gettext_noop("Your address was confirmed"), gettext_noop("the address of your account was confirmed.")
    ),
    "email_confirmation": _CONFIRM,
    "email_confirmation_signup": _CONFIRM,
    "email_deleted": _notice(
        gettext_noop("An address was removed"),
        gettext_noop("the address %(deleted)s was removed from your account."),
    ),
    "password_changed": _notice(
        gettext_noop("Your password was changed"), gettext_noop("the password of your account was changed.")
    ),
    "password_reset": _notice(
        gettext_noop("Your password was changed"),
        gettext_noop("the password of your account was changed by a link sent to you."),
    ),
    "password_reset_key": Wording(
        gettext_noop("Your new password"),
        (
            gettext_noop(
                "somebody, probably you, asked for a new password. Choose it here; the link works once, for three days:"
            ),
        ),
        gettext_noop("Choose a new password"),
        "password_reset_url",
        (gettext_noop("If it was not you, do nothing: your password stays as it is."),),
    ),
    "password_set": _notice(gettext_noop("Your password was set"), gettext_noop("your account now has a password.")),
    "unknown_account": Wording(
        gettext_noop("Nobody here has this address"),
        (
            gettext_noop("somebody tried to sign in at %(site)s with %(email)s. Nobody here has this address."),
            gettext_noop(
                "If it was you: perhaps you are known under another address. Ask a colleague to invite you under this one."
            ),
        ),
    ),
}


def account_letter(name: str, to: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Letter:
    """The mail of this name; ``context`` is what allauth knows."""
    wording, values = WORDINGS[name], _values(to, context)
    filled = {
        "before": [_(sentence) % values for sentence in wording.before],
        "button": _(wording.button) if wording.button else "",
        "url": context.get(wording.link, ""),
        "after": [_(sentence) % values for sentence in wording.after],
    }
    why = _("You get this because this address was used at %(site)s.") % values
    subject = _(wording.subject)
    return letter(
        "people/mail/account", subject, to, filled, foot=Foot(why), preview=filled["before"][0], headers=headers
    )


def _values(to: str, context: Mapping[str, Any]) -> dict[str, Any]:
    timestamp = context.get("timestamp")
    return {
        "site": house().name,
        "email": context.get("email", to),
        "old": context.get("from_email", ""),
        "new": context.get("to_email", ""),
        "deleted": context.get("deleted_email", ""),
        "day": dateformat(timestamp, "DATETIME_FORMAT") if timestamp else "",
        "ip": context.get("ip", ""),
        "browser": context.get("user_agent", ""),
    }
