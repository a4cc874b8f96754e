"""Specimens of what the inbox sends: one thing at once, and the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from passerelle.lib.clock import now
from passerelle.notifications.digests.content import Band, Item, Passage, Shown, Summary
from passerelle.notifications.lines import NoticeLine
from passerelle.notifications.mailing.letters import about_a_while, written_at_once
from passerelle.notifications.mailing.links import absolute
from passerelle.notifications.models import Reason
from passerelle.notifications.wishes.saying import hour
from passerelle.people.models import Person
from passerelle.ui.letters.specimens import specimen
from passerelle.ui.letters.writing import Letter

NOEMIE = Person(pk=1, pid="noemie", name="Noémie Lefèvre", email="noemie@orsel.example")
TITLE = "Spotlights <above> the fitting rooms & the till"
WORDS = [
    "We had the same in Lyon: the transformer behind the till was too weak for the new lamps. Ask for the one with 60 watts.",
    "Have the <old> cable changed as well. It took an electrician an hour & cost nothing else.",
]
URL = "https://passerelle.example/inbox/1/"
PICTURE = Shown(absolute("/static/ui/app/icon-512.png"), 480, "The transformer <behind> the till")


@specimen("notice-answer", gettext_noop("An answer, at once"))
def answer() -> Letter:
    """With an address to reply to."""
    return written_at_once(NOEMIE, _line(), "reply@orsel.example", _("because you brought this"), WORDS, PICTURE)


@specimen("notice-invitation", gettext_noop("An invitation to a community, at once"))
def invitation() -> Letter:
    """Without words of anybody."""
    sentence = _("%(who)s invites you into %(where)s") % {"who": "Giulia Conti", "where": "Milan shops"}
    line = replace(_line(), reason=Reason.INVITATION, sentence=sentence, place="", title="")
    return written_at_once(NOEMIE, line, None, _("because you are invited"), [])


@specimen("digest", gettext_noop("The summary of a day"))
def digest() -> Letter:
    """Something of everything, in its order."""
    answer = Item(_line().sentence, URL, "Milan shops · 08:12", [Passage(WORDS)], PICTURE)
    several = _("%(first)s and %(second)s") % {"first": "Ben Okafor", "second": "יעל בן־דוד"}
    replies = Item(
        ngettext("%(num)s reply from %(who)s in “%(what)s”", "%(num)s replies from %(who)s in “%(what)s”", 4)
        % {"num": 4, "who": several, "what": "Folding tables that survive a winter on the market square of Lyon"},
        URL,
        "Till queues · 07:40",
        [Passage(WORDS[1:], "Ben Okafor"), Passage(["שלום"], "יעל בן־דוד")],
    )
    question = Item(
        "Who has counted returns by reason?", URL, "Aïcha Benali · Logistics · Till queues", [Passage(WORDS[:1])]
    )
    elsewhere = Item(
        "One shelf for what nobody collects", URL, "Ben Okafor · Lyon shops · Product lab", [Passage(WORDS)]
    )
    bands = [
        Band(
            _("Waits for you"),
            [Item(ngettext("%(num)s person asks to join", "%(num)s people ask to join", 2) % {"num": 2}, URL)],
        ),
        Band(_("Answers to you"), [answer, replies]),
        Band(_("Questions you could answer"), [question]),
        Band(_("From elsewhere"), [elsewhere]),
    ]
    why = _("You get this %(time)s, when something waits for you.") % {
        "time": _("each day at %(hour)s") % {"hour": hour(8)}
    }
    return about_a_while(NOEMIE, Summary(bands, 9, 4), now().date(), why)


@specimen("digest-one", gettext_noop("A summary of one thing"))
def digest_of_one_thing() -> Letter:
    """Without words of anybody."""
    bands = [Band(_("What you follow"), [Item(_line().sentence, URL)])]
    return about_a_while(
        NOEMIE, Summary(bands, 1), now().date(), _("You get this %(why)s.") % {"why": _("because it concerns you")}
    )


def _line() -> NoticeLine:
    moment = now() - timedelta(hours=2)
    return NoticeLine(
        id=1,
        reason=Reason.ANSWER,
        who="Giulia Conti",
        sentence=_("%(who)s answers you: “%(what)s”") % {"who": "Giulia Conti", "what": TITLE},
        title=TITLE,
        place="Milan shops",
        words="",
        url="/c/k3v9/",
        at=moment,
        surfaces_at=moment,
        done_at=None,
        is_read=False,
        contribution=None,
    )
