"""The PDF of an article: what it says, and first of all whether it holds and who answers for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.names import names_for
from passerelle.journal.actor import Actor
from passerelle.kinds.article.article.models import Article
from passerelle.kinds.article.article.printing.blocks import TITLES, Block, blocks
from passerelle.kinds.article.article.reading import shown
from passerelle.lib.clock import now
from passerelle.lib.markdown import fill
from passerelle.lib.pdf import Paper
from passerelle.ui.times import dateformat

COLUMNS, CELL = 8, 400  # a table with more columns, or longer cells, is told line by line


def printed(actor: Actor, contribution: Contribution, details: Article, *, address: str) -> bytes:
    """The file, in the language of whoever asks; raises TooLong for more than anybody prints."""
    own, at = shown(actor, contribution, details), timezone.localtime(now())
    language = contribution.language or get_language() or "en"
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)  # printed twice on a day, it is the same
    paper = Paper(contribution.name, language=language, at=day, foot=f"{contribution.home.name} · {contribution.name}")
    paper.heading(contribution.name)
    paper.paragraph(
        " · ".join(str(one) for one in (own["genre"], own["minutes"], contribution.home.name) if one), quiet=True
    )
    paper.paragraph(_standing(contribution, own["confirmed_at"] or details.published_on, doubted=own["doubted"]))
    paper.paragraph("\n".join(_people(own)), quiet=True)
    html = contribution.body.html if contribution.body else ""
    for block in blocks(own["quoting"](html) or fill(html, names_for(actor, [html]))):
        _write(paper, block)
    if own["collection"]:
        paper.heading(_("In this collection"), 2)
        paper.bullets([f"{one.name} ({one.kind.label})" for one in own["collection"]])
    if sources := [line.strip() for line in details.sources.splitlines() if line.strip()]:
        paper.heading(_("What it rests on"), 2)
        paper.bullets(sources)
    paper.paragraph(_("As it stood on %(day)s: %(address)s") % {"day": dateformat(day), "address": address}, quiet=True)
    return paper.output()


def _standing(contribution: Contribution, day: date | None, *, doubted: bool) -> str:
    """Whether it holds, in one line."""
    if contribution.state == "retired":
        return _("No longer holds")
    if doubted:
        return _("Called outdated")
    if contribution.state == "published":
        confirmed = _("last confirmed on %(day)s") % {"day": dateformat(day)} if day else ""
        return f"{_('It holds')} · {confirmed}" if confirmed else _("It holds")
    return str(get_kind(contribution.kind_slug).state_label(contribution.state))


def _people(own: dict[str, Any]) -> list[str]:
    parts = {
        _("Answers for it"): own["people"]["owner"],
        _("Written along by"): own["people"]["co_author"],
        _("Improved by"): own["improvers"],
        _("Checked by"): [own["checker"]] if own["checker"] else [],
    }
    told = [(label, ", ".join(name for _pid, name in people)) for label, people in parts.items() if people]
    return [_("%(who)s: %(words)s") % {"who": label, "words": names} for label, names in told]


def _write(paper: Paper, block: Block) -> None:
    lines = [" · ".join(filter(None, row)) for row in block.rows]
    columns = {len(row) for row in block.rows}
    fits = (
        len(columns) == 1 and max(columns) <= COLUMNS and all(len(cell) <= CELL for row in block.rows for cell in row)
    )
    if block.tag in TITLES:
        paper.heading(lines[0], TITLES[block.tag])
    elif block.tag in ("ul", "ol"):
        paper.bullets(lines, numbered=block.tag == "ol")
    elif block.tag == "table" and fits:
        head, *rows = block.rows
        paper.table(head, rows, [1] * len(head))
    else:
        for line in lines:
            paper.paragraph(line)
