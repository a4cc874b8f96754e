"""Put an earlier version of an article in the place of the present one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules as spine
from passerelle.contributions.actions.edit import rewrite
from passerelle.contributions.models import Change, Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.article.article import rules


@transaction.atomic
def restore(contribution: Contribution, *, number: int, by: Actor) -> Contribution:
    """Title and text become what they were; what stood there stays among the versions. What stands there already stays as it is.

    Raises Refused unless the actor answers for it, for a version there is not, and where changes are read first.
    """
    head = Contribution.objects.locked(contribution.pk)
    rules.may_restore(head, by).require()
    body = Post.objects.unscoped("its body").select_related("contribution__home").get(contribution=head, is_body=True)
    wanted = body.revisions.filter(number=number).first()
    if wanted is None:
        raise Refused(_("There is no such version."))
    if spine.is_read_first(body, by):
        raise Refused(_("In this community changes are read first: edit the text, and the managers let it appear."))
    if (wanted.title, wanted.source) == (head.title, body.source):
        return head
    Change.objects.filter(post=body).delete()
    rewrite(head, wanted.title, wanted.source, by, by)
    record(by, "article.restored", head, contribution_id=head.pk, community_id=head.home_id, version=number)
    return head
