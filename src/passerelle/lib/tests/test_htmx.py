"""The same view answers htmx and a plain form."""

from django.http import HttpResponse
from django.test import RequestFactory

from passerelle.lib.htmx import go, is_htmx, vary

PLAIN = RequestFactory().post("/")
PARTIAL = RequestFactory().post("/", headers={"HX-Request": "true"})
RESTORED = RequestFactory().get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})


def test_who_asks() -> None:
    assert [is_htmx(request) for request in (PLAIN, PARTIAL, RESTORED)] == [False, True, False]


def test_moving_on() -> None:
    assert (go(PLAIN, "/c/abc123/").status_code, go(PLAIN, "/c/abc123/")["Location"]) == (302, "/c/abc123/")
    assert (go(PARTIAL, "/c/abc123/").status_code, go(PARTIAL, "/c/abc123/")["HX-Location"]) == (
        204,
        '{"path": "/c/abc123/"}',
    )


def test_caches_are_told() -> None:
    assert vary(HttpResponse(headers={"Vary": "Cookie"}))["Vary"] == "Cookie, HX-Request"
