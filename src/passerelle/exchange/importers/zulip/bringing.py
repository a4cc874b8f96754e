"""Bring the messages of a Zulip archive in: in portions, each whole or not at all, so that a killed import goes on."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction
from lxml.etree import LxmlError

from passerelle.contributions.actions.imported import ImportedText, import_texts
from passerelle.contributions.models import Post
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.refusal import ANOTHER_RUNS, ImportRefused
from passerelle.exchange.importers.summary import ALREADY_HERE, Summary
from passerelle.exchange.importers.zulip.archive import Row, Topic, read
from passerelle.exchange.importers.zulip.links import Links
from passerelle.exchange.importers.zulip.messages import Message
from passerelle.exchange.importers.zulip.plan import Plan, make_plan
from passerelle.exchange.importers.zulip.settling import Settled, settle
from passerelle.exchange.importers.zulip.texts import MessageTexts
from passerelle.journal.actor import Actor, Via, system_actor
from passerelle.lib.portions import portions
from passerelle.lib.progress import Progress, unheard
from passerelle.lib.statistics import refresh_statistics
from passerelle.lib.text import clean, one_line

KIND = "update"
CREATED, MERGED, SKIPPED = "created", "merged", "skipped"
UNREADABLE = "text cannot be read"
PORTION = 500  # rows that are written together, or not at all


@dataclass(slots=True)
class Imported:
    """What was planned, what came of it, and the numbers stream by stream."""

    plan: Plan
    settled: Settled
    summary: Summary = field(default_factory=Summary)
    streams: dict[str, Counter[str]] = field(default_factory=dict)


def import_archive(path: Path, into: str, *, site: str = "", progress: Progress = unheard) -> Imported:
    """Bring everything in that is not here yet, and notify nobody.

    ``progress`` hears after every portion how many rows are done. Raises ImportRefused when the archive cannot be read.
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
    summary = imported.summary
    summary.people, summary.communities = len(imported.settled.new_people), len(imported.settled.new_communities)
    importer = _Importer(imported, actor, site)
    for portion in portions((one for one in read(path) if isinstance(one, Row)), PORTION):
        importer.bring(portion)
        progress(summary.read, plan.rows)
    if summary.created:
        refresh_statistics(everywhere=True)
    summary.seconds = time.monotonic() - started
    return imported


class _Importer:
    """Turns portions of rows into conversations, and counts every row exactly once."""

    def __init__(self, imported: Imported, actor: Actor, site: str) -> None:
        self._imported, self._actor = imported, actor
        self._plan, self._settled = imported.plan, imported.settled
        self._public_id = self._settled.source.public_id
        self._texts = MessageTexts(Links(self._plan, self._public_id), self._person, site)
        self._brought: set[int] = set()  # messages of this run that come again

    def bring(self, rows: list[Row]) -> None:
        """Write what is not here yet: all of it or nothing."""
        texts = self._take(rows)
        if not texts:
            return
        try:
            with transaction.atomic():
                posts = import_texts(texts, kind_slug=KIND, by=self._actor)
                begun = {post.contribution_id for post in posts if post.is_body}
                later = [post.pk for post in posts if post.contribution_id not in begun]
                job = promise_to_find(contributions=begun, replies=later)
        except IntegrityError as error:  # a public id that was free a moment ago
            raise ImportRefused(ANOTHER_RUNS) from error
        keep_promise(job)
        self._imported.summary.contributions += len(begun)

    def _take(self, rows: list[Row]) -> list[ImportedText]:
        """Decide on each row, and write the texts of those that are new."""
        here = self._already_here(rows)
        texts = []
        for row in rows:
            outcome = self._outcome(row, here)
            if outcome == CREATED and row.message is not None:
                try:
                    texts.append(self._text(row.topic, row.message))
                except (ValueError, RecursionError, LxmlError):
                    outcome = UNREADABLE
            self._tally(row.topic.stream, outcome)
        return texts

    def _already_here(self, rows: list[Row]) -> set[int]:
        pids = {
            self._public_id("message", str(row.message.id)): row.message.id for row in rows if row.message is not None
        }
        found = Post.objects.unscoped("which messages are here already").filter(pid__in=pids)
        return {pids[pid] for pid in found.values_list("pid", flat=True)}

    def _outcome(self, row: Row, here: set[int]) -> str:
        """Created, merged, or the reason why the row is skipped."""
        if row.message is None:
            return row.reason
        number = row.message.id
        if number in self._brought:
            return MERGED
        if number in here:
            return ALREADY_HERE
        if number in self._plan.repeats:
            self._brought.add(number)
        return CREATED

    def _tally(self, stream: str, outcome: str) -> None:
        summary = self._imported.summary
        summary.created += outcome == CREATED
        summary.merged += outcome == MERGED
        if outcome not in (CREATED, MERGED):
            summary.reasons[outcome] += 1
        self._imported.streams.setdefault(stream, Counter())[outcome if outcome in (CREATED, MERGED) else SKIPPED] += 1

    def _text(self, topic: Topic, message: Message) -> ImportedText:
        source = self._texts.markdown(self._plan.latest.get(message.id, message.html))
        if len(source) > SOURCE_LENGTH // 3 and len(clean(source)) > SOURCE_LENGTH:  # a letter becomes three at most
            self._imported.summary.shortened.append(f"{self._plan.streams[topic.stream]} > {topic.title}, {message.id}")
        return ImportedText(
            pid=self._public_id("message", str(message.id)),
            conversation=self._public_id("topic", topic.key),
            title=topic.title,
            community_id=self._settled.communities[topic.stream],
            author_id=self._settled.people[message.sender],
            at=message.sent_at,
            source=source,
        )

    def _person(self, number: str, name: str) -> str | None:
        """The public id of somebody mentioned: by name, else by the one sender their number is known for."""
        senders = self._plan.senders
        sender = name if name in senders else self._plan.names.only_sender(number, senders)
        return self._public_id("person", sender) if sender else None
