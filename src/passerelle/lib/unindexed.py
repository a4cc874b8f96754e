"""A column that no index is looked up by: for a condition that many rows meet, beside one that few do."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler


class Unindexed(Func):
    """``filter(contribution_id__in=few).alias(done=Unindexed("verb")).filter(done__in=frequent)``.

    SQLite knows how many rows an index has for a value on average at most; the plus sign is its way to be told.
    PostgreSQL knows better by its statistics and gets the plain column.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """The column with a plus sign, which changes no value."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)
