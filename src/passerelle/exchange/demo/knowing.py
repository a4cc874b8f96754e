"""Who says what they know: people who brought a subject up, or answered a question about it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.names import chance
from passerelle.exchange.demo.timeline import Timeline
from passerelle.people.actions.profile import set_topics

MOST = 4
WHO_WANT_TO_BE_FOUND = 0.85


def know(timeline: Timeline, cast: Cast) -> None:
    """Have people put on their page what they wrote about, soon after they did so last."""
    knowing: defaultdict[str, dict[str, None]] = defaultdict(dict)
    last: dict[str, datetime] = {}
    for thread in cast.story.threads:
        for text in (thread.body, *(reply for reply in thread.replies if reply.accepted)):
            knowing[text.author].update(dict.fromkeys(thread.topics))
            moment = cast.days.moment(text.at, text.author)
            last[text.author] = max(moment, last.get(text.author, moment))
    for handle, slugs in knowing.items():
        timeline.at(cast.days.soon_after(last[handle], "knowing", handle), _say, cast, handle, list(slugs)[:MOST])


def _say(cast: Cast, handle: str, slugs: list[str]) -> None:
    known = {cast.topics[slug]: chance("found by", handle, slug) < WHO_WANT_TO_BE_FOUND for slug in slugs}
    set_topics(cast.people[handle], known, by=cast.actor(handle))
