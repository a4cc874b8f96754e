"""Results as the page shows them: a card, a person or a community, with the passage that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from markupsafe import Markup

from passerelle.communities.models import Community
from passerelle.contributions.models import Attachment, Post, reply_address
from passerelle.contributions.reading.bylines import Byline, byline, strangers
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import fill_line
from passerelle.lib.prepared import prepared
from passerelle.lib.reversing import address
from passerelle.search.highlight import Highlighter
from passerelle.search.indexing import LONGEST_FILE
from passerelle.search.models import Subject
from passerelle.search.reading.people import BYLINE, TOLD, present_people
from passerelle.search.reading.visible import Found


@dataclass(frozen=True, slots=True)
class Result:
    """One result: of a contribution with its card, of a person with their byline, of a community with neither.

    ``replier`` wrote the passage when it is from a reply; ``file`` is the name of the file it is from.
    """

    subject: Subject
    url: str
    title: Markup
    snippet: Markup
    note: str = ""
    card: Card | None = None
    person: Byline | None = None
    replier: Byline | None = None
    file: Markup | None = None


_POST = ("pid", "html", "language", "contribution_id", "is_body", *(f"author__{column}" for column in BYLINE))


def results(actor: Actor, found: Sequence[Found], highlighter: Highlighter) -> list[Result]:
    """The results in the order found, texts and names read under the actor's rights."""
    by_key: dict[tuple[Subject, int], Result] = {}
    by_key |= _contributions(actor, [one for one in found if one.subject == Subject.CONTRIBUTION], highlighter)
    by_key |= _people(actor, _ids(found, Subject.PERSON), highlighter)
    by_key |= _communities(actor, _ids(found, Subject.COMMUNITY), highlighter)
    keys = ((one.subject, one.subject_id) for one in found)
    return [by_key[key] for key in keys if key in by_key]


def _ids(found: Sequence[Found], subject: Subject) -> list[int]:
    return [one.subject_id for one in found if one.subject == subject]


def _contributions(actor: Actor, found: Sequence[Found], highlighter: Highlighter) -> dict[tuple[Subject, int], Result]:
    shown = {card.id: card for card in cards(actor, [one.subject_id for one in found], pictures=False)}
    replies = {one.subject_id: one.reply_id for one in found if one.reply_id}
    files = {one.subject_id: one.file_id for one in found if one.file_id}
    bare = list(shown.keys() - replies.keys() - files.keys())
    bodies = _bodies(actor, bare) if bare else []
    texts = [*bodies, *(_replies(actor, list(replies.values())) if replies else ())]
    passages = {row["contribution_id"]: row for row in texts}
    names = names_for(actor, (row["html"] for row in texts))
    unknown = strangers(actor, (row["author__pid"] for row in passages.values()))
    made = _files(actor, files.values(), shown, highlighter) if files else {}
    for head, row in passages.items():
        card = shown[head]
        made[Subject.CONTRIBUTION, head] = Result(
            subject=Subject.CONTRIBUTION,
            url=card.url if row["is_body"] else reply_address(card.url, row["pid"]),
            title=highlighter.marked(card.name, card.language),
            snippet=highlighter.snippet(fill_line(row["html"], names), row["language"]),
            card=card,
            replier=None if row["is_body"] else byline(row, "author__", unknown) or _former_colleague(),
        )
    return made


@prepared
def _bodies(actor: Actor, heads: Sequence[int]) -> QuerySet[Post, Any]:
    bodies = Post.objects.visible_to(actor).filter(is_body=True, contribution_id__in=heads)
    rows: QuerySet[Post, Any] = bodies.values(*_POST)
    return rows


@prepared
def _replies(actor: Actor, ids: Sequence[int]) -> QuerySet[Post, Any]:
    rows: QuerySet[Post, Any] = Post.objects.visible_to(actor).filter(pk__in=ids).values(*_POST)
    return rows


def _files(
    actor: Actor, ids: Iterable[int], shown: Mapping[int, Card], highlighter: Highlighter
) -> dict[tuple[Subject, int], Result]:
    made = {}
    for row in _read_files(actor, list(ids)):
        card = shown[row["post__contribution_id"]]
        language = row["reading__language"]
        made[Subject.CONTRIBUTION, card.id] = Result(
            subject=Subject.CONTRIBUTION,
            url=card.url if row["post__is_body"] else reply_address(card.url, row["post__pid"]),
            title=highlighter.marked(card.name, card.language),
            snippet=highlighter.snippet(row["reading__text"], language, reach=LONGEST_FILE),
            card=card,
            file=highlighter.marked(row["name"], language),
        )
    return made


@prepared
def _read_files(actor: Actor, ids: Sequence[int]) -> QuerySet[Attachment, Any]:
    columns = ("name", "reading__text", "reading__language", "post__pid", "post__is_body", "post__contribution_id")
    rows: QuerySet[Attachment, Any] = Attachment.objects.visible_to(actor).filter(pk__in=ids).values(*columns)
    return rows


def _former_colleague() -> Byline:
    return Byline(name=_("Former colleague"), url="", unit_id=None, unit="", site="", photo_url=None)


def _people(actor: Actor, ids: Sequence[int], highlighter: Highlighter) -> dict[tuple[Subject, int], Result]:
    return {
        (Subject.PERSON, pk): Result(
            subject=Subject.PERSON,
            url=address("person", row["pid"]),
            title=highlighter.marked(row["name"]),
            snippet=highlighter.snippet(" · ".join(filter(None, (row[name] for name in TOLD))), row["language"]),
            note=row["job_title"],
            person=byline(row, ""),
        )
        for pk, row in present_people(actor, ids).items()
    }


def _communities(actor: Actor, ids: Sequence[int], highlighter: Highlighter) -> dict[tuple[Subject, int], Result]:
    return {
        (Subject.COMMUNITY, community.pk): Result(
            subject=Subject.COMMUNITY,
            url=community.get_absolute_url(),
            title=highlighter.marked(community.name),
            snippet=highlighter.snippet(community.purpose, next(iter(community.languages), "")),
        )
        for community in (_places(actor, ids) if ids else ())
    }


@prepared
def _places(actor: Actor, ids: Sequence[int]) -> QuerySet[Community]:
    return Community.objects.visible_to(actor).filter(pk__in=ids).order_by()
