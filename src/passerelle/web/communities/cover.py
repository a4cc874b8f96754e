"""The picture over a community's name."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passerelle.communities import actions, rules
from passerelle.communities.models import Community
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib import images
from passerelle.lib.ids import new_public_id
from passerelle.people.middleware import PersonRequest
from passerelle.web.communities.views import find

LARGEST = 10 * 1024 * 1024


def set_cover(community: Community, content: bytes, *, by: Actor) -> None:
    """Give a community its picture, re-encoded; empty content takes it away.

    Raises Refused unless the actor manages the community and the picture can be shown. The work happens before the transaction.
    """
    rules.may_steward(community, by).require()
    stored = ""
    if content:
        try:
            made = images.reencode(content)
        except images.Refused as refusal:
            raise Refused(
                _("This picture cannot be shown: it is damaged, too large, or of an unknown kind.")
            ) from refusal
        widest = max((r for r in made.renditions if r.format == "webp"), key=lambda rendition: rendition.width)
        stored = default_storage.save(f"covers/{new_public_id()}.webp", ContentFile(widest.content))
    before = community.cover
    actions.revise(community, by=by, cover=stored)
    if before:
        default_storage.delete(before)


@login_required
@require_GET
def show(request: PersonRequest, pid: str) -> FileResponse:
    """The picture, for those who may know of the community."""
    community = find(request, pid)
    if not community.cover:
        raise Http404
    answer = FileResponse(default_storage.open(community.cover), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=300"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@login_required
@require_POST
def upload(request: PersonRequest, pid: str) -> HttpResponse:
    """Take a new picture, or take it away when no file comes."""
    file = request.FILES.get("cover")
    if file is not None and (file.size or 0) > LARGEST:
        raise Refused(_("This file is larger than %(limit)s MB.") % {"limit": 10})
    community = find(request, pid, readable=True)
    set_cover(community, file.read() if file is not None else b"", by=request.actor)
    return redirect("community_settings", community.pid)


# The picture is re-encoded in a child process: nobody else shall wait for the database meanwhile.
upload.outside_transaction = True  # type: ignore[attr-defined]
