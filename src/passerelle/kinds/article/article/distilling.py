"""Distil: choose what was said in a conversation, and go on to an article that quotes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passerelle.communities.models import Community
from passerelle.communities.reading import readable_ids
from passerelle.contributions.lookup import find_contribution
from passerelle.contributions.models import Contribution, Post
from passerelle.contributions.reading import composer
from passerelle.contributions.reading.bylines import strangers
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Genre
from passerelle.kinds.article.article.outlines import outline
from passerelle.kinds.article.article.reading.quoting import lines, may_be_quoted
from passerelle.lib.markdown import excerpt, fill_text

SLUG = "article"
MOST_OFFERED, MOST_QUOTED = 200, 20
SHOWN = 400  # signs of each text to choose from
_PIDS = re.compile(r"[a-z0-9]{6,20}(?:\.[a-z0-9]{6,20}){0,19}")


def find_conversation(actor: Actor, pid: str) -> Contribution:
    """What somebody brought and others answered; raises Http404 where the conversation is not this reader's to read."""
    found = find_contribution(actor, pid)
    if found.is_tombstone or found.home_id not in readable_ids(actor):
        raise Http404
    return found


class DistilForm(forms.Form):
    """Which texts, as which genre, in which community."""

    said = forms.MultipleChoiceField(
        label=_("What was said that others should know?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one text to begin with.")},
    )
    genre = forms.ChoiceField(
        label=_("What it is"),
        choices=[one for one in Genre.choices if one[0] != Genre.COLLECTION],  # which quotes nothing
        widget=forms.RadioSelect,
        initial=Genre.HOW_TO,
    )
    community = forms.ModelChoiceField(
        Community.objects.none(), to_field_name="pid", label=_("In which community"), empty_label=None
    )

    def __init__(self, *args: Any, actor: Actor, contribution: Contribution, **kwargs: Any) -> None:
        """Offer what stands in the conversation, and the communities that take articles from this person."""
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        self.places: list[Community] = composer.offer(actor, SLUG)["communities"]
        self.fields["said"].choices = _offered(actor, contribution)  # type: ignore[attr-defined]  # a ChoiceField
        places = Community.objects.readable_by(actor).filter(pk__in=[place.pk for place in self.places])
        self.fields["community"].queryset = places.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
        home = contribution.home if contribution.home in self.places else next(iter(self.places), None)
        self.fields["community"].initial = home.pid if home else None

    def clean_said(self) -> list[str]:
        """No more than an article can bear."""
        said: list[str] = self.cleaned_data["said"]
        if len(said) > MOST_QUOTED:
            raise forms.ValidationError(_("Choose at most %(num)s texts."), params={"num": MOST_QUOTED})
        return said

    def leading_on(self) -> str:
        """The address of the composer with what was chosen."""
        chosen = self.cleaned_data
        query = {
            "kind": SLUG,
            "community": chosen["community"].pid,
            "from": self.contribution.pid,
            "genre": chosen["genre"],
            "quotes": ".".join(chosen["said"]),
        }
        return f"{reverse('contribute')}?{urlencode(query)}"


def begun(asked: Mapping[str, str]) -> dict[str, Any]:
    """What the form of a new article starts with, by what its address asks for: an outline, and what it quotes."""
    genre = asked.get("genre", "")
    genre = genre if genre in Genre.values else Genre.HOW_TO
    chosen = asked.get("quotes", "")
    quotes = lines(chosen.split(".")) if _PIDS.fullmatch(chosen) else ""
    return {"genre": genre, "text": "\n\n\n".join(filter(None, (outline(genre), quotes)))}


def _offered(actor: Actor, contribution: Contribution) -> list[tuple[str, str]]:
    texts = _texts(actor, contribution).values("pid", "html", "author__pid", "author__name")[:MOST_OFFERED]
    rows = list(texts)
    names = names_for(actor, [row["html"] for row in rows])
    unknown = strangers(actor, (row["author__pid"] for row in rows))
    return [(row["pid"], _told(row, excerpt(fill_text(row["html"], names), SHOWN), unknown)) for row in rows]


def _told(row: Mapping[str, Any], words: str, unknown: Collection[str]) -> str:
    """Who said it, as far as this reader may know, and how it begins."""
    known = row["author__pid"] is not None and row["author__pid"] not in unknown
    return _("%(who)s: %(words)s") % {"who": row["author__name"], "words": words} if known else words


def _texts(actor: Actor, contribution: Contribution) -> QuerySet[Post]:
    return may_be_quoted(actor).filter(contribution=contribution).order_by("-is_body", "created_at", "pk")
