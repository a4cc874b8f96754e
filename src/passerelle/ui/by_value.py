"""What an input of a piece is, by value: equal for inputs that read the same now.

A field of a dataclass with ``compare=False`` is no input; what it holds is drawn apart and handed over. A class may say itself what its
instances are, with a property ``by_value``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from markupsafe import Markup

from passerelle.ui.times import age


class ByValue(dict[str, Any]):
    """A dict that is handed to several pieces of one page and stays as it is: its value is worked out once."""

    key: Hashable = None


def by_value(value: Any, now: datetime) -> Hashable:
    """Something hashable that is equal for inputs that read the same now.

    Raises TypeError for a row of a table: it is equal to itself however its columns change.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[no-any-return]
    if kind is datetime:
        return value, age(value, now)
    if kind is ByValue:
        if value.key is None:
            value.key = by_value(dict(value), now)
        return value.key  # type: ignore[no-any-return]
    if kind is tuple or kind is list:
        return values(value, now)
    if kind is Markup:
        return Markup, str(value)  # words that read the same are escaped, this is not
    if kind is dict or isinstance(value, Mapping):
        return tuple(value), values(value.values(), now)
    if kind is set or kind is frozenset:
        return frozenset(value)
    if hasattr(kind, "by_value"):
        return value.by_value  # type: ignore[no-any-return]  # it says itself what it is
    if is_dataclass(kind):
        if _is_its_own_value(kind):
            return value  # type: ignore[no-any-return]
        return kind, values(_reader(kind)(value), now)
    if hasattr(value, "__html__"):
        return Markup, str(value)
    if isinstance(value, (Promise, str)):
        return str(value)
    if isinstance(value, Model):
        raise TypeError(f"{kind.__name__} is a row: hand over what it shows")
    return value  # type: ignore[no-any-return]  # what has no parts is itself: a kind, a number


def values(several: Iterable[Any], now: datetime) -> tuple[Hashable, ...]:
    """The values of several inputs: most are plain, and not worth a call each."""
    return tuple([each if type(each) in _PLAIN else by_value(each, now) for each in several])


_PLAIN = frozenset({str, int, bool, type(None), float})


@cache
def _is_its_own_value(kind: Any) -> bool:
    """Whether instances are equal when they read the same: frozen, and nothing but words and numbers inside."""
    plain = {"str", "int", "bool", "str | None", "int | None"}
    return bool(kind.__dataclass_params__.frozen) and all(field.type in plain for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind) if field.compare]
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)
