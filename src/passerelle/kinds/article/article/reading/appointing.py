"""Who has which part, as the form that changes it begins."""

from __future__ import annotations

from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.parts import Part, holding, owner_of
from passerelle.people.models import Person


def writing_along(contribution: Contribution) -> list[Person]:
    """Its co-authors."""
    return list(Person.objects.filter(pk__in=holding(contribution, Part.CO_AUTHOR)).order_by("sort_name"))


def as_it_is(actor: Actor, contribution: Contribution) -> dict[str, str]:
    """Names of who answers for it and who checks it; several who check were not named but asked as community managers."""
    checking = holding(contribution, Part.REVIEWER)
    wanted = {"owner": owner_of(contribution), "reviewer": checking[0] if len(checking) == 1 else None}
    seen = Person.objects.visible_to(actor).filter(pk__in=[pk for pk in wanted.values() if pk is not None])
    names = dict(seen.values_list("pk", "name"))
    return {part: names[pk] for part, pk in wanted.items() if pk in names}
