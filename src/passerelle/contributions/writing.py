"""From what somebody typed to a stored text: HTML, excerpt, mentions, attachments, all as ids."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.models import EXCERPT_LENGTH, Attachment, Contribution, Mention, Post
from passerelle.journal.actor import Actor, person_actor, system_actor
from passerelle.lib.languages import detect
from passerelle.lib.markdown import Ref, Rendered, excerpt, normalise_links, render
from passerelle.lib.text import clean
from passerelle.people.models import Person, Unit

SOURCE_LENGTH = 60_000
MOST_NAMED = 100  # a text that names more people names nobody in particular


def derive(source: str, actor: Actor) -> tuple[str, Rendered]:
    """Clean the source, turn addresses of our own pages into ids, and render it."""
    source = clean(source, SOURCE_LENGTH).strip()
    host = urlsplit(settings.BASE_URL).netloc
    if host in source:
        source = normalise_links(source, [host], lambda refs: _existing(refs, actor))
    return source, render(source)


def _existing(refs: Collection[Ref], actor: Actor) -> set[Ref]:
    heads = [ref.id for ref in refs if ref.type == "contribution"]
    texts = [ref.id for ref in refs if ref.type == "reply"]
    known = {
        Ref("contribution", pid)
        for pid in Contribution.objects.visible_to(actor).filter(pid__in=heads).values_list("pid", flat=True)
    }
    return known | {
        Ref("reply", pid) for pid in Post.objects.visible_to(actor).filter(pid__in=texts).values_list("pid", flat=True)
    }


def write(post: Post, source: str, actor: Actor, fallback_language: str = "") -> Rendered:
    """Set the text of a post (not saved here) and everything derived from it."""
    post.source, rendered = derive(source, actor)
    post.html = rendered.html
    post.renderer = rendered.version
    post.excerpt = excerpt(rendered.plain, EXCERPT_LENGTH)
    if not post.language_said:
        post.language = detect(rendered.plain, default=fallback_language)
    return rendered


def usual_language(actor: Actor, community: Community) -> str:
    """What one expects this person to write in there: a language of theirs, if there is one the community speaks."""
    person = actor.person
    own = [code for code in (person.languages or [person.language]) if code] if person else []
    if person and person.language in own:  # that of their pages comes first
        own.sort(key=lambda code: code != person.language)
    shared = (code for code in own if code in community.languages)
    return next(shared, next(iter([*own, *community.languages]), ""))


def attach_and_mention(post: Post, rendered: Rendered, actor: Actor, *, is_new: bool = False) -> set[int]:
    """Store what the text points at; returns the ids of people it names for the first time.

    Only people who may read the contribution become mentions: naming somebody never opens a door.
    """
    if is_new and not rendered.mentions and not rendered.attachments:
        return set()
    before = set(post.mentions.exclude(person=None).values_list("person_id", flat=True))
    post.mentions.all().delete()
    ids = {kind: [ref.id for ref in rendered.mentions if ref.type == kind] for kind in ("person", "unit", "community")}
    named = Person.objects.visible_to(actor).filter(pid__in=ids["person"]).order_by("pk")[:MOST_NAMED]
    people = [person for person in named if _may_read(post, person)]
    units = Unit.objects.filter(pid__in=ids["unit"])
    communities = Community.objects.visible_to(actor).filter(pid__in=ids["community"])
    Mention.objects.bulk_create(
        [
            *(Mention(post=post, person=person) for person in people),
            *(Mention(post=post, unit=unit) for unit in units),
            *(Mention(post=post, community=community) for community in communities),
        ]
    )
    attach(post, rendered, actor)
    hanging = Attachment.objects.unscoped("files of this very text").filter(post=post, is_image=True)
    for attachment in hanging:
        attachment.alt = rendered.alt_texts.get(attachment.pid, "")[:300]
    hanging.bulk_update(hanging, ["alt"])
    return {person.pk for person in people} - before


def attach(post: Post, rendered: Rendered, actor: Actor) -> None:
    """Hang the files a text shows on it."""
    own = Attachment.objects.unscoped("files the author uploaded for this very text").filter(
        owner_id=actor.own_id, post=None
    )
    own.filter(pid__in=rendered.attachments).update(post=post)


def mention_again(post: Post) -> set[int]:
    """Work out anew whom a text names, now that it appears: while it waited, hardly anybody could have read it.

    Returns the ids of everybody it names.
    """
    attach_and_mention(post, render(post.source), person_actor(post.author) if post.author else system_actor())
    return set(post.mentions.exclude(person=None).values_list("person_id", flat=True))


def _may_read(post: Post, person: Person) -> bool:
    """Whether somebody reads the contribution; for a reply also the conversation, which may have stayed at home."""
    actor, head = person_actor(person), post.contribution
    if not post.is_body and head.home_id not in readable_ids(actor):
        return False
    return Contribution.objects.visible_to(actor).filter(pk=head.pk).exists()
