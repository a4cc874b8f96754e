"""Rows once more: contributions and texts, with all that hangs on them in any table, those of kinds among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from passerelle.contributions.models import Contribution, Post
from passerelle.journal.models import Entry
from passerelle.lib.ids import new_public_id
from passerelle.notifications.models import Notice
from visibility.models import every_model

Row = TypeVar("Row", bound=models.Model)
Copies = dict[tuple[type[models.Model], Any], Any]  # a row that was → the key of its copy
SUBJECTS = {"contribution": Contribution, "post": Post}
BEYOND = 10_000_000  # a notice asks for the number of an entry, not for the entry


def every(model: type[Row]) -> list[Row]:
    """Every row of a table."""
    return list(model._base_manager.order_by("pk"))


def double(heads: Sequence[Contribution], texts: Sequence[Post]) -> list[Contribution]:
    """Double these; a text goes to the copy of its contribution or, where there is none, beside itself. Returns the new heads."""
    copies: Copies = {}
    made = _copy(copies, heads, body_id=None)
    for level in (True, False):
        bodies = [text for text in _copy(copies, [t for t in texts if (t.parent_id is None) is level]) if text.is_body]
        for body in bodies:
            Contribution.objects.unscoped("its head").filter(pk=body.contribution_id).update(body=body)
    _copy(copies, [row for row in every(Entry) if (SUBJECTS.get(row.subject_type), row.subject_id) in copies])
    for model in every_model():
        if model not in (Contribution, Post) and _pointers(model):
            _copy(copies, [row for row in every(model) if _hangs(row, copies)])
    return made


def _hangs(row: models.Model, copies: Copies) -> bool:
    """Whether a row belongs to something that has a copy; one whose key that is, only if it is the key."""
    to = {each.attname: (each.related_model, getattr(row, each.attname)) for each in _pointers(row)}
    key = to.get(row._meta.pk.attname)
    return key in copies if key else any(target in copies for target in to.values())


def _pointers(row: models.Model | type[models.Model]) -> list[Any]:
    return [each for each in row._meta.concrete_fields if each.related_model in (Contribution, Post)]


def _copy(copies: Copies, rows: Iterable[Row], **fixed: Any) -> list[Row]:
    """Write the rows again, with keys and public ids of their own, pointing at copies where there are any."""
    rows = list(rows)
    made = [type(row)(**_values(row, copies) | fixed) for row in rows]
    for old, new in zip(rows, type(made[0])._base_manager.bulk_create(made) if made else (), strict=True):
        copies[type(old), old.pk] = new.pk
    return made


def _values(row: models.Model, copies: Copies) -> dict[str, Any]:
    columns = [each for each in row._meta.concrete_fields if not each.primary_key or each.related_model]
    values = {each.attname: getattr(row, each.attname) for each in columns}
    for each in _pointers(row):
        values[each.attname] = copies.get((each.related_model, values[each.attname]), values[each.attname])
    if "pid" in values:
        values["pid"] = new_public_id()
    if isinstance(row, Notice):
        values["entry_id"] = copies.get((Entry, row.entry_id), row.entry_id + BEYOND)
    if isinstance(row, Entry):
        values["subject_id"] = copies[SUBJECTS[row.subject_type], row.subject_id]
        values["contribution_id"] = copies.get((Contribution, row.contribution_id), row.contribution_id)
    return values
