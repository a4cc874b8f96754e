"""Which sentences an address names, and what can be made of them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from passerelle.contributions import rules
from passerelle.contributions.kinds import Kind, all_kinds, get_kind
from passerelle.contributions.lookup import find_post
from passerelle.contributions.models import Post
from passerelle.contributions.reading import composer
from passerelle.contributions.reading.composer import Choice
from passerelle.journal.actor import Actor
from passerelle.lib.sentences import Stretch, stretch
from passerelle.trail.models import Relation
from passerelle.trail.quoting.reading import Chooser, chooser

EVIDENCE = "evidence"
COMMENT = "comment"
LARGEST = 4  # digits of the number of a sentence


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some sentences in a row of one text; ``stretch`` is None where they do not stand there any more.

    ``address`` names them in a form, whatever else it asks for.
    """

    post: Post
    words: str
    stretch: Stretch | None
    address: str


def find_text(actor: Actor, pid: str) -> tuple[Post, Chooser]:
    """A text and its sentences; raises Http404 where it is missing, hidden or gone."""
    post = find_post(actor, pid)
    if post.is_tombstone or post.contribution.is_tombstone:
        raise Http404
    return post, chooser(actor, post)


def chosen(actor: Actor, pid: str, query: QueryDict) -> Chosen:
    """What an address of ``leading_on`` names."""
    post, choice = find_text(actor, pid)
    first, last = (_number(query.get(name, "")) for name in ("first", "last"))
    wanted = stretch(choice.text, choice.known, first, last) if query.get("seen") == choice.stamp else None
    address = f"?{_query(first, last, choice.stamp)}"
    return Chosen(post, choice.words(first, last) if wanted else "", wanted, address)


def row_of(choice: Chooser, query: QueryDict) -> tuple[int, int] | None:
    """From which to which sentence somebody chose on the page, or marked in the text (``said``, ``until``); None: no row of sentences."""
    if said := query.get("said", ""):
        row = choice.marked(said, query.get("until", said))
    else:
        numbers = sorted({_number(one) for one in query.getlist("s")})
        in_a_row = bool(numbers) and numbers == list(range(numbers[0], numbers[-1] + 1))
        row = (numbers[0], numbers[-1]) if in_a_row else None
    return row if row and stretch(choice.text, choice.known, *row) else None


def leading_on(post: Post, choice: Chooser, row: tuple[int, int], goal: str) -> str:
    """The address of the form for a goal: the slug of a kind, evidence, or a comment."""
    own = {EVIDENCE: "passage_evidence", COMMENT: "passage_comment"}
    page = reverse(own[goal], args=[post.pid]) if goal in own else reverse("passage_derive", args=[post.pid, goal])
    return f"{page}?{_query(*row, choice.stamp)}"


def goals() -> list[Kind]:
    """The kinds that are made of a sentence: those one brings in a hurry."""
    return [kind for kind in all_kinds() if kind.is_quick and Relation.DERIVED_FROM in kind.relations]


def takes_comments(post: Post) -> bool:
    """Whether this is the text of a kind whose passages are commented on."""
    return post.is_body and get_kind(post.contribution.kind_slug).comments_on_passages


def may_comment(actor: Actor, post: Post) -> bool:
    """Whether somebody may say something about a passage of it."""
    return takes_comments(post) and bool(rules.may_comment_on_passages(post.contribution, actor))


def place(actor: Actor, post: Post, slug: str, community: str) -> Choice | None:
    """Where something of a kind goes: to the community that was chosen, else where the text lives, else where one brought the last."""
    if get_kind(slug) not in goals():
        raise Http404
    if community:
        return composer.choose(actor, slug, community)
    return composer.choose(actor, slug, post.contribution.home.pid) or composer.choose_quick(actor, slug, "")


def _query(first: int, last: int, seen: str) -> str:
    return urlencode({"first": first, "last": last, "seen": seen})


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LARGEST else -1
