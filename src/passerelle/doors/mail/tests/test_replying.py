"""Reply by mail, from the mail that asks to the text that stands there."""

from __future__ import annotations

import imaplib
from datetime import timedelta

import pytest

from cast.imap_server import Mailbox
from cast.letters import letter
from cast.people import Cast, Places, as_actor
from cast.post_office import SERVER, PostOffice, stamped, with_mailbox
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.models import Attachment, Contribution, Draft, Post
from passerelle.doors.mail import fetching
from passerelle.doors.mail.fetching import fetch
from passerelle.doors.mail.models import Received, Verdict
from passerelle.doors.mail.receiving import receive
from passerelle.doors.mail.tasks import fetch_mail
from passerelle.journal.models import Entry
from passerelle.lib.clock import as_of, now
from passerelle.notifications.mailing.inbound import Purpose, address_for
from passerelle.work.models import Job
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


def take(mail: object) -> Verdict:
    return receive(stamped(bytes(mail)), SERVER).verdict


def replies(contribution: Contribution) -> list[tuple[str, str, str | None]]:
    rows = Post.objects.unscoped("looking").filter(contribution=contribution, is_body=False).order_by("pk")
    return [(post.author.name, post.source, post.parent.source if post.parent else None) for post in rows]


def test_who_got_a_mail_answers_it_and_the_answer_stands_there(
    cast: Cast, bread: Contribution, office: PostOffice, mailbox: Mailbox
) -> None:
    actions.reply(bread, text="How hot?", by=as_actor(cast.mia))
    run_all()
    [asked] = office.to("ada@orsel.example")
    assert "Reply to this mail to answer." in asked.get_body(("plain",)).get_content()
    answer = letter(
        asked["Reply-To"], "Very hot.\n\nOn 1 July 2026, Mia Orsel · Orsel wrote:\n> Mia Orsel answers you\n"
    )
    answer["In-Reply-To"] = asked["Message-ID"]
    for _twice in range(2):
        office.post(answer)
    assert [outcome.again for outcome in fetch(mailbox.url, SERVER)] == [False, True]
    assert replies(bread) == [("Mia Orsel", "How hot?", None), ("Ada Orsel", "Very hot.", "How hot?")]
    assert mailbox.mails == {}
    run_all()
    assert office.letters[-1]["To"] == "mia@orsel.example"
    assert len(office.to("ada@orsel.example")) == 1
    assert Entry.objects.filter(verb="reply.published", actor=cast.ada).values_list("via", flat=True).get() == "mail"


@pytest.mark.parametrize("dies_at", ["UID STORE", "EXPUNGE"])
def test_a_process_that_dies_loses_nothing_and_does_nothing_twice(
    dies_at: str, cast: Cast, bread: Contribution, hot: Post, address: str, mailbox: Mailbox
) -> None:
    mailbox.add(stamped(bytes(letter(address, "Very hot."))))
    mailbox.dies_at = dies_at
    with pytest.raises(imaplib.IMAP4.abort):
        fetch(mailbox.url, SERVER)
    mailbox.dies_at = ""
    fetch(mailbox.url, SERVER)
    assert replies(bread)[1:] == [("Ada Orsel", "Very hot.", "How hot?")]
    assert [mail.flags for mail in mailbox.mails.values()] == (
        [] if dies_at == "UID STORE" else [{r"\Seen", r"\Deleted"}]
    )


def test_without_an_address_nothing_is_offered(cast: Cast, bread: Contribution, office: PostOffice, settings) -> None:
    settings.PASSERELLE = settings.PASSERELLE.model_copy(update={"inbound_address": ""})
    actions.reply(bread, text="How hot?", by=as_actor(cast.mia))
    run_all()
    [asked] = office.to("ada@orsel.example")
    assert asked["Reply-To"] is None
    assert "Reply to this mail" not in asked.get_body(("plain",)).get_content()


