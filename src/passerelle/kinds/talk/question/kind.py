"""A question somebody needs answered; it stays open until an answer helped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.contributions.best import Best
from passerelle.contributions.evidence import Proof
from passerelle.contributions.kinds import Kind, Move, move, register
from passerelle.contributions.models import Contribution
from passerelle.contributions.rules import author_or_steward
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.kinds.talk.question.actions import bring_answer
from passerelle.kinds.talk.question.answers import accepted, answers, solutions
from passerelle.kinds.talk.question.forms import QuestionForm
from passerelle.kinds.talk.question.models import Question as QuestionDetails


@register
class Question(Kind):
    """Ask; the reply that helped is lifted above the others."""

    slug = "question"
    label = _("Question")
    plural = _("Questions")
    verb = pgettext_lazy("composer", "Ask")
    purpose = _("You need an answer, from whoever knows.")
    title_hint = _("Your question in one sentence")
    icon = "help-circle"
    hue = "sky"
    answer_label = _("Answer")
    details = QuestionDetails
    form = QuestionForm
    looks_for_similar = solves = True
    solved = ("answered",)
    states: ClassVar = {"open": _("Unanswered"), "answered": _("Answered")}
    seeking = ("open",)
    shown_states = ("open", "answered")
    tones: ClassVar = {"open": "open", "answered": "done"}
    moves = (
        move("settle", "open", "answered", by=author_or_steward, label=_("Mark as answered")),
        move("reopen", "answered", "open", by=author_or_steward, label=_("Reopen")),
    )
    filters: ClassVar = {"unanswered": (_("Unanswered"), Q(state="open"))}
    entries: ClassVar = {
        "question.accepted": _("accepted an answer to"),
        "question.helped": _("said that an answer helped with"),
        "question.helped_withdrawn": _("took back that an answer helped with"),
        "question.not_yet": _("said that no answer helped yet with"),
    }
    steps: ClassVar = {"question.accepted": _("%(who)s accepted an answer")}
    sample: ClassVar = {
        "title": "Who has a good way to count returns by reason?",
        "text": "We note them on paper at the till and lose half. Has anybody found something that works on a Saturday?",
        "details": {"needed_by": None},
    }

    def moved(self, step: Move, details: Any) -> None:
        """Reopening sets the answer aside."""
        if step.target == "open":
            details.accepted = None

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """The date an answer is needed, and whether one was accepted."""
        if details is None:
            return {}
        return {
            "needed_by": details.needed_by.isoformat() if details.needed_by else None,
            "accepted": details.accepted_id is not None,
            "not_yet": details.not_yet_at is not None,
        }

    def proofs(self, among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
        """Their answers to others, above all those that helped."""
        return answers(among, people)

    def merged(self, source: Contribution, target: Contribution) -> None:
        """Its answer comes along."""
        bring_answer(source, target)

    def best(self, actor: Actor, among: QuerySet[Contribution], most: int) -> Iterable[Best]:
        """Accepted answers the reader may read, by how many people said that they helped."""
        return accepted(actor, among, most)

    def solutions(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
        """What the accepted answer answers."""
        return solutions(actor, ids)
