"""Telling somebody that their mail was not taken, or not whole: once an hour at most, and never a machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution
from passerelle.doors.mail.models import LastAnswer, Received, Verdict
from passerelle.doors.mail.posting import kind_by_mail
from passerelle.journal.actor import Via, person_actor
from passerelle.lib.clock import now
from passerelle.notifications.mailing.inbound import return_path
from passerelle.notifications.mailing.letters import speaking_to
from passerelle.notifications.mailing.links import absolute, host
from passerelle.people.letters import letter
from passerelle.people.models import Person
from passerelle.ui.letters.writing import Foot, Letter
from passerelle.work.queue import enqueue
from passerelle.work.tasks import task

PAUSE = timedelta(hours=1)


def tell_later(received: Received) -> None:
    """Have its sender told, in the transaction that decided."""
    enqueue(tell_sender, key=f"doors_mail.tell_sender:{received.pk}", received_id=received.pk)


@task("doors_mail.tell_sender")
def tell_sender(*, received_id: int) -> None:
    """Tell the sender of one mail what became of it."""
    received = Received.objects.select_related("person").get(pk=received_id)
    person = received.person
    if person is None or received.answered_at or not person.is_active or person.has_ended or not person.email:
        return
    if not _claim(received, person):
        return
    try:
        with speaking_to(person):
            _letter(received, person).send()
    except Exception:
        _give_back(received, person)  # it certainly did not go out: another try may
        raise


@transaction.atomic
def _claim(received: Received, person: Person) -> bool:
    """Take the one answer of this hour. Whoever dies now has taken it: better none than two."""
    moment = now()
    LastAnswer.objects.get_or_create(person=person, defaults={"at": moment - PAUSE})
    if not LastAnswer.objects.filter(person=person, at__lte=moment - PAUSE).update(at=moment):
        return False
    return bool(Received.objects.filter(pk=received.pk, answered_at=None).update(answered_at=moment))


@transaction.atomic
def _give_back(received: Received, person: Person) -> None:
    Received.objects.filter(pk=received.pk).update(answered_at=None)
    LastAnswer.objects.filter(person=person).update(at=F("at") - PAUSE)


def _letter(received: Received, person: Person) -> Letter:
    actor = person_actor(person, Via.SYSTEM)
    contribution = Contribution.objects.visible_to(actor).filter(pk=received.contribution_id or 0).first()
    community = Community.objects.readable_by(actor).filter(pk=received.community_id or 0).first()
    url = absolute(_page(contribution, community))
    verdict = Verdict(received.verdict)
    taken = verdict == Verdict.TAKEN
    context = {
        "title": contribution.title if contribution else "",
        "taken": taken,
        "kept": verdict in (Verdict.REFUSED, Verdict.OFTEN, Verdict.LONG) and bool(contribution or community),
        "why": _(WHY[verdict]) if verdict in WHY else "",
        "reason": received.reason,
        "url": url,
    }
    answered = {"In-Reply-To": received.message_id, "References": received.message_id} if received.message_id else {}
    return not_taken(person, context, {**answered, "Message-ID": f"<answer.{received.pk}@{host()}>"})


def not_taken(person: Person, context: Mapping[str, Any], headers: Mapping[str, str]) -> Letter:
    """The mail itself; it answers a mail, and asks machines not to answer it."""
    subject = _("A file of your mail was not taken") if context["taken"] else _("Your mail was not taken")
    return letter(
        "doors_mail/mail/not_taken",
        subject,
        person.email or "",
        context,
        foot=Foot(_("You get this because you sent a mail here.")),
        preview=context["why"] or context["reason"],
        return_path=return_path(person),
        headers={**headers, "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"},
    )


def _page(contribution: Contribution | None, community: Community | None) -> str:
    """Where what was written belongs."""
    if contribution is not None:
        return contribution.get_absolute_url()
    kind = kind_by_mail(community) if community else None
    if community is None or kind is None:
        return reverse("home")
    return f"{reverse('contribute')}?{urlencode({'kind': kind.slug, 'community': community.pid})}"


WHY = {
    Verdict.UNPROVEN: gettext_noop(
        "It came under your name, but nothing shows that it was you: your mail server and ours did not agree on that. Ask whoever "
        "looks after your mail."
    ),
    Verdict.EXPIRED: gettext_noop("The mail you answered is too old for that."),
    Verdict.UNADDRESSED: gettext_noop(
        "There is no telling what it answers. Reply to a mail from here without changing its address."
    ),
    Verdict.MISSING: gettext_noop("What you answered is not there any more, or not for you."),
    Verdict.OFTEN: gettext_noop("You sent several mails to this conversation within an hour. Go on there on the page."),
    Verdict.SAME: gettext_noop("The same words of yours stand there already."),
    Verdict.EMPTY: gettext_noop("There was nothing in it besides what it quoted."),
    Verdict.LONG: gettext_noop("It is longer than a text can be here: 60,000 characters."),
    Verdict.LARGE: gettext_noop("It is larger than mail may be here: 20 MB of files."),
    Verdict.UNREADABLE: gettext_noop(
        "It is written in a way that cannot be read here: an unknown character set, or a broken mail."
    ),
}
