"""Markdown made from Markdown: quoting, and turning addresses of our own pages into references."""

import re
from collections.abc import Callable, Collection

from .refs import ID, Ref, write

# Fenced blocks and code spans are matched first, so that addresses inside them are left alone.
_FENCE = r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$|^[ \t>]*(?:`{3,}|~{3,}).*\Z"
_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
# Bare means: not the target of a link the author gave words to, nor a part of a longer address.
_NOT_AFTER = r"(?<!\]\()(?<!\]:\ )(?<![\w\"'=<\[/])"
_MEANING = re.compile(r"[\\`*_\[\]<&~@|{}$^=]|:(?=//)")  # what may mean something else than itself within a line
_NOT_BEFORE = r"(?![\w/?&=%\#-])"


def as_written(text: str) -> str:
    """A line of plain text as Markdown that shows it letter for letter."""
    return _MEANING.sub(r"\\\g<0>", text)


def quote(source: str) -> str:
    """The source as a Markdown quotation."""
    return "\n".join(f"> {line}".rstrip() for line in source.strip().split("\n"))


def normalise_links(source: str, hosts: Collection[str], known: Callable[[frozenset[Ref]], Collection[Ref]]) -> str:
    """Replace bare addresses of our own contributions and replies by references.

    A reference follows its target when the site moves, and shows a title only to those who may see it. ``known`` is given
    what was found and says which of it exists for the author; the other addresses stay as they were written.
    """
    pattern = _own_address(hosts)
    found = frozenset(ref for match in pattern.finditer(source) if (ref := _ref(match)))
    if not found:
        return source
    existing = known(found)

    def rewrite(match: re.Match[str]) -> str:
        ref = _ref(match)
        return write(ref) if ref and ref in existing else match[0]

    return pattern.sub(rewrite, source)


def _own_address(hosts: Collection[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(host) for host in hosts) or "(?!)"
    on_its_page = rf"c/(?P<contribution>{ID})/?(?:[a-z0-9-]+/)?(?:(?:\?reply={ID})?\#r-(?P<reply>{ID}))?"
    url = rf"https?://(?i:{names})/(?:{on_its_page}|r/(?P<permanent>{ID})/?)"
    return re.compile(
        rf"{_FENCE}|{_SPAN}|{_NOT_AFTER}(?P<angle><)?{url}(?(angle)>|{_NOT_BEFORE})", re.MULTILINE | re.DOTALL
    )


def _ref(match: re.Match[str]) -> Ref | None:
    if reply := match["reply"] or match["permanent"]:
        return Ref("reply", reply)
    return Ref("contribution", match["contribution"]) if match["contribution"] else None
