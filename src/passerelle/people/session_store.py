"""Sessions in the database, as Django keeps them; found by a statement that is prepared, since every request begins with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from passerelle.lib.clock import now
from passerelle.lib.prepared import prepared


class SessionStore(db.SessionStore):
    """What ``settings.SESSION_ENGINE`` names."""

    def _get_session_from_db(self) -> Any:
        found = next(iter(_session(self.session_key or "", now())), None)
        if found is None:
            self._session_key = None
        return found


@prepared
def _session(key: str, moment: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=moment)
