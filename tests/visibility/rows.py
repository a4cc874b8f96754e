"""One contribution for each state it can be in, with replies, files and versions: rows, because the rule holds for any rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from passerelle.communities.models import Community
from passerelle.contributions.kinds import Kind, all_kinds
from passerelle.contributions.models import (
    Attachment,
    Contribution,
    Involvement,
    Placement,
    Post,
    Reach,
    Revision,
    Standing,
)
from passerelle.lib.clock import now
from passerelle.lib.markdown import render
from passerelle.people.models import Person
from passerelle.topics.models import Topic

TARGETS = ("open", "secret", "shared")
REPLIES = (Standing.PUBLISHED, Standing.HELD, Standing.REFUSED, Standing.WITHDRAWN, Standing.REMOVED)
GONE = (Standing.WITHDRAWN, Standing.REMOVED)


@dataclass(frozen=True, slots=True)
class Case:
    """What a contribution is: where it lives, where it stands as well, who brought it."""

    home: str
    standing: str = Standing.PUBLISHED
    reach: str = Reach.PLACEMENTS
    also: tuple[str, ...] = ()
    author: str | None = "ada"
    placed: bool = True

    @property
    def word(self) -> str:
        """A word of its own, to find it by."""
        told = (self.home, self.standing, self.reach, *self.also, self.author or "nobody", "placed" * self.placed)
        return "".join(told).replace("_", "")


def cases(communities: Mapping[str, Community]) -> Iterator[Case]:
    """Every home with every standing and reach; every home shared to an open, a secret and a partners' one; odd authors."""
    for home in communities:
        for standing in Standing:
            for reach in Reach:
                yield Case(home, standing, reach)
        yield from (Case(home, also=(target,)) for target in TARGETS if target != home)
    for standing in Standing:
        yield Case("closed", standing, also=("open", "shared"))
        yield Case("closed", standing, author="fred")  # the author left the community
        yield Case("open", standing, author=None)  # the author was erased
        yield Case("open", standing, Reach.INVOLVED, author=None)
        yield Case("shared", standing, author="gwen")
    yield Case("open", Standing.WITHDRAWN, placed=False)  # it never appeared, and was taken back


def write(
    communities: Mapping[str, Community], people: Mapping[str, Person], topics: list[Topic], picture: Attachment
) -> dict[Case, Contribution]:
    """The rows of every case. Kinds take turns in each standing, so that each is there in all of them however many there are."""
    start = now() - timedelta(days=30)
    first, *others = all_kinds()
    # What came from outside is second: there it is seen by some readers of each sort and not by others.
    order = [first, *others[::-1]]
    kinds = {standing: cycle(order) for standing in Standing}
    made = {
        case: _head(case, next(kinds[Standing(case.standing)]), communities, people, start + timedelta(minutes=number))
        for number, case in enumerate(cases(communities))
    }
    Contribution.objects.bulk_create(made.values())
    _add_details(made)
    _merge(made)
    _place(made, communities)
    Contribution.topics.through._default_manager.bulk_create(
        Contribution.topics.through(contribution_id=head.pk, topic_id=topics[number % len(topics)].pk)
        for number, head in enumerate(made.values())
    )
    Involvement.objects.bulk_create(
        Involvement(
            contribution=head, person=people[name], part="reviewer", ended_at=start if name == "flora" else None
        )
        for case, head in made.items()
        if case.reach == Reach.INVOLVED
        for name in ("ines", "flora", "gwen", "iris")
    )
    _add_texts(made, people, picture)
    return made


def _head(
    case: Case, kind: Kind, communities: Mapping[str, Community], people: Mapping[str, Person], at: datetime
) -> Contribution:
    return Contribution(
        kind_slug=kind.slug,
        title="" if case.standing in GONE else f"kettle {case.word}",
        slug="" if case.standing in GONE else f"kettle-{case.word}"[:60],
        state=kind.initial,
        standing=case.standing,
        reach=case.reach,
        author=people[case.author] if case.author else None,
        home=communities[case.home],
        created_at=at,
        last_activity_at=at,
        replies_count=1,
        language="en",
        scheduled_for=now() + timedelta(days=9) if case.standing == Standing.SCHEDULED else None,
    )


def _add_details(made: Mapping[Case, Contribution]) -> None:
    """The kind's own columns, as its sample fills them; a kind that comes later joins by having one."""
    for kind in all_kinds():
        heads = [head for head in made.values() if head.kind_slug == kind.slug]
        if kind.details is not None:
            values: dict[str, Any] = kind.sample.get("details") or {}
            kind.details._default_manager.bulk_create(kind.details(contribution=head, **values) for head in heads)


def _merge(made: Mapping[Case, Contribution]) -> None:
    """A merged one lives on in the published one of the open community, or, from there, of the secret one."""
    open_one, secret_one = made[Case("open")], made[Case("secret")]
    for case, head in made.items():
        if case.standing == Standing.MERGED:
            head.merged_into = secret_one if case.home == "open" else open_one
    Contribution.objects.bulk_update(made.values(), ["merged_into"])


def _place(made: Mapping[Case, Contribution], communities: Mapping[str, Community]) -> None:
    Placement.objects.bulk_create(
        Placement(
            contribution=head,
            community=communities[place],
            placed_at=head.created_at + (timedelta() if place == case.home else timedelta(hours=12)),
            pinned_at=head.created_at if _is_listed(case) and case.author == "ada" and not case.also else None,
            is_home=place == case.home,
            listed=_is_listed(case),
        )
        for case, head in made.items()
        for place in ((case.home, *case.also) if case.placed else ())
    )


def _is_listed(case: Case) -> bool:
    return case.standing == Standing.PUBLISHED and case.reach == Reach.PLACEMENTS


def _add_texts(made: Mapping[Case, Contribution], people: Mapping[str, Person], picture: Attachment) -> None:
    bodies = {
        case: _text(head, case.standing, head.author, f"About {case.word}", is_body=True)
        for case, head in made.items()
        if case.standing != Standing.MERGED  # its texts moved away
    }
    replies = [
        _text(head, standing, people["mia"], f"pitcher {standing} {case.word}")
        for case, head in made.items()
        for standing in (REPLIES if case.standing == Standing.PUBLISHED else REPLIES[:1])
    ]
    Post.objects.bulk_create([*bodies.values(), *replies])
    for case, body in bodies.items():
        made[case].body = body
    Contribution.objects.bulk_update(made.values(), ["body"])
    texts = [*bodies.values(), *replies]
    Attachment.objects.bulk_create(_file(picture, text) for text in texts)
    Revision.objects.bulk_create(
        Revision(post=text, number=1, source="An older version", written_at=text.created_at) for text in texts
    )


def _text(head: Contribution, standing: str, author: Person | None, source: str, *, is_body: bool = False) -> Post:
    gone = standing in GONE
    rendered = render("" if gone else source)
    return Post(
        contribution=head,
        is_body=is_body,
        author=author,
        source="" if gone else source,
        html=rendered.html,
        excerpt=rendered.plain,
        # The standing of a body is that of its head; the row keeps only whether the text is gone.
        standing=standing if gone or not is_body else Standing.PUBLISHED,
        language="en",
        created_at=head.created_at,
        edited_at=head.created_at,
    )


def _file(picture: Attachment, text: Post) -> Attachment:
    return Attachment(
        owner=text.author,
        post=text,
        name="kettle.png",
        mime=picture.mime,
        size=picture.size,
        sha256=picture.sha256,
        is_image=True,
        width=picture.width,
        height=picture.height,
        renditions=picture.renditions,
    )
