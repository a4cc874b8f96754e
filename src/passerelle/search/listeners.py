"""What the index follows: verbs that change what can be found, or by whom."""

from __future__ import annotations

from passerelle.communities.models import Community, Membership
from passerelle.contributions.models import Contribution, Placement
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.people.models import Person, PersonTopic
from passerelle.search import extracting, indexing
from passerelle.search.tasks import READING
from passerelle.work.tasks import task

_CONTRIBUTION = (
    "begun",
    "published",
    "edited",
    "moved",
    "shared",
    "unshared",
    "rehomed",
    "split",
    "merged",
    "withdrawn",
    "removed",
)
_REPLY = ("published", "edited", "withdrawn", "removed")
_COMMUNITY = ("founded", "revised", "objectives_set")
_MEMBERSHIP = ("joined", "left", "removed")
_PERSON = ("added", "revised", "topics_set", "placed", "deactivated", "reactivated", "erased")
_TOPIC = ("revised", "merged")
_RIGHTS = {"visibility", "open_to_partners"}


@listen(*(f"contribution.{verb}" for verb in _CONTRIBUTION))
@task("search.renew_contribution", together=True)
def renew_contribution(*, entry_id: int) -> None:
    """A contribution changed, and perhaps the one it was split from or merged into."""
    entry = Entry.objects.get(pk=entry_id)
    others = (entry.particulars.get("source"), entry.particulars.get("into"))
    indexing.index_contributions(pk for pk in (entry.contribution_id, *others) if pk is not None)


@listen(*(f"reply.{verb}" for verb in _REPLY))
@task("search.renew_reply", together=True)
def renew_reply(*, entry_id: int) -> None:
    """A reply changed, and with it what is attached to it."""
    entry = Entry.objects.get(pk=entry_id)
    indexing.index_replies([entry.subject_id])
    if entry.contribution_id is not None:
        indexing.index_files([entry.contribution_id])


@listen("attachment.uploaded")
@task("search.read_uploaded", time_limit=READING)
def read_uploaded(*, entry_id: int) -> None:
    """Somebody added a file: its words are read while its text is still being written."""
    extracting.read_file(Entry.objects.get(pk=entry_id).subject_id)


@listen(*(f"community.{verb}" for verb in _COMMUNITY))
@task("search.renew_community")
def renew_community(*, entry_id: int) -> None:
    """A community changed; when its rights did, everything placed in it and everybody met in it follow."""
    entry = Entry.objects.get(pk=entry_id)
    indexing.index_communities([entry.subject_id])
    if _RIGHTS & set(entry.particulars.get("fields", ())):
        placed = Placement.objects.filter(community_id=entry.subject_id)
        indexing.index_contributions(list(placed.order_by("pk").values_list("contribution_id", flat=True)))
        members = Membership.objects.filter(community_id=entry.subject_id)
        indexing.index_people(members.values_list("person_id", flat=True))


@listen(*(f"membership.{verb}" for verb in _MEMBERSHIP))
@task("search.renew_member")
def renew_member(*, entry_id: int) -> None:
    """Guests meet people in the communities open to partners: there, who joins is found and who leaves is not."""
    entry = Entry.objects.get(pk=entry_id)
    partners = Community.objects.unscoped("whether guests meet people here").filter(open_to_partners=True)
    if entry.community_id is not None and partners.filter(pk=entry.community_id).exists():
        indexing.index_people([entry.particulars["person"]])


@listen(*(f"person.{verb}" for verb in _PERSON), "people.imported", "invitation.accepted")
@task("search.renew_people")
def renew_people(*, entry_id: int) -> None:
    """Somebody tells other things about themselves, came or left; many did, when a table was read."""
    entry = Entry.objects.get(pk=entry_id)
    told = entry.particulars
    indexing.index_people(told.get("people") or [told.get("person", entry.subject_id)])


@listen("unit.revised", "site.revised", "organisation.revised")
@task("search.renew_belonging")
def renew_belonging(*, entry_id: int) -> None:
    """A unit, site or organisation has another name: who belongs to it is found by that one."""
    entry = Entry.objects.get(pk=entry_id)
    belonging = Person.objects.filter(**{f"{entry.subject_type}_id": entry.subject_id})
    indexing.index_people(list(belonging.values_list("pk", flat=True)))


@listen(*(f"topic.{verb}" for verb in _TOPIC))
@task("search.renew_topic")
def renew_topic(*, entry_id: int) -> None:
    """A topic bears other names, or took another's place: what is about it is found by them."""
    entry = Entry.objects.get(pk=entry_id)
    about = {"topic_id": entry.particulars.get("into", entry.subject_id)}
    said, founded = Contribution.topics.through._default_manager, Community.topics.through._default_manager
    known = PersonTopic.objects.filter(discoverable=True, **about)
    indexing.index_contributions(list(said.filter(**about).values_list("contribution_id", flat=True)))
    indexing.index_communities(list(founded.filter(**about).values_list("community_id", flat=True)))
    indexing.index_people(list(known.values_list("person_id", flat=True)))
