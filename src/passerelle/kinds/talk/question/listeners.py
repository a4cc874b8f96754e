"""What follows for a question: people are told of the answer, and it opens again when the answer goes."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Post
from passerelle.journal.actor import system_actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.talk.question import actions
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.steps import became
from passerelle.search.listeners import renew_contribution
from passerelle.work.tasks import task


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
listen("question.accepted", "question.not_yet")(renew_contribution)  # found by its state


@listen("reply.withdrawn", "reply.removed")
@task("question.answer_gone")
def answer_gone(*, entry_id: int) -> None:
    """Open the question again whose accepted answer was taken away."""
    entry = Entry.objects.get(pk=entry_id)
    gone = Post.objects.unscoped("the text of this entry").filter(pk=entry.subject_id).first()
    if gone is not None:
        actions.answer_gone(gone, by=system_actor())
