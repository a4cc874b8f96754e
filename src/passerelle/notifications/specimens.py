"""Specimens of what the inbox sends: one thing at once, and the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.lib.clock import now
from passerelle.notifications.lines import NoticeLine
from passerelle.notifications.mailing.letters import summary, written_at_once
from passerelle.notifications.models import Reason
from passerelle.notifications.wishes.saying import hour
from passerelle.people.models import Person
from passerelle.ui.letters.specimens import specimen
from passerelle.ui.letters.writing import Letter

NOEMIE = Person(pk=1, pid="noemie", name="Noémie Lefèvre", email="noemie@orsel.example")
TITLE = "Spotlights <above> the fitting rooms & the till"
WORDS = (
    "We had the same in Lyon: the transformer behind the till was too weak for the new lamps. Ask for the one with 60 watts, and have "
    "the old cable changed as well. It took an electrician an hour."
)


@specimen("notice-answer", gettext_noop("An answer, at once"))
def answer() -> Letter:
    """With an address to reply to."""
    return written_at_once(NOEMIE, _line(), "reply@orsel.example", _("because you brought this"))


@specimen("notice-invitation", gettext_noop("An invitation to a community, at once"))
def invitation() -> Letter:
    """Without words of anybody."""
    sentence = _("%(who)s invites you into %(where)s") % {"who": "Giulia Conti", "where": "Milan shops"}
    line = replace(_line(), reason=Reason.INVITATION, sentence=sentence, words="", place="", title="")
    return written_at_once(NOEMIE, line, None, _("because you are invited"))


@specimen("digest", gettext_noop("The summary"))
def digest() -> Letter:
    """Several things."""
    told = [_line(), replace(_line(), id=2, words=""), replace(_line(), id=3)]
    why = _("You get this %(time)s, when something waits for you.") % {
        "time": _("each day at %(hour)s") % {"hour": hour(8)}
    }
    return summary(NOEMIE, told, 4, now().date(), why)


def _line() -> NoticeLine:
    moment = now() - timedelta(hours=2)
    return NoticeLine(
        id=1,
        reason=Reason.ANSWER,
        who="Giulia Conti",
        sentence=_("%(who)s answers you: “%(what)s”") % {"who": "Giulia Conti", "what": TITLE},
        title=TITLE,
        place="Milan shops",
        words=WORDS,
        url="/c/k3v9/",
        at=moment,
        surfaces_at=moment,
        done_at=None,
        is_read=False,
        contribution=None,
    )
