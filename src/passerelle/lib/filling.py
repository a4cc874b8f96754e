"""Filling the open places of a compiled statement."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from passerelle.lib.id_set import IdSet
from passerelle.lib.slots import Slots, Value, is_left_of_a_slot

_LOOKS_LIKE_A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
_encode = json.JSONEncoder().encode


class Form:
    """One spelling of a statement, and the places in it that are left open."""

    def __init__(self, sql: str, parameters: Sequence[Any], values: Mapping[int, Value], connection: Any) -> None:
        """``values`` says for each open place what is filled in there."""
        self.sql = sql
        self._as_list = connection.vendor != "sqlite"
        self._adapt = connection.ops.adapt_datetimefield_value
        self._parameters = list(parameters)
        self._values: list[tuple[Value, list[int]]] = []
        for place, value in values.items():
            self._put(value, place)

    def filled(self, arguments: tuple[Any, ...]) -> list[Any]:
        """The parameters for these arguments; each value is worked out once."""
        parameters = self._parameters.copy()
        for value, places in self._values:
            filled = self._fill(value(arguments))
            for place in places:
                parameters[place] = filled
        return parameters

    def _put(self, value: Value, place: int) -> None:
        for known, places in self._values:
            if known is value:
                places.append(place)
                return
        self._values.append((value, [place]))

    def _fill(self, value: Any) -> Any:
        if isinstance(value, (int, str)):
            return value
        if isinstance(value, datetime):
            return self._adapt(value)
        if self._as_list:
            return list(value)
        return value.as_json if isinstance(value, IdSet) else _encode(list(value))


def open_places(parameters: Sequence[Any], slots: Slots, connection: Any) -> dict[int, Value]:
    """Which parameters of a statement stand for a value, by their places.

    Raises TypeError where a value was changed on its way, and for a moment that would be the present for ever.
    """
    adapt = connection.ops.adapt_datetimefield_value
    known = {adapt(slot) if isinstance(slot, datetime) else slot: value for slot, value in slots.values.items()}
    values: dict[int, Value] = {}
    for place, constant in enumerate(parameters):
        value = known.get(constant) if isinstance(constant, Hashable) else None
        if value is not None:
            values[place] = value
        elif _is_moment(constant):
            raise TypeError(f"{constant} would be the present for ever: hand the moment over as an argument")
        elif is_left_of_a_slot(constant):
            raise TypeError("A value was changed on its way into the statement: only plain comparisons can be prepared")
    return values


def _is_moment(constant: Any) -> bool:
    return isinstance(constant, date) or (isinstance(constant, str) and bool(_LOOKS_LIKE_A_MOMENT.match(constant)))
