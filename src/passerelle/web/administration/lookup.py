"""Finds what these pages administer."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from passerelle.people.models import Organisation


def find_home() -> Organisation:
    """The organisation of this installation; 404 before the first run."""
    return get_object_or_404(Organisation, kind=Organisation.Kind.HOME)
