"""A walk: one actor at every door of the site, with something that is there for them and something that is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.core import signing
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Attachment
from passerelle.journal.actor import person_actor
from passerelle.notifications.mailing.pictures import picture_token
from passerelle.people.models import Invitation
from passerelle.people.tokens import token_of
from visibility import specimens
from visibility.people import ACTORS
from visibility.routes import Door, Route, all_routes, door
from visibility.specimens import JUDGED, Specimen
from visibility.visitors import Answer, ask, browser, whole
from visibility.world import World

POST_ONLY: set[str] = set()  # these refuse a GET before they look at anything
TRIED_BY = ("anonymous", "member", "guest_inside", "administrator")  # the doors that show nothing but one's own forms
# How many of those that are there, and of those that are not, at most routes; which ones depends on actor and route.
SOME = int(os.environ.get("PASSERELLE_TEST_SOME", "1"))
# Where everything is asked for that stands for all others: at its own page, and at what hangs on it.
WHOLE = {
    **dict.fromkeys(("contribution", "replies"), "thing"),
    "history": "text",
    **dict.fromkeys(("community", "community_about"), "place"),  # the second alone says the welcome
    **dict.fromkeys(("attachment", "attachment_size"), "file"),
    "person": "person",
    "feed_atom": "feed",
    "feed_calendar": "calendar",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One door that was knocked at."""

    route: str
    asked: tuple[Specimen, ...]
    answer: Answer

    @property
    def query(self) -> str:
        """What was asked beside the address."""
        _path, mark, query = self.answer.address.partition("?")
        return mark + query


@dataclass(slots=True)
class Walk:
    """Everything one actor was told."""

    actor: str
    client: Client
    steps: list[Step] = field(default_factory=list)

    def at(self, route: str) -> list[Step]:
        """The steps to one route."""
        return [step for step in self.steps if step.route == route]


def walk(world: World, actor: str) -> Walk:
    """Knock everywhere."""
    client = browser(world, actor)
    made = Walk(actor, client)
    choices = {**_judged(world, actor), **_named(world), **specimens.feeds(world, actor)}
    with override_settings(ROOT_URLCONF="visibility.plain"):
        for number, route in enumerate(all_routes(get_resolver())):
            way = door(route, all_kinds())
            if way is None or way.exempt:
                continue
            if route.name in POST_ONLY or (way.own and actor not in TRIED_BY):
                continue
            for asked in _asked(route, way, choices, number + list(ACTORS).index(actor)):
                for query in way.queries:
                    address = reverse(route.name, args=[each.id for each in asked]) + _filled(query, choices)
                    answer = whole(client, ask(client, address))
                    made.steps.append(Step(route.name, asked, answer))
                    if answer.status == 405:
                        POST_ONLY.add(route.name)
    return made


def _judged(world: World, actor: str) -> dict[str, list[Specimen]]:
    """Of each noun with a rule all that stand for others: those that are there for the actor first."""
    asked = {noun: specimens.telling(noun, world) for noun in JUDGED}
    oracle = world.oracles[actor]
    return {
        noun: sorted(
            (replace(each, is_there=each.exists_for(oracle)) for each in found), key=lambda each: not each.is_there
        )
        for noun, found in asked.items()
    }


def _named(world: World) -> dict[str, list[Specimen]]:
    named = {
        noun: [Specimen(noun, each, ids[each] if isinstance(ids, dict) else None) for each in ids]
        for noun, ids in specimens.others(world).items()
    }
    invitation = Invitation.objects.get()
    letter = signing.dumps(world.people["mia"].pk, salt="passerelle.mail.stop")
    file = Attachment.objects.visible_to(person_actor(world.people["mia"])).order_by("pk")[0]
    picture = picture_token(world.people["mia"].pk, file)
    links = {"link": token_of(invitation), "letter": letter, "picture": picture}
    return {**named, **{noun: [Specimen(noun, token)] for noun, token in links.items()}}


def _asked(route: Route, way: Door, choices: dict[str, list[Specimen]], turn: int) -> Iterator[tuple[Specimen, ...]]:
    """What a route is asked for: everything where it is the thing's own page, else some, in turns."""
    lists = [
        [Specimen("", noun[1:])] if noun.startswith("=") else _some(route.name, noun, choices[noun], turn)
        for noun in way.arguments
    ]
    if not lists:
        yield ()
        return
    longest = max(len(each) for each in lists)
    for number in range(longest):
        yield tuple(each[number % len(each)] for each in lists)


def _some(route: str, noun: str, known: list[Specimen], turn: int) -> list[Specimen]:
    if WHOLE.get(route) == noun:
        return known
    if noun not in JUDGED:
        return [known[(turn + step) % len(known)] for step in range(min(2, len(known)))]
    ends = [each for each in known if each.is_there], [each for each in known if not each.is_there]
    return [part[(turn + step) % len(part)] for part in ends for step in range(SOME) if part]


def _filled(query: str, choices: dict[str, list[Specimen]]) -> str:
    return query.format(**{noun: choices[noun][0].id for noun in ("thing", "place")}) if "{" in query else query
