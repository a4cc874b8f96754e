"""Everything the page of a contribution shows to one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import select_template

from passerelle.communities import rules as community_rules
from passerelle.communities.reading import managed_ids, readable_ids
from passerelle.contributions import panels, rules
from passerelle.contributions.actions.edit import read_details
from passerelle.contributions.forms import ReplyForm
from passerelle.contributions.kinds import Kind, get_kind
from passerelle.contributions.models import Contribution, Placement, Post, Reaction
from passerelle.contributions.reading import thread as threads
from passerelle.contributions.reading.attention import follow_context
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.moves import history
from passerelle.contributions.reading.replying import composer
from passerelle.contributions.reading.said import COLUMNS, Text, rows_to_draw, texts
from passerelle.journal.actor import Actor
from passerelle.ui.by_value import ByValue

SIGNS = [
    (Reaction.Sign.THANKS, "heart-handshake"),
    (Reaction.Sign.AGREE, "thumbs-up"),
    (Reaction.Sign.IDEA, "lightbulb"),
    (Reaction.Sign.STRONG, "dumbbell"),
    (Reaction.Sign.SMILE, "smile"),
]
MOST_SHOWN = 500
SLOTS = ("contribution.under_title", "contribution.facts", "contribution.aside", "contribution.after_replies")


def template(contribution: Contribution) -> str:
    """The kind's page, else the spine's."""
    return template_of(get_kind(contribution.kind_slug), "page")


def template_of(kind: Kind, part: str) -> str:
    """The kind's own template of a part, else the spine's."""
    names = kind.templates(part)
    return _existing(*names) if settings.DEBUG else _found(*names)


def _existing(*names: str) -> str:
    return str(select_template(names).template.name)


_found = cache(_existing)  # to look for a template that is missing reads every folder


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address of a page asks for: where to read on, a reply to show, one to answer or to quote."""

    after: str = ""
    reply: str = ""
    to: str = ""
    quote: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Read it from the query string."""
        return cls(*(query.get(name, "") for name in ("after", "reply", "to", "quote")))


@dataclass(frozen=True, slots=True)
class Pin:
    """A community the reader manages that shows the contribution, and whether on top."""

    community: str
    name: str
    is_pinned: bool
    is_home: bool


def context(
    actor: Actor, contribution: Contribution, wanted: Wanted = Wanted(), *, form: ReplyForm | None = None
) -> dict[str, Any]:
    """Card, text, facts, moves, conversation, panels and what the reader may do."""
    card: Card = cards(actor, [contribution.pk], pictures=False)[0]
    told = _thread(actor, contribution, wanted.after, wanted.reply, marked=card.kind.comments_on_passages)
    details = None if contribution.is_tombstone else read_details(contribution)
    return {
        "contribution": contribution,
        "card": card,
        "kind": card.kind,
        "body": told["thread"].body,
        "details": details,
        "own": {} if details is None else card.kind.shows(actor, contribution, details),
        "moves": card.kind.moves_for(contribution, actor) if rules.is_alive(contribution) else [],
        "history": history(actor, contribution, card.author.name if card.author else ""),
        "pins": _pins(actor, contribution),
        "panels": {slot: panels.fill(slot, actor, [contribution.pk]).get(contribution.pk, []) for slot in SLOTS},
        **told,
        **follow_context(actor, contribution),
        **composer(actor, contribution, wanted.to, wanted.quote, form),
    }


def replies_context(actor: Actor, contribution: Contribution, query: Mapping[str, str]) -> dict[str, Any]:
    """Only the conversation: the next page of it, or with ``shown`` as many replies from its start as a page shows."""
    return {
        "contribution": contribution,
        "kind": get_kind(contribution.kind_slug),
        **_thread(actor, contribution, query.get("after", ""), "", shown=_number(query.get("shown", ""))),
    }


def _thread(
    actor: Actor,
    contribution: Contribution,
    after: str,
    reply: str,
    *,
    shown: int = threads.PAGE,
    marked: bool = False,
) -> dict[str, Any]:
    may = permissions(actor, contribution)
    until = _linked(actor, contribution, reply) if reply else None
    return {
        "signs": SIGNS,
        "may": may,
        "rights": _rights(may, "react", "reply", "steer"),
        "body_rights": _rights(may, "react", "share", "edit", "withdraw", "steer"),
        "thread": threads.thread(actor, contribution, after=after, until=until, size=shown, marked=marked),
        "conversation_travels": contribution.home_id in readable_ids(actor),
        "home_unit": contribution.author.unit_id if contribution.author else None,
        "rows_to_draw": rows_to_draw,
    }


def _rights(may: Mapping[str, Any], *names: str) -> ByValue:
    return ByValue({name: bool(may[name]) for name in names} | {"signs": SIGNS})


def _linked(actor: Actor, contribution: Contribution, pid: str) -> Post | None:
    """The reply on the first level that a link leads to, itself or around it."""
    found = Post.objects.visible_to(actor).filter(contribution=contribution, pid=pid).select_related("parent")
    linked = found.first()
    return (linked.parent or linked) if linked else None


def permissions(actor: Actor, contribution: Contribution) -> dict[str, Any]:
    """Decisions by name, so that a template can show a button or its reason."""
    return {
        "edit": rules.may_edit(contribution, actor),
        "reply": rules.may_reply(contribution, actor),
        "react": rules.may_react(contribution, actor),
        "share": rules.may_share(contribution, actor),
        "withdraw": rules.may_withdraw(contribution, actor),
        "steer": rules.steward(contribution, actor),
        "contribute": community_rules.may_contribute(contribution.home, actor),  # something new, where it lives
        "author_id": actor.person_id,
    }


def _pins(actor: Actor, contribution: Contribution) -> list[Pin]:
    managed = managed_ids(actor)
    if not managed:
        return []
    places = Placement.objects.filter(contribution=contribution, community_id__in=managed).select_related("community")
    return [Pin(one.community.pid, one.community.name, one.pinned_at is not None, one.is_home) for one in places]


def single(actor: Actor, post: Post) -> Text:
    """One text as its reader sees it, for a partial."""
    rows = list(Post.objects.visible_to(actor).filter(pk=post.pk).values(*COLUMNS))
    return texts(actor, rows)[0]


def reactions_context(actor: Actor, post: Post) -> dict[str, Any]:
    """One text with its signs, after one was given or taken back."""
    return {"text": single(actor, post), "signs": SIGNS, "may": permissions(actor, post.contribution)}


def _number(text: str) -> int:
    """How many replies a page shows; the usual number when it does not say."""
    return min(int(text), MOST_SHOWN) if text.isdecimal() and 0 < len(text) < 6 and int(text) else threads.PAGE
