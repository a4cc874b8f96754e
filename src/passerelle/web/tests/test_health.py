"""Who watches over an installation gets an answer by any name."""

from __future__ import annotations

from django.db import Error, connection


def test_this_process_answers_by_any_name(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_it_can_work(client, db):
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "files": "ok"})


def test_a_silent_database_is_said(client, db, monkeypatch):
    def silent(*args):
        raise Error

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", silent)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": "does not answer", "files": "ok"})
