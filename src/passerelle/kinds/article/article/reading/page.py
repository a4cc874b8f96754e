"""What one reader is shown of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Count

from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import Contribution, Involvement, Revision
from passerelle.contributions.reading.names import names_for
from passerelle.contributions.reading.suggestions import improvers, waiting
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.kinds.article.article import rules
from passerelle.kinds.article.article.models import PINNED_TO, Article, Check, Genre, Use
from passerelle.kinds.article.article.parts import Part
from passerelle.kinds.article.article.reading.contents import outlined
from passerelle.kinds.article.article.reading.faq import with_answers
from passerelle.kinds.article.article.reading.gathering import collection
from passerelle.kinds.article.article.reading.handbook import handbook
from passerelle.kinds.article.article.reading.record import Record, record_of
from passerelle.kinds.article.article.reading.translations import VERSIONS, changed
from passerelle.kinds.article.article.reading.uses import uses
from passerelle.kinds.article.article.reading.words import reading_time
from passerelle.lib.locales import own_language_name
from passerelle.lib.markdown import fill, render
from passerelle.people.models import Person
from passerelle.trail.panels import trail_strip

MOST = 5  # of the latest checks


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody said of it; without a name when this reader may not know it."""

    name: str
    holds: bool
    why: str
    at: datetime
    is_earlier: bool  # of a version before the present one
    is_answered: bool  # whoever answers for it has confirmed it since


def shown(actor: Actor, contribution: Contribution, details: Article) -> dict[str, Any]:
    """Its genre and length, who has which part, its sources, and what was said of it; the last for who reads its home."""
    reads = contribution.home_id in readable_ids(actor)
    told_in = VERSIONS.versions(actor, contribution, details)
    original = told_in.original if told_in else None
    record = record_of(actor, contribution, details, told_in)
    used, people = uses(actor, record.ids) if reads else ([], 0)
    heads = [one for one in (record.original, contribution) if one is not None]
    return {
        "versions": told_in,
        "language": own_language_name(contribution.language) if told_in else "",
        "original": record.original,
        "trail": _trail(actor, record.original),
        "confirmed_at": record.confirmed_at or details.confirmed_at,
        "changed": changed(original, details) if told_in and original and told_in.is_stale else None,
        "may_translate": bool(rules.may_translate(contribution, actor)),
        "genre": Genre(details.genre).label if details.genre in Genre.values else details.genre,
        "minutes": reading_time(contribution.facts["minutes"]) if contribution.facts.get("minutes") else "",
        "outlined": outlined,
        "handbook": handbook(actor, contribution, details),
        "quoting": partial(with_answers, actor, details),
        "people": _people(actor, heads),
        "checker": _checker(actor, contribution),
        "sources": _sources(actor, details),
        "improving": waiting(actor, contribution) if reads else None,
        "improvers": improvers(actor, *heads),
        "uses": used,
        "used_by": people,
        "has_reported": reads and Use.objects.filter(article_id__in=record.ids, person_id=actor.own_id).exists(),
        "may_report_use": bool(reads and rules.may_report_use(contribution, actor)),
        "checked": _checked(actor, record) if reads else [],
        "doubted": record.doubted and contribution.state in rules.STANDING,
        "may_appoint": bool(rules.may_appoint(contribution, actor)),
        "may_place": bool(rules.may_place(contribution, actor)),
        "collection": collection(actor, details),
        "is_collection": details.genre == Genre.COLLECTION,
        "may_pin": details.genre in PINNED_TO and bool(rules.may_pin(contribution, actor)),
        "may_check": bool(reads and rules.may_check(contribution, actor)),
    }


def _people(actor: Actor, heads: list[Contribution]) -> dict[str, list[tuple[str, str]]]:
    """By part, the address and name of those this reader may know: of the original, then of the version; who checks it, of this one.

    Whoever brought it answers for it until somebody is named.
    """
    rows = Involvement.objects.filter(contribution__in=heads, ended_at=None).order_by("since", "pk")
    found = list(rows.values_list("contribution_id", "part", "person_id"))
    bound: dict[tuple[str, int], None] = {}
    for head in heads:
        own = [(part, person) for pk, part, person in found if pk == head.pk]
        if not any(part == Part.OWNER for part, _person in own) and head.author_id is not None:
            own.append((Part.OWNER, head.author_id))
        bound.update(dict.fromkeys(one for one in own if one[0] != Part.REVIEWER or head == heads[-1]))
    ids = [person for _part, person in bound]
    known = {
        row[0]: row[1:] for row in Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "pid", "name")
    }
    return {
        str(wanted): [known[person] for part, person in bound if part == wanted and person in known]
        for wanted in (Part.OWNER, Part.CO_AUTHOR, Part.REVIEWER)
    }


def _checker(actor: Actor, contribution: Contribution) -> tuple[str, str] | None:
    """The address and name of who published it, other than its author; whoever was asked as well did not check it."""
    entry = Entry.objects.filter(contribution_id=contribution.pk, verb="contribution.published")
    who = Person.objects.visible_to(actor).filter(pk__in=entry.order_by("-pk").values("actor_id")[:1])
    return who.exclude(pk=contribution.author_id or 0).values_list("pid", "name").first()


def _sources(actor: Actor, details: Article) -> str:
    """One a line, addresses as links."""
    lines = [line.strip() for line in details.sources.splitlines() if line.strip()]
    if not lines:
        return ""
    html = render("\n".join(f"- {line}" for line in lines)).html
    return fill(html, names_for(actor, [html]))


def _trail(actor: Actor, original: Contribution | None) -> Mapping[str, Any] | None:
    """What came of the original, and what it comes from: said of each of its versions; what is only guessed is asked on its own page."""
    found = trail_strip(actor, [original.pk]) if original else {}
    return {**found[original.pk][1], "guesses": ()} if original and original.pk in found else None


def _checked(actor: Actor, record: Record) -> list[Checked]:
    rows = list(Check.objects.filter(article_id__in=record.ids).order_by("-at", "-pk")[:MOST])
    people = Person.objects.visible_to(actor).filter(pk__in=[row.person_id for row in rows])
    names = dict(people.values_list("pk", "name"))
    kept = Revision.objects.filter(post__is_body=True, post__contribution__in={row.article_id for row in rows})
    earlier: dict[int, int] = dict(kept.values_list("post__contribution").annotate(count=Count("pk"))) if rows else {}
    return [
        Checked(
            names.get(row.person_id or 0, ""),
            row.holds,
            row.why,
            row.at,
            row.version != earlier.get(row.article_id, 0) + 1,
            record.confirmed_at is not None and row.at <= record.confirmed_at,
        )
        for row in rows
    ]
