"""The review of a quarter as a sheet for a meeting: two pages, figures that admit what they do not know, and no persons."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.kinds.innovation.practice.portfolio.pushing import PUSHED, Push, Pushing
from passerelle.kinds.innovation.practice.portfolio.review import Review
from passerelle.lib.clock import now
from passerelle.lib.pdf import Paper
from passerelle.ui.times import dateformat

LONGEST = 300  # characters of a reason


def _today() -> datetime:
    """A sheet is one of its day: printed twice, it is the same."""
    return timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)


def printed(community: Community, told: Review) -> bytes:
    """The file, in the language of whoever asks."""
    title = _("Practices, %(quarter)s") % {"quarter": told.quarter.label}
    paper = Paper(title, language=get_language() or "en", at=_today(), foot=f"{community.name} · {title}")
    paper.heading(title)
    days = {
        "from": dateformat(told.quarter.begins),
        "until": dateformat(told.quarter.ends),
        "day": dateformat(now()),
    }
    paper.paragraph(f"{community.name} · " + _("%(from)s to %(until)s, as known on %(day)s") % days, quiet=True)
    _moved(paper, told)
    _pushed(paper, told.pushing)
    _overdue(paper, told)
    _left(paper, told)
    _worth(paper, told)
    return paper.output()


def _moved(paper: Paper, told: Review) -> None:
    paper.heading(_("What moved"), 2)
    counts = told.counts
    said = [
        ngettext("%(num)s practice was proven.", "%(num)s practices were proven.", counts["proven"]),
        ngettext("%(num)s offer was made.", "%(num)s offers were made.", counts["offered"]),
        ngettext("%(num)s answer came.", "%(num)s answers came.", counts["answered"]),
        ngettext(
            "A practice was put in use at %(num)s site.",
            "Practices were put in use at %(num)s sites.",
            counts["taken_up"],
        ),
        ngettext("%(num)s site gave one up.", "%(num)s sites gave one up.", counts["given_up"]),
    ]
    numbers = [counts[name] for name in ("proven", "offered", "answered", "taken_up", "given_up")]
    known = [words % {"num": number} for words, number in zip(said, numbers, strict=True) if number]
    paper.paragraph(" ".join(known) or _("Nothing moved."))
    if told.moved:
        rows = [[name, str(up), str(down)] for name, up, down in told.moved]
        paper.table([_("Practice"), _("Sites that took it up"), _("Sites that gave it up")], rows, [4, 1, 1])


def _pushed(paper: Paper, told: Pushing) -> None:
    paper.heading(_("What to push, and where"), 2)
    for push in told.pushes[:PUSHED]:
        paper.heading(push.name, 3)
        paper.paragraph(push.words)
        paper.paragraph(_where(push))
        for kin in push.kin:
            said = {"title": kin.name, "names": ", ".join(kin.sites)}
            paper.paragraph(_("“%(title)s”, which is close to it, is known to %(names)s.") % said, quiet=True)
    if not told.pushes:
        paper.paragraph(
            _("Of no practice can it be told that it surely helps elsewhere and is still missing somewhere.")
        )
    if told.untold:
        words = ngettext(
            "Of %(num)s practice on offer it cannot be told yet what it brings elsewhere.",
            "Of %(num)s practices on offer it cannot be told yet what they bring elsewhere.",
            told.untold,
        )
        paper.paragraph(words % {"num": told.untold}, quiet=True)
    paper.paragraph(
        _(
            "Each is ordered by how surely it changes what it measures: that says nothing about which is worth more. "
            "Places often take something up when things are at their worst; sites that measured nothing count in no effect."
        ),
        quiet=True,
    )
    if told.idle:
        paper.heading(_("Not shown to help: do not push"), 2)
        paper.bullets([f"{one.name}: {one.words}" for one in told.idle])


def _where(push: Push) -> str:
    """All of them by name: a meeting decides about sites."""
    said = ngettext(
        "Never offered to %(num)s site: %(names)s.", "Never offered to %(num)s sites: %(names)s.", len(push.spots)
    )
    words = said % {"num": len(push.spots), "names": ", ".join(push.where)}
    if not push.met:
        return words
    met = ngettext(
        "At %(num)s of them, named first, somebody spoke of its topics.",
        "At %(num)s of them, named first, somebody spoke of its topics.",
        push.met,
    )
    return f"{words} {met % {'num': push.met}}"


def _overdue(paper: Paper, told: Review) -> None:
    if told.overdue is None:
        return
    paper.heading(_("Answers that are overdue"), 2)
    answers, sites, since = told.overdue
    if not answers or since is None:
        paper.paragraph(_("None."))
        return
    said = ngettext(
        "%(num)s answer is overdue, since %(day)s.",
        "%(num)s answers are overdue, the oldest since %(day)s; sites that wait: %(sites)s.",
        answers,
    )
    paper.paragraph(said % {"num": answers, "sites": sites, "day": dateformat(since)})


def _left(paper: Paper, told: Review) -> None:
    paper.heading(_("What was given up, and why"), 2)
    if told.left:
        paper.table(
            [_("Practice"), _("Site"), _("What did not work")],
            [[name, site, why[:LONGEST]] for name, site, why in told.left],
            [3, 2, 4],
        )
    if told.reasons:
        reasons = (_(";") + " ").join(f"{words} ({number})" for words, number in told.reasons)
        paper.paragraph(_("Not for them, because: %(reasons)s.") % {"reasons": reasons})
    if not told.left and not told.reasons:
        paper.paragraph(_("Nothing."))


def _worth(paper: Paper, told: Review) -> None:
    paper.heading(_("Value confirmed"), 2)
    paper.bullets([
        f"{amount} {unit} " + ngettext("a year, confirmed by %(num)s site", "a year, confirmed by %(num)s sites", sites) % {"num": sites}
        for unit, amount, sites in told.worth
    ])  # fmt: skip
    if not told.worth:
        paper.paragraph(_("In these months no site confirmed what a practice is worth."))
    if told.unconfirmed:
        words = ngettext(
            "%(num)s amount waits to be confirmed and is not counted.",
            "%(num)s amounts wait to be confirmed and are not counted.",
            told.unconfirmed,
        )
        paper.paragraph(words % {"num": told.unconfirmed}, quiet=True)
