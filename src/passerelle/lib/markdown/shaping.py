"""What we change between parsing and HTML: headings, languages of code, alignment of columns, spaces, images, files."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from passerelle.lib.typography import typeset

from .refs import ATTACHMENT_URL, PRIVATE_USE, Placeholder

EXTERNAL_REL = "noopener nofollow ugc"
LANGUAGE = re.compile(r"[a-z0-9][a-z0-9+#._-]{0,19}")


def shape(tokens: list[Token]) -> list[Token]:
    """Adapt parsed tokens in place: pages own h1 and h2, style attributes go, images and files become placeholders."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(3, int(token.tag[1]) + 1))}"
        elif token.type == "fence":
            language = LANGUAGE.match(token.info.strip().lower())
            token.info = language[0] if language else ""
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"class": f"align-{str(token.attrs['style']).rpartition(':')[2]}"}
        elif token.type == "inline":
            token.children = list(_inline(token.children or []))
    return tokens


def _inline(children: list[Token]) -> Iterator[Token]:
    inside_link = False
    position = 0
    while position < len(children):
        token = children[position]
        if token.type == "text":
            # Character references may spell what was removed from the source.
            token.content = typeset(PRIVATE_USE.sub("", token.content))
        if token.type == "image":
            yield from _image(token, inside_link)
        elif token.type == "link_open" and (attachment := ATTACHMENT_URL.fullmatch(str(token.attrs["href"]))):
            end = next(i for i in range(position, len(children)) if children[i].type == "link_close")
            yield _placeholder(Placeholder("file", attachment[1], _words(children[position:end])))
            position = end
        else:
            inside_link = token.type == "link_open" or (inside_link and token.type != "link_close")
            yield _external(token) if token.type == "link_open" else token
        position += 1


def _image(token: Token, inside_link: bool) -> Iterator[Token]:
    """Our own files are shown; a picture from elsewhere is a link, so that reading a page calls no other site."""
    url, words = str(token.attrs["src"]), _words(token.children or [])
    if attachment := ATTACHMENT_URL.fullmatch(url):
        yield _placeholder(Placeholder("image", attachment[1], words, inside_link))
        return
    text = Token("text", "", 0, content=words or url)
    if inside_link:
        yield text
    else:
        yield from (_external(Token("link_open", "a", 1, attrs={"href": url})), text, Token("link_close", "a", -1))


def _external(token: Token) -> Token:
    url = str(token.attrs["href"])
    token.attrs = {"href": url} if url.startswith(("/", "#")) else {"href": url, "rel": EXTERNAL_REL}
    return token


def _placeholder(placeholder: Placeholder) -> Token:
    return Token("placeholder", "", 0, content=placeholder.to_html())


def _words(children: Sequence[Token]) -> str:
    """The text of inline tokens without its formatting."""
    return PRIVATE_USE.sub("", "".join(map(_word, children)))


def _word(token: Token) -> str:
    if token.type == "image":
        return _words(token.children or [])
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
