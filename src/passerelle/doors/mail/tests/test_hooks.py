"""What a mail service says and brings: believed when it is the one that is named, counted once, and nothing for anybody else."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import sys
from base64 import b64encode
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from cast.letters import letter
from cast.mail_service import EVENTS, INBOUND, KEY, SECRET, brought, came_back, failed, named, tell
from cast.people import Cast, as_actor
from cast.post_office import stamped
from passerelle.contributions.models import Contribution, Post
from passerelle.doors.mail import hooks
from passerelle.doors.mail.models import Received
from passerelle.journal.models import Entry
from passerelle.people.actions import refusing_address, write_again
from passerelle.people.models import Person, RefusingAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def postmark(settings) -> None:
    named(settings, "postmark")


@pytest.fixture
def mailgun(settings) -> None:
    named(settings, "mailgun")


def noted() -> list[tuple[str, str, bool]]:
    """Whose address refuses, why, and whether mail to it ended."""
    rows = RefusingAddress.objects.order_by("pk")
    return [(row.address, row.why, row.stopped_at is not None) for row in rows]


def said_to(contribution: Contribution) -> list[tuple[str, str]]:
    rows = Post.objects.unscoped("looking").filter(contribution=contribution, is_body=False).order_by("pk")
    return [(post.author.name, post.source) for post in rows]


def test_without_a_service_there_is_nothing_here(cast: Cast, settings, inbound: None, monkeypatch) -> None:
    for told in (
        {},
        {"mail_service": "pigeon"},
        {"mail_service_secret": "no colon"},
        {"mail_service_secret": ":"},
        {"mail_service": "mailgun", "mail_service_key": ""},
    ):
        named(settings, **{"service": told.pop("mail_service", "" if not told else "postmark"), **told})
        assert [tell(came_back(), to) for to in (EVENTS, INBOUND)] == [404, 404]
        assert Client().get(EVENTS).status_code == 404
    named(settings, "brevo")
    assert [tell([], EVENTS), tell([], INBOUND)] == [400, 404]
    named(settings, "postmark", inbound_address="")
    assert tell({}, INBOUND) == 404
    monkeypatch.setitem(sys.modules, "anymail", None)  # as where the package is not installed
    assert tell(came_back()) == 404
    assert noted() == []


def test_an_address_that_is_gone_gets_no_mail_and_a_repeated_word_counts_once(cast: Cast, postmark: None) -> None:
    assert [tell(came_back()), tell(came_back())] == [200, 200]
    assert noted() == [("ada@orsel.example", "gone", True)]
    assert Entry.objects.filter(verb="person.mail_stopped").count() == 1
    write_again(cast.ada, by=as_actor(cast.ada))
    assert tell(came_back()) == 200
    assert refusing_address(Person.objects.get(pk=cast.ada.pk)) is None
    assert tell(came_back(number=43)) == 200
    assert refusing_address(Person.objects.get(pk=cast.ada.pk)) is not None


def test_not_for_now_is_believed_the_fourth_time_and_a_complaint_at_once(cast: Cast, postmark: None) -> None:
    for number, kind in enumerate(["SoftBounce", "Blocked", "SoftBounce", "SoftBounce"]):
        assert noted() == ([("ada@orsel.example", "busy", False)] if number else [])
        assert tell(came_back(kind, number)) == 200
    tell(came_back("SpamComplaint", 9, "mia@orsel.example"))
    assert noted() == [("ada@orsel.example", "busy", True), ("mia@orsel.example", "complaint", True)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (failed(), "gone"),
        (failed("said"), "gone"),
        (failed("5.2.2"), "busy"),
        (failed("4.4.7"), "busy"),
        (failed("from 5.9.9.9", reason="generic"), "busy"),
        (failed(event="complained"), "complaint"),
        (failed(severity="temporary"), None),
        *(
            (failed(event=event), None)
            for event in ("delivered", "opened", "clicked", "unsubscribed", "accepted", "new")
        ),
        (failed(recipient="nobody@else.example"), None),
        (failed(recipient="ada@orsel.example, mia@orsel.example"), None),
        (failed(recipient=None), None),
    ],
)
def test_what_mailgun_says_of_a_mail(cast: Cast, mailgun: None, said: Any, why: str | None) -> None:
    assert tell(said) == 200
    assert [row[1] for row in noted()] == ([why] if why else [])
    assert Received.objects.count() == bool(why)


@pytest.mark.parametrize(
    ("service", "said", "why"),
    [
        ("brevo", {"event": "hard_bounce", "email": "ada@orsel.example", "message-id": "1", "ts_epoch": 1}, "gone"),
        ("brevo", {"event": "soft_bounce", "email": "ada@orsel.example", "message-id": "1", "ts_epoch": 1}, "busy"),
        (
            "mailjet",
            [{"event": "bounce", "email": "ada@orsel.example", "hard_bounce": True, "error": "user unknown"}],
            "gone",
        ),
        (
            "mailjet",
            [{"event": "bounce", "email": "ada@orsel.example", "hard_bounce": False, "error": "quota exceeded"}],
            "busy",
        ),
        (
            "resend",
            {
                "type": "email.bounced",
                "data": {
                    "to": ["ada@orsel.example"],
                    "bounce": {"message": "sent a hard bounce message", "type": "Permanent"},
                },
            },
            "gone",
        ),
        (
            "sparkpost",
            [
                {"msys": {}},
                {
                    "msys": {
                        "message_event": {
                            "type": "bounce",
                            "bounce_class": "22",
                            "raw_reason": "552 5.7.0 full",
                            "raw_rcpt_to": "ada@orsel.example",
                            "event_id": "1",
                        }
                    }
                },
            ],
            "busy",
        ),
    ],
)
def test_what_others_say(cast: Cast, settings, service: str, said: object, why: str) -> None:
    named(settings, service)
    assert tell(said) == 200
    assert [row[1] for row in noted()] == [why]


@pytest.mark.parametrize(("kind", "why"), [("hard_bounced", "gone"), ("soft_bounced", "busy")])
def test_mailersend_signs_the_whole(cast: Cast, settings, kind: str, why: str) -> None:
    named(settings, "mailersend")
    recipient = {"email": "ada@orsel.example"}
    morph = {"object": "recipient_bounce", "reason": "Host or domain name not found"}
    data = {"type": kind, "id": "1", "created_at": "2026-07-01T14:49:41Z", "email": {"recipient": recipient}}
    content = json.dumps({"type": f"activity.{kind}", "data": {**data, "morph": morph}}).encode()
    assert tell(content, Signature=hmac.new(KEY.encode(), content + b" ", hashlib.sha256).hexdigest()) == 403
    assert tell(content, Signature=hmac.new(KEY.encode(), content, hashlib.sha256).hexdigest()) == 200
    assert noted() == [("ada@orsel.example", why, why == "gone")]


def test_who_is_not_the_service_changes_nothing_and_leaves_no_words(cast: Cast, settings, caplog) -> None:
    caplog.set_level(logging.DEBUG, "passerelle")
    named(settings, "mailgun")
    forged = failed(key="another key")
    assert tell(failed(), secret="hub:guessed") == 403
    assert Client().post(EVENTS, failed(), "application/json").status_code == 403
    assert [tell(forged), tell({**failed(), "signature": None}), tell([]), tell(b"{"), tell(b"\xff")] == [403] * 5
    named(settings, "postmark")
    assert [tell(b"{"), tell([]), tell(b""), tell(b"null"), tell(brought(b""))] == [400] * 5
    assert tell(b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)) == 413
    assert tell(b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), secret="hub:guessed") == 403
    assert Client().get(EVENTS).status_code == 405
    assert noted() == []
    assert len(caplog.messages) == 14
    assert "orsel" not in caplog.text


def test_a_mail_that_is_brought_becomes_a_reply_once(
    cast: Cast, bread: Contribution, address: str, postmark: None
) -> None:
    mail = brought(stamped(bytes(letter(address, "Very hot."))))
    assert [tell(mail, INBOUND), tell(mail, INBOUND)] == [200, 200]
    assert said_to(bread) == [("Mia Orsel", "How hot?"), ("Ada Orsel", "Very hot.")]


def test_mailgun_brings_it_as_a_form(cast: Cast, bread: Contribution, address: str, mailgun: None) -> None:
    signed = failed()["signature"]
    raw = stamped(bytes(letter("friends@orsel.example", "Very hot."))).decode()
    form = {**signed, "sender": "ada@orsel.example", "recipient": address, "body-mime": raw}
    authorization = {"Authorization": f"Basic {b64encode(SECRET.encode()).decode()}"}
    assert Client().post(INBOUND, {**form, "signature": "0"}, headers=authorization).status_code == 403
    assert Client().post(INBOUND, signed, headers=authorization).status_code == 400
    assert Client().post(INBOUND, form, headers=authorization).status_code == 200
    assert said_to(bread)[1:] == [("Ada Orsel", "Very hot.")]


@pytest.mark.parametrize("is_base64", [True, False])
def test_sparkpost_brings_it_whole(cast: Cast, bread: Contribution, address: str, settings, is_base64: bool) -> None:
    named(settings, "sparkpost")
    raw = stamped(bytes(letter(address, "Very hot.")))
    content = {"email_rfc822": (b64encode(raw) if is_base64 else raw).decode(), "email_rfc822_is_base64": is_base64}
    relayed = {"content": content, "protocol": "smtp", "msg_from": "ada@orsel.example", "rcpt_to": address}
    assert tell([{"msys": {"relay_message": relayed}}], INBOUND) == 200
    assert said_to(bread)[1:] == [("Ada Orsel", "Very hot.")]


def test_a_sender_nobody_vouches_for_is_not_believed_because_a_service_brought_it(
    cast: Cast, bread: Contribution, address: str, postmark: None
) -> None:
    plain = bytes(letter(address, "Very hot."))
    forged = b"Authentication-Results: mx.else.example; dmarc=pass header.from=orsel.example\n" + plain
    parts = {**brought(plain), "Headers": [{"Name": "Authentication-Results", "Value": "mx.orsel.example; dmarc=pass"}]}
    assert [tell(brought(plain), INBOUND), tell(brought(forged), INBOUND), tell(parts, INBOUND)] == [200] * 3
    del parts["RawEmail"]
    assert [tell(parts, INBOUND), tell(brought(b""), INBOUND)] == [400, 400]
    assert said_to(bread) == [("Mia Orsel", "How hot?")]


@pytest.mark.django_db(transaction=True)
def test_what_breaks_half_way_is_not_acknowledged_and_done_when_the_service_comes_again(
    cast: Cast, bread: Contribution, address: str, postmark: None
) -> None:
    mail = brought(stamped(bytes(letter(address, "Very hot."))))
    with connection.execute_wrapper(_without_room_for_entries):
        assert tell(mail, INBOUND) == 503
    assert [Received.objects.count(), said_to(bread)[1:]] == [0, []]
    with connection.execute_wrapper(_without_room_for_entries):
        assert tell(came_back()) == 503
    assert [Received.objects.count(), noted()] == [0, []]
    assert [tell(mail, INBOUND), tell(came_back())] == [200, 200]
    assert [said_to(bread)[1:], noted()] == [[("Ada Orsel", "Very hot.")], [("ada@orsel.example", "gone", True)]]


def _without_room_for_entries(execute, sql, *given):
    """The database takes everything of a verb but its last step."""
    if sql.startswith('INSERT INTO "journal_entry"'):
        raise OperationalError("no room")
    return execute(sql, *given)


def test_each_address_takes_as_much_as_mail_may_be() -> None:
    assert [hooks.EVENTS.largest, hooks.INBOUND.largest] == [4 * 1024 * 1024, 30 * 1024 * 1024]
