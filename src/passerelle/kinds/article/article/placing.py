"""Place: under which article a page stands, and as the how-manieth."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.contributions.models import Contribution, Standing
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.tree import MOST, Tree

INDENT = "\u2003"


class PlaceForm(forms.Form):
    """The page above it, and its number among those there."""

    under = forms.TypedChoiceField(
        label=_("It stands under"),
        required=False,
        empty_value=None,
        help_text=_("Whatever has pages under it is a handbook."),
    )
    number = forms.IntegerField(
        label=_("As number"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("1 is the first of the pages there. Leave it empty to put it last."),
    )

    def __init__(self, sent: Any, *, actor: Actor, contribution: Contribution) -> None:
        """Offer the articles of its community the actor sees, but itself and what is below it; as it is now."""
        page = Article.objects.get(pk=contribution.pk)
        offered = _offered(actor, contribution, page)
        super().__init__(sent, initial=_as_it_is(page, offered))
        known = {one.pid: one for one, _depth in offered}
        field = self.fields["under"]
        field.choices = [  # type: ignore[attr-defined]  # a TypedChoiceField
            ("", _("Nothing: it stands alone, or is the first page of a handbook")),
            *((one.pid, INDENT * depth + one.title) for one, depth in offered),
        ]
        field.coerce = known.__getitem__  # type: ignore[attr-defined]  # a TypedChoiceField


def _offered(actor: Actor, contribution: Contribution, page: Article) -> list[tuple[Contribution, int]]:
    """Handbooks as they are read, and what stands alone among them by title; each with how deep it stands."""
    seen = Contribution.objects.visible_to(actor).filter(home_id=contribution.home_id, standing=Standing.PUBLISHED)
    there = seen.filter(pk__in=Article.objects.exclude(pk__in=Tree.of(page).branch(page.pk)).values("pk"))
    heads = {one.pk: one for one in there.only("pid", "slug", "title").order_by("-created_at", "-pk")[: 2 * MOST]}
    rows = dict(Article.objects.filter(pk__in=heads).order_by("position", "pk").values_list("pk", "parent_id"))
    tops = sorted((pk for pk in rows if rows[pk] not in rows), key=lambda pk: heads[pk].title.casefold())
    tree = Tree.made([*((pk, None) for pk in tops), *((pk, up) for pk, up in rows.items() if up in rows)])
    return [(heads[pk], len(tree.way(pk)) - 1) for pk in tree.reading_order()]


def _as_it_is(page: Article, offered: list[tuple[Contribution, int]]) -> dict[str, Any]:
    """Its parent, and its number among those the actor sees there; nothing where they do not see the parent."""
    pids = {one.pk: one.pid for one, _depth in offered}
    if page.parent_id not in pids:
        return {}
    beside = Tree.of(page).below[page.parent_id]
    number = 1 + sum(one in pids for one in beside[: beside.index(page.pk)])
    return {"under": pids[page.parent_id], "number": number}
