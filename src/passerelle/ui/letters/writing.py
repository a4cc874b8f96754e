"""Writing a letter: HTML and plain text of one template pair, in the language that holds, with the headers of mail no person typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from passerelle.lib.text import one_line
from passerelle.ui.letters.palette import palette_of


@dataclass(frozen=True, slots=True)
class House:
    """Who writes: the name at the head of every letter, and the accent of its colours."""

    name: str
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """Why somebody gets a letter, where they choose what reaches them, and where they end it."""

    why: str
    choose_url: str = ""
    stop_url: str = ""


class Letter(EmailMultiAlternatives):
    """A mail that remembers what it was written by, so that none is without a specimen."""

    template: str = ""


def write(
    template: str,
    subject: str,
    to: str,
    context: Mapping[str, Any],
    *,
    house: House,
    foot: Foot,
    preview: str = "",
    sender: str = "",
    return_path: str | None = None,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Letter:
    """A letter of ``template.mjml`` and ``template.txt``, not sent yet.

    ``preview`` is what mail programs show beside the subject; ``sender`` a person named before the house.
    """
    shown_sender = formataddr((_names(sender, house.name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    subject = one_line(subject, 150)
    filled = {
        **context,
        "subject": subject,
        "preview": one_line(preview, 140),
        "house": house,
        "foot": foot,
        "palette": palette_of(house.accent),
    }
    letter = Letter(
        subject,
        render_to_string(f"{template}.txt", filled).strip() + "\n",
        return_path or shown_sender,
        [to],
        reply_to=[reply_to] if reply_to else None,
        headers={"From": shown_sender, "Auto-Submitted": "auto-generated", **_unsubscribe(foot), **(headers or {})},
    )
    letter.template = template
    letter.attach_alternative(render_to_string(f"{template}.mjml", filled), "text/html")
    return letter


def _names(sender: str, house: str) -> str:
    return one_line(f"{sender} · {house}" if sender else house, 80)


def _unsubscribe(foot: Foot) -> dict[str, str]:
    """One press in the mail program itself (RFC 8058), where a letter can be ended at all."""
    if not foot.stop_url:
        return {}
    return {"List-Unsubscribe": f"<{foot.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
