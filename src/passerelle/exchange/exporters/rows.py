"""Rows as other programs read them: plain values, and public ids where a row points at another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db import models

from passerelle.exchange.exporters.scope import WITHHELD
from passerelle.lib.portions import portions

PORTION = 500


def rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """Every row in the order it was made, read in portions. Managers that ask for an actor are passed by: this is the operator's copy."""
    withheld = WITHHELD.get(model._meta.label, frozenset())
    fields = [field for field in model._meta.concrete_fields if field.name not in withheld]
    found = model._base_manager.order_by("pk").iterator(chunk_size=PORTION)
    for portion in portions(found, PORTION):
        known = {field.name: _public_ids(field, portion) for field in fields if field.is_relation}
        for row in portion:
            yield {field.name: _value(field, row, known) for field in fields}


def _value(field: models.Field[Any, Any], row: models.Model, known: dict[str, dict[int, str]]) -> Any:
    value = getattr(row, field.attname)
    return known[field.name].get(value, value) if field.is_relation else value


def _public_ids(field: models.Field[Any, Any], portion: Iterable[models.Model]) -> dict[int, str]:
    """Key → public id of the rows that a portion points at; empty where they have none."""
    target = cast(type[models.Model], field.related_model)
    while target._meta.pk.is_relation:  # what a kind adds to a contribution is known by the id of the contribution
        target = cast(type[models.Model], target._meta.pk.related_model)
    if not any(each.name == "pid" for each in target._meta.concrete_fields):
        return {}
    wanted = {getattr(row, field.attname) for row in portion} - {None}
    return dict(target._base_manager.filter(pk__in=wanted).values_list("pk", "pid"))
