"""What something new may go back to: Passerelle proposes what is most like it, and people say whether it is so.

Nothing is asked that somebody who would answer could not read, nothing twice, and nothing that is on its trail already. Until
somebody who answers for it says yes, a proposal is on no walk, earns no credit and is told to nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from passerelle.communities.reading import active_stewards, readable_ids
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution, Involvement, Reach, Standing
from passerelle.journal.actor import person_actor, system_actor
from passerelle.journal.decision import Refused
from passerelle.people.models import Person
from passerelle.science.clustering import LIKE_ENOUGH
from passerelle.science.texts import Rarity, similarity, vector_of
from passerelle.trail import graph
from passerelle.trail.actions import link
from passerelle.trail.models import GUESS, Link, Relation
from passerelle.trail.reading.guessing import COLUMNS, Text
from passerelle.trail.reading.walking import ends
from passerelle.trail.rules import ANSWERING

MOST = 3  # a person looks at these; more would be passed over
SHARED = 2  # words at least: one alone makes short texts look alike
LOOKED_AT = 2_000  # of the kinds it may come from, the newest


def propose(later: Contribution) -> int:
    """Propose what is most like it, once in its life; returns how many. The same texts always give the same.

    ``LIKE_ENOUGH`` is the mean likeness from which science.md §3.4 puts two texts together. The texts are compared before the
    transaction: meanwhile others write.
    """
    slugs = get_kind(later.kind_slug).retraced_to
    if not slugs or later.standing != Standing.PUBLISHED or _was_asked(later):
        return 0
    return _ask(later, _most_like(later, _earlier(later, slugs)))


@transaction.atomic
def _ask(later: Contribution, likely: Sequence[int]) -> int:
    """Write the proposals down, unless another did meanwhile."""
    held = Contribution.objects.locked(later.pk)
    if held.standing != Standing.PUBLISHED or _was_asked(held):
        return 0
    heads = Contribution.objects.unscoped("causes that everybody who is asked can read")
    passed_over, made = _on_its_trail(held), 0
    for earlier in likely:
        if made == MOST:
            break
        if earlier not in passed_over:
            with suppress(Refused):  # what would lead round is no cause
                link(held, heads.get(pk=earlier), Relation.DERIVED_FROM, by=system_actor())
                made += 1
            passed_over |= ends(graph.upwards(earlier))  # a trend stands for its signals
    return made


def _was_asked(later: Contribution) -> bool:
    return Link.objects.unscoped("whether it was asked before").filter(GUESS, later=later).exists()


def _on_its_trail(later: Contribution) -> set[int]:
    """What it is linked with by now or ever was: people answered that."""
    links = Link.objects.unscoped("what is answered").filter(Q(later=later) | Q(earlier=later))
    answered = {end for pair in links.values_list("later_id", "earlier_id") for end in pair}
    return answered | {later.pk} | ends(graph.upwards(later.pk))


def _earlier(later: Contribution, slugs: Collection[str]) -> list[Text]:
    """What lives, is not younger, and whose home everybody who would answer can read."""
    dated = Contribution.objects.unscoped("homes are chosen below").annotate(at=Coalesce("happened_at", "created_at"))
    alive = dated.filter(kind_slug__in=slugs, standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS)
    older = alive.filter(home__in=_readable_to_all(later), at__lte=later.valid_from).exclude(pk=later.pk)
    return [Text(*row) for row in older.order_by("-at", "-pk").values_list(*COLUMNS)[:LOOKED_AT]]


def _readable_to_all(later: Contribution) -> frozenset[int]:
    """Communities that its author, who brings it with them, and the community managers of its home can all read."""
    parts = Involvement.objects.filter(contribution=later, part__in=ANSWERING, ended_at=None).values("person_id")
    managers = active_stewards().filter(community=later.home_id).values("person_id")
    asked = Person.objects.present().filter(Q(pk=later.author_id or 0) | Q(pk__in=parts) | Q(pk__in=managers))
    homes = [frozenset(readable_ids(person_actor(person))) for person in asked]
    return frozenset.intersection(*homes) if homes else frozenset()


def _most_like(later: Contribution, texts: Sequence[Text]) -> list[int]:
    """Those that are like enough and share words enough, the most like first; of equals the newest."""
    own = Text(later.pk, later.title, later.body.excerpt if later.body else "", later.language).told()[0]
    stems = {text.id: text.told()[0] for text in texts}
    rarity = Rarity.of([own, *stems.values()])
    vector = vector_of(own, rarity)
    alike: dict[int, float] = {}
    for pk, words in stems.items():
        if len(set(own).intersection(words)) >= SHARED:
            alike[pk] = similarity(vector, vector_of(words, rarity))
    return sorted((pk for pk, value in alike.items() if value >= LIKE_ENOUGH), key=lambda pk: -alike[pk])
