"""Who answers for a site."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.kinds.innovation.practice import rules
from passerelle.kinds.innovation.practice.models import FocalPerson
from passerelle.kinds.innovation.practice.naming import may_answer_for
from passerelle.people.models import Person, Site
from passerelle.topics.models import Topic


@transaction.atomic
def appoint(
    community: Community,
    site: Site | None,
    *,
    by: Actor,
    person: Person | None = None,
    deputy: Person | None = None,
    topics: Collection[Topic] = (),
    drop: Iterable[FocalPerson] = (),
) -> None:
    """Say who answers for a site here, on some topics or all, and who stands in; take others off.

    Raises Refused for others than the community managers and sponsors, for people who cannot read here, for partners at sites of others,
    and for a deputy who is the same.
    """
    rules.may_run(community, by).require()
    for one in filter(None, (person, deputy)):
        if community.pk not in readable_ids(person_actor(one)):
            raise Refused(_("%(name)s cannot read this community.") % {"name": one.name})
        if site is not None and not may_answer_for(one, site):
            raise Refused(
                _("%(name)s comes from a partner, and answers only for sites of theirs.") % {"name": one.name}
            )
    if person is not None and person == deputy:
        raise Refused(_("The deputy is somebody else."))
    FocalPerson.objects.filter(community=community, pk__in=[one.pk for one in drop]).delete()
    for topic in (*topics,) or (None,):
        if person is not None and site is not None:
            FocalPerson.objects.update_or_create(
                community=community, site=site, topic=topic, defaults={"person": person, "deputy": deputy}
            )
    record(
        by,
        "practice.appointed",
        community,
        community_id=community.pk,
        site=site.pk if site else None,
        person=person.pk if person else None,
        deputy=deputy.pk if deputy else None,
    )
