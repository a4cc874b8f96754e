"""How the rows of a compiled query are read: the forms a queryset has, worked out before the first row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Reader = Callable[[Iterable[Sequence[Any]]], list[Any]]


def rows_as(queryset: QuerySet[Any], compiler: SQLCompiler) -> Reader:
    """What makes of database rows that which iterating this queryset gives: instances, dicts, tuples or single values.

    The compiler has compiled the queryset's query. Raises KeyError for a form that is not among these.
    """
    return _READERS[queryset._iterable_class](queryset, compiler)


def _instances(queryset: QuerySet[Any], compiler: SQLCompiler) -> Reader:
    """Model instances with their annotations and what ``select_related`` names."""
    told: Any = compiler.klass_info
    select: Any = compiler.select
    first, last = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    related = get_related_populators(told, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs are of a later Django
    annotations = list((compiler.annotation_col_map or {}).items())
    model = told["model"]

    def read(row: Sequence[Any]) -> Any:
        instance = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for one in related:
            one.populate(row, instance)
        for name, place in annotations:
            setattr(instance, name, row[place])
        return instance

    return lambda rows: [read(row) for row in rows]


def _dicts(queryset: QuerySet[Any], compiler: SQLCompiler) -> Reader:
    query = queryset.query
    names = list(query.selected) if query.selected else [*query.values_select, *query.annotation_select]
    return lambda rows: [dict(zip(names, row, strict=True)) for row in rows]


def _tuples(queryset: QuerySet[Any], compiler: SQLCompiler) -> Reader:
    return lambda rows: [tuple(row) for row in rows]


def _singles(queryset: QuerySet[Any], compiler: SQLCompiler) -> Reader:
    return lambda rows: [row[0] for row in rows]


_READERS: dict[type, Callable[[QuerySet[Any], SQLCompiler], Reader]] = {
    ModelIterable: _instances,
    ValuesIterable: _dicts,
    ValuesListIterable: _tuples,
    FlatValuesListIterable: _singles,
}
