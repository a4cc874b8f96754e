"""Mail that was made to break something: refused, nothing lost, nothing sent."""

from __future__ import annotations

import time

import pytest
from django.core import mail

from cast.imap_server import Mailbox
from cast.letters import letter
from cast.people import Cast
from cast.post_office import HUB, SERVER, stamped
from passerelle.contributions.models import Contribution, Post
from passerelle.doors.mail import fetching
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.reading.letter import Letter
from passerelle.doors.mail.receiving import receive
from passerelle.people.models import Person
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth) for depth in range(2_000))
FROM = b"From: ada@orsel.example\nTo: %s\nMIME-Version: 1.0\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\n"
UNTAKEN = {
    "nothing": b"",
    "noise": bytes(range(256)) * 50,
    "no headers": b"\n\nhello",
    "headers that never end": b"From: ada@orsel.example\nX: " + b"a" * 3_000_000,
    "twenty thousand headers": FROM + b"".join(b"X-%d: a\n" % number for number in range(100_000)) + b"\n",
    "parts within parts": FROM + DEEP,
    "a thousand parts": FROM + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 1_000,
    "a boundary that is missing": FROM + b"Content-Type: multipart/mixed\n\n--b\n\nhello\n",
    "a boundary that never comes": FROM + b"Content-Type: multipart/mixed; boundary=b\n\nhello\n",
    "base64 that is none": FROM + PLAIN + b"Content-Transfer-Encoding: base64\n\n\xff\xfe===\n",
    "letters in no charset": FROM + b"Content-Type: text/plain; charset=klingon\n\n\xe9\xff\n",
    "utf-7": FROM + b"Content-Type: text/plain; charset=utf-8\n\n\xe9\xff\n",
    "two senders": FROM + b"From: mia@orsel.example\n" + PLAIN + b"\nhello\n",
    "no text": FROM + b"Content-Type: image/png\n\nMZ\x00\x00\n",
    "encrypted": FROM + b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n\n--b--\n",
    "HTML without end": FROM + b"Content-Type: text/html; charset=utf-8\n\n" + b"<div>" * 50_000,
    "longer than a text": FROM + PLAIN + b"\n" + b"word " * 20_000,
}


@pytest.mark.parametrize("case", UNTAKEN)
def test_broken_mail_is_refused_and_stops_nothing(
    case: str, cast: Cast, bread: Contribution, address: str, no_trace
) -> None:
    raw = UNTAKEN[case].replace(b"%s", address.encode(), 1)
    begun = time.process_time()
    verdict = receive(stamped(raw, address) if raw else raw, SERVER).verdict
    assert verdict != Verdict.TAKEN
    assert time.process_time() - begun < 10
    assert Post.objects.unscoped("looking").filter(contribution=bread, author=cast.ada, is_body=False).count() == 0


@pytest.mark.slow
def test_a_mail_of_25_megabytes_is_taken(bread: Contribution, address: str) -> None:
    head = f"From: ada@orsel.example\nTo: {address}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n".encode()
    text = b"--b\nContent-Type: text/plain; charset=utf-8\n\nLook.\n--b\nContent-Type: application/octet-stream; name=a.bin\n\n"
    assert receive(stamped(head + text + b"a" * 25_000_000 + b"\n--b--\n"), SERVER).verdict == Verdict.TAKEN


def test_of_a_larger_mail_only_the_beginning_is_read(
    cast: Cast, bread: Contribution, address: str, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000)
    number = mailbox.add(stamped(bytes(letter(address, "word " * 300))))
    [outcome] = fetching.fetch(mailbox.url, SERVER)
    assert outcome.verdict == Verdict.LARGE
    assert not any("BODY.PEEK[]" in command for command in mailbox.commands)
    assert mailbox.mails[number].flags == {r"\Seen", r"\Flagged"}


def test_a_hundred_thousand_recipients_are_looked_through_in_no_time(bread: Contribution, address: str) -> None:
    many = ",\n ".join(f"x{number}@orsel.example" for number in range(100_000))
    raw = f"From: ada@orsel.example\nTo: {many}\nCc: {address}\nContent-Type: text/plain\n\nHello.\n".encode()
    begun = time.process_time()
    assert receive(stamped(raw, HUB), SERVER).verdict == Verdict.TAKEN
    assert time.process_time() - begun < 5


