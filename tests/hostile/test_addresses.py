"""Addresses and queries that no page of ours makes: an answer every time, and nothing written by a GET."""

from __future__ import annotations

import re
from itertools import cycle, islice

import pytest
from django.urls import NoReverseMatch, reverse

from hostile.asking import ask
from hostile.routes import routes
from hostile.unlinked import UNLINKED, pages
from hostile.values import ADDRESSES, CURSORS, LONG, QUERIES
from house.repository import ours

pytestmark = pytest.mark.django_db
ASKED = re.compile(r"""(?:query|GET|asked|given)(?:\.get\(|\.getlist\(|\[)"(\w+)\"""")


def asked_names(site):
    """Every name our code takes out of a query, or a page puts into one."""
    read = {name for path in ours(".py") for name in ASKED.findall(path.read_text())}
    return sorted(read | {name for names in site.found.queries.values() for name in names})


def test_every_address_is_tried(site):
    reached = set(site.found.pages) | {form.route for form in site.found.forms.values()}
    assert sorted(set(routes()) - reached - set(UNLINKED)) == []
    assert sorted(set(UNLINKED) - set(routes())) == []
    assert sorted(set(UNLINKED) & reached) == []


def test_queries_nobody_sends(site):
    names, wrong = asked_names(site), []
    assert {"cursor", "after", "before", "q", "newer", "page", "kind"} <= set(names)
    every = [*QUERIES, *CURSORS]
    for turn, (route, (who, address)) in enumerate(pages(site).items()):
        for start in (turn, turn + len(every) // 2):
            query = dict(zip(names, islice(cycle(every), start % len(every), None), strict=False))
            said = ask(site.browsers[who], address.partition("?")[0], data=query)
            wrong += [f"{route}: {said}"] if said else []
    assert wrong == []


PLACES = {
    "home": "cursor",
    "community": "newer",
    "topic": "cursor",
    "feed_atom": "before",
    "contribution": "after",
    "community_members": "after",
    "people": "cursor",
    "inbox": "cursor",
    "live_since": "entry",
    "admin_audit": "cursor",
    "bookmarks": "before",
}
WORDS = {
    "search": "q",
    "search_suggest": "q",
    "mentions": "q",
    "people": "q",
    "community_list": "q",
    "admin_people": "q",
}


@pytest.mark.parametrize(("asked", "values"), [(PLACES, CURSORS), (WORDS, QUERIES)], ids=["places", "words"])
def test_each_value_where_it_is_read(site, asked, values):
    wrong = []
    for route, name in asked.items():
        who, address = pages(site)[route]
        for value in values:
            said = ask(site.browsers[who], address.partition("?")[0], data={name: value})
            wrong += [f"{route}?{name}={value[:40]!r}: {said}"] if said else []
    assert wrong == []


def test_addresses_nobody_made(site):
    wrong = []
    for turn, route in enumerate(routes().values()):
        who = "root" if route.name.startswith("admin") else "ada"
        for place, value in enumerate(islice(cycle(ADDRESSES), turn % 3, turn % 3 + len(ADDRESSES), 1 if LONG else 3)):
            try:
                address = reverse(route.name, kwargs=dict.fromkeys((name for name, _kind in route.arguments), value))
            except NoReverseMatch:
                continue
            if not route.arguments or route.name == "live":
                continue
            said = ask(site.browsers[who], address, "post" if place % 2 else "get")
            wrong += [f"{address[:80]}: {said}"] if said else []
    assert wrong == []


def test_paths_that_are_no_address(site):
    paths = [
        "/%00",
        "/c/%00/",
        "/%ff%fe",
        "/..%2f..%2fetc",
        "//evil.example/",
        "/c/" + "x" * 20_000,
        "/\u202e",
        "/c/a/b/c/d/",
    ]
    wrong = {path: said for path in paths if (said := ask(site.browsers["ada"], path))}
    assert wrong == {}
