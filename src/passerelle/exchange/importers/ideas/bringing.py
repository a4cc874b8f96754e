"""Bring the ideas of a consultation in: in portions, each whole or not at all, so that a killed import goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from lxml.etree import LxmlError

from passerelle.contributions.actions.imported import TITLE_LENGTH, ImportedText, import_texts
from passerelle.contributions.models import Contribution, Post
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.ideas.consultation import Argument, Proposal, read
from passerelle.exchange.importers.ideas.plan import Plan, make_plan
from passerelle.exchange.importers.ideas.settling import Settled, settle
from passerelle.exchange.importers.ideas.texts import argument_text, proposal_text
from passerelle.exchange.importers.refusal import ANOTHER_RUNS, ImportRefused
from passerelle.journal.actor import Actor, Via, system_actor
from passerelle.kinds.innovation.idea.actions.imported import import_votes
from passerelle.kinds.innovation.idea.kind import Idea
from passerelle.kinds.innovation.idea.models import Idea as IdeaDetails
from passerelle.lib.portions import portions
from passerelle.lib.progress import Progress, unheard
from passerelle.lib.statistics import refresh_statistics
from passerelle.lib.text import clean, one_line
from passerelle.trail.actions import decide

PORTION = 20  # proposals, which are written together with all that was said about them


@dataclass(slots=True)
class Counted:
    """What this run made, and what was there already; ``opening_votes`` are those of which the source names no voter."""

    proposals: int = 0
    ideas: int = 0
    arguments: int = 0
    votes: int = 0
    opening_votes: int = 0
    people: int = 0
    already_here: int = 0
    unread: int = 0
    set_aside: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Imported:
    """What was planned and what came of it; proposals whose text cannot be read, by number, and what had to be cut."""

    plan: Plan
    settled: Settled
    counted: Counted = field(default_factory=Counted)
    unreadable: list[int] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        found = {"unreadable": self.unreadable, "shortened": self.shortened}
        return {**asdict(self.counted), "seconds": round(self.counted.seconds, 1), **found}


def import_consultation(path: Path, into: str, *, progress: Progress = unheard) -> Imported:
    """Bring everything in that is not here yet, and notify nobody.

    ``progress`` hears after every portion how many proposals are done. Raises ImportRefused when the archive cannot be read.
    """
    if not one_line(into):
        raise ImportRefused("The community to bring it into needs a name.")
    started = time.monotonic()
    actor = system_actor(Via.IMPORT)
    plan = make_plan(path)
    try:
        imported = Imported(plan, settle(plan, into, actor))
    except IntegrityError as error:
        raise ImportRefused(ANOTHER_RUNS) from error
    imported.counted.people, imported.counted.unread = imported.settled.new_people, len(plan.unread)
    importer = _Importer(imported, actor)
    for portion in portions((one for one in read(path) if isinstance(one, Proposal)), PORTION):
        importer.bring(portion)
        progress(imported.counted.proposals, plan.proposals)
    if imported.counted.ideas:
        refresh_statistics(everywhere=True)
    imported.counted.seconds = time.monotonic() - started
    return imported


class _Importer:
    """Turns proposals into ideas, and counts each exactly once."""

    def __init__(self, imported: Imported, actor: Actor) -> None:
        self._imported, self._counted, self._actor = imported, imported.counted, actor
        self._settled = imported.settled
        self._public_id = imported.settled.source.public_id

    def bring(self, proposals: list[Proposal]) -> None:
        """Write what is not here yet: all of it or nothing."""
        self._counted.proposals += len(proposals)
        here = self._already_here(proposals)
        texts = [text for proposal in proposals for text in self._texts(proposal, here)]
        try:
            with transaction.atomic():
                posts = import_texts(texts, kind_slug=Idea.slug, by=self._actor)
                begun = {post.contribution_id for post in posts if post.is_body}
                votes = import_votes(self._voters(proposals), self._totals(proposals), by=self._actor)
                self._set_aside(proposals, posts)
                later = [post.pk for post in posts if post.contribution_id not in begun]
                job = promise_to_find(contributions=begun, replies=later)
        except IntegrityError as error:  # a public id that was free a moment ago
            raise ImportRefused(ANOTHER_RUNS) from error
        keep_promise(job)
        self._count(proposals, posts, votes, begun)

    def _count(self, proposals: list[Proposal], posts: list[Post], votes: int, begun: set[int]) -> None:
        counted = self._counted
        counted.ideas += len(begun)
        counted.arguments += len(posts) - len(begun)
        counted.votes += votes
        new = {post.contribution.pid for post in posts if post.is_body}
        for proposal in proposals:
            if self._idea(proposal) in new:
                counted.opening_votes += proposal.counts.votes - len(proposal.voters)
                counted.set_aside += proposal.is_set_aside
            elif proposal.number not in self._imported.unreadable:
                counted.already_here += 1

    def _set_aside(self, proposals: list[Proposal], posts: list[Post]) -> None:
        """What the moderators of the source took away ends here as well, with that reason."""
        new = {post.contribution.pid: post.contribution for post in posts if post.is_body}
        for proposal in proposals:
            if proposal.is_set_aside and (idea := new.get(self._idea(proposal))):
                decide(idea, "close", reason=gettext("The moderators of the source set it aside."), by=self._actor)

    def _idea(self, proposal: Proposal) -> str:
        return self._public_id("proposal", str(proposal.number))

    def _argument(self, proposal: Proposal, argument: Argument) -> str:
        return self._public_id("argument", f"{proposal.number}/{argument.number}")

    def _already_here(self, proposals: list[Proposal]) -> set[str]:
        """Public ids of ideas and arguments."""
        ideas = [self._idea(proposal) for proposal in proposals]
        arguments = [self._argument(proposal, one) for proposal in proposals for one in proposal.arguments]
        known = Contribution.objects.unscoped("ideas that are here already").filter(pid__in=ideas)
        said = Post.objects.unscoped("arguments that are here already").filter(pid__in=arguments)
        return {*known.values_list("pid", flat=True), *said.values_list("pid", flat=True)}

    def _texts(self, proposal: Proposal, here: set[str]) -> Iterator[ImportedText]:
        idea = self._idea(proposal)
        if idea not in here:
            try:
                source = proposal_text(proposal)
            except (ValueError, RecursionError, LxmlError):
                self._imported.unreadable.append(proposal.number)
                return
            if len(proposal.title) > TITLE_LENGTH:
                self._imported.shortened.append(f"{proposal.number}, its title")
            yield self._text(
                self._public_id("text", str(proposal.number)),
                proposal,
                proposal,
                source,
                details=IdeaDetails(opening_votes=proposal.counts.votes - len(proposal.voters)),
                topics=[self._settled.topics[proposal.theme]],
            )
        for one in sorted(proposal.arguments, key=lambda one: (one.at, one.number)):
            if (pid := self._argument(proposal, one)) not in here:
                yield self._text(pid, proposal, one, argument_text(one))

    def _text(
        self, pid: str, proposal: Proposal, said: Proposal | Argument, source: str, **of_body: Any
    ) -> ImportedText:
        if len(source) > SOURCE_LENGTH // 3 and len(clean(source)) > SOURCE_LENGTH:  # a letter becomes three at most
            argument = f", argument {said.number}" if isinstance(said, Argument) else ""
            self._imported.shortened.append(f"{proposal.number}{argument}")
        return ImportedText(
            pid=pid,
            conversation=self._idea(proposal),
            title=proposal.title,
            community_id=self._settled.source.into_id,
            author_id=self._settled.people[said.author.key],
            at=said.at,
            source=source,
            **of_body,
        )

    def _voters(self, proposals: list[Proposal]) -> dict[str, list[int]]:
        """Public id of an idea → those of whom the source says that they voted."""
        return {self._idea(one): [self._settled.people[voter.key] for voter in one.voters] for one in proposals}

    def _totals(self, proposals: list[Proposal]) -> dict[str, int]:
        """Public id of an idea → how many votes the source counted."""
        return {self._idea(one): one.counts.votes for one in proposals}
