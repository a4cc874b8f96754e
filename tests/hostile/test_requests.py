"""Headers, cookies, bodies and methods no browser sends: an answer every time, and nothing written by a GET."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hostile.asking import ask, ask_body
from hostile.unlinked import pages, posts
from hostile.values import HEADERS

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # decided before a database is asked


@pytest.mark.parametrize("who", ["ada", "nobody"])
def test_headers_nobody_sends(site, who):
    wrong = []
    attached = reverse("attachment", args=[site.life.attachment.pid])
    update = site.life.world.update.get_absolute_url()
    for address in ("/", update, attached, reverse("logo"), reverse("live_since"), reverse("account_login")):
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


@pytest.mark.parametrize(
    "cookie", [f"sessionid={'x' * 5_000}", f"unknown={'y' * 60_000}", "theme=\x00\x1f\x7f", "=; ;;=" * 900]
)
def test_long_and_odd_cookies_on_every_page(site, client, cookie):
    wrong = {}
    for route, (_who, address) in pages(site).items():
        client.cookies.clear()
        if said := ask(client, address, headers={"Cookie": cookie}):
            wrong[route] = said
    assert wrong == {}


PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n%b\r\n--x--\r\n'
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
    ("application/x-www-form-urlencoded", b"&".join(b"field%d=" % n for n in range(1_500))),
    ("application/x-www-form-urlencoded", b"text" + b"[x]" * 20_000 + b"=words"),
    ("application/json; charset=hex", b'{"text": "6a"}'),
    *(("multipart/form-data; boundary=x; charset=" + name, PART % b"\xff%20a") for name in ("hex", "idna", "undefined", "utf-16")),
    ("multipart/form-data; boundary=x", PART.replace(b'"text"', b'"text"; filename*=nope\'\'a%%20b') % b"words"),
    ("multipart/form-data; boundary=x", PART.replace(b'"text"', b'"file"; filename*=utf-8\'\'%%00%%ff..%%2fb') % b"words"),
    ("multipart/form-data; boundary=x", PART.replace(b'"text"', b'"file"; filename="a"\r\nContent-Type: a/b; charset=hex') % b"words"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="f"; filename="n"\r\n\r\n\r\n' * 300),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="' + b"n" * 100_000 + b'"\r\n\r\nwords\r\n--x--'),
    ("multipart/mixed; boundary=x", PART % b"words"),
    ("text/plain", b"\0\xff"),
    ("", b"text=words"),
]  # fmt: skip


@pytest.mark.parametrize("body", range(len(BODIES)))
def test_bodies_no_browser_sends(site, body):
    kind, content = BODIES[body]
    wrong = []
    for form in posts(site)[body % 4 :: 4]:
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


@pytest.mark.parametrize(
    "kind", ["text/html; charset=hex", "a/b; charset=undefined", "a/b; charset=idna", "charset", ";;=", "\u0663"]
)
def test_questions_that_say_they_hold_something(site, kind):
    for address in (reverse("search"), reverse("mentions"), reverse("account_login")):
        assert ask(site.browsers["ada"], address + "?q=%ff%20a&next=%ED%A0%80", headers={"Content-Type": kind}) == ""


@pytest.mark.parametrize(
    "query", ["&" * 100_000, "&".join(f"f{n}=" for n in range(1_500)), "q=%ff%fe&q=%", "=", "q" + "[x]" * 9_000]
)
def test_queries_that_are_none(site, query):
    for name in ("home", "search", "people", "admin_audit", "mentions", "account_login"):
        assert ask(site.browsers["root"], f"{reverse(name)}?{query}") == ""


def test_methods_nobody_expects(site):
    wrong = []
    for route, (who, address) in list(pages(site).items())[::3]:
        for method in ("put", "delete", "patch", "options"):
            said = ask(site.browsers[who], address, method)
            wrong += [f"{method} {route}: {said}"] if said else []
    assert wrong == []
