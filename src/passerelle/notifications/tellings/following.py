"""Who follows what an entry is about.

A conversation is told to those who watch or follow it. A community, a topic or a person is told to those who *watch* them; to follow
one of these means to find it in the feed, nothing more.
"""

from __future__ import annotations

from django.db.models import Q

from passerelle.contributions.models import Contribution, Follow

_CONVERSATION = (Follow.Level.WATCH, Follow.Level.FOLLOW)


def followers(contribution_id: int | None) -> list[int]:
    """People who watch or follow a conversation."""
    rows = Follow.objects.filter(contribution_id=contribution_id or 0, level__in=_CONVERSATION)
    return list(rows.values_list("person_id", flat=True))


def watchers(contribution: Contribution, community_id: int | None) -> list[int]:
    """People who watch the community, a topic or the author of something new."""
    subject = Q(community_id=community_id or 0) | Q(topic__in=contribution.topics.all())
    if contribution.author_id is not None:
        subject |= Q(followed_id=contribution.author_id)
    rows = Follow.objects.filter(subject, level=Follow.Level.WATCH)
    return list(rows.values_list("person_id", flat=True).distinct())
