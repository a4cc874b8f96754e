"""The reconciliation report: what became of every message, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from passerelle.contributions.writing import SOURCE_LENGTH
from passerelle.exchange.importers.reports import bulleted, counted
from passerelle.exchange.importers.zulip.bringing import Imported
from passerelle.exchange.importers.zulip.plan import Plan
from passerelle.lib.portions import portions
from passerelle.people.models import Person

AT_ONCE = 500


def write_report(imported: Imported, path: Path, into: str) -> str:
    """The report as Markdown, readable as it stands."""
    sections = [
        f"# {path.name} into {into}",
        "\n".join(_numbers(imported)),
        "\n".join(_streams(imported)),
        *bulleted(f"Messages of which the first {SOURCE_LENGTH:,} characters were kept", imported.summary.shortened),
        *_names(imported),
        *_remarks(imported.plan),
    ]
    return "\n\n".join(sections) + "\n"


def _numbers(imported: Imported) -> Iterator[str]:
    summary = imported.summary
    yield f"{counted(summary.read, 'message')} read = {summary.created:,} created + {summary.merged:,} merged"
    yield f"+ {summary.skipped:,} skipped, in {summary.seconds:.1f} seconds."
    yield ""
    yield f"- created: {counted(summary.contributions, 'contribution')} and {summary.replies:,} replies"
    yield f"- merged: {counted(summary.merged, 'row')} whose message was met before; the first place keeps it, the latest text wins"
    for reason, count in summary.reasons.most_common():
        yield f"- skipped, {reason}: {count:,}"
    yield f"- new people: {summary.people:,}; new communities: {summary.communities:,}"


def _streams(imported: Imported) -> Iterator[str]:
    yield "## Streams"
    yield ""
    yield "| stream | read | created | merged | skipped |"
    yield "|---|---|---|---|---|"
    for folder, name in imported.plan.streams.items():
        counts = imported.streams.get(folder, Counter())
        shown = name.replace("|", "\\|")
        yield f"| {shown} | {counts.total():,} | {counts['created']:,} | {counts['merged']:,} | {counts['skipped']:,} |"


def _names(imported: Imported) -> Iterator[str]:
    """People are told apart by name alone, so these are questions, not findings."""
    plan = imported.plan
    yield (
        f"## Names\n\nThe archive has no ids for senders: its {counted(len(plan.senders), 'name')} were taken for as many people, "
        "and people of the same name are one."
    )
    homonyms = [
        f"{name}: {count} people of this name are mentioned"
        for name, count in plan.names.homonyms(plan.senders).items()
    ]
    yield from bulleted("Perhaps several people under one name", homonyms)
    yield from bulleted(
        "Perhaps the same person under several names (kept apart)",
        map(" = ".join, plan.names.perhaps_the_same(plan.senders)),
    )
    renamed = [
        f"{first} → {later}: {counted(count, 'message')}" for (first, later), count in plan.names.renamed.most_common()
    ]
    yield from bulleted("Messages that came again under another name (the first was kept)", renamed)
    yield from bulleted("Also the name of somebody who was here before (kept apart)", _known_before(imported))


def _known_before(imported: Imported) -> list[str]:
    """Names of new people that others here bear."""
    new = sorted(imported.settled.new_people)
    keys = set(imported.settled.people.values())
    found: set[str] = set()
    for names in portions(new, AT_ONCE):
        bearers = Person.objects.filter(name__in=names)
        found.update(name for key, name in bearers.values_list("pk", "name") if key not in keys)
    return sorted(found)


def _remarks(plan: Plan) -> Iterator[str]:
    yield from bulleted(
        "Files that were passed over", [f"{reason}: {count:,}" for reason, count in plan.passed_over.most_common()]
    )
    if not plan.has_index:
        yield "The archive has no stream_index.json: streams are called as their folders, where spaces are hyphens."
