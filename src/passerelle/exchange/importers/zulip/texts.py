"""The text of a message: rendered HTML as Zulip shows it, back to Markdown with references of ours."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from urllib.parse import urljoin

from passerelle.exchange.importers.zulip.links import Links
from passerelle.lib.html_to_markdown import convert
from passerelle.lib.markdown import Ref
from passerelle.lib.markdown.refs import write

# The converter writes a link as [words](address). While it works, what leads to a thing of ours has an address with a
# token nobody can know, so that no message can pretend to be one.
_TOKEN = f"passerelle-{secrets.token_hex(8)}"
_WORDS = r"\[(?P<words>(?:\\.|`[^`\n]*`|[^\[\]\\`])*)\]"
_OURS = re.compile(rf"(?P<image>!?){_WORDS}\({_TOKEN}:(?P<type>[a-z]+):(?P<id>[a-z0-9]+)\)")
_LEFT = re.compile(rf"\]\({_TOKEN}[^)]*\)")
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
# Words that only say where a link leads: "#dev > release plan @ 💬", or the address itself.
_TITLE = re.compile(r"\\?#\S|https?://")
_FILE_ADDRESS = re.compile(r"/?user_(?:uploads|avatars)/")
FILE = "📎"
Person = Callable[[str, str], str | None]


class MessageTexts:
    """Turns HTML into Markdown.

    ``person(number, name)`` gives the public id of somebody mentioned. ``site`` is the address of the Zulip server; without
    it an archive does not say where its files are, and they are named but not linked.
    """

    def __init__(self, links: Links, person: Person, site: str = "") -> None:
        self._links, self._person, self._site = links, person, site

    def markdown(self, html: str) -> str:
        """The whole text; never empty, since a message that was only a picture still happened."""
        linked: set[str] = set()

        def link(href: str) -> str | None:
            linked.add(href)
            return self._address(href)

        def image(src: str, alt: str) -> str | None:
            # Zulip shows a picture below the link to it; the link says all.
            return None if src in linked else self._address(src)

        text = convert(html, mention=self._mention, link=link, image=image)
        return _LEFT.sub("]", _OURS.sub(_reference, text)).strip() or FILE

    def _mention(self, number: str, name: str) -> str | None:
        found = self._person(number, name)
        return write(Ref("person", found)) if found else None

    def _address(self, href: str) -> str | None:
        """Ours, or the address itself, or none: then only the words stay."""
        ref = self._links.target(href)
        if ref is not None:
            return f"{_TOKEN}:{ref.type}:{ref.id}"
        if _ABSOLUTE.fullmatch(href):
            return href
        if self._site and href:
            return urljoin(self._site, href)
        return f"{_TOKEN}:file:0" if _FILE_ADDRESS.match(href) else None


def _reference(link: re.Match[str]) -> str:
    words = link["words"].strip()
    if link["type"] == "file":
        return f"{FILE} {words}".strip()
    reference = write(Ref(link["type"], link["id"]))
    return reference if not words or _TITLE.match(words) else f"{words} {reference}"
