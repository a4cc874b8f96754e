"""Which history this is: found again by the name its first import was given."""

from __future__ import annotations

from passerelle.communities.actions import found
from passerelle.communities.actions.imported import give_managers
from passerelle.communities.models import Community
from passerelle.exchange.models import Source
from passerelle.journal.actor import Actor
from passerelle.lib.text import comparable, one_line

NAME_LENGTH = 80


def find_source(tool: str, into: str, purpose: str, by: Actor) -> Source:
    """The source of this name; at first under the community called so, which is made when it is missing."""
    name = comparable(into)
    source = Source.objects.select_related("into").filter(tool=tool, name=name).first()
    if source is not None:
        return source
    shown = one_line(into, NAME_LENGTH)
    community = Community.objects.unscoped("the community named on the command line").filter(name__iexact=shown).first()
    if community is None:
        community = found(name=shown, purpose=purpose, by=by)
        give_managers(community, by=by)
    return Source.objects.create(tool=tool, name=name, into=community)
