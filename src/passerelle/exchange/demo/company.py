"""Hires the cast: 234 colleagues and six guests."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.names import chance, pid_of
from passerelle.exchange.demo.places import CHARTER_VERSION
from passerelle.people.models import Person
from passerelle.people.names import folded


def hire(cast: Cast, opened: datetime) -> None:
    """Make everybody of the story, who reports to whom, and who answers for a guest.

    While the story is told they want no mail: nobody of it has a mailbox. Nobody has a password either, one signs in by link.
    """
    unusable = make_password(None)
    rows = cast.story.people
    administrator = cast.story.personas["administrator"]
    made = Person.objects.bulk_create([_person(cast, row, unusable, opened) for row in rows])
    cast.people = {row["handle"]: person for row, person in zip(rows, made, strict=True)}
    for row in rows:
        person = cast.people[row["handle"]]
        person.manager = cast.people[row["manager"]] if row["manager"] else None
        person.sponsor = cast.people[row["sponsor"]] if row["sponsor"] else None
        person.is_administrator = row["handle"] == administrator
    Person.objects.bulk_update(made, ["manager", "sponsor", "is_administrator"])
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made if person.email
    )


def _person(cast: Cast, row: dict[str, str], password: str, opened: datetime) -> Person:
    handle, site = row["handle"], cast.sites.get(row["site"])
    name = f"{row['given_name']} {row['family_name']}"
    languages = row["languages"].split(";")
    offered = {code for code, _name in settings.LANGUAGES}
    is_persona = handle in cast.story.personas.values()
    guest_until = row["guest_until_days"]
    return Person(
        pid=pid_of("person", handle),
        password=password,
        email=row["email"] or None,
        staff_number=row["staff_number"] or None,
        name=name,
        sort_name=folded(f"{row['family_name']} {row['given_name']}"),
        job_title=row["job_title"],
        level=int(row["level"]),
        pronouns=row["pronouns"],
        organisation=cast.organisations[row["organisation"]],
        unit=cast.units.get(row["unit"]),
        site=site,
        bio=row["bio"],
        help_with=row["help_with"],
        look_for=row["look_for"],
        responsibilities=row["responsibilities"],
        languages=languages,
        # Whoever tries the demo reads it in the language of their browser.
        language="" if is_persona or languages[0] not in offered else languages[0],
        time_zone=site.time_zone if site else "",
        mail_rhythm=Person.MailRhythm.NEVER,
        consents_coffee=chance("coffee", handle) < 0.6,
        consents_quotes=chance("quotes", handle) < 0.3,
        is_guest=bool(guest_until),
        access_until=cast.days.day(int(guest_until)) if guest_until else None,
        charter_version=CHARTER_VERSION,
        joined_at=opened + timedelta(days=int(12 * chance("arrival", handle))),
    )
