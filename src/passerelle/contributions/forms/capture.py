"""The form of what is brought in a hurry: a photo or a voice note comes with it, also without scripts and without a network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.contributions.actions.attach import look_at, upload
from passerelle.contributions.forms.contribution import ContributionForm
from passerelle.contributions.models import Attachment
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused

MOST = 4


class FilesInput(forms.FileInput):
    """Several files of one name."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files that pass the gate of uploads, each looked at before any is kept."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Those that were chosen."""
        files = [file for file in data or () if file]
        if len(files) > MOST:
            raise forms.ValidationError(_("At most %(num)s files.") % {"num": MOST})
        for file in files:
            try:
                look_at(file)
            except Refused as refusal:
                raise forms.ValidationError(f"{file.name}: {refusal.reason}") from refusal
        return files


class CaptureForm(ContributionForm):
    """What the composer asks, without a time to appear, and files."""

    scheduled_for = None  # type: ignore[assignment]  # how Django leaves out a field of the base
    attached = FilesField(label=gettext_lazy("Photo or voice note"), required=False, widget=FilesInput())

    stored: tuple[Attachment, ...] = ()

    def store(self, *, by: Actor) -> bool:
        """Keep the chosen files, before the transaction that brings the text; False when one cannot be, which the form then says."""
        try:
            self.stored = tuple(upload(file, by=by) for file in self.cleaned_data["attached"])
        except Refused as refusal:
            self.add_error("attached", str(refusal.reason))
        return not self.errors

    def values(self) -> dict[str, Any]:
        """The text points at the files."""
        values = super().values()
        return {**values, "text": "\n\n".join([values["text"], *(one.markdown for one in self.stored)])}
