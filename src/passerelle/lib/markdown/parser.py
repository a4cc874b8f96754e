"""The Markdown dialect of the product: CommonMark, tables, task lists, strikethrough, bare links, references."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.tasklists import tasklists_plugin

from .addresses import recognise_addresses
from .refs import ATTACHMENT_URL, WRITTEN, Placeholder, ref_written

_ALLOWED_URL = re.compile(r"https?://|mailto:|tel:|/(?![/\\])|#", re.IGNORECASE)
# Browsers drop or turn such characters before they read the scheme; the parser has encoded the honest ones.
_MISLEADING = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
MAX_NESTING = 16


def is_allowed_url(url: str) -> bool:
    """Whether a link may point there: the web, mail, telephone, a page of this site, an attachment."""
    return bool(ATTACHMENT_URL.fullmatch(url) or (_ALLOWED_URL.match(url) and not _MISLEADING.search(url)))


def build() -> MarkdownIt:
    """A parser with our rules; it keeps no state between texts, so one serves every thread."""
    markdown = MarkdownIt("gfm-like", {"html": False, "breaks": True, "maxNesting": MAX_NESTING})
    recognise_addresses(markdown)
    markdown.use(tasklists_plugin, label=True)
    markdown.validateLink = is_allowed_url  # type: ignore[method-assign]  # the library's own way to replace it
    markdown.inline.ruler.before("link", "reference", _reference)
    markdown.add_render_rule("placeholder", lambda _self, tokens, index, _options, _env: tokens[index].content)
    return markdown


def _reference(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "@#":
        return False
    match = WRITTEN.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        ref = ref_written(match)
        token = state.push("placeholder", "", 0)
        token.content = Placeholder(ref.type, ref.id, inside_link=state.linkLevel > 0).to_html()
    state.pos = match.end()
    return True
