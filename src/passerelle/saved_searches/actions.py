"""Searches are saved, revised and forgotten by their owner. Entries say that it was done, not what somebody looks for."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.text import one_line
from passerelle.people.models import Person
from passerelle.saved_searches.models import NAME_LENGTH, SavedSearch
from passerelle.search.typed import parse

MOST = 50


@transaction.atomic
def save_search(text: str, *, name: str = "", tells: bool = True, by: Actor) -> SavedSearch:
    """Keep a search, the one there is if its text is kept already; raises Refused for one that looks for nothing."""
    owner = _present(by)
    typed = parse(text)
    if typed.is_empty:
        raise Refused(_("Type what is to be found."))
    shown = one_line(name, NAME_LENGTH) or one_line(typed.text, NAME_LENGTH)
    saved, is_new = SavedSearch.objects.get_or_create(
        owner=owner, text=typed.text, defaults={"name": shown, "tells": tells}
    )
    if is_new:
        if SavedSearch.objects.filter(owner=owner).count() > MOST:
            raise Refused(_("At most %(limit)s searches: forget one you no longer need.") % {"limit": MOST})
        record(by, "person.search_saved", owner, tells=tells)
    return saved


@transaction.atomic
def revise_search(saved: SavedSearch, *, name: str, tells: bool, by: Actor) -> SavedSearch:
    """Name it otherwise, be told or not; whoever begins to be told hears of what comes from now on. Raises Refused for others."""
    owner = _owner(saved, by)
    begins = tells and not saved.tells
    saved.name, saved.tells = one_line(name, NAME_LENGTH) or saved.name, tells
    saved.told_until = now() if begins else saved.told_until
    saved.save(update_fields=["name", "tells", "told_until"])
    record(by, "person.search_revised", owner, tells=tells)
    return saved


@transaction.atomic
def forget_search(saved: SavedSearch, *, by: Actor) -> None:
    """Forget it. Raises Refused for somebody else's."""
    owner = _owner(saved, by)
    if SavedSearch.objects.filter(pk=saved.pk).delete()[0]:
        record(by, "person.search_forgotten", owner)


def _present(by: Actor) -> Person:
    if by.person is None or not by.is_present:
        raise Refused(_("Sign in first."))
    return by.person


def _owner(saved: SavedSearch, by: Actor) -> Person:
    owner = _present(by)
    if saved.owner_id != owner.pk:
        raise Refused(_("This search is somebody else's."))
    return owner
