"""What authors are told of decisions about their texts, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Change, Post
from passerelle.journal.models import Entry
from passerelle.moderation.models import Grounds, Refusal, Report
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tellings import Telling, Told


def _author(entry: Entry) -> Told:
    """The author of the text the entry is about, unless they decided themselves."""
    texts = Post.objects.unscoped("whose text it was")
    if entry.subject_type == "contribution":
        text = texts.filter(contribution_id=entry.subject_id, is_body=True).first()
    else:
        text = texts.filter(pk=entry.subject_id).first()
    told = Told(entry.actor_id, text.pk if text else None)
    told.add(Reason.MODERATION, text.author_id if text else None)
    told.spare(entry.actor_id)
    return told


def _refusals(notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, str]:
    by_post = {notice.post_id: notice.pk for notice, _entry in notices}
    rows = Refusal.objects.filter(post_id__in=[post for post in by_post if post]).values_list("post_id", "reason")
    return {by_post[post]: reason for post, reason in rows}


def _removals(notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, str]:
    labels = dict(Grounds.choices)
    return {
        notice.pk: _("Reason: %(reason)s") % {"reason": labels[entry.particulars["reason"]]}
        for notice, entry in notices
        if entry.particulars.get("reason") in labels
    }


def _change_refusals(notices: Sequence[tuple[Notice, Entry]]) -> Mapping[int, str]:
    by_post = {notice.post_id: notice.pk for notice, _entry in notices}
    rows = Change.objects.filter(post_id__in=[post for post in by_post if post]).exclude(refused_at=None)
    return {by_post[post]: reason for post, reason in rows.values_list("post_id", "reason")}


_CHANGE_REFUSED = Telling(
    _author,
    {Reason.MODERATION: words("%(who)s did not publish what you changed in “%(what)s”")},
    details=_change_refusals,
)
_REFUSED = Telling(_author, {Reason.MODERATION: words("%(who)s did not publish “%(what)s”")}, details=_refusals)
_REMOVED = Telling(_author, {Reason.MODERATION: words("%(who)s removed a text of yours")}, details=_removals)
_REPLY_REFUSED = Telling(
    _author, {Reason.MODERATION: words("%(who)s did not publish your reply in “%(what)s”")}, details=_refusals
)
_REPLY_REMOVED = Telling(
    _author, {Reason.MODERATION: words("%(who)s removed your reply in “%(what)s”")}, details=_removals
)


def _reporters(entry: Entry) -> Told:
    """Everybody whose report was answered; not who decided, and not what became of the author."""
    told = Told(None, entry.subject_id)
    answered = Report.objects.filter(pk__in=entry.particulars.get("reports", ()))
    told.add(Reason.REPORTED, *answered.values_list("reporter_id", flat=True))
    told.spare(entry.actor_id)
    return told


def _outcome(_notice: Notice, entry: Entry | None) -> dict[str, str]:
    if entry is not None and entry.particulars.get("removed"):
        return {"outcome": _("The text you reported was removed")}
    return {"outcome": _("The text you reported was read by those who decide, and stays")}


_ANSWERED = Telling(_reporters, {Reason.REPORTED: words("%(outcome)s")}, values=_outcome)

tells("post.report_closed", _ANSWERED)
tells("post.change_refused", _CHANGE_REFUSED)
tells("contribution.refused", _REFUSED)
tells("contribution.removed", _REMOVED)
tells("reply.refused", _REPLY_REFUSED)
tells("reply.removed", _REPLY_REMOVED)
