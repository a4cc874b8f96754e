"""What is known about a topic: the answers that served most people, and the articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from heapq import nlargest

from django.db.models import Case, Q, QuerySet, Value, When
from django_stubs_ext import StrOrPromise

from passerelle.communities.reading import readable_ids
from passerelle.contributions.best import Best
from passerelle.contributions.kinds import Kind, all_kinds, get_kind
from passerelle.contributions.models import EXCERPT_LENGTH, Contribution, Post, Reach, Standing
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import excerpt, fill_text
from passerelle.lib.reversing import address
from passerelle.science.expertise import Form
from passerelle.topics.models import Topic

MOST = 5
_LINE = ("pk", "pid", "slug", "title", "kind_slug", "state")


@dataclass(frozen=True, slots=True)
class Known:
    """One line: what it is called, where it stands, the answer in short, and how many people it served, where that is told."""

    title: str
    url: str
    kind: Kind
    excerpt: str = ""
    people: int = 0
    doubt: StrOrPromise = ""


def public(actor: Actor, topic: Topic) -> QuerySet[Contribution]:
    """What the actor may see of a topic, published and for everybody there."""
    tagged = Contribution.topics.through._default_manager.filter(topic=topic).values("contribution_id")
    seen = Contribution.objects.visible_to(actor)
    return seen.filter(pk__in=tagged, standing=Standing.PUBLISHED, reach=Reach.PLACEMENTS)


def best(actor: Actor, among: QuerySet[Contribution]) -> list[Known]:
    """Answers and articles that served somebody and stand, each kind asked once. A fixed number of queries."""
    told = (one for kind in all_kinds() for one in kind.best(actor, among, MOST))
    chosen = _nearest(actor, nlargest(MOST, told, key=lambda one: one.worth))
    heads = _heads(actor, [one.contribution for one in chosen])
    posts = _texts(actor, [one.post for one in chosen if one.post])
    return [_best(actor, one, heads[one.contribution], posts) for one in chosen if one.contribution in heads]


def articles(actor: Actor, among: QuerySet[Contribution], but: Collection[str] = ()) -> tuple[list[Known], Kind | None]:
    """Written knowledge that was not named already, what is beyond doubt first; and the kind under which all of it is listed.

    What there is in several languages stands once, in the one nearest to the reader.
    """
    kinds = [kind for kind in all_kinds() if kind.shows_knowledge is Form.ARTICLE]
    holds = _in_states((kind, kind.holds) for kind in kinds)
    rows = among.filter(holds | _in_states((kind, kind.doubted) for kind in kinds))
    order = rows.annotate(doubted=Case(When(holds, then=Value(0)), default=Value(1))).order_by(
        "doubted", "-moved_at", "-pk"
    )
    found = {pk: row for pk, *row in order.values_list(*_LINE)[: 2 * MOST + len(but)]}
    instead = _instead(actor, kinds, list(found))
    versions = Contribution.objects.visible_to(actor).filter(pk__in=instead.values()) if instead else None
    near = {pk: row for pk, *row in versions.values_list(*_LINE)} if versions is not None else {}
    shown = {instead.get(pk, pk): near.get(instead.get(pk, pk), row) for pk, row in found.items()}
    lines = [_article(*row) for row in shown.values()]
    return [line for line in lines if line.url not in but][:MOST], kinds[0] if lines else None


def _nearest(actor: Actor, chosen: Collection[Best]) -> list[Best]:
    """Each once, in the version nearest to the reader's language; an answer is said in one place only."""
    instead = _instead(actor, all_kinds(), [one.contribution for one in chosen if one.post is None])
    shown: dict[tuple[int, int | None], Best] = {}
    for one in chosen:
        head = one.contribution if one.post else instead.get(one.contribution, one.contribution)
        shown.setdefault((head, one.post), replace(one, contribution=head))
    return list(shown.values())


def _instead(actor: Actor, kinds: Iterable[Kind], ids: Collection[int]) -> dict[int, int]:
    versions = (kind.instead(actor, ids) for kind in kinds) if ids else ()
    return {pk: version.contribution for told in versions for pk, version in told.items()}


def _in_states(kinds: Iterable[tuple[Kind, tuple[str, ...]]]) -> Q:
    found = Q(pk__in=[])
    for kind, states in kinds:
        found |= Q(kind_slug=kind.slug, state__in=states)
    return found


def _heads(actor: Actor, ids: Collection[int]) -> dict[int, Contribution]:
    rows = Contribution.objects.visible_to(actor).filter(pk__in=ids).select_related("body")
    return {head.pk: head for head in rows.defer("body__source", "body__html")}


def _texts(actor: Actor, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = Post.objects.visible_to(actor).filter(pk__in=ids)
    texts = list(rows.values_list("pk", "pid", "html"))
    names = names_for(actor, (html for _pk, _pid, html in texts))
    return {pk: (pid, excerpt(fill_text(html, names), EXCERPT_LENGTH)) for pk, pid, html in texts}


def _best(actor: Actor, one: Best, head: Contribution, posts: dict[int, tuple[str, str]]) -> Known:
    pid, said = posts.get(one.post or 0, ("", ""))
    return Known(
        title=head.name,
        url=address("reply", pid) if pid else head.get_absolute_url(),
        kind=get_kind(head.kind_slug),
        excerpt=said,
        people=one.people if head.home_id in readable_ids(actor) else 0,
    )


def _article(pid: str, slug: str, title: str, kind_slug: str, state: str) -> Known:
    kind = get_kind(kind_slug)
    doubt = kind.state_label(state) if state in kind.doubted else ""
    return Known(title, address("contribution", pid, slug or "-"), kind, doubt=doubt)
