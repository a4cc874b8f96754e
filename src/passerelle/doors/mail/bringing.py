"""What a mail brings, whatever it begins or answers: words, files that pass the gate of every upload, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from passerelle.contributions import actions
from passerelle.contributions.models import Attachment, Draft
from passerelle.contributions.reading.files import described
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.doors.mail.models import Verdict
from passerelle.doors.mail.reading.letter import Letter, Unreadable
from passerelle.doors.mail.reading.words import File, files_of, words_of
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a mail, and what its author should know of it."""

    verdict: Verdict
    reason: str = ""
    contribution_id: int | None = None
    post_id: int | None = None
    community_id: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """The words of a mail and its files, which are stored and hang on nothing yet; why some of it stays outside."""

    text: str
    verdict: Verdict = Verdict.TAKEN
    reason: str = ""


def gather(letter: Letter, actor: Actor, *, may_write: bool) -> Brought:
    """Read the words, and store the files of who may write where they go."""
    try:
        text, files = words_of(letter), files_of(letter)
    except Unreadable:
        return Brought("", Verdict.UNREADABLE)
    if len(text) > SOURCE_LENGTH:
        return Brought(text, Verdict.LONG)
    taken, reasons = _take(files, actor) if may_write else ([], [])
    text = "\n\n".join([text, *(described(file)["markdown"] for file in taken)]).strip()
    return Brought(text, Verdict.TAKEN if text else Verdict.EMPTY, "\n".join(reasons))


def keep(place: str, fields: Mapping[str, str], actor: Actor) -> None:
    """Keep what was not taken as a draft of the page where it belongs, below what stands there already."""
    kept = Draft.objects.filter(person_id=actor.own_id, place=place).values_list("fields", flat=True).first() or {}
    text = kept.get("text", "")
    if fields["text"] not in text:
        actions.save_draft(place, {**fields, **kept, "text": f"{text}\n\n{fields['text']}".strip()}, by=actor)


def forget(place: str, fields: Mapping[str, str], actor: Actor) -> None:
    """Drop the draft of what is taken now and was kept before."""
    if Draft.objects.filter(person_id=actor.own_id, place=place).values_list("fields", flat=True).first() == fields:
        actions.forget_draft(place, by=actor)


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
