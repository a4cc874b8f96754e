"""Mail through a real SMTP server: what it says, to whom, how often; and the link that ends it."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client
from pytest_django import Settings

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community
from passerelle.contributions import actions
from passerelle.lib.clock import as_of, now
from passerelle.notifications.mailing import sending
from passerelle.notifications.mailing.links import stop_url
from passerelle.notifications.models import Digest, Notice
from passerelle.notifications.tasks import mail_digests
from passerelle.notifications.tests.told import follow_all
from passerelle.people.models import Person
from passerelle.work.models import Job
from passerelle.work.tasks import find_task
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db
EIGHT_IN_PARIS = datetime(2026, 7, 1, 6, 10, tzinfo=UTC)


class Postbox:
    """What an SMTP server was handed; it can be told to refuse."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802  # aiosmtpd's name
        if self.refuses:
            return "451 Try again later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A server on loopback that Django mails to."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def answered(cast: Cast, place: Community) -> Notice:
    """Mia answers what Ada brought."""
    made = bring("Bread & salt", place, cast.ada)
    actions.reply(made, text=f"<b>Salt</b>, says @{{person:{cast.sam.pid}}}.", by=as_actor(cast.mia))
    Job.objects.exclude(task="notifications.tell").delete()
    return made


def part(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_an_answer_is_mailed_at_once(cast: Cast, places: Places, postbox: Postbox) -> None:
    made = answered(cast, places.open)
    run_all()
    run_all()
    letter = next(letter for letter in postbox.letters if letter["To"] == "ada@orsel.example")
    assert [letter["To"] for letter in postbox.letters].count("ada@orsel.example") == 1
    notice = Notice.objects.get(person=cast.ada)
    assert letter["Subject"] == "Bread & salt"
    assert letter["From"] == "Mia Orsel · Orsel <passerelle@localhost>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<notice.{notice.pk}@localhost>"
    assert letter["References"] == letter["In-Reply-To"] == f"<contribution.{made.pid}@localhost>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Mia Orsel answers you: “Bread & salt”" in part(letter, "plain")
    assert "<b>Salt</b>, says @Sam Orsel." in part(letter, "plain")
    assert "&lt;b&gt;Salt&lt;/b&gt;, says @Sam Orsel." in part(letter, "html")
    assert f"http://localhost:8000/inbox/{notice.pk}/" in part(letter, "plain")
    assert notice.mailed_at is not None


def test_the_reader_s_language(cast: Cast, places: Places, postbox: Postbox, settings: Settings) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(language="fr")
    answered(cast, places.open)
    run_all()
    letter = next(letter for letter in postbox.letters if letter["To"] == "ada@orsel.example")
    assert '<html lang="fr"' in part(letter, "html")


def test_who_gets_no_mail(cast: Cast, places: Places, postbox: Postbox) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(mail_rhythm="never")
    Person.objects.filter(pk=cast.sam.pk).update(email=None)
    answered(cast, places.open)
    run_all()
    assert Notice.objects.count() == 2
    assert postbox.letters == []


def test_rights_are_read_again_before_mailing(cast: Cast, places: Places, postbox: Postbox) -> None:
    answered(cast, places.closed)
    run_all_of("notifications.tell")
    communities.leave(places.closed, by=as_actor(cast.ada))
    run_all()
    assert "ada@orsel.example" not in [letter["To"] for letter in postbox.letters]
    assert Notice.objects.get(person=cast.ada).mailed_at is None


def run_all_of(name: str) -> None:
    """Run the jobs of one task and leave the others."""
    for job in Job.objects.filter(task=name):
        find_task(job.task)(**job.arguments)
        job.delete()


def test_a_broken_server_is_tried_again_and_nothing_goes_twice(cast: Cast, places: Places, postbox: Postbox) -> None:
    answered(cast, places.open)
    postbox.refuses = True
    run_all()
    assert postbox.letters == []
    assert set(Notice.objects.values_list("mail_claims", flat=True)) == {0}
    postbox.refuses = False
    Job.objects.update(run_at=now())
    run_all()
    assert sorted(letter["To"] for letter in postbox.letters) == ["ada@orsel.example", "sam@orsel.example"]


def test_a_crash_after_sending_repeats_a_mail_once_at_most(
    cast: Cast, places: Places, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(cast, places.open)
    run_all_of("notifications.tell")
    notice = Notice.objects.select_related("person").get(person=cast.ada)
    send = EmailBackend.send_messages

    def crash(backend: EmailBackend, letters: list[mail.EmailMessage]) -> int:
        send(backend, letters)
        raise SystemExit

    monkeypatch.setattr(EmailBackend, "send_messages", crash)
    for _life in range(2):
        with pytest.raises(SystemExit):
            sending.send_at_once(notice)
    assert sending.send_at_once(notice) is False
    assert len(postbox.letters) == 2
    assert len({letter["Message-ID"] for letter in postbox.letters}) == 1


def followed(cast: Cast, places: Places) -> None:
    """Otto watches where Ada brings something, the evening before."""
    follow_all("watch", [cast.otto], community=places.open)
    with as_of(EIGHT_IN_PARIS - timedelta(hours=12)):
        bring("Bread", places.open, cast.ada)
        run_all()


def test_what_one_follows_waits_for_the_morning(cast: Cast, places: Places, postbox: Postbox) -> None:
    followed(cast, places)
    assert postbox.letters == []
    assert sending.due_digests(EIGHT_IN_PARIS - timedelta(hours=1)) == []
    assert sending.due_digests(EIGHT_IN_PARIS) == [(cast.otto.pk, date(2026, 7, 1))]
    for _twice in range(2):
        sending.send_digest(Person.objects.get(pk=cast.otto.pk), date(2026, 7, 1))
    [letter] = postbox.letters
    assert letter["Subject"] == "1 thing that concerns you"
    assert "Ada Orsel brought “Bread”" in part(letter, "plain")
    assert sending.due_digests(EIGHT_IN_PARIS + timedelta(days=1)) == []


def test_everybody_who_waits_is_begun_some_at_a_time(cast: Cast, places: Places) -> None:
    follow_all("watch", [cast.otto, cast.mia, cast.sam], community=places.open)
    with as_of(EIGHT_IN_PARIS - timedelta(hours=12)):
        bring("Bread", places.open, cast.ada)
        bring("Salt", places.open, cast.ada)
        run_all()
    people = sorted(person.pk for person in (cast.otto, cast.mia, cast.sam))
    with as_of(EIGHT_IN_PARIS):
        assert list(sending.people_waiting(2)) == [people[:2], people[2:]]
        mail_digests()
        mail_digests()
    keys = Job.objects.filter(task="notifications.mail_digest").values_list("key", flat=True)
    assert sorted(keys) == sorted(f"notifications.mail_digest:{person}:2026-07-01" for person in people)


def test_eight_o_clock_is_where_one_lives(cast: Cast, places: Places) -> None:
    Person.objects.filter(pk=cast.otto.pk).update(time_zone="America/New_York")
    followed(cast, places)
    assert sending.due_digests(EIGHT_IN_PARIS) == []
    assert sending.due_digests(EIGHT_IN_PARIS + timedelta(hours=6)) == [(cast.otto.pk, date(2026, 7, 1))]


def test_a_daily_mail_that_failed_is_tried_again_and_one_that_crashed_waits_for_tomorrow(
    cast: Cast, places: Places, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(cast, places)
    otto, day = Person.objects.get(pk=cast.otto.pk), date(2026, 7, 1)
    postbox.refuses = True
    with pytest.raises(OSError, match="Try again later"):
        sending.send_digest(otto, day)
    assert Digest.objects.get().day == date(2026, 6, 30)
    postbox.refuses = False

    def crash(backend: EmailBackend, letters: list[mail.EmailMessage]) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", crash)
        with pytest.raises(SystemExit):
            sending.send_digest(otto, day)
    assert sending.send_digest(otto, day) is False
    assert sending.send_digest(otto, day + timedelta(days=1)) is True
    assert len(postbox.letters) == 1


def test_what_was_read_is_not_mailed(cast: Cast, places: Places, postbox: Postbox) -> None:
    followed(cast, places)
    Notice.objects.update(read_at=now())
    assert sending.due_digests(EIGHT_IN_PARIS) == []


def test_the_link_acts_on_post_only(
    cast: Cast, places: Places, writes: Callable[[], object], visit: Callable[[Person | None], Client]
) -> None:
    path = re.sub("^http://[^/]+", "", stop_url(cast.ada))
    browser = Client(enforce_csrf_checks=True)
    with writes() as made:
        for _time in range(3):
            assert browser.get(path).status_code == 200
            browser.head(path)
    assert made == []
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Person.objects.get(pk=cast.ada.pk).mail_rhythm == "never"
    browser.post(path, {"rhythm": "daily"})
    assert Person.objects.get(pk=cast.ada.pk).mail_rhythm == "daily"
    assert browser.post(path[:-2] + "x/").status_code == 404
