"""Addresses, queries, headers and bodies that no page of ours makes: an answer every time, and nothing written by a GET."""

from __future__ import annotations

import re
from functools import partial
from itertools import cycle, islice

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from hostile.routes import routes
from hostile.sending import CLEAR, row_counts, undone
from hostile.unlinked import UNLINKED
from hostile.values import ADDRESSES, CURSORS, HEADERS, LONG, MARK, QUERIES
from house.repository import ours

pytestmark = pytest.mark.django_db
ASKED = re.compile(r"""(?:query|GET|asked|given)(?:\.get\(|\.getlist\(|\[)"(\w+)\"""")
FINE = CLEAR | {301, 410, 503}


def pages(site):
    """Route → who asks and the address, of everything that can be read."""
    found = dict(site.found.pages)
    for name, address in UNLINKED.items():
        found[name] = (address.who, reverse(name, args=address.arguments(site.life)))
    return found


def asked_names(site):
    """Every name our code takes out of a query, or a page puts into one."""
    read = {name for path in ours(".py") for name in ASKED.findall(path.read_text())}
    return sorted(read | {name for names in site.found.queries.values() for name in names})


def ask(browser, address, method="get", **given):
    """What is wrong with the answer, if anything."""
    cache.clear()
    with undone(browser):
        before = row_counts()
        try:
            send = partial(browser.generic, "POST") if method == "POST" else getattr(browser, method)
            answer = send(address, **given)
        except Exception as error:
            return f"broke: {type(error).__name__}: {error}"[:200]
        if answer.status_code not in FINE:
            return f"answered {answer.status_code}"
        if method == "get" and row_counts() != before:
            return "wrote something"
        return "shows markup" if not answer.streaming and f"<{MARK}".encode() in answer.content else ""


def ask_body(browser, address, content, kind):
    """The same for bytes as they are: the test client's own post would understand the type."""
    return ask(browser, address, "POST", data=content, content_type=kind)


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
    "contribution": "after",
    "community_members": "after",
    "people": "cursor",
    "inbox": "cursor",
    "live_since": "entry",
    "admin_audit": "before",
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


@pytest.mark.parametrize("who", ["ada", "nobody"])
def test_headers_nobody_sends(site, who):
    wrong = []
    for address in ("/", site.life.world.update.get_absolute_url(), reverse("live_since"), reverse("account_login")):
        for name, value in HEADERS:
            said = ask(site.browsers[who], address, headers={name: value})
            wrong += [f"{address} {name}={value[:40]!r}: {said}"] if said else []
    assert wrong == []


COOKIES = ["", '"abcdefgh\\000"', "x" * 4_000, "é\u202e", '"', "a=b;c", "[]", "../../etc/passwd"]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "theme", "django_language", "shared"])
def test_cookies_nobody_set(site, client, name):
    wrong = []
    for value in COOKIES:
        client.cookies.clear()
        header = f"{name}={value}".encode().decode("latin-1")
        for address in ("/", reverse("account_login")):
            said = ask(client, address, headers={"Cookie": header})
            wrong += [f"{address} {header!r}: {said}"] if said else []
    assert wrong == []


BODIES = [
    ("application/json", b"{"),
    ("application/json", b"[" * 100_000),
    ("application/json", b'"\\ud800"'),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ncut"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\0/../b\"\r\n\r\n\0"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\nContent-Transfer-Encoding: base64\r\n\r\n*\r\n--x--"),
    ("multipart/form-data; boundary=" + "b" * 400, b""),
    ("application/x-www-form-urlencoded", b"text=%ED%A0%80%C3%28%FF&parent=%00&%00=%00"),
    ("application/x-www-form-urlencoded; charset=no-such-thing", b"text=words"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"text=+ADw-"),
    ("text/plain", b"\0\xff"),
    ("", b"text=words"),
]  # fmt: skip


@pytest.mark.parametrize("body", range(len(BODIES)))
def test_bodies_no_browser_sends(site, body):
    kind, content = BODIES[body]
    wrong = []
    for form in [form for form in site.found.forms.values() if form.method == "post"][body % 4 :: 4]:
        said = ask_body(site.browsers[form.who], form.action, content, kind)
        wrong += [f"{form.route} {kind}: {said}"] if said else []
    assert wrong == []


@pytest.mark.parametrize("body", BODIES)
def test_bodies_no_browser_sends_where_texts_and_files_are_taken(site, body):
    kind, content = body
    addresses = [
        reverse("replies", args=[site.life.world.update.pid]),
        reverse("upload"),
        reverse("drafts"),
        "/account/login/",
    ]
    wrong = {each: said for each in addresses if (said := ask_body(site.browsers["ada"], each, content, kind))}
    assert wrong == {}


@pytest.mark.parametrize("key", ["", "x" * 65, "a b", "\u202e", "a\0b", "é", "../"])
@pytest.mark.parametrize("where", ["header", "field"])
def test_keys_that_are_none(site, key, where):
    address = reverse("replies", args=[site.life.world.update.pid])
    more = {"headers": {"Idempotency-Key": key}} if where == "header" else {}
    data = {"text": "Words", "parent": "", **({"_key": key} if where == "field" else {})}
    assert ask(site.browsers["ada"], address, "post", data=data, **more) == ""


def test_methods_nobody_expects(site):
    wrong = []
    for route, (who, address) in list(pages(site).items())[::3]:
        for method in ("put", "delete", "patch", "options"):
            said = ask(site.browsers[who], address, method)
            wrong += [f"{method} {route}: {said}"] if said else []
    assert wrong == []
