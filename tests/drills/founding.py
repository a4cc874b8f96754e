"""Makes the installation all drills start from: python -m drills.founding; prints what is in it as one line of JSON.

A community of everybody, conversations to answer in, sessions as signing in leaves them, and nothing left in the queue.
"""

from __future__ import annotations

import fcntl
import json
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  Django starts first; so for all below
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from drills.amounts import MAIL_EVERY, RECIPIENTS, SIGNED_IN  # noqa: E402
from drills.world import ADMINISTRATOR, PASSWORD  # noqa: E402
from passerelle.cli.administrators import make_administrator  # noqa: E402
from passerelle.cli.preparing import apply_migrations, collect_static  # noqa: E402
from passerelle.communities.models import Community, Membership, Role  # noqa: E402
from passerelle.contributions import actions  # noqa: E402
from passerelle.journal.actor import person_actor  # noqa: E402
from passerelle.lib.clock import now  # noqa: E402
from passerelle.people.models import Organisation, Person  # noqa: E402
from passerelle.work.worker import run_all  # noqa: E402

CONVERSATIONS = 8


def found() -> dict[str, object]:
    """Fill an empty database; returns what a visitor needs to know of it."""
    home = Organisation.objects.create(slug="orsel", name="Orsel", kind=Organisation.Kind.HOME, ready_at=now())
    people = Person.objects.bulk_create([_person(number, home) for number in range(RECIPIENTS + 1)])
    people[0], _is_new = make_administrator(ADMINISTRATOR, people[0].name, PASSWORD)
    community = Community.objects.create(slug="everybody", name="Everybody", purpose="Where all of us are.")
    Membership.objects.bulk_create(
        Membership(community=community, person=person, role=Role.MEMBER if number else Role.STEWARD)
        for number, person in enumerate(people)
    )
    steward = person_actor(people[0])
    conversations = [
        actions.contribute("update", community, title=f"Conversation {number}", text="What do you think?", by=steward)
        for number in range(CONVERSATIONS)
    ]
    run_all()
    signed_in = people[:: RECIPIENTS // SIGNED_IN][:SIGNED_IN]
    return {
        "community": community.pid,
        "conversations": [each.pid for each in conversations],
        "bodies": [each.body.pid for each in conversations if each.body],
        "people": [person.pid for person in signed_in],
        "sessions": [_session(person) for person in signed_in],
    }


def _person(number: int, home: Organisation) -> Person:
    return Person(
        name=f"Person {number}",
        sort_name=f"person {number:04}",
        email=ADMINISTRATOR if number == 0 else f"person{number}@orsel.example",
        organisation=home,
        language="en",
        mail_rhythm=Person.MailRhythm.DAILY if number % MAIL_EVERY else Person.MailRhythm.AT_ONCE,
    )


def _session(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    apply_migrations()
    # One folder for the installations of all engines, which may be founded together.
    static = Path(settings.STATIC_ROOT).resolve()
    with static.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        collect_static()
    sys.stdout.write(json.dumps(found()))
