"""Prepared statements: a queryset is built and compiled once; afterwards only its values are filled in.

Building a queryset with its rights costs more than running it: the objects of a page's statements are milliseconds, the rows are
microseconds. ``@prepared`` keeps what Django compiled, so that a statement is still written once, as a queryset, with the same
``visible_to`` as everywhere else:

    @prepared
    def _heads(actor: Actor, ids: Collection[int]) -> QuerySet[Contribution]:
        return Contribution.objects.visible_to(actor).filter(pk__in=ids)

    rows = _heads(actor, [3, 7])

Positional arguments are values. They may stand in conditions as they are (whole numbers, texts, moments, collections of numbers or
texts for ``__in``); None makes a statement of its own. Keyword arguments shape the statement: one is compiled for each combination,
and for each language. The present moment is a value like any other: a statement that reads the clock while it is built is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from passerelle.lib.rows import rows_as
from passerelle.lib.slots import Slots, Value, is_left_of_a_slot

P = ParamSpec("P")
_LOOKS_LIKE_A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
_encode = json.JSONEncoder().encode


class _Statement:
    """What Django compiled of one queryset, and how its rows are read."""

    def __init__(self, queryset: QuerySet[Any], slots: Slots) -> None:
        require_scope = getattr(queryset, "require_scope", None)
        if require_scope is not None:
            require_scope()
        connection = connections[DEFAULT_DB_ALIAS]
        self._as_list = connection.vendor != "sqlite"
        self._adapt = connection.ops.adapt_datetimefield_value
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self._sql, parameters = "", ()
            return
        self._marked = getattr(connection, "marked", str)(self._sql)
        known = {
            self._adapt(slot) if isinstance(slot, datetime) else slot: value for slot, value in slots.values.items()
        }
        self._parameters = list(parameters)
        self._values: list[tuple[Value, list[int]]] = []  # what is filled in, and at which places
        for place, constant in enumerate(parameters):
            value = known.get(constant) if isinstance(constant, Hashable) else None
            if value is not None:
                self._put(value, place)
            elif _is_moment(constant):
                raise TypeError(f"{constant} would be the present for ever: hand the moment over as an argument")
            elif is_left_of_a_slot(constant):
                raise TypeError(
                    "A value was changed on its way into the statement: only plain comparisons can be prepared"
                )
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())
        self._read = rows_as(queryset, compiler)

    def run(self, arguments: tuple[Any, ...], connection: Any) -> list[Any]:
        """The rows, as the queryset would give them."""
        if not self._sql:
            return []
        parameters = self._parameters.copy()
        for value, places in self._values:
            filled = self._fill(value(arguments))
            for place in places:
                parameters[place] = filled
        rows = self._rows(connection, parameters)
        if self._converters:
            rows = [self._converted(row, connection) for row in rows]
        return self._read(rows)

    def _put(self, value: Value, place: int) -> None:
        for known, places in self._values:
            if known is value:
                places.append(place)
                return
        self._values.append((value, [place]))

    def _rows(self, connection: Any, parameters: list[Any]) -> Iterable[Sequence[Any]]:
        if getattr(connection, "reads_directly", False):
            return connection.select(self._marked, parameters)  # type: ignore[no-any-return]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            return cursor.fetchall()  # type: ignore[no-any-return]

    def _fill(self, value: Any) -> Any:
        if isinstance(value, (int, str)):
            return value
        if isinstance(value, datetime):
            return self._adapt(value)
        if self._as_list:
            return list(value)
        return _json_of(value) if isinstance(value, frozenset) else _encode(list(value))

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
        shape = (connection.vendor, get_language(), *[_shape(one) for one in args], *kwargs.items())
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


@lru_cache(maxsize=1024)
def _json_of(values: frozenset[Any]) -> str:
    return _encode(list(values))


def _is_moment(constant: Any) -> bool:
    return isinstance(constant, date) or (isinstance(constant, str) and bool(_LOOKS_LIKE_A_MOMENT.match(constant)))


def _shape(argument: Any) -> Hashable:
    if argument is None or isinstance(argument, bool):
        return argument
    if isinstance(argument, (int, str, datetime)):
        return type(argument).__name__
    if isinstance(argument, Collection):
        return "many", type(next(iter(argument), 0))  # without an example: numbers
    shape: Hashable = argument.shape
    return shape
