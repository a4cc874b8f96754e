"""A letter: subject, plain text, HTML and headers, in the language and time zone of who gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from passerelle.contributions import rules
from passerelle.journal.actor import Via, person_actor
from passerelle.lib.clock import zone
from passerelle.lib.text import one_line
from passerelle.notifications.lines import NoticeLine
from passerelle.notifications.mailing.inbound import Purpose, address_for, inbound_parts, return_path
from passerelle.notifications.mailing.links import absolute, host, stop_url
from passerelle.notifications.models import Notice
from passerelle.people.models import Organisation, Person


@contextmanager
def speaking_to(person: Person) -> Iterator[None]:
    """Speak somebody's language, tell the time of their place."""
    with translation.override(person.language or settings.LANGUAGE_CODE), timezone.override(zone(person.time_zone)):
        yield


def about_one(person: Person, line: NoticeLine) -> EmailMultiAlternatives:
    """The mail that goes out at once. Mails of one conversation carry its title and refer to it, so that they stand together."""
    subject = line.title if line.contribution and line.title else line.sentence
    headers = {"Message-ID": f"<notice.{line.id}@{host()}>"}
    if line.contribution:
        headers["References"] = headers["In-Reply-To"] = f"<contribution.{line.contribution.pid}@{host()}>"
    reply_to = _reply_address(person, line)
    return _letter(person, "notice", subject, headers, sender=line.who, reply_to=reply_to, line=line, url=_url(line))


def about_a_day(person: Person, lines: Sequence[NoticeLine], more: int, day: date) -> EmailMultiAlternatives:
    """The daily mail."""
    count = len(lines) + more
    subject = ngettext("%(num)s thing that concerns you", "%(num)s things that concern you", count) % {"num": count}
    headers = {"Message-ID": f"<digest.{person.pid}.{day.isoformat()}@{host()}>"}
    told = [(line, _url(line)) for line in lines]
    return _letter(person, "digest", subject, headers, told=told, more=more)


def _reply_address(person: Person, line: NoticeLine) -> str | None:
    """Where an answer to this mail becomes a reply; None where no mail comes in, or where this person may not reply."""
    if line.contribution is None or inbound_parts() is None:
        return None
    if not rules.may_reply(line.contribution, person_actor(person, Via.MAIL)):
        return None
    post_id = Notice.objects.filter(pk=line.id).values_list("post_id", flat=True).first()
    return address_for(Purpose.REPLY, person.pk, line.contribution.pk, post_id or 0)


def _url(line: NoticeLine) -> str:
    return absolute(reverse("notice", args=[line.id]))


def _letter(
    person: Person,
    template: str,
    subject: str,
    headers: dict[str, str],
    *,
    sender: str = "",
    reply_to: str | None = None,
    **context: Any,
) -> EmailMultiAlternatives:
    home = Organisation.home()
    site, stop = home.name if home else "Passerelle", stop_url(person)
    name = one_line(f"{sender} · {site}" if sender else site, 80)
    shown_sender = formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    context |= {
        "subject": subject,
        "site": site,
        "stop": stop,
        "inbox": absolute(reverse("inbox")),
        "settings_url": absolute(reverse("settings")),
        "person": person,
        "can_reply": reply_to is not None,
    }
    letter = EmailMultiAlternatives(
        one_line(subject, 150),
        render_to_string(f"notifications/mail/{template}.txt", context).strip() + "\n",
        return_path(person) or shown_sender,
        [person.email or ""],
        reply_to=[reply_to] if reply_to else None,
        headers={
            **headers,
            "From": shown_sender,
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(render_to_string(f"notifications/mail/{template}.html", context), "text/html")
    return letter
