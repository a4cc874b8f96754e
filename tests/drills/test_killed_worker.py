"""Whoever runs jobs is killed or frozen while five hundred people are told: each is told once."""

from __future__ import annotations

import signal
from collections import Counter

from drills.amounts import KILLS, MAILED, RECIPIENTS
from drills.installation import Installation, eventually
from drills.mailbox import open_mailbox
from drills.writes import Write, send_all

NOTICES = "SELECT count(*) FROM notifications_notice WHERE verb = 'community.messaged'"
WITH_OWNER = (
    "FROM notifications_notice n JOIN people_person p ON p.id = n.person_id WHERE n.verb = 'community.messaged'"
)
THREADS = 2  # each dies with at most one mail of which nobody knows whether it went out


def test_everybody_is_told_once_whoever_dies(installation):
    with open_mailbox() as mailbox:
        mail = {"PASSERELLE_EMAIL_URL": mailbox.url}
        server = installation.serve(**mail)
        tell_everybody(installation, server.port)
        eventually(lambda: installation.one(NOTICES) > 0)
        server.kill()
        assert installation.broken() == []
        assert installation.one(NOTICES) % 200 in (0, RECIPIENTS % 200)  # whole portions only

        for number in range(KILLS):
            installation.let_leases_run_out()
            worker = installation.work(**mail)
            eventually(lambda enough=MAILED * (number + 1) // (KILLS + 2): len(mailbox) >= enough)
            worker.kill()

        installation.let_leases_run_out()
        # Frozen while it waits for the mail server: then it holds no transaction, which on SQLite would stop everybody.
        frozen = installation.work(PASSERELLE_JOB_THREADS="1", **mail)
        mailbox.before_answer = lambda: frozen.process.send_signal(signal.SIGSTOP)
        eventually(lambda: mailbox.before_answer is None)
        installation.let_leases_run_out()
        workers = [installation.work(**mail) for _ in range(2)]
        eventually(lambda: installation.one("SELECT count(*) FROM work_job WHERE dead_at IS NULL") == 0, seconds=180)
        frozen.process.send_signal(signal.SIGCONT)
        assert [each.stop() for each in (frozen, *workers)] == [0] * 3

    assert installation.rows("SELECT task, last_error FROM work_job") == []
    told = Counter(installation.rows("SELECT person_id FROM notifications_notice WHERE verb = 'community.messaged'"))
    assert (len(told), set(told.values())) == (RECIPIENTS, {1})
    begun = dict(installation.rows(f"SELECT email, mail_claims {WITH_OWNER} AND mail_rhythm = 'now'"))
    counted = mailbox.counted()
    assert set(counted) == set(begun)
    # Two mails got only who was being mailed when a process died: of the server, of each worker, of the frozen one.
    assert {email: number for email, number in counted.items() if number > begun[email]} == {}
    assert sum(number > 1 for number in begun.values()) <= THREADS * (1 + KILLS) + 1
    assert set(begun.values()) <= {1, 2}
    assert len(set(mailbox.accepted)) == len(begun)  # a second mail has the id of the first


def tell_everybody(installation: Installation, port: int) -> None:
    form = {"title": "To all of us", "text": "The canteen moves to the second floor on Monday."}
    path, steward = f"/communities/{installation.world.community}/message/", installation.world.sessions[0]
    answers = send_all(port, [Write("to-everybody", path, form, steward)], at_once=1)
    assert {key: answer.status for key, answer in answers.items()} == {"to-everybody": 302}
