"""Of somebody who was erased no file stays, whoever had taken its text away."""

from __future__ import annotations

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.actions.erase import withdraw_everything_of
from passerelle.contributions.models import Attachment


def test_files_of_removed_texts_go_as_well(cast, places):
    files = [Attachment.objects.create(owner=cast.ada, name="a.txt", mime="text/plain", size=1) for _ in range(3)]
    removed, kept = (bring(title, places.open, cast.ada) for title in ("Removed", "Kept"))
    for file, update in zip(files, (removed, kept), strict=False):
        Attachment.objects.filter(pk=file.pk).update(post=update.body)
    actions.remove(removed.body, reason="other", by=as_actor(cast.sam))
    withdraw_everything_of(cast.ada, by=as_actor("system"))
    assert set(Attachment.objects.values_list("post", "owner").unscoped("a test")) == {(None, None)}
