"""What readers ask for, as bytes on the wire: nothing of a browser but its headers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from passerelle.exchange.bench import words
from passerelle.exchange.bench.population import Size, public_id

TOKEN = "b" * 32  # the double-submit token needs no server state
_sent = count()

Request = Callable[[int, int], bytes]
"""From the reader's number and the turn to a request without its session."""


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages measured."""

    name: str
    request: Request


TITLE = f"The {words.IN_A_TWELFTH} in our window goes out"
TEXT = (
    f"Since autumn the {words.IN_A_TWELFTH} above the counter goes out every evening when customers come for the {words.IN_HALF}. "
    "We changed the thread and the glass, and the material is strong enough. Does anybody know what to measure first?"
)
"""Half a question, while it is being typed."""

HELLO = Page("hello", lambda reader, turn: _get("/"))
"""Asked of a server that holds no Passerelle."""

EMPTY = Page("empty", lambda reader, turn: _get("/me/"))
"""The frame with nothing in it."""


def pages(size: Size) -> list[Page]:
    """Those people use all day, beside one that shows the frame and nothing in it."""
    return [
        EMPTY,
        Page("feed", lambda reader, turn: _get("/")),
        Page("thread", lambda reader, turn: _get(f"/c/{_long(reader, turn, size)}/-/")),
        Page("search", lambda reader, turn: _get(f"/search/?q={words.IN_A_TWELFTH}")),
        Page("search_half", lambda reader, turn: _get(f"/search/?q={words.IN_HALF}")),
        Page("reply", lambda reader, turn: _reply(f"/c/{_long(reader, turn, size)}/replies/")),
    ]


def portfolio(community: str) -> list[Page]:
    """Practices and sites of a community: as the page opens, the letters it fetches then, and all sites on one page."""
    path = f"/communities/{community}/practice/portfolio/"
    return [
        Page("matrix", lambda reader, turn: _get(path)),
        Page("matrix_cells", lambda reader, turn: _get(f"{path}?as=cells")),
        Page("matrix_whole", lambda reader, turn: _get(f"{path}?sites=all")),
    ]


def finding() -> list[Page]:
    """Ways to look for something: a word, a word everywhere, a question, what is offered while one types, and what resembles a draft."""
    question = urlencode({"q": f"why does the {words.IN_A_TWELFTH} stand beside the yellow curtain"})
    return [
        Page("usual", lambda reader, turn: _get(f"/search/?q={words.IN_A_TWELFTH}")),
        Page("everywhere", lambda reader, turn: _get(f"/search/?q={words.IN_HALF}")),
        Page("question", lambda reader, turn: _get(f"/search/?{question}")),
        Page("suggestion", lambda reader, turn: _get("/search/suggest/?q=co")),
        Page("similar", lambda reader, turn: _post("/similar/", {"title": TITLE, "text": TEXT})),
    ]


def announcing(community: str) -> bytes:
    """The page on which a manager writes to all members."""
    return _get(f"/communities/{community}/message/")


def announcement(community: str) -> bytes:
    """A message to all members."""
    text = "The canteen moves to the second floor on Monday. " * 5
    return _post(f"/communities/{community}/message/", {"title": "To all of us", "text": text, "_key": "bench-message"})


def with_session(request: bytes, session: str) -> bytes:
    """The request as this reader's browser sends it."""
    return request.replace(b"\r\n\r\n", f"\r\nCookie: sessionid={session}; csrftoken={TOKEN}\r\n\r\n".encode(), 1)


def _long(reader: int, turn: int, size: Size) -> str:
    """A conversation with 25 replies; everybody walks through them all."""
    number = (reader + turn) * size.long_every % size.contributions
    return public_id("conversation", number)


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n".encode()


def _reply(path: str) -> bytes:
    number = next(_sent)
    text = f"Reply number {number}. " + "It works here too. " * 14
    return _post(path, {"text": text, "_key": f"bench-{number}"})


def _post(path: str, fields: dict[str, str]) -> bytes:
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nX-CSRFToken: {TOKEN}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
