"""The story as it is written: complete, and every name in it known."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from passerelle.exchange.demo.conversations import REFERENCE
from passerelle.exchange.demo.days import Days
from passerelle.exchange.demo.story import read_story

STORY = read_story()


def test_it_is_as_large_as_it_says():
    kinds = Counter(site["kind"] for site in STORY.organisation["site"])
    partners = [one for one in STORY.organisation["organisation"] if one["kind"] == "partner"]
    assert (len(STORY.people), len(STORY.communities), kinds["shop"], len(partners)) == (240, 14, 24, 2)
    assert len([unit for unit in STORY.organisation["unit"] if "parent" not in unit]) == 6
    assert (len(STORY.threads), sum(len(thread.replies) for thread in STORY.threads)) == (123, 214)
    assert {text.language for thread in STORY.threads for text in thread.texts()} == {"fr", "en", "it"}


def test_every_mention_and_link_leads_somewhere():
    known = {
        "person": {row["handle"] for row in STORY.people},
        "community": {row["slug"] for row in STORY.communities},
        "thread": {thread.key for thread in STORY.threads},
    }
    texts = [text.body for thread in STORY.threads for text in thread.texts()]
    assert [
        match[0] for text in texts for match in REFERENCE.finditer(text) if match["key"] not in known[match["noun"]]
    ] == []


def test_every_step_is_of_somebody_and_about_something_that_is_there():
    people, keys = {row["handle"] for row in STORY.people}, {thread.key for thread in STORY.threads}
    steps = [step for thread in STORY.threads for step in thread.steps]
    assert {step["by"] for step in steps} | {one for step in steps for one in step.get("people", ())} <= people
    assert {step["to"] for step in steps if "to" in step} | {
        one for step in steps for one in step.get("signals", ())
    } <= keys


@pytest.mark.parametrize("clock", ["00:10", "08:00", "12:00", "23:50"])
def test_nothing_happens_after_the_moment_it_is_told(clock):
    end = datetime.fromisoformat(f"2026-03-10T{clock}:00").replace(tzinfo=UTC)
    days = Days(STORY, end)
    moments = [days.moment(text.at, text.author) for thread in STORY.threads for text in thread.texts()]
    assert max(moments) <= end
    assert (end - max(moments)).total_seconds() < 36 * 3600
    assert all(moment <= days.soon_after(moment, "anything") <= end for moment in moments)
