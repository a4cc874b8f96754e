"""Whoever runs jobs is killed or frozen while everybody is told: each is told once, by mail and on a device as well."""

from __future__ import annotations

import signal
from collections import Counter

from cast.waiting import eventually
from drills.amounts import KILLS, MAILED, RECIPIENTS
from drills.installation import Installation, Running
from drills.mailbox import Mailbox, open_mailbox
from drills.writes import Write, send_all
from passerelle.notifications.tests.push_service import Browser, PushService, push_service

NOTICES = "SELECT count(*) FROM notifications_notice WHERE verb = 'community.messaged'"
OF_PEOPLE = "FROM notifications_notice n JOIN people_person p ON p.id = n.person_id WHERE n.verb = 'community.messaged'"
OF_DEVICES = "FROM notifications_push p JOIN notifications_pushsubscription s ON s.id = p.subscription_id"
DEVICE = """
    INSERT INTO notifications_pushsubscription
        (person_id, session_id, endpoint, p256dh, auth, browser, system, shows_words, created_at)
    SELECT id, '{session}', '{endpoint}', '{p256dh}', '{auth}', 'firefox', 'android', FALSE, '2026-01-01 00:00:00'
    FROM people_person WHERE pid = '{person}'"""
DEAD = 2 + KILLS  # the server and each worker that is killed
THREADS = 2  # each dies with at most one push of which nobody knows whether it went out; their process, with one mail


def test_everybody_is_told_once_whoever_dies(installation):
    with open_mailbox() as mailbox, push_service() as service:
        devices = bring_devices(installation, service)
        outside = {"PASSERELLE_EMAIL_URL": mailbox.url, "PASSERELLE_OUTBOUND_HOSTS": service.host}
        server = installation.serve(**outside)
        service.before_answer = server.kill  # at the latest
        tell_everybody(installation, server.port)
        eventually(lambda: installation.one(NOTICES) > 0)
        server.kill()
        service.before_answer = None
        assert installation.broken() == []
        assert installation.one(NOTICES) % 200 in (0, RECIPIENTS % 200)  # whole portions only

        die_when_taken(service, start(installation, **outside))
        for number in range(KILLS):
            worker = start(installation, **outside)
            eventually(lambda enough=MAILED * (number + 1) // (KILLS + 2): len(mailbox) >= enough)
            die_when_taken(mailbox, worker)

        # Frozen while it waits for the mail server: then it holds no transaction, which on SQLite would stop everybody.
        frozen = start(installation, PASSERELLE_JOB_THREADS="1", **outside)
        mailbox.before_answer = lambda: frozen.process.send_signal(signal.SIGSTOP)
        eventually(lambda: mailbox.before_answer is None)
        installation.let_leases_run_out()
        workers = [installation.work(**outside) for _ in range(2)]
        eventually(lambda: installation.one("SELECT count(*) FROM work_job WHERE dead_at IS NULL") == 0, seconds=180)
        frozen.process.send_signal(signal.SIGCONT)
        assert [each.stop() for each in (frozen, *workers)] == [0] * 3

    assert installation.rows("SELECT task, last_error FROM work_job") == []
    told = Counter(installation.rows("SELECT person_id FROM notifications_notice WHERE verb = 'community.messaged'"))
    assert (len(told), set(told.values())) == (RECIPIENTS, {1})
    begun = dict(installation.rows(f"SELECT email, mail_claims {OF_PEOPLE} AND mail_rhythm = 'now'"))
    assert_once_or_counted(mailbox.counted(), begun, most=DEAD + 1)
    assert len(set(mailbox.accepted)) == len(begun)  # a second mail has the id of the first
    pushed = Counter(f"http://{service.host}{path}" for path, _headers, _body in service.taken)
    claims = dict(installation.rows(f"SELECT s.endpoint, p.claims {OF_DEVICES}"))
    assert set(claims) == set(devices)
    assert_once_or_counted(pushed, claims, most=THREADS * DEAD)
    for endpoint, browser in devices.items():  # on the screen a second one takes the place of the first
        messages = [browser.open(body) for path, _headers, body in service.taken if endpoint.endswith(path)]
        assert len({(message["tag"], message["url"]) for message in messages}) == 1


def assert_once_or_counted(taken: Counter[str], begun: dict[str, int], *, most: int) -> None:
    """Everybody got it; two got only who was being told when a process died, and that was counted."""
    assert set(taken) == set(begun)
    assert {who: number for who, number in taken.items() if number > begun[who]} == {}
    assert set(begun.values()) == {1, 2}
    assert sum(number > 1 for number in begun.values()) <= most


def start(installation: Installation, **settings: str) -> Running:
    """A worker that takes over what the last one left."""
    installation.let_leases_run_out()
    return installation.work(**settings)


def die_when_taken(outside: Mailbox | PushService, worker: Running) -> None:
    """Kill a worker between the moment something of it is taken and the moment it hears so."""
    outside.before_answer = worker.kill
    eventually(lambda: worker.process.poll() is not None)


def bring_devices(installation: Installation, service: PushService) -> dict[str, Browser]:
    """A device of everybody who is signed in, but for who writes."""
    devices = {}
    people = zip(installation.world.people, installation.world.sessions, strict=True)
    for person, session in list(people)[1:]:
        browser = service.browser(f"/{person}")
        devices[browser.endpoint] = browser
        installation.change(DEVICE.format(person=person, session=session, **browser.subscription))
    return devices


def tell_everybody(installation: Installation, port: int) -> None:
    form = {"title": "To all of us", "text": "The canteen moves to the second floor on Monday."}
    path, steward = f"/communities/{installation.world.community}/message/", installation.world.sessions[0]
    answers = send_all(port, [Write("to-everybody", path, form, steward)], at_once=1)
    assert {key: answer.status for key, answer in answers.items()} == {"to-everybody": 302}
