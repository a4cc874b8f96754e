"""Writes: whole or not at all, once per key, the first answer for whoever asks again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from passerelle.lib.clock import now
from passerelle.people.models import Person
from passerelle.work.housekeeping import forget_receipts
from passerelle.work.models import Job, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.urls("passerelle.work.tests.writing_urls")]


@pytest.fixture(autouse=True)
def short_chain(settings, tmp_path):
    """The middleware that matters here, and an error page that needs nothing from modules above."""
    chain = ("sessions.middleware.Session", "auth.middleware.Authentication")
    settings.MIDDLEWARE = [
        "django.middleware.csrf.CsrfViewMiddleware",
        *[f"django.contrib.{name}Middleware" for name in chain],
        "passerelle.work.idempotency.IdempotencyMiddleware",
    ]
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    (tmp_path / "error.html").write_text("{{ status }} {{ title }}")
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": [tmp_path]}]


@pytest.fixture
def ada():
    return Person.objects.create(name="Ada", sort_name="Ada", email="ada@example.org")


@pytest.fixture
def client(ada):
    """Ada's browser."""
    return browser_of(ada)


def browser_of(person: Person, **options: object) -> Client:
    browser = Client(raise_request_exception=False, **options)
    browser.force_login(person)
    return browser


def summary(response):
    kept = {name: value for name, value in response.items() if name in {"Location", "HX-Trigger", "Idempotent-Replay"}}
    return response.status_code, kept


def test_a_form_sent_twice_is_written_once(client):
    first, second = (client.post("/write/", {"_key": "k1", "text": "once"}) for _ in range(2))
    job = Job.objects.get()
    assert summary(first) == (302, {"Location": f"/written/{job.pk}/"})
    assert summary(second) == (302, {"Location": f"/written/{job.pk}/", "Idempotent-Replay": "true"})


def test_the_token_of_the_form_does_not_count(client):
    for token in ("a" * 32, "b" * 32):
        client.post("/write/", {"_key": "k1", "csrfmiddlewaretoken": token})
    assert Job.objects.count() == 1


def test_a_partial_comes_again_with_what_htmx_reads(client):
    first, second = (client.post("/partial/", headers={"Idempotency-Key": "k1"}) for _ in range(2))
    assert summary(second) == (200, {"HX-Trigger": "noted", "Idempotent-Replay": "true"})
    assert second.content == first.content
    assert "X-Other" not in second


def test_without_a_key_each_is_a_write(client):
    for _ in range(2):
        client.post("/write/")
    assert (Job.objects.count(), Receipt.objects.count()) == (2, 0)


def test_another_key_or_another_person_is_another_write(client):
    grace = browser_of(Person.objects.create(name="Grace", sort_name="Grace", email="grace@example.org"))
    for browser, key in ((client, "k1"), (client, "k2"), (grace, "k1")):
        browser.post("/write/", {"_key": key})
    assert Job.objects.count() == 3


@pytest.mark.parametrize("change", [{"text": "twice"}, {"text": ["once", "more"]}, {"other": "once"}, {}])
def test_a_key_that_comes_with_something_else_is_refused(client, change):
    client.post("/write/", {"_key": "k1", "text": "once"})
    answer = client.post("/write/", {"_key": "k1", **change})
    assert (answer.status_code, answer.text) == (422, "422 This form was sent before")
    assert Job.objects.count() == 1


def test_a_key_for_another_address_is_refused(client):
    client.post("/write/", {"_key": "k1"})
    assert client.post("/partial/", {"_key": "k1"}).status_code == 422
    assert client.post("/write/?more=1", {"_key": "k1"}).status_code == 422


def test_files_count_by_their_contents(client):
    def send(content: bytes) -> int:
        file = SimpleUploadedFile("plan.txt", content)
        return client.post("/write/", {"file": file}, headers={"Idempotency-Key": "k1"}).status_code

    assert [send(b"first"), send(b"first"), send(b"other")] == [302, 302, 422]


def test_other_bodies_count_as_they_are(client):
    def send(value: object) -> int:
        headers = {"Idempotency-Key": "k1"}
        return client.post("/write/", json.dumps(value), content_type="application/json", headers=headers).status_code

    assert [send([1]), send([1]), send([2])] == [302, 302, 422]


@pytest.mark.parametrize(("path", "status"), [("/invalid/", 422), ("/broken/", 500)])
def test_a_refused_write_leaves_nothing_and_may_be_tried_again(client, path, status):
    for _ in range(2):
        answer = client.post(path, {"_key": "k1"})
        assert answer.status_code == status
        assert "Idempotent-Replay" not in answer
    assert (Job.objects.count(), Receipt.objects.count()) == (0, 0)


def test_a_large_answer_keeps_status_and_address_only(client):
    first, second = (client.post("/large/", {"_key": "k1"}) for _ in range(2))
    assert len(first.content) == 70_000
    assert summary(second) == (201, {"Location": "/large/", "Idempotent-Replay": "true"})
    assert second.content == b""


def test_a_stream_is_not_kept(client):
    first, second = (client.post("/stream/", {"_key": "k1"}) for _ in range(2))
    assert first.getvalue() == b"ab"
    assert (second.status_code, second.content, Job.objects.count()) == (200, b"", 1)


@pytest.mark.parametrize("key", ["x" * 65, "a b", "é"])
def test_a_key_of_another_form_is_refused(client, key):
    assert client.post("/write/", {"_key": key}).status_code == 400
    assert Job.objects.count() == 0


def test_a_view_outside_keeps_what_it_wrote(client):
    client.post("/slow_upload/", {"_key": "k1"})
    assert (Job.objects.count(), Receipt.objects.count()) == (1, 0)


def test_nobody_s_requests_pass(db):
    for _ in range(2):
        assert Client().post("/write/", {"_key": "k1"}).status_code == 302
    assert (Job.objects.count(), Receipt.objects.count()) == (2, 0)


def test_a_forged_form_is_refused_and_leaves_no_receipt(ada):
    browser = browser_of(ada, enforce_csrf_checks=True)
    assert browser.post("/checked/", {"_key": "k1"}).status_code == 403
    assert (Job.objects.count(), Receipt.objects.count()) == (0, 0)


def test_a_missing_address_stays_missing(client):
    assert client.post("/nowhere/", {"_key": "k1"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one_write(ada):
    def write(browser):
        try:
            return browser.post("/write_slowly/", {"_key": "k1"})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(write, [browser_of(ada) for _ in range(4)]))
    job = Job.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/written/{job.pk}/"] * 4
    assert sorted(answer.get("Idempotent-Replay", "false") for answer in answers) == ["false", "true", "true", "true"]


def test_receipts_are_forgotten_after_a_week(ada):
    for days in (6, 8):
        Receipt.objects.create(person=ada, key=f"k{days}", created_at=now() - timedelta(days=days))
    forget_receipts()
    assert [receipt.key for receipt in Receipt.objects.all()] == ["k6"]
