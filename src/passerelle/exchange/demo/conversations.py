"""Who wrote what, who answered, and what came of it, through the verbs people use."""

from __future__ import annotations

import re
from typing import Any

from passerelle.communities.rules import may_place
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Follow, Post, Standing
from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.gatherings import ask_in
from passerelle.exchange.demo.names import pid_of
from passerelle.exchange.demo.showing import show
from passerelle.exchange.demo.story import Text, Thread
from passerelle.exchange.demo.timeline import Timeline
from passerelle.journal.actor import Actor
from passerelle.kinds.talk.question.actions import accept, helped
from passerelle.lib.clock import now
from passerelle.lib.sentences import Stretch
from passerelle.moderation.actions import approve

DAY = re.compile(r"-?\d+")
REFERENCE = re.compile(r"(?P<sign>[@#])\{(?P<noun>person|community|thread):(?P<key>[^}]+)\}")


def converse(timeline: Timeline, cast: Cast, held: frozenset[str]) -> None:
    """Put every thread on the timeline; texts whose key is in ``held`` still wait for a community manager."""
    for thread in cast.story.threads:
        for text in thread.texts():
            moment = cast.days.moment(text.at, text.author)
            timeline.at(moment, _write, cast, thread, text, is_held=text.key in held)
            if text.key not in held:
                _answer_with_signs(timeline, cast, thread, text)
        _spread(timeline, cast, thread)


def _write(cast: Cast, thread: Thread, text: Text, *, is_held: bool) -> None:
    post = _open(cast, thread) if text is thread.body else _reply(cast, thread, text)
    cast.post_ids[text.key] = post.pk
    Post.objects.unscoped("the story").filter(pk=post.pk).update(pid=pid_of("post", text.key))
    if post.is_body:
        heads = Contribution.objects.unscoped("the story").filter(pk=post.contribution_id)
        heads.update(pid=pid_of("contribution", thread.key))
    waiting = post.contribution.standing if post.is_body else post.standing
    if waiting == Standing.HELD and not is_held:
        approve(cast.post(text.key), by=_steward(cast, thread.community))


def _open(cast: Cast, thread: Thread) -> Post:
    contribution = actions.contribute(
        thread.kind,
        cast.community(thread.community),
        title=thread.title,
        text=_worded(cast, thread.body),
        by=cast.actor(thread.body.author),
        details=_details(cast, thread),
        topics=[cast.topics[slug] for slug in thread.topics],
        language=thread.body.language if "translation_of" in thread.details else "",
    )
    return (
        Post.objects.unscoped("the story").select_related("contribution").get(contribution=contribution, is_body=True)
    )


def _reply(cast: Cast, thread: Thread, text: Text) -> Post:
    parent = cast.post(f"{thread.key}#{text.reply_to}") if text.reply_to else None
    about = Stretch(text.about, "", "") if text.about else None
    return actions.reply(
        cast.contribution(thread.key), text=_worded(cast, text), by=cast.actor(text.author), parent=parent, about=about
    )


def _worded(cast: Cast, text: Text) -> str:
    return "\n\n".join(
        [_with_ids(text.body), *(show(each, text.key, by=cast.actor(text.author)) for each in text.shown)]
    )


def _details(cast: Cast, thread: Thread) -> dict[str, Any]:
    told = {name: _detail(cast, name, value) for name, value in thread.details.items()}
    return told | ({"translated_at": now()} if "translation_of" in told else {})


def _detail(cast: Cast, name: str, value: str | int) -> Any:
    """A day is written as its number in quotation marks, a site and what it comes from by their names in the story."""
    if isinstance(value, int):
        return value
    if DAY.fullmatch(value):
        return cast.days.day(int(value))
    if name in ("origin", "translation_of"):
        return cast.contribution(value)
    return cast.sites[value] if name == "site" else value


def _answer_with_signs(timeline: Timeline, cast: Cast, thread: Thread, text: Text) -> None:
    moment = cast.days.moment(text.at, text.author)
    for sign, handles in text.reactions.items():
        for handle in handles:
            timeline.at(cast.days.soon_after(moment, text.key, sign, handle), _react, cast, text.key, sign, handle)
    if text.accepted:
        settled = cast.days.soon_after(moment, text.key, "accepted")
        timeline.at(settled, _accept, cast, text.key, thread.body.author)
        for handle in text.helped:
            timeline.at(cast.days.soon_after(settled, text.key, "helped", handle), _helped, cast, text.key, handle)


def _spread(timeline: Timeline, cast: Cast, thread: Thread) -> None:
    """Pinned, shared into other communities, followed by people who wrote nothing."""
    moment = cast.days.moment(thread.body.at, thread.body.author)
    if thread.pinned:
        timeline.at(cast.days.soon_after(moment, thread.key, "pinned"), _pin, cast, thread)
    for slug in thread.shared_to:
        timeline.at(cast.days.soon_after(moment, thread.key, "shared", slug), _share, cast, thread, slug)
    for handle in thread.followers:
        timeline.at(cast.days.soon_after(moment, thread.key, "followed", handle), _follow, cast, thread, handle)


def _react(cast: Cast, key: str, sign: str, handle: str) -> None:
    actions.react(cast.post(key), sign, by=cast.actor(handle))


def _accept(cast: Cast, key: str, handle: str) -> None:
    accept(cast.post(key), by=cast.actor(handle))


def _helped(cast: Cast, key: str, handle: str) -> None:
    helped(cast.post(key), by=cast.actor(handle))


def _pin(cast: Cast, thread: Thread) -> None:
    actions.pin(cast.contribution(thread.key), cast.community(thread.community), by=_steward(cast, thread.community))


def _follow(cast: Cast, thread: Thread, handle: str) -> None:
    actions.follow(cast.contribution(thread.key), Follow.Level.WATCH, by=cast.actor(handle))


def _share(cast: Cast, thread: Thread, slug: str) -> None:
    """The author shares, or a community manager who may write in both; where nobody may, one is asked in for it."""
    stewards, target = _stewards(cast, thread.community), cast.community(slug)
    candidates = (thread.body.author, *stewards)
    handle = next((one for one in candidates if may_place(target, cast.actor(one))), None)
    if handle is None:
        handle = stewards[0]
        ask_in(cast, target, handle, by=_steward(cast, slug))
    actions.share(cast.contribution(thread.key), target, by=cast.actor(handle))


def _steward(cast: Cast, slug: str) -> Actor:
    return cast.actor(_stewards(cast, slug)[0])


def _stewards(cast: Cast, slug: str) -> list[str]:
    return next(list(row["stewards"]) for row in cast.story.communities if row["slug"] == slug)


def _with_ids(text: str) -> str:
    """Mentions and links of the story as a person's composer would have written them."""

    def written(match: re.Match[str]) -> str:
        noun = "contribution" if match["noun"] == "thread" else match["noun"]
        return f"{match['sign']}{{{noun}:{pid_of(noun, match['key'])}}}"

    return REFERENCE.sub(written, text)