def test_no_header_is_carried_into_an_answer(cast: Cast, address: str) -> None:
    mail.outbox.clear()
    hostile = "<a@x>\\r\\nBcc: everybody@orsel.example"
    for number, identifier in enumerate(
        ("<a b@x>", "<a@x>\r\n\tBcc: b@x", hostile, "<" + "a" * 5_000 + "@x>", "no id")
    ):
        raw = f"From: ada@orsel.example\nTo: {HUB}\nMessage-ID: {identifier}\nSubject: {number}\n\nHi\n".encode()
        assert receive(stamped(raw), SERVER).verdict == Verdict.UNADDRESSED
        Received.objects.update(answered_at=None)
        run_all()
    told = [letter.message() for letter in mail.outbox if letter.subject == "Your mail was not taken"]
    assert len(told) == 1
    assert [one["Bcc"] for one in told] == [None]
    assert set(Received.objects.values_list("message_id", flat=True)) == {"", "<a@x>"}


LOCALS = [
    "a b",
    '"a"',
    '"a@orsel.example"',
    "a..b",
    ".a",
    "a.",
    "",
    "a" * 65,
    "ａda",
    "adа",
    "a\\d",
    "a(b)",
    "a,b",
    "a;b",
    "a:b",
    "a<b",
    "[a]",
]
DOMAINS = [
    "orsel",
    "orsel..example",
    "-orsel.example",
    "orsel.example.",
    "[127.0.0.1]",
    "orsel_.example",
    "orsel.example@evil.example",
    "orsel.example:25",
    "оrsel.example",
    "orsel．example",
    "orsel.example%evil.example",
    "a" * 64 + ".example",
    "xn--.example",
    "",
    "orsel.example,evil.example",
]
ODD = [
    *(f"{local}@orsel.example" for local in LOCALS),
    *(f"ada@{domain}" for domain in DOMAINS),
    *(f"{local}@{domain}" for local in LOCALS[:10] for domain in DOMAINS[:15]),
    "=?utf-8?q?ada=40orsel.example?=",
    "=?utf-8?q?ada?= =?utf-8?q?=40orsel.example?=",
    "<@evil.example:ada@orsel.example>",
    "ada@orsel.example ada@orsel.example",
    "ada@orsel.example <mia@evil.example>",
    '"ada@orsel.example" <mia@evil.example>',
    "Ada <mia@evil.example> <ada@orsel.example>",
    "Ada: ada@orsel.example;",
    "ada@evil.example (ada@orsel.example)",
    "ada@orsel.example, mia@evil.example",
    "<ada@orsel.example>, <mia@evil.example>",
    '"<ada@orsel.example>" <mia@evil.example>',
    "<<ada@orsel.example>>",
    "ada@orsel.example>",
    "@",
    "<>",
    "\x00ada@orsel.example",
    "ada@orsel.example\x0bx",
]


def test_two_hundred_odd_senders_are_nobody_here(cast: Cast, bread: Contribution, address: str, no_trace) -> None:
    assert len(ODD) >= 200
    taken = []
    with no_trace():
        for sender in ODD:
            raw = f"From: {sender}\nTo: {address}\nContent-Type: text/plain\n\nHello.\n".encode()
            vouched = f"Authentication-Results: {SERVER}; dmarc=pass header.from=orsel.example\n".encode() + raw
            if receive(vouched, SERVER).verdict in (Verdict.TAKEN, Verdict.UNPROVEN):
                taken.append(sender)
    assert taken == []


@pytest.mark.parametrize(
    "sender",
    [
        "ada@orsel.example",
        "ADA@Orsel.Example",
        "<ada@orsel.example>",
        '"Orsel, Ada" <ada@orsel.example>',
        "Ada (home) <ada@orsel.example>",
    ],
)
def test_plain_senders_are_who_they_are(sender: str, cast: Cast) -> None:
    assert Letter.of(f"From: {sender}\n\n".encode()).sender == cast.ada.email


def test_hostile_words_are_only_words(cast: Cast, bread: Contribution, address: str) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} %(x)s"
    assert receive(stamped(bytes(letter(address, text))), SERVER).verdict == Verdict.TAKEN
    post = Post.objects.unscoped("looking").get(contribution=bread, author=cast.ada, is_body=False)
    assert "<script" not in post.html
    assert 'href="javascript' not in post.html
    assert Person.objects.count() == 10
