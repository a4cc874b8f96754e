"""The languages pages can be read in here."""

from __future__ import annotations

from django.conf import settings

from passerelle.people.models import Organisation


def offered_languages(home: Organisation | None) -> list[tuple[str, str]]:
    """Code and own name of each language of the installation that the organisation wants; all of them while it chose none."""
    installed = dict(settings.LANGUAGES)
    wanted = [code for code in (home.languages if home else []) if code in installed] or list(installed)
    return [(code, installed[code]) for code in wanted]
