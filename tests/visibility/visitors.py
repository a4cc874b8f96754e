"""Browsers of everybody: how each of them comes in, what they ask, what they get."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin

from django.test import Client

from visibility.people import GONE, NOBODY
from visibility.world import World

MORE = re.compile(r'(?:data-more[^>]*>\s*<a [^>]*href="([^"]+)")|(?:<link href="([^"]+)" rel="next")')
FOLLOWS = "\n<!-- data-more-follows -->\n"
CHANGING = re.compile(  # made anew for each answer: what signs it and its forms, how long ago something was, and so its length
    r"""(nonce[=-]"?|Content-Length: |X-CSRFToken": "|(?:csrfmiddlewaretoken|_key)" value="|csrftoken=|[Ee]xpires[=:]"""
    r"""|data-ago>)[^"';<&\n]*"""
)
BACKEND = "passerelle.people.backends.StaffCardBackend"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, and everything a reader could look at, headers and all."""

    address: str
    status: int
    text: str
    location: str

    @property
    def is_there(self) -> bool:
        """Whether the page exists for them: it answers, and does not send them to sign in."""
        return self.status not in (404, 405) and "/account/login/" not in self.location


def browser(world: World, actor: str) -> Client:
    """Somebody's browser. Those who are gone were signed in when they left, and nobody is nobody."""
    client = Client()
    person = world.person(actor)
    if person is not None:
        client.force_login(person, backend=BACKEND)
        if actor == "card_holder":
            session = client.session
            session["shared_until"] = 4_000_000_000.0
            session.save()
    assert (person is None) == (actor in NOBODY), GONE
    return client


def ask(client: Client, address: str, **headers: str) -> Answer:
    """GET, following nothing."""
    return answered(address, client.get(address, headers=headers))


def whole(client: Client, first: Answer) -> Answer:
    """A page with all that follow it, one text, so that a list is seen to its end."""
    texts, step = [first.text], first
    while more := MORE.search(step.text):
        step = ask(client, urljoin(step.address, unescape(more[1] or more[2])), **{"HX-Request": "true"})
        texts.append(step.text)
    joined = FOLLOWS.join(texts)
    return replace(first, text=joined)


def bare(answer: Answer, pid: str = "") -> tuple[int, str]:
    """Status, headers and bytes without what differs between any two answers, and without the id that was asked for."""
    text = answer.text.replace(pid, "…") if pid else answer.text
    return answer.status, CHANGING.sub(r"\1", text)


def answered(address: str, response: object) -> Answer:
    """A response, read to its end."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    told = "\n".join(f"{name}: {value}" for name, value in response.headers.items())  # type: ignore[attr-defined]
    cookies = response.cookies.output()  # type: ignore[attr-defined]
    text = body.decode("utf-8", "replace")
    return Answer(address, response.status_code, f"{told}\n{cookies}\n{text}", response.headers.get("Location", ""))  # type: ignore[attr-defined]
