"""Mails as people and programs write them."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import make_msgid

from cast.post_office import HUB


def letter(
    to: str = HUB, text: str = "Very hot.", *, sender: str = "ada@orsel.example", **headers: str
) -> EmailMessage:
    """A plain mail; further headers by name, with _ for -."""
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    made["Subject"] = headers.pop("Subject", "Re: Bread")
    made["Message-ID"] = headers.pop("Message_ID", "") or make_msgid(domain="orsel.example")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made
