"""What pages offer: each form with its fields, each link with its query, found by walking as several people.

A later kind or page joins by being linked: nothing is written down here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml.html import HtmlElement, document_fromstring

NEVER = {"account_logout", "demo_sign_in", "live", "account_reauthenticate"}  # they end the walk
INTERNAL = {"csrfmiddlewaretoken", "_key"}
ALIKE = 2
ID = re.compile(r"[a-z0-9]{12}|\d+")
FILTER = re.compile(r"\b\w+:")  # of a search: which filters it has makes another page, not what they are set to
FREE = {"text", "search", "email", "url", "tel", "textarea", "password", ""}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks: its kind, what stands in it, what may be chosen."""

    name: str
    type: str
    value: str
    choices: tuple[str, ...] = ()
    required: bool = False
    most: int | None = None  # characters a browser lets anybody type

    @property
    def is_free(self) -> bool:
        """Whether a person types words into it."""
        return self.type in FREE


@dataclass(slots=True)
class Form:
    """One form of one page, for one person."""

    who: str
    page: str
    action: str
    method: str
    route: str
    fields: dict[str, Field]

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Forms that ask the same of the same address are one."""
        return self.route, tuple(sorted(self.fields))

    def filled(self) -> dict[str, str | list[str]]:
        """What a browser would send of the form as it stands."""
        return {one.name: one.value for one in self.fields.values() if one.type not in {"file", "checkbox"}}


@dataclass(slots=True)
class Found:
    """Everything one walk met."""

    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    queries: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)  # route → name → (who, address)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # route → (who, address)
    broken: list[str] = field(default_factory=list)


def walk(browsers: dict[str, Client], starts: dict[str, list[str]]) -> Found:
    """Follow links from where each of these people starts; of pages that look alike a few are enough."""
    found = Found()
    often: Counter[tuple[str, frozenset[tuple[str, str]]]] = Counter()
    for who, browser in browsers.items():
        _walk_as(who, browser, starts[who], often, found)
    return found


def _walk_as(who: str, browser: Client, starts: list[str], often: Counter[Any], found: Found) -> None:
    seen: set[Any] = set()
    waiting = list(starts)
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        asked = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
        if address in seen or route is None or route in NEVER:
            continue
        for name in asked:
            found.queries.setdefault(route, {}).setdefault(name, (who, address))
        shape = (route, frozenset((name, _outline(name, value)) for name, value in asked.items()))
        if address not in starts and (shape in seen or often[shape] >= ALIKE):
            continue
        seen |= {address, shape}
        often[shape] += 1
        answer = browser.get(address)
        if answer.status_code >= 500:
            found.broken.append(f"{who} {address}")
        if answer.status_code in {301, 302}:
            waiting.append(urljoin(address, answer["Location"]).partition("#")[0])
        if answer.status_code != 200 or not is_page(answer):
            continue
        found.pages.setdefault(route, (who, address))
        page = document_fromstring(answer.content)
        for form in forms_of(page, who, address):
            found.forms.setdefault(form.key, form)
            if form.method == "get":
                for name in form.fields:
                    found.queries.setdefault(form.route, {}).setdefault(name, (who, form.action))
        waiting += _links(page, address)


def _outline(name: str, value: str) -> str:
    return " ".join(sorted(set(FILTER.findall(value)))) if name == "q" else ID.sub("", value)


def is_page(answer: HttpResponse) -> bool:
    """Whether an answer is HTML with something in it."""
    return (
        not answer.streaming and answer.get("Content-Type", "").startswith("text/html") and bool(answer.content.strip())
    )


def route_of(address: str) -> str | None:
    """The name of the route an address leads to."""
    return _route_at(urlsplit(address).path)


@cache  # every page links to the same ones
def _route_at(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def forms_of(page: HtmlElement, who: str, address: str) -> list[Form]:
    """Every form of a page, with the fields that stand outside it and name it."""
    found = []
    for element in page.iter("form"):
        action = urljoin(address, element.get("action") or address).partition("#")[0]
        route = route_of(action)
        if route is None:
            continue
        inputs = list(element.iter("input", "textarea", "select", "button"))
        if element.get("id"):
            inputs += page.xpath("//*[@form=$id]", id=element.get("id"))
        method = (element.get("method") or "get").lower()
        found.append(Form(who, address, action, method, route, _fields(inputs)))
    return found


def _fields(inputs: list[HtmlElement]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for one in inputs:
        name = one.get("name")
        if not name or name in INTERNAL:
            continue
        kind = one.tag if one.tag != "input" else (one.get("type") or "text")
        if kind in {"radio", "checkbox", "button", "submit"}:
            known = fields.get(name)
            value = one.get("value") or ("on" if kind == "checkbox" else "")
            chosen = value if known is None or one.get("checked") is not None else known.value
            fields[name] = Field(name, kind, chosen, (*(known.choices if known else ()), value))
        elif kind == "select":
            options = tuple(option.get("value", "") for option in one.iter("option"))
            chosen = one.xpath(".//option[@selected]/@value")
            fields[name] = Field(name, kind, next(iter(chosen or options), ""), options)
        else:
            value = (one.text_content() if kind == "textarea" else one.get("value")) or ""
            most = int(one.get("maxlength")) if one.get("maxlength") else None
            fields[name] = Field(name, kind, value.removeprefix("\n"), (), one.get("required") is not None, most)
    return fields


def _links(page: HtmlElement, address: str) -> list[str]:
    ways = [
        *page.xpath("//a/@href"),
        *page.xpath("//@*[name()='hx-get' or name()='data-url' or name()='src']"),
    ]
    return [
        urljoin(address, each).partition("#")[0]
        for each in ways
        if not urlsplit(each).scheme and not urlsplit(each).netloc
    ]
