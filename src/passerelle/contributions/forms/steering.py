"""Sharing, moving, splitting, merging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.communities.reading import writable
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.lib.words_field import WordsField


class ShareForm(forms.Form):
    """Which community shall see it as well."""

    community = forms.ModelChoiceField(queryset=Community.objects.none(), label=_("Share to"), to_field_name="pid")

    def __init__(self, *args: Any, actor: Actor, contribution: Contribution, **kwargs: Any) -> None:
        """Offer the communities that come into question."""
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = self.places(actor, contribution)  # type: ignore[attr-defined]  # a ModelChoiceField

    def places(self, actor: Actor, contribution: Contribution) -> QuerySet[Community]:
        """Where the actor may publish and it is not shown yet."""
        return writable(actor, at_once=True).exclude(pk__in=contribution.placements.values("community_id"))


class MoveHomeForm(ShareForm):
    """Where it shall live."""

    community = forms.ModelChoiceField(queryset=Community.objects.none(), label=_("Move to"), to_field_name="pid")

    def places(self, actor: Actor, contribution: Contribution) -> QuerySet[Community]:
        """Where the actor may publish and it does not live yet."""
        return writable(actor, at_once=True).exclude(pk=contribution.home_id)


class SplitForm(forms.Form):
    """Which replies become a conversation of their own, and its title."""

    title = WordsField(label=_("Title of the new conversation"), max_length=200)
    replies = forms.ModelMultipleChoiceField(
        queryset=Post.objects.none(),
        label=_("Replies that move"),
        to_field_name="pid",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, contribution: Contribution, **kwargs: Any) -> None:
        """Offer the replies the actor reads."""
        super().__init__(*args, **kwargs)
        replies = Post.objects.visible_to(actor).filter(contribution=contribution, is_body=False, standing="published")
        self.fields["replies"].queryset = replies.select_related("author").order_by("created_at")  # type: ignore[attr-defined]  # as above
        self.fields["replies"].label_from_instance = lambda post: f"{post.author or ''}: {post.excerpt[:90]}"  # type: ignore[attr-defined]  # as above


class MergeForm(forms.Form):
    """The address or id of the contribution it becomes part of, and why: the reason becomes a reply there."""

    into = forms.CharField(label=_("Address of the contribution it becomes part of"), max_length=300, required=False)
    reason = WordsField(
        label=_("Why"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands as your reply where it goes, for those who brought and followed it."),
        error_messages={"required": _("Say why, in a sentence: those who brought it read it.")},
    )

    def __init__(self, *args: Any, actor: Actor, contribution: Contribution, **kwargs: Any) -> None:
        """Look among what the actor reads; what ends with a decision elsewhere is not merged without a reason either."""
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["reason"].required = any(step.decides for step in get_kind(contribution.kind_slug).moves)

    def clean_into(self) -> Contribution:
        """The contribution of this address; without one, the one that was chosen among those like it."""
        typed = self.cleaned_data["into"] or self.data.get("similar", "")
        if not typed:
            raise forms.ValidationError(_("Choose one, or give its address."))
        parts = [part for part in typed.split("/") if part]
        pid = (parts[parts.index("c") + 1] if "c" in parts[:-1] else parts[-1]) if parts else ""
        try:
            return find_contribution(self.actor, pid)
        except Http404 as error:
            raise forms.ValidationError(_("Nothing was found at this address.")) from error
