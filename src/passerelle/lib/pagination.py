"""Pages of long lists by position, so that nothing is skipped or shown twice while others write."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and the cursor of those that follow, empty on the last page."""

    rows: list[Row]
    next_cursor: str


def page(rows: QuerySet[Row], *, order: Sequence[str], size: int, cursor: str = "") -> Page[Row]:
    """The ``size`` rows after ``cursor``; one that is damaged or of another list starts at the top.

    ``order`` names columns that are never null, of the model or (``person__sort_name``) of one it points at, with ``-`` for
    descending; the last one must be unique. A cursor is not a secret and gives no rights: ``rows`` must be what this reader may see.
    """
    start = position(rows.model, order, cursor)
    if start is not None:
        rows = rows.filter(after(order, start))
    return cut(list(rows.order_by(*order)[: size + 1]), order=order, size=size)


def cut(found: list[Row], *, order: Sequence[str], size: int) -> Page[Row]:
    """A page of ``size`` rows, of which one more was looked for: whether there is another says if a page follows."""
    shown = found[:size]
    return Page(shown, encode([_found(shown[-1], name) for name in order]) if len(found) > size else "")


def encode(position: Sequence[object]) -> str:
    """The values of one row's order columns as text for a URL."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in position]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str) -> list[Any] | None:
    """The values ``encode`` was given, dates as text; None for anything else, and for what no database takes."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return position if isinstance(position, list) and all(_is_plain(value) for value in position) else None
    except (ValueError, RecursionError):
        return None


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return "\0" not in value.encode().decode()  # a lone surrogate has no bytes: UnicodeEncodeError is a ValueError
    return isinstance(value, int | float) and not isinstance(value, bool)


def _found(row: Model, name: str) -> object:
    return attrgetter(name.lstrip("-").replace("__", "."))(row)


def position(model: type[Model], order: Sequence[str], cursor: str) -> list[Any] | None:
    """The values of ``order`` a cursor stands for; None for one that is damaged or of another list."""
    values = decode(cursor)
    if values is None or len(values) != len(order):
        return None
    try:
        return [_value(_field(model, name.lstrip("-")), value) for name, value in zip(order, values, strict=True)]
    except (ValidationError, TypeError, ValueError, OverflowError):
        return None


def _field(model: Any, name: str) -> Any:
    first, _, rest = name.partition("__")
    field = model._meta.pk if first == "pk" else model._meta.get_field(first)
    return _field(field.related_model, rest) if rest else field


def _value(field: Any, value: Any) -> Any:
    """What a column may hold, as the database will be asked for it."""
    found = field.to_python(value)
    # Not possible for the first and the last day of all.
    return found.astimezone(UTC) if isinstance(found, datetime) and found.tzinfo else found


def after(order: Sequence[str], start: Sequence[Any]) -> Q:
    """What comes behind these values of ``order``."""
    behind = Q()
    for index, name in reversed(list(enumerate(order))):
        column, comparison = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        following = Q(**{f"{column}__{comparison}": start[index]})
        behind = following | (Q(**{column: start[index]}) & behind) if behind else following
    return behind
