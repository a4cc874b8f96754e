"""The sets: what each queryset answers is exactly what the rule says, for every actor and every state."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from passerelle.communities.models import Community
from passerelle.communities.reading import joined_ids, readable_ids, stewarded_ids
from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor, Via
from passerelle.people.models import Person
from visibility.people import ACTORS

pytestmark = pytest.mark.django_db

# What → (the records the rule is asked about, what it is asked, the product's own answer).
SETS = {
    "communities one knows of": ("places", "knows_of", lambda actor: pks(Community.objects.visible_to(actor))),
    "communities one reads": ("places", "reads", readable_ids),
    "communities one belongs to": ("places", "belongs_to", joined_ids),
    "communities one manages": ("places", "manages", lambda actor: stewarded_ids(actor) & readable_ids(actor)),
    "contributions": ("things", "sees", lambda actor: pks(Contribution.objects.visible_to(actor))),
    "texts": ("texts", "reads_text", lambda actor: pks(Post.objects.visible_to(actor))),
    "files": ("files", "opens", lambda actor: pks(Attachment.objects.visible_to(actor))),
    "people": ("people", "meets", lambda actor: pks(Person.objects.visible_to(actor))),
}


def pks(found):
    return set(found.values_list("pk", flat=True))


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("name", SETS)
def test_a_set_is_what_the_rule_says(seen, actor, name):
    records, rule, ask = SETS[name]
    says = getattr(seen.oracles[actor], rule)
    expected = {pk for pk, record in getattr(seen.facts, records).items() if says(record)}
    if name == "communities one belongs to":  # the product speaks of those one may still read
        expected = {pk for pk in expected if seen.oracles[actor].reads(seen.facts.places[pk])}
    assert set(ask(as_actor(seen.person(actor)))) == expected


def test_the_world_has_a_case_for_each_answer(seen):
    """No rule is a constant here: each is yes for somebody and no for somebody else, for every sort of record."""
    for records, rule, _ask in SETS.values():
        said = {
            getattr(o, rule)(record) for o in seen.oracles.values() for record in getattr(seen.facts, records).values()
        }
        assert said == {True, False}
    assert len(seen.facts.things) * len(ACTORS) > 3000


@pytest.mark.parametrize("via", Via)
def test_the_door_somebody_came_through_gives_nobody_more(seen, via):
    """Mail, jobs, imports and the command line may act for a person: then with that person's rights, never their own."""
    for name in ("member", "outsider", "guest_inside", "suspended"):
        person = Person.objects.get(pk=seen.person(name).pk)
        actor = Actor(person=person, via=via)
        assert pks(Contribution.objects.visible_to(actor)) == pks(Contribution.objects.visible_to(as_actor(person)))
        assert not actor.is_system


@pytest.mark.parametrize("actor", ACTORS)
def test_a_card_tells_of_places_and_replies_only_what_its_reader_may_know(seen, actor):
    says, facts = seen.oracles[actor], seen.facts
    shown = {card.id: card for card in cards(as_actor(seen.person(actor)), list(facts.things))}
    for pk, thing in facts.things.items():
        if not says.sees(thing):
            assert pk not in shown
            continue
        card = shown[pk]
        assert {place.id for place in card.places} == {p for p in facts.placed[pk] if says.reads(facts.places[p])}
        assert card.replies_count == (1 if says.reads(facts.places[thing.home]) else 0)
