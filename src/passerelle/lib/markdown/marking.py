"""Marks into derived HTML: a piece of HTML behind stretches of its text, before the names of today are filled in."""

import re
from collections.abc import Iterable, Iterator

from .filling import pointing_text
from .refs import PARAGRAPH, PLACEHOLDER

_TOKEN = re.compile(rf'<[^>"]*(?:"[^"]*"[^>"]*)*>|{PLACEHOLDER.pattern}|&#?\w+;|[^<&\ue000]+|.', re.DOTALL)
_CLOSING = re.compile(r"(?:</(?:a|b|code|del|em|i|s|strong|sub|sup)>)+")


def mark(html: str, marks: Iterable[tuple[str, str]]) -> str:
    """Put each mark behind what comes with it: the beginning of ``pointing_text`` up to where the mark goes.

    None goes into a link, which holds no other, nor beside a reference that has a paragraph of its own.
    """
    counted = sorted((_letters(before), number, piece) for number, (before, piece) in enumerate(marks))
    places = _places(html, [count for count, _number, _piece in counted])
    pieces, end = [], 0
    for place, (_count, _number, piece) in zip(places, counted, strict=False):
        if place is not None:
            pieces += [html[end:place], piece]
            end = place
    return "".join([*pieces, html[end:]])


def _letters(text: str) -> int:
    """Of a text and its HTML only what stands between the words differs."""
    return len("".join(text.split()))


def _places(html: str, counts: list[int]) -> Iterator[int | None]:
    """Where in the HTML so many letters have been read, for counts that grow."""
    read, at = 0, 0
    for token in _TOKEN.finditer(html):
        letters = _letters(_read(token.group()))
        while at < len(counts) and counts[at] <= read + letters:
            yield _free(html, token.start() + _behind(token.group(), counts[at] - read))
            at += 1
        read += letters
        if at == len(counts):
            return


def _read(token: str) -> str:
    if token[0] in "&\ue000":
        return pointing_text(token)
    return "" if token[0] == "<" else token


def _behind(run: str, count: int) -> int:
    """How far one has to read in a run of text for so many letters; a reference and an entity are read whole."""
    for place, letter in enumerate(run if run[0] not in "&\ue000" else ""):
        count -= not letter.isspace()
        if count == 0:
            return place + 1
    return len(run)


def _free(html: str, place: int) -> int | None:
    """The next place where a link may stand; None beside what a whole block may take the place of."""
    if html.rfind("<a ", 0, place) > html.rfind("</a>", 0, place):
        place = html.index("</a>", place)
    closing = _CLOSING.match(html, place)
    place = closing.end() if closing else place
    alone = PARAGRAPH.match(html, max(html.rfind("<p>", 0, place), 0))
    return None if alone and alone.start() <= place <= alone.end() else place
