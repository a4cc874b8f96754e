"""What people are told of a question: that an answer was found, or that the search goes on."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.journal.models import Entry
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.steps import became


def _accepted(entry: Entry) -> Told:
    """Whoever wrote the answer first of all."""
    told = became(entry)
    told.post_id = entry.particulars.get("post")
    told.add(Reason.ACCEPTED, entry.particulars.get("author"))
    told.spare(entry.actor_id)
    return told


_FOUND = words("%(who)s found an answer to “%(what)s”")
_SEARCHING = words("%(who)s still looks for an answer to “%(what)s”")

tells(
    "question.accepted",
    Telling(
        _accepted,
        {
            Reason.ACCEPTED: words("%(who)s: your reply answers “%(what)s”"),
            Reason.MOVED: _FOUND,
            Reason.FOLLOWED: _FOUND,
        },
    ),
)
tells("question.not_yet", Telling(became, {Reason.MOVED: _SEARCHING, Reason.FOLLOWED: _SEARCHING}))
