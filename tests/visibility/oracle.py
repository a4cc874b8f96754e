"""The rule of who sees what, written a second time: plain Python over plain records, to be held against the design by eye.

It knows neither models nor querysets of the product. Where it and the product disagree, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from visibility.facts import Facts, File, Place, Someone, Text, Thing

WAITING = {"held", "scheduled", "refused"}
TOMBSTONES = {"withdrawn", "removed", "merged"}


@dataclass(frozen=True, slots=True)
class Oracle:
    """Answers for one person; None is somebody who has not signed in."""

    facts: Facts
    who: Someone | None

    @property
    def is_here(self) -> bool:
        """Signed in, not suspended, and as a guest not past the last day."""
        who = self.who
        return who is not None and who.is_active and (who.until is None or who.until >= datetime.now(UTC).date())

    @property
    def is_colleague(self) -> bool:
        """Here, and of the organisation itself."""
        return self.is_here and not self.who.is_guest

    def belongs_to(self, place: Place) -> bool:
        """A member, whatever their role."""
        return self.who is not None and (self.who.id, place.id) in self.facts.roles

    def knows_of(self, place: Place) -> bool:
        """A secret community exists for its members alone; for a guest only what is open to partners and joined exists."""
        if self.is_colleague:
            return place.visibility != "secret" or self.belongs_to(place)
        return self.is_here and place.open_to_partners and self.belongs_to(place)

    def reads(self, place: Place) -> bool:
        """All colleagues read an open community, members read any; a guest reads what is open to partners and joined."""
        if self.is_colleague:
            return place.visibility == "open" or self.belongs_to(place)
        return self.is_here and place.open_to_partners and self.belongs_to(place)

    def manages(self, place: Place) -> bool:
        """Community managers are colleagues who belong to the community."""
        return self.is_colleague and self.facts.roles.get((self.who.id, place.id)) == "steward"

    def sees(self, thing: Thing) -> bool:
        """What is published, and what is left of it, is for readers of a place it stands in, or for the involved.

        What waits is for its author, as long as they read the home; what is held also for the managers of the home.
        """
        if not self.is_here:
            return False
        if thing.standing in WAITING:
            home = self.facts.places[thing.home]
            mine = self.is_author(thing) and self.reads(home)
            return mine or (thing.standing == "held" and self.manages(home))
        if thing.reach == "involved":
            return self.is_author(thing) or self.who.id in self.facts.involved[thing.id]
        return any(self.reads(self.facts.places[place]) for place in self.facts.placed[thing.id])

    def is_author(self, written: Thing | Text) -> bool:
        """It is theirs; what has no author is nobody's."""
        return self.who is not None and written.author == self.who.id

    def hears_the_conversation(self, thing: Thing) -> bool:
        """Beyond the home only the card and the text travel: replies are for those who read the home."""
        return self.sees(thing) and self.reads(self.facts.places[thing.home])

    def reads_text(self, text: Text) -> bool:
        """A body goes with its contribution. A reply that waits is for who wrote it; a held one also for the managers."""
        thing = self.facts.things[text.thing]
        if text.is_body:
            return self.sees(thing)
        if not self.hears_the_conversation(thing):
            return False
        if text.standing == "held":
            return self.is_author(text) or self.manages(self.facts.places[thing.home])
        return text.standing != "refused" or self.is_author(text)

    def opens(self, file: File) -> bool:
        """A file goes with its text while there is one; a file that hangs nowhere yet is its owner's."""
        if file.text is None:
            return self.is_here and file.owner == self.who.id
        text = self.facts.texts[file.text]
        return self.reads_text(text) and text.standing not in ("withdrawn", "removed")

    def meets(self, other: Someone) -> bool:
        """Colleagues meet everybody. A guest meets the people of the partner communities they are in, and themselves."""
        if self.is_colleague or not self.is_here:
            return self.is_colleague
        return other.id == self.who.id or any(
            place.open_to_partners and self.belongs_to(place) and (other.id, place.id) in self.facts.roles
            for place in self.facts.places.values()
        )

    def cards_in(self, place: Place) -> set[Thing]:
        """The feed of a community: what is listed there and seen."""
        if not self.reads(place):
            return set()
        things = (self.facts.things[pk] for pk in self.facts.listed[place.id])
        return {thing for thing in things if self.sees(thing)}

    def is_new(self, thing: Thing, places: Iterable[Place]) -> bool:
        """In a list over these places a card stands where it was placed last; it is new if a member has not read that far.

        Nobody's own is news to them.
        """
        listed = [place.id for place in places if thing.id in self.facts.listed[place.id]]
        last = max(listed, key=lambda place: self.facts.placed_at[thing.id, place])
        line = self.facts.lines.get((self.who.id, last))
        return line is not None and not self.is_author(thing) and self.facts.placed_at[thing.id, last][0] > line.seen_at

    def has_news_in(self, place: Place) -> bool:
        """The dot at a community of one's own: something in its feed is new, and one wants to hear of it."""
        line = self.facts.lines[self.who.id, place.id]
        return not line.is_muted and any(self.is_new(thing, [place]) for thing in self.cards_in(place))
