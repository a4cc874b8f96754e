"""What there is in several languages is shown once, in the one nearest to the reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from passerelle.contributions.kinds import get_kind
from passerelle.contributions.reading.language_versions import Instead
from passerelle.journal.actor import Actor
from passerelle.search.models import Subject
from passerelle.search.reading.visible import Found


def once(actor: Actor, found: Sequence[Found], *, narrowed: bool) -> list[Found]:
    """A text that was found gives its place to its nearest version; ``narrowed``, only to one that was found as well.

    A reply or a file that was found stays: it is said in one place only.
    """
    instead = nearer(actor, found)
    there = {one.subject_id for one in found if one.subject == Subject.CONTRIBUTION}
    shown: dict[tuple[Subject, int], Found] = {}
    for one in found:
        version = instead.get(one.subject_id) if _is_text(one) else None
        if version is not None and (not narrowed or version.contribution in there):
            one = one._replace(subject_id=version.contribution, community_id=version.home, language=version.language)
        shown.setdefault((one.subject, one.subject_id), one)
    return list(shown.values())


def nearer(actor: Actor, found: Sequence[Found]) -> dict[int, Instead]:
    """Of the texts found those that have a version nearer to the reader, and which."""
    ids: dict[str, list[int]] = defaultdict(list)
    for one in found:
        if _is_text(one):
            ids[one.kind].append(one.subject_id)
    return {pk: version for slug, those in ids.items() for pk, version in get_kind(slug).instead(actor, those).items()}


def _is_text(one: Found) -> bool:
    return one.subject == Subject.CONTRIBUTION and one.reply_id is None and one.file_id is None
