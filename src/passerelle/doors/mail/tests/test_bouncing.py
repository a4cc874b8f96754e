"""Mail that comes back stops mail to that address, and nobody can stop that of somebody else."""

from __future__ import annotations

from datetime import timedelta
from email.utils import make_msgid

import pytest

from cast.letters import letter
from cast.people import Cast, Places, as_actor
from cast.post_office import HUB, SERVER, PostOffice, stamped
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.receiving import receive
from passerelle.doors.mail.tasks import forget_received
from passerelle.lib.clock import as_of, now
from passerelle.notifications.mailing.inbound import return_path
from passerelle.people.actions import erase, refusing_address
from passerelle.people.models import Person, RefusingAddress
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def report(
    to: str, status: str = "5.1.1", action: str = "failed", *, kind: str = "delivery-status", told: str = ""
) -> bytes:
    """What a mail server writes when it cannot deliver."""
    told = (
        told
        or f"Reporting-MTA: dns; mx.else.example\n\nFinal-Recipient: rfc822; x@else.example\nAction: {action}\nStatus: {status}\n"
    )
    inside = "message/delivery-status" if kind == "delivery-status" else "text/rfc822-headers"
    return f"""\
Return-Path: <>
From: Mail Delivery <mailer-daemon@mx.else.example>
To: {to}
Message-ID: {make_msgid()}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: {inside}

{told}
--b--
""".encode()


def stopped(person: Person) -> bool:
    return refusing_address(Person.objects.get(pk=person.pk)) is not None


def test_a_mail_that_comes_back_ends_mail_to_that_address_until_its_owner_says_otherwise(
    cast: Cast, bread: Contribution, office: PostOffice, visit
) -> None:
    actions.reply(bread, text="How hot?", by=as_actor(cast.mia))
    run_all()
    [asked] = office.to("ada@orsel.example")
    assert receive(report(asked["X-Envelope-From"]), SERVER).verdict == Verdict.BOUNCED
    actions.reply(bread, text="Well?", by=as_actor(cast.mia))
    run_all()
    assert len(office.to("ada@orsel.example")) == 1
    browser = visit(cast.ada)
    for page in ("/inbox/", "/settings/account/"):
        assert "Your address ada@orsel.example refuses our mail" in browser.get(page).content.decode()
    assert "1 address refuses our mail" in visit(cast.root).get("/administration/").content.decode()
    assert browser.post("/settings/mail/again/").status_code == 302
    assert not stopped(cast.ada)
    assert "refuses our mail" not in browser.get("/inbox/").content.decode()
    actions.reply(bread, text="Hello?", by=as_actor(cast.mia))
    run_all()
    assert len(office.to("ada@orsel.example")) > 1


def test_nobody_silences_somebody_else(cast: Cast, inbound: None) -> None:
    own = return_path(cast.otto) or ""
    for to in (
        HUB,
        HUB.replace("@", "+bounce@"),
        own.replace("+b", "+r"),
        own[:-20] + "aaaa" + own[-16:],
        "ada@orsel.example",
    ):
        assert receive(report(to), SERVER).verdict == Verdict.AUTOMATIC
    assert receive(report(own), SERVER).verdict == Verdict.BOUNCED
    assert [stopped(cast.otto), RefusingAddress.objects.count()] == [True, 1]


def test_not_for_now_is_believed_the_fourth_time(cast: Cast, inbound: None) -> None:
    path = return_path(cast.ada) or ""
    for status in ("4.4.1", "5.2.2", "4.2.2"):
        receive(report(path, status), SERVER)
        assert not stopped(cast.ada)
    receive(report(path, "4.4.7", "delayed"), SERVER)
    assert not stopped(cast.ada)
    with as_of(now() + timedelta(days=15)):
        receive(report(path, "4.4.1"), SERVER)
        assert not stopped(cast.ada)
        for _time in range(3):
            receive(report(path, "4.4.1"), SERVER)
        assert stopped(cast.ada)


def test_the_same_report_counts_once_and_an_address_that_changed_is_another(cast: Cast, inbound: None) -> None:
    path = return_path(cast.ada) or ""
    same = report(path, "4.4.1")
    for _time in range(5):
        receive(same, SERVER)
    assert not stopped(cast.ada)
    Person.objects.filter(pk=cast.ada.pk).update(email="ada.new@orsel.example")
    assert receive(report(path), SERVER).verdict == Verdict.AUTOMATIC
    assert not stopped(cast.ada)


def test_a_complaint_ends_mail_as_well(cast: Cast, inbound: None) -> None:
    path = return_path(cast.ada)
    told = f"From: Orsel <passerelle@localhost>\nReturn-Path: <{path}>\nSubject: Bread\n"
    assert receive(report(HUB, kind="feedback-report", told=told), SERVER).verdict == Verdict.BOUNCED
    assert RefusingAddress.objects.get().why == "complaint"


def test_nothing_of_it_outlives_its_person_or_its_use(cast: Cast, address: str) -> None:
    receive(report(return_path(cast.ada) or ""), SERVER)
    receive(stamped(bytes(letter(address))), SERVER)
    assert Received.objects.count() == 2
    erase(cast.ada, by=as_actor(cast.root))
    run_all()
    assert [Received.objects.count(), RefusingAddress.objects.count()] == [0, 0]
    Received.objects.create(key="old", verdict=Verdict.TAKEN)
    with as_of(now() + timedelta(days=91)):
        forget_received()
    assert not Received.objects.exists()


def test_an_absence_notice_is_no_report(cast: Cast, places: Places, inbound: None) -> None:
    away = letter(return_path(cast.ada) or "", "I am away.", Subject="Out of office", Auto_Submitted="auto-replied")
    assert receive(bytes(away), SERVER).verdict == Verdict.AUTOMATIC
    assert not RefusingAddress.objects.exists()
