"""What answers say of those who gave them, and to those who ask the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from passerelle.contributions.best import Best
from passerelle.contributions.evidence import Proof
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.kinds.talk.question.models import Helped, Question
from passerelle.matching.similar.gist import answering
from passerelle.science.expertise import Form


def answers(among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
    """The replies of these people to questions of others: whether one was the answer, or somebody said that it helped. One query."""
    asked = Question.objects.filter(contribution_id__in=among.values("pk"))
    told = Post.objects.unscoped("replies to what the reader was given").filter(
        ~Q(author_id=F("contribution__author_id")) | Q(contribution__author=None),
        contribution_id__in=asked.values("pk"),
        author_id__in=people,
        is_body=False,
        standing=Standing.PUBLISHED,
    )
    was_it = Exists(Question.objects.filter(accepted_id=OuterRef("pk")))
    useful = Exists(Helped.objects.filter(post_id=OuterRef("pk")).exclude(person_id=OuterRef("author_id")))
    good = told.annotate(was_it=was_it, was_useful=useful).order_by("pk")
    columns = ("author_id", "contribution_id", "created_at", "pid", "was_it", "was_useful")
    for author, pk, at, pid, accepted, liked in good.values_list(*columns):
        yield Proof(author, pk, Form.ACCEPTED if accepted or liked else Form.ANSWER, at, pid)


def accepted(actor: Actor, among: QuerySet[Contribution], most: int) -> Iterable[Best]:
    """The answers that were accepted, by how many people beside whoever gave them said that they helped. One query."""
    chosen = Question.objects.filter(contribution_id__in=among.values("pk")).exclude(accepted=None)
    told = Post.objects.visible_to(actor).filter(pk__in=chosen.values("accepted_id"), standing=Standing.PUBLISHED)
    others = Q(author=None) | ~Q(helped__person_id=F("author_id"))
    found = told.annotate(people=Count("helped", filter=others)).order_by("-people", "-created_at", "-pk")
    for pk, head, people, at in found.values_list("pk", "contribution_id", "people", "created_at")[:most]:
        yield Best(head, people, at, pk)


def solutions(actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
    """Question → the sentences of its accepted answer that answer it, for those who read the conversation. One query."""
    accepted = Question.objects.filter(contribution_id__in=ids).exclude(accepted=None).values("accepted_id")
    seen = Post.objects.visible_to(actor).filter(pk__in=accepted, standing=Standing.PUBLISHED)
    columns = ("contribution_id", "html", "author_id", "contribution__title", "contribution__body__excerpt", "language")
    return {
        pk: Solution(words, author)
        for pk, html, author, title, text, language in seen.values_list(*columns)
        if (words := answering(html, f"{title} {text}", language))
    }
