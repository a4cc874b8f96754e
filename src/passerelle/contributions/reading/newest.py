"""The newest placements of several communities, merged: what a feed's page is chosen from.

Django has no word for "the first twenty of each, then the first twenty of all", and without it a database reads and sorts everything
these communities ever got. With it, each community costs a few steps in the index ``placement_feed``, however old it is.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Expression, Value
from django.db.models.sql.compiler import SQLCompiler

from passerelle.contributions.models import Placement
from passerelle.lib.slots import Many

_ORDER = "ORDER BY placed_at DESC, id DESC LIMIT {size}"
_EACH = "SELECT id, placed_at FROM {table} WHERE community_id = c.value AND listed{before} " + _ORDER
_SQLITE = (
    "(SELECT p.id FROM {communities} AS c JOIN {table} AS p ON p.id IN (SELECT id FROM (" + _EACH + ")) "
    "ORDER BY p.placed_at DESC, p.id DESC LIMIT {size})"
)
_POSTGRES = "(SELECT id FROM {communities} AS c CROSS JOIN LATERAL (" + _EACH + ") AS p " + _ORDER + ")"


class Newest(Expression):
    """The ids of the newest ``size`` listed placements in these communities, for ``pk__in``; with ``before`` from there on."""

    def __init__(
        self, communities: Collection[int] | Many, size: int, before: tuple[datetime, int] | None = None
    ) -> None:
        """Communities and moments may be values, or what stands for them in a prepared statement."""
        super().__init__()
        self._communities = communities if isinstance(communities, Many) else Many(values=communities)
        self._size = size
        self._before = [Value(each) for each in before or ()]

    def as_sql(self, compiler: SQLCompiler, connection: Any, pattern: str = _SQLITE) -> tuple[str, list[Any]]:  # type: ignore[override]  # as Django calls it
        """The statement for SQLite."""
        communities, parameters = compiler.compile(self._communities)
        moments = [compiler.compile(each) for each in self._before]
        before = f" AND (placed_at, id) < ({', '.join(sql for sql, _ in moments)})" if moments else ""
        sql = pattern.format(
            communities=communities, table=Placement._meta.db_table, before=before, size=int(self._size)
        )
        return sql, [*parameters, *(value for _, values in moments for value in values)]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        """The statement for PostgreSQL."""
        return self.as_sql(compiler, connection, _POSTGRES)
