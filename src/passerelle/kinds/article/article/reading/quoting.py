"""Words of others in an article: a line that holds nothing but a reply shows what it says today, to those who may read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from markupsafe import Markup

from passerelle.contributions.models import Post, Standing
from passerelle.contributions.reading.bylines import WRITTEN_BY, byline, strangers
from passerelle.contributions.reading.names import Names, names_for
from passerelle.journal.actor import Actor
from passerelle.lib.markdown import Ref, alone_in, fill, fill_around, render, write
from passerelle.lib.reversing import address

QUOTED = "reply"  # the form of reference that is shown as a quotation
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)
COLUMNS = (
    "pid", "html", "language", "created_at", "contribution__pid", "contribution__slug", "contribution__title",
    *WRITTEN_BY,
)  # fmt: skip


def lines(pids: Iterable[str]) -> str:
    """The Markdown that quotes these texts, each on a line of its own."""
    return "\n\n".join(write(Ref(QUOTED, pid)) for pid in pids)


def quoted_in(html: str) -> list[str]:
    """Public ids of the texts that derived HTML quotes, each once."""
    return list(dict.fromkeys(ref.id for ref in alone_in(html, QUOTED)))


def may_be_quoted(actor: Actor) -> QuerySet[Post]:
    """Texts whose words this reader may read, and that stand."""
    return Post.objects.visible_to(actor).filter(standing=Standing.PUBLISHED, contribution__standing=Standing.PUBLISHED)


def with_quotations(actor: Actor, html: str) -> Markup | None:
    """The text with names and quotations as this reader may read them; None for one that quotes nothing."""
    pids = quoted_in(html)
    if not pids:
        return None
    rows = _rows(actor, pids)
    names = names_for(actor, [html, *(row["html"] for row in rows)])
    return fill_around(html, _blocks(actor, rows, names), names, QUOTED)


def quotations(actor: Actor, source: str) -> list[Markup]:
    """What a Markdown source quotes, for whoever writes it."""
    pids = quoted_in(render(source).html) if "{" in source else []
    rows = _rows(actor, pids) if pids else []
    blocks = _blocks(actor, rows, names_for(actor, [row["html"] for row in rows]))
    return [blocks[ref] for ref in (Ref(QUOTED, pid) for pid in pids) if ref in blocks]


def _rows(actor: Actor, pids: Sequence[str]) -> list[dict[str, Any]]:
    return list(may_be_quoted(actor).filter(pid__in=pids).values(*COLUMNS))


def _blocks(actor: Actor, rows: Sequence[dict[str, Any]], names: Names) -> dict[Ref, Markup]:
    unknown = strangers(actor, (row["author__pid"] for row in rows))
    return {Ref(QUOTED, row["pid"]): quotation(row, names, unknown, row["contribution__title"]) for row in rows}


def quotation(row: Mapping[str, Any], names: Names, unknown: Collection[str], title: str = "") -> Markup:
    """One text, of a row with ``COLUMNS``, with who said it and where; under its heading it needs no title."""
    told = {
        "words": _without_headings(fill(row["html"], names)),
        "language": row["language"],
        "author": byline(dict(row), "author__", unknown),
        "at": row["created_at"],
        "title": title,
        "url": address("reply", row["pid"]),
    }
    return Markup(render_to_string("kinds/article/quotation.html", told))  # noqa: S704  a template of ours, which escapes


def _without_headings(words: Markup) -> Markup:
    """Those of a quotation are none of the text around it."""
    return Markup(_HEADING.sub(r"<p><strong>\1</strong></p>", str(words)))  # noqa: S704  it came from our sanitizer
