"""From the ids in journal entries to present names, as far as this administrator may see them; four queries for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.people.models import Person
from passerelle.topics.models import Topic

PEOPLE = ("person", "author", "inviter", "sponsor")


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called now, and where it is found."""

    text: str
    url: str = ""


@dataclass(slots=True)
class Names:
    """The names of everything on a page, by id."""

    people: dict[int, Name] = field(default_factory=dict)
    communities: dict[int, Name] = field(default_factory=dict)
    contributions: dict[int, Name] = field(default_factory=dict)
    topics: dict[int, Name] = field(default_factory=dict)

    def of_subject(self, entry: Entry) -> Name | None:
        """The name of what the entry is about, None for what has none or is not this reader's to know."""
        by_type = {
            "person": self.people,
            "community": self.communities,
            "contribution": self.contributions,
            "topic": self.topics,
        }
        return by_type.get(entry.subject_type, {}).get(entry.subject_id)


def names_of(entries: Sequence[Entry], actor: Actor) -> Names:
    """Look up everything these entries name: communities whatever they are, contributions as for anybody."""
    of_type = {
        kind: {e.subject_id for e in entries if e.subject_type == kind} for kind in ("person", "community", "topic")
    }
    people = {e.actor_id for e in entries if e.actor_id} | of_type["person"]
    people |= {value for e in entries for key in PEOPLE if isinstance(value := e.particulars.get(key), int)}
    communities = {e.community_id for e in entries if e.community_id} | of_type["community"]
    contributions = {e.contribution_id for e in entries if e.contribution_id}
    return Names(
        people=_people(people, actor),
        communities=_communities(communities),
        contributions=_contributions(contributions, actor),
        topics={pk: Name(name, reverse("admin_topic", args=[pid])) for pk, pid, name in _rows(Topic, of_type["topic"])},
    )


def _people(ids: Iterable[int], actor: Actor) -> dict[int, Name]:
    rows = Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "pid", "name")
    return {pk: Name(name, reverse("person", args=[pid])) for pk, pid, name in rows}


def _communities(ids: Iterable[int]) -> dict[int, Name]:
    known = Community.objects.unscoped("administrators know every community by name")
    rows = known.filter(pk__in=ids).values_list("pk", "pid", "name")
    return {pk: Name(name, reverse("admin_community", args=[pid])) for pk, pid, name in rows}


def _contributions(ids: Iterable[int], actor: Actor) -> dict[int, Name]:
    visible = Contribution.objects.visible_to(actor).filter(pk__in=ids)
    return {one.pk: Name(one.title, one.get_absolute_url()) for one in visible if one.title}


def _rows(model: type[Topic], ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
    return model.objects.filter(pk__in=ids).values_list("pk", "pid", "name")
