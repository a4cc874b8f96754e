"""What one can type to narrow a search, taught with what there is for this reader: an example that finds nothing teaches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passerelle.communities.models import Community
from passerelle.communities.reading import joined_ids
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.people.models import Person
from passerelle.search.labels import reader_tokens
from passerelle.topics.models import name_for_reader

NEWEST = 20
_QUOTES = re.compile(r'["«»“”„‟]')


def hints(actor: Actor) -> list[tuple[str, str]]:
    """Each with what it means. Four queries."""
    if not reader_tokens(actor):
        return []
    seen = Contribution.objects.visible_to(actor).filter(standing=Standing.PUBLISHED)
    newest = list(seen.order_by("-last_activity_at").values_list("pk", "author_id")[:NEWEST])
    return [
        ('"' + _("shop window") + '"', _("these words side by side")),
        ("-" + _("summer"), _("without this word")),
        *_place(actor),
        *_person(actor, [author for _pk, author in newest if author]),
        (_narrowing(pgettext("operator", "by"), _("me")), _("written by you")),
        (
            _narrowing(pgettext("operator", "kind"), _("reply")),
            _("only one kind of thing: a reply, a person, a community, or a kind of contribution"),
        ),
        *_state(),
        *_topic([pk for pk, _author in newest]),
        (_narrowing(pgettext("operator", "language"), _("french")), _("written in a language")),
        (
            " ".join(
                [
                    _narrowing(pgettext("operator", "after"), "2026-01"),
                    _narrowing(pgettext("operator", "before"), "2026-07"),
                ]
            ),
            _("between two days"),
        ),
    ]


def _place(actor: Actor) -> Iterator[tuple[str, str]]:
    own = Community.objects.visible_to(actor).filter(pk__in=joined_ids(actor)).order_by("name")
    for name in own.values_list("name", flat=True)[:1]:
        yield _narrowing(pgettext("operator", "in"), name), _("in one community")


def _person(actor: Actor, authors: list[int]) -> Iterator[tuple[str, str]]:
    met = Person.objects.visible_to(actor).present().filter(pk__in=authors).exclude(pk=actor.own_id)
    for name in met.order_by("name").values_list("name", flat=True)[:1]:
        yield _narrowing(pgettext("operator", "by"), name), _("written by somebody; a part of the name will do")


def _state() -> Iterator[tuple[str, str]]:
    waiting = next((kind for kind in all_kinds() if kind.seeking), None)
    if waiting:
        label = str(waiting.state_label(waiting.seeking[0])).lower()
        yield _narrowing(pgettext("operator", "state"), label), _("in this state")


def _topic(heads: list[int]) -> Iterator[tuple[str, str]]:
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=heads, topic__merged_into=None)
    for name in links.order_by("-contribution_id").values_list(name_for_reader("topic"), flat=True)[:1]:
        yield _narrowing(pgettext("operator", "topic"), name), _("about a topic")


def _narrowing(operator: str, value: str) -> str:
    value = _QUOTES.sub("", value)
    return f'{operator}:"{value}"' if " " in value else f"{operator}:{value}"
