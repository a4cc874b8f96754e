"""The words of a letter as Markdown, and the files that came with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from itertools import pairwise

from lxml.html import HtmlElement, tostring

from passerelle.doors.mail.reading.cutting import cut
from passerelle.doors.mail.reading.letter import Letter, Unreadable, file_name
from passerelle.lib.html_to_markdown import convert
from passerelle.lib.html_to_markdown.tree import parse
from passerelle.lib.text import clean

_BY_MACHINES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_QUOTING = (
    ".//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    ".//*[contains(concat(' ', @class, ' '), ' gmail_signature ')]",
    ".//*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]",
    ".//*[contains(concat(' ', @class, ' '), ' moz-signature ')]",
    ".//*[contains(concat(' ', @class, ' '), ' yahoo_quoted ')]",
    ".//*[contains(concat(' ', @class, ' '), ' protonmail_quote ')]",
    ".//blockquote[@type='cite']",
)
# Outlook puts what it repeats behind one of these, beside the new words.
_REPEATING = ".//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='x_divRplyFwdMsg' or @id='mail-editor-reference-message-container']"
_LETTERHEAD = 10_000  # bytes
_WIDEST, _NARROWEST = 80, 60
_STARTS_A_BLOCK = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]\s|```|$)|\s{4}")


@dataclass(frozen=True, slots=True)
class File:
    """Something that was attached."""

    name: str
    content: bytes


def words_of(letter: Letter) -> str:
    """What its author wrote, without what was quoted. Raises Unreadable when it cannot be decoded."""
    plain = [part for part in letter.parts() if _is_body(part, "text/plain")]
    text = "\n\n".join(_unwrapped(part, _decoded(part)) for part in plain).strip("\n")
    if not text.strip():
        text = "\n\n".join(_from_html(_decoded(part)) for part in letter.parts() if _is_body(part, "text/html"))
    return cut(clean(text))


def files_of(letter: Letter) -> list[File]:
    """The files its author added: no signatures of machines, and no pictures of what was quoted or of a letterhead."""
    shown = "".join(_decoded(part) for part in letter.parts() if _is_body(part, "text/html"))
    new = _html(_tree(shown)) if shown else ""
    return [
        File(file_name(part) or _unnamed(part), _content(part))
        for part in letter.parts()
        if not part.get_content_type().startswith(("text/plain", "text/html"))
        or part.get_content_disposition() == "attachment"
        if part.get_content_type() not in _BY_MACHINES and not _decorates(part, shown, new)
    ]


def _is_body(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _unnamed(part: Message) -> str:
    return "mail.eml" if part.get_content_maintype() == "message" else "file"


def _decorates(part: Message, shown: str, new: str) -> bool:
    """Whether a picture only stands in what is quoted, or is as small as those of letterheads."""
    identifier = str(part.get("Content-ID") or "").strip("<> ")
    if not identifier or f"cid:{identifier}" not in shown:
        return False
    return f"cid:{identifier}" not in new or len(_content(part)) < _LETTERHEAD


def _content(part: Message) -> bytes:
    if part.get_content_maintype() in ("message", "multipart"):
        inside = part.get_payload()
        mails = inside if isinstance(inside, list) else []
        return b"".join(each.as_bytes() for each in mails if isinstance(each, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: Message) -> str:
    """The text of a part: in the charset it names, or UTF-8; nothing is guessed beyond that."""
    content = _content(part)
    for name in (str(part.get_content_charset() or "ascii"), "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, ValueError):  # unknown, no encoding of texts, or not in it
            continue
    raise Unreadable


def _unwrapped(part: Message, text: str) -> str:
    """Paragraphs in one line, as they were typed: programs break them when they send."""
    if str(part.get_param("format") or "").lower() == "flowed":
        return _flowed(text, delete=str(part.get_param("delsp") or "").lower() == "yes")
    lines = text.replace("\r\n", "\n").split("\n")
    joined = lines[:1]
    for before, line in pairwise(lines):
        if _was_broken(before, line):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    return "\n".join(joined)


def _was_broken(before: str, line: str) -> bool:
    """Whether a line ends where it does only because the first word of the next had no room."""
    if (
        before.startswith(">")
        or _STARTS_A_BLOCK.match(line)
        or _STARTS_A_BLOCK.match(before)
        or before.rstrip().endswith(":")
    ):
        return False
    return _NARROWEST <= len(before) <= _WIDEST and len(before) + 1 + len(line.split()[0]) > 72


def _flowed(text: str, *, delete: bool) -> str:
    """RFC 3676: a line that ends with a space goes on in the next one."""
    kept: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        marked = line.startswith(">")
        line = line if marked else line.removeprefix(" ")
        if goes_on and not marked and line != "-- ":
            kept[-1] += line
        else:
            kept.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not marked
        if goes_on and delete:
            kept[-1] = kept[-1][:-1]
    return "\n".join(kept)


def _from_html(html: str) -> str:
    try:
        return convert(_html(_tree(html)), image=lambda source, alt: None)
    except RecursionError as error:
        raise Unreadable from error


def _tree(html: str) -> HtmlElement:
    """The HTML without what it repeats of other mails."""
    try:
        tree = parse(html)
    except Exception as error:  # whatever a stranger can make the parser do
        raise Unreadable from error
    for path in _QUOTING:
        for element in tree.xpath(path):
            _drop(element)
    for element in tree.xpath(_REPEATING):
        for after in [element, *element.itersiblings()]:
            _drop(after)
    return tree


def _html(tree: HtmlElement) -> str:
    return str(tostring(tree, encoding="unicode"))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
