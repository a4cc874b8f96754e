"""A letter: subject, plain text, HTML and headers, in the language and time zone of who gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.contributions import rules
from passerelle.contributions.models import Post
from passerelle.journal.actor import Via, person_actor
from passerelle.lib.clock import zone
from passerelle.notifications.causes import causes
from passerelle.notifications.digests.content import Shown, Summary
from passerelle.notifications.digests.passages import opening, plain_texts
from passerelle.notifications.lines import TEXTUAL, NoticeLine
from passerelle.notifications.mailing.inbound import Purpose, address_for, inbound_parts, return_path
from passerelle.notifications.mailing.links import absolute, host, stop_url
from passerelle.notifications.mailing.pictures import pictures
from passerelle.notifications.models import Notice
from passerelle.people.letters import letter
from passerelle.people.models import Person
from passerelle.ui.letters.writing import Foot, Letter

LENGTH = 2_400  # characters of the text in a mail that tells of one thing


@contextmanager
def speaking_to(person: Person) -> Iterator[None]:
    """Speak somebody's language, tell the time of their place."""
    with translation.override(person.language or settings.LANGUAGE_CODE), timezone.override(zone(person.time_zone)):
        yield


def about_one(person: Person, line: NoticeLine, post: Post | None = None) -> Letter:
    """The mail that goes out at once, with the text it tells of."""
    actor = person_actor(person, Via.SYSTEM)
    why = causes(actor, [line])[line.id].words
    posts = [post] if post and line.reason in TEXTUAL else []
    text = next(iter(plain_texts(actor, posts).values()), "")
    words = opening(text, LENGTH) if text else [line.words] if line.words else []
    return written_at_once(
        person, line, _reply_address(person, line), why, words, next(iter(pictures(actor, posts).values()), None)
    )


def written_at_once(
    person: Person, line: NoticeLine, reply_to: str | None, why: str, words: Sequence[str], picture: Shown | None = None
) -> Letter:
    """Mails of one conversation carry its title and refer to it, so that they stand together."""
    subject = line.title if line.contribution and line.title else line.sentence
    headers = {"Message-ID": f"<notice.{line.id}@{host()}>"}
    if line.contribution:
        headers["References"] = headers["In-Reply-To"] = f"<contribution.{line.contribution.pid}@{host()}>"
    return _letter(
        person,
        "notice",
        subject,
        headers,
        sender=line.who,
        reply_to=reply_to,
        why=_("You get this %(why)s.") % {"why": why or _("because it concerns you")},
        preview=line.sentence,
        line=line,
        words=words,
        picture=picture,
        url=absolute(reverse("notice", args=[line.id])),
    )


def about_a_while(person: Person, summary: Summary, day: date, why: str) -> Letter:
    """The summary of a day, a week or a month. When it goes out, to whom and ``why`` is decided by ``sending.send_digest``."""
    subject = ngettext("%(num)s thing that concerns you", "%(num)s things that concern you", summary.count)
    return _letter(
        person,
        "digest",
        subject % {"num": summary.count},
        {"Message-ID": f"<digest.{person.pid}.{day.isoformat()}@{host()}>"},
        why=why,
        preview=summary.bands[0].items[0].sentence,
        bands=summary.bands,
        more=summary.more,
    )


def _reply_address(person: Person, line: NoticeLine) -> str | None:
    """Where an answer to this mail becomes a reply; None where no mail comes in, or where this person may not reply."""
    if line.contribution is None or inbound_parts() is None:
        return None
    if not rules.may_reply(line.contribution, person_actor(person, Via.MAIL)):
        return None
    post_id = Notice.objects.filter(pk=line.id).values_list("post_id", flat=True).first()
    return address_for(Purpose.REPLY, person.pk, line.contribution.pk, post_id or 0)


def _letter(
    person: Person,
    template: str,
    subject: str,
    headers: dict[str, str],
    *,
    why: str,
    preview: str,
    sender: str = "",
    reply_to: str | None = None,
    **context: Any,
) -> Letter:
    stop = stop_url(person)
    context |= {"inbox": absolute(reverse("inbox")), "person": person, "can_reply": reply_to is not None}
    return letter(
        f"notifications/mail/{template}",
        subject,
        person.email or "",
        context,
        foot=Foot(why, absolute(reverse("settings_attention")), stop),
        preview=preview,
        sender=sender,
        return_path=return_path(person),
        reply_to=reply_to,
        headers=headers,
    )
