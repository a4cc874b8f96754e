"""Machines that answer each other: two installations, an autoresponder and an address that bounces, for half an hour of their time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core import mail
from pytest_django import Settings

from cast.letters import letter
from cast.people import Cast, as_actor
from cast.post_office import HUB, SERVER, stamped, with_mailbox
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Post
from passerelle.doors.mail.receiving import receive
from passerelle.doors.mail.tests.test_bouncing import report
from passerelle.lib.clock import as_of, now
from passerelle.people.models import Person, RefusingAddress
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
OTHER = "hub@other.example"
HALF_AN_HOUR = 30
MOST = 4  # mails after the first ones, which somebody asked for


@dataclass
class Wire:
    """Carries the bytes of every mail to whoever answers at its address."""

    settings: Settings
    marked: bool
    carried: list[tuple[str, str]] = field(default_factory=list)

    def minute(self) -> None:
        """Everybody's programs run once."""
        run_all()
        sent, mail.outbox = list(mail.outbox), []
        for each in sent:
            self.carry(each.message().as_bytes(), each.from_email, each.to[0])

    def carry(self, raw: bytes, envelope_from: str, to: str) -> None:
        self.carried.append((envelope_from, to))
        for answer, answer_from, answer_to in self.answers(raw, envelope_from, to):
            self.carry(answer, answer_from, answer_to)

    def answers(self, raw: bytes, envelope_from: str, to: str) -> Iterator[tuple[bytes, str, str]]:
        if to.startswith("hub"):
            hub, domain = to.split("@")[0].split("+")[0], to.split("@")[1]
            with_mailbox(self.settings)
            address = {"inbound_address": f"{hub}@{domain}", "email_from": f"passerelle@{domain}"}
            self.settings.PASSERELLE = self.settings.PASSERELLE.model_copy(update=address)
            receive(stamped(raw, to), SERVER)
            with_mailbox(self.settings)
        elif to.startswith("gone"):
            yield report(envelope_from), "", envelope_from
        elif to.startswith("auto"):
            heard = message_from_bytes(raw, policy=policy.default)
            reply = self.absence(heard, heard["Reply-To"] or heard["From"])
            yield bytes(reply), to, str(reply["To"])

    def absence(self, heard: EmailMessage, to: str) -> EmailMessage:
        marks = {"Auto_Submitted": "auto-replied"} if self.marked else {}
        said = letter(
            "x@orsel.example",
            "I am away until Monday.",
            sender="auto@orsel.example",
            Subject=f"Re: {heard['Subject']}",
            **marks,
        )
        del said["To"]
        said["To"] = to.rpartition("<")[2].rstrip(">")
        return said


@pytest.mark.parametrize("marked", [True, False], ids=["an autoresponder that says so", "one that does not"])
def test_machines_fall_silent(marked: bool, cast: Cast, bread: Contribution, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "passerelle@orsel.example"
    with_mailbox(settings)
    for who, email in ((cast.ada, "auto@orsel.example"), (cast.sam, "gone@orsel.example"), (cast.otto, OTHER)):
        Person.objects.filter(pk=who.pk).update(email=email)
    Person.objects.filter(pk=cast.root.pk).update(
        email="passerelle@orsel.example"
    )  # as the other installation knows us
    run_all()
    mail.outbox.clear()
    named = " ".join(f"@{{person:{who.pid}}}" for who in (cast.ada, cast.sam, cast.otto))
    actions.reply(bread, text=f"How hot, {named}?", by=as_actor(cast.mia))
    wire, begun = Wire(settings, marked), now()
    for minute in range(HALF_AN_HOUR):
        with as_of(begun + timedelta(minutes=minute)):
            wire.minute()
    first = {"auto@orsel.example", "gone@orsel.example", OTHER}
    assert {to for _sender, to in wire.carried} >= first
    assert len(wire.carried) - len(first) <= MOST
    assert RefusingAddress.objects.get(stopped_at__isnull=False).address == "gone@orsel.example"
    said = Post.objects.unscoped("looking").filter(contribution=bread, author=cast.ada, is_body=False)
    assert said.count() == (0 if marked else 1)


@pytest.mark.parametrize("sender", [OTHER, HUB, "passerelle@orsel.example"])
def test_no_installation_answers_another_or_itself(sender: str, cast: Cast, address: str, settings: Settings) -> None:
    """Not even when somebody is entered under its address, and nothing else says that a machine wrote it."""
    Person.objects.filter(pk=cast.ada.pk).update(email=sender)
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"email_from": "passerelle@orsel.example"})
    for _time in range(5):
        receive(stamped(bytes(letter(HUB, "No.", sender=sender))), SERVER)
    run_all()
    assert [each for each in mail.outbox if each.subject == "Your mail was not taken"] == []
