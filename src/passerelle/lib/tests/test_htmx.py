"""The same view answers htmx and a plain form."""

from django.http import HttpResponse
from django.test import RequestFactory

from passerelle.lib.htmx import asks_for_more, is_htmx, vary

PLAIN = RequestFactory().post("/")
PARTIAL = RequestFactory().post("/", headers={"HX-Request": "true"})
RESTORED = RequestFactory().get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})


def test_who_asks() -> None:
    assert [is_htmx(request) for request in (PLAIN, PARTIAL, RESTORED)] == [False, True, False]


def test_who_asks_for_what_follows() -> None:
    factory, htmx = RequestFactory(), {"HX-Request": "true"}
    asked = [factory.get("/?cursor=x"), factory.get("/", headers=htmx), factory.get("/?cursor=x", headers=htmx)]
    assert [asks_for_more(request) for request in asked] == [False, False, True]


def test_caches_are_told() -> None:
    assert vary(HttpResponse(headers={"Vary": "Cookie"}))["Vary"] == "Cookie, HX-Request"
