"""Names that need a human eye: one that stands for several people, several that perhaps stand for one.

An archive has no user ids for senders, so people are told apart by name alone. Mentions do carry ids, which shows where
that goes wrong. Nothing is merged on this evidence: the report asks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape

from passerelle.lib.text import comparable, one_line

_MENTION = re.compile(r'<span class="user-mention[^"]*" data-user-id="(\d{1,18})">@?([^<]{1,200})</span>')
# What organisations add to a name: "Ada Lindqvist - Atelier Ouest", "Ada Lindqvist (Atelier Ouest)".
_ADDITION = re.compile(r"\s+[-–—|/]\s.*$|\s*\([^()]*\)\s*$")


@dataclass(slots=True)
class Names:
    """Who was mentioned under which number and name, and who repeated a message under another name."""

    mentioned: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # user number → names
    renamed: Counter[tuple[str, str]] = field(default_factory=Counter)  # (name, later name) → messages

    def see(self, html: str) -> None:
        """Learn from the mentions in a text."""
        for number, name in _MENTION.findall(html):
            self.mentioned[number].add(one_line(unescape(name)))

    def homonyms(self, senders: Collection[str]) -> dict[str, int]:
        """Sender → how many people of that name were mentioned, where more than one was."""
        bearers = Counter(name for names in self.mentioned.values() for name in names)
        return {name: bearers[name] for name in sorted(senders) if bearers[name] > 1}

    def only_sender(self, number: str, senders: Collection[str]) -> str | None:
        """The one sender mentioned under this number, for a mention by a name nobody sends under."""
        found = [name for name in self.mentioned.get(number, ()) if name in senders]
        return found[0] if len(found) == 1 else None

    def perhaps_the_same(self, senders: Collection[str]) -> list[tuple[str, ...]]:
        """Groups of senders that look like one person: by number, by a repeated message, or by the name itself."""
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for name in senders:
            alike[_bare(name)].add(name)
        groups = [*alike.values(), *self.mentioned.values(), *map(set, self.renamed)]
        return _joined([{name for name in group if name in senders} for group in groups])


def _bare(name: str) -> str:
    """A name without organisation, capitals and accents of look-alike letters; a single word says too little to strip."""
    bare = _ADDITION.sub("", name).strip()
    return comparable(bare if " " in bare else name)


def _joined(groups: list[set[str]]) -> list[tuple[str, ...]]:
    """Groups that share a name become one; groups of one say nothing."""
    found: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(found[name] for name in group if name in found))
        found.update(dict.fromkeys(whole, whole))
    distinct = {id(group): group for group in found.values() if len(group) > 1}
    return sorted(tuple(sorted(group)) for group in distinct.values())
