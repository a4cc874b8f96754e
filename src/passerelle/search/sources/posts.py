"""Contributions and their replies, as the index sees them: published ones only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from passerelle.contributions.models import Contribution, Involvement, Placement, Post, Reach, Standing
from passerelle.lib.markdown.plain import to_plain
from passerelle.lib.prepared import prepared
from passerelle.search.labels import community_tokens, mark
from passerelle.search.models import Subject
from passerelle.search.sources.source import Source
from passerelle.topics.models import TopicLabel

_REASON = "the index holds everything; who may find it is decided by its tokens and again at reading"
_COLUMNS = (
    "pk", "contribution_id", "is_body", "author_id", "html", "language", "created_at",
    "contribution__title", "contribution__kind_slug", "contribution__state", "contribution__home_id", "contribution__reach",
    "contribution__language", "contribution__author_id",
)  # fmt: skip

Place = tuple[int, str, bool]
"""A community: id, visibility, whether partners may be members."""


def contribution_posts(ids: Collection[int]) -> list[Source]:
    """The bodies and replies of these contributions."""
    return _sources(_conversations(ids))


def posts(ids: Collection[int]) -> list[Source]:
    """These bodies and replies."""
    return _sources(_texts(ids))


@prepared
def _conversations(ids: Collection[int]) -> QuerySet[Post, Any]:
    return _public(Post.objects.unscoped(_REASON).filter(contribution_id__in=ids))


@prepared
def _texts(ids: Collection[int]) -> QuerySet[Post, Any]:
    return _public(Post.objects.unscoped(_REASON).filter(pk__in=ids))


def _public(found: QuerySet[Post]) -> QuerySet[Post, Any]:
    public = found.filter(standing=Standing.PUBLISHED, contribution__standing=Standing.PUBLISHED)
    rows: QuerySet[Post, Any] = public.order_by("created_at", "pk").values(*_COLUMNS)
    return rows


def _sources(rows: list[dict[str, Any]]) -> list[Source]:
    authors = {row["contribution_id"]: row["contribution__author_id"] for row in rows}
    heads = set(authors)
    if not heads:
        return []
    places, involved, topics = _places(heads), _involved(authors), _topics(heads)
    return [_source(row, places[row["contribution_id"]], involved, topics) for row in rows]


def _source(
    row: dict[str, Any], places: list[Place], involved: dict[int, set[str]], topics: dict[int, dict[int, str]]
) -> Source:
    head, is_body, home = row["contribution_id"], row["is_body"], row["contribution__home_id"]
    names = topics[head]
    marks = {mark("in", community) for community, _, _ in places} | {mark("topic", topic) for topic in names}
    text = to_plain(row["html"])
    return Source(
        subject=Subject.CONTRIBUTION if is_body else Subject.REPLY,
        subject_id=head if is_body else row["pk"],
        title=row["contribution__title"] if is_body else "",
        text="\n".join([text, *names.values()]) if is_body else text,
        language=row["language"] or row["contribution__language"],
        created_at=row["created_at"],
        tokens=involved[head]
        if row["contribution__reach"] == Reach.INVOLVED
        else _tokens(places, home, is_body=is_body),
        marks=marks,
        contribution_id=head,
        community_id=home,
        author_id=row["author_id"],
        kind=row["contribution__kind_slug"],
        state=row["contribution__state"],
        about="" if is_body else row["contribution__title"],
    )


def _tokens(places: Iterable[Place], home: int, *, is_body: bool) -> set[str]:
    """Who may open it; only the card travels, so replies are for those who read the home."""
    return {
        token
        for community, visibility, to_partners in places
        if is_body or community == home
        for token in community_tokens(community, visibility, to_partners=to_partners)
    }


def _places(heads: Collection[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for head, *place in _placed(heads):
        found[head].append(tuple(place))
    return found


@prepared
def _placed(heads: Collection[int]) -> QuerySet[Placement, tuple[Any, ...]]:
    columns = ("contribution_id", "community_id", "community__visibility", "community__open_to_partners")
    return Placement.objects.filter(contribution_id__in=heads).values_list(*columns)


def _involved(authors: Mapping[int, int | None]) -> dict[int, set[str]]:
    """Of those that are for the involved alone: these, and the author."""
    found = defaultdict(set, {head: {f"i{author}"} for head, author in authors.items() if author is not None})
    for head, person in _running(list(authors)):
        found[head].add(f"i{person}")
    return found


@prepared
def _running(heads: Collection[int]) -> QuerySet[Involvement, tuple[int, int]]:
    running = Involvement.objects.filter(contribution_id__in=heads, ended_at=None)
    return running.values_list("contribution_id", "person_id")


def _topics(heads: Collection[int]) -> dict[int, dict[int, str]]:
    """Topic id → its names in all languages and its synonyms, so that a word of any of them finds what it is about."""
    pairs = _about(heads)
    names: dict[int, list[str]] = defaultdict(list)
    for topic, name in _labels({topic for _, topic in pairs}) if pairs else ():
        names[topic].append(name)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for head, topic in pairs:
        found[head][topic] = " ".join(names[topic])
    return found


@prepared
def _about(heads: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    links = Contribution.topics.through._default_manager.filter(contribution_id__in=heads)
    return links.values_list("contribution_id", "topic_id")


@prepared
def _labels(topics: Collection[int]) -> QuerySet[TopicLabel, tuple[int, str]]:
    return TopicLabel.objects.filter(topic_id__in=topics).values_list("topic_id", "name")
