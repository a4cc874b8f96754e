"""The first administration page: what this installation is, and what needs a look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from passerelle.communities.models import Community
from passerelle.contributions.models import Contribution, Post, Standing
from passerelle.people.models import Person
from passerelle.web.administration.reading.attention import matters

_COUNTING = "how much there is, said to administrators only"


def context() -> dict[str, Any]:
    """Figures and matters."""
    people = Person.objects.present()
    contributions = Contribution.objects.unscoped(_COUNTING).filter(standing=Standing.PUBLISHED)
    replies = Post.objects.unscoped(_COUNTING).filter(is_body=False, standing=Standing.PUBLISHED)
    communities = Community.objects.unscoped(_COUNTING)
    return {
        "matters": matters(),
        "is_demo": settings.PASSERELLE.is_demo,
        "figures": [
            (_("People of the organisation"), people.filter(is_guest=False, is_imported=False).count()),
            (_("Guests"), people.filter(is_guest=True).count()),
            (_("Communities"), communities.filter(archived_at=None).count()),
            (_("Contributions"), contributions.count()),
            (_("Replies"), replies.count()),
        ],
        "parts": [
            (_("Address"), settings.BASE_URL),
            (_("Database"), _database()),
            (_("Data folder"), str(settings.PASSERELLE.data)),
            (_("Jobs"), _jobs()),
            (_("Languages"), ", ".join(name for _code, name in settings.LANGUAGES)),
        ],
    }


def _database() -> str:
    if connection.vendor != "sqlite":
        return "PostgreSQL"
    path = Path(settings.DATABASES["default"]["NAME"])
    size = filesizeformat(path.stat().st_size) if path.exists() else ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
    return f"SQLite {version} · {size}"


def _jobs() -> str:
    if settings.PASSERELLE.jobs_in_process and settings.PASSERELLE.job_threads:
        return _("In the serving process")
    return _("By workers beside it")
