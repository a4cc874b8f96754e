"""Bring signals in: in portions, each whole or not at all, so that an import that ends early goes on.

They are a history: each counts as heard when it was said, so nobody is asked to hear it, and nobody is told.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext

from passerelle.contributions.actions import make_move
from passerelle.contributions.actions.imported import ImportedText, import_texts
from passerelle.contributions.models import Contribution
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.refusal import ANOTHER_RUNS, ImportRefused
from passerelle.exchange.importers.signals.sheet import Remark, Sheet, read_sheet
from passerelle.exchange.importers.sources import find_source
from passerelle.exchange.models import Source
from passerelle.journal.actor import Actor, Via, system_actor
from passerelle.kinds.innovation.signal.kind import Signal
from passerelle.kinds.innovation.signal.models import Signal as SignalDetails
from passerelle.lib.clock import now
from passerelle.lib.portions import portions
from passerelle.lib.progress import Progress, unheard
from passerelle.lib.text import comparable, one_line
from passerelle.topics.finding import find_or_create

TOOL = "signals"
PORTION = 50


@dataclass(slots=True)
class Imported:
    """The table, and what became of its rows: ``rows`` = ``created`` + ``already_here`` + those that are wrong."""

    sheet: Sheet
    dry_run: bool = False
    created: int = 0
    already_here: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        sheet = self.sheet
        return {
            "rows": sheet.rows,
            "created": self.created,
            "already_here": self.already_here,
            "wrong": sheet.wrong,
            "personal": sheet.personal,
            "shortened": sheet.shortened,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 1),
        }


def import_signals(path: Path, into: str, *, dry_run: bool = False, progress: Progress = unheard) -> Imported:
    """Bring in what is not here yet and notify nobody; ``dry_run`` writes nothing and says what would be written.

    Raises ImportRefused when the table cannot be read.
    """
    if not one_line(into):
        raise ImportRefused("The community to bring it into needs a name.")
    started = time.monotonic()
    imported = Imported(read_sheet(path), dry_run=dry_run)
    actor = system_actor(Via.IMPORT)
    source = _known_source(into) if dry_run else _source(into, actor)
    for portion in portions(imported.sheet.remarks, PORTION):
        new = [remark for remark in portion if remark.key not in _already_here(portion, source)] if source else portion
        imported.already_here += len(portion) - len(new)
        if new and source is not None and not dry_run:
            _bring(new, source, actor)
        imported.created += len(new)
        progress(imported.created + imported.already_here, len(imported.sheet.remarks))
    imported.seconds = time.monotonic() - started
    return imported


def _known_source(into: str) -> Source | None:
    return Source.objects.filter(tool=TOOL, name=comparable(into)).first()


def _source(into: str, actor: Actor) -> Source:
    try:
        with transaction.atomic():
            return find_source(TOOL, into, gettext("Signals brought over from a table."), actor)
    except IntegrityError as error:
        raise ImportRefused(ANOTHER_RUNS) from error


def _already_here(remarks: list[Remark], source: Source) -> set[str]:
    pids = {source.public_id("signal", remark.key): remark.key for remark in remarks}
    known = Contribution.objects.unscoped("signals that are here already").filter(pid__in=pids)
    return {pids[pid] for pid in known.values_list("pid", flat=True)}


def _bring(remarks: list[Remark], source: Source, actor: Actor) -> None:
    """Write these: all of them or none."""
    language = get_language() or settings.LANGUAGE_CODE
    try:
        with transaction.atomic():
            posts = import_texts(
                [_text(remark, source, language) for remark in remarks], kind_slug=Signal.slug, by=actor
            )
            for post in posts:
                make_move(post.contribution, "hear", by=actor)
            job = promise_to_find(contributions=[post.contribution_id for post in posts])
    except IntegrityError as error:  # a public id that was free a moment ago
        raise ImportRefused(ANOTHER_RUNS) from error
    keep_promise(job)


def _text(remark: Remark, source: Source, language: str) -> ImportedText:
    at = remark.at or now()
    return ImportedText(
        pid=source.public_id("text", remark.key),
        conversation=source.public_id("signal", remark.key),
        title=remark.title,
        community_id=source.into_id,
        author_id=remark.author_id,
        at=at,
        source=remark.text,
        details=SignalDetails(heard_at=at, **remark.details),
        topics=find_or_create(remark.topics, language),
    )
