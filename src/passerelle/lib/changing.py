"""Changes of rows by statements that are compiled once: what ``update`` and ``delete`` of a queryset do, for verbs of every minute.

    @changing
    def _heard(community: int, moment: datetime) -> RowChange:
        return RowChange(Community.objects.filter(pk=community, last_activity_at__lt=moment), {"last_activity_at": moment})

Arguments are values, as in ``lib/prepared.py``. Rows that hang on a deleted one are not looked for: only for tables without such.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import DeleteQuery, UpdateQuery

from passerelle.lib.filling import Form, open_places
from passerelle.lib.prepared import shape_of
from passerelle.lib.slots import Slots

P = ParamSpec("P")


class RowChange(NamedTuple):
    """Which rows get which values; without values they are deleted."""

    rows: QuerySet[Any]
    values: Mapping[str, Any] | None = None


class Changing(Generic[P]):
    """A function that says what changes, called to change it."""

    def __init__(self, build: Callable[P, RowChange]) -> None:
        """Nothing is compiled before it is asked for."""
        update_wrapper(self, build)
        self.build = build
        self._forms: dict[Hashable, Form] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Change the rows; returns how many there were. Arguments are positional."""
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *[shape_of(one) for one in args])
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = self._compile(args, connection)
        with connection.cursor() as cursor:
            cursor.execute(form.sql, form.filled(args))
            return int(cursor.rowcount)

    def _compile(self, args: tuple[Any, ...], connection: Any) -> Form:
        slots = Slots()
        change = self.build(*[slots.argument(place, example) for place, example in enumerate(args)])  # type: ignore[call-arg]  # stand-ins of unknown types
        query: Any = change.rows.query.chain(DeleteQuery if change.values is None else UpdateQuery)
        if change.values is not None:
            query.add_update_values(change.values)
        sql, parameters = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return Form(sql, parameters, open_places(parameters, slots, connection), connection)


def changing(build: Callable[P, RowChange]) -> Changing[P]:
    """Compile what a function changes once; calling it changes it."""
    return Changing(build)
