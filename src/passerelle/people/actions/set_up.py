"""The first run."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from passerelle.journal.actor import Actor
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.people import rules
from passerelle.people.actions.face import revise_face, set_charter, set_logo
from passerelle.people.actions.places import keep_place
from passerelle.people.models import Organisation


@transaction.atomic
def open_house(
    *, name: str, accent: str, languages: Collection[str] = (), charter: str = "", logo: str = "", by: Actor
) -> Organisation:
    """Name the organisation, give it its face (``logo`` is a stored name) and its charter, and open it.

    The administrator is no longer led to the first page. Raises Refused as the verbs do that it is made of.
    """
    rules.may_administer(by).require()
    home = Organisation.home()
    if home is None:
        home = keep_place(Organisation(kind=Organisation.Kind.HOME, slug="home", name=name), by=by)
    home = revise_face(home, name=name, accent=accent, languages=languages, by=by)
    if logo:
        set_logo(home, logo, by=by)
    if charter.strip() != home.charter:
        home = set_charter(home, charter, ask_again=True, by=by)
    if home.ready_at is None:
        home.ready_at = now()
        home.save(update_fields=["ready_at"])
        record(by, "organisation.opened", home)
    return home
