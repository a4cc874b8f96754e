"""One new row, by a statement that is compiled once for its table.

``save`` compiles its INSERT again for every row, which takes longer than the row. This writes what ``bulk_create([row])`` would write,
and like it tells no signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery


def insert(row: Model) -> None:
    """Insert a row that has no key yet; afterwards it has one."""
    _insert(row)


def insert_unless_there(row: Model) -> bool:
    """Insert a row unless an equal one, by any of the table's unique constraints, is there; tells whether it was inserted.

    A row that another transaction is inserting is waited for.
    """
    return _insert(row, unless_there=True)


def insert_or_renew(row: Model, unique: str, renewed: str) -> None:
    """Insert a row; when one with this value of ``unique`` is there, give that one the new value of ``renewed``."""
    _insert(row, renewing=(unique, renewed))


def _insert(row: Model, *, unless_there: bool = False, renewing: tuple[str, ...] = ()) -> bool:
    connection = connections[DEFAULT_DB_ALIAS]
    statement, fields = _compiled(type(row), connection.vendor, unless_there, renewing)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        written = cursor.fetchone()
    if written is None:
        return False
    row.pk = written[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


@cache
def _compiled(
    model: type[Model], vendor: str, unless_there: bool, renewing: tuple[str, ...]
) -> tuple[str, Sequence[Field[Any, Any]]]:
    """The statement for a table, and the columns whose values it takes."""
    connection = connections[DEFAULT_DB_ALIAS]
    table = model._meta
    fields = [field for field in table.concrete_fields if not field.primary_key]
    unique, renewed = ([table.get_field(name)] for name in renewing) if renewing else ([], [])
    query = InsertQuery(
        model,
        on_conflict=OnConflict.UPDATE if renewing else None,
        unique_fields=unique,
        update_fields=renewed,
    )
    query.insert_values(fields, [model()])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [table.pk]
    ((statement, _values),) = compiler.as_sql()
    if unless_there:  # Django's own way would on SQLite also pass over rows that lack something
        statement = statement.replace(" RETURNING ", " ON CONFLICT DO NOTHING RETURNING ", 1)
    return statement, fields
