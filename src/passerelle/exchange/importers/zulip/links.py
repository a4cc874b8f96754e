"""Where a link of a message leads: another message, a topic, a stream, a file, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from passerelle.exchange.importers.zulip.names import decode, stream_id
from passerelle.exchange.importers.zulip.plan import Plan
from passerelle.lib.markdown import Ref

_NARROW = re.compile(
    r"(?P<origin>https?://[^/#?]+)?/?#narrow/(?:stream|channel)/(?P<stream>[^/]+)"
    r"(?:/(?:topic|subject)/(?P<topic>[^/]*))?(?:/(?:near|with)/(?P<message>\d{1,18}))?/?$"
)
RESOLVED = "✔ "  # Zulip puts it before the title of a topic that is settled; links from before do without
PublicId = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Links:
    """Answers from the plan; ``public_id(noun, key)`` is the id a thing has, or will have, here."""

    plan: Plan
    public_id: PublicId

    def target(self, href: str) -> Ref | None:
        """What a link of Zulip points at, when it is in the archive."""
        found = _NARROW.match(href)
        if found is None:
            return None
        number = _number(found["stream"])
        if found["origin"] and number not in self._numbers:
            return None
        if found["message"] and self.plan.holds(int(found["message"])):
            return self._message(int(found["message"]))
        if found["topic"]:
            return self._topic(number, decode(found["topic"])) if number is not None else None
        return self._stream(found["stream"], number) if not found["message"] else None

    @property
    def _numbers(self) -> set[int | None]:
        return set(map(stream_id, self.plan.streams))

    def _message(self, message: int) -> Ref:
        """A link to the first message of a topic means the topic."""
        topic = self.plan.bodies.get(message)
        if topic is not None:
            return Ref("contribution", self.public_id("topic", topic.key))
        return Ref("reply", self.public_id("message", str(message)))

    def _topic(self, number: int, title: str) -> Ref | None:
        for shown in (title, RESOLVED + title, title.removeprefix(RESOLVED)):
            if (topic := self.plan.topics.get((number, shown))) is not None:
                return Ref("contribution", self.public_id("topic", topic.key))
        return None

    def _stream(self, folder: str, number: int | None) -> Ref | None:
        """The folder itself, else a stream of this number: streams keep it when they are renamed."""
        same = (one for one in self.plan.streams if stream_id(one) == number)
        known = folder if folder in self.plan.streams else next(same, None)
        return Ref("community", self.public_id("stream", known)) if known else None


def _number(stream: str) -> int | None:
    number = stream.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) <= 18 else None