def test_one_mail_that_cannot_be_dealt_with_holds_up_no_other(
    cast: Cast, bread: Contribution, address: str, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays as it is, and is taken when what was wrong is mended."""
    for text in ("Poison.", "Very hot."):
        mailbox.add(stamped(bytes(letter(address, text))))

    def break_at_poison(raw: bytes, *arguments: object, **more: object) -> object:
        if b"Poison" in raw:
            raise ValueError
        return receive(raw, *arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "receive", break_at_poison)
        assert len(fetch(mailbox.url, SERVER)) == 1
    assert [mail.flags for mail in mailbox.mails.values()] == [set()]
    fetch(mailbox.url, SERVER)
    assert [text for _who, text, _parent in replies(bread)] == ["How hot?", "Very hot.", "Poison."]


def test_a_mailbox_that_is_away_leaves_no_job_behind(
    db: None, mailbox: Mailbox, settings, caplog: pytest.LogCaptureFixture
) -> None:
    for url in (mailbox.url.replace("s3", "wrong"), mailbox.url + "/Nowhere", "imap://127.0.0.1:1"):
        with_mailbox(settings, url)
        fetch_mail()
    assert caplog.text.count("PASSERELLE_INBOUND_URL cannot be read") == 3


FORGERIES = {
    "nobody vouches": (b"", Verdict.UNPROVEN),
    "somebody else vouches": (
        b"Authentication-Results: mx.evil.example; dmarc=pass header.from=orsel.example\n",
        Verdict.UNPROVEN,
    ),
    "our server says no, a line below says yes": (
        f"Authentication-Results: {SERVER}; dmarc=fail header.from=orsel.example\n"
        f"Authentication-Results: {SERVER}; dmarc=pass header.from=orsel.example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "yes, in a comment": (
        f"Authentication-Results: {SERVER}; (dmarc=pass header.from=orsel.example)\n".encode(),
        Verdict.UNPROVEN,
    ),
    "yes, in quotes": (
        f'Authentication-Results: {SERVER}; spf=fail reason="; dmarc=pass header.from=orsel.example"\n'.encode(),
        Verdict.UNPROVEN,
    ),
    "yes, for another domain": (
        f"Authentication-Results: {SERVER}; dkim=pass header.d=evil.example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "yes, for one that ends alike": (
        f"Authentication-Results: {SERVER}; dkim=pass header.d=sel.example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "yes, for all there is": (
        f"Authentication-Results: {SERVER}; dkim=pass header.d=example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "a signature that fits, and DMARC fails": (
        f"Authentication-Results: {SERVER}; dkim=pass header.d=orsel.example; dmarc=fail header.from=orsel.example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "a name that begins like ours": (
        f"Authentication-Results: {SERVER}.evil.example; dmarc=pass header.from=orsel.example\n".encode(),
        Verdict.UNPROVEN,
    ),
    "DKIM": (
        f"Authentication-Results: {SERVER} 1; dkim=pass (2048 bits) header.d=orsel.example\n".encode(),
        Verdict.TAKEN,
    ),
    "SPF": (f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom=ada@orsel.example\n".encode(), Verdict.TAKEN),
    "folded": (
        f"Authentication-Results: {SERVER};\n\tdkim=none;\n spf=pass (a; b) smtp.mailfrom=orsel.example\n".encode(),
        Verdict.TAKEN,
    ),
}


@pytest.mark.parametrize("case", FORGERIES)
def test_our_own_server_alone_says_who_sent_it(case: str, bread: Contribution, address: str) -> None:
    word, expected = FORGERIES[case]
    assert receive(word + bytes(letter(address)), SERVER).verdict == expected
    assert len(replies(bread)) == (2 if expected == Verdict.TAKEN else 1)


def test_an_address_is_of_use_to_one_person_alone(cast: Cast, bread: Contribution, hot: Post, address: str) -> None:
    assert take(letter(address, sender="mia@orsel.example")) == Verdict.STRANGER
    assert take(letter(address, sender="nobody@orsel.example")) == Verdict.STRANGER
    assert take(letter(address, sender="ada@orsel.example, mia@orsel.example")) == Verdict.STRANGER
    assert [Received.objects.count(), Job.objects.filter(task="doors_mail.tell_sender").count()] == [0, 0]
    tampered = address.replace("+r", "+s"), address[:8] + ("a" if address[8] != "a" else "b") + address[9:]
    assert [take(letter(other)) for other in tampered] == [Verdict.UNADDRESSED] * 2
    assert take(letter(address.upper())) == Verdict.TAKEN


def test_an_old_address_is_refused(cast: Cast, bread: Contribution, address: str) -> None:
    with as_of(now() + timedelta(days=60)):
        assert take(letter(address, "One.")) == Verdict.TAKEN
    with as_of(now() + timedelta(days=62)):
        assert take(letter(address, "Two.")) == Verdict.EXPIRED


def test_rights_are_those_of_now(cast: Cast, places: Places, inbound: None) -> None:
    """What the page would not show or let happen is not there for mail either; what was written is kept where it may be read."""
    made = {name: bring(name, getattr(places, name), cast.ada) for name in ("open", "closed", "secret")}
    said = {name: actions.reply(made[name], text="?", by=as_actor(cast.mia)) for name in made}
    to = {name: address_for(Purpose.REPLY, cast.mia.pk, made[name].pk, said[name].pk) for name in made}
    for name in ("closed", "secret"):
        communities.leave(getattr(places, name), by=as_actor(cast.mia))
        assert take(letter(to[name], sender="mia@orsel.example")) == Verdict.MISSING
        assert len(replies(made[name])) == 1
    actions.lock(made["open"], by=as_actor(cast.sam))
    assert take(letter(to["open"], "Still me.", sender="mia@orsel.example")) == Verdict.REFUSED
    assert Received.objects.get(verdict="refused").reason == "This conversation is closed."
    assert Draft.objects.get(person=cast.mia).fields == {"text": "Still me."}
    assert len(replies(made["open"])) == 1


def test_who_has_left_writes_no_more(cast: Cast, bread: Contribution, address: str) -> None:
    type(cast.ada).objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert take(letter(address)) == Verdict.STRANGER
    assert len(replies(bread)) == 1


def test_a_refusal_is_told_once_an_hour_and_kindly(
    cast: Cast, bread: Contribution, address: str, office: PostOffice
) -> None:
    type(cast.ada).objects.filter(pk=cast.ada.pk).update(language="fr")
    run_all()
    office.letters.clear()
    actions.lock(bread, by=as_actor(cast.sam))
    for text in ("Un.", "Deux."):
        assert take(letter(address, text, Message_ID=f"<{text}@orsel.example>")) == Verdict.REFUSED
    run_all()
    [told] = office.to("ada@orsel.example")
    assert told["Auto-Submitted"] == "auto-replied"
    assert told["In-Reply-To"] == "<Un.@orsel.example>"
    assert told["From"] == "Orsel <passerelle@localhost>"
    body = told.get_body(("plain",)).get_content()
    assert bread.get_absolute_url() in body
    assert "Cette conversation est close" in body
    assert Draft.objects.get(person=cast.ada).fields == {"text": "Un.\n\nDeux."}


def test_what_was_refused_is_looked_at_again_when_its_flag_is_taken_away(
    cast: Cast, bread: Contribution, address: str, mailbox: Mailbox
) -> None:
    sam = as_actor(cast.sam)
    actions.lock(bread, by=sam)
    number = mailbox.add(stamped(bytes(letter(address, "Very hot."))))
    for _minute in range(2):
        fetch(mailbox.url, SERVER)
    assert mailbox.mails[number].flags == {r"\Seen", r"\Flagged"}
    for closed in (True, False):
        actions.lock(bread, by=sam, locked=closed)
        mailbox.mails[number].flags.clear()
        fetch(mailbox.url, SERVER)
    assert replies(bread)[1:] == [("Ada Orsel", "Very hot.", "How hot?")]
    assert not Draft.objects.exists()
    assert Job.objects.filter(task="doors_mail.tell_sender").count() == 1


def test_files_come_along_and_what_is_not_taken_is_named(
    cast: Cast, bread: Contribution, address: str, office: PostOffice
) -> None:
    mail = letter(address, "Look.")
    mail.add_attachment(b"a;b\n1;2\n", maintype="text", subtype="csv", filename="ovens.csv")
    mail.add_attachment(b"MZ" + bytes(100), maintype="application", subtype="octet-stream", filename="oven.exe")
    assert take(mail) == Verdict.TAKEN
    made = Post.objects.unscoped("looking").get(contribution=bread, author=cast.ada, is_body=False)
    [file] = made.attachments.unscoped("looking")
    assert (file.name, made.source) == ("ovens.csv", f"Look.\n\n[ovens.csv](attachment:{file.pid})")
    run_all()
    [told] = [mail for mail in office.to("ada@orsel.example") if mail["Subject"] == "A file of your mail was not taken"]
    assert "oven.exe: Files of this kind are not taken here" in told.get_body(("plain",)).get_content()


def test_nobody_adds_files_where_they_may_not_write(cast: Cast, places: Places, inbound: None) -> None:
    made = bring("Only for us", places.closed, cast.ada)
    address = address_for(Purpose.REPLY, cast.otto.pk, made.pk, 0)
    mail = letter(address, sender="otto@orsel.example")
    mail.add_attachment(b"a;b\n", maintype="text", subtype="csv", filename="ovens.csv")
    assert take(mail) == Verdict.MISSING
    assert not Attachment.objects.unscoped("looking").exists()


def test_the_same_words_and_too_many_mails_are_those_of_a_program(
    cast: Cast, bread: Contribution, address: str
) -> None:
    said = [take(letter(address, text)) for text in ("0", "0", "1", "2", "3", "4", "5", "6")]
    assert said == [Verdict.TAKEN, Verdict.SAME, *[Verdict.TAKEN] * 5, Verdict.OFTEN]
    with as_of(now() + timedelta(hours=2)):
        assert take(letter(address, "7")) == Verdict.TAKEN


def test_a_held_reply_waits_as_on_the_page(cast: Cast, places: Places, inbound: None) -> None:
    places.open.contributing = "moderated"
    places.open.save(update_fields=["contributing"])
    made = bring("Bread", places.open, cast.sam)
    assert take(letter(address_for(Purpose.REPLY, cast.ada.pk, made.pk, 0))) == Verdict.TAKEN
    assert Post.objects.unscoped("looking").get(contribution=made, author=cast.ada).standing == "held"
