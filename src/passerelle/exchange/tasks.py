"""What an import leaves for later."""

from __future__ import annotations

from passerelle.search import indexing
from passerelle.work.tasks import task


@task("exchange.make_findable")
def make_findable(*, people: list[int], communities: list[int], contributions: list[int], replies: list[int]) -> None:
    """Put what an import brought into the search index."""
    indexing.index_people(people)
    indexing.index_communities(communities)
    indexing.index_contributions(contributions)
    indexing.index_replies(replies)
