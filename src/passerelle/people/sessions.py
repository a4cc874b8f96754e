"""Ending sessions."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from passerelle.people.models import Person


def end_sessions(person: Person) -> int:
    """Sign somebody out everywhere, at once; returns how many sessions there were."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)
