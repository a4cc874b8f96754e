"""What a device shows: that there is something, how many, and where; the sentence itself only where its owner chose that."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.lib.text import one_line
from passerelle.notifications.lines import NoticeLine
from passerelle.notifications.pushing.models import PushSubscription
from passerelle.people.models import Organisation

LONGEST = 300  # characters; services take four kilobytes


def about(line: NoticeLine, device: PushSubscription, unread: int) -> bytes:
    """The message for one notice; one that comes twice takes the place of the first."""
    if device.shows_words:
        body = one_line(line.sentence, LONGEST)
    else:
        body = ngettext("%(num)s thing is unread.", "%(num)s things are unread.", unread) % {"num": unread}
    return _written(
        title=_site() if device.shows_words else _("Something new in %(site)s") % {"site": _site()},
        body=body,
        tag=f"notice-{line.id}" if device.shows_words else "unread",
        url=reverse("notice", args=[line.id]),
        unread=unread,
    )


def trial(unread: int) -> bytes:
    """The message of the test button."""
    body = _("This device will be told. You can change this in your settings.")
    return _written(title=_site(), body=body, tag="trial", url=reverse("settings_devices"), unread=unread)


def _site() -> str:
    home = Organisation.home()
    return home.name if home else "Passerelle"


def _written(**message: str | int) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()
