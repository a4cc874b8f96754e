"""Names for the editor: what the mentions in a source text are called today."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from passerelle.contributions.models import Post
from passerelle.contributions.reading.bylines import strangers
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import Named, excerpt, fill_text, render

SHOWN = 60  # signs of somebody's words


def labels_in(actor: Actor, source: str) -> dict[str, str]:
    """``type:id`` → name, for every mention and reference in a Markdown source the actor may see."""
    if "{" not in source:
        return {}
    names = names_for(actor, [render(source).html])
    labels = {f"{ref.type}:{ref.id}": target.label for ref, target in names.items() if isinstance(target, Named)}
    replies = [ref.id for ref in names if ref.type == "reply"]
    return {**labels, **_said(actor, replies)} if replies else labels


def _said(actor: Actor, pids: list[str]) -> dict[str, str]:
    """Of replies, whose words they are as far as the actor may know, and how they begin: several of one conversation have one title."""
    seen = Post.objects.visible_to(actor).filter(pid__in=pids)
    rows: list[Any] = list(seen.values("pid", "html", "author__pid", "author__name"))
    names = names_for(actor, [row["html"] for row in rows])
    unknown = strangers(actor, (row["author__pid"] for row in rows))
    told = {}
    for row in rows:
        words = excerpt(fill_text(row["html"], names), SHOWN)
        known = row["author__pid"] is not None and row["author__pid"] not in unknown
        told[f"reply:{row['pid']}"] = (
            _("%(who)s: %(words)s") % {"who": row["author__name"], "words": words} if known else words
        )
    return told
