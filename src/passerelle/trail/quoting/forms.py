"""What becomes of a sentence: something new, or evidence of something that is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from passerelle.contributions.actions import reply
from passerelle.contributions.forms import ContributionForm, ReplyForm
from passerelle.contributions.models import Contribution, Post
from passerelle.contributions.reading.composer import Choice
from passerelle.contributions.reading.labels import labels_in
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.lib.markdown import without_names
from passerelle.trail.actions.quote import evidence_of, quote
from passerelle.trail.forms import LinkForm
from passerelle.trail.models import Link
from passerelle.trail.quoting.choosing import Chosen


class EvidenceForm(LinkForm):
    """Something one sees, by address or by words of its title."""

    def __init__(self, *args: Any, is_current: bool, **kwargs: Any) -> None:
        """How they hang together follows from what is found; ``is_current`` says whether the sentence still stands there."""
        super().__init__(*args, **kwargs)
        self.is_current = is_current
        del self.fields["relation"]

    def clean(self) -> dict[str, Any]:
        """What may rest on what somebody said."""
        values = super().clean()
        _refuse_changed(self.is_current)
        found: Contribution | None = values["found"]
        if found is not None:
            try:
                evidence_of(found)
            except Refused as refusal:
                self.add_error("target", str(refusal.reason))
        return values

    def attach(self, said: Chosen) -> Link | None:
        """Do it; a refusal is said in the form, which keeps what was typed."""
        if said.stretch is None:
            return None
        try:
            return quote(self.cleaned_data["found"], said.post, said.stretch, by=self.actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.reason))
            return None


class CommentForm(ReplyForm):
    """A reply about the sentence."""

    parent = None  # type: ignore[assignment]  # how Django leaves out a field of the base

    def __init__(self, *args: Any, said: Chosen, actor: Actor) -> None:
        """Of somebody who may reply."""
        super().__init__(*args)
        self.said, self.actor = said, actor
        self.fields["text"].label = _("Your comment")

    def labels(self) -> dict[str, Any]:
        """What the editor calls those it names."""
        return labels_in(self.actor, str(self["text"].value() or ""))

    def clean(self) -> dict[str, Any]:
        """The sentence must still stand where it stood."""
        _refuse_changed(self.said.stretch is not None)
        return super().clean() or {}

    def comment(self) -> Post | None:
        """Do it; a refusal is said in the form, which keeps what was typed."""
        about = self.said.stretch
        try:
            return reply(self.said.post.contribution, text=self.cleaned_data["text"], about=about, by=self.actor)
        except Refused as refusal:
            self.add_error(None, str(refusal.reason))
            return None


class DeriveForm(ContributionForm):
    """What a kind asks of whoever brings one, with the sentence as what was said."""

    scheduled_for = None  # type: ignore[assignment]  # how Django leaves out a field of the base

    def __init__(self, *args: Any, said: Chosen, choice: Choice, actor: Actor) -> None:
        """Begin with the sentence, without the names in it: they would outlive a name that changes."""
        self.is_current = said.stretch is not None
        words = without_names(said.stretch.quote) if said.stretch else ""
        super().__init__(*args, kind=choice.kind, community=choice.community, actor=actor, initial={"text": words})

    def clean(self) -> dict[str, Any]:
        """The sentence must still stand where it stood."""
        _refuse_changed(self.is_current)
        return super().clean() or {}


def _refuse_changed(is_current: bool) -> None:
    if not is_current:
        raise forms.ValidationError(_("The text was changed meanwhile: choose the sentence again."))
