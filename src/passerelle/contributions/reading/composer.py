"""What the composer offers: kinds in plain words, communities one may write in, the draft that was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids, writable
from passerelle.contributions import beside, rules
from passerelle.contributions.forms import ContributionForm
from passerelle.contributions.kinds import Kind, all_kinds, get_kind, kinds_for
from passerelle.contributions.models import Contribution, Draft, Reach
from passerelle.contributions.reading.audience import readers
from passerelle.contributions.reading.labels import labels_in
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill, render

GOES_ALONG = ("title", "text", "topics", "ask", "shared", "from")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is being written and where."""

    kind: Kind
    community: Community
    place: str
    draft: dict[str, Any] = field(default_factory=dict)
    editing: Contribution | None = None
    begins: dict[str, Any] = field(default_factory=dict)


def choose(actor: Actor, kind_slug: str, community_pid: str, source_pid: str = "") -> Choice | None:
    """The choice the address makes, None while one of the two is missing or does not fit.

    What is made from something else begins with what its kind takes over from there, and is kept in a draft of its own.
    """
    community = Community.objects.readable_by(actor).filter(pid=community_pid).first() if community_pid else None
    if community is None or not community_rules.may_contribute(community, actor):
        return None
    offered = kinds_for(community.kinds)
    kind = next((kind for kind in offered if kind.slug == kind_slug), None)
    if kind is None:
        return None
    source = _source(actor, source_pid)
    place = ":".join(["new", kind.slug, community.pid, *([source.pid] if source else [])])
    kept = Draft.objects.filter(person_id=actor.own_id, place=place).values_list("fields", flat=True).first()
    return Choice(kind, community, place, kept or {}, begins=kind.begins(actor, source) if source else {})


def _source(actor: Actor, pid: str) -> Contribution | None:
    """What it is made from, as far as the actor sees it and it still stands."""
    if not pid.isalnum():
        return None
    named = Contribution.objects.visible_to(actor).filter(pid=pid)
    found: Contribution | None = named.select_related("body").first()
    return None if found is None or found.is_tombstone else found


def choose_quick(actor: Actor, kind_slug: str, community_pid: str) -> Choice | None:
    """The same for a kind that is brought in a hurry: without a community it is where this person brought the last one."""
    kind = get_kind(kind_slug)
    return choose(actor, kind_slug, community_pid or _usual(actor, kind)) if kind.is_quick else None


def _usual(actor: Actor, kind: Kind) -> str:
    """Where somebody brought the last of a kind, else the one community it fits."""
    mine = Contribution.objects.visible_to(actor).filter(author_id=actor.own_id, kind_slug=kind.slug)
    last = mine.order_by("-created_at").values_list("home__pid", flat=True).first()
    fitting = _fitting(actor, kind)
    return last or (fitting[0].pid if len(fitting) == 1 else "")


def _fitting(actor: Actor, kind: Kind | None) -> list[Community]:
    """The communities one may write in that take a kind."""
    return [place for place in writable(actor) if kind is None or kind in kinds_for(place.kinds)]


def offer(actor: Actor, kind_slug: str) -> dict[str, Any]:
    """The page where kind and community are chosen."""
    kind = get_kind(kind_slug) if kind_slug else None
    return {
        "kinds": all_kinds(),
        "communities": _fitting(actor, kind),
        "chosen": kind if kind and not kind.retired else None,
    }


def along(kind: Kind | None, asked: Mapping[str, str]) -> str:
    """What the address of something new asks for beside kind and community, for the address in another community: with its ``&``."""
    names = (*GOES_ALONG, *(kind.asked_for if kind else ()))
    told = {name: asked[name] for name in names if asked.get(name)}
    return f"&{urlencode(told)}" if told else ""


def for_editing(contribution: Contribution) -> Choice:
    """The composer over what is there."""
    return Choice(get_kind(contribution.kind_slug), contribution.home, f"edit:{contribution.pid}", {}, contribution)


def may_open_editor(contribution: Contribution, actor: Actor) -> bool:
    """Whether the edit page exists for this actor."""
    return bool(rules.may_edit(contribution, actor))


def _is_private(choice: Choice) -> bool:
    """Whether only those involved read it: as it stands, or as it begins."""
    if choice.editing is not None:
        return choice.editing.reach != Reach.PLACEMENTS
    return choice.kind.initial in choice.kind.private


def context(
    actor: Actor, choice: Choice, form: ContributionForm, asked: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The composer page; the audience is visible before publishing. What its address ``asked`` for goes along to another community."""
    text = str(form["text"].value() or "")
    # Whoever brought something and has lost the community since still edits it, without being told how things go there now.
    guidelines = render(choice.community.guidelines).html if choice.community.pk in readable_ids(actor) else ""
    return {
        "choice": choice,
        "kind": choice.kind,
        "community": choice.community,
        "form": form,
        "editing": choice.editing,
        "draft_place": choice.place,
        "has_draft": bool(choice.draft),
        "readers": readers(choice.community),
        "private": _is_private(choice),
        "held": community_rules.needs_approval(choice.community, actor),
        "other_kinds": [kind for kind in kinds_for(choice.community.kinds) if kind is not choice.kind],
        "other_communities": _fitting(actor, choice.kind) if choice.editing is None else [],
        "along": along(choice.kind, asked or {}),
        "labels": labels_in(actor, text),
        "beside": beside.pieces(actor, choice, form.data if form.is_bound else form.initial),
        "guidelines": fill(guidelines, names_for(actor, [guidelines])),
    }
