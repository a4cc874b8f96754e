"""What holds in the rows of every installation at every moment, asked in SQL of their own."""

from __future__ import annotations

import json
from collections import Counter

from drills.installation import Installation

# Each counts what is half there: a row without the other rows of the same verb.
HALF = {
    "replies without their one entry": """
        SELECT count(*) FROM contributions_post p WHERE NOT p.is_body AND 1 <> (
            SELECT count(*) FROM journal_entry e WHERE e.verb = 'reply.published' AND e.subject_id = p.id)""",
    "entries without their reply": """
        SELECT count(*) FROM journal_entry e WHERE e.verb = 'reply.published' AND NOT EXISTS (
            SELECT 1 FROM contributions_post p WHERE p.id = e.subject_id AND p.contribution_id = e.contribution_id)""",
    "contributions without their one entry": """
        SELECT count(*) FROM contributions_contribution c WHERE 1 <> (
            SELECT count(*) FROM journal_entry e
            WHERE e.verb = 'contribution.published' AND e.subject_id = c.id)""",
    "contributions without body": """
        SELECT count(*) FROM contributions_contribution c WHERE NOT EXISTS (
            SELECT 1 FROM contributions_post p WHERE p.id = c.body_id AND p.contribution_id = c.id AND p.is_body)""",
    "contributions without home placement": """
        SELECT count(*) FROM contributions_contribution c WHERE NOT EXISTS (
            SELECT 1 FROM contributions_placement p WHERE p.contribution_id = c.id AND p.community_id = c.home_id)""",
    "counters of replies that are not their rows": """
        SELECT count(*) FROM contributions_contribution c WHERE c.replies_count <> (
            SELECT count(*) FROM contributions_post p
            WHERE p.contribution_id = c.id AND NOT p.is_body AND p.standing = 'published')""",
    "reactions that are not their entries": """
        SELECT abs((SELECT count(*) FROM contributions_reaction) - (
            SELECT count(*) FROM journal_entry WHERE verb = 'post.reacted') + (
            SELECT count(*) FROM journal_entry WHERE verb = 'post.reaction_withdrawn'))""",
    "receipts without answer": "SELECT count(*) FROM work_receipt WHERE status = 0",
    "notices of no entry": """
        SELECT count(*) FROM notifications_notice n WHERE NOT EXISTS (
            SELECT 1 FROM journal_entry e WHERE e.id = n.entry_id)""",
    "files on no text whose entry is missing": """
        SELECT count(*) FROM contributions_attachment a WHERE 1 <> (
            SELECT count(*) FROM journal_entry e WHERE e.verb = 'attachment.uploaded' AND e.subject_id = a.id)""",
}


def half_done(installation: Installation) -> dict[str, int]:
    """How much is half there, by name; empty when every verb is there whole or not at all."""
    found = {name: int(installation.one(query)) for name, query in HALF.items()}
    found["counters of reactions that are not their rows"] = _wrong_reaction_counters(installation)
    return {name: number for name, number in found.items() if number}


def jobs_by_verb(installation: Installation, after: int) -> dict[str, set[frozenset[str]]]:
    """For each verb the sets of tasks its entries after one left in the queue; a verb whose entries differ has several."""
    waiting: dict[int, set[str]] = {}
    for (key,) in installation.rows("SELECT key FROM work_job WHERE key IS NOT NULL"):
        task, _, entry = key.partition(":")
        if entry.isdigit():
            waiting.setdefault(int(entry), set()).add(task)
    left: dict[str, set[frozenset[str]]] = {}
    for pk, verb in installation.rows(f"SELECT id, verb FROM journal_entry WHERE id > {after}"):
        left.setdefault(verb, set()).add(frozenset(waiting.get(pk, ())))
    return left


def texts(installation: Installation) -> Counter[str]:
    """How often each text stands."""
    return Counter(source for (source,) in installation.rows("SELECT source FROM contributions_post"))


def reactions(installation: Installation) -> Counter[tuple[str, str, str]]:
    """How often each sign of a person stands under a text."""
    return Counter(
        installation.rows(
            "SELECT post.pid, person.pid, sign FROM contributions_reaction r "
            "JOIN contributions_post post ON post.id = r.post_id JOIN people_person person ON person.id = r.person_id"
        )
    )


def _wrong_reaction_counters(installation: Installation) -> int:
    rows: dict[int, Counter[str]] = {}
    for post, sign in installation.rows("SELECT post_id, sign FROM contributions_reaction"):
        rows.setdefault(post, Counter())[sign] += 1
    kept = {
        pk: Counter(counts if isinstance(counts, dict) else json.loads(counts))
        for pk, counts in installation.rows("SELECT id, reactions_count FROM contributions_post")
    }
    return sum(counts != rows.get(pk, Counter()) for pk, counts in kept.items())
