"""What a question shows on the page of its conversation, and on those of its topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from passerelle.contributions import rules
from passerelle.contributions.models import Contribution, Post
from passerelle.contributions.panels import panel
from passerelle.journal.actor import Actor
from passerelle.kinds.talk.question.models import Helped, Question
from passerelle.lib.prepared import prepared
from passerelle.people.models import Person

_COLUMNS = ("pk", "pid", "author_id", "contribution_id", "contribution__pid", "standing")
_SHOWN = ("pid", "slug", "title", "created_at")
MOST = 5


@panel("contribution.facts")
def where_the_answer_is(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a question: the way to its answer, for those who read the conversation, with a name they may know."""
    return {row["contribution_id"]: ("kinds/question/answered.html", row) for row in _answers(actor, ids)}


@prepared
def _answers(actor: Actor, ids: Sequence[int]) -> QuerySet[Any, Any]:
    accepted = Question.objects.filter(contribution_id__in=ids).exclude(accepted=None).values("accepted_id")
    answers = Post.objects.visible_to(actor).filter(pk__in=accepted, contribution_id__in=ids, standing="published")
    known = Person.objects.visible_to(actor).filter(pk=OuterRef("author_id")).order_by().values("name")
    return answers.annotate(name=Subquery(known)).values("contribution_id", "pid", "excerpt", "name")


@panel("reply.actions")
def answer_actions(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """Under each reply to a question: it helped me, and for the person who asked: this is the answer."""
    asked = {question.contribution_id: question for question in _asked(ids)}
    if not asked:
        return {}
    heads = Contribution.objects.visible_to(actor).filter(pk__in=asked).select_related("home")
    posts = Post.objects.unscoped("texts the page read under visible_to").filter(pk__in=ids, is_body=False)
    deciders = {head.pk: bool(rules.is_alive(head) and rules.author_or_steward(head, actor)) for head in heads}
    marks = list(Helped.objects.filter(post_id__in=ids).values_list("post_id", "person_id"))
    counts = Counter(post for post, _person in marks)
    return {
        pk: (
            "kinds/question/reply_actions.html",
            {
                "pid": pid,
                "contribution": head,
                "helped": counts[pk],
                "mine": (pk, actor.own_id) in marks,
                "own": author == actor.own_id,
                "accepted": asked[contribution].accepted_id == pk,
                "may_accept": deciders.get(contribution, False),
                "gone": standing != "published",
            },
        )
        for pk, pid, author, contribution, head, standing in posts.values_list(*_COLUMNS)
        if contribution in asked
    }


@prepared
def _asked(posts: Sequence[int]) -> QuerySet[Question]:
    """The questions these texts belong to."""
    return Question.objects.filter(contribution__posts__in=posts).distinct()


@panel("topic.main")
def open_questions(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, Mapping[str, Any]]]:
    """On a topic: what nobody answered yet, first what is needed by a day, then what has waited longest."""
    found = {pk: list(_waiting(actor, pk)) for pk in ids}
    return {pk: ("kinds/question/open.html", {"questions": rows}) for pk, rows in found.items() if rows}


def _waiting(actor: Actor, topic: int) -> QuerySet[Any, Any]:
    heads = Contribution.objects.visible_to(actor).filter(topics=topic, standing="published", state="open")
    waiting = Question.objects.filter(contribution_id__in=heads.values("pk"))
    rows = waiting.order_by(F("needed_by").asc(nulls_last=True), "contribution__created_at", "pk")
    return rows.values("needed_by", **{name: F(f"contribution__{name}") for name in _SHOWN})[:MOST]
