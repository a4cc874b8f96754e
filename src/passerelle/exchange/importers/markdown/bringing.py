"""Bring a folder of Markdown in as a handbook: in portions, each whole or not at all, parents before what hangs under them.

It is what an organisation holds to be true already: each page is published, nobody is told, and within half a year somebody is
asked whether it still holds. What is here already is left as people made it since.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext

from passerelle.communities.reading import readable_ids
from passerelle.contributions.actions.attach import upload_imported
from passerelle.contributions.actions.edit import refresh_facts
from passerelle.contributions.actions.imported import ImportedText, import_texts
from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.finding import keep_promise, promise_to_find
from passerelle.exchange.importers.markdown.folder import Folder, Page, read_folder
from passerelle.exchange.importers.markdown.links import Links, Written
from passerelle.exchange.importers.refusal import ANOTHER_RUNS, ImportRefused
from passerelle.exchange.importers.sources import find_source
from passerelle.exchange.models import Source
from passerelle.journal.actor import Actor, Via, person_actor, system_actor
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article.kind import Article as ArticleKind
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.models.article import Interval
from passerelle.kinds.article.article.parts import Part, give
from passerelle.lib.clock import now
from passerelle.lib.portions import portions
from passerelle.lib.progress import Progress, unheard
from passerelle.lib.text import comparable, one_line
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create

TOOL = "markdown"
PORTION = 20
MOST_TOPICS = 5


@dataclass(slots=True)
class Imported:
    """The folder, and what became of its pages: ``pages`` = ``created`` + ``already_here``."""

    folder: Folder
    dry_run: bool = False
    created: int = 0
    already_here: int = 0
    linked: int = 0
    files: int = 0
    unresolved: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def twice(self) -> list[str]:
        """Titles more than one page has."""
        titles = Counter(page.title for page, _parent in self.folder.pages)
        return sorted(title for title, count in titles.items() if count > 1)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "pages": len(self.folder.pages),
            "created": self.created,
            "already_here": self.already_here,
            "linked": self.linked,
            "files": self.files,
            "unresolved": self.unresolved,
            "left_out": self.folder.left_out,
            "broken": self.folder.broken,
            "shortened": self.shortened,
            "strangers": self.strangers,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 1),
        }


def import_folder(path: Path, into: str, *, dry_run: bool = False, progress: Progress = unheard) -> Imported:
    """Bring in what is not here yet and notify nobody; ``dry_run`` writes nothing and says what would be written.

    Raises ImportRefused when the folder cannot be read.
    """
    if not one_line(into):
        raise ImportRefused("The community to bring it into needs a name.")
    started = time.monotonic()
    imported = Imported(read_folder(path), dry_run=dry_run)
    actor = system_actor(Via.IMPORT)
    try:
        source = _source(into, actor, dry_run=dry_run)
        importer = _Importer(imported, source, actor)
        for portion in portions(imported.folder.pages, PORTION):
            importer.bring(portion)
            progress(imported.created + imported.already_here, len(imported.folder.pages))
    except IntegrityError as error:  # a public id that was free a moment ago
        raise ImportRefused(ANOTHER_RUNS) from error
    imported.seconds = time.monotonic() - started
    return imported


def _source(into: str, actor: Actor, *, dry_run: bool) -> Source:
    """Of a dry run one that is nowhere, unless it is known already."""
    if dry_run:
        known = Source.objects.filter(tool=TOOL, name=comparable(into)).first()
        return known or Source(tool=TOOL, name=comparable(into))
    with transaction.atomic():
        return find_source(TOOL, into, gettext("Pages brought over from a folder."), actor)


class _Importer:
    """Turns pages into articles, and counts each exactly once."""

    def __init__(self, imported: Imported, source: Source, actor: Actor) -> None:
        self._imported, self._source, self._actor = imported, source, actor
        self._links = Links(imported.folder, source.public_id)

    def bring(self, pages: list[tuple[Page, Page | None]]) -> None:
        """Write what is not here yet: all of it or nothing."""
        pids = {self._pid(page): page.key for page, _parent in pages}
        known = Contribution.objects.unscoped("pages that are here already").filter(pid__in=pids)
        here = {pids[pid] for pid in known.values_list("pid", flat=True)}
        new = [(page, parent, self._links.written(page)) for page, parent in pages if page.key not in here]
        self._imported.already_here += len(here)
        for page, _parent, written in new:
            self._note(page, written)
        if new and not self._imported.dry_run:
            self._write(new)
        self._imported.created += len(new)

    def _note(self, page: Page, written: Written) -> None:
        imported = self._imported
        imported.linked += written.linked
        imported.files += len(written.files)
        imported.unresolved += written.unresolved
        if len(written.text) > SOURCE_LENGTH:
            imported.shortened.append(page.key)

    def _write(self, new: list[tuple[Page, Page | None, Written]]) -> None:
        texts = [self._text(page, written) for page, _parent, written in new]
        files = {page.key: self._files(page, written) for page, _parent, written in new}
        with transaction.atomic():
            posts = import_texts(texts, kind_slug=ArticleKind.slug, by=self._actor)
            for post, (page, parent, _written) in zip(posts, new, strict=True):
                self._finish(post, page, parent, files[page.key])
            job = promise_to_find(contributions=[post.contribution_id for post in posts])
        keep_promise(job)

    def _text(self, page: Page, written: Written) -> ImportedText:
        tags = [tag for name in ("tags", "topics") for tag in page.front.get(name, ())][:MOST_TOPICS]
        due = now().date() + timedelta(days=Interval.HALF)
        return ImportedText(
            pid=self._source.public_id("text", page.key),
            conversation=self._pid(page),
            title=page.title,
            community_id=self._source.into_id,
            author_id=None,
            at=now(),
            source=written.text,
            details=Article(published_on=now().date(), review_on=due),
            topics=find_or_create(tags, get_language() or settings.LANGUAGE_CODE) if tags else (),
        )

    def _files(self, page: Page, written: Written) -> list[str]:
        """Those that are stored; what cannot be taken is told."""
        stored = []
        for pid, path in written.files.items():
            if Attachment.objects.unscoped("a file stored before").filter(pid=pid).exists():
                stored.append(pid)  # by a run that was killed
                continue
            try:
                upload_imported(SimpleUploadedFile(path.name, path.read_bytes()), pid=pid, by=self._actor)
            except (Refused, OSError) as why:
                self._imported.files -= 1
                self._imported.unresolved.append(f"{page.key}: {path.name}: {why}")
            else:
                stored.append(pid)
        return stored

    def _finish(self, post: Post, page: Page, parent: Page | None, files: list[str]) -> None:
        """Its files hang on it, it hangs in the handbook, somebody answers for it; the card tells how long it is."""
        Attachment.objects.unscoped("files stored for this very text").filter(pid__in=files).update(post=post)
        head = Contribution.objects.unscoped("a page just written").select_related("body").get(pk=post.contribution_id)
        if parent is not None:
            above = Article.objects.filter(contribution__pid=self._pid(parent)).first()
            if above is not None:
                Article.objects.filter(pk=head.pk).update(
                    parent_id=above.pk,
                    handbook_id=above.handbook_id or above.pk,
                    position=parent.below.index(page) if page in parent.below else len(parent.below),
                )
        for said in page.front.get("owner", ())[:1]:
            person = self._known(said)
            if person is None:
                self._imported.strangers.append(f"{page.key}: {said}")
            else:
                give(head, Part.OWNER, person.pk)
        refresh_facts(head)

    def _known(self, said: str) -> Person | None:
        """Who can sign in, reads the community, and has this mail address or, alone, this name."""
        present = Person.objects.present()
        found = list(present.filter(email__iexact=said)[:1]) or list(present.filter(name__iexact=said)[:2])
        if len(found) != 1 or self._source.into_id not in readable_ids(person_actor(found[0])):
            return None
        return found[0]

    def _pid(self, page: Page) -> str:
        return self._source.public_id("page", page.key)
