"""Bare addresses in running text, found in time that grows with the text and not with its square."""

import re

from linkify_it import LinkifyIt  # type: ignore[import-untyped]  # the package has no types
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# Only endings that are not also the endings of files people talk about (.md, .py, .sh, .rs are countries too).
_BARE_DOMAINS = "com net org edu gov eu info shop fr it de es ch be uk lu at nl pt ca".split()
_LONGEST = 2000
_ENDLESS_WORD = re.compile(rf"\S{{{_LONGEST}}}")
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)


class _Linkify(LinkifyIt):  # type: ignore[misc]  # untyped for the same reason
    """Leaves endless words alone: the search is quadratic in the length of one."""

    def test(self, text: str) -> bool:
        return not _ENDLESS_WORD.search(text) and bool(super().test(text))


def recognise_addresses(markdown: MarkdownIt) -> None:
    """Make links of bare web and mail addresses. Replaces the library's inline rule, which reads all that stands before."""
    linkify = _Linkify().add("//", None).add("ftp:", None).tlds(_BARE_DOMAINS)
    markdown.linkify = linkify

    def address(state: StateInline, silent: bool) -> bool:
        if state.linkLevel or not state.src.startswith("://", state.pos):
            return False
        scheme = _SCHEME.search(state.pending[-6:])
        if scheme is None:
            return False
        start = state.pos - len(scheme[1])
        found = linkify.match_at_start(state.src[start : start + _LONGEST])
        # A star at the end closes an emphasis around the address.
        url = found.url.rstrip("*") if found else ""
        target = markdown.normalizeLink(url)
        if not url or not markdown.validateLink(target):
            return False
        if not silent:
            state.pending = state.pending[: -len(scheme[1])]
            state.push("link_open", "a", 1).attrs = {"href": target}
            state.tokens.append(Token("text", "", 0, content=markdown.normalizeLinkText(url), level=state.level))
            state.push("link_close", "a", -1)
        state.pos = start + len(url)
        return True

    markdown.inline.ruler.at("linkify", address)
