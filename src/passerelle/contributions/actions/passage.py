"""Keep which words of a text something points at."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passerelle.contributions.models import Passage, Post
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.markdown import pointing_text
from passerelle.lib.sentences import Stretch, find


def keep_passage(locked: Post, wanted: Stretch, *, by: Actor) -> Passage:
    """The passage of these words in a locked text, one row however often it is pointed at. Raises Refused where they do not stand there."""
    if locked.is_tombstone or find(pointing_text(locked.html), wanted) is None:
        raise Refused(_("The text was changed meanwhile: choose the sentence again."))
    known = {"quote": wanted.quote, "before": wanted.before, "after": wanted.after}
    started = {"revision": locked.revisions.count(), "marked_by_id": by.person_id}
    found = Passage.objects.filter(post=locked, **known).first()
    return found or Passage.objects.create(post=locked, **known, **started)
