"""The values a prepared statement leaves open, and what stands in their place while it is built."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.db.models import Expression
from django.db.models.sql.compiler import SQLCompiler

SlotValue = TypeVar("SlotValue", int, str, datetime)
Value = Callable[[tuple[Any, ...]], Any]
"""From the arguments of a call to what is filled in at one place."""

_FIRST_NUMBER = 7_310_000_000_000_000_000
_MARK = "\ue731"
_FIRST_MOMENT = datetime(8731, 1, 1, tzinfo=UTC)


@runtime_checkable
class Shaped(Protocol):
    """An argument that decides how a statement looks and is read for several values, as an actor is."""

    @property
    def shape(self) -> Hashable:
        """Equal for arguments that make the same statement."""

    def stand_in(self, slots: Slots, whole: Value) -> Any:
        """What the queryset is built with in its place."""


class Slots:
    """The values a statement leaves open: each is represented by one that occurs nowhere else."""

    def __init__(self) -> None:
        """None yet."""
        self.values: dict[Any, Value] = {}

    def number(self, value: Value) -> int:
        """A whole number to be filled in."""
        return self._keep(_FIRST_NUMBER + len(self.values), value)

    def text(self, value: Value) -> str:
        """A text to be filled in."""
        return self._keep(f"{_MARK}{len(self.values)}{_MARK}", value)

    def moment(self, value: Value) -> datetime:
        """A moment to be filled in."""
        return self._keep(_FIRST_MOMENT + timedelta(microseconds=len(self.values)), value)

    def many(self, value: Value, kind: type = int) -> Many:
        """A collection to be filled in, for ``__in``."""
        return Many(kind, slot=self.text(value))

    def argument(self, place: int, example: Any) -> Any:
        """The stand-in for a positional argument; raises TypeError when it cannot be a value."""

        def value(arguments: tuple[Any, ...]) -> Any:
            return arguments[place]

        if isinstance(example, Shaped):
            return example.stand_in(self, value)
        if example is None or isinstance(example, bool):
            return example
        if isinstance(example, int):
            return self.number(value)
        if isinstance(example, str):
            return self.text(value)
        if isinstance(example, datetime):
            return self.moment(value)
        if isinstance(example, Collection):
            return self.many(value, type(next(iter(example)))) if example else []  # of none, nobody knows the type
        raise TypeError(f"{type(example).__name__} cannot be filled into a statement")

    def _keep(self, stand_in: SlotValue, value: Value) -> SlotValue:
        self.values[stand_in] = value
        return stand_in


class Many(Expression):
    """Any number of values in one parameter, so that the statement is the same for two and for two hundred."""

    def __init__(self, kind: type = int, *, slot: str = "", values: Collection[Any] = ()) -> None:
        """A slot to be filled, or the values themselves."""
        super().__init__()
        self._kind, self._slot, self._values = kind, slot, list(values)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # as Django calls it
        """SQLite unpacks a JSON array."""
        return "(SELECT value FROM json_each(%s))", [self._slot or json.dumps(self._values)]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        """PostgreSQL unpacks an array."""
        kind = "bigint" if issubclass(self._kind, int) else "text"
        return f"(SELECT value FROM unnest(%s::{kind}[]) AS value)", [self._slot or self._values]


def is_left_of_a_slot(constant: Any) -> bool:
    """Whether this was made from a stand-in: a lookup changed it (``istartswith``), so that no value could take its place."""
    if isinstance(constant, int):
        return constant >= _FIRST_NUMBER
    return isinstance(constant, str) and _MARK in constant
