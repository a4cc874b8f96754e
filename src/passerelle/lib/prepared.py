"""Prepared statements: a queryset is built and compiled once; afterwards only its values are filled in.

Building a queryset with its rights costs more than running it: the objects of a page's statements are milliseconds, the rows are
microseconds. ``@prepared`` keeps what Django compiled, so that a statement is still written once, as a queryset, with the same
``visible_to`` as everywhere else:

    @prepared
    def _heads(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution]:
        return Contribution.objects.visible_to(actor).filter(pk__in=ids)

    rows = _heads(actor, [3, 7])

Positional arguments are values. They may stand in conditions as they are (whole numbers, texts, moments, collections of numbers or
texts for ``__in``); None and an empty collection make statements of their own. Keyword arguments shape the statement: one is compiled
for each combination.
The reader's language and the present moment are values like any other: a statement that reads the clock while it is built is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from datetime import datetime
from functools import update_wrapper
from typing import Any, Generic, ParamSpec

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from passerelle.lib.filling import Form, open_places
from passerelle.lib.rows import rows_as
from passerelle.lib.slots import Slots

P = ParamSpec("P")


class _Statement:
    """What Django compiled of one queryset, and how its rows are read."""

    def __init__(self, queryset: QuerySet[Any], slots: Slots) -> None:
        require_scope = getattr(queryset, "require_scope", None)
        if require_scope is not None:
            require_scope()
        connection = connections[DEFAULT_DB_ALIAS]
        self._whole: Form | None
        self._direct: Form | None
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self._whole = self._direct = None
            return
        values = open_places(parameters, slots, connection)
        self._whole = Form(sql, parameters, values, connection)
        spell_out = getattr(connection, "spell_out", None)
        if spell_out is None:
            self._direct = self._whole
        else:
            self._direct = Form(*spell_out(sql, parameters, values), connection)  # type: ignore[call-arg]  # three and one
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())
        self._read = rows_as(queryset, compiler)

    def run(self, arguments: tuple[Any, ...], connection: Any) -> list[Any]:
        """The rows, as the queryset would give them."""
        if self._whole is None or self._direct is None:
            return []
        rows: Iterable[Sequence[Any]]
        if getattr(connection, "reads_directly", False):
            rows = connection.select(self._direct.sql, self._direct.filled(arguments))
        else:
            with connection.cursor() as cursor:
                cursor.execute(self._whole.sql, self._whole.filled(arguments))
                rows = cursor.fetchall()
        if self._converters:
            rows = [self._converted(row, connection) for row in rows]
        return self._read(rows)

    def _converted(self, row: Sequence[Any], connection: Any) -> list[Any]:
        values = list(row)
        for place, (converters, expression) in self._converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


class Prepared(Generic[P]):
    """A function that builds a queryset, called for its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Any]]) -> None:
        """Nothing is compiled before it is asked for."""
        update_wrapper(self, build)
        self.build = build
        self._statements: dict[Hashable, _Statement] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Any]:
        """The rows; built and compiled at the first call of this shape."""
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *[shape_of(one) for one in args], *kwargs.items())
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = self._compile(args, kwargs)
        return statement.run(args, connection)

    def _compile(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Statement:
        slots = Slots()
        stand_ins = [slots.argument(place, example) for place, example in enumerate(args)]
        return _Statement(self.build(*stand_ins, **kwargs), slots)


_all: list[Prepared[Any]] = []


def all_prepared() -> list[Prepared[Any]]:
    """Every prepared statement there is: a test runs each beside the queryset it was made of."""
    return _all


def prepared(build: Callable[P, QuerySet[Any, Any]]) -> Prepared[P]:
    """Compile the queryset a function builds once for each shape; calling it gives rows."""
    statement = Prepared(build)
    _all.append(statement)
    return statement


def shape_of(argument: Any) -> Hashable:
    """What of an argument a statement is compiled anew for: its type, mostly."""
    if argument is None or isinstance(argument, bool):
        return argument
    if isinstance(argument, (int, str, datetime)):
        return type(argument).__name__
    if isinstance(argument, Collection):
        return "many", type(next(iter(argument), None))
    shape: Hashable = argument.shape
    return shape
