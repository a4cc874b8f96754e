"""Who watches over an installation gets an answer by any name; who runs it, a word about what is wrong."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import Error, connection

from passerelle.web.installation import findings


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


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"BASE_URL": "http://talk.example"}, "People reach this installation without encryption"),
        ({"DEBUG": True}, "Developer mode is on"),
        ({"SECRET_KEY": "short"}, "The signing key is short"),
        ({"LANGUAGES": [("en", "English"), ("tlh", "Klingon")]}, "Pages are not translated to Klingon"),
    ],
)
def test_dangerous_settings_are_found(db, settings, changes, title):
    sound = {
        "BASE_URL": "https://talk.example",
        "DEBUG": False,
        "SECRET_KEY": "k" * 50,
        "LANGUAGES": [("en", "English")],
    }
    for name, value in (sound | changes).items():
        setattr(settings, name, value)
    usual = {"Mail is not configured", "This process runs no jobs"}
    assert {finding.title for finding in findings()} - usual == {title}


def test_starting_asks_none_of_this():
    assert [message for message in run_checks() if (message.id or "").startswith("web.")] == []
