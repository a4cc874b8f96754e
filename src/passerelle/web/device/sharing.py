"""What another app hands over, as a title and a text."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from passerelle.lib.text import clean, one_line

LONGEST = 1500  # it travels in an address, through the sign-in if need be
SENDERS = {"", "none", "same-origin"}  # a device, or a browser that does not say; never a page of somebody else


def from_outside(request: HttpRequest) -> bool:
    """Whether the device itself sent this, and no other site in its name."""
    return request.headers.get("Sec-Fetch-Site", "") in SENDERS


def words(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of the composer; a link stands in a line of its own, and not twice."""
    title, text, link = (clean(sent.get(name, ""), LONGEST).strip() for name in ("title", "text", "url"))
    if link and link not in text:
        text = f"{text}\n\n{link}".strip()
    found = {"title": one_line(title, 200), "text": text}
    return {name: value for name, value in found.items() if value}
