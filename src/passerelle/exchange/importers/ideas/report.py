"""The reconciliation report: what became of every file, and what a person should look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from passerelle.contributions.actions.imported import TITLE_LENGTH
from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.ideas.bringing import Imported
from passerelle.exchange.importers.reports import bulleted, counted


def write_report(imported: Imported, path: Path, into: str) -> str:
    """The report as Markdown, readable as it stands."""
    plan = imported.plan
    sections = [
        f"# {path.name} into {into}",
        "\n".join(_numbers(imported)),
        *bulleted("Files without a proposal", _unread(imported)),
        *bulleted("Proposals whose text cannot be read", map(str, imported.unreadable)),
        *bulleted(
            f"Texts of which the first {SOURCE_LENGTH:,} characters were kept, titles of which {TITLE_LENGTH}",
            imported.shortened,
        ),
        *bulleted("People of one name (kept apart: the source tells them apart)", _homonyms(imported)),
        "### Votes\n\nThe source names few of its voters, and of none how they voted. Those it names have a vote here; the others are "
        "the opening count of an idea, of nobody. Below its text each idea says how many votes were for, mixed and against.",
    ]
    return "\n\n".join(sections) + "\n" if plan.proposals else ""


def _numbers(imported: Imported) -> Iterator[str]:
    made, plan = imported.counted, imported.plan
    files, proposals = counted(plan.proposals + len(plan.unread), "file"), counted(plan.proposals, "proposal")
    yield f"{files} read = {proposals} + {len(plan.unread):,} without one"
    yield f"{proposals} = {made.ideas:,} created + {made.already_here:,} already here + {len(imported.unreadable):,} unreadable"
    yield f"in {made.seconds:.1f} seconds."
    yield ""
    yield f"- created: {counted(made.ideas, 'idea')} and {counted(made.arguments, 'argument')}"
    yield f"- votes with a voter: {made.votes:,}; opening votes of the source, without a voter: {made.opening_votes:,}"
    yield f"- set aside by the moderators of the source: {made.set_aside:,}"
    yield f"- new people: {made.people:,}; {plan.only_pointing:,} more only pointed at a document, which stands without their name"


def _unread(imported: Imported) -> Iterator[str]:
    reasons: Counter[str] = Counter(one.reason for one in imported.plan.unread)
    yield from (f"{reason}: {count:,}" for reason, count in reasons.most_common())


def _homonyms(imported: Imported) -> Iterator[str]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for key, (name, _since) in imported.plan.people.items():
        keys[name].append(key)
    yield from (f"{name}: {len(bearers)}" for name, bearers in sorted(keys.items()) if len(bearers) > 1)
