"""How the installation presents itself: the verbs on the home organisation."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.text import clean, one_line
from passerelle.people import rules
from passerelle.people.models import Organisation, Person
from passerelle.people.pictures import drop
from passerelle.ui.colours import ACCENTS

NAME_LENGTH = 120
CHARTER_LENGTH = 20_000


@transaction.atomic
def revise_face(
    home: Organisation, *, name: str, accent: str, languages: Collection[str] = (), by: Actor
) -> Organisation:
    """Name the installation, choose its colour among those that keep their contrasts, and the languages it offers.

    Without languages it offers all that are installed. Raises Refused for a colour it does not know.
    """
    rules.may_administer(by).require()
    if accent not in dict(ACCENTS):
        raise Refused(_("Choose one of the colours shown."))
    home.name, home.accent = one_line(name, NAME_LENGTH) or home.name, accent
    home.languages = [code for code, _language in settings.LANGUAGES if code in languages]
    home.save(update_fields=["name", "accent", "languages"])
    record(by, "organisation.revised", home, fields=["accent", "languages", "name"])
    return home


@transaction.atomic
def set_logo(home: Organisation, stored: str, *, by: Actor) -> None:
    """Show another logo (its stored name, empty for none); the old one is deleted once this is sure."""
    rules.may_administer(by).require()
    before, home.logo = home.logo, stored
    home.save(update_fields=["logo"])
    record(by, "organisation.logo_set", home, has_logo=bool(stored))
    transaction.on_commit(lambda: drop(before))


@transaction.atomic
def set_charter(home: Organisation, text: str, *, ask_again: bool, by: Actor) -> Organisation:
    """Change what people accept before their first page; with ``ask_again`` everybody is asked at their next one.

    A charter that is new asks in any case; without a text nobody is asked. A version is never given twice, so that nobody
    counts as having accepted what they have not seen.
    """
    rules.may_administer(by).require()
    locked = Organisation.objects.select_for_update().get(pk=home.pk)
    locked.charter = clean(text, CHARTER_LENGTH).strip()
    if not locked.charter:
        locked.charter_version = 0
    elif ask_again or not locked.charter_version:
        accepted = Person.objects.get_queryset().aggregate(latest=Max("charter_version"))["latest"] or 0
        locked.charter_version = max(locked.charter_version, accepted) + 1
    locked.save(update_fields=["charter", "charter_version"])
    record(by, "organisation.charter_set", locked, version=locked.charter_version)
    return locked
