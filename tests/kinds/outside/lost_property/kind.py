"""Something was left behind; whoever finds it says so."""

from lost_property.forms import LostForm
from lost_property.models import Lost as LostDetails
from passerelle.contributions.kinds import Kind, move, register
from passerelle.contributions.rules import anyone, author, author_or_steward, steward


@register
class Lost(Kind):
    """Missing until somebody finds it, and given back in the end."""

    slug = "lost"
    label = "Lost thing"
    plural = "Lost things"
    verb = "Look for"
    purpose = "You left something behind."
    icon = "search"
    hue = "amber"
    details = LostDetails
    form = LostForm
    states = {"missing": "Missing", "found": "Found", "returned": "Returned", "given_up": "Given up"}
    shown_states = ("missing", "found", "given_up")
    tones = {"given_up": "stopped"}
    moves = (
        move("find", "missing", "found", by=anyone, label="I have it"),
        move("return", "found", "returned", by=author, label="I have it back"),
        move("give_up", "missing", "given_up", by=author_or_steward, label="Stop looking", decides=True),
        move("reopen", ("found", "returned", "given_up"), "missing", by=steward, label="It was another one"),
    )
    sample = {
        "title": "A blue umbrella",
        "text": "It has a wooden handle.",
        "details": {"last_seen": "the canteen"},
    }

    def facts(self, contribution, details):
        """Where to look."""
        return {"last_seen": details.last_seen} if details else {}
