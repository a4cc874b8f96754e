"""A reply by mail: the same verb as on the page, under the rights of this moment, with the files that came along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from passerelle.contributions import actions, rules
from passerelle.contributions.models import Attachment, Contribution, Draft, Post
from passerelle.contributions.reading.files import described
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.reading.letter import Letter, Unreadable
from passerelle.doors.mail.reading.words import File, files_of, words_of
from passerelle.journal.actor import Actor, Via, person_actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.people.models import Person

MOST_FILES = 10
MOST_AN_HOUR = 6  # in one conversation: two programs that answer each other stop here, if nothing else stopped them
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a reply, and what its author should know of it."""

    verdict: Verdict
    reason: str = ""
    contribution_id: int | None = None
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of a reply and its files, which are stored and hang on nothing yet."""

    person: Person
    ids: Sequence[int]
    text: str
    verdict: Verdict = Verdict.TAKEN
    reason: str = ""

    def carry_out(self) -> Answered:
        """Reply, in the transaction of the caller; a reply that may not be is kept as a draft of the page it belongs to."""
        actor = person_actor(self.person, Via.MAIL)
        found = find(actor, self.ids)
        if found is None:
            return Answered(Verdict.MISSING)
        contribution, parent = found
        verdict = _stands_in_the_way(self, contribution)
        if verdict != Verdict.TAKEN:
            return self._kept(contribution, actor, verdict, self.reason)
        try:
            made = actions.reply(contribution, text=self.text, parent=parent, by=actor)
        except Refused as refusal:
            return self._kept(contribution, actor, Verdict.REFUSED, f"{refusal.reason}\n{self.reason}".strip())
        if self._draft(contribution) == {"text": self.text}:  # kept when this was refused before
            actions.forget_draft(_place(contribution), by=actor)
        return Answered(Verdict.TAKEN, self.reason, contribution.pk, made.pk)

    def _kept(self, contribution: Contribution, actor: Actor, verdict: Verdict, reason: str) -> Answered:
        began = self._draft(contribution)
        text = began.get("text", "")
        if verdict != Verdict.SAME and self.text not in text:
            actions.save_draft(_place(contribution), {**began, "text": f"{text}\n\n{self.text}".strip()}, by=actor)
        return Answered(verdict, reason, contribution.pk)

    def _draft(self, contribution: Contribution) -> dict[str, str]:
        """What its author began to write there on the page."""
        kept = Draft.objects.filter(person=self.person, place=_place(contribution))
        return kept.values_list("fields", flat=True).first() or {}


def prepare(letter: Letter, person: Person, ids: Sequence[int]) -> Prepared:
    """Read the words, and take the files through the gate every upload passes."""
    actor = person_actor(person, Via.MAIL)
    try:
        text, files = words_of(letter), files_of(letter)
    except Unreadable:
        return Prepared(person, ids, "", Verdict.UNREADABLE)
    if len(text) > SOURCE_LENGTH:
        return Prepared(person, ids, text, Verdict.LONG)
    found = find(actor, ids)
    may_write = found is not None and rules.may_reply(found[0], actor)
    taken, reasons = _take(files, actor) if may_write else ([], [])
    text = "\n\n".join([text, *(described(file)["markdown"] for file in taken)]).strip()
    return Prepared(person, ids, text, Verdict.TAKEN if text else Verdict.EMPTY, "\n".join(reasons))


def find(actor: Actor, ids: Sequence[int]) -> tuple[Contribution, Post | None] | None:
    """The conversation a mail answers and the reply in it, as far as the actor may read both; it may have moved since."""
    _person, contribution_id, post_id = ids
    visible = Contribution.objects.visible_to(actor).select_related("home")
    if not post_id:
        contribution = visible.filter(pk=contribution_id).first()
        return (contribution, None) if contribution else None
    post = Post.objects.visible_to(actor).filter(pk=post_id).select_related("parent").first()
    contribution = visible.filter(pk=post.contribution_id).first() if post else None
    return (contribution, post) if contribution else None


def _place(contribution: Contribution) -> str:
    return f"reply:{contribution.pid}"


def _stands_in_the_way(prepared: Prepared, contribution: Contribution) -> Verdict:
    """What a mail says of itself, and whether its author said the same a moment ago: programs repeat themselves, people do not."""
    if prepared.verdict != Verdict.TAKEN:
        return prepared.verdict
    own = Post.objects.unscoped("what this very person wrote").filter(contribution=contribution, author=prepared.person)
    if own.filter(source=prepared.text, created_at__gt=now() - A_DAY).exists():
        return Verdict.SAME
    mails = Received.objects.filter(person=prepared.person, contribution=contribution, verdict=Verdict.TAKEN)
    return Verdict.OFTEN if mails.filter(at__gt=now() - AN_HOUR).count() >= MOST_AN_HOUR else Verdict.TAKEN


def _take(files: Sequence[File], actor: Actor) -> tuple[list[Attachment], list[str]]:
    """Those that are let in, and why the others are not."""
    taken, reasons = [], []
    for file in files[:MOST_FILES]:
        try:
            taken.append(actions.upload(_uploaded(file), by=actor))
        except Refused as refusal:
            reasons.append(f"{file.name}: {refusal.reason}")
    too_many = _("%(name)s: a mail brings %(most)s files at most.")
    reasons += [too_many % {"name": file.name, "most": MOST_FILES} for file in files[MOST_FILES:]]
    return taken, reasons


def _uploaded(file: File) -> UploadedFile[bytes]:
    return UploadedFile(ContentFile(file.content), name=file.name, size=len(file.content))
