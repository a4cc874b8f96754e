"""Membership by rule: who fits comes in, who no longer fits goes; those who joined by hand stay."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from passerelle.communities import rules
from passerelle.communities.actions.join import close_open_questions
from passerelle.communities.models import Community, Membership, MembershipRule, Role
from passerelle.communities.reading import forget
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.journal.recording import new_entry, record, record_many
from passerelle.people.models import Person, Unit


@transaction.atomic
def set_rules(community: Community, wanted: Collection[MembershipRule], *, by: Actor) -> None:
    """Replace the rules and apply them; raises Refused unless the actor manages the community."""
    rules.may_steward(community, by).require()
    community.rules.all().delete()
    for rule in wanted:
        rule.community = community
        rule.save(force_insert=True)
    _put_in_force(community, by=by)


@transaction.atomic
def add_rule(community: Community, rule: MembershipRule, *, by: Actor) -> None:
    """Add one to the rules and apply them; raises Refused unless the actor manages the community."""
    rules.may_steward(community, by).require()
    rule.community = community
    rule.save(force_insert=True)
    _put_in_force(community, by=by)


def _put_in_force(community: Community, *, by: Actor) -> None:
    record(by, "community.rules_set", community, community_id=community.pk, count=community.rules.count())
    apply_rules(community, by=by)


@transaction.atomic
def apply_rules(community: Community, *, by: Actor) -> tuple[int, int]:
    """Bring the memberships in line with the rules; returns how many came and went. Running it again changes nothing."""
    fitting = Q(pk__in=[])
    for rule in community.rules.all():
        fitting |= _condition(rule)
    people = Person.objects.present().filter(fitting, is_imported=False)
    if not community.open_to_partners:
        people = people.filter(is_guest=False)
    wanted = set(people.values_list("pk", flat=True))
    known = dict(Membership.objects.filter(community=community).values_list("person_id", "pk"))
    gone = Membership.objects.filter(community=community, by_rule=True, role=Role.MEMBER).exclude(person_id__in=wanted)
    left = list(gone.values_list("person_id", flat=True))
    gone.delete()
    new = [Membership(community=community, person_id=pk, by_rule=True) for pk in sorted(wanted - set(known))]
    Membership.objects.bulk_create(new)
    close_open_questions(community, wanted - set(known))
    forget(by)
    record_many([_entry(by, community, person, "membership.joined") for person in sorted(wanted - set(known))])
    record_many([_entry(by, community, person, "membership.left") for person in left])
    return len(new), len(left)


def _condition(rule: MembershipRule) -> Q:
    condition = Q()
    if rule.unit is not None:
        condition &= Q(unit_id__in=below(rule.unit))
    if rule.site_id is not None:
        condition &= Q(site_id=rule.site_id)
    if rule.organisation_id is not None:
        condition &= Q(organisation_id=rule.organisation_id)
    if rule.country:
        condition &= Q(site__country__iexact=rule.country)
    if rule.job_title:
        condition &= Q(job_title__icontains=rule.job_title)
    return condition


def below(unit: Unit) -> list[int]:
    """A unit and everything beneath it in the tree."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Unit.objects.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, waiting = [unit.pk], [unit.pk]
    while waiting:
        below = [pk for pk in children.get(waiting.pop(), []) if pk not in found]
        found += below
        waiting += below
    return found


def _entry(by: Actor, community: Community, person: int, verb: str) -> Entry:
    return new_entry(by, verb, community, community_id=community.pk, person=person, by_rule=True)
