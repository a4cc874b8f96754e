"""The texts of a consultation in Markdown: what was written, and below it what was only counted."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from passerelle.exchange.importers.ideas.consultation import Argument, Counts, Proposal, Reference
from passerelle.lib.html_to_markdown import convert


def proposal_text(proposal: Proposal) -> str:
    """The proposal, its explanations, the documents it points at, and the counts of the source."""
    return convert("".join(_parts(proposal)))


def argument_text(argument: Argument) -> str:
    """Which way it speaks, how many agreed there, and its words, which are plain."""
    way = pgettext("argument", "For") if argument.speaks_for else pgettext("argument", "Against")
    head = f"<strong>{escape(way)}</strong>"
    if argument.votes:
        agreed = ngettext("%(num)s vote at the source", "%(num)s votes at the source", argument.votes)
        head += f" · {agreed % {'num': argument.votes}}"
    return convert(f"<p>{head}</p>{_paragraphs(argument.text)}")


def counted_there(counts: Counts) -> str:
    """One sentence: nothing that was only counted is turned into people."""
    votes = ngettext("Counted at the source: %(num)s vote", "Counted at the source: %(num)s votes", counts.votes)
    ways = _("%(yes)s for, %(mixed)s mixed, %(no)s against") % {
        "yes": counts.votes_for,
        "mixed": counts.votes_mixed,
        "no": counts.votes_against,
    }
    amendments = ngettext("%(num)s amendment", "%(num)s amendments", counts.amendments) % {"num": counts.amendments}
    return f"{votes % {'num': counts.votes}} ({ways}); {amendments}."


def _parts(proposal: Proposal) -> Iterator[str]:
    yield proposal.html
    for title, html in proposal.explanations:
        yield f"<h2>{escape(title)}</h2>{html}"
    if proposal.references:
        title = _("Sources")
        yield f"<h2>{escape(title)}</h2>"
        yield from map(_pointed_at, proposal.references)
    yield f"<hr><p><em>{escape(counted_there(proposal.counts))}</em></p>"


def _pointed_at(reference: Reference) -> str:
    title = f"<strong>{escape(reference.title)}</strong>"
    head = f'<a href="{escape(reference.address)}">{title}</a>' if reference.address else title
    return f"<p>{head}</p>{_paragraphs(reference.text)}"


def _paragraphs(text: str) -> str:
    """Plain text with the breaks its author made."""
    lines = "<br>".join(escape(text.strip()).splitlines())
    return f"<p>{lines}</p>" if lines else ""
