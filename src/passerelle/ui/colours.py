"""The named colours others may choose from; their values are in `static/ui/css/hues.css`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# The token `paper` as systems want it that draw a frame around our pages; a test compares.
PAPER_BY_DAY, PAPER_BY_NIGHT = "#f7f3ec", "#181511"

# What a kind may call its own: for its icon and its edge, never behind text.
HUES = ("rose", "coral", "amber", "olive", "leaf", "jade", "teal", "sky", "blue", "indigo", "plum", "slate")

# What an organisation may choose as its accent; every one keeps the contrasts that the tests measure.
ACCENTS = (
    ("", _("Teal")),
    ("forest", _("Forest green")),
    ("blue", _("Blue")),
    ("indigo", _("Indigo")),
    ("plum", _("Plum")),
    ("brick", _("Brick red")),
)
